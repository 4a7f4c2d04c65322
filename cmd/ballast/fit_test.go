package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// bearingSheet is a sheet of values; those of the bearings are the published ones of
// TestPublished in sim/fit.
const bearingSheet = `== History
Revolutions | Same | Few | Mixed | Overrun
17.88 | 4 | 1 | 12 | -0.05
28.92 | 4 | 2 | 15 | 0.1
33.00 | 4 | 3 | about 9 | 0.2
41.52 | 4 | | 11 | 0.02
42.12 | 4 | | 18 | 0.3
45.60 | 4 | | 12 | 0.15
48.48 | 4 | | 13 | 0.25
51.84 | 4 | | 16 | -0.1
51.96 | 4 | | 14 | 0.4
54.12 | 4 | | 17 | 0.12
`

// TestFit: the table, the text to paste and the picture, in both languages.
func TestFit(t *testing.T) {
	book(t, "history.xlsx", bearingSheet)
	got := ballast(t, "fit", "history.xlsx", "History!A2:A14", "--picture", "fit.svg")
	if got.code != exitOK {
		t.Fatalf("exit %d: %s", got.code, got.err)
	}
	for _, want := range []string{"History!A2:A14: 10 values from 17.88 to 54.12", "Text to paste", "Weibull(", "To paste into Uncertainty: ", "hold values between 0 and 1 only: Beta", "no p-values"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is missing in\n%s", want, got.out)
		}
	}
	svg, err := os.ReadFile("fit.svg")
	if err != nil || !bytes.Contains(svg, []byte("<svg")) || !bytes.Contains(svg, []byte("fits best")) {
		t.Errorf("picture: %v", err)
	}
	if again := ballast(t, "fit", "history.xlsx", "History!A2:A14", "--picture", "fit.svg"); again.code != exitUsage {
		t.Errorf("the picture was overwritten: exit %d", again.code)
	}
	if png := ballast(t, "fit", "history.xlsx", "History!A1:A14", "--picture", "fit.png"); png.code != exitProblems || !strings.Contains(png.err, "A1") {
		t.Errorf("a header among the values: exit %d, %s", png.code, png.err)
	}
	if png := ballast(t, "fit", "history.xlsx", "History!A2:A11", "--picture", "fit.png"); png.code != exitOK {
		t.Errorf("PNG: exit %d, %s", png.code, png.err)
	}
	zh := ballast(t, "fit", "history.xlsx", "History!E2:E11", "--lang", "zh")
	for _, want := range []string{"共 10 个数值", "可粘贴到“不确定性”列：", "未拟合（仅适用于大于 0 的数值）：对数正态"} {
		if !strings.Contains(zh.out, want) {
			t.Errorf("%q is missing in\n%s%s", want, zh.out, zh.err)
		}
	}
}

// TestFitWholeColumn: the heading of a whole column is passed over, and that is said; a
// text below it stays an error.
func TestFitWholeColumn(t *testing.T) {
	book(t, "history.xlsx", bearingSheet)
	got := ballast(t, "fit", "history.xlsx", "History!A:A")
	if got.code != exitOK || !strings.Contains(got.out, `the heading is passed over: A1 "Revolutions"`) || !strings.Contains(got.out, "10 values from 17.88 to 54.12") {
		t.Errorf("exit %d: %s%s", got.code, got.out, got.err)
	}
	if got := ballast(t, "fit", "history.xlsx", "History!D:D", "--lang", "zh"); got.code != exitProblems || !strings.Contains(got.err, "History!D4") || strings.Contains(got.err, "D1") {
		t.Errorf("exit %d: %s", got.code, got.err)
	}
}

// TestFitCounts: of whole numbers that repeat it is said that no family holds counts, with
// the one that does; of other values it is not.
func TestFitCounts(t *testing.T) {
	book(t, "events.xlsx", "== Events\n3\n4\n2\n5\n3\n6\n3\n1\n4\n3\n2\n0\n")
	got := ballast(t, "fit", "events.xlsx", "Events!A1:A12")
	if got.code != exitOK || !strings.Contains(got.out, "Poisson(3) is that of counts with their mean 3, and its variance is its mean; theirs is 2.72727.") {
		t.Errorf("exit %d: %s%s", got.code, got.out, got.err)
	}
	if got := ballast(t, "fit", "events.xlsx", "Events!A1:A12", "--json"); !strings.Contains(got.out, `"counts": true`) {
		t.Errorf("%s", got.out)
	}
	book(t, "history.xlsx", bearingSheet)
	if got := ballast(t, "fit", "history.xlsx", "History!A2:A13"); strings.Contains(got.out, "Poisson") {
		t.Errorf("%s", got.out)
	}
}

// TestFitJSON: the same as data; the text of the best can be used in a plan.
func TestFitJSON(t *testing.T) {
	book(t, "history.xlsx", bearingSheet)
	got := ballast(t, "fit", "history.xlsx", "History!A2:A13", "--json")
	var data struct {
		Values, Blank int
		Fits          []struct {
			Family, Text string
			AIC          float64
			AD           *float64
		}
	}
	if err := json.Unmarshal([]byte(got.out), &data); err != nil || got.code != exitOK {
		t.Fatalf("exit %d, %v: %s", got.code, err, got.err)
	}
	if data.Values != 10 || len(data.Fits) < 10 || !strings.HasPrefix(data.Fits[0].Text, data.Fits[0].Family+"(") {
		t.Errorf("%+v", data)
	}
	for _, f := range data.Fits {
		if f.Family == "Uniform" && f.AD != nil {
			t.Errorf("the uniform ends on values, so its AD is infinite: %v", *f.AD)
		}
	}
}

// TestFitRefusals: each kind of bad input has its word and its code.
func TestFitRefusals(t *testing.T) {
	book(t, "history.xlsx", bearingSheet)
	for cells, c := range map[string]struct {
		code int
		says string
	}{
		"History!B2:B11": {exitProblems, "all values of History!B2:B11 are equal"},
		"History!C2:C11": {exitProblems, "has 3 values; at least 8 are needed"},
		"History!D2:D11": {exitProblems, "history.xlsx:History!D4: error"},
		"Nowhere!A1:A9":  {exitProblems, "unknown-reference"},
		"History":        {exitProblems, "unknown-reference"},
		"History!Z1:Z9":  {exitProblems, "has 0 values"},
	} {
		if got := ballast(t, "fit", "history.xlsx", cells); got.code != c.code || !strings.Contains(got.err, c.says) {
			t.Errorf("%s: exit %d, %s; want %d and %q", cells, got.code, got.err, c.code, c.says)
		}
	}
	if got := ballast(t, "fit", "history.xlsx", "History!A2:A11", "--picture", "fit.pdf"); got.code != exitUsage {
		t.Errorf("a picture as PDF: exit %d", got.code)
	}
	if got := ballast(t, "fit", "nothing.xlsx", "A!A1:A9"); got.code != exitFailed {
		t.Errorf("no file: exit %d", got.code)
	}
	if err := os.WriteFile("text.xlsx", []byte("no workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ballast(t, "fit", "text.xlsx", "A!A1:A9"); got.code != exitProblems || !strings.Contains(got.err, "not-a-workbook") {
		t.Errorf("no workbook: exit %d, %s", got.code, got.err)
	}
}
