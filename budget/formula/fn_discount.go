package formula

import (
	"ballast/budget/formula/finance"
)

// discountFunctions price what pays once.
func discountFunctions() []Func {
	return []Func{
		{Name: "ACCRINT", Min: 6, Max: 8, Args: "nnnnnnnv", Call: accrued},
		{Name: "ACCRINTM", Min: 4, Max: 5, Args: "n", Call: accruedAtMaturity},
		{Name: "DISC", Min: 4, Max: 5, Args: "n", Call: spanOf(func(t, price, redemption float64) float64 {
			return (redemption - price) / redemption / t
		})},
		{Name: "INTRATE", Min: 4, Max: 5, Args: "n", Call: spanOf(func(t, paid, redemption float64) float64 {
			return (redemption - paid) / paid / t
		})},
		{Name: "YIELDDISC", Min: 4, Max: 5, Args: "n", Call: spanOf(func(t, price, redemption float64) float64 {
			return (redemption - price) / price / t
		})},
		{Name: "RECEIVED", Min: 4, Max: 5, Args: "n", Call: received},
		{Name: "PRICEDISC", Min: 4, Max: 5, Args: "n", Call: spanOf(func(t, discount, redemption float64) float64 {
			return redemption - float64(discount*redemption*t)
		})},
		{Name: "PRICEMAT", Min: 5, Max: 6, Args: "n", Call: priceAtMaturity},
		{Name: "YIELDMAT", Min: 5, Max: 6, Args: "n", Call: yieldAtMaturity},
		{Name: "TBILLEQ", Min: 3, Max: 3, Args: "n", Call: bill(finance.BillYield)},
		{Name: "TBILLPRICE", Min: 3, Max: 3, Args: "n", Call: bill(func(days int, discount float64) float64 {
			return 100 * (1 - float64(discount*float64(days))/360)
		})},
		{Name: "TBILLYIELD", Min: 3, Max: 3, Args: "n", Call: bill(func(days int, price float64) float64 {
			return (100 - price) / price * 360 / float64(days)
		})},
	}
}

// accrued is ACCRINT: issue, first coupon, settlement, rate, par, frequency,
// basis, whether all periods since the issue count.
func accrued(c *Call, a []Value) Value {
	basis, ok := basisOf(a, 6)
	s := finance.Accrual{Days: c.days(), Issue: dayOf(a[0]), First: dayOf(a[1]), Settle: dayOf(a[2]), Frequency: frequencyOf(a[5]), Basis: basis}
	all := true
	if len(a) > 7 && !c.Empty(7) {
		v := AsLogic(a[7])
		if v.Kind == Error {
			return v
		}
		all = v.Num != 0
	}
	if !ok || s.Frequency == 0 || !c.dated(s.Issue, s.First, s.Settle) || s.Issue >= s.Settle || a[3].Num <= 0 || a[4].Num <= 0 {
		return Fail(NumError)
	}
	return Num(s.Interest(a[3].Num, a[4].Num, all))
}

// accruedAtMaturity is ACCRINTM: issue, settlement, rate, par, basis.
func accruedAtMaturity(c *Call, a []Value) Value {
	basis, ok := basisOf(a, 4)
	issue, settle := dayOf(a[0]), dayOf(a[1])
	rate, par := a[2].Num, given(a, 3, 1000)
	if !ok || !c.dated(issue, settle) || issue >= settle || rate <= 0 || par <= 0 {
		return Fail(NumError)
	}
	return Num(par * rate * basis.YearFraction(c.days(), issue, settle))
}

// spanOf is a function of settlement, maturity, two amounts above zero, basis.
func spanOf(f func(t, x, redemption float64) float64) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		basis, ok := basisOf(a, 4)
		settle, maturity := dayOf(a[0]), dayOf(a[1])
		if !ok || !c.dated(settle, maturity) || settle >= maturity || a[2].Num <= 0 || a[3].Num <= 0 {
			return Fail(NumError)
		}
		return Num(f(basis.YearFraction(c.days(), settle, maturity), a[2].Num, a[3].Num))
	}
}

// received is RECEIVED: settlement, maturity, investment, discount, basis.
func received(c *Call, a []Value) Value {
	return spanOf(func(t, paid, discount float64) float64 {
		if rest := 1 - float64(discount*t); rest > 0 {
			return paid / rest
		}
		return nan()
	})(c, a)
}

// priceAtMaturity is PRICEMAT: settlement, maturity, issue, rate, yield, basis.
func priceAtMaturity(c *Call, a []Value) Value {
	whole, before, after, ok := spansAtMaturity(c, a)
	rate, yield := a[3].Num, a[4].Num
	if !ok || rate < 0 || yield < 0 {
		return Fail(NumError)
	}
	return Num((100+float64(whole*rate*100))/(1+float64(after*yield)) - float64(before*rate*100))
}

// yieldAtMaturity is YIELDMAT: settlement, maturity, issue, rate, price, basis.
func yieldAtMaturity(c *Call, a []Value) Value {
	whole, before, after, ok := spansAtMaturity(c, a)
	rate, price := a[3].Num, a[4].Num
	if !ok || rate < 0 || price <= 0 {
		return Fail(NumError)
	}
	return Num(((1+float64(whole*rate))/(price/100+float64(before*rate)) - 1) / after)
}

// spansAtMaturity measures issue to maturity, issue to settlement, settlement
// to maturity in years.
func spansAtMaturity(c *Call, a []Value) (whole, before, after float64, ok bool) {
	basis, ok := basisOf(a, 5)
	settle, maturity, issue := dayOf(a[0]), dayOf(a[1]), dayOf(a[2])
	if !ok || !c.dated(settle, maturity, issue) || settle >= maturity || issue > settle {
		return 0, 0, 0, false
	}
	s := c.days()
	return basis.YearFraction(s, issue, maturity), basis.YearFraction(s, issue, settle), basis.YearFraction(s, settle, maturity), true
}

// bill is a treasury bill function: settlement, maturity at most a year later,
// discount or price.
func bill(f func(days int, x float64) float64) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		settle, maturity := dayOf(a[0]), dayOf(a[1])
		limit, _ := c.days().MonthsLater(settle, 12)
		if !c.dated(settle, maturity) || settle >= maturity || maturity > limit || a[2].Num <= 0 {
			return Fail(NumError)
		}
		x := f(maturity-settle, a[2].Num)
		if x < 0 {
			return Fail(NumError)
		}
		return Num(x)
	}
}
