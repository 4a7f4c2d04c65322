package workbook

import (
	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// risks reads the sheet Risks.
func (r *reader) risks(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "ID", func(x *record) {
		r.plan.Risks = append(r.plan.Risks, x.risk())
	})
}

func (x *record) risk() budget.Risk {
	k := budget.Risk{
		Row: x.row, Category: "other", ImpactIs: "amount", Status: "open", Affects: x.affects(),
		From: x.window("From", 0), To: x.window("To", max(0, x.r.plan.Project.Horizon-1)),
	}
	x.fill(&k)
	k.Impact = x.quantity("Cost impact", k.ImpactIs == "share")
	if x.get("Probability") == nil && k.PerYear == nil && !x.broken("Per year") {
		x.missing("Probability", x.r.w.Say("problem.missing-value.probability"))
	}
	x.response(&k)
	return k
}

// response settles whether the response is taken: Response on, or a yes or no
// under Response itself.
func (x *record) response(k *budget.Risk) {
	if on, ok := parseBool(k.Response); ok && x.get("Response on") == nil {
		k.ResponseOn = on
	}
}

// affects reads IDs, phases and the word all; phases take their canonical name.
func (x *record) affects() []string {
	names := x.list("Affects")
	phases := schema.Column{Options: schema.Phases()}
	for i, n := range names {
		switch schema.Key(n) {
		case "all", "全部", "所有", "everything", "全项目":
			names[i] = "all"
			continue
		}
		if o, ok := phases.Option(n); ok && !x.isID(n) && x.hasPhase(o.Canonical) {
			names[i] = o.Canonical
		}
	}
	return names
}

// hasPhase tells whether a cost line is of this phase.
func (x *record) hasPhase(phase string) bool {
	for _, l := range x.r.plan.Costs {
		if l.Phase == phase {
			return true
		}
	}
	return false
}

// isID tells whether a cost line, stream or source has this ID.
func (x *record) isID(name string) bool {
	for _, l := range x.r.plan.Costs {
		if l.ID == name {
			return true
		}
	}
	for _, s := range x.r.plan.Revenue {
		if s.ID == name {
			return true
		}
	}
	for _, s := range x.r.plan.Funding {
		if s.ID == name {
			return true
		}
	}
	return false
}
