package returns

import (
	"math"
	"math/rand/v2"
	"testing"
)

// periods are the discount factors of whole periods, the first flow now.
func periods(rate float64, n int) []float64 {
	v := make([]float64, n)
	for k := range v {
		v[k] = math.Pow(1+rate, -float64(k))
	}
	return v
}

func TestNPVPublished(t *testing.T) {
	for _, c := range []struct {
		name  string
		rate  float64
		flows []float64
		first float64 // periods before the first flow
		want  float64
	}{
		// Microsoft Support, NPV function, printed to the cent; the further
		// digits are the closed sums.
		{"Excel example 1", 0.1, []float64{-10000, 3000, 4200, 6800}, 1, 1188.44341234},
		{"Excel example 2", 0.08, []float64{-40000, 8000, 9200, 10000, 12000, 14500}, 0, 1922.06155493},
		{"Excel example 2, with a loss", 0.08, []float64{-40000, 8000, 9200, 10000, 12000, 14500, -9000}, 0, -3749.46508702},
		// numpy-financial, docstring of npv.
		{"numpy-financial", 0.08, []float64{-40000, 5000, 8000, 12000, 30000}, 0, 3065.22266818},
		// Ross, Westerfield and Jordan, Fundamentals of Corporate Finance, ch. 9, self-test 9.1.
		{"Ross", 0.1, []float64{-200, 50, 60, 70, 200}, 0, 84.23604945},
	} {
		v := periods(c.rate, len(c.flows))
		near(t, c.name, NPV(c.flows, v)*math.Pow(1+c.rate, -c.first), c.want, 1e-7)
	}
}

func TestDiscountFactors(t *testing.T) {
	const rate = 0.09
	monthly := math.Pow(1+rate, 1.0/12)
	for _, c := range []struct {
		how   string
		shift float64
	}{{"end", 1}, {"", 1}, {"mid", 0.5}, {"start", 0}} {
		v := DiscountFactors(rate, c.how, 24)
		for m := range v {
			near(t, c.how, v[m], math.Pow(monthly, -(float64(m)+c.shift)), 1e-14)
		}
	}
	near(t, "a year", DiscountFactors(rate, "end", 12)[11], 1/1.09, 1e-15)
}

func TestMIRRPublished(t *testing.T) {
	equipment := []float64{-120000, 39000, 30000, 21000, 37000, 46000}
	for _, c := range []struct {
		name              string
		flows             []float64
		finance, reinvest float64
		want              float64
	}{
		// Microsoft Support, MIRR function: 13 %, -5 %, 13 %.
		{"Excel, five years", equipment, 0.1, 0.12, 0.126094130366},
		{"Excel, three years", equipment[:4], 0.1, 0.12, -0.04804465525},
		{"Excel, reinvested at 14 %", equipment, 0.1, 0.14, 0.134759110828},
		// numpy-financial, docstring of mirr.
		{"numpy-financial", []float64{-100, 50, -60, 70}, 0.1, 0.12, -0.03909366594356467},
		{"numpy-financial, 5 % and 8 %", equipment[:5], 0.05, 0.08, 0.04627293},
		{"numpy-financial, 8 % and 10 %", equipment[:5], 0.08, 0.1, 0.05437856},
		{"numpy-financial, 10 % and 12 %", equipment[:5], 0.1, 0.12, 0.06252201},
		{"only outflows: all is lost (numpy gives nan)", []float64{-1, -2, -3}, 0.1, 0.1, -1},
		{"only inflows: no solution", []float64{1, 2}, 0.1, 0.1, math.NaN()},
	} {
		got := yearlyMIRR(c.flows, c.finance, c.reinvest)
		if math.IsNaN(c.want) != math.IsNaN(got) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if !math.IsNaN(c.want) {
			near(t, c.name, got, c.want, 6e-9)
		}
	}
	year := make([]float64, 13)
	year[0], year[12] = -100, 110
	y := NewYardstick(make([]float64, 13), 0.05, 0.05)
	f := y.Measure(year)
	near(t, "monthly flows, annual rate", y.MIRR(&f), 0.1, 1e-12)
}

// yearlyMIRR is Excel's MIRR: the flows of years, and their rates.
func yearlyMIRR(flows []float64, finance, reinvest float64) float64 {
	y := NewYardstick(make([]float64, len(flows)), math.Pow(1+finance, 12)-1, math.Pow(1+reinvest, 12)-1)
	y.yearly /= 12
	f := y.Measure(flows)
	return y.MIRR(&f)
}

// profitabilityIndex and discountedPayback measure a flow by discount factors.
func profitabilityIndex(flows, v []float64) float64 {
	y := NewYardstick(v, 0, 0)
	f := y.Measure(flows)
	return f.ProfitabilityIndex()
}

func discountedPayback(flows, v []float64) float64 {
	y := NewYardstick(v, 0, 0)
	f := y.Measure(flows)
	return f.Discounted
}

func TestProfitabilityIndex(t *testing.T) {
	// Ross: NPV 84.236 on 200 invested.
	near(t, "Ross", profitabilityIndex([]float64{-200, 50, 60, 70, 200}, periods(0.1, 5)), 1+84.23604945/200, 1e-9)
	v := []float64{1, 0.9, 0.8, 0.7}
	// Invested before the cumulative turns positive: 100 + 20*0.8; the last
	// outflow comes after.
	near(t, "second outflow", profitabilityIndex([]float64{-100, 70, -20, 60}, v), 1+(-100+63-16+42)/116.0, 1e-12)
	near(t, "late outflow", profitabilityIndex([]float64{-100, 120, -50, 0}, v), 1+(-100+108-40)/100.0, 1e-12)
	if got := profitabilityIndex([]float64{10, -5, 3}, v); !math.IsNaN(got) {
		t.Errorf("nothing invested: %v, want NaN", got)
	}
}

// One look at a flow gives what one figure at a time does.
func TestMeasureIsEachFigure(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 2000 {
		flows := make([]float64, 2+r.IntN(70))
		for m := range flows {
			flows[m] = float64(r.IntN(9) - 4)
		}
		v := DiscountFactors(0.3*r.Float64(), "mid", len(flows))
		y := NewYardstick(v, 0.1, 0.2)
		f := y.Measure(flows)
		changes, total := turns(flows, false)
		if f.turns != changes || f.total != total {
			t.Fatalf("%v: %d turns to %v, want %d to %v", flows, f.turns, f.total, changes, total)
		}
		if worth := NPV(flows, v); f.NPV != worth {
			t.Fatalf("%v: NPV measured %v, by its definition %v: not the same bits", flows, f.NPV, worth)
		}
		near(t, "payback", f.Payback, Payback(flows), 1e-12)
		worth := make([]float64, len(flows))
		for m, x := range flows {
			worth[m] = x * v[m]
		}
		near(t, "discounted payback", f.Discounted, Payback(worth), 1e-9)
	}
}

func TestPaybackPublished(t *testing.T) {
	flows := []float64{-200, 50, 60, 70, 200}
	// Ross, self-test 9.1: 3.1 years, 3.38 discounted, counted from the first
	// flow. Months count from the start of the month at whose end it falls, so
	// one more.
	near(t, "Ross", Payback(flows)-1, 3.1, 1e-12)
	near(t, "Ross, discounted", discountedPayback(flows, periods(0.1, 5))-1, 3.38335, 1e-8)
	inf := math.Inf(1)
	for _, c := range []struct {
		name  string
		flows []float64
		want  float64
	}{
		{"never negative", []float64{0, 5, -5, 10}, 0},
		{"nothing at all", []float64{0, 0}, 0},
		{"beyond the horizon", []float64{-10, 3, 3}, inf},
		{"exactly at a month's end", []float64{-10, 5, 5, 7}, 3},
		{"the last return counts", []float64{-10, 20, -30, 40}, 3.5},
		{"gain before the loss", []float64{5, -10, 10}, 2.5},
		{"rounding is no loss", []float64{0.1, 0.2, -0.3, 1}, 0},
		{"rounding is no debt", []float64{-0.3, 0.1, 0.2, 5}, 3},
	} {
		near(t, c.name, Payback(c.flows), c.want, 1e-9)
		y := NewYardstick(make([]float64, len(c.flows)), 0, 0)
		near(t, c.name+", measured", y.Measure(c.flows).Payback, c.want, 1e-9)
	}
}

// TestLastBreakEven: flows that cross zero more than once, worked by hand, with the
// first return beside the last.
func TestLastBreakEven(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name        string
		flows       []float64
		last, first float64
	}{
		{"one crossing", []float64{-100, 60, 80}, 2.5, 2.5},
		{"dips again", []float64{-100, 120, -50, 60}, 3.5, 1 + 100.0/120},
		{"dismantled at the end", []float64{-100, 150, -80}, inf, 1 + 100.0/150},
		{"dismantled, and paid for", []float64{-100, 150, -40}, 1 + 100.0/150, 1 + 100.0/150},
		{"touches zero and stays", []float64{-100, 100, 0, 5}, 2, 2},
		{"equity: drawn early, repaid late", []float64{-10, 30, -5, -25, 40}, 4.25, 1 + 10.0/30},
		{"nothing to pay back", []float64{5, 5}, 0, 0},
		{"never", []float64{-5, 1}, inf, inf},
	} {
		y := NewYardstick(make([]float64, len(c.flows)), 0, 0)
		f := y.Measure(c.flows)
		near(t, c.name+", last", f.Payback, c.last, 1e-12)
		near(t, c.name+", first", f.First, c.first, 1e-12)
	}
}

// leastCover is the cover where nothing is built.
func leastCover(available, due []float64, first int) float64 {
	s := Service{Available: available, Due: due}
	return s.Least(first)
}

func TestDSCR(t *testing.T) {
	near(t, "none", leastCover([]float64{1, 2}, []float64{0, 0}, 0), math.Inf(1), 0)
	near(t, "one shorter window", leastCover([]float64{30, 10}, []float64{10, 10}, 0), 2, 1e-15)
	near(t, "nothing left", leastCover([]float64{30, 10}, []float64{10, 10}, 2), math.Inf(1), 0)
	available, due := make([]float64, 30), make([]float64, 30)
	for m := range available {
		available[m], due[m] = 12, 10
	}
	available[3] = -48
	// The windows that hold month 3 have 11*12-48 = 84 for 120; from month 4 on none does.
	near(t, "a bad month", leastCover(available, due, 0), 84/120.0, 1e-12)
	near(t, "not before operation", leastCover(available, due, 4), 1.2, 1e-12)
	available[29] = -144 // 11*12-144 = -12: the last window is the one of months 18 to 29
	near(t, "the last window counts", leastCover(available, due, 4), -12/120.0, 1e-12)
	near(t, "one shorter window, worse", leastCover(available, due, 25), (4*12-144)/50.0, 1e-12)
}

// TestCoverWindows: windows side by side have the bits of one at a time, of what is due and
// of something else that may be.
func TestCoverWindows(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	row := func(n int, of float64) []float64 {
		x := make([]float64, n)
		for m := range x {
			if rnd.Float64() < of {
				x[m] = rnd.NormFloat64() * 100
			}
		}
		return x
	}
	for range 300 {
		n := 1 + rnd.IntN(60)
		s := Service{Available: row(n, 1), Due: row(n, 0.5)}
		if rnd.IntN(2) == 0 {
			s.Building, s.Lasting = row(n, 0.5), row(n, 0.5)
		}
		other, first := row(n, 0.3), rnd.IntN(n+2)-1
		naive := func() float64 {
			lowest := math.Inf(1)
			for m := max(0, first); m < n && (m+CoverWindow <= n || m == max(0, first)); m++ {
				if have, owed := s.Over(m, min(m+CoverWindow, n)); owed > 0 {
					lowest = min(lowest, have/owed)
				}
			}
			return lowest
		}
		got, others := s.LeastOf(first, other)
		want := naive()
		s.Due = other
		if want2 := naive(); got != want || others != want2 {
			t.Fatalf("%d months from %d: %v and %v, one at a time %v and %v", n, first, got, others, want, want2)
		}
	}
}

// TestCoverOfBuilding: twelve months of 10 available and 8 due, in which 40 are still
// paid for building. With lasting money of 30, 30 of them stand outside: 120 + 30 over
// 96; with 100, all 40; without, none.
func TestCoverOfBuilding(t *testing.T) {
	s := Service{Available: make([]float64, 12), Due: make([]float64, 12), Building: make([]float64, 12), Lasting: make([]float64, 12)}
	for m := range s.Due {
		s.Available[m], s.Due[m] = 10, 8
	}
	s.Building[2] = 40
	for _, c := range []struct{ lasting, want float64 }{{0, 120 / 96.0}, {30, 150 / 96.0}, {100, 160 / 96.0}} {
		s.Lasting[7] = c.lasting
		near(t, "cover", s.Least(0), c.want, 1e-12)
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) && got != want {
		t.Errorf("%s: calculated %.12g, expected %.12g, tolerance %g", what, got, want, tolerance)
	}
}
