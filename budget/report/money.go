package report

import (
	"math"
	"strconv"
	"strings"
)

// Money writes an amount for reading, to about three digits: "¥12.4m" in
// English, "1,240万元" in Chinese. NaN is a dash.
func Money(x float64, currency, lang string) string {
	return money{currency: currency, lang: lang}.read(x)
}

// money writes amounts of one currency in one language.
type money struct{ currency, lang string }

// unit is a scale of reading: divisor, the smallest amount it is used for, and
// the suffix said.
type unit struct {
	size, from float64
	suffix     string
}

func (m money) units() []unit {
	if m.lang == "zh" {
		return []unit{{1e8, 1e8, "亿"}, {1e4, 1e4, "万"}, {1, 0, ""}}
	}
	return []unit{{1e9, 1e9, "bn"}, {1e6, 1e6, "m"}, {1e3, 1e4, "k"}, {1, 0, ""}}
}

// prefix is what stands before a number: a symbol, or a code and a space.
// Chinese names the currency after the number instead.
func (m money) prefix() string {
	c := strings.TrimSpace(m.currency)
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

// noun is the Chinese name of the currency, "" when it has no short one.
func (m money) noun() string {
	switch strings.ToUpper(strings.TrimSpace(m.currency)) {
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

// dress gives before and after for an amount with the suffix of its unit.
func (m money) dress(suffix string) (before, after string) {
	if m.lang == "zh" {
		if n := m.noun(); n != "" {
			return "", suffix + n
		}
	}
	return m.prefix(), suffix
}

func (m money) read(x float64) string {
	body, suffix := m.figure(x)
	if body == "–" {
		return body
	}
	before, after := m.dress(suffix)
	if strings.HasPrefix(body, "-") {
		return "-" + before + body[1:] + after
	}
	return before + body + after
}

// bare writes an amount without its currency, for labels on an axis.
func (m money) bare(x float64) string {
	body, suffix := m.figure(x)
	return body + suffix
}

// figure writes the digits of an amount and the suffix of its unit.
func (m money) figure(x float64) (body, suffix string) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–", ""
	}
	for _, u := range m.units() {
		v := math.Abs(x) / u.size
		// 0.9995 of a unit already reads as one of it.
		if math.Abs(x) < 0.9995*u.from {
			continue
		}
		digits := 0
		switch {
		case u.size == 1 || v >= 99.95:
		case v >= 9.995:
			digits = 1
		default:
			digits = 2
		}
		body = grouped(v, digits)
		if x < 0 && strings.Trim(body, "0.,") != "" {
			body = "-" + body
		}
		return body, u.suffix
	}
	return "0", ""
}

// grouped writes v >= 0 with thousands separators.
func grouped(v float64, digits int) string {
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

// scale picks the number format of a block of amounts by its largest. The
// Chinese units have no scaling code of their own: 0\.0 after one comma shows
// thousands with a point before the last digit, which is 万.
func (m money) scale(max float64, fine bool) (code, suffix string) {
	max = math.Abs(max)
	if m.lang == "zh" {
		switch {
		case max >= 1e9 && !fine || max >= 1e11:
			return `0\.00,,`, "亿"
		case max >= 1e5:
			return `0\.0,`, "万"
		}
		return "#,##0", ""
	}
	switch {
	case fine && max >= 1e10, !fine && max >= 1e7 && max < 1e9:
		return "#,##0.0,,", "m"
	case fine && max >= 1e6:
		return "#,##0,", "k"
	case max >= 1e9:
		return "#,##0.00,,,", "bn"
	case max >= 1e6:
		return "#,##0.00,,", "m"
	case max >= 2e4 && !fine:
		return "#,##0,", "k"
	}
	return "#,##0", ""
}

func (m money) format(code, suffix string) string {
	before, after := m.dress(suffix)
	return quoted(before) + code + quoted(after)
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return `"` + s + `"`
}

// tile is the format of a single figure such as a tile of the dashboard.
func (m money) tile(x float64) string { return m.format(m.scale(x, false)) }

// table is the format of a column of amounts whose largest is max.
func (m money) table(max float64) string { return m.format(m.scale(max, true)) }

// axis is the short format of an axis: no currency.
func (m money) axis(max float64) string {
	code, suffix := m.scale(max, false)
	switch code {
	case "#,##0.00,,", "#,##0.00,,,":
		code = strings.Replace(code, "0.00", "0.0", 1)
	}
	return code + quoted(suffix)
}

// axisOn is the format of an axis marked in whole steps: without decimals when
// the steps need none.
func (m money) axisOn(max, step float64) string {
	code, suffix := m.scale(max, false)
	for _, u := range m.units() {
		if u.suffix == suffix && m.lang != "zh" && math.Mod(step, u.size) == 0 {
			code = strings.NewReplacer("0.00", "0", "0.0", "0").Replace(code)
			return code + quoted(suffix)
		}
	}
	return m.axis(max)
}

// label is the format of a number at a bar: no currency.
func (m money) label(max float64) string {
	code, suffix := m.scale(max, false)
	return code + quoted(suffix)
}

// change is the format of a signed difference.
func (m money) change(max float64) string {
	code, suffix := m.scale(max, false)
	return "+" + code + quoted(suffix) + ";-" + code + quoted(suffix) + ";0"
}

// changeAxis is the short format of an axis of differences.
func (m money) changeAxis(max float64) string {
	code := m.axis(max)
	return "+" + code + ";-" + code + ";0"
}

// exact is the format of an amount to the cent.
func (m money) exact() string {
	before, after := m.dress("")
	return quoted(before) + "#,##0.00" + quoted(after)
}
