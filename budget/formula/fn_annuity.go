package formula

import (
	"math"

	"ballast/budget/formula/elementary"
	"ballast/budget/formula/finance"
)

// annuityFunctions are loans and annuities, and rates between compoundings.
func annuityFunctions() []Func {
	return []Func{
		{Name: "PV", Min: 3, Max: 5, Args: "nnnnn", Call: presentValue},
		{Name: "FV", Min: 3, Max: 5, Args: "nnnnn", Call: futureValue},
		{Name: "PMT", Min: 3, Max: 5, Args: "nnnnn", Call: payment},
		{Name: "NPER", Min: 3, Max: 5, Args: "nnnnn", Call: periods},
		{Name: "RATE", Min: 3, Max: 6, Args: "nnnnnn", Call: ratePerPeriod},
		{Name: "IPMT", Min: 4, Max: 6, Args: "nnnnnn", Call: interestPayment},
		{Name: "PPMT", Min: 4, Max: 6, Args: "nnnnnn", Call: principalPayment},
		{Name: "CUMIPMT", Min: 6, Max: 6, Args: "n", Call: cumulative(finance.CumulativeInterest)},
		{Name: "CUMPRINC", Min: 6, Max: 6, Args: "n", Call: cumulative(finance.CumulativePrincipal)},
		{Name: "ISPMT", Min: 4, Max: 4, Args: "n", Call: evenInterest},
		{Name: "EFFECT", Min: 2, Max: 2, Args: "n", Call: compounding(finance.Effective)},
		{Name: "NOMINAL", Min: 2, Max: 2, Args: "n", Call: compounding(finance.Nominal)},
		{Name: "PDURATION", Min: 3, Max: 3, Args: "n", Call: growthPeriods, Prefix: "_xlfn."},
		{Name: "RRI", Min: 3, Max: 3, Args: "n", Call: growthRate, Prefix: "_xlfn."},
		{Name: "FVSCHEDULE", Min: 2, Max: 2, Args: "nr", Call: futureValueSchedule},
		{Name: "DOLLARDE", Min: 2, Max: 2, Args: "n", Call: fractionPrice(finance.Dollar)},
		{Name: "DOLLARFR", Min: 2, Max: 2, Args: "n", Call: fractionPrice(finance.Fraction)},
	}
}

// given is argument i, or a default where the call ends before it. An argument
// left empty is 0, as everywhere in the classic functions.
func given(a []Value, i int, def float64) float64 {
	if i < len(a) {
		return a[i].Num
	}
	return def
}

func presentValue(_ *Call, a []Value) Value {
	rate, nper := a[0].Num, a[1].Num
	if rate == -1 {
		return Fail(NumError)
	}
	return Num(finance.PresentValue(rate, nper, a[2].Num, given(a, 3, 0), given(a, 4, 0) != 0))
}

func futureValue(_ *Call, a []Value) Value {
	if a[0].Num == -1 && a[1].Num < 0 {
		return Fail(DivError)
	}
	return Num(finance.FutureValue(a[0].Num, a[1].Num, a[2].Num, given(a, 3, 0), given(a, 4, 0) != 0))
}

func payment(_ *Call, a []Value) Value {
	if a[1].Num == 0 || a[0].Num <= -1 {
		return Fail(NumError)
	}
	return Num(finance.Payment(a[0].Num, a[1].Num, a[2].Num, given(a, 3, 0), given(a, 4, 0) != 0))
}

func periods(_ *Call, a []Value) Value {
	rate, pmt := a[0].Num, a[1].Num
	if rate == 0 && pmt == 0 {
		return Fail(DivError)
	}
	return Num(finance.Periods(rate, pmt, a[2].Num, given(a, 3, 0), given(a, 4, 0) != 0))
}

func ratePerPeriod(_ *Call, a []Value) Value {
	return Num(finance.RatePerPeriod(a[0].Num, a[1].Num, a[2].Num, given(a, 3, 0), given(a, 4, 0) != 0, given(a, 5, 0.1)))
}

func interestPayment(_ *Call, a []Value) Value {
	per, nper := a[1].Num, a[2].Num
	if per < 1 || per >= nper+1 {
		return Fail(NumError)
	}
	return Num(finance.InterestPayment(a[0].Num, per, nper, a[3].Num, given(a, 4, 0), given(a, 5, 0) != 0))
}

func principalPayment(_ *Call, a []Value) Value {
	per, nper := a[1].Num, a[2].Num
	if per < 1 || per >= nper+1 {
		return Fail(NumError)
	}
	return Num(finance.PrincipalPayment(a[0].Num, per, nper, a[3].Num, given(a, 4, 0), given(a, 5, 0) != 0))
}

// cumulative is CUMIPMT and CUMPRINC: rate, nper, pv, first, last, type.
func cumulative(sum func(rate, nper, pv float64, first, last int, beginning bool) float64) func(*Call, []Value) Value {
	return func(_ *Call, a []Value) Value {
		rate, nper, pv := a[0].Num, a[1].Num, a[2].Num
		first, last, due := math.Ceil(a[3].Num), math.Floor(a[4].Num), math.Trunc(a[5].Num)
		if rate <= 0 || nper <= 0 || pv <= 0 || a[3].Num < 1 || a[4].Num < a[3].Num || last > nper || due != 0 && due != 1 {
			return Fail(NumError)
		}
		return Num(sum(rate, nper, pv, int(first), int(last), due == 1))
	}
}

// evenInterest is ISPMT: interest of a loan repaid in equal parts, the periods
// counted from 0.
func evenInterest(_ *Call, a []Value) Value {
	if a[2].Num == 0 {
		return Fail(DivError)
	}
	return Num(a[3].Num * a[0].Num * (a[1].Num/a[2].Num - 1))
}

func compounding(f func(rate, n float64) float64) func(*Call, []Value) Value {
	return func(_ *Call, a []Value) Value {
		n := math.Trunc(a[1].Num)
		if a[0].Num <= 0 || n < 1 {
			return Fail(NumError)
		}
		return Num(f(a[0].Num, n))
	}
}

// growthPeriods is PDURATION: periods until pv has grown to fv.
func growthPeriods(_ *Call, a []Value) Value {
	if a[0].Num <= 0 || a[1].Num <= 0 || a[2].Num <= 0 {
		return Fail(NumError)
	}
	return Num((elementary.Log(a[2].Num) - elementary.Log(a[1].Num)) / elementary.Log(1+a[0].Num))
}

// growthRate is RRI: the rate at which pv grows to fv.
func growthRate(_ *Call, a []Value) Value {
	nper, pv, fv := a[0].Num, a[1].Num, a[2].Num
	if nper <= 0 || pv == 0 {
		return Fail(NumError)
	}
	return Num(elementary.Pow(fv/pv, 1/nper) - 1)
}

// futureValueSchedule is FVSCHEDULE: principal times the growth of each rate.
// Blank cells are rates of 0, texts an error.
func futureValueSchedule(c *Call, a []Value) Value {
	x, bad := a[0].Num, Value{}
	c.Each(a[1], func(v Value, _ bool) bool {
		switch v.Kind {
		case Number:
			x *= 1 + v.Num
		case Error:
			bad = v
		case Blank:
		default:
			bad = Fail(ValueError)
		}
		return bad.Kind != Error
	})
	if bad.Kind == Error {
		return bad
	}
	return Num(x)
}

func fractionPrice(f func(price, fraction float64) float64) func(*Call, []Value) Value {
	return func(_ *Call, a []Value) Value {
		fraction := math.Trunc(a[1].Num)
		switch {
		case fraction < 0:
			return Fail(NumError)
		case fraction == 0:
			return Fail(DivError)
		}
		return Num(f(a[0].Num, fraction))
	}
}
