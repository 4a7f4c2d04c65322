package graft

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestStoredText(t *testing.T) {
	cases := []struct{ in, want string }{
		{"plain", "plain"},
		{"a < b & c > \"d\"", "a &lt; b &amp; c &gt; &quot;d&quot;"},
		{"tab\tline\nend", "tab&#9;line&#10;end"},
		{"two\r\nlines", "two&#10;lines"},
		{"bell\x07", "bell_x0007_"},
		{"_x0041_", "_x005F_x0041_"},
		{"_x41_ _xZZZZ_", "_x41_ _xZZZZ_"},
		{"bad \xff byte", "bad \uFFFD byte"},
		{"\uFFFE", "\uFFFD"},
		{"资金缺口 😀", "资金缺口 😀"},
	}
	for _, c := range cases {
		if got, cut := storedText(c.in); got != c.want || cut {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
	if got, cut := storedText(strings.Repeat("😀", 20000)); !cut || unitLen(got) > maxCellText || !strings.HasSuffix(got, "😀…") {
		t.Errorf("a long text keeps %d units", unitLen(got))
	}
}

func TestNumber(t *testing.T) {
	cases := map[float64]string{0: "0", 12400000: "12400000", -0.5: "-0.5", 0.1: "0.1", 1e21: "1E+21", 1e-9: "1E-09", 1e14: "100000000000000"}
	for in, want := range cases {
		if got := number(in); got != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
}

// TestSerial compares dates with their numbers in both date systems. Source:
// ECMA-376 part 1, 18.17.4.1 (1 January 1900 is 1; 29 February 1900 counts;
// 1 January 1904 is 0 in the other system).
func TestSerial(t *testing.T) {
	day := func(y, m, d, h int) time.Time {
		return time.Date(y, time.Month(m), d, h, 0, 0, 0, time.FixedZone("x", 8*3600))
	}
	cases := []struct {
		at        time.Time
		want, w04 float64
	}{
		{day(1900, 1, 1, 0), 1, -1460}, {day(1900, 2, 28, 0), 59, -1402}, {day(1900, 3, 1, 0), 61, -1401},
		{day(1904, 1, 1, 0), 1462, 0}, {day(2026, 5, 3, 12), 46145.5, 44683.5},
	}
	for _, c := range cases {
		if got := serial(c.at, false); got != c.want {
			t.Errorf("%v: %v, want %v", c.at, got, c.want)
		}
		if got := serial(c.at, true); got != c.w04 && c.at.Year() >= 1904 {
			t.Errorf("%v: %v from 1904, want %v", c.at, got, c.w04)
		}
	}
}

func TestFreeTitle(t *testing.T) {
	used := map[string]bool{"history": true, "cost": true, "cost (2)": true, "总览": true, strings.Repeat("x", 31): true}
	cases := map[string]string{
		"Reserve": "Reserve", "COST": "COST (3)", "History": "History (2)", "总览": "总览 (2)", "a/b:c": "a-b-c", "'q'": "q", "": "Ballast",
		strings.Repeat("x", 40): strings.Repeat("x", 27) + " (2)", strings.Repeat("😀", 20): strings.Repeat("😀", 15),
	}
	for in, want := range cases {
		if got := freeTitle(in, used); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzStoredText: whatever the text, the part it stands in stays well-formed
// and a reader gets valid text back.
func FuzzStoredText(f *testing.F) {
	f.Add("a&b\x00_x0041_<\xff")
	f.Fuzz(func(t *testing.T, s string) {
		text, _ := storedText(s)
		var got string
		if err := xml.Unmarshal([]byte(`<t a="`+text+`">`+text+`</t>`), &got); err != nil || !utf8.ValidString(got) {
			t.Errorf("%q: %v", s, err)
		}
	})
}
