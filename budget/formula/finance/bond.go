package finance

import (
	"math"

	"ballast/budget/formula/calendar"
	"ballast/budget/formula/elementary"
)

// Coupons is the schedule of a bond's coupons around its settlement: counted
// back from maturity in steps of whole months, at the ends of months if
// maturity is one.
type Coupons struct {
	Days             calendar.System
	Settle, Maturity int
	Frequency        int // coupons a year: 1, 2 or 4
	Basis            calendar.Basis
	Previous, Next   int // coupon days around the settlement
	Number           int // coupons from the next to maturity
}

// NewCoupons makes the schedule; ok is false unless settlement lies before
// maturity.
func NewCoupons(s calendar.System, settle, maturity, frequency int, basis calendar.Basis) (c Coupons, ok bool) {
	if settle >= maturity {
		return c, false
	}
	c = Coupons{Days: s, Settle: settle, Maturity: maturity, Frequency: frequency, Basis: basis}
	a, okA := s.Civil(settle)
	b, okB := s.Civil(maturity)
	if !okA || !okB {
		return c, false
	}
	months := 12 / frequency
	n := max(0, ((b.Year-a.Year)*12+b.Month-a.Month)/months-1)
	for ; ; n++ {
		d := c.back(n + 1)
		if d <= settle {
			c.Previous, c.Next, c.Number = d, c.back(n), n+1
			return c, true
		}
	}
}

// back is the coupon day n coupons before maturity.
func (c Coupons) back(n int) int { return step(c.Days, c.Maturity, -n*12/c.Frequency) }

// step is a day that many months away, at the month's end if day is one. A day
// before the system begins is 0 or below, which only orders.
func step(s calendar.System, day, months int) int {
	d, ok := s.Civil(day)
	if !ok {
		return 0
	}
	last := s.MonthDays(d.Year, d.Month+months)
	if d.Day == s.MonthDays(d.Year, d.Month) || d.Day > last {
		n, _ := s.Serial(d.Year, d.Month+months, last)
		return n
	}
	n, _ := s.Serial(d.Year, d.Month+months, d.Day)
	return n
}

// Before is the number of days from the previous coupon to the settlement.
func (c Coupons) Before() float64 { return float64(c.Basis.Days(c.Days, c.Previous, c.Settle)) }

// Period is the number of days of the coupon period of the settlement.
func (c Coupons) Period() float64 {
	switch c.Basis {
	case calendar.Actual:
		return float64(c.Next - c.Previous)
	case calendar.Actual365:
		return 365 / float64(c.Frequency)
	}
	return 360 / float64(c.Frequency)
}

// After is the number of days from the settlement to the next coupon.
func (c Coupons) After() float64 {
	if c.Basis == calendar.US30 || c.Basis == calendar.Euro30 {
		return c.Period() - c.Before()
	}
	return float64(c.Next - c.Settle)
}

// Price is the price per 100 of face value of a bond with a yearly coupon rate
// at a yield, without accrued interest.
//
// Source: the function PRICE's description at the vendor (SIA, Standard
// Securities Calculation Methods).
// Checked: TestBonds, TestExcelValues.
func (c Coupons) Price(rate, yield, redemption float64) float64 {
	f := float64(c.Frequency)
	elapsed := c.Before() / c.Period()
	dsc := 1 - elapsed
	coupon := 100 * rate / f
	accrued := float64(coupon * elapsed)
	if c.Number == 1 {
		return (redemption+coupon)/(1+float64(dsc*yield)/f) - accrued
	}
	v := 1 + yield/f
	sum := redemption / elementary.Pow(v, float64(c.Number-1)+dsc)
	for k := 0; k < c.Number; k++ {
		sum += coupon / elementary.Pow(v, float64(k)+dsc)
	}
	return sum - accrued
}

// Yield is the yield at which the bond has a price.
//
// Source: the function YIELD's description at the vendor.
// Checked: TestBonds, TestExcelValues.
func (c Coupons) Yield(rate, price, redemption float64) float64 {
	f := float64(c.Frequency)
	if c.Number == 1 {
		elapsed := c.Before() / c.Period()
		paid := price/100 + float64(rate*elapsed)/f
		return (redemption/100 + rate/f - paid) / paid * f / (1 - elapsed)
	}
	return falling(func(y float64) float64 { return c.Price(rate, y, redemption) - price }, -f)
}

// falling is the zero of a falling function above a lower end.
func falling(f func(float64) float64, end float64) float64 {
	lo, hi := 0.0, 0.1
	for n := 0; f(hi) > 0; n++ {
		if lo, hi = hi, hi*2; n > 60 {
			return math.NaN()
		}
	}
	for n := 0; !(f(lo) >= 0); n++ {
		if hi, lo = lo, lo+float64((end-lo)/4); n > 100 {
			return math.NaN()
		}
	}
	for range 200 {
		mid := lo + float64((hi-lo)/2)
		fl, fh := f(lo), f(hi)
		if x := lo + float64((hi-lo)*(fl/(fl-fh))); x > lo && x < hi {
			if f(x) > 0 {
				lo = x
			} else {
				hi = x
			}
		}
		if mid <= lo || mid >= hi {
			mid = lo + float64((hi-lo)/2)
		}
		if mid <= lo || mid >= hi {
			break
		}
		if f(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + float64((hi-lo)/2)
}

// Duration is Macaulay's duration in years.
//
// Source: the function DURATION's description at the vendor.
// Checked: TestBonds.
func (c Coupons) Duration(coupon, yield float64) float64 {
	f := float64(c.Frequency)
	dsc := 1 - c.Before()/c.Period()
	v := 1 + yield/f
	var value, weighted float64
	for k := 0; k < c.Number; k++ {
		t := float64(k) + dsc
		flow := 100 * coupon / f
		if k == c.Number-1 {
			flow += 100
		}
		d := flow / elementary.Pow(v, t)
		value += d
		weighted += float64(t * d)
	}
	return weighted / value / f
}
