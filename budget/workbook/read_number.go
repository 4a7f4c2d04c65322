package workbook

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// amount is a number as written in a cell: exact, and whether it carried a
// percent sign (Value of "35%" is 0.35).
type amount struct {
	Value   decimal.Decimal
	Percent bool
}

// grouped accepts digits with or without thousands separators, a decimal point
// and an exponent. A comma that does not separate thousands is refused: "1,5"
// means 1.5 to some readers and 15 to none.
var grouped = regexp.MustCompile(`^(\d{1,3}(?:[, ']\d{3})+|\d*)(\.\d*)?(e[+-]?\d{1,2})?$`)

// parseAmount reads numbers the way people type them: 1,234.50, ¥1.2m, (300),
// 35%, 1.2万, 3亿, full-width forms included. ok is false for anything else.
func parseAmount(text string) (a amount, ok bool) {
	if len(text) > 60 || !utf8.ValidString(text) {
		return amount{}, false
	}
	s := strings.ToLower(strings.TrimSpace(halfWidth(strings.ReplaceAll(text, "\u00a0", " "))))
	s = trimCurrency(strings.ReplaceAll(s, "\u2212", "-"))
	negative := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		negative, s = true, strings.TrimSpace(s[1:len(s)-1])
	}
	s, sign := cutSign(trimCurrency(s))
	s = trimCurrency(s)
	if sign && negative {
		return amount{}, false
	}
	scale := decimal.New(1, 0)
	s, scale = cutScale(s)
	if rest, found := strings.CutSuffix(s, "%"); found {
		a.Percent, s, scale = true, strings.TrimSpace(rest), decimal.New(1, -2)
	}
	v, ok := plainNumber(s)
	if !ok {
		return amount{}, false
	}
	a.Value = v.Mul(scale)
	if sign || negative {
		a.Value = a.Value.Neg()
	}
	return a, true
}

// plainNumber reads digits with thousands separators, point and exponent.
func plainNumber(s string) (decimal.Decimal, bool) {
	m := grouped.FindStringSubmatch(s)
	if m == nil || !strings.ContainsAny(m[1]+m[2], "0123456789") {
		return decimal.Zero, false
	}
	digits := strings.NewReplacer(",", "", " ", "", "'", "").Replace(m[1])
	v, err := decimal.NewFromString("0" + digits + strings.TrimSuffix(m[2], ".") + m[3])
	return v, err == nil
}

// cutSign takes a leading plus or minus off.
func cutSign(s string) (rest string, negative bool) {
	if r, found := strings.CutPrefix(s, "-"); found {
		return strings.TrimSpace(r), true
	}
	return strings.TrimSpace(strings.TrimPrefix(s, "+")), false
}

// trimCurrency takes currency signs and codes off both ends.
func trimCurrency(s string) string {
	for _, c := range []string{"人民币", "us$", "cny", "rmb", "usd", "eur", "gbp", "hkd", "jpy", "¥", "￥", "$", "€", "£", "元"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, c))
		s = strings.TrimSpace(strings.TrimSuffix(s, c))
	}
	return s
}

// cutScale takes a unit of magnitude off the end.
func cutScale(s string) (rest string, scale decimal.Decimal) {
	for _, u := range []struct {
		name string
		exp  int32
	}{
		{"thousand", 3}, {"million", 6}, {"billion", 9}, {"mio", 6}, {"mn", 6}, {"bn", 9},
		{"k", 3}, {"m", 6}, {"b", 9}, {"百万", 6}, {"千万", 7}, {"万", 4}, {"十亿", 9}, {"亿", 8}, {"千", 3},
	} {
		if r, found := strings.CutSuffix(s, u.name); found {
			return strings.TrimSpace(r), decimal.New(1, u.exp)
		}
	}
	return s, decimal.New(1, 0)
}

// storedNumber reads the number of a numeric cell exactly as Excel shows it:
// to 15 significant digits, so that 0.1+0.2 is 0.3 and not its binary twin.
func storedNumber(raw string) (decimal.Decimal, bool) {
	if len(raw) > 40 {
		return decimal.Zero, false
	}
	v, err := decimal.NewFromString(strings.TrimSpace(raw))
	if err != nil || v.Exponent() > 40 || v.Exponent() < -400 {
		return decimal.Zero, false
	}
	if n := v.NumDigits(); n > 15 {
		v = v.Round(int32(15-n) - v.Exponent())
	}
	if v.IsZero() {
		return decimal.Zero, true
	}
	return v, true
}

// showNumber writes a number for a message: 80, 0.5, 35%.
func showNumber(v decimal.Decimal, percent bool) string {
	if percent {
		return v.Shift(2).String() + "%"
	}
	return v.String()
}
