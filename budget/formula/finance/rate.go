package finance

import (
	"math"

	"ballast/budget/formula/elementary"
)

// Effective is the yearly rate of a nominal one compounded n times a year.
//
// Source: the function EFFECT's description at the vendor.
// Checked: TestRates.
func Effective(nominal, n float64) float64 { return elementary.Pow(1+nominal/n, n) - 1 }

// Nominal is the nominal rate compounded n times a year of a yearly one.
func Nominal(effective, n float64) float64 {
	return float64((elementary.Pow(1+effective, 1/n) - 1) * n)
}

// Dollar reads a price in fractions: the digits behind the point count parts of
// 1/fraction. Its inverse is Fraction.
//
// Source: the functions DOLLARDE and DOLLARFR.
// Checked: TestRates.
func Dollar(price, fraction float64) float64 {
	whole, part := math.Modf(price)
	return whole + part*digits(fraction)/fraction
}

// Fraction writes a price in fractions of 1/fraction.
func Fraction(price, fraction float64) float64 {
	whole, part := math.Modf(price)
	return whole + part*fraction/digits(fraction)
}

// digits is 10 to the number of digits that the fraction, at least 1, needs.
func digits(fraction float64) float64 {
	size := 1.0
	for size < fraction {
		size *= 10
	}
	return size
}

// BillYield is the bond-equivalent yield of a treasury bill with days to run,
// bought at a discount; beyond half a year with one coupon between.
//
// Source: the function TBILLEQ's description at the vendor; US Treasury, 31 CFR
// 356 appendix B for bills of more than half a year.
// Checked: TestRates.
func BillYield(days int, discount float64) float64 {
	d := float64(days)
	if days <= 182 {
		return 365 * discount / (360 - float64(discount*d))
	}
	price := (100 - float64(discount*100*d)/360) / 100
	year := 365.0
	if days > 365 {
		year = 366
	}
	t := d / year
	root := math.Sqrt(float64(t*t) - float64((2*t-1)*(1-1/price)))
	return 2 * (root - t) / (2*t - 1)
}
