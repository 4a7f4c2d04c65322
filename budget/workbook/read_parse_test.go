package workbook

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// TestParseAmount: the amounts that people type, and what is refused.
func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		text, want string
		percent    bool
	}{
		{"1,234.50", "1234.5", false}, {"1234.50", "1234.5", false}, {"¥1.2m", "1200000", false}, {"￥1,200", "1200", false},
		{"(300)", "-300", false}, {"（300）", "-300", false}, {"($1,300.25)", "-1300.25", false}, {"$(300)", "-300", false},
		{"35%", "0.35", true}, {"35 %", "0.35", true}, {"３５％", "0.35", true}, {"-2.5%", "-0.025", true},
		{"1.2万", "12000", false}, {"3亿", "300000000", false}, {"1.2万元", "12000", false}, {"120百万", "120000000", false}, {"1.5千万", "15000000", false},
		{"1,000 万", "10000000", false}, {"2k", "2000", false}, {"2.5 bn", "2500000000", false}, {"1 234 567.8", "1234567.8", false}, {"1'234", "1234", false},
		{"-5", "-5", false}, {"−5", "-5", false}, {"+5", "5", false}, {"-¥5", "-5", false}, {"¥-5", "-5", false}, {"CNY 12", "12", false}, {"12 EUR", "12", false},
		{".5", "0.5", false}, {"5.", "5", false}, {"1e6", "1000000", false}, {"1,5", "1.5", false}, {"1.234,50", "1234.5", false}, {"1,50,000", "150000", false}, {"1.5e-3", "0.0015", false}, {"0", "0", false}, {"1,234,567", "1234567", false},
	} {
		got, ok := parseAmount(c.text)
		if !ok || got.Value.String() != c.want || got.Percent != c.percent {
			t.Errorf("parseAmount(%q) = %v, %v, %v; want %s, %v", c.text, got.Value, got.Percent, ok, c.want, c.percent)
		}
	}
	for _, text := range []string{"", " ", "tbd", "1,,234", "--5", "(-5)", "1.2.3", "%", "m", "¥", "1e999", "1e", "12 apples", "0x10", "NaN", "inf", "五万", "=1", "35%k"} {
		if got, ok := parseAmount(text); ok {
			t.Errorf("parseAmount(%q) = %v, want refusal", text, got.Value)
		}
	}
}

// TestStoredNumber: 15 significant digits, as Excel shows them.
func TestStoredNumber(t *testing.T) {
	for raw, want := range map[string]string{
		"0.30000000000000004": "0.3", "1234567.89": "1234567.89", "1E-3": "0.001", "1.0000000000000002": "1", "0.1": "0.1",
		"123456789012345678": "123456789012346000", "-0.07": "-0.07", "4.3499999999999996": "4.35", "0": "0", "-0": "0",
	} {
		if got, ok := storedNumber(raw); !ok || !got.Equal(decimal.RequireFromString(want)) {
			t.Errorf("storedNumber(%q) = %v, %v; want %s", raw, got, ok, want)
		}
	}
	for _, raw := range []string{"", "x", "1e400000", "1e-999999999", "1,2"} {
		if got, ok := storedNumber(raw); ok {
			t.Errorf("storedNumber(%q) = %v, want refusal", raw, got)
		}
	}
}

// TestParseMonth: the months that people type, and what is refused.
func TestParseMonth(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03": "2026-03", "2026/3": "2026-03", "2026.3": "2026-03", "2026-03-31": "2026-03", "2026/3/1": "2026-03", "202603": "2026-03",
		"2026年3月": "2026-03", "2026年03月15日": "2026-03", "２０２６年３月": "2026-03", "Mar-26": "2026-03", "mar 2026": "2026-03", "March 2026": "2026-03",
		"Sept 2026": "2026-09", "15-Mar-2026": "2026-03", "Mar '26": "2026-03", "Mar26": "2026-03", "3/2026": "2026-03", "12-2026": "2026-12",
		"2026-03-01T00:00:00Z": "2026-03", "2026-03-01 12:30": "2026-03",
	} {
		if got, ok := parseMonth(text); !ok || got.String() != want {
			t.Errorf("parseMonth(%q) = %v, %v; want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "2026", "2026-13", "2026-00", "26-03", "spring", "2026-02-30", "Ma-26", "Marz 2026x", "1/2/3/4", "0-2026", "March", "12", "1899-01", "13/2026", "2026-3-"[:6] + "x"} {
		if got, ok := parseMonth(text); ok {
			t.Errorf("parseMonth(%q) = %v, want refusal", text, got)
		}
	}
}

// TestSerialDate. Source: ECMA-376 part 1, 18.17.4.1 (1 = 1900-01-01, 60 the
// day that never was; 1904 system: 0 = 1904-01-01), and Excel's own 46082.
func TestSerialDate(t *testing.T) {
	for _, c := range []struct {
		serial float64
		y1904  bool
		want   string
	}{{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {46082, false, "2026-03-01"}, {46082.75, false, "2026-03-01"}, {0, true, "1904-01-01"}, {44620, true, "2026-03-01"}} {
		got, ok := serialDate(c.serial, c.y1904)
		if !ok || got.Format("2006-01-02") != c.want {
			t.Errorf("serialDate(%v, %v) = %v, want %s", c.serial, c.y1904, got, c.want)
		}
	}
	for _, bad := range []float64{-1, 1e9, math.NaN(), math.Inf(1)} {
		if _, ok := serialDate(bad, false); ok {
			t.Errorf("serialDate(%v) is a date", bad)
		}
	}
}

// TestFormatOf: what a number format says. Codes as Excel writes them.
func TestFormatOf(t *testing.T) {
	for code, want := range map[string]format{
		"General": formatGeneral, "0.00": formatGeneral, `#,##0.00 "days"`: formatGeneral, "[Red]0": formatGeneral, "0.00E+00": formatGeneral,
		"0%": formatPercent, "0.0%;[Red]-0.0%": formatPercent, `0"%"`: formatGeneral, `0\%`: formatGeneral,
		"yyyy-mm-dd": formatDate, "mmm-yy": formatDate, `yyyy"年"m"月"`: formatDate, "[$-804]aaaa;@": formatGeneral, "[$-409]mmmm d, yyyy": formatDate, "h:mm:ss": formatDate,
		`_(* #,##0.00_);_(* \(#,##0.00\)`: formatGeneral, `#,##0 m`: formatGeneral,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("formatOf(%q) = %d, want %d", code, got, want)
		}
	}
}

// FuzzCellText: no text makes a parser panic, and what is read as a number can
// be written and read again.
func FuzzCellText(f *testing.F) {
	for _, s := range []string{"1,234.50", "¥1.2m", "(300)", "35%", "1.2万", "2026年3月", "Mar-26", "PERT(90,100,140)", "离散(0:70%、50:30%)", "1e99", "Empirical(A!B2:B6)", "-", "M12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, ok := parseAmount(s); ok {
			back, ok := parseAmount(a.Value.String())
			if !ok && len(a.Value.String()) <= 60 || ok && !back.Value.Equal(a.Value) {
				t.Errorf("%q reads as %s, which reads as %v", s, a.Value, back.Value)
			}
		}
		if m, ok := parseMonth(s); ok {
			if back, ok := parseMonth(m.String()); !ok || back != m {
				t.Errorf("%q reads as %s", s, m)
			}
		}
		if g, err := parseDistribution(s, &reading{}); err == nil && strings.Count(g.Scaled(0.01).String(), "(") == 0 {
			t.Errorf("%q", s)
		}
		storedNumber(s)
		formatOf(s)
		parseArea(s)
		monthOrdinal(s)
		schema.Key(s)
		splitList(s)
	})
}
