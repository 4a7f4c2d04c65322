package distribution

import (
	"math"
	"strings"
)

// extreme is the largest or the smallest of n independent draws.
type extreme struct {
	law
	n        float64
	smallest bool
}

// newExtremeMax returns the distribution of the largest of n independent draws
// of a continuous distribution: its CDF is the n-th power.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), chapter 22.
// Checked: TestExtremes.
func newExtremeMax(d Distribution, n float64) (Distribution, error) {
	return newExtreme(d, n, false)
}

// newExtremeMin returns the distribution of the smallest of n independent draws
// of a continuous distribution.
// Source: as newExtremeMax.
// Checked: TestExtremes.
func newExtremeMin(d Distribution, n float64) (Distribution, error) {
	return newExtreme(d, n, true)
}

func newExtreme(d Distribution, n float64, smallest bool) (Distribution, error) {
	c, ok := d.(continuous)
	if !ok || !positive(n) || n != math.Floor(n) {
		return nil, bad(CodeParameter, d.String(), "the largest or smallest of %s draws: it takes a continuous distribution and a whole number above 0", n)
	}
	return continuous{extreme{c.law, n, smallest}}, nil
}

// raise turns both tails of one draw into those of n below a value.
func raise(p, q, n float64) (float64, float64) {
	l := log(p) // of the probability that one lies below
	if q < p {
		l = log1p(-q)
	}
	return exp(n * l), -expm1(n * l)
}

func (d extreme) tails(x float64) (p, q float64) {
	p, q = d.law.tails(x)
	if d.smallest {
		q, p = raise(q, p, d.n)
		return p, q
	}
	return raise(p, q, d.n)
}

func (d extreme) quantile(p, q float64) float64 {
	if d.smallest {
		above, below := raise(q, p, 1/d.n)
		return d.law.quantile(below, above)
	}
	return d.law.quantile(raise(p, q, 1/d.n))
}

// Mean is the expected value, by quadrature.
func (d extreme) Mean() float64 {
	m, _ := momentsByScore(d)
	return m
}

// Variance is the mean square of the distance from the mean, by quadrature.
func (d extreme) Variance() float64 {
	_, v := momentsByScore(d)
	return v
}

// String is the text form, as a person writes it.
func (d extreme) String() string {
	name := "ExtremeMax("
	if d.smallest {
		name = "ExtremeMin("
	}
	return strings.Join([]string{name, d.law.String(), ",", number(d.n), ")"}, "")
}
