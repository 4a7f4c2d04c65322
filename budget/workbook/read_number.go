package workbook

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// amount is a number as written in a cell: exact, and whether it carried a
// percent sign (Value of "35%" is 0.35).
type amount struct {
	Value   decimal.Decimal
	Percent bool
	Scaled  bool // it carried its own unit, such as k or 万
}

// parseAmount reads numbers the way people type them: 1,234.50, ¥1.2m, (300),
// 35%, 1.2万, 3亿, full-width forms included. ok is false for anything else.
func parseAmount(text string) (a amount, ok bool) {
	if len(text) > 60 || !utf8.ValidString(text) {
		return amount{}, false
	}
	s := strings.ToLower(strings.TrimSpace(schema.HalfWidth(strings.ReplaceAll(text, "\u00a0", " "))))
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
	s, scale := cutScale(s)
	a.Scaled = scale.Exponent() != 0
	if rest, found := strings.CutSuffix(s, "%"); found {
		if a.Scaled {
			return amount{}, false
		}
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

// plainNumber reads digits with or without thousands separators, a decimal
// point and an exponent. A comma that does not separate thousands is refused:
// "1,5" means 1.5 to some readers and 15 to none.
func plainNumber(s string) (decimal.Decimal, bool) {
	mantissa, exponent, powered := strings.Cut(s, "e")
	if powered {
		tail := strings.TrimPrefix(strings.TrimPrefix(exponent, "+"), "-")
		if !digits(tail) || len(tail) > 2 || len(exponent)-len(tail) > 1 {
			return decimal.Zero, false
		}
		exponent = "e" + exponent
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if fraction != "" && !digits(fraction) || whole == "" && fraction == "" {
		return decimal.Zero, false
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return strings.ContainsRune(", '", r) })
	if strings.Join(groups, "") == "" && whole != "" || len(whole) != len(strings.Join(groups, ",")) {
		return decimal.Zero, false // a separator at an end, or two in a row
	}
	for i, g := range groups {
		if !digits(g) || len(groups) > 1 && (i > 0 && len(g) != 3 || i == 0 && len(g) > 3) {
			return decimal.Zero, false
		}
	}
	v, err := decimal.NewFromString("0" + strings.Join(groups, "") + "." + fraction + "0" + exponent)
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
