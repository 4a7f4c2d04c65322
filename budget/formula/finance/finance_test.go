package finance

import (
	"math"
	"testing"

	"ballast/budget/formula/calendar"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

// TestAnnuity walks through a loan period by period: every formula must say what
// the walk says.
func TestAnnuity(t *testing.T) {
	for _, beginning := range []bool{false, true} {
		for _, rate := range []float64{0, 0.01, 0.3, -0.05} {
			const nper, pv, fv = 24, 10_000.0, -1_500.0
			pmt := Payment(rate, nper, pv, fv, beginning)
			balance, interestSum, principalSum := -pv, 0.0, 0.0
			for per := 1; per <= nper; per++ {
				interest := balance * rate
				if beginning {
					// The payment comes first; what it bears is the interest since the last.
					interest = 0
					if per > 1 {
						interest = balance - balance/(1+rate)
					}
					balance -= pmt
				}
				near(t, "IPMT", InterestPayment(rate, float64(per), nper, pv, fv, beginning), interest, 1e-7)
				near(t, "PPMT", PrincipalPayment(rate, float64(per), nper, pv, fv, beginning), pmt-interest, 1e-7)
				if beginning {
					balance *= 1 + rate
				} else {
					balance += interest - pmt
				}
				interestSum += InterestPayment(rate, float64(per), nper, pv, 0, beginning)
				principalSum += PrincipalPayment(rate, float64(per), nper, pv, 0, beginning)
				near(t, "CUMIPMT", CumulativeInterest(rate, nper, pv, 1, per, beginning), interestSum, 1e-7)
				near(t, "CUMPRINC", CumulativePrincipal(rate, nper, pv, 1, per, beginning), principalSum, 1e-7)
				near(t, "FV", FutureValue(rate, float64(per), pmt, pv, beginning), balance, 1e-6)
			}
			near(t, "left at the end", balance, fv, 1e-6)
			near(t, "PV", PresentValue(rate, nper, pmt, fv, beginning), pv, 1e-6)
			near(t, "NPER", Periods(rate, pmt, pv, fv, beginning), nper, 1e-8)
			near(t, "RATE", RatePerPeriod(nper, pmt, pv, fv, beginning, rate+0.02), rate, 1e-9)
		}
	}
}

// TestDepreciation: what is written off adds up to cost less salvage; figures
// with a page are its examples.
func TestDepreciation(t *testing.T) {
	digits, fixed := 0.0, 0.0
	for p := 1.0; p <= 7; p++ {
		digits += SumOfDigits(10_000, 1_000, 7, p)
	}
	near(t, "SYD adds up", digits, 9_000, 1e-9)
	near(t, "DB", FixedDeclining(10_000, 1_000, 7, 3, 12), 1451.52, 1e-9)              // ptti.com, DB_sprea
	near(t, "VDB", DecliningBetween(10_000, 1_000, 7, 3, 4, 2, false), 1041.23, 5e-3)  // ptti.com, VDB_spre
	near(t, "VDB", DecliningBetween(10_000, 500, 120, 2, 4, 2, false), 319.6289, 1e-4) // SpreadScript user's guide, VDB
	// By hand: rate 1 - 0.1^(1/6) rounded is 0.319; seven of twelve months first.
	near(t, "DB, seven months", FixedDeclining(1e6, 1e5, 6, 1, 7), 1e6*0.319*7/12, 1e-6)
	for p := 1; p <= 7; p++ {
		fixed += FixedDeclining(1e6, 1e5, 6, p, 7)
	}
	if rest := 1e6 - fixed; rest < 9e4 || rest > 1.1e5 {
		t.Errorf("DB leaves %g of 100000", rest)
	}
	for _, factor := range []float64{1, 1.5, 2, 7} {
		for _, switches := range []bool{true, false} {
			all := DecliningBetween(2_400, 300, 10, 0, 10, factor, !switches)
			if switches {
				near(t, "VDB adds up", all, 2_100, 1e-9)
			}
			sum := 0.0
			for k := range 40 {
				sum += DecliningBetween(2_400, 300, 10, float64(k)/4, float64(k+1)/4, factor, !switches)
			}
			near(t, "VDB by quarters", sum, all, 1e-9)
		}
		sum := 0.0
		for p := 1.0; p <= 10; p++ {
			sum += Declining(2_400, 300, 10, p, factor)
		}
		near(t, "DDB is VDB that never changes", sum, DecliningBetween(2_400, 300, 10, 0, 10, factor, true), 1e-9)
	}
	near(t, "VDB of a part of the first year", DecliningBetween(2_400, 300, 10, 0, 0.875, 1.5, false), 2_400*0.15*0.875, 1e-9)
	linear := 0.0
	for p := range 9 {
		linear += FrenchLinear(2_400, 300, p, 0.15, 134.0/366)
	}
	near(t, "AMORLINC adds up", linear, 2_100, 1e-9)
	// By hand: 6.7 years give the coefficient 2.5; the first part is 2400·0.375·134/366
	// rounded to 330, then 0.375 of 2070 rounded.
	near(t, "AMORDEGRC", FrenchDeclining(2_400, 300, 0, 0.15, 134.0/366), 330, 0)
	near(t, "AMORDEGRC", FrenchDeclining(2_400, 300, 1, 0.15, 134.0/366), 776, 0)
}

// TestReturns: rates of return with closed forms.
func TestReturns(t *testing.T) {
	// 60 x² + 60 x = 100 with x = 1/(1+r).
	x := (-60 + math.Sqrt(3600+24_000)) / 120
	near(t, "IRR", InternalRate([]float64{-100, 60, 60}, 0.1), 1/x-1, 1e-13)
	near(t, "IRR below zero", InternalRate([]float64{-100, 0, 0, 50}, 0.1), math.Cbrt(0.5)-1, 1e-13)
	if r := InternalRate([]float64{100, 60}, 0.1); !math.IsNaN(r) {
		t.Errorf("rate of what only comes in: %g", r)
	}
	// (1.1 - v)(1.5 - v) = 0: two roots, the guess chooses.
	two := []float64{-1, 2.6, -1.65}
	near(t, "lower root", InternalRate(two, 0.05), 0.1, 1e-9)
	near(t, "upper root", InternalRate(two, 0.7), 0.5, 1e-9)
	near(t, "NPV at it", NetPresentValue(0.1, two), 0, 1e-15)
	near(t, "XIRR", InternalRateDated([]float64{-100, 121}, []float64{45_000, 45_730}, 0.1), 0.1, 1e-13)
	near(t, "XNPV", PresentValueDated(0.1, []float64{-100, 121}, []float64{45_000, 45_730}), 0, 1e-12)
	near(t, "MIRR", ModifiedRate([]float64{-100, 30, -20, 120}, 0.1, 0.2), math.Cbrt((30*1.44+120)/(100+20/1.21))-1, 1e-14)
}

// TestRates: rates and their inverses; treasury bills by their equations.
func TestRates(t *testing.T) {
	near(t, "EFFECT", Effective(0.0525, 4), math.Pow(1+0.0525/4, 4)-1, 1e-15)
	near(t, "NOMINAL", Nominal(Effective(0.0525, 4), 4), 0.0525, 1e-14)
	near(t, "DOLLARDE", Dollar(1.02, 16), 1.125, 1e-14)
	near(t, "DOLLARDE below", Dollar(-1.1, 32), -1.3125, 1e-14)
	near(t, "DOLLARFR", Fraction(1.125, 16), 1.02, 1e-14)
	near(t, "bill", BillYield(78, 0.0914), 365*0.0914/(360-0.0914*78), 1e-15)
	// Beyond half a year: price (1 + y/2)(1 + y (t - 1/2)) = 1, t in years.
	y := BillYield(300, 0.08)
	near(t, "long bill", (1-0.08*300/360)*(1+y/2)*(1+y*(300.0/365-0.5)), 1, 1e-13)
}

// TestBonds: on a coupon day the price is an annuity; yields invert prices; the
// modified duration is the slope of the price.
func TestBonds(t *testing.T) {
	s := calendar.From1900
	settle, _ := s.Serial(2024, 3, 15)
	maturity, _ := s.Serial(2034, 3, 15)
	for basis := calendar.US30; basis <= calendar.Euro30; basis++ {
		for _, frequency := range []int{1, 2, 4} {
			c, ok := NewCoupons(s, settle, maturity, frequency, basis)
			if !ok || c.Number != 10*frequency || c.Previous != settle || c.Before() != 0 {
				t.Fatalf("schedule %+v", c)
			}
			f, v := float64(frequency), 1/(1+0.06/float64(frequency))
			n := math.Pow(v, 10*f)
			near(t, "price", c.Price(0.05, 0.06, 100), 100*n+5/f*(1-n)/(0.06/f), 1e-9)
			later, _ := NewCoupons(s, settle+50, maturity, frequency, basis)
			price := later.Price(0.05, 0.06, 105)
			near(t, "yield", later.Yield(0.05, price, 105), 0.06, 1e-12)
			dirty := later.Price(0.05, 0.06, 100) + 5*later.Before()/later.Period()/f
			slope := (later.Price(0.05, 0.0601, 100) - later.Price(0.05, 0.0599, 100)) / 0.0002
			near(t, "duration", later.Duration(0.05, 0.06)/(1+0.06/f), -slope/dirty, 1e-5)
			if price := later.Price(0.05, 0.5, 100); math.Abs(later.Yield(0.05, price, 100)-0.5) > 1e-11 {
				t.Errorf("yield of %g", price)
			}
		}
	}
	// The schedule of a maturity at the end of February keeps to the ends.
	settle, _ = s.Serial(2023, 9, 10)
	maturity, _ = s.Serial(2025, 2, 28)
	c, _ := NewCoupons(s, settle, maturity, 2, calendar.US30)
	end, _ := s.Serial(2023, 8, 31)
	leap, _ := s.Serial(2024, 2, 29)
	if c.Previous != end || c.Next != leap {
		t.Errorf("coupons %d and %d, want %d and %d", c.Previous, c.Next, end, leap)
	}
}
