package formula

import (
	"math"

	"ballast/budget/formula/finance"
)

// bondFunctions price what pays coupons.
func bondFunctions() []Func {
	coupons := func(name string, f func(finance.Coupons) float64) Func {
		return Func{Name: name, Min: 3, Max: 4, Args: "n", Call: couponFunction(f)}
	}
	return []Func{
		{Name: "PRICE", Min: 6, Max: 7, Args: "n", Call: bondPrice},
		{Name: "YIELD", Min: 6, Max: 7, Args: "n", Call: bondYield},
		{Name: "DURATION", Min: 5, Max: 6, Args: "n", Call: bondDuration(false)},
		{Name: "MDURATION", Min: 5, Max: 6, Args: "n", Call: bondDuration(true)},
		coupons("COUPDAYBS", finance.Coupons.Before),
		coupons("COUPDAYS", finance.Coupons.Period),
		coupons("COUPDAYSNC", finance.Coupons.After),
		coupons("COUPNCD", func(c finance.Coupons) float64 { return float64(c.Next) }),
		coupons("COUPPCD", func(c finance.Coupons) float64 { return float64(c.Previous) }),
		coupons("COUPNUM", func(c finance.Coupons) float64 { return float64(c.Number) }),
		{Name: "ODDFPRICE", Min: 8, Max: 9, Args: "n", Call: oddFirst(finance.OddFirst.Price)},
		{Name: "ODDFYIELD", Min: 8, Max: 9, Args: "n", Call: oddFirst(finance.OddFirst.Yield)},
		{Name: "ODDLPRICE", Min: 7, Max: 8, Args: "n", Call: oddLast(finance.OddLast.Price)},
		{Name: "ODDLYIELD", Min: 7, Max: 8, Args: "n", Call: oddLast(finance.OddLast.Yield)},
	}
}

// couponsOf makes the schedule from settlement, maturity, and the frequency and
// the basis that follow at place i.
func couponsOf(c *Call, a []Value, i int) (finance.Coupons, bool) {
	basis, ok := basisOf(a, i+1)
	frequency := frequencyOf(a[i])
	settle, maturity := dayOf(a[0]), dayOf(a[1])
	if !ok || frequency == 0 || !c.dated(settle, maturity) {
		return finance.Coupons{}, false
	}
	return finance.NewCoupons(c.days(), settle, maturity, frequency, basis)
}

// dayOf is the day of a serial with a time.
func dayOf(v Value) int { return int(math.Floor(v.Num)) }

// frequencyOf is 1, 2 or 4 coupons a year, 0 for anything else.
func frequencyOf(v Value) int {
	switch f := math.Trunc(v.Num); f {
	case 1, 2, 4:
		return int(f)
	}
	return 0
}

func couponFunction(f func(finance.Coupons) float64) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		s, ok := couponsOf(c, a, 2)
		if !ok {
			return Fail(NumError)
		}
		return Num(f(s))
	}
}

func bondPrice(c *Call, a []Value) Value {
	s, ok := couponsOf(c, a, 5)
	if !ok || a[2].Num < 0 || a[3].Num < 0 || a[4].Num <= 0 {
		return Fail(NumError)
	}
	return Num(s.Price(a[2].Num, a[3].Num, a[4].Num))
}

func bondYield(c *Call, a []Value) Value {
	s, ok := couponsOf(c, a, 5)
	if !ok || a[2].Num < 0 || a[3].Num <= 0 || a[4].Num <= 0 {
		return Fail(NumError)
	}
	return Num(s.Yield(a[2].Num, a[3].Num, a[4].Num))
}

func bondDuration(modified bool) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		s, ok := couponsOf(c, a, 4)
		coupon, yield := a[2].Num, a[3].Num
		if !ok || coupon < 0 || yield < 0 {
			return Fail(NumError)
		}
		d := s.Duration(coupon, yield)
		if modified {
			d /= 1 + yield/float64(s.Frequency)
		}
		return Num(d)
	}
}

// oddFirst is ODDFPRICE and ODDFYIELD: settlement, maturity, issue, first
// coupon, rate, yield or price, redemption, frequency, basis.
func oddFirst(f func(o finance.OddFirst, rate, x, redemption float64) float64) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		basis, ok := basisOf(a, 8)
		o := finance.OddFirst{Days: c.days(), Settle: dayOf(a[0]), Maturity: dayOf(a[1]), Issue: dayOf(a[2]),
			Coupon: dayOf(a[3]), Frequency: frequencyOf(a[7]), Basis: basis}
		if !ok || o.Frequency == 0 || !c.dated(o.Settle, o.Maturity, o.Issue, o.Coupon) ||
			a[4].Num < 0 || a[5].Num < 0 || a[6].Num <= 0 ||
			!(o.Maturity > o.Coupon && o.Coupon > o.Settle && o.Settle > o.Issue) {
			return Fail(NumError)
		}
		return Num(f(o, a[4].Num, a[5].Num, a[6].Num))
	}
}

// oddLast is ODDLPRICE and ODDLYIELD: settlement, maturity, last interest, rate,
// yield or price, redemption, frequency, basis.
func oddLast(f func(o finance.OddLast, rate, x, redemption float64) float64) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		basis, ok := basisOf(a, 7)
		o := finance.OddLast{Days: c.days(), Settle: dayOf(a[0]), Maturity: dayOf(a[1]), Last: dayOf(a[2]),
			Frequency: frequencyOf(a[6]), Basis: basis}
		if !ok || o.Frequency == 0 || !c.dated(o.Settle, o.Maturity, o.Last) ||
			a[3].Num < 0 || a[4].Num < 0 || a[5].Num <= 0 || !(o.Maturity > o.Settle && o.Settle > o.Last) {
			return Fail(NumError)
		}
		return Num(f(o, a[3].Num, a[4].Num, a[5].Num))
	}
}
