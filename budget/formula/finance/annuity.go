// Package finance holds the formulas behind a spreadsheet's financial functions
// as plain functions of numbers: annuities, depreciation, rates of return,
// bonds. Rates are per period unless a name says otherwise; money flows carry
// the spreadsheet's signs (received above zero, paid below). What has no value
// is NaN, which the formula language shows as #NUM!.
package finance

import (
	"math"

	"ballast/budget/formula/elementary"
)

// due is 1 where payments fall at the beginning of a period, else 0.
func due(beginning bool) float64 {
	if beginning {
		return 1
	}
	return 0
}

// growth gives (1+rate)^n and the value of n payments of 1 at their end.
func growth(rate, n float64, beginning bool) (compound, annuity float64) {
	if rate == 0 {
		return 1, n
	}
	compound = elementary.Pow(1+rate, n)
	if math.Abs(rate) < 1e-4 { // where the difference would lose digits
		return compound, float64((1+float64(rate*due(beginning)))*elementary.Expm1(n*elementary.Log1p(rate))) / rate
	}
	return compound, float64((1+float64(rate*due(beginning)))*(compound-1)) / rate
}

// FutureValue is what pv and nper payments are worth at the end.
//
// Source: pv (1+r)^n + pmt (1+r·type) ((1+r)^n - 1)/r + fv = 0, the equation of
// the function's description at the vendor, here and in the three below.
// Checked: TestAnnuity, TestExcelValues.
func FutureValue(rate, nper, pmt, pv float64, beginning bool) float64 {
	compound, annuity := growth(rate, nper, beginning)
	return -(float64(pv*compound) + float64(pmt*annuity))
}

// PresentValue is what nper payments and fv at their end are worth now.
func PresentValue(rate, nper, pmt, fv float64, beginning bool) float64 {
	compound, annuity := growth(rate, nper, beginning)
	return -(fv + float64(pmt*annuity)) / compound
}

// Payment is the payment that carries pv to -fv in nper periods.
func Payment(rate, nper, pv, fv float64, beginning bool) float64 {
	compound, annuity := growth(rate, nper, beginning)
	return -(float64(pv*compound) + fv) / annuity
}

// Periods is the number of payments that carry pv to -fv.
func Periods(rate, pmt, pv, fv float64, beginning bool) float64 {
	if rate == 0 {
		return -(pv + fv) / pmt
	}
	p := float64(pmt * (1 + float64(rate*due(beginning))))
	ratio := (p - float64(fv*rate)) / (p + float64(pv*rate))
	if !(ratio > 0) || rate <= -1 {
		return math.NaN()
	}
	return elementary.Log(ratio) / elementary.Log(1+rate)
}

// InterestPayment is the interest in payment number per, counted from 1.
//
// Source: the balance before the payment times the rate.
// Checked: TestAnnuity, TestExcelValues.
func InterestPayment(rate, per, nper, pv, fv float64, beginning bool) float64 {
	pmt := Payment(rate, nper, pv, fv, beginning)
	switch {
	case beginning && per == 1:
		return 0
	case beginning:
		return float64((FutureValue(rate, per-2, pmt, pv, true) - pmt) * rate)
	}
	return FutureValue(rate, per-1, pmt, pv, false) * rate
}

// PrincipalPayment is the repayment in payment number per.
func PrincipalPayment(rate, per, nper, pv, fv float64, beginning bool) float64 {
	return Payment(rate, nper, pv, fv, beginning) - InterestPayment(rate, per, nper, pv, fv, beginning)
}

// CumulativeInterest is the interest in payments first to last.
func CumulativeInterest(rate, nper, pv float64, first, last int, beginning bool) float64 {
	sum := 0.0
	for per := first; per <= last; per++ {
		sum += InterestPayment(rate, float64(per), nper, pv, 0, beginning)
	}
	return sum
}

// CumulativePrincipal is the repayment in payments first to last.
func CumulativePrincipal(rate, nper, pv float64, first, last int, beginning bool) float64 {
	sum := 0.0
	for per := first; per <= last; per++ {
		sum += PrincipalPayment(rate, float64(per), nper, pv, 0, beginning)
	}
	return sum
}

// RatePerPeriod is the rate at which nper payments carry pv to -fv, sought from
// a guess; NaN where the search does not settle.
//
// Source: Newton's method on the annuity equation above; like the spreadsheet it
// does not find every rate from every guess, and then says so.
// Checked: TestAnnuity, TestExcelValues.
func RatePerPeriod(nper, pmt, pv, fv float64, beginning bool, guess float64) float64 {
	f := func(r float64) float64 {
		compound, annuity := growth(r, nper, beginning)
		return float64(pv*compound) + float64(pmt*annuity) + fv
	}
	return newton(f, guess, 50)
}

// newton seeks a zero above -1 from a guess, with slopes from differences, and
// ends where steps no longer shrink.
func newton(f func(float64) float64, guess float64, steps int) float64 {
	x, last := guess, math.Inf(1)
	for i := 0; i < steps; i++ {
		h := float64(1e-6 * math.Max(math.Abs(x), 1e-3))
		fx := f(x)
		if fx == 0 {
			return x
		}
		slope := (f(x+h) - f(x-h)) / (2 * h)
		next := stepped(x, fx, slope)
		if next-next != 0 {
			return math.NaN()
		}
		if d := math.Abs(next - x); d < 1e-9*math.Max(1e-3, math.Abs(x)) && d >= last || next == x {
			return x
		}
		last = math.Abs(next - x)
		x = next
	}
	if last < 1e-7 {
		return x
	}
	return math.NaN()
}
