package report

import (
	"math"
	"strings"

	"ballast/budget/sheet"
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
		if max >= 0.9995*s.from { // 999.6k already reads as 1.00m, in a sentence too
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
		return m.steps()
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

// precise is the format of amounts up to top that are known to within width: no digit is
// written that the next run would change.
func (m money) precise(top, width float64) string {
	if m.lang == "zh" {
		return m.tile(top)
	}
	top = math.Abs(top)
	switch {
	case width >= 5e5 && top >= 1e7:
		return m.format("#,##0.0,,", "m")
	case width >= 500 && top >= 1e6 || width >= 5e3 && top >= 1e5:
		return m.format("#,##0,", "k")
	}
	return m.format("#,##0", "")
}

// fit is the format of one amount in a column of a format. In Chinese every amount is
// written by the same rule, from a hundred million on in 亿 and from ten thousand on in
// 万. In English a column has one unit, and what is less than half of its last digit is
// written as less than that digit, never as nothing: "<€1k".
func (m money) fit(format string, x float64) string {
	if m.lang == "zh" {
		for _, scale := range []float64{1e8, 1e4, 1} {
			switch code := m.tile(scale); format {
			case code:
				return m.tile(x)
			case dashed(code):
				return dashed(m.tile(x))
			case m.change(scale):
				return m.change(x)
			}
		}
	}
	return tiny(format, x, m.format("#,##0", ""))
}

// tiny is the format of a number that its column would show as zero, or as all of
// something, although it is neither; bare is that of zero.
func tiny(format string, x float64, bare string) string {
	shown := sheet.Show(x, format)
	percent := strings.HasSuffix(format, "%")
	switch {
	case percent && x < 1 && x > 0.5 && strings.Trim(shown, "10.%") == "" && strings.HasPrefix(shown, "100"):
		return quoted(">" + sheet.Show(1-lastDigit(format), format))
	case strings.ContainsAny(shown, "123456789") || !strings.Contains(format, "0") || strings.Contains(format, ";") || strings.Contains(format, "y"):
		return format
	case x != 0:
		least := sheet.Show(lastDigit(format), format)
		return quoted("<"+least) + ";" + quoted(">-"+least)
	case !percent && strings.Contains(format, `,"`):
		return bare
	}
	return format
}

// lastDigit is the worth of the last digit that a format writes.
func lastDigit(format string) float64 {
	x := 1.0
	code := format
	for i := strings.IndexByte(code, '"'); i >= 0; i = strings.IndexByte(code, '"') {
		end := strings.IndexByte(code[i+1:], '"')
		if end < 0 {
			break
		}
		code = code[:i] + code[i+end+2:]
	}
	code = strings.ReplaceAll(code, `\.`, "")
	if _, frac, ok := strings.Cut(code, "."); ok {
		x = math.Pow(10, -float64(strings.Count(frac, "0")))
	}
	whole := strings.TrimLeft(code, "#,")
	x *= math.Pow(1000, float64(strings.Count(whole, ",")))
	if strings.HasSuffix(code, "%") {
		x /= 100
	}
	return x
}
