package distribution

import (
	"math"
	"sync"
)

// truncated is a continuous distribution on the condition that it lies between
// min and max.
type truncated struct {
	law
	min, max float64 // infinite where it is not cut
	p0, q1   float64 // probability below min, and above max
	kept     float64
	moments  func() (mean, variance float64)
}

// Truncate returns d on the condition that it lies between min and max, by
// rescaling u; an end that is infinite is not cut. Only continuous
// distributions can be truncated.
func Truncate(d Distribution, min, max float64) (Distribution, error) {
	c, ok := d.(continuous)
	if !ok {
		return nil, bad(CodeParameter, d.String(), "min and max are for continuous distributions")
	}
	if math.IsNaN(min) || math.IsNaN(max) || min >= max {
		return nil, bad(CodeTruncation, d.String(), "min %s is not below max %s", min, max)
	}
	t := truncated{law: c.law, min: min, max: max}
	p1, q0 := 1.0, 1.0
	if lo, hi := c.Support(); min > lo || max < hi {
		if min > lo && min < hi {
			t.p0, q0 = c.tails(min)
		} else if min >= hi {
			t.p0, q0 = 1, 0
		}
		if max < hi && max > lo {
			p1, t.q1 = c.tails(max)
		} else if max <= lo {
			p1, t.q1 = 0, 1
		}
	} else {
		return d, nil
	}
	// The difference of the smaller two tails loses least.
	t.kept = p1 - t.p0
	if t.p0 > 0.5 {
		t.kept = q0 - t.q1
	}
	if !(t.kept > 1e-12) {
		return nil, bad(CodeTruncation, d.String(), "almost nothing of it lies between %s and %s", min, max)
	}
	t.moments = sync.OnceValues(func() (float64, float64) { return momentsByScore(t) })
	return continuous{t}, nil
}

func (t truncated) tails(x float64) (p, q float64) {
	p, q = t.law.tails(x)
	if p > q { // the smaller tail is the one that is not lost to rounding
		q = min(max((q-t.q1)/t.kept, 0), 1)
		return 1 - q, q
	}
	p = min(max((p-t.p0)/t.kept, 0), 1)
	return p, 1 - p
}

// whole turns tails of the truncated distribution into those of the whole one.
func (t truncated) whole(p, q float64) (float64, float64) {
	return t.p0 + float64(p*t.kept), t.q1 + float64(q*t.kept)
}

func (t truncated) quantile(p, q float64) float64 {
	lo, hi := t.Support()
	return min(max(t.law.quantile(t.whole(p, q)), lo), hi)
}

// walk is quantile for increasing p.
func (t truncated) walk() func(p, q float64) float64 {
	next := walk(t.law)
	lo, hi := t.Support()
	return func(p, q float64) float64 { return min(max(next(t.whole(p, q)), lo), hi) }
}

// Mean is the expected value.
func (t truncated) Mean() float64 {
	m, _ := t.moments()
	return m
}

// Variance is the mean square of the distance from the mean.
func (t truncated) Variance() float64 {
	_, v := t.moments()
	return v
}

// Support is the range of values, ends that are never reached included.
func (t truncated) Support() (lo, hi float64) {
	lo, hi = t.law.Support()
	return max(lo, t.min), min(hi, t.max)
}

// String is the text form, as a person writes it.
func (t truncated) String() string { return withEnds(t.law.String(), t.min, t.max) }
