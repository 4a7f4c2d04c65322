package models

import (
	"math"

	"ballast/budget"
)

// movesFrom is moves for an index that is known for n months: as it was written
// down, between the months that were from the last one along the planned path.
// Only the steps after them are random. The mean goes on from the level reached:
// in proportion to the planned path, or, where the index reverts, drawn back to it
// at its speed.
//
// Checked: TestKnownIndex.
func (d driver) movesFrom(h, n int, random bool) motion {
	seen := d.seen
	d.seen = nil
	plan := d.moves(h, false).levels
	levels := make([]float64, h)
	gap := 1.0 // of the level over the planned path
	for m := range n {
		if x := seen[m]; !math.IsNaN(x) && plan[m] > 0 {
			gap = x / plan[m]
		}
		levels[m] = float64(gap * plan[m])
	}
	keep := 1.0
	if d.kind == "revert" {
		keep = math.Exp(-d.speed * monthStep)
	}
	apart, left := math.Log(gap), 1.0
	for m := n; m < h; m++ {
		left = float64(left * keep)
		levels[m] = float64(plan[m] * math.Exp(float64(apart*left)))
	}
	if !random {
		return motion{levels: levels}
	}
	return d.shaken(levels, n, keep)
}

// shaken lets the logarithm of the levels move at random after the first n months;
// every month keeps its mean.
func (d driver) shaken(levels []float64, n int, keep float64) motion {
	step := d.volatility * d.volatility * monthStep
	if d.kind == "revert" && d.speed > 0 {
		step = d.volatility * d.volatility * -math.Expm1(-2*d.speed*monthStep) / (2 * d.speed)
	}
	trend, variance := make([]float64, len(levels)), 0.0
	for m, level := range levels {
		if m >= n {
			variance = float64(keep*keep*variance) + step
		}
		trend[m] = math.Log(level) - float64(variance/2)
	}
	return motion{trend: trend, keep: keep, sd: math.Sqrt(step), known: n}
}

// seenLevels are the levels of a driver that were written down, relative to its
// base value; nil in a plan without a past.
func (m *Model) seenLevels(k int, base float64) []float64 {
	if m.cut == 0 {
		return nil
	}
	seen, any := make([]float64, m.cut), false
	for i := range seen {
		seen[i] = math.NaN()
	}
	for i := range m.plan.Actuals {
		a := &m.plan.Actuals[i]
		if a.Month < 0 || a.Month >= m.cut {
			continue
		}
		if kind, at := m.plan.Home(a); kind == "driver" && at == k && a.Level > 0 {
			seen[a.Month], any = a.Level/base, true
		}
	}
	if d := &m.plan.Drivers[k]; !any && d.Volatility > 0 && (d.Kind == "walk" || d.Kind == "revert") {
		m.note(d.Row.Ref("Name"), "control.index-as-planned", d.Name)
	}
	return seen
}

// planned is the rule without what has been seen of it.
func (d driver) planned() driver {
	d.seen = nil
	return d
}

// asOf is how many months have happened: none without actuals.
func asOf(p *budget.Plan) int {
	if p.Project.AsOf == nil || len(p.Actuals) == 0 {
		return 0
	}
	return max(0, min(p.Project.AsOf.Sub(p.Project.Start)+1, p.Project.Horizon))
}
