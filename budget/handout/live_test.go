package handout

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"ballast/budget/sheet"
)

// liveSample is sample with a curve of three points, marked, and a tornado whose second
// bar has both ends on one side.
func liveSample() *sheet.Book {
	b := sample("en")
	one := 1.0
	put := func(col int, values ...any) sheet.Range {
		for i, v := range values {
			b.Sheets[1].Cells = append(b.Sheets[1].Cells, sheet.Cell{Row: 30 + i, Col: col, Value: v, Role: sheet.RoleAside})
		}
		return sheet.Range{R1: 30, C1: col, R2: 29 + len(values), C2: col}
	}
	curve := sheet.Chart{Key: "s", Title: "Total", Y: sheet.Axis{Format: "0%", Max: &one}, Series: []sheet.Series{
		{Kind: sheet.Scatter, X: put(20, 1000.0, 2000.0, 4000.0), Y: put(21, 0.0, 0.5, 1.0)},
		{Kind: sheet.Scatter, Name: "Base " + evil, X: put(22, 1000.0, 1500.0, 1500.0), Y: put(23, 0.25, 0.25, 0.0), Color: "009E73"},
	}}
	x := put(24, "Steel "+evil, "Wages")
	bar := func(col int, name string, low, high float64) sheet.Series {
		return sheet.Series{Kind: sheet.Bar, Name: name, X: x, Y: put(col, low, high), Color: "0072B2"}
	}
	tornado := sheet.Chart{Key: "t", Title: "What moves it", Y: sheet.Axis{Format: "+0;-0"}, Series: []sheet.Series{
		bar(25, "low", -5, 0), bar(26, "high", 9, 7), bar(27, "low", 0, 2), bar(28, "high", 0, 0),
	}}
	area := sheet.Chart{Key: "a", Title: "Cash", Series: []sheet.Series{{Kind: sheet.Area, X: x, Y: x}}}
	b.Sheets[1].Charts = []sheet.Chart{curve, tornado, area}
	return b
}

// TestLivePage: curve and tornado bring what the script needs, names cannot become code,
// the policy is that of the script on the page, and a page without Live has no script.
func TestLivePage(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	draw := func(string, string, bool) ([]byte, error) { return []byte("<svg></svg>"), nil }
	if err := HTML(&out, liveSample(), Options{Draw: draw, Live: true}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	var charts []live
	rest := text
	for {
		_, after, ok := strings.Cut(rest, `class="live-data">`)
		if !ok {
			break
		}
		data, more, _ := strings.Cut(after, "</script>")
		var c live
		if err := json.Unmarshal([]byte(data), &c); err != nil {
			t.Fatalf("%v: %s", err, data)
		}
		charts, rest = append(charts, c), more
	}
	if len(charts) != 2 || charts[0].Curve == nil || charts[1].Bars == nil {
		t.Fatalf("charts that move: %+v", charts)
	}
	c := charts[0].Curve
	if c.First != 1 || len(c.Texts) != 99 || c.Texts[49] != "2,000" || c.Texts[79] != "3,200" || c.Texts[24] != "1,500" || c.Begin != 80 {
		t.Errorf("curve: %+v", c)
	}
	if len(c.Marks) != 1 || c.Marks[0].X != 1500 || c.Marks[0].Name != "Base "+evil {
		t.Errorf("marks: %+v", c.Marks)
	}
	b := charts[1].Bars
	if b.Rows[0].Ends != [2]float64{-5, 9} || b.Rows[1].Ends != [2]float64{2, 7} || b.Rows[1].Texts != [2]string{"+2", "+7"} || b.Span != [2]float64{-5, 9} {
		t.Errorf("bars: %+v", b)
	}
	_, script, _ := strings.Cut(text, "</footer>\n<script>")
	script, _, _ = strings.Cut(script, "</script>")
	sum := sha256.Sum256([]byte(script))
	if want := "sha256-" + base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(strings.ReplaceAll(text, "&#43;", "+"), want) {
		t.Errorf("the policy does not name %s", want)
	}
	if strings.Contains(text, "<script>alert") || !strings.Contains(text, `data-v="-1234567.891"`) {
		t.Error("a name became code, or a number has no value to sort by")
	}
	var still bytes.Buffer
	if err := HTML(&still, liveSample(), Options{Draw: draw}); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"<script", "Content-Security-Policy", "data-v=", ".live"} {
		if strings.Contains(still.String(), no) {
			t.Errorf("a page that stands still has %s", no)
		}
	}
}

// TestBetween: quantiles on the line between two points, and steps.
func TestBetween(t *testing.T) {
	t.Parallel()
	p, x := []float64{0.1, 0.5, 0.5, 0.9}, []float64{1, 2, 3, 5}
	for at, want := range map[float64]float64{0.05: 1, 0.1: 1, 0.3: 1.5, 0.5: 2, 0.7: 4, 0.9: 5, 0.99: 5} {
		if got := between(p, x, at); math.Abs(got-want) > 1e-12 {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
}

// TestFourDigits: as many decimals as four digits need, whatever the unit.
func TestFourDigits(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{253712345: "253,700,000", 2.53712: "2.537", -0.0123456: "-0.01235", 0: "0", 999.96: "1,000", 1645.2: "1,645"} {
		if got := fourDigits(x); got != want {
			t.Errorf("%v: %q, want %q", x, got, want)
		}
	}
}
