package models

import (
	"math"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// Input is a quantity that differs between futures, as a reader knows it: a draw of a
// row, what a risk added to the cost or how often it struck, the mean level of an index,
// lateness in months. Values are of the first scenarios of the run.
type Input struct {
	Label, Name string // "C1", "F2.delay"; the name of the row
	Ref         budget.Ref
	Values      []float64
}

// Inputs lists the inputs of the scenarios that kept their draws.
func (s *Simulation) Inputs() []Input {
	var out []Input
	for _, in := range s.inputs(min(s.res.InputsN, stats.MostRanked)) {
		x := in.values
		if in.negative {
			x = make([]float64, len(in.values))
			for i, v := range in.values {
				x[i] = -v
			}
		}
		out = append(out, Input{in.label, in.name, in.ref, x})
	}
	return out
}

// Failing is a bad event and the futures in which it happens.
type Failing struct {
	Event     string  // outcome.FailGap and the others
	Beyond    float64 // the limit that is broken
	What      string  // of a cost: as in Overrun
	Share     float64 // of all futures
	Fails     []bool  // of the scenarios of Inputs
	Badness   []float64
	Unbounded bool // it fails by never coming, not by how far
}

// Failing lists the bad events that can happen to the plan: cash runs short, the cost
// goes over its limit, the money comes back too late, the debt is not covered.
func (s *Simulation) Failing() []Failing {
	o, n := &s.m.out, min(s.res.InputsN, stats.MostRanked)
	var out []Failing
	add := func(f Failing, col int, fails func(x float64) bool, badness func(x float64) float64) {
		f.Share = s.col(col).shareOf(fails)
		f.Fails, f.Badness = make([]bool, n), make([]float64, n)
		for i, x := range s.res.Scalar[col][:n] {
			f.Fails[i], f.Badness[i] = fails(x), badness(x)
		}
		out = append(out, f)
	}
	same := func(x float64) float64 { return x }
	if s.m.hasCash() {
		add(Failing{Event: outcome.FailGap, Beyond: s.m.minimum}, o.peakGap, func(x float64) bool { return x > 0 }, same)
	}
	limit, what := s.m.overrunLine()
	add(Failing{Event: outcome.FailCost, Beyond: limit, What: what}, o.total, func(x float64) bool { return x > s.m.beyond(limit) }, same)
	out[len(out)-1].Share = s.col(o.total).above(s.m.beyond(limit)) // the chance that is said everywhere, smoothed
	if len(s.m.streams) > 0 {
		late := float64(s.m.horizon)
		target := s.m.plan.Project.PaybackTgt
		if target != nil {
			late = *target
		}
		add(Failing{Event: outcome.FailPayback, Beyond: late, Unbounded: target == nil}, o.project.payback, func(x float64) bool { return x > late }, func(x float64) float64 { return math.Min(x, float64(s.m.horizon+1)) })
	}
	if s.m.cover.debts {
		floor := s.m.coverFloor()
		add(Failing{Event: outcome.FailCover, Beyond: floor}, o.dscr, func(x float64) bool { return x < floor }, func(x float64) float64 { return -x })
	}
	return out
}

// shareOf is the share of the scenarios at hand in which a figure is so.
func (c column) shareOf(is func(x float64) bool) float64 { return share(c.x, is) }
