package distribution

import (
	"math"
	"testing"
)

// TestElementary compares with package math, which is right to about 1 ulp.
func TestElementary(t *testing.T) {
	near := func(what string, x, got, want, tol float64) {
		t.Helper()
		if got == want || math.Abs(got-want) <= tol*math.Abs(want) {
			return
		}
		t.Errorf("%s(%v): calculated %v, expected %v, relative tolerance %v", what, x, got, want, tol)
	}
	for x := -708.0; x < 709.7; x += 0.137 {
		near("exp", x, exp(x), math.Exp(x), 4e-16)
		near("expm1", x/400, expm1(x/400), math.Expm1(x/400), 4e-16)
	}
	for _, x := range []float64{-1e3, -744, -720, -710, 0, 709.5, 709.9, 1e3, math.Inf(1), math.Inf(-1)} {
		near("exp", x, exp(x), math.Exp(x), 3e-14)
	}
	for e := -307.0; e < 308; e += 0.21 { // below 1e-308 math.Log itself is wrong on amd64
		x := math.Pow(10, e)
		near("log", x, log(x), math.Log(x), 4e-16)
		near("log1p", x, log1p(x), math.Log1p(x), 6e-16)
		near("pow", x, pow(x, 0.3), math.Pow(x, 0.3), 1e-13)
		if e > -300 && e < 290 {
			want, _ := math.Lgamma(x)
			near("lgamma", x, lgamma(x)+1, want+1, 1e-14)
		}
	}
	near("lgamma", 0.5, lgamma(0.5), math.Log(math.Sqrt(math.Pi)), 4e-15)
	if !math.IsNaN(exp(math.NaN())) || !math.IsNaN(log(-1)) || !math.IsInf(log(0), -1) {
		t.Error("exp(NaN), log(-1) or log(0) is a number")
	}
}

func TestNormalScore(t *testing.T) {
	// Published check values of AS 241 (Wichura 1988).
	for _, tt := range []struct{ p, z float64 }{
		{0.25, -0.6744897501960817}, {0.001, -3.090232306167814}, {1e-20, -9.262340089798408},
	} {
		if z := NormalQuantile(tt.p); math.Abs(z-tt.z) > 4e-15*math.Abs(tt.z) {
			t.Errorf("NormalQuantile(%v): calculated %.17g, expected %.17g", tt.p, z, tt.z)
		}
	}
	for z := -37.0; z < 8; z += 0.0137 {
		p := NormalCDF(z)
		// The argument of Erfc is rounded, which z^2 magnifies; 6e-16 is the
		// rounding of 0.5 - series between -3 and 0.
		if want := 0.5 * math.Erfc(-z/math.Sqrt2); math.Abs(p-want) > 6e-16+1e-15*want*(4+z*z) {
			t.Errorf("NormalCDF(%v): calculated %v, expected %v", z, p, want)
		}
		if back := scoreOf(p, NormalCDF(-z)); math.Abs(back-z) > 1e-13*(1+math.Abs(z)) {
			t.Errorf("score of NormalCDF(%v) is %v", z, back)
		}
	}
	if !math.IsInf(NormalQuantile(0), -1) || !math.IsInf(NormalQuantile(1), 1) || !math.IsNaN(NormalQuantile(2)) {
		t.Error("NormalQuantile is wrong at 0, 1 or outside")
	}
}
