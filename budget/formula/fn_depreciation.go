package formula

import (
	"math"

	"ballast/budget/formula/calendar"
	"ballast/budget/formula/finance"
)

// depreciationFunctions write assets off.
func depreciationFunctions() []Func {
	return []Func{
		{Name: "SLN", Min: 3, Max: 3, Args: "n", Call: straightLine},
		{Name: "SYD", Min: 4, Max: 4, Args: "n", Call: sumOfDigits},
		{Name: "DB", Min: 4, Max: 5, Args: "n", Call: fixedDeclining},
		{Name: "DDB", Min: 4, Max: 5, Args: "n", Call: declining},
		{Name: "VDB", Min: 5, Max: 7, Args: "nnnnnnb", Call: decliningBetween},
		{Name: "AMORLINC", Min: 6, Max: 7, Args: "n", Call: french(finance.FrenchLinear)},
		{Name: "AMORDEGRC", Min: 6, Max: 7, Args: "n", Call: french(finance.FrenchDeclining)},
	}
}

func straightLine(_ *Call, a []Value) Value {
	if a[2].Num == 0 {
		return Fail(DivError)
	}
	return Num(finance.StraightLine(a[0].Num, a[1].Num, a[2].Num))
}

func sumOfDigits(_ *Call, a []Value) Value {
	life, per := a[2].Num, a[3].Num
	if life <= 0 || per < 1 || per > life || a[1].Num < 0 {
		return Fail(NumError)
	}
	return Num(finance.SumOfDigits(a[0].Num, a[1].Num, life, per))
}

func fixedDeclining(_ *Call, a []Value) Value {
	cost, salvage, life := a[0].Num, a[1].Num, a[2].Num
	period, month := math.Trunc(a[3].Num), math.Trunc(given(a, 4, 12))
	if cost < 0 || salvage < 0 || life <= 0 || period < 1 || month < 1 || month > 12 {
		return Fail(NumError)
	}
	if period > life && !(period <= life+1 && month < 12) {
		return Fail(NumError)
	}
	if cost == 0 || salvage >= cost && salvage > 0 && cost == 0 {
		return Num(0)
	}
	return Num(finance.FixedDeclining(cost, salvage, life, int(period), int(month)))
}

func declining(_ *Call, a []Value) Value {
	cost, salvage, life, period, factor := a[0].Num, a[1].Num, a[2].Num, a[3].Num, given(a, 4, 2)
	if cost < 0 || salvage < 0 || life <= 0 || period <= 0 || factor <= 0 || period > life {
		return Fail(NumError)
	}
	return Num(finance.Declining(cost, salvage, life, period, factor))
}

func decliningBetween(_ *Call, a []Value) Value {
	cost, salvage, life, from, to, factor := a[0].Num, a[1].Num, a[2].Num, a[3].Num, a[4].Num, given(a, 5, 2)
	if cost < 0 || salvage < 0 || life <= 0 || from < 0 || to < from || to > life || factor < 0 {
		return Fail(NumError)
	}
	return Num(finance.DecliningBetween(cost, salvage, life, from, to, factor, given(a, 6, 0) != 0))
}

// french is AMORLINC and AMORDEGRC: cost, bought, first end, salvage, period,
// rate, basis.
func french(f func(cost, salvage float64, period int, rate, fraction float64) float64) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		cost, salvage, period, rate := a[0].Num, a[3].Num, math.Trunc(a[4].Num), a[5].Num
		basis, ok := basisOf(a, 6)
		bought, first := int(math.Floor(a[1].Num)), int(math.Floor(a[2].Num))
		if !ok || basis == calendar.Actual360 || cost < salvage || salvage < 0 || period < 0 || rate <= 0 || bought > first || !c.dated(bought, first) {
			return Fail(NumError)
		}
		return Num(f(cost, salvage, int(period), rate, basis.YearFraction(c.days(), bought, first)))
	}
}

// basisOf is the day count convention of argument i, 0 where it is not given.
func basisOf(a []Value, i int) (calendar.Basis, bool) {
	b := math.Trunc(given(a, i, 0))
	return calendar.Basis(b), b >= 0 && b <= 4
}

// days is how the workbook counts days.
func (c *Call) days() calendar.System { return system(c.Date1904()) }

// dated reports whether serials are days of the workbook.
func (c *Call) dated(serials ...int) bool {
	for _, s := range serials {
		if s < 0 || s > c.days().Last() {
			return false
		}
	}
	return true
}
