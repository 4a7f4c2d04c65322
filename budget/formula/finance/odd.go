package finance

import (
	"ballast/budget/formula/calendar"
	"ballast/budget/formula/elementary"
)

// quasi is an endless schedule of coupon days through an anchor day.
type quasi struct {
	days      calendar.System
	anchor    int
	frequency int
	basis     calendar.Basis
	actual    bool // a period of actual days has as many, not a part of a year
}

// at is the nth coupon day from the anchor, backwards below zero.
func (q quasi) at(n int) int { return step(q.days, q.anchor, n*12/q.frequency) }

// before is the number of the last coupon day on or before a day.
func (q quasi) before(day int) int {
	n := (day - q.anchor) * q.frequency / 366
	for q.at(n) > day {
		n--
	}
	for q.at(n+1) <= day {
		n++
	}
	return n
}

// length is the normal number of days of the period that begins with coupon n.
func (q quasi) length(n int) float64 {
	thirty := q.basis == calendar.US30 || q.basis == calendar.Euro30
	switch {
	case q.basis == calendar.Actual, q.actual && !thirty:
		return float64(q.at(n+1) - q.at(n))
	case q.basis == calendar.Actual365:
		return 365 / float64(q.frequency)
	}
	return 360 / float64(q.frequency)
}

// periods measures a span in coupon periods: a whole period is 1, a part of one
// the days from its beginning, by the day count convention, over its normal
// length.
func (q quasi) periods(from, to int) float64 {
	return q.since(to) - q.since(from)
}

// direct measures a span in coupon periods as periods does, but counts the days of
// a first part directly, which on actual days over a year of 360 is more.
func (q quasi) direct(from, to int) float64 {
	sum := 0.0
	for n := q.before(from); q.at(n) < to; n++ {
		a, b := max(from, q.at(n)), min(to, q.at(n+1))
		if a == q.at(n) && b == q.at(n+1) {
			sum++
		} else {
			sum += float64(q.basis.Days(q.days, a, b)) / q.length(n)
		}
	}
	return sum
}

// toNext is the part of a period from a day to coupon n that follows.
func (q quasi) toNext(day, n int) float64 {
	if q.basis == calendar.US30 || q.basis == calendar.Euro30 {
		return 1 - float64(q.basis.Days(q.days, q.at(n-1), day))/q.length(n-1)
	}
	return float64(q.at(n)-day) / q.length(n-1)
}

// since is the number of periods from the anchor to a day.
func (q quasi) since(day int) float64 {
	n := q.before(day)
	return float64(n) + float64(q.basis.Days(q.days, q.at(n), day))/q.length(n)
}

// OddFirst is a bond whose first coupon period is shorter or longer than the
// others.
type OddFirst struct {
	Days                            calendar.System
	Settle, Maturity, Issue, Coupon int
	Frequency                       int
	Basis                           calendar.Basis
}

// Price is the price per 100 of face value at a yield, without accrued interest.
//
// Source: the function ODDFPRICE's description at the vendor (SIA, Standard
// Securities Calculation Methods).
// Checked: TestExcelValues.
func (o OddFirst) Price(rate, yield, redemption float64) float64 {
	f := float64(o.Frequency)
	q := quasi{o.Days, o.Coupon, o.Frequency, o.Basis, false}
	last := quasi{o.Days, o.Maturity, o.Frequency, o.Basis, false}
	n := -last.before(o.Coupon) // coupons after the first
	coupon := 100 * rate / f
	v := 1 + yield/f
	next := q.before(o.Settle) + 1
	ahead := float64(-next) + q.toNext(o.Settle, next)
	sum := float64(coupon*q.direct(o.Issue, o.Coupon)) / elementary.Pow(v, ahead)
	for k := 1; k <= n; k++ {
		sum += coupon / elementary.Pow(v, ahead+float64(k))
	}
	return sum + redemption/elementary.Pow(v, ahead+float64(n)) - float64(coupon*q.direct(o.Issue, o.Settle))
}

// Yield is the yield at which the bond has a price.
//
// Source: the function ODDFYIELD's description at the vendor.
// Checked: TestExcelValues.
func (o OddFirst) Yield(rate, price, redemption float64) float64 {
	return falling(func(y float64) float64 { return o.Price(rate, y, redemption) - price }, -float64(o.Frequency))
}

// OddLast is a bond whose last coupon period is shorter or longer than the
// others, settled in that period.
type OddLast struct {
	Days                   calendar.System
	Settle, Maturity, Last int
	Frequency              int
	Basis                  calendar.Basis
}

// parts measures the last period: whole, before and after the settlement.
func (o OddLast) parts() (whole, before, after float64) {
	q := quasi{o.Days, o.Last, o.Frequency, o.Basis, true}
	return q.periods(o.Last, o.Maturity), q.periods(o.Last, o.Settle), q.periods(o.Settle, o.Maturity)
}

// Price is the price per 100 of face value at a yield, without accrued interest.
//
// Source: the function ODDLPRICE's description at the vendor.
// Checked: TestExcelValues.
func (o OddLast) Price(rate, yield, redemption float64) float64 {
	f := float64(o.Frequency)
	whole, before, after := o.parts()
	coupon := 100 * rate / f
	return (redemption+float64(whole*coupon))/(1+float64(after*yield)/f) - float64(before*coupon)
}

// Yield is the yield at which the bond has a price.
//
// Source: the function ODDLYIELD's description at the vendor.
// Checked: TestExcelValues.
func (o OddLast) Yield(rate, price, redemption float64) float64 {
	f := float64(o.Frequency)
	whole, before, after := o.parts()
	coupon := 100 * rate / f
	paid := price + float64(before*coupon)
	return (redemption + float64(whole*coupon) - paid) / paid * f / after
}
