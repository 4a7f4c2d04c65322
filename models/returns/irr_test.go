package returns

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestIRRPublished(t *testing.T) {
	for _, c := range []struct {
		name  string
		flows []float64
		want  float64
		tol   float64
		state State
	}{
		// Microsoft Support, IRR function: -2.1 %, 8.7 %, -44.4 %.
		{"Excel, four years", []float64{-70000, 12000, 15000, 18000, 21000}, -0.0212448483, 1e-9, OK},
		{"Excel, five years", []float64{-70000, 12000, 15000, 18000, 21000, 26000}, 0.086630948, 1e-9, OK},
		{"Excel, two years", []float64{-70000, 12000, 15000}, -0.4435069413, 1e-9, OK},
		// numpy-financial, docstring of irr, to the digits printed there.
		{"numpy 1", []float64{-100, 39, 59, 55, 20}, 0.28095, 5e-6, OK},
		{"numpy 2", []float64{-100, 0, 0, 74}, -0.0955, 5e-5, OK},
		{"numpy 3", []float64{-100, 100, 0, -7}, -0.0833, 5e-5, Several},
		{"numpy 4", []float64{-100, 100, 0, 7}, 0.06206, 5e-6, OK},
		{"numpy 5", []float64{-5, 10.5, 1, -8, 1}, 0.0886, 5e-5, Several},
		// Results saved by Excel in the IRR test workbook of IronCalc.
		{"Excel-saved 1", []float64{-20, 5, 5, 5, 5, 5}, 0.07930826116039724, 1e-8, OK},
		{"Excel-saved 2", []float64{-1000, 230, 200, 125, 200, 10}, -0.1015006760535847, 1e-8, OK},
		{"Excel-saved 3", []float64{-55, 10, 5, 5, 5, 5}, -0.1884564442514256, 1e-8, OK},
		{"Excel-saved 4, blank left out", []float64{-20, 5, 5, -10, 5}, -0.44892834955312866, 1e-8, OK},
		{"Excel-saved 5", []float64{20, -5, -20, -5, -10, 5}, 0.30348071959875655, 1e-8, OK},
		{"Excel-saved 6: #NUM!", []float64{20, 5, 5, 5, 5, 5}, math.NaN(), 0, Undefined},
		// Lorie and Savage, Three problems in rationing capital, Journal of
		// Business 28 (1955), the oil pump: 25 % and 400 %.
		{"oil pump", []float64{-1600, 10000, -10000}, 0.25, 1e-12, Several},
		{"complex roots only", []float64{-1, 2, -2}, math.NaN(), 0, Undefined},
		{"nothing", nil, math.NaN(), 0, Undefined},
		{"zeros", []float64{0, 0}, math.NaN(), 0, Undefined},
		{"exactly zero", []float64{-10, 4, 6}, 0, 0, OK},
		{"zeros around", []float64{0, -100, 110, 0, 0}, 0.1, 1e-14, OK},
		{"10,000 % a period", []float64{-1, 101}, 100, 1e-9, OK},
		{"-99.9 % a period", []float64{-1000, 1}, -0.999, 1e-14, OK},
	} {
		got, state := irrPeriodic(c.flows, usualRate)
		if state != c.state || math.IsNaN(got) != math.IsNaN(c.want) {
			t.Errorf("%s: %v, state %d, want %v, state %d", c.name, got, state, c.want, c.state)
		} else if !math.IsNaN(c.want) {
			near(t, c.name, got, c.want, c.tol)
		}
	}
}

func TestIRRAnnual(t *testing.T) {
	year := make([]float64, 13)
	year[0], year[12] = -100, 108
	got, state := IRR(year)
	near(t, "8 % a year", got, 0.08, 1e-12)
	if state != OK {
		t.Errorf("state %d", state)
	}
}

// Random flows: where a rate is given it makes the present value zero, and for
// an investment followed by returns it is the only one and always found.
func TestIRRRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 3000 {
		n := 2 + r.IntN(600)
		flows := make([]float64, n)
		wild := r.IntN(2) == 0
		for k := range flows {
			flows[k] = r.NormFloat64()
			if !wild {
				flows[k] = math.Abs(flows[k])
				if k <= n/4 {
					flows[k] *= -10 * r.Float64()
				}
			}
		}
		rate, state := irrPeriodic(flows, usualRate)
		if !wild && state != OK {
			t.Fatalf("conventional flows: state %d", state)
		}
		if state == Undefined {
			continue
		}
		if size, miss := residual(flows, rate); miss > 1e-9*size {
			t.Fatalf("rate %v leaves %v of %v", rate, miss, size)
		}
	}
}

// The value and its derivative are those of Horner's scheme, for any number of
// flows.
func TestValue(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 3))
	for n := range 40 {
		flows := make([]float64, n)
		for k := range flows {
			flows[k] = r.NormFloat64()
		}
		for _, x := range []float64{0, 0.3, 0.97, 1} {
			for _, backward := range []bool{false, true} {
				f, d := 0.0, 0.0
				for k := range flows {
					c := flows[n-1-k]
					if backward {
						c = flows[k]
					}
					f, d = f*x+c, d*x+f
				}
				gotF, gotD := value(flows, backward, x)
				near(t, "value", gotF, f, 1e-12)
				near(t, "derivative", gotD, d, 1e-10)
			}
		}
	}
}

// Where a rate is found without looking at all others, looking at all others
// finds the same; and it does not matter where the search begins.
func TestIRRAgainstScan(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 3))
	short := 0
	for range 20000 {
		flows := make([]float64, 3+r.IntN(60))
		for k := range flows {
			flows[k] = r.NormFloat64() + 0.6*r.Float64()
			if k <= len(flows)/4 {
				flows[k] -= 1.5
			}
		}
		ahead, total := turns(flows, false)
		behind, _ := turns(flows, true)
		rate, state := irrPeriodic(flows, usualRate)
		if other, s := irrPeriodic(flows, 0.3*r.Float64()-0.01); s != state || !(math.Abs(other-rate) <= 1e-9*(1+math.Abs(rate))) && !math.IsNaN(rate) {
			t.Fatalf("begun elsewhere: %v, state %d, not %v, state %d", other, s, rate, state)
		}
		if ahead < 3 || ahead%2 == 0 {
			continue
		}
		if want, s := irrScan(flows, ahead, behind, total); s != state || !(math.Abs(want-rate) <= 1e-9*(1+math.Abs(rate))) && !math.IsNaN(want) {
			t.Fatalf("%v: %v, state %d, the scan finds %v, state %d", flows, rate, state, want, s)
		}
		if state == OK {
			short++
		}
	}
	if short < 500 {
		t.Errorf("only %d cases", short)
	}
}

// TestSharperBound: the bound is never below the roots that a fine grid shows,
// has the parity of the plain one, and is lower often enough to be of use.
func TestSharperBound(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 3))
	lower := 0
	for range 20000 {
		flows := make([]float64, 4+r.IntN(60))
		for k := range flows {
			flows[k] = r.NormFloat64() + 0.3
			if k <= len(flows)/4 {
				flows[k] -= 1.5
			}
		}
		for _, backward := range []bool{false, true} {
			plain, total := turns(flows, backward)
			bound := sharper(flows, backward, plain)
			if bound > plain || (plain-bound)%2 != 0 {
				t.Fatalf("%v: bound %d, plain %d", flows, bound, plain)
			}
			roots, sign := 0, math.Signbit(total)
			for k := range 400 {
				f, _ := value(flows, backward, 1-(float64(k)+0.5)/400)
				if math.Signbit(f) != sign {
					roots, sign = roots+1, !sign
				}
			}
			if roots > bound {
				t.Fatalf("%v: %d roots, bound %d", flows, roots, bound)
			}
			if bound < plain {
				lower++
			}
		}
	}
	if lower < 3000 {
		t.Errorf("lower in %d cases only", lower)
	}
}

func residual(flows []float64, rate float64) (size, miss float64) {
	x, backward := 1/(1+rate), false
	if x > 1 {
		x, backward = 1/x, true
	}
	f, _ := value(flows, backward, x)
	whole := make([]float64, len(flows))
	for k := range whole {
		whole[k] = math.Abs(flows[k])
	}
	size, _ = value(whole, backward, x)
	return size, math.Abs(f)
}

func BenchmarkIRR(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 3))
	flows := make([]float64, 60)
	for k := range flows {
		flows[k] = 3 + r.NormFloat64()
		if k < 12 {
			flows[k] = -10
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		IRR(flows)
	}
}
