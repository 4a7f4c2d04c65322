// Package unit knows what people write beside a figure: the unit in a header,
// above a table, in a number format or in the cell itself; how they write
// numbers and dates; and when a figure is a share, a per cent or a factor. It
// judges texts and columns of figures; it knows no workbook and no plan.
//
// A column is judged as a whole, then its cells. What stays ambiguous is said
// to be so, with both readings, and never settled by a guess.
package unit

import "github.com/shopspring/decimal"

// Dimension is the kind of thing that a unit measures.
type Dimension uint8

// The dimensions.
const (
	None      Dimension = iota
	Money               // a scale of money, a currency, or both
	Share               // per cent, per mille, basis points
	Time                // a duration
	Rate                // nothing but "per month": how often, of an amount or a rate
	Quantile            // P10, 90th percentile
	Deviation           // +%, -%, ±% from the estimate
)

// Period is a unit of time.
type Period uint8

// The periods.
const (
	NoPeriod Period = iota
	Day
	WorkingDay
	Week
	Month
	Quarter
	HalfYear
	Year
)

// Unit is a unit as it was written. The zero Unit is none.
type Unit struct {
	Text      string // as written
	Dimension Dimension
	Shift     int32  // power of ten of the figures: 3 for thousands, -2 for per cent
	Currency  string // ISO code, or a sign that several currencies share: "$"; "" none
	Of        Period // Time: days, weeks, months
	Per       Period // an amount or rate of this period
	Percent   int    // Quantile: 10 for P10
	Sign      int    // Deviation: -1, +1, or 0 for both
	Letter    string // the scale is this single letter with no currency beside it: k, m, t, l, b
	Doubtful  string // the scale has two meanings: "m" (a million, or a thousand beside MM), "cr" (crore or credit)
	OfWhat    bool   // a share says of what: % of base
}

// Known tells whether there is a unit at all.
func (u Unit) Known() bool { return u.Dimension != None }

// Scales tells whether figures of this unit differ from plain ones.
func (u Unit) Scales() bool {
	return u.Shift != 0 || u.Dimension == Time && u.Of != Month || u.Dimension == Deviation
}

// Months turns a duration in a period into months: weeks are 12/52 of a month,
// multiples of 30 days up to 360 are months of 30 days, 365 days are 12 months,
// other days are counted at 30.4375 a month and working days at 21.
//
// Checked: TestMonths.
func Months(v decimal.Decimal, of Period) decimal.Decimal {
	n := func(i int64) decimal.Decimal { return decimal.NewFromInt(i) }
	switch of {
	case Week:
		return v.Mul(n(12)).Div(n(52))
	case Quarter:
		return v.Mul(n(3))
	case HalfYear:
		return v.Mul(n(6))
	case Year:
		return v.Mul(n(12))
	case WorkingDay:
		return v.Div(n(21))
	case Day:
		days := v.Abs()
		switch {
		case days.IsInteger() && days.LessThanOrEqual(n(360)) && days.Mod(n(30)).IsZero():
			return v.Div(n(30))
		case days.Equal(n(365)):
			return v.Div(n(365)).Mul(n(12))
		}
		return v.Div(decimal.New(304375, -4))
	}
	return v
}

// PerYear is how many of a period a year has, 0 for none.
func (p Period) PerYear() int64 {
	switch p {
	case Day:
		return 365
	case WorkingDay:
		return 252
	case Week:
		return 52
	case Month:
		return 12
	case Quarter:
		return 4
	case HalfYear:
		return 2
	case Year:
		return 1
	}
	return 0
}
