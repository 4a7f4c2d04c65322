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
	guess := given(a, 1, 0.1)
	if guess <= -1 {
		return Fail(ValueError)
	}
	return Num(finance.InternalRate(flows, guess))
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

// datedFlows reads the values and the days of XNPV and XIRR, place by place. A
// blank is a flow of 0 where blanks are allowed, otherwise #NUM!; a text or a
// boolean is the given error.
func datedFlows(c *Call, values, dates Value, blanks bool, other Code) (flows, days []float64, bad Value) {
	v, bad := c.Array(values)
	if bad.Kind == Error {
		return nil, nil, bad
	}
	d, bad := c.Array(dates)
	if bad.Kind == Error {
		return nil, nil, bad
	}
	if len(v.V) != len(d.V) {
		return nil, nil, Fail(NumError)
	}
	for i, x := range v.V {
		day := d.V[i]
		for _, y := range []Value{x, day} {
			switch {
			case y.Kind == Error:
				return nil, nil, y
			case y.Kind == Blank && !blanks:
				return nil, nil, Fail(NumError)
			case y.Kind != Number && y.Kind != Blank:
				return nil, nil, Fail(other)
			}
		}
		n := math.Floor(day.Num)
		if n < 0 || n > float64(c.days().Last()) || i > 0 && n < days[0] {
			return nil, nil, Fail(NumError)
		}
		flows, days = append(flows, x.Num), append(days, n)
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
	flows, days, bad := datedFlows(c, a[1], a[2], false, NumError)
	if bad.Kind == Error {
		return bad
	}
	if a[0].Num < 0 {
		return Fail(NumError)
	}
	return Num(finance.PresentValueDated(a[0].Num, flows, days))
}

func datedRate(c *Call, a []Value) Value {
	flows, days, bad := datedFlows(c, a[0], a[1], true, ValueError)
	if bad.Kind == Error {
		return bad
	}
	return Num(finance.InternalRateDated(flows, days, given(a, 2, 0.1)))
}
