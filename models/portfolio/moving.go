package portfolio

import (
	"cmp"
	"slices"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// movingMost is of how many plans the correlations are told pair by pair.
const movingMost = 12

// moving keeps the columns of the plans that spread most.
type moving struct {
	plans []outcome.PortfolioPlan
	kept  []spread
}

type spread struct {
	plan   int
	sd     float64
	column []float64
}

func newMoving(plans []outcome.PortfolioPlan) *moving { return &moving{plans: plans} }

// take looks at the column of the next plan.
func (m *moving) take(plan int, x []float64) {
	_, sd := stats.MeanSD(x)
	if !(sd > 0) || len(m.kept) == movingMost && sd <= m.kept[movingMost-1].sd {
		return
	}
	m.kept = append(m.kept, spread{plan, sd, slices.Clone(x)})
	slices.SortStableFunc(m.kept, func(a, b spread) int { return cmp.Compare(b.sd, a.sd) })
	m.kept = m.kept[:min(len(m.kept), movingMost)]
}

// matrix is the correlations of the plans that were kept, in the order of the list.
func (m *moving) matrix() outcome.PlanCorrelation {
	slices.SortFunc(m.kept, func(a, b spread) int { return cmp.Compare(a.plan, b.plan) })
	out := outcome.PlanCorrelation{IDs: []string{}, Matrix: [][]float64{}}
	for _, a := range m.kept {
		out.IDs = append(out.IDs, m.plans[a.plan].ID)
		row := []float64{}
		for _, b := range m.kept {
			row = append(row, together(a.column, b.column))
		}
		out.Matrix = append(out.Matrix, row)
	}
	return out
}
