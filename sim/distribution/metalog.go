package distribution

import "math"

// metalog is Keelin's three-term metalog, unbounded (no ends), semi-bounded
// (one) or bounded (both); an absent end is infinite.
type metalog struct {
	a1, a2, a3    float64
	p10, p50, p90 float64
	min, max      float64
}

// metalogLimit is the largest |a3/a2| for which the three-term metalog has a
// positive density everywhere: the inverse of the maximum over y of
// |y - 1/2 + y(1-y) ln(y/(1-y))|.
// Source: Keelin (2016), section 3.4, prints 1.66711.
// Checked: TestMetalogLimit recomputes it.
const metalogLimit = 1.6671131

// newMetalog returns the three-term metalog with the given P10, P50 and P90
// (the symmetric-percentile-triplet form). min and max are its ends, -Inf and
// +Inf when it has none. With L = ln(y/(1-y)) its quantile is
// M(y) = a1 + a2 L + a3 (y - 1/2) L, of the variable, of its distance from its
// one end in logarithms, or of the logit of its place between both ends.
// Source: Keelin, "The metalog distributions", Decision Analysis 13 (2016)
// 243-277, equations 6, 11, 14 and section 3.4.
// Checked: TestPublished, TestMetalogLimit.
func newMetalog(p10, p50, p90, min, max float64) (Distribution, error) {
	if err := ordered("Metalog", p10, p50, p90); err != nil {
		return nil, err
	}
	if math.IsNaN(min) || math.IsNaN(max) || min > p10 || max < p90 {
		return nil, bad(CodeOrder, "Metalog", "the percentiles must lie between the ends %s and %s", min, max)
	}
	if p10 == p90 {
		return fixed{p10}, nil
	}
	d := metalog{p10: p10, p50: p50, p90: p90, min: min, max: max}
	x10, x50, x90 := d.inner(p10), d.inner(p50), d.inner(p90)
	if !finite(x10, x50, x90) || !(x90 > x10) {
		return nil, bad(CodeMetalog, "Metalog", "a percentile lies on an end (%s or %s)", min, max)
	}
	const log9 = 2.1972245773362195828
	d.a1 = x50
	d.a2 = (x90 - x10) / (2 * log9)
	d.a3 = (x90 - x50 - (x50 - x10)) / (0.8 * log9)
	if math.Abs(d.a3) > metalogLimit*d.a2 {
		return nil, bad(CodeMetalog, "Metalog", "P50 %s is too near to one of %s and %s: no metalog has these percentiles", p50, p10, p90)
	}
	return continuous{d}, nil
}

// inner turns a value into the scale in which the metalog is unbounded.
func (d metalog) inner(x float64) float64 {
	switch lower, upper := !math.IsInf(d.min, -1), !math.IsInf(d.max, 1); {
	case lower && upper:
		return log((x - d.min) / (d.max - x))
	case lower:
		return log(x - d.min)
	case upper:
		return -log(d.max - x)
	}
	return x
}

// outer is the inverse of inner.
func (d metalog) outer(y float64) float64 {
	switch lower, upper := !math.IsInf(d.min, -1), !math.IsInf(d.max, 1); {
	case lower && upper && y < 0:
		e := exp(y)
		return d.min + float64((d.max-d.min)*(e/(1+e)))
	case lower && upper:
		e := exp(-y)
		return d.max - float64((d.max-d.min)*(e/(1+e)))
	case lower:
		return d.min + exp(y)
	case upper:
		return d.max - exp(-y)
	}
	return y
}

func (d metalog) quantile(p, q float64) float64 {
	l := log(p) - log(q)
	return d.outer(d.a1 + float64(l*(d.a2+float64(d.a3*(0.5*(p-q))))))
}

// tails solves quantile = x for the logit of p.
func (d metalog) tails(x float64) (p, q float64) {
	target := d.inner(x)
	l := root(func(l float64) (float64, float64) {
		p, q := logistic(l)
		weight := d.a2 + float64(d.a3*(0.5*(p-q)))
		return d.a1 + float64(l*weight) - target, weight + float64(l*float64(d.a3*float64(p*q)))
	}, (target-d.a1)/d.a2, math.Inf(-1), math.Inf(1), exactly)
	return logistic(l)
}

// logistic returns p and q = 1-p with ln(p/q) = l.
func logistic(l float64) (p, q float64) {
	if l < 0 {
		e := exp(l)
		return e / (1 + e), 1 / (1 + e)
	}
	e := exp(-l)
	return 1 / (1 + e), e / (1 + e)
}

// Mean is infinite or by quadrature. Near an open end the inner variable is
// like (a2 + |a3|/2) times an exponential one, so that its exponential has a
// mean below 1 only.
func (d metalog) Mean() float64 {
	if d.tailWeight() >= 1 {
		if math.IsInf(d.max, 1) {
			return math.Inf(1)
		}
		return math.Inf(-1)
	}
	m, _ := momentsByScore(d)
	return m
}

// Variance is infinite or by quadrature.
func (d metalog) Variance() float64 {
	if d.tailWeight() >= 0.5 {
		return math.Inf(1)
	}
	_, v := momentsByScore(d)
	return v
}

// tailWeight is the index of the power-law tail at the open end of a
// semi-bounded metalog, 0 when the tails are light.
func (d metalog) tailWeight() float64 {
	switch lower, upper := !math.IsInf(d.min, -1), !math.IsInf(d.max, 1); {
	case lower && !upper:
		return d.a2 + float64(d.a3/2)
	case upper && !lower:
		return d.a2 - float64(d.a3/2)
	}
	return 0
}

// Support is the range of values, ends that are never reached included.
func (d metalog) Support() (lo, hi float64) { return d.min, d.max }

// String is the text form, as a person writes it.
func (d metalog) String() string {
	return withEnds(callText("Metalog", d.p10, d.p50, d.p90), d.min, d.max)
}

// withEnds adds min= and max= to the text of a call.
func withEnds(text string, min, max float64) string {
	text = text[:len(text)-1]
	if !math.IsInf(min, -1) {
		text += ",min=" + number(min)
	}
	if !math.IsInf(max, 1) {
		text += ",max=" + number(max)
	}
	return text + ")"
}
