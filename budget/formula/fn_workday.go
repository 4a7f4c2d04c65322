package formula

import (
	"math"

	"ballast/budget/formula/calendar"
)

// workdayFunctions count days without weekends and holidays.
func workdayFunctions() []Func {
	return []Func{
		{Name: "NETWORKDAYS", Min: 2, Max: 3, Args: "nnr", Call: func(c *Call, a []Value) Value {
			return c.workdays(a, Value{}, 2)
		}},
		{Name: "NETWORKDAYS.INTL", Min: 2, Max: 4, Args: "nnvr", Call: func(c *Call, a []Value) Value {
			return c.workdays(a, argument(c, a, 2), 3)
		}},
		{Name: "WORKDAY", Min: 2, Max: 3, Args: "nnr", Call: func(c *Call, a []Value) Value {
			return c.workday(a, Value{}, 2)
		}},
		{Name: "WORKDAY.INTL", Min: 2, Max: 4, Args: "nnvr", Call: func(c *Call, a []Value) Value {
			return c.workday(a, argument(c, a, 2), 3)
		}},
	}
}

// argument is argument i, blank where it is empty or not given.
func argument(c *Call, a []Value, i int) Value {
	if c.Empty(i) || i >= len(a) {
		return Value{}
	}
	return a[i]
}

// weekendOf reads a weekend by number or by seven digits; blank is Saturday and
// Sunday.
func weekendOf(c *Call, v Value) (w calendar.Weekend, bad Value) {
	var ok bool
	switch v.Kind {
	case Blank:
		w, ok = calendar.NumberedWeekend(1)
	case Text:
		if w, ok = calendar.SpelledWeekend(v.Text); !ok {
			return w, Fail(ValueError)
		}
	default:
		n := c.Number(v)
		if n.Kind == Error {
			return w, n
		}
		w, ok = calendar.NumberedWeekend(int(math.Trunc(n.Num)))
	}
	if !ok {
		return w, Fail(NumError)
	}
	return w, Value{}
}

// holidaysOf reads the days that are free beside the weekends.
func holidaysOf(c *Call, v Value) (days map[int]bool, bad Value) {
	days = map[int]bool{}
	c.Each(v, func(x Value, inRange bool) bool {
		if x.Kind == Blank {
			return true
		}
		n := c.Number(x)
		if n.Kind == Error {
			bad = n
			return false
		}
		if n.Num < 0 || n.Num >= float64(c.days().Last())+1 {
			bad = Fail(NumError)
			return false
		}
		days[dayOf(n)] = true
		return true
	})
	return days, bad
}

// free are the days without work: those of the week, and holidays.
func (c *Call) free(weekend, holidays Value) (w calendar.Weekend, days map[int]bool, bad Value) {
	if w, bad = weekendOf(c, weekend); bad.Kind == Error {
		return w, nil, bad
	}
	days, bad = holidaysOf(c, holidays)
	return w, days, bad
}

func (c *Call) workdays(a []Value, weekend Value, holidays int) Value {
	w, free, bad := c.free(weekend, argument(c, a, holidays))
	if bad.Kind == Error {
		return bad
	}
	from, to := dayOf(a[0]), dayOf(a[1])
	if !c.dated(from, to) {
		return Fail(NumError)
	}
	return Int(c.days().Workdays(from, to, w, free))
}

func (c *Call) workday(a []Value, weekend Value, holidays int) Value {
	w, free, bad := c.free(weekend, argument(c, a, holidays))
	if bad.Kind == Error {
		return bad
	}
	from, n := dayOf(a[0]), math.Trunc(a[1].Num)
	if !c.dated(from) || math.Abs(n) > float64(calendar.Last) {
		return Fail(NumError)
	}
	serial, ok := c.days().Workday(from, int(n), w, free)
	if !ok {
		if w == (calendar.Weekend{true, true, true, true, true, true, true}) {
			return Fail(ValueError)
		}
		return Fail(NumError)
	}
	return Int(serial)
}
