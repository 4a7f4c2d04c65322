package distribution

import (
	"math"
	"sort"
)

// general is a distribution whose density joins points by straight lines.
type general struct {
	x, f         []float64 // ascending; densities, with total 1
	below, above []float64 // probabilities at x
	text         string
}

// newGeneral returns the distribution on [min, max] whose density goes in
// straight lines from 0 at min through the points, each a value and a weight,
// to 0 at max; the weights are brought to a total probability of 1.
// Source: the definition of RiskGeneral and PsiGeneral.
// Checked: TestMoments, TestQuantileAndCDF.
func newGeneral(min, max float64, points []Pair) (Distribution, error) {
	d := general{x: []float64{min}, f: []float64{0}, text: pointsText("General", min, max, points)}
	for _, p := range points {
		if !finite(p.Probability) || p.Probability < 0 {
			return nil, bad(CodeParameter, "General", "the weight %s of %s must be a number not below 0", p.Probability, p.Value)
		}
		d.x, d.f = append(d.x, p.Value), append(d.f, p.Probability)
	}
	d.x, d.f = append(d.x, max), append(d.f, 0)
	if err := ordered("General", d.x...); err != nil {
		return nil, err
	}
	total := 0.0
	for i := 1; i < len(d.x); i++ {
		if !(d.x[i] > d.x[i-1]) {
			return nil, bad(CodeOrder, "General", "the value %s comes twice", d.x[i])
		}
		total += float64(0.5 * (d.f[i] + d.f[i-1]) * (d.x[i] - d.x[i-1]))
	}
	if !positive(total) {
		return nil, bad(CodeParameter, "General", "all weights are 0")
	}
	for i := range d.f {
		d.f[i] /= total
	}
	d.cumulate()
	return continuous{d}, nil
}

// cumulate adds up the probabilities from both ends.
func (d *general) cumulate() {
	last := len(d.x) - 1
	d.below, d.above = make([]float64, last+1), make([]float64, last+1)
	for i := 1; i <= last; i++ {
		d.below[i] = d.below[i-1] + d.mass(i)
		k := last - i
		d.above[k] = d.above[k+1] + d.mass(k+1)
	}
}

// mass is the probability between x[i-1] and x[i].
func (d *general) mass(i int) float64 {
	return float64(0.5 * (d.f[i] + d.f[i-1]) * (d.x[i] - d.x[i-1]))
}

// part is the probability of the first t after a point with density f, which
// changes by slope.
func part(f, slope, t float64) float64 {
	return float64(t * (f + float64(0.5*slope*t)))
}

// partOf is the t of a probability: the inverse of part.
func partOf(f, slope, mass float64) float64 {
	root := math.Sqrt(max(float64(f*f)+float64(2*slope*mass), 0))
	if f+root == 0 {
		return 0
	}
	return 2 * mass / (f + root)
}

func (d general) slope(i int) float64 { return (d.f[i] - d.f[i-1]) / (d.x[i] - d.x[i-1]) }

func (d general) tails(x float64) (p, q float64) {
	i := sort.SearchFloat64s(d.x, x)
	p = d.below[i-1] + part(d.f[i-1], d.slope(i), x-d.x[i-1])
	q = d.above[i] + part(d.f[i], -d.slope(i), d.x[i]-x)
	return p, q
}

func (d general) quantile(p, q float64) float64 {
	if p <= q {
		i := min(max(sort.SearchFloat64s(d.below, p), 1), len(d.x)-1)
		return min(d.x[i-1]+partOf(d.f[i-1], d.slope(i), p-d.below[i-1]), d.x[i])
	}
	// The first point above which less than q lies ends the cell.
	i := min(max(sort.Search(len(d.x), func(i int) bool { return d.above[i] <= q }), 1), len(d.x)-1)
	return max(d.x[i]-partOf(d.f[i], -d.slope(i), q-d.above[i]), d.x[i-1])
}

// Mean is the expected value.
func (d general) Mean() float64 {
	sum := 0.0
	for i := 1; i < len(d.x); i++ {
		w := d.x[i] - d.x[i-1]
		sum += float64(d.mass(i)*d.x[i-1]) + float64(w*w*(d.f[i-1]+float64(2*d.f[i]))/6)
	}
	return sum
}

// Variance is the mean square of the distance from the mean.
func (d general) Variance() float64 {
	m, sum := d.Mean(), 0.0
	for i := 1; i < len(d.x); i++ {
		a, w := d.x[i-1]-m, d.x[i]-d.x[i-1]
		f, g := d.f[i-1], d.f[i]
		// The integral of (a+t)^2 times the density over t from 0 to w.
		sum += float64(a*a*d.mass(i)) + float64(a*w*w*(f+float64(2*g))/3) + float64(w*w*w*(f+float64(3*g))/12)
	}
	return sum
}

// Support is the range of values, ends that are never reached included.
func (d general) Support() (lo, hi float64) { return d.x[0], d.x[len(d.x)-1] }

// String is the text form, as a person writes it.
func (d general) String() string { return d.text }
