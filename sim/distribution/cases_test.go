package distribution

import (
	"math"
	"testing"
)

// TestSkewness: the third moment of a triangular by integrating its quantile.
// Source: closed form sqrt(2)(a+b-2c)(2a-b-c)(a-2b+c) / (5 (a^2+b^2+c^2-ab-ac-bc)^1.5),
// a minimum, b maximum, c mode; scipy.stats.triang agrees.
func TestSkewness(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64
	}{{"Triangular(10,14,20)", 0.19125052}, {"Triangular(32300,35547,52500)", 0.50919793}, {"Triangular(5,10,15)", 0}} {
		d := build(t, c.text)
		const n = 1_000_000
		sum, sd := 0.0, math.Sqrt(d.Variance())
		for i := range n {
			z := (d.Quantile((float64(i)+0.5)/n) - d.Mean()) / sd
			sum += z * z * z
		}
		if got := sum / n; math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s: skewness calculated %.8f, expected %.8f, tolerance 1e-6", c.text, got, c.want)
		}
	}
}

// TestPERTIsBeta: a PERT is a beta with the shapes of its definition, and not
// the one of the classic formula sd = range/6.
// Source: Vose's definition (mc2d::rpert): a = 1+4(mode-min)/(max-min).
func TestPERTIsBeta(t *testing.T) {
	for _, c := range []struct {
		low, mode, high, a, b, classic float64
	}{
		{10, 14, 20, 2.6, 3.4, 2.777778}, {32300, 35547, 52500, 1.642970297, 4.357029703, 11334444.444444}, {1, 5, 12, 2.4545454545, 3.5454545455, 3.361111},
	} {
		d, err := NewPERT(c.low, c.mode, c.high, 4)
		if err != nil {
			t.Fatal(err)
		}
		b, err := NewBeta(c.a, c.b, c.low, c.high)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range []float64{1e-6, 0.05, 0.5, 0.8, 0.999} {
			if got, want := d.Quantile(u), b.Quantile(u); math.Abs(got-want) > 1e-8*(c.high-c.low) {
				t.Errorf("PERT(%v,%v,%v) at %v: calculated %v, expected %v of Beta(%v,%v)", c.low, c.mode, c.high, u, got, want, c.a, c.b)
			}
		}
		if v := d.Variance(); math.Abs(v/c.classic-1) < 0.02 {
			t.Errorf("PERT(%v,%v,%v): variance %v is that of range/6, %v", c.low, c.mode, c.high, v, c.classic)
		}
	}
}

// TestDensity: the slope of the CDF is the published density.
// Source: documentation of Excel, BETA.DIST(0.6,4,5,FALSE,0,1) = 1.548288.
func TestDensity(t *testing.T) {
	d, h := build(t, "Beta(4,5)"), 1e-5
	if got := (d.CDF(0.6+h) - d.CDF(0.6-h)) / (2 * h); math.Abs(got-1.548288) > 2e-6 {
		t.Errorf("density calculated %.7f, expected 1.548288, tolerance 2e-6", got)
	}
}
