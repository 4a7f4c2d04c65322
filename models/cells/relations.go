package cells

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// hundredths are the shares of P1 to P99.
func hundredths() []float64 {
	list := make([]float64, 99)
	for i := range list {
		list[i] = float64(i+1) / 100
	}
	return list
}

// target is how often an output reaches what it ought to; nil without a target.
func (s *Simulation) target(o *output, column, good []float64) *outcome.ModelTarget {
	if o.target == nil {
		return nil
	}
	t := &outcome.ModelTarget{Value: *o.target, Lower: o.lower, Share: share(good, o.reached)}
	if half := s.half(column, o.reached); !math.IsNaN(half) && s.replicated(column) {
		t.Within = &outcome.Interval{max(t.Share-half, 0), min(t.Share+half, 1)}
	}
	return t
}

// reached reports whether a value is at least as good as the target.
func (o *output) reached(x float64) bool {
	if o.lower {
		return x <= *o.target
	}
	return x >= *o.target
}

// contingency is what an output that is a cost needs beside its budget; nil without one.
func (s *Simulation) contingency(i int) *outcome.ModelContingency {
	o := s.m.outs[i]
	if o.budget == nil {
		return nil
	}
	c := &outcome.ModelContingency{Budget: *o.budget, Confidence: o.confidence}
	x, within := s.Quantile(i, o.confidence)
	c.Contingency = x - *o.budget
	if within != nil {
		c.Within = &outcome.Interval{within[0] - *o.budget, within[1] - *o.budget}
	}
	c.Overrun, c.OverrunWithin = s.Chance(i, func(x float64) bool { return x > *o.budget })
	return c
}

// scattered is how many scenarios are drawn as dots, and strongest how many inputs
// an output is drawn against.
const (
	scattered = 300
	strongest = 3
)

// scatters are the first scenarios of an output against the inputs that it follows
// most.
func (s *Simulation) scatters(column []float64, drivers []outcome.ModelDriver) (list []outcome.ModelScatter) {
	for _, d := range drivers[:min(strongest, len(drivers))] {
		if math.Abs(d.RankCorrelation) < 0.05 {
			break
		}
		for i, v := range s.m.variables {
			if v.key != d.Input {
				continue
			}
			x := outcome.ModelScatter{Name: v.key}
			if v.name != "" {
				x.Name = v.name
			}
			for k := 0; k < s.res.InputsN && len(x.Points) < scattered; k++ {
				if !math.IsNaN(column[k]) {
					x.Points = append(x.Points, outcome.Pair{X: s.res.Inputs[i][k], Y: column[k]})
				}
			}
			list = append(list, x)
		}
	}
	return list
}

// pairs are the rank correlations that were asked for beside those drawn, then those
// between outputs, over the scenarios whose draws were kept.
func (s *Simulation) pairs() (list []outcome.ModelPair) {
	name := (*variable).shown
	for _, l := range s.m.engine.Links {
		rho := l.Rho
		list = append(list, outcome.ModelPair{A: name(s.m.variables[l.A]), B: name(s.m.variables[l.B]), Asked: &rho,
			Drawn: rankCorrelation(s.res.Inputs[l.A], s.res.Inputs[l.B])})
	}
	n := s.res.InputsN
	for i, a := range s.m.outs {
		for k, b := range s.m.outs[:i] {
			list = append(list, outcome.ModelPair{A: b.name, B: a.name, Drawn: rankCorrelation(s.res.Scalar[k][:n], s.res.Scalar[i][:n])})
		}
	}
	return list
}

// repaired are the correlations that had to change so that all can hold together.
func (s *Simulation) repaired() (list []outcome.Rho) {
	for _, r := range s.res.Repairs {
		a, b := s.m.variables[s.res.Linked[r.I]], s.m.variables[s.res.Linked[r.J]]
		list = append(list, outcome.Rho{A: a.shown(), B: b.shown(), Rho: r.Used})
	}
	return list
}

// shown is the name of a variable for a reader.
func (v *variable) shown() string {
	if v.name != "" {
		return v.name
	}
	return v.key
}

// rankCorrelation is that of two columns over the scenarios in which both are
// numbers; nil where one of them does not vary.
func rankCorrelation(a, b []float64) *float64 {
	var x, y []float64
	for i := range a {
		if !math.IsNaN(a[i]) && !math.IsNaN(b[i]) {
			x, y = append(x, a[i]), append(y, b[i])
		}
	}
	if rho := stats.SpearmanRanks(stats.Ranks(x), stats.Ranks(y)); finiteNumber(rho) {
		return &rho
	}
	return nil
}
