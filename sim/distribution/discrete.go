package distribution

import (
	"math"
	"sort"
	"strings"
)

// discrete is a distribution on finitely many values.
type discrete struct {
	x         []float64 // ascending
	cumulated []float64 // P(X <= x[i]); the last is 1
	mean, sd2 float64
	lo, hi    float64
	p         []float64 // weights of x
	text      string    // of the whole, neither cut nor moved
	cut       [2]float64
	times     float64
	shift     float64
}

// Pair is one value of a Discrete and its probability.
type Pair struct{ Value, Probability float64 }

// discreteOf returns the distribution on the given values, whose probabilities
// must sum to 1 within 1e-9. Fixed when one value has all of it.
func discreteOf(pairs []Pair) (Distribution, error) {
	if len(pairs) == 0 {
		return nil, bad(CodeParameter, "Discrete", "there are no values")
	}
	sum, words := 0.0, make([]string, len(pairs))
	for i, p := range pairs {
		if !finite(p.Value, p.Probability) || p.Probability < 0 {
			return nil, bad(CodeParameter, "Discrete", "%s with probability %s: both must be numbers, the probability not below 0", p.Value, p.Probability)
		}
		sum += p.Probability
		words[i] = number(p.Value) + ":" + number(p.Probability)
	}
	if !(math.Abs(sum-1) <= 1e-9) {
		return nil, bad(CodeSum, "Discrete", "the probabilities sum to %s, not 1", sum)
	}
	x, p := gather(pairs)
	if len(x) == 1 {
		return fixed{x[0]}, nil
	}
	return newDiscrete(x, p, "Discrete("+strings.Join(words, ",")+")"), nil
}

// gather sorts the values, adds up repeated ones and drops impossible ones.
func gather(pairs []Pair) (x, p []float64) {
	sorted := append([]Pair(nil), pairs...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Value < sorted[j].Value })
	for _, s := range sorted {
		switch n := len(x); {
		case s.Probability == 0:
		case n > 0 && x[n-1] == s.Value:
			p[n-1] += s.Probability
		default:
			x, p = append(x, s.Value), append(p, s.Probability)
		}
	}
	return x, p
}

// newDiscrete has values x, ascending, with weights p, and the moments that
// follow from them.
func newDiscrete(x, p []float64, text string) discrete {
	d := discrete{x: x, p: p, cumulated: make([]float64, len(x)), lo: x[0], hi: x[len(x)-1], text: text}
	d.cut, d.times = [2]float64{math.Inf(-1), math.Inf(1)}, 1
	total := 0.0
	for i := range p {
		total += p[i]
		d.cumulated[i] = total
	}
	for i := range p {
		d.cumulated[i] /= total
		d.mean += float64(p[i] / total * x[i])
	}
	for i := range p {
		e := x[i] - d.mean
		d.sd2 += float64(p[i] / total * float64(e*e))
	}
	d.cumulated[len(x)-1] = 1
	return d
}

// Quantile is the value at probability u; NaN outside 0..1.
func (d discrete) Quantile(u float64) float64 {
	switch {
	case u <= 0:
		return d.lo
	case u >= 1:
		return d.hi
	case math.IsNaN(u):
		return u
	}
	return d.x[sort.SearchFloat64s(d.cumulated, u)]
}

// CDF is the probability of at most x.
func (d discrete) CDF(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	i := sort.Search(len(d.x), func(i int) bool { return d.x[i] > x })
	if i == 0 {
		return 0
	}
	return d.cumulated[i-1]
}

// Mean is the expected value.
func (d discrete) Mean() float64 { return d.mean }

// Variance is the mean square of the distance from the mean.
func (d discrete) Variance() float64 { return d.sd2 }

// Support is the range of values, ends that are never reached included.
func (d discrete) Support() (lo, hi float64) { return d.lo, d.hi }

// String is the text form, as a person writes it.
func (d discrete) String() string {
	return movedText(withCut(d.text, d.cut[0], d.cut[1]), d.times, d.shift)
}

// moved multiplies the values by times and then adds shift.
func (d discrete) moved(times, shift float64) discrete {
	m := d
	put := func(x float64) float64 { return float64(x*times) + shift }
	m.x = make([]float64, len(d.x))
	for i, x := range d.x {
		m.x[i] = put(x)
	}
	m.mean, m.sd2 = put(d.mean), d.sd2*times*times
	m.lo, m.hi = put(d.lo), put(d.hi)
	m.times, m.shift = d.times*times, put(d.shift)
	return m
}

// truncate keeps the values between min and max.
func (d discrete) truncate(min, max float64) (Distribution, error) {
	first := sort.SearchFloat64s(d.x, min)
	end := sort.Search(len(d.x), func(i int) bool { return d.x[i] > max })
	kept := 0.0
	for _, p := range d.p[first:end] {
		kept += p
	}
	if !(kept > 1e-12) {
		return nil, nothingLeft(d, min, max)
	}
	if end-first == 1 {
		return fixed{d.x[first]}, nil
	}
	t := newDiscrete(d.x[first:end], d.p[first:end], d.text)
	if end == len(d.x) && max >= d.hi {
		t.hi = d.hi
	}
	inner := func(x float64) float64 { return (x - d.shift) / d.times }
	t.cut = [2]float64{math.Max(d.cut[0], inner(min)), math.Min(d.cut[1], inner(max))}
	t.times, t.shift = d.times, d.shift
	return t, nil
}
