package finance

import "ballast/budget/formula/calendar"

// Accrual is a security that pays periodic interest, bought at issue, with a
// schedule of coupon days through the first.
type Accrual struct {
	Days                 calendar.System
	Issue, First, Settle int
	Frequency            int
	Basis                calendar.Basis
}

// Interest is the interest accrued from the issue to the settlement on a par
// value, or, where all is false, without the whole coupon periods between the
// issue and the period that ends with the first coupon.
//
// The coupon period that ends with the first coupon gives the length of the
// period in which the settlement lies, whichever that is; only the part of a
// period in which the issue lies has a length of its own. Whole periods between
// count 1. A settlement before that period counts against it.
//
// Source: derived from 576 values saved by Excel; the vendor's description names
// only the sum of the parts of quasi-coupon periods (SIA, Standard Securities
// Calculation Methods).
// Checked: TestExcelValues.
func (a Accrual) Interest(rate, par float64, all bool) float64 {
	q := quasi{a.Days, a.First, a.Frequency, a.Basis, false}
	return par * rate / float64(a.Frequency) * a.periods(q, all)
}

func (a Accrual) periods(q quasi, all bool) float64 {
	length := q.length(-1)
	last := -1 // the coupon from which the days to the settlement are counted
	if all && a.Settle > q.at(-1) {
		if last = q.before(a.Settle); q.at(last) == a.Settle {
			last--
		}
	}
	if a.Issue >= q.at(last) {
		return float64(a.Basis.Days(a.Days, a.Issue, a.Settle)) / length
	}
	sum := float64(a.Basis.Days(a.Days, q.at(last), a.Settle)) / length
	next := q.before(a.Issue)
	if q.at(next) < a.Issue {
		next++
		sum += float64(a.Basis.Days(a.Days, a.Issue, q.at(next))) / q.length(next-1)
	}
	if all {
		sum += float64(last - next)
	}
	return sum
}
