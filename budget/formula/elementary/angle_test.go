package elementary

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestAngles: the functions of angles and their hyperbolic kin against package math, which
// is right to about one in the last place here: within four, and exact where they are known.
func TestAngles(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	wide := func() float64 { return math.Copysign(math.Exp(r.Float64()*30-20), r.Float64()-0.5) }
	share := func() float64 { return 2*r.Float64() - 1 }
	for _, c := range []struct {
		name      string
		got, want func(float64) float64
		from      func() float64
	}{
		{"sin", Sin, math.Sin, wide}, {"cos", Cos, math.Cos, wide}, {"tan", Tan, math.Tan, wide}, {"atan", Atan, math.Atan, wide},
		{"asin", Asin, math.Asin, share}, {"acos", Acos, math.Acos, share}, {"sinh", Sinh, math.Sinh, func() float64 { return 709 * share() }},
		{"cosh", Cosh, math.Cosh, func() float64 { return 709 * share() }}, {"sinh small", Sinh, math.Sinh, share}, {"tanh", Tanh, math.Tanh, wide}, {"tanh small", Tanh, math.Tanh, share},
		{"asinh", Asinh, math.Asinh, wide}, {"acosh", Acosh, math.Acosh, func() float64 { return 1 + math.Abs(wide()) }}, {"atanh", Atanh, math.Atanh, share},
		{"atan2", func(x float64) float64 { return Atan2(x, x-1) }, func(x float64) float64 { return math.Atan2(x, x-1) }, wide},
	} {
		worst, at := 0.0, 0.0
		for range 20_000 {
			x := c.from()
			got, want := c.got(x), c.want(x)
			// What cancels in the reduction of an angle is as uncertain as the angle.
			if d := math.Abs(got-want) / math.Max(math.Abs(want), 1e-3*math.Min(1, math.Abs(x))); d > worst {
				worst, at = d, x
			}
		}
		limit := 4 * 0x1p-52
		switch c.name { // there package math loses digits itself: 1-x*x cancels, and x stands for tan(x) up to 1e-7
		case "asin", "acos":
			limit = 1e-12
		case "tan":
			limit = 4e-15
		}
		if worst > limit {
			t.Errorf("%s(%v) is %v, expected %v: %.2g apart, relative", c.name, at, c.got(at), c.want(at), worst)
		}
	}
	for range 20_000 {
		x := share()
		if a, b := Sin(Asin(x)), Cos(Acos(x)); math.Abs(a-x) > 4*0x1p-53 || math.Abs(b-x) > 8*0x1p-53 {
			t.Fatalf("%v comes back as %v and %v", x, a, b)
		}
	}
	for _, c := range [][2]float64{{Sin(0), 0}, {Cos(0), 1}, {Tan(0), 0}, {Atan(1), math.Pi / 4}, {Atan(math.Inf(-1)), -math.Pi / 2}, {Asin(1), math.Pi / 2}, {Asin(-1), -math.Pi / 2}, {Acos(1), 0}, {Acos(-1), math.Pi},
		{Atan2(-1, -1), -3 * math.Pi / 4}, {Atan2(0, -1), math.Pi}, {Sinh(0), 0}, {Cosh(0), 1}, {Tanh(40), 1}, {Acosh(1), 0}, {Atanh(-1), math.Inf(-1)}, {Sinh(710.4), math.Sinh(710.4)}, {Sinh(800), math.Inf(1)}} {
		if c[0] != c[1] && math.Abs(c[0]-c[1]) > 2e-15*math.Abs(c[1]) {
			t.Errorf("calculated %v, expected %v", c[0], c[1])
		}
	}
	for name, x := range map[string]float64{"asin(2)": Asin(2), "acos(-2)": Acos(-2), "acosh(0.5)": Acosh(0.5), "atanh(2)": Atanh(2)} {
		if x == x {
			t.Errorf("%s is %v", name, x)
		}
	}
}
