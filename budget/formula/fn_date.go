package formula

import (
	"math"
	"strings"

	"ballast/budget/formula/calendar"
)

// dateFunctions are days, months, weeks and times of day.
func dateFunctions() []Func {
	part := func(name string, f func(calendar.Civil) int) Func {
		return Func{Name: name, Min: 1, Max: 1, Args: "n", Call: func(c *Call, a []Value) Value {
			d, ok := c.days().Civil(dayOf(a[0]))
			if !ok {
				return Fail(NumError)
			}
			return Int(f(d))
		}}
	}
	clock := func(name string, f func(h, m, s int) int) Func {
		return Func{Name: name, Min: 1, Max: 1, Args: "n", Call: func(c *Call, a []Value) Value {
			if !c.dated(dayOf(a[0])) {
				return Fail(NumError)
			}
			return Int(f(calendar.Clock(a[0].Num)))
		}}
	}
	return []Func{
		{Name: "DATE", Min: 3, Max: 3, Args: "n", Call: dateOf},
		{Name: "TIME", Min: 3, Max: 3, Args: "n", Call: timeOf},
		part("YEAR", func(d calendar.Civil) int { return d.Year }),
		part("MONTH", func(d calendar.Civil) int { return d.Month }),
		part("DAY", func(d calendar.Civil) int { return d.Day }),
		clock("HOUR", func(h, _, _ int) int { return h }),
		clock("MINUTE", func(_, m, _ int) int { return m }),
		clock("SECOND", func(_, _, s int) int { return s }),
		{Name: "EDATE", Min: 2, Max: 2, Args: "n", Call: months(calendar.System.MonthsLater)},
		{Name: "EOMONTH", Min: 2, Max: 2, Args: "n", Call: months(calendar.System.MonthEnd)},
		{Name: "DATEDIF", Min: 3, Max: 3, Args: "nnt", Call: dateDifference},
		{Name: "DAYS", Min: 2, Max: 2, Args: "n", Call: daysBetween, Prefix: "_xlfn."},
		{Name: "DAYS360", Min: 2, Max: 3, Args: "nnb", Call: days360},
		{Name: "YEARFRAC", Min: 2, Max: 3, Args: "n", Call: yearFraction},
		{Name: "WEEKDAY", Min: 1, Max: 2, Args: "n", Call: weekday},
		{Name: "WEEKNUM", Min: 1, Max: 2, Args: "n", Call: weekNumber},
		{Name: "ISOWEEKNUM", Min: 1, Max: 1, Args: "n", Call: isoWeek, Prefix: "_xlfn."},
		{Name: "DATEVALUE", Min: 1, Max: 1, Args: "t", Call: dateValue},
		{Name: "TIMEVALUE", Min: 1, Max: 1, Args: "t", Call: timeValue},
	}
}

// dateOf is DATE: years below 1900 count from it, months and days carry over.
func dateOf(c *Call, a []Value) Value {
	y, m, d := math.Floor(a[0].Num), math.Floor(a[1].Num), math.Floor(a[2].Num)
	limit := 1e6
	if y < 0 || y >= 10000 || math.Abs(m) > limit || math.Abs(d) > 10*limit {
		return Fail(NumError)
	}
	base := 1900.0
	if c.Date1904() {
		base = 1904
	}
	if y < base {
		y += 1900
	}
	serial, ok := c.days().Serial(int(y), int(m), int(d))
	if !ok {
		return Fail(NumError)
	}
	return Int(serial)
}

// timeOf is TIME: hours, minutes and seconds up to 32767 carry over, days go.
func timeOf(_ *Call, a []Value) Value {
	h, m, s := math.Trunc(a[0].Num), math.Trunc(a[1].Num), math.Trunc(a[2].Num)
	if h > 32767 || m > 32767 || s > 32767 || h < -32768 || m < -32768 || s < -32768 {
		return Fail(NumError)
	}
	total := float64(h*3600) + float64(m*60) + s
	if total < 0 {
		return Fail(NumError)
	}
	return Num(math.Mod(total, 86400) / 86400)
}

func months(f func(s calendar.System, serial, n int) (int, bool)) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		n := math.Trunc(a[1].Num)
		if math.Abs(n) > 1e6 || !c.dated(dayOf(a[0])) {
			return Fail(NumError)
		}
		serial, ok := f(c.days(), dayOf(a[0]), int(n))
		if !ok {
			return Fail(NumError)
		}
		return Int(serial)
	}
}

func dateDifference(c *Call, a []Value) Value {
	n, ok := c.days().Difference(dayOf(a[0]), dayOf(a[1]), strings.ToUpper(a[2].Text))
	if !ok {
		return Fail(NumError)
	}
	return Int(n)
}

func daysBetween(c *Call, a []Value) Value {
	if !c.dated(dayOf(a[0]), dayOf(a[1])) {
		return Fail(NumError)
	}
	return Int(dayOf(a[0]) - dayOf(a[1]))
}

func days360(c *Call, a []Value) Value {
	if !c.dated(dayOf(a[0]), dayOf(a[1])) {
		return Fail(NumError)
	}
	return Int(c.days().Days360(dayOf(a[0]), dayOf(a[1]), given(a, 2, 0) != 0))
}

func yearFraction(c *Call, a []Value) Value {
	basis, ok := basisOf(a, 2)
	if !ok || !c.dated(dayOf(a[0]), dayOf(a[1])) {
		return Fail(NumError)
	}
	return Num(basis.YearFraction(c.days(), dayOf(a[0]), dayOf(a[1])))
}

// weekday counts from the day that the second argument says, the first from 1
// but in type 3.
func weekday(c *Call, a []Value) Value {
	if !c.dated(dayOf(a[0])) {
		return Fail(NumError)
	}
	day := c.days().Weekday(dayOf(a[0]))
	switch kind := math.Trunc(given(a, 1, 1)); {
	case kind == 1:
		return Int(day + 1)
	case kind == 2:
		return Int((day+6)%7 + 1)
	case kind == 3:
		return Int((day + 6) % 7)
	case kind >= 11 && kind <= 17:
		return Int((day+7-(int(kind)-10)%7)%7 + 1)
	}
	return Fail(NumError)
}

func weekNumber(c *Call, a []Value) Value {
	if !c.dated(dayOf(a[0])) {
		return Fail(NumError)
	}
	switch kind := math.Trunc(given(a, 1, 1)); {
	case kind == 1 || kind == 2:
		return Int(c.days().Week(dayOf(a[0]), int(kind)-1))
	case kind >= 11 && kind <= 17:
		return Int(c.days().Week(dayOf(a[0]), (int(kind)-10)%7))
	case kind == 21:
		return Int(c.days().ISOWeek(dayOf(a[0])))
	}
	return Fail(NumError)
}

func isoWeek(c *Call, a []Value) Value {
	if !c.dated(dayOf(a[0])) {
		return Fail(NumError)
	}
	return Int(c.days().ISOWeek(dayOf(a[0])))
}

// dateValue and timeValue read a text that stands for a date or a time.
func dateValue(c *Call, a []Value) Value {
	x := c.momentOf(a[0])
	if x.Kind != Number {
		return x
	}
	return Num(math.Floor(x.Num))
}

func timeValue(c *Call, a []Value) Value {
	x := c.momentOf(a[0])
	if x.Kind != Number {
		return x
	}
	return Num(x.Num - math.Floor(x.Num))
}

// momentOf is the serial of a text with a date, a time or both; a plain number
// is none.
func (c *Call) momentOf(v Value) Value {
	x, found := c.Locale().readMoment(strings.Trim(v.Text, " \u00a0"), c.Date1904())
	switch found {
	case Certain:
		return Num(x)
	case Doubtful:
		return Failed(ValueError, &Fault{At: c.At(), Reason: LocaleDependent, Name: v.Text})
	}
	return Fail(ValueError)
}
