package elementary

import (
	"math"
	"math/big"
	"testing"
)

// TestElementary compares with package math, which is right to about 1 ulp.
func TestElementary(t *testing.T) {
	near := func(what string, x, got, want, tol float64) {
		t.Helper()
		if got != want && math.Abs(got-want) > tol*math.Abs(want) {
			t.Errorf("%s(%v): calculated %v, expected %v, relative tolerance %v", what, x, got, want, tol)
		}
	}
	for x := -708.0; x < 709.7; x += 0.137 {
		near("exp", x, Exp(x), math.Exp(x), 4e-16)
		near("expm1", x/400, Expm1(x/400), math.Expm1(x/400), 4e-16)
	}
	for e := -307.0; e < 308; e += 0.21 {
		x := math.Pow(10, e)
		near("log", x, Log(x), math.Log(x), 4e-16)
		near("log1p", x, Log1p(x), math.Log1p(x), 6e-16)
	}
	for x := 0.2; x < 3; x += 0.0371 {
		for _, y := range []float64{-0.7, -0.3, 0.1, 1.0 / 12, 1.0 / 3, 1.5} {
			near("pow", x, Pow(x, y), math.Pow(x, y), 5e-16)
		}
		power := big.NewFloat(1).SetPrec(300) // package math loses digits of large powers
		for n := 1.0; n <= 360; n++ {
			power.Mul(power, big.NewFloat(x))
			want, _ := power.Float64()
			near("pow", x, Pow(x, n), want, 1e-15)
			near("pow", -x, Pow(-x, n), want*(1-2*math.Mod(n, 2)), 1e-15)
		}
	}
	for _, n := range []float64{2, 3, 5, 10} { // whole powers are exact
		for k := 1.0; math.Pow(n, k) < 1<<50; k++ {
			if got := Pow(n, k); got != math.Round(math.Pow(n, k)) {
				t.Errorf("%v^%v: calculated %v", n, k, got)
			}
		}
	}
	if Pow(0, 2) != 0 || !math.IsInf(Pow(0, -2), 1) || Pow(0, 0) != 1 {
		t.Error("powers of 0")
	}
	if !math.IsNaN(Log(-1)) || !math.IsInf(Log(0), -1) || !math.IsInf(Exp(800), 1) || Exp(-800) != 0 || !math.IsNaN(Exp(math.NaN())) {
		t.Error("the ends of Exp and Log")
	}
}
