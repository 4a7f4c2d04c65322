package words

import (
	"math"
	"strconv"
	"strings"
)

// Money writes amounts of a currency in a language, "zh" or (for everything else) "en".
type Money struct{ Currency, Language string }

// MoneyUnit is a scale of reading: divisor, the smallest amount it is used for, and the
// suffix said.
type MoneyUnit struct {
	Size, From float64
	Suffix     string
}

// Units are the scales of the language, the largest first.
func (m Money) Units() []MoneyUnit {
	if m.Language == "zh" {
		return []MoneyUnit{{1e8, 1e8, "亿"}, {1e4, 1e4, "万"}, {1, 0, ""}}
	}
	return []MoneyUnit{{1e9, 1e9, "bn"}, {1e6, 1e6, "m"}, {1e3, 1e4, "k"}, {1, 0, ""}}
}

// UnitOf is the scale in which an amount is read.
func (m Money) UnitOf(x float64) MoneyUnit {
	units := m.Units()
	for _, u := range units {
		// 0.9995 of a unit already reads as one of it.
		if math.Abs(x) >= 0.9995*u.From {
			return u
		}
	}
	return units[len(units)-1]
}

// prefix is what stands before a number: a symbol, or a code and a space.
// Chinese names the currency after the number instead.
func (m Money) prefix() string {
	c := strings.TrimSpace(m.Currency)
	switch strings.ToUpper(c) {
	case "":
		return ""
	case "CNY", "RMB", "CNH", "元", "人民币", "人民币元", "¥", "￥", "JPY":
		return "¥"
	case "USD", "$", "US$":
		return "$"
	case "EUR", "€":
		return "€"
	case "GBP", "£":
		return "£"
	case "INR", "₹":
		return "₹"
	case "KRW", "₩":
		return "₩"
	case "HKD":
		return "HK$"
	}
	return c + " "
}

// Noun is the Chinese name of the currency, "" when it has no short one.
func (m Money) Noun() string {
	switch strings.ToUpper(strings.TrimSpace(m.Currency)) {
	case "CNY", "RMB", "CNH", "元", "人民币", "人民币元", "¥", "￥":
		return "元"
	case "USD", "$", "US$":
		return "美元"
	case "EUR", "€":
		return "欧元"
	case "GBP", "£":
		return "英镑"
	case "JPY":
		return "日元"
	case "HKD":
		return "港元"
	}
	return ""
}

// Dress gives before and after for an amount with the suffix of its unit.
func (m Money) Dress(suffix string) (before, after string) {
	if m.Language == "zh" {
		if n := m.Noun(); n != "" {
			return "", suffix + n
		}
	}
	return m.prefix(), suffix
}

// Read writes an amount for reading, to about three digits: "¥12.4m" in English,
// "1240万元" in Chinese. NaN is a dash.
func (m Money) Read(x float64) string { return m.readIn(x, m.UnitOf(x)) }

// Whole writes an amount to the whole unit of its currency: "€1,241,500". It is for amounts
// whose difference is told beside them.
func (m Money) Whole(x float64) string { return m.readIn(x, MoneyUnit{Size: 1}) }

// AtLeast writes an amount that is asked for so that what is written suffices: to the whole
// unit of its currency, a part of one upwards.
func (m Money) AtLeast(x float64) string { return m.Whole(math.Ceil(math.Round(100*x) / 100)) }

// AtMost writes an amount that may be given away so that what is written is there: to the
// whole unit of its currency, a part of one downwards.
func (m Money) AtMost(x float64) string { return m.Whole(math.Floor(math.Round(100*x) / 100)) }

// ReadOn is Read beside an axis that ends at top: in the unit of the axis, unless the
// amount is less than a tenth of that or reaches a larger one.
func (m Money) ReadOn(x, top float64) string {
	own, axis := m.UnitOf(x), m.UnitOf(top)
	if own.Size < axis.Size && math.Abs(x) >= 0.1*axis.Size {
		own = axis
	}
	return m.readIn(x, own)
}

func (m Money) readIn(x float64, u MoneyUnit) string {
	body, suffix := m.figure(x, u)
	if body == "–" {
		return body
	}
	before, after := m.Dress(suffix)
	if strings.HasPrefix(body, "-") {
		return "-" + before + body[1:] + after
	}
	return before + body + after
}

// Bare writes an amount without its currency, for the labels of an axis that ends at
// top: all in the unit of top.
func (m Money) Bare(x, top float64) string {
	body, suffix := m.figure(x, m.UnitOf(top))
	return body + suffix
}

// figure writes the digits of an amount in a unit, and its suffix.
func (m Money) figure(x float64, u MoneyUnit) (body, suffix string) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–", ""
	}
	v := math.Abs(x) / u.Size
	digits := 0
	switch {
	case u.Size == 1 || v >= 99.95:
	case v >= 9.995:
		digits = 1
	case v >= 0.0995:
		digits = 2
	default: // in the unit of a larger amount
		digits = 3
	}
	body = Grouped(v, digits)
	if m.Language == "zh" && u.Size > 1 && digits < 3 {
		body = chineseFigure(v, u.Size)
	}
	if x < 0 && strings.Trim(body, "0.,") != "" {
		body = "-" + body
	}
	return body, u.Suffix
}

// chineseFigure writes an amount in 万 with a decimal where it needs one, in 亿 with two:
// as the number formats of cells do.
func chineseFigure(v, size float64) string {
	if size >= 1e8 {
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// Grouped writes v >= 0 with thousands separators.
func Grouped(v float64, digits int) string {
	s := strconv.FormatFloat(v, 'f', digits, 64)
	whole, frac, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		return whole + "." + frac
	}
	return whole
}
