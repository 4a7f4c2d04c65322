package formula

import (
	"math"
	"strconv"
)

// Round rounds half away from zero at a decimal place, looking at the 15
// significant digits that a spreadsheet shows: Round(1.005, 2) is 1.01 although
// the binary number lies below. Negative digits round tens and hundreds.
// Source: formula tests saved by Excel; Checked: TestRound, TestExcelValues.
func Round(x float64, digits int) float64 { return rounded(x, digits, nearest) }

// roundDown cuts digits off, towards zero.
func roundDown(x float64, digits int) float64 { return rounded(x, digits, towardsZero) }

// roundUp rounds away from zero.
func roundUp(x float64, digits int) float64 { return rounded(x, digits, awayFromZero) }

// direction says where a rest goes.
type direction int

const (
	nearest direction = iota
	towardsZero
	awayFromZero
)

// rounded works on the number times a power of ten. Only where the rest is so
// near a limit that the binary error decides does it look at the digits.
func rounded(x float64, digits int, to direction) float64 {
	if x == 0 || digits > 300 {
		return x
	}
	if digits < -308 {
		digits = -309 // everything is cut off
	}
	size := math.Abs(x)
	scaled := size
	switch {
	case digits > 0:
		scaled = size * pow10(digits)
	case digits < 0:
		scaled = size / pow10(-digits)
	}
	if scaled >= 1<<52 || scaled-scaled != 0 {
		return x
	}
	whole := math.Floor(scaled)
	rest := scaled - whole
	near := max(scaled*2e-15, 1e-300)
	up := false
	switch to {
	case nearest:
		up = rest > 0.5 || math.Abs(rest-0.5) <= near && digits15(scaled, 0.5) >= 0
	case awayFromZero:
		up = rest > near || rest > 0 && digits15(scaled, 0) > 0
	case towardsZero:
		up = 1-rest <= near && digits15(scaled, 1) >= 0
	}
	if to == awayFromZero && 1-rest <= near && digits15(scaled, 1) > 0 {
		whole++ // the digits show the next whole number and more
	}
	if up {
		whole++
	}
	return math.Copysign(unscaled(whole, digits), x)
}

// digits15 compares the part of a positive number behind the point, as its 15
// significant digits show it, with a limit.
func digits15(scaled, limit float64) int {
	shown, err := strconv.ParseFloat(strconv.FormatFloat(scaled, 'e', 14, 64), 64)
	if err != nil {
		shown = scaled
	}
	rest := shown - math.Floor(scaled)
	switch {
	case rest < limit:
		return -1
	case rest > limit:
		return 1
	}
	return 0
}

// unscaled divides a whole number by 10^digits.
func unscaled(whole float64, digits int) float64 {
	switch {
	case whole == 0:
		return 0
	case digits > 0:
		return whole / pow10(digits)
	case digits < 0:
		return whole * pow10(-digits)
	}
	return whole
}

// pow10 is the double nearest to 10^n, n from 0 to 309.
func pow10(n int) float64 {
	if n > 308 {
		return math.Inf(1)
	}
	return math.Pow10(n)
}
