package format

import (
	"testing"

	"ballast/budget/formula/calendar"
)

// TestNumberFormats: the kinds of codes of ECMA-376 Part 1, 18.8.30 and 18.8.31;
// TestExcelValues of the formula language holds 374 more that Excel wrote.
func TestNumberFormats(t *testing.T) {
	for _, c := range []struct {
		x    float64
		code string
		want string
	}{
		{1234.567, "0", "1235"}, {1234.567, "#,##0.00", "1,234.57"}, {0, "#,##0", "0"}, {0.5, "0%", "50%"},
		{1.005, "0.00", "1.01"}, {2.5, "0", "3"}, {-2.5, "0", "-3"}, {0.1 + 0.2, "0.0##################", "0.3"},
		{12.5, "0.0#", "12.5"}, {12.55, "0.0#", "12.55"}, {7, "000", "007"}, {1e6, "#,##0,", "1,000"}, {1.5e9, `0.0,,,"bn"`, "1.5bn"},
		{1234567, "0.00E+00", "1.23E+06"}, {9.999, "0.0E+0", "1.0E+1"}, {12345, "##0.0E+0", "12.3E+3"}, {0.000123, "0.00E-00", "1.23E-04"},
		{-5, "0;(0)", "(5)"}, {-5, "0;(0);\"nil\"", "(5)"}, {0, "0;(0);\"nil\"", "nil"}, {5, "[>=100]\"many\";[>=10]\"some\";\"few\"", "few"},
		{50, "[>=100]\"many\";[>=10]\"some\";\"few\"", "some"}, {500, "[>=100]\"many\";[>=10]\"some\";\"few\"", "many"},
		{1234.5, "$#,##0.00", "$1,234.50"}, {1234.5, "[$€-407]#,##0.00", "€1,234.50"}, {-1234.5, `¥#,##0;[Red]-¥#,##0`, "-¥1,235"},
		{5, "0_)", "5 "}, {5, "0*x", "5"}, {5, `\a0`, "a5"}, {5, `"a;b"0`, "a;b5"}, {5, "@", "5"}, {5, ";;;", ""},
		{123456789, "(000) 000-000", "(123) 456-789"}, {1.5, "0 \"Tage\"", "2 Tage"}, {3.5, "?.??", "3.5 "},
		{1.25, "# ?/?", "1 1/4"}, {0.3333, "# ?/?", " 1/3"}, {3.14159265, "# ??/??", "3  1/7 "}, {3.14159265, "# ???/???", "3  16/113"},
		{2.375, "# ?/8", "2 3/8"}, {0.75, "?/?", "3/4"}, {2, "# ?/?", "2    "}, {-1.5, "# ?/?", "-1 1/2"},
		{45358, "yyyy-mm-dd", "2024-03-07"}, {45358, "d/m/yy", "7/3/24"}, {45358, "dddd, d mmmm yyyy", "Thursday, 7 March 2024"},
		{45358.75, "h:mm AM/PM", "6:00 PM"}, {45358.0, "h AM/PM", "12 AM"}, {45358.5, "hh:mm:ss", "12:00:00"},
		{1.5, "[h]:mm", "36:00"}, {0.0423611111111111, "[mm]:ss", "61:00"}, {45358.123456, "h:mm:ss.000", "2:57:46.598"},
		{45358.52, "mm/dd/yyyy hh:mm", "03/07/2024 12:28"}, {45358, "yyyy\"年\"m\"月\"d\"日\"", "2024年3月7日"}, {45358, "yyyy年m月d日", "2024年3月7日"},
		{60, "d mmm yyyy", "29 Feb 1900"}, {0.999999, "h:mm:ss", "0:00:00"},
		{0.1 + 0.7, "General", "0.8"}, {123456789012, "General", "1.23457E+11"}, {1.0 / 3, `General" x"`, "0.333333333 x"},
	} {
		if got, ok := Number(c.x, c.code, calendar.From1900); !ok || got != c.want {
			t.Errorf("%g as %s: %q, want %q", c.x, c.code, got, c.want)
		}
	}
	for _, c := range []struct {
		x    float64
		code string
	}{{-1, "yyyy"}, {3e6, "yyyy"}, {1, "yyyy##"}, {1, `0"`}, {1, "[nix]0"}, {1, "0;0;0;0;0"}} {
		if got, ok := Number(c.x, c.code, calendar.From1900); ok {
			t.Errorf("%g as %s: %q, want none", c.x, c.code, got)
		}
	}
}

// TestTextFormats: texts take the fourth section or the one with @.
func TestTextFormats(t *testing.T) {
	for _, c := range []struct{ s, code, want string }{
		{"abc", "0", "abc"}, {"abc", "@", "abc"}, {"abc", `"<"@">"`, "<abc>"}, {"abc", `0;0;0;@" t"`, "abc t"}, {"abc", "0;0;0;", ""},
	} {
		if got, ok := Text(c.s, c.code); !ok || got != c.want {
			t.Errorf("%q as %s: %q, want %q", c.s, c.code, got, c.want)
		}
	}
}

// FuzzNumber: no code makes it panic.
func FuzzNumber(f *testing.F) {
	for _, code := range []string{"#,##0.00", "0.0E+0", "# ?/?", "[h]:mm:ss.00", "[<1]0;@", "?/0", "0/0;", "E+0", "/?", "#/#.#"} {
		f.Add(1.5, code)
	}
	f.Fuzz(func(t *testing.T, x float64, code string) {
		if x-x == 0 {
			Number(x, code, calendar.From1900)
			Text(code, code)
		}
	})
}
