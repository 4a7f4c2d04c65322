package formula

import (
	"math"

	"ballast/budget/formula/finance"
)

// returnFunctions value flows of money.
func returnFunctions() []Func {
	return []Func{
		{Name: "NPV", Min: 2, Max: Many, Args: "nr", Call: netPresentValue},
		{Name: "IRR", Min: 1, Max: 2, Args: "rn", Call: internalRate},
		{Name: "MIRR", Min: 3, Max: 3, Args: "rnn", Call: modifiedRate},
		{Name: "XNPV", Min: 3, Max: 3, Args: "nrr", Call: datedPresentValue},
		{Name: "XIRR", Min: 2, Max: 3, Args: "rrn", Call: datedRate},
	}
}

// netPresentValue discounts the numbers one after another: a blank or a text
// in a range takes no period.
func netPresentValue(c *Call, a []Value) Value {
	flows, bad := c.Numbers(a[1:]...)
	if bad.Kind == Error {
		return bad
	}
	if a[0].Num == -1 {
		return Fail(DivError)
	}
	return Num(finance.NetPresentValue(a[0].Num, flows))
}

func internalRate(c *Call, a []Value) Value {
	flows, bad := c.Numbers(a[0])
	if bad.Kind == Error {
		return bad
	}
	return Num(finance.InternalRate(flows, given(a, 1, 0.1)))
}

func modifiedRate(c *Call, a []Value) Value {
	flows, bad := c.Numbers(a[0])
	if bad.Kind == Error {
		return bad
	}
	var in, out bool
	for _, v := range flows {
		in, out = in || v > 0, out || v < 0
	}
	if !in || !out {
		return Fail(DivError)
	}
	if a[1].Num <= -1 || a[2].Num <= -1 {
		return Fail(NumError)
	}
	return Num(finance.ModifiedRate(flows, a[1].Num, a[2].Num))
}

// datedFlows reads the values and the days of XNPV and XIRR.
func datedFlows(c *Call, values, dates Value) (flows, days []float64, bad Value) {
	if flows, bad = c.strictNumbers(values); bad.Kind == Error {
		return nil, nil, bad
	}
	if days, bad = c.strictNumbers(dates); bad.Kind == Error {
		return nil, nil, bad
	}
	if len(flows) != len(days) || len(flows) == 0 {
		return nil, nil, Fail(NumError)
	}
	for i := range days {
		days[i] = math.Floor(days[i])
		if days[i] < 0 || days[i] > float64(c.days().Last()) || days[i] < days[0] {
			return nil, nil, Fail(NumError)
		}
	}
	return flows, days, Value{}
}

// strictNumbers are the numbers of an argument in which nothing else may stand:
// a text or a boolean is #VALUE!, a blank is passed over.
func (c *Call) strictNumbers(v Value) (xs []float64, bad Value) {
	c.Each(v, func(x Value, inRange bool) bool {
		switch x.Kind {
		case Number:
			xs = append(xs, x.Num)
		case Error:
			bad = x
		case Blank:
		default:
			bad = Fail(ValueError)
		}
		return bad.Kind != Error
	})
	return xs, bad
}

func datedPresentValue(c *Call, a []Value) Value {
	flows, days, bad := datedFlows(c, a[1], a[2])
	if bad.Kind == Error {
		return bad
	}
	if a[0].Num <= -1 {
		return Fail(NumError)
	}
	return Num(finance.PresentValueDated(a[0].Num, flows, days))
}

func datedRate(c *Call, a []Value) Value {
	flows, days, bad := datedFlows(c, a[0], a[1])
	if bad.Kind == Error {
		return bad
	}
	return Num(finance.InternalRateDated(flows, days, given(a, 2, 0.1)))
}
