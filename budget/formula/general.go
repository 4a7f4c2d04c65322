package formula

import (
	"math"
	"strconv"
	"strings"
)

// general writes a number as & and TEXT(x,"General") do: up to 15 significant
// digits, with an exponent of two digits or more where the number has more than
// 20 places.
// Checked: TestGeneral.
func general(x float64) string {
	if x == 0 || x-x != 0 {
		return "0"
	}
	s := strconv.FormatFloat(x, 'e', 14, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	exp, err := strconv.Atoi(exponent)
	if err != nil {
		return s
	}
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	digits := len(mantissa) - strings.Count(mantissa, "-") - strings.Count(mantissa, ".")
	if exp >= 0 && exp <= 20 || exp < 0 && digits-exp <= 20 {
		return plain(x, digits, exp)
	}
	sign := "+"
	if exp < 0 {
		sign = "-"
	}
	e := strconv.Itoa(int(math.Abs(float64(exp))))
	if len(e) < 2 {
		e = "0" + e
	}
	return mantissa + "E" + sign + e
}

// plain writes x without an exponent, cut to its significant digits.
func plain(x float64, digits, exp int) string {
	if exp >= 15 || exp >= digits {
		s := strconv.FormatFloat(shown15(x), 'f', 0, 64)
		return zeroed(s, exp)
	}
	return strconv.FormatFloat(x, 'f', digits-1-exp, 64)
}

// zeroed sets the digits behind the 15th to 0.
func zeroed(s string, exp int) string {
	if exp < 15 {
		return s
	}
	neg := strings.Count(s, "-")
	keep := 15 + neg
	return s[:keep] + strings.Repeat("0", len(s)-keep)
}
