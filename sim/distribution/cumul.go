package distribution

import (
	"slices"
	"sort"
	"strings"
)

// cumul is a distribution whose CDF joins points by straight lines.
type cumul struct {
	x, c []float64 // ascending; c from 0 to 1
	text string
}

// newCumul returns the distribution on [min, max] whose CDF goes in straight
// lines from 0 at min through the points, each a value and the probability of
// at most that value, to 1 at max. Fixed when min = max and there are none.
// Source: the definition of RiskCumul, PsiCumul and VoseCumulA.
// Checked: TestMoments, TestQuantileAndCDF.
func newCumul(min, max float64, points []Pair) (Distribution, error) {
	x, c := []float64{min}, []float64{0}
	for _, p := range points {
		x, c = append(x, p.Value), append(c, p.Probability)
	}
	x, c = append(x, max), append(c, 1)
	if err := ordered("Cumul", x...); err != nil {
		return nil, err
	}
	if min == max && len(points) == 0 {
		return fixed{min}, nil
	}
	for i := 1; i < len(x); i++ {
		if !(x[i] > x[i-1]) {
			return nil, bad(CodeOrder, "Cumul", "the value %s comes twice", x[i])
		}
		if !(c[i] >= c[i-1] && c[i] <= 1) {
			return nil, bad(CodeParameter, "Cumul", "the probability %s comes after %s: they must rise from 0 to 1", c[i], c[i-1])
		}
	}
	return continuous{cumul{x, c, pointsText("Cumul", min, max, points)}}, nil
}

// newHistogram returns the distribution on [min, max] that is flat in classes
// of equal width with these weights. Fixed when min = max.
// Source: the definition of RiskHistogrm, PsiHistogram and VoseHistogram.
// Checked: TestMoments, TestQuantileAndCDF.
func newHistogram(min, max float64, weights []float64) (Distribution, error) {
	if err := ordered("Histogram", min, max); err != nil {
		return nil, err
	}
	total := 0.0
	for _, w := range weights {
		if !finite(w) || w < 0 {
			return nil, bad(CodeParameter, "Histogram", "the weight %s must be a number not below 0", w)
		}
		total += w
	}
	if !positive(total) {
		return nil, bad(CodeParameter, "Histogram", "all weights are 0")
	}
	if min == max {
		return fixed{min}, nil
	}
	d := cumul{x: []float64{min}, c: []float64{0}, text: callText("Histogram", slices.Concat([]float64{min, max}, weights)...)}
	sum, n := 0.0, float64(len(weights))
	for i, w := range weights {
		sum += w
		d.x, d.c = append(d.x, min+float64((max-min)*(float64(i+1)/n))), append(d.c, sum/total)
	}
	last := len(d.x) - 1
	d.x[last], d.c[last] = max, 1
	for i := 1; i <= last; i++ {
		if !(d.x[i] > d.x[i-1]) {
			return nil, bad(CodeParameter, "Histogram", "the classes between %s and %s are too narrow", min, max)
		}
	}
	return continuous{d}, nil
}

// pointsText is the text of a family that takes min, max and points.
func pointsText(name string, min, max float64, points []Pair) string {
	words := []string{number(min), number(max)}
	for _, p := range points {
		words = append(words, number(p.Value)+":"+number(p.Probability))
	}
	return name + "(" + strings.Join(words, ",") + ")"
}

func (d cumul) tails(x float64) (p, q float64) {
	i := sort.SearchFloat64s(d.x, x) // x[i-1] < x <= x[i]
	w := (x - d.x[i-1]) / (d.x[i] - d.x[i-1])
	p = d.c[i-1] + float64(w*(d.c[i]-d.c[i-1]))
	v := (d.x[i] - x) / (d.x[i] - d.x[i-1])
	return p, 1 - d.c[i] + float64(v*(d.c[i]-d.c[i-1]))
}

func (d cumul) quantile(p, q float64) float64 {
	i := min(max(sort.SearchFloat64s(d.c, p), 1), len(d.c)-1) // c[i-1] < p <= c[i]
	step, width := d.c[i]-d.c[i-1], d.x[i]-d.x[i-1]
	if i == len(d.c)-1 {
		return max(d.x[i]-float64(q/step*width), d.x[i-1])
	}
	return min(d.x[i-1]+float64((p-d.c[i-1])/step*width), d.x[i])
}

// Mean is the expected value.
func (d cumul) Mean() float64 {
	sum := 0.0
	for i := 1; i < len(d.x); i++ {
		sum += float64((d.c[i] - d.c[i-1]) * (d.x[i-1] + float64(0.5*(d.x[i]-d.x[i-1]))))
	}
	return sum
}

// Variance is the mean square of the distance from the mean.
func (d cumul) Variance() float64 {
	m, sum := d.Mean(), 0.0
	for i := 1; i < len(d.x); i++ {
		a, b := d.x[i-1]-m, d.x[i]-m
		sum += float64((d.c[i] - d.c[i-1]) * ((float64(a*a) + float64(a*b) + float64(b*b)) / 3))
	}
	return sum
}

// Support is the range of values, ends that are never reached included.
func (d cumul) Support() (lo, hi float64) { return d.x[0], d.x[len(d.x)-1] }

// String is the text form, as a person writes it.
func (d cumul) String() string { return d.text }
