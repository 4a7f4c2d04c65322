package report

import (
	"math"
	"strings"
)

// scale picks the number format of amounts by the largest of them: about three
// digits, or with fine four and more, for columns of a table. The Chinese units
// have no scaling code of their own: 0\.0 after one comma shows thousands with a
// point before the last digit, which is 万.
func (m money) scale(max float64, fine bool) (code, suffix string) {
	max = math.Abs(max)
	steps := m.steps()
	if fine {
		steps = m.fineSteps()
	}
	for _, s := range steps {
		if max >= s.from {
			return s.code, s.suffix
		}
	}
	return "#,##0", ""
}

// scaled is a number format for amounts from a size on.
type scaled struct {
	from         float64
	code, suffix string
}

func (m money) steps() []scaled {
	if m.lang == "zh" {
		return []scaled{{1e8, `0\.00,,`, "亿"}, {1e4, `0\.0,`, "万"}}
	}
	return []scaled{
		{1e11, "#,##0,,,", "bn"}, {1e10, "#,##0.0,,,", "bn"}, {1e9, "#,##0.00,,,", "bn"},
		{1e8, "#,##0,,", "m"}, {1e7, "#,##0.0,,", "m"}, {1e6, "#,##0.00,,", "m"},
		{1e5, "#,##0,", "k"}, {1e4, "#,##0.0,", "k"},
	}
}

func (m money) fineSteps() []scaled {
	if m.lang == "zh" {
		return []scaled{{1e11, `0\.00,,`, "亿"}, {1e5, `0\.0,`, "万"}}
	}
	return []scaled{{1e10, "#,##0.0,,", "m"}, {1e6, "#,##0,", "k"}}
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

// axisOn is the format of a horizontal axis marked in steps, and its title: no
// decimals when the steps need none. Chinese units are wide, so there the unit
// stands in the title and not at every mark.
func (m money) axisOn(max, step float64) (format, title string) {
	code, suffix := m.scale(max, false)
	if m.lang == "zh" {
		return code, suffix + m.noun()
	}
	for _, u := range m.units() {
		if u.suffix == suffix && math.Mod(step, u.size) == 0 {
			return strings.NewReplacer("0.00", "0", "0.0", "0").Replace(code) + quoted(suffix), ""
		}
	}
	return m.axis(max), ""
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

// changeAxis is the same for differences.
func (m money) changeAxis(max float64) (format, title string) {
	code, title := m.axisOn(max, 0.01)
	return "+" + code + ";-" + code + ";0", title
}

// exact is the format of an amount to the cent.
func (m money) exact() string {
	before, after := m.dress("")
	return quoted(before) + "#,##0.00" + quoted(after)
}
