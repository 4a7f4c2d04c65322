package models

import (
	"slices"
	"strconv"

	"ballast/budget"
	"ballast/sim"
)

// compileLoadings turns the plan's loadings into common factors: number 0 is
// the general one, the groups follow by name, so that the order of rows does
// not matter.
func (m *Model) compileLoadings() {
	list := m.plan.Loadings
	if len(list) == 0 {
		return
	}
	if len(m.plan.Correlations) > 0 {
		m.problem(budget.Error, "loading-mixed", budget.Ref{}, nil)
		return
	}
	var groups []string
	for _, l := range list {
		if l.Group != "" {
			groups = append(groups, l.Group)
		}
	}
	slices.Sort(groups)
	groups = slices.Compact(groups)
	m.factors = &sim.Factors{}
	seen := map[int]bool{}
	for _, l := range list {
		vs := m.resolve(l.ID)
		switch {
		case !(float64(l.General*l.General)+float64(l.Within*l.Within) <= 1+1e-12):
			m.problem(budget.Error, "loading-range", budget.Ref{}, nil, l.ID, shortNumber(l.General), shortNumber(l.Within))
		case l.Group == "" && l.Within != 0:
			m.problem(budget.Error, "loading-group", budget.Ref{}, nil, l.ID)
		case len(vs) == 0:
			m.note(budget.Ref{}, "model.loading-unused", l.ID)
		case len(vs) > 1: // one factor in all months would make a driver's shocks move together
			m.problem(budget.Error, "loading-driver", budget.Ref{}, nil, l.ID)
		case seen[vs[0]]:
			m.problem(budget.Error, "loading-twice", budget.Ref{}, nil, l.ID)
		default:
			seen[vs[0]] = true
			group, _ := slices.BinarySearch(groups, l.Group)
			m.load(vs[0], l, 1+group)
		}
	}
	if len(m.factors.Variables) == 0 {
		m.factors = nil
	}
}

// load gives a variable its weights.
func (m *Model) load(v int, l budget.Loading, group int) {
	var weights []sim.Loading
	if l.General != 0 {
		weights = append(weights, sim.Loading{Factor: 0, Weight: l.General})
	}
	if l.Within != 0 {
		weights = append(weights, sim.Loading{Factor: group, Weight: l.Within})
	}
	m.factors.Variables = append(m.factors.Variables, v)
	m.factors.Loadings = append(m.factors.Loadings, weights)
}

func shortNumber(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }
