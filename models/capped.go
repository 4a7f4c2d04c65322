package models

import (
	"math"

	"ballast/budget"
	"ballast/sim/distribution"
)

// A distribution with a long tail can draw a delay of a million years: there is
// no month to place it in, and a duration of that length takes all memory. What
// lies beyond budget.MaxMonths is drawn as the end itself, counted scenario by
// scenario, and said after the run (models/doc.go section 4).
//
// Checked: TestCapped.

// rareDraw is the chance below which a draw beyond the end is no matter: its
// distribution stays as it is, to the bit.
const rareDraw = 1e-12

// drawEnds are the ends of one variable that was cut.
type drawEnds struct {
	v         int
	low, high float64
}

// lasting is quantity for what is counted in months, or multiplies them: it is
// never drawn below low or above high.
func (m *Model) lasting(q *budget.Quantity, fallback, low, high float64, key, label, name string) number {
	return m.within(m.quantity(q, fallback, key, label, name), low, high)
}

// within cuts a number.
func (m *Model) within(n number, low, high float64) number {
	if n.v < 0 {
		return constant(min(max(n.c, low), high))
	}
	v := &m.vars[n.v]
	if d := capDraws(v.dist, low, high); d != nil {
		v.dist = d
		m.caps = append(m.caps, drawEnds{n.v, low, high})
	}
	return n
}

// delay is lasting for a number of months.
func (m *Model) delay(q *budget.Quantity, key, label, name string) number {
	return m.lasting(q, 0, -budget.MaxMonths, budget.MaxMonths, key, label, name)
}

// capDraws is a distribution that is never drawn outside low to high; nil when
// it hardly ever is.
func capDraws(d distribution.Distribution, low, high float64) distribution.Distribution {
	if d.Quantile(rareDraw) >= low && d.Quantile(1-rareDraw) <= high {
		return nil
	}
	c := &capped{Distribution: d, low: low, high: high}
	const steps = 4096 // of u, whose means are the moments
	for k := range steps {
		x := c.Quantile((float64(k) + 0.5) / steps)
		c.mean += float64(x / steps)
		c.variance += float64(x * x / steps)
	}
	c.variance = max(0, c.variance-float64(c.mean*c.mean))
	return c
}

// capped is a distribution with all that lies outside low to high heaped at the
// ends.
type capped struct {
	distribution.Distribution
	low, high      float64
	mean, variance float64
}

// Quantile implements distribution.Distribution.
func (c *capped) Quantile(u float64) float64 {
	return min(max(c.Distribution.Quantile(u), c.low), c.high)
}

// CDF implements distribution.Distribution.
func (c *capped) CDF(x float64) float64 {
	switch {
	case x < c.low:
		return 0
	case x >= c.high:
		return 1
	}
	return c.Distribution.CDF(x)
}

// Mean implements distribution.Distribution.
func (c *capped) Mean() float64 { return c.mean }

// Variance implements distribution.Distribution.
func (c *capped) Variance() float64 { return c.variance }

// Support implements distribution.Distribution.
func (c *capped) Support() (lo, hi float64) {
	lo, hi = c.Distribution.Support()
	return min(max(lo, c.low), c.high), max(min(hi, c.high), c.low)
}

// countCaps counts the draws of a scenario that lie at an end.
func (k *kernel) countCaps(sums []float64, in [][]float64, i int) {
	for j, c := range k.m.caps {
		if x := in[c.v][i]; x <= c.low || x >= c.high {
			sums[j]++
		}
	}
}

// Problems are what the run itself came upon: draws that were cut.
func (s *Simulation) Problems() []budget.Problem {
	var all []budget.Problem
	for j, c := range s.m.caps {
		n := int(math.Round(s.res.Sums[s.m.out.sumCapped+j]))
		if n == 0 {
			continue
		}
		v := &s.m.vars[c.v]
		all = append(all, budget.Problem{Ref: v.ref, Severity: budget.Warning, Code: "draw-bounded",
			Message: s.m.words.Say("model.draw-bounded", v.label, shortNumber(c.low), shortNumber(c.high), n, s.res.N),
			Hint:    s.m.words.Say("model.draw-bounded.hint")})
	}
	return all
}
