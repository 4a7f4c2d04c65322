package special

import (
	"math"
	"math/cmplx"
	"testing"
)

// TestGamma: whole and half arguments are products, in closed form; others, also beside
// the zeros of the logarithm, are those of package math, which is within a few roundings
// on this processor; the reflection holds.
func TestGamma(t *testing.T) {
	factorial, half := 1.0, math.Sqrt(math.Pi)
	for n := 1.0; n < 171; n++ {
		near(t, "Gamma of a whole number", Gamma(n), factorial, 1e-15)
		near(t, "Gamma of a half", Gamma(n-0.5), half, 4e-15)
		if n > 2 {
			near(t, "ln Gamma", LogGamma(n), math.Log(factorial), 1e-14)
		}
		factorial *= n
		half *= n - 0.5
	}
	for _, x := range []float64{1e-300, 1e-18, 1e-9, 0.1, 0.5, 0.7, 0.99999, 1.0000001, 1.25, 1.3000001, 1.5, 1.9999, 2.01, 2.3, 2.7, 5.3, 15.9, 16.1, 44.7, 170.6, 1e3, 1e8, 1e15, 1e300} {
		want, _ := math.Lgamma(x)
		near(t, "ln Gamma", LogGamma(x), want, 3e-14)
		if x < 171 {
			near(t, "Gamma", Gamma(x), math.Gamma(x), 1e-14)
		}
	}
	for _, x := range []float64{-0.5, -1.25, -3.9, -20.3, -100.5} {
		near(t, "Gamma below 0", Gamma(x), math.Gamma(x), 2e-14)
	}
	if !math.IsNaN(Gamma(-2)) || !math.IsNaN(Gamma(0)) || !math.IsInf(Gamma(172), 1) || LogGamma(1) != 0 || LogGamma(2) != 0 || !math.IsNaN(LogGamma(0)) {
		t.Error("poles, zeros and what is too large")
	}
}

// TestBesselReal: J and Y are those of package math and fulfil the Wronskian (Abramowitz
// and Stegun 9.1.16).
func TestBesselReal(t *testing.T) {
	for _, x := range []float64{1e-3, 0.5, 1, 2.404825, 3.8, 9.7, 18, 24.9, 25.1, 40, 300, 12345.6} {
		for _, n := range []int{0, 1, 2, 5, 12, 30, 90} {
			size := max(math.Abs(math.Jn(n, x)), 1e-4/math.Sqrt(x))
			if got, want := BesselJ(x, n), math.Jn(n, x); math.Abs(got-want) > 1e-11*size && math.Abs(want) > 1e-280 {
				t.Errorf("J%d(%v): calculated %.17g, expected %.17g", n, x, got, want)
			}
			if got, want := BesselY(x, n), math.Yn(n, x); math.Abs(got-want) > 1e-11*max(math.Abs(want), 1/math.Sqrt(x)) && !math.IsInf(want, 0) {
				t.Errorf("Y%d(%v): calculated %.17g, expected %.17g", n, x, got, want)
			}
			if y := BesselY(x, n+1); math.Abs(y) < 1e200 {
				near(t, "Wronskian", BesselJ(x, n+1)*BesselY(x, n)-BesselJ(x, n)*y, 2/(math.Pi*x), 1e-10)
			}
		}
	}
	if BesselJ(0, 0) != 1 || BesselJ(0, 2) != 0 || BesselJ(-2, 3) != -BesselJ(2, 3) || BesselJ(1, 400) != 0 || !math.IsNaN(BesselY(0, 1)) {
		t.Error("values at 0, below and far down")
	}
}

// TestComplex: the functions are those of package math/cmplx.
func TestComplex(t *testing.T) {
	for _, z := range []complex128{1, -4, 2i, -3i, 3 + 4i, -1.5 + 0.25i, 0.1 - 7i, 12 + 30i, 1.5707963 + 0.001i, 1e-8 - 1e-8i} {
		for name, f := range map[string][2]func(complex128) complex128{
			"sqrt": {Sqrt, cmplx.Sqrt}, "exp": {Exp, cmplx.Exp}, "log": {Log, cmplx.Log}, "sin": {Sin, cmplx.Sin}, "cos": {Cos, cmplx.Cos},
			"tan": {Tan, cmplx.Tan}, "sinh": {Sinh, cmplx.Sinh}, "cosh": {Cosh, cmplx.Cosh},
			"quotient": {func(z complex128) complex128 { return Quotient(z, 3-2i) }, func(z complex128) complex128 { return z / (3 - 2i) }},
		} {
			if got, want := f[0](z), f[1](z); cmplx.Abs(got-want) > 1e-13*cmplx.Abs(want)+1e-15 {
				t.Errorf("%s of %v: calculated %v, expected %v", name, z, got, want)
			}
		}
		near(t, "modulus", Abs(z), cmplx.Abs(z), 1e-15)
	}
}
