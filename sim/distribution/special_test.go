package distribution

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

func TestIncompleteBeta(t *testing.T) {
	for _, ab := range [][2]float64{{0.01, 0.01}, {0.5, 0.5}, {0.05, 30}, {1, 1}, {1, 5}, {2.6, 3.4}, {40, 3}, {300, 700}, {2e5, 1e5}} {
		s := newBetaShape(ab[0], ab[1])
		for _, x := range []float64{1e-300, 1e-12, 1e-3, 0.05, 0.2, 0.3, 0.5, 0.66, 0.667, 0.7, 0.95, 0.999} {
			p, q := s.tails(x, 1-x)
			// lgamma of 3e5 is 3e6: its last bit is 1e-9 of the result.
			tol := 1e-12 + 1e-14*(ab[0]+ab[1])
			if want := mathext.RegIncBeta(ab[0], ab[1], x); math.Abs(p-want) > tol*max(want, 1e-250) || math.Abs(p+q-1) > 1e-15 {
				t.Errorf("I_%v(%v): calculated %v, expected %v, tolerance %v", x, ab, p, want, tol)
			}
		}
	}
}

func TestIncompleteGamma(t *testing.T) {
	for _, a := range []float64{0.001, 0.3, 1, 2.5, 30, 5000} {
		s := newGammaShape(a)
		for _, r := range []float64{1e-100, 1e-6, 0.1, 0.7, 0.95, 1, 1.05, 1.5, 4, 30} {
			x := a * r
			p, q := s.tails(x)
			wantP, wantQ := mathext.GammaIncReg(a, x), mathext.GammaIncRegComp(a, x)
			tol := 1e-12 + 1e-14*a*math.Log(a+2)
			if math.Abs(p-wantP) > tol*max(wantP, 1e-250) || math.Abs(q-wantQ) > 10*tol*max(wantQ, 1e-250) {
				t.Errorf("a=%v, x=%v: calculated %v %v, expected %v %v, tolerance %v", a, x, p, q, wantP, wantQ, tol)
			}
		}
	}
}

// TestExtremeShapes: nothing hangs, falls or leaves the support, however
// strange the shape, and the sampler follows the quantile.
func TestExtremeShapes(t *testing.T) {
	for _, text := range []string{
		"Beta(1e-3,1e-3)", "Beta(1e-3,1e3)", "Beta(1e3,1e-3)", "Beta(1e6,1e6)", "Beta(1e8,3)",
		"Gamma(1e-3,1)", "Gamma(1e6,1e-6)", "Weibull(0.1,1)", "Weibull(500,1)", "Lognormal(1,100)",
		"PERT(0,1e-9,1)", "PERT(0,0.5,1,1e5)", "PERT(0,0.5,1,1e-6)", "Triangular(-1e300,0,1e300)",
		"Uniform(1e15,1.000000000000001e15)", "Normal(0,1,min=-1e-6,max=1e-6)", "Poisson(1e7)", "Binomial(1e9,0.5)",
		"Metalog(1,2,5.5,min=0)", "Gamma(0.5,1,max=1e-6)", "Exponential(1e-300)",
	} {
		d := build(t, text)
		lo, hi := d.Support()
		s, last, got := Compile(d), math.Inf(-1), []float64{0}
		for _, u := range probabilities() {
			x := d.Quantile(u)
			s.FromU(got, []float64{u})
			if !(x >= last-1e-300 && x >= lo && x <= hi) {
				t.Errorf("%s: Quantile(%v) = %v after %v, support [%v,%v]", text, u, x, last, lo, hi)
			}
			unit := max((d.Quantile(0.975)-d.Quantile(0.025))/4, math.Abs(x-d.Quantile(0.5)))
			if !(math.Abs(got[0]-x) <= 2*tableTolerance*unit) && !isDiscrete(d) {
				t.Errorf("%s: at %v the column has %v, the quantile is %v", text, u, got[0], x)
			}
			last = x
		}
		if math.IsNaN(d.Mean()) || math.IsNaN(d.Variance()) || d.Variance() < 0 {
			t.Errorf("%s: mean %v, variance %v", text, d.Mean(), d.Variance())
		}
	}
}
