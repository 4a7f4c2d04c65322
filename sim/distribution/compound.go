package distribution

import (
	"math"
	"slices"
	"sort"
)

// The lattice of a compound distribution, how many different counts it may
// have, and how little of it may lie beyond the lattice.
const (
	compoundCells  = 1 << 15
	compoundCounts = 4000
	compoundBeyond = 1e-10
)

// compound is the distribution of the sum of a random number of amounts: a mass
// at 0 and a part whose CDF joins points by straight lines.
type compound struct {
	zero           float64   // probability of no amount at all
	from, step     float64   // the points are at from + i step
	c              []float64 // probability of the other part up to there
	lo, hi         float64
	mean, variance float64
	text           string
}

// compoundOf returns the distribution of the sum of a random number of
// independent amounts; a number that is not whole counts as the whole one below
// it. Amounts are put on a lattice of 32,768 cells and their generating
// function is formed by Fourier transforms; the error of a probability is below
// 1e-6 for amounts with light tails. Amounts of finitely many values that fit
// on the lattice give a distribution that is exact to rounding.
// Source: Klugman, Panjer, Willmot, Loss Models, 4th ed. (2012), 9.6; mean and
// variance by Wald's equations.
// Checked: TestCompound, against closed forms; TestCompoundLattice.
func compoundOf(number, amount Distribution) (Distribution, error) {
	first, p, err := counts(number)
	if err != nil {
		return nil, err
	}
	text := "Compound(" + number.String() + "," + amount.String() + ")"
	switch a := amount.(type) {
	case fixed:
		return certainAmounts(a.v, first, p, text)
	case discrete:
		if step, ok := lattice(a.x); ok {
			if d, ok := latticeAmounts(a, step, first, p, text); ok {
				return d, nil
			}
		}
	}
	if !finite(amount.Mean()) {
		return nil, bad(CodeParameter, text, "the amounts have no mean")
	}
	return newCompound(amount, first, p, text), nil
}

// counts are the probabilities of a number, from the first possible one on.
func counts(number Distribution) (first int, p []float64, err error) {
	lo, hi := number.Quantile(1e-17), number.Quantile(1-1e-16)
	if first = int(math.Floor(lo)); !(lo >= 0 && hi < 1e9) || math.Floor(hi)-math.Floor(lo) > compoundCounts {
		return 0, nil, bad(CodeParameter, "Compound",
			"the number of amounts goes from %s to %s: it must not be below 0, nor vary by more than %s", lo, hi, compoundCounts)
	}
	below := number.CDF(math.Nextafter(float64(first), -1))
	for k := first; float64(k) <= hi; k++ {
		upTo := number.CDF(math.Nextafter(float64(k+1), -1))
		p = append(p, max(upTo-below, 0))
		below = upTo
	}
	return first, p, nil
}

// certainAmounts are counts times a number.
func certainAmounts(v float64, first int, p []float64, text string) (Distribution, error) {
	pairs := make([]Pair, len(p))
	for i := range p {
		pairs[i] = Pair{v * float64(first+i), p[i]}
	}
	x, w := gather(pairs)
	if len(x) == 1 {
		return fixed{x[0]}, nil
	}
	return newDiscrete(x, w, text), nil
}

// lattice finds the step that ascending values are multiples of.
func lattice(x []float64) (step float64, ok bool) {
	for i, v := range x {
		if i > 0 && (step == 0 || v-x[i-1] < step) {
			step = v - x[i-1]
		}
		if v != 0 && (step == 0 || math.Abs(v) < step) {
			step = math.Abs(v)
		}
	}
	for _, v := range x {
		if n := v / step; math.Abs(n-math.Round(n)) > 1e-9 || math.Abs(n) > 1e6 {
			return 0, false
		}
	}
	return step, true
}

// latticeAmounts is exact: the values of the sum are multiples of the step.
func latticeAmounts(a discrete, step float64, first int, p []float64, text string) (Distribution, bool) {
	last := float64(first + len(p) - 1)
	lo := math.Round(math.Min(last*a.x[0], 0) / step)
	hi := math.Round(math.Max(last*a.x[len(a.x)-1], 0) / step)
	size := 1
	for float64(size) <= hi-lo {
		if size *= 2; size > 8*compoundCells {
			return nil, false
		}
	}
	if size*len(p) > compoundCells*compoundCounts {
		return nil, false
	}
	w := wave{make([]float64, size), make([]float64, size)}
	for i, v := range a.x {
		at := int(math.Round(v/step)) % size
		w.re[(at+size)%size] += a.p[i]
	}
	sum := 0.0
	for _, m := range a.p {
		sum += m
	}
	for i := range w.re {
		w.re[i] /= sum
	}
	w.transform()
	w.generate(first, p)
	mass := w.back()
	var x, weights []float64
	for k := int(lo); k <= int(hi); k++ {
		if m := mass[(k%size+size)%size]; m > 1e-15 {
			x, weights = append(x, float64(k)*step), append(weights, m)
		}
	}
	if len(x) == 1 {
		return fixed{x[0]}, true
	}
	return newDiscrete(x, weights, text), true
}

func newCompound(amount Distribution, first int, p []float64, text string) compound {
	d := compound{text: text}
	number := newDiscrete(wholes(first, len(p)), p, "")
	m, v := amount.Mean(), amount.Variance()
	d.mean = number.mean * m
	d.variance = float64(number.mean*v) + float64(number.sd2*float64(m*m))
	last := float64(first + len(p) - 1)
	if first == 0 {
		d.zero, p = p[0], slices.Clone(p)
		p[0] = 0
	}
	lo, hi := amount.Support()
	d.lo, d.hi = math.Min(last*lo, 0), math.Max(last*hi, 0)
	if first > 0 {
		d.lo, d.hi = math.Min(float64(first)*lo, last*lo), math.Max(float64(first)*hi, last*hi)
	}
	from, to := d.reach(amount, number.mean)
	d.step = (to - from) / compoundCells
	zero := math.Ceil(-from / d.step) // cells below 0
	d.from = -float64((zero + 0.5) * d.step)
	w := wave{make([]float64, compoundCells), make([]float64, compoundCells)}
	below := amount.CDF(d.from)
	for i := range compoundCells {
		upTo := amount.CDF(d.from + float64(float64(i+1)*d.step))
		w.re[(i-int(zero)+compoundCells)%compoundCells] = max(upTo-below, 0)
		below = upTo
	}
	w.transform()
	w.generate(first, p)
	mass := w.back()
	d.c = make([]float64, compoundCells+1)
	for i := range compoundCells {
		d.c[i+1] = d.c[i] + max(mass[(i-int(zero)+compoundCells)%compoundCells], 0)
	}
	rest := (1 - d.zero) / d.c[compoundCells]
	for i := range d.c {
		d.c[i] *= rest
	}
	return d
}

func wholes(first, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(first + i)
	}
	return x
}

// reach is where all but a negligible part of the sum lies.
func (d compound) reach(amount Distribution, number float64) (from, to float64) {
	tail := compoundBeyond / math.Max(number, 1)
	lo, hi := amount.Quantile(tail), amount.Quantile(1-tail)
	spread := 0.0
	if finite(d.variance) {
		spread = float64(14 * math.Sqrt(d.variance))
	}
	from = math.Max(d.mean-spread+math.Min(lo, 0), d.lo)
	to = math.Min(d.mean+spread+math.Max(hi, 0), d.hi)
	if lo >= 0 {
		from = 0
	}
	if hi <= 0 {
		to = 0
	}
	return math.Min(from, 0), math.Max(to, 0)
}

// rest is the probability of the part without the mass at 0 up to x.
func (d compound) rest(x float64) float64 {
	at := (x - d.from) / d.step
	switch {
	case at <= 0:
		return 0
	case at >= float64(len(d.c)-1):
		return d.c[len(d.c)-1]
	}
	i := int(at)
	from := d.point(i)
	share := max(x-from, 0) / (d.point(i+1) - from)
	return d.c[i] + float64(share*(d.c[i+1]-d.c[i]))
}

// point is where c[i] is reached. Amounts that are not negative begin at 0, in
// the middle of their first cell.
func (d compound) point(i int) float64 {
	if i == 0 && d.lo >= 0 {
		return 0
	}
	return d.from + float64(float64(i)*d.step)
}

// Quantile is the value at probability u; NaN outside 0..1.
func (d compound) Quantile(u float64) float64 {
	switch {
	case u <= 0:
		return d.lo
	case u >= 1:
		return d.hi
	case math.IsNaN(u):
		return u
	}
	below := d.rest(0)
	if d.lo >= 0 {
		below = 0
	}
	switch {
	case u > below && u <= below+d.zero:
		return 0
	case u > below:
		u -= d.zero
	}
	i := min(max(sort.SearchFloat64s(d.c, u), 1), len(d.c)-1)
	from := d.point(i - 1)
	x := from + float64((d.point(i)-from)*((u-d.c[i-1])/(d.c[i]-d.c[i-1])))
	return min(max(x, d.lo), d.hi)
}

// CDF is the probability of at most x.
func (d compound) CDF(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x < d.lo:
		return 0
	case x >= d.hi:
		return 1
	case x < 0:
		return d.rest(x)
	}
	return min(d.zero+d.rest(x), 1)
}

// Mean is the expected value.
func (d compound) Mean() float64 { return d.mean }

// Variance is the mean square of the distance from the mean.
func (d compound) Variance() float64 { return d.variance }

// Support is the range of values, ends that are never reached included.
func (d compound) Support() (lo, hi float64) { return d.lo, d.hi }

// String is the text form, as a person writes it.
func (d compound) String() string { return d.text }
