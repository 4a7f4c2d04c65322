package distribution

import (
	"math"
	"slices"
)

// mostCounts is how many values a distribution of counts may list, and
// fewCounts how many one does that has a closed form beside.
const (
	mostCounts = 5e5
	fewCounts  = 4096
)

// counted is a distribution of whole numbers in closed form.
type counted struct {
	name           string
	args           []float64
	lo, hi         float64
	mean, variance float64
	upTo           func(k float64) float64 // P(X <= k), k a whole number from lo to hi
	guess          func(u float64) float64 // of the quantile, right to rounding
	mass           func(k float64) float64 // P(X = k)
}

// Quantile is the smallest value whose CDF is u or more; NaN outside 0..1.
func (d counted) Quantile(u float64) float64 {
	switch {
	case u <= 0:
		return d.lo
	case u >= 1:
		return d.hi
	case math.IsNaN(u):
		return u
	}
	k := min(max(d.guess(u), d.lo), d.hi)
	for k > d.lo && d.upTo(k-1) >= u {
		k--
	}
	for k < d.hi && d.upTo(k) < u {
		k++
	}
	return k
}

// CDF is the probability of at most x.
func (d counted) CDF(x float64) float64 {
	switch k := math.Floor(x); {
	case math.IsNaN(x):
		return x
	case k < d.lo:
		return 0
	case k >= d.hi:
		return 1
	default:
		return d.upTo(k)
	}
}

// Mean is the expected value.
func (d counted) Mean() float64 { return d.mean }

// Variance is the mean square of the distance from the mean.
func (d counted) Variance() float64 { return d.variance }

// Support is the range of values.
func (d counted) Support() (lo, hi float64) { return d.lo, d.hi }

// String is the text form, as a person writes it.
func (d counted) String() string { return callText(d.name, d.args...) }

// truncate lists the values between min and max, unless they are many.
func (d counted) truncate(min, max float64) (Distribution, error) {
	first, last := math.Max(d.lo, math.Ceil(min)), math.Min(d.hi, math.Floor(max))
	if !(first <= last) || d.CDF(last)-d.CDF(first-1) <= 1e-12 {
		return nil, nothingLeft(d, min, max)
	}
	if end := d.Quantile(1 - 1e-16); end < last {
		last = end
	}
	if last-first > fewCounts {
		return cutAny(d, min, max)
	}
	if first == last {
		return fixed{first}, nil
	}
	whole := d.listed(first, last)
	if math.IsInf(d.hi, 1) && math.IsInf(max, 1) {
		whole.hi = d.hi
	}
	whole.cut = [2]float64{min, max}
	return whole, nil
}

// listed is the distribution of the values from first to last.
func (d counted) listed(first, last float64) discrete {
	var x, p []float64
	for k := first; k <= last; k++ {
		x, p = append(x, k), append(p, d.mass(k))
	}
	return newDiscrete(x, p, d.String())
}

// newGeometric returns the distribution of the failures before the first
// success of probability p.
// Source: Johnson, Kemp, Kotz, Univariate Discrete Distributions, 3rd ed.
// (2005), chapter 5.
// Checked: TestMoments, TestQuantileAndCDF.
func newGeometric(p float64) (Distribution, error) {
	if !(p >= 1e-12 && p <= 1) { // counts stay below 2^53
		return nil, bad(CodeParameter, "Geometric", "probability %s must be between 1e-12 and 1", p)
	}
	if p == 1 {
		return fixed{0}, nil
	}
	each := log1p(-p)
	return counted{
		name: "Geometric", args: []float64{p}, hi: math.Inf(1),
		mean: (1 - p) / p, variance: (1 - p) / (p * p),
		upTo:  func(k float64) float64 { return -expm1((k + 1) * each) },
		guess: func(u float64) float64 { return math.Ceil(log1p(-u)/each) - 1 },
		mass:  func(k float64) float64 { return p * exp(k*each) },
	}, nil
}

// newIntUniform returns the distribution of whole numbers from min to max, both
// included, all equally likely.
// Checked: TestMoments, TestQuantileAndCDF.
func newIntUniform(min, max float64) (Distribution, error) {
	if err := ordered("IntUniform", min, max); err != nil {
		return nil, err
	}
	if min != math.Floor(min) || max != math.Floor(max) || math.Abs(min) > 1e15 || math.Abs(max) > 1e15 {
		return nil, bad(CodeParameter, "IntUniform", "%s and %s must be whole numbers (at most 1e15)", min, max)
	}
	if min == max {
		return fixed{min}, nil
	}
	n := max - min + 1
	return counted{
		name: "IntUniform", args: []float64{min, max}, lo: min, hi: max,
		mean: min + float64(0.5*(max-min)), variance: float64((n-1)*(n+1)) / 12,
		upTo:  func(k float64) float64 { return (k - min + 1) / n },
		guess: func(u float64) float64 { return min + math.Ceil(u*n) - 1 },
		mass:  func(k float64) float64 { return 1 / n },
	}, nil
}

// newNegBinomial returns the distribution of the failures before the s-th
// success of probability p.
// Source: Johnson, Kemp, Kotz, Univariate Discrete Distributions, 3rd ed.
// (2005), chapter 5.
// Checked: TestMoments, TestQuantileAndCDF.
func newNegBinomial(s, p float64) (Distribution, error) {
	if !positive(s) || s != math.Floor(s) || !(p > 0 && p <= 1) || (s+60)/p > mostCounts {
		return nil, bad(CodeParameter, "NegBinomial",
			"%s successes must be a whole number above 0, and their probability %s above 0 (and not tiny) and at most 1", s, p)
	}
	if p == 1 {
		return fixed{0}, nil
	}
	mode := 0.0
	if s > 1 {
		mode = math.Floor((s - 1) * ((1 - p) / p))
	}
	top := exp(lgamma(mode+s) - lgamma(mode+1) - lgamma(s) + float64(s*log(p)) + float64(mode*log1p(-p)))
	x, mass := massAround(mode, top, 0, math.Inf(1), func(k float64) float64 { return (k + s) / (k + 1) * (1 - p) })
	d := newDiscrete(x, mass, callText("NegBinomial", s, p))
	d.mean, d.sd2, d.lo, d.hi = s*((1-p)/p), s*((1-p)/(p*p)), 0, math.Inf(1)
	return d, nil
}

// newHypergeometric returns the distribution of the marked items among n drawn
// without replacement from a population of which so many are marked.
// Source: Johnson, Kemp, Kotz, Univariate Discrete Distributions, 3rd ed.
// (2005), chapter 6.
// Checked: TestMoments, TestQuantileAndCDF.
func newHypergeometric(n, marked, population float64) (Distribution, error) {
	for _, v := range []float64{n, marked, population} {
		if !finite(v) || v < 0 || v != math.Floor(v) || v > 1e9 || v > population {
			return nil, bad(CodeParameter, "Hypergeometric",
				"sample %s and marked items %s must be whole numbers, at most the population %s (at most 1e9)", n, marked, population)
		}
	}
	lo, hi := math.Max(0, n+marked-population), math.Min(n, marked)
	if lo == hi {
		return fixed{lo}, nil
	}
	rest := population - marked
	mode := math.Floor((n + 1) / (population + 2) * (marked + 1))
	mode = math.Min(math.Max(mode, lo), hi)
	choose := func(n, k float64) float64 { return lgamma(n+1) - lgamma(k+1) - lgamma(n-k+1) }
	top := exp(choose(marked, mode) + choose(rest, n-mode) - choose(population, n))
	x, mass := massAround(mode, top, lo, hi, func(k float64) float64 {
		return (marked - k) / (k + 1) * ((n - k) / (rest - n + k + 1))
	})
	d := newDiscrete(x, mass, callText("Hypergeometric", n, marked, population))
	share := marked / population
	d.mean, d.lo, d.hi = n*share, lo, hi
	d.sd2 = n * share * (1 - share) * ((population - n) / (population - 1))
	return d, nil
}

// newDUniform returns the distribution on the given values, all equally
// likely; a value that comes twice counts twice. It is a Discrete.
// Checked: TestMoments.
func newDUniform(values []float64) (Distribution, error) {
	pairs := make([]Pair, len(values))
	for i, v := range values {
		pairs[i] = Pair{v, 1 / float64(len(values))}
	}
	return discreteOf(pairs)
}

// Normalised are the pairs with weights that sum to 1, nil when they cannot.
func Normalised(pairs []Pair) []Pair {
	total := 0.0
	for _, p := range pairs {
		if !(p.Probability >= 0) {
			return nil
		}
		total += p.Probability
	}
	if !positive(total) {
		return nil
	}
	pairs = slices.Clone(pairs)
	for i := range pairs {
		pairs[i].Probability /= total
	}
	return pairs
}

// countUp is the smallest count whose cumulated probability is u or more, from
// that of 0 and the ratios of neighbours; ok is false beyond 500 and where the
// rounding of the sum decides.
func countUp(u, none float64, ratio func(k float64) float64) (x float64, ok bool) {
	if !(none > 1e-200) || u > 1-1e-13 {
		return 0, false
	}
	sum, mass := none, none
	for k := 0.0; k < 500; k++ {
		if math.Abs(sum-u) < 1e-14 {
			return 0, false
		}
		if sum >= u {
			return k, true
		}
		mass = float64(mass * ratio(k))
		sum += mass
	}
	return 0, false
}

func poissonDirect(u float64, args []float64) (float64, bool) {
	rate := args[0]
	if !(rate > 0 && rate < 300) {
		return 0, false
	}
	return countUp(u, exp(-rate), func(k float64) float64 { return rate / (k + 1) })
}

func binomialDirect(u float64, args []float64) (float64, bool) {
	n, p := args[0], args[1]
	if !(n >= 1 && n < 400 && n == math.Floor(n) && p > 0 && p < 1) {
		return 0, false
	}
	odds := p / (1 - p)
	return countUp(u, exp(n*log1p(-p)), func(k float64) float64 { return (n - k) / (k + 1) * odds })
}
