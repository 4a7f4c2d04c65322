package report

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

var update = flag.Bool("update", false, "write the golden dumps anew")

func build(lang string) *sheet.Book {
	o, p := fixture(lang)
	return Build(o, p, Options{Language: lang, Now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), Timings: []Timing{{"read", 0.031}}})
}

// dump writes a book as text, one line a cell, for golden files.
func dump(b *sheet.Book) string {
	var out strings.Builder
	for _, s := range b.Sheets {
		fmt.Fprintf(&out, "== %s [%s] print %s freeze %d\n", s.Title, s.Key, span2(s.Print), s.FreezeRow)
		cells := append([]sheet.Cell(nil), s.Cells...)
		sort.SliceStable(cells, func(i, j int) bool {
			return cells[i].Row < cells[j].Row || cells[i].Row == cells[j].Row && cells[i].Col < cells[j].Col
		})
		for _, c := range cells {
			if c.Value == nil || c.Col > s.Print.C2 && c.Row > 8 {
				continue // chart data: its first rows are enough
			}
			fmt.Fprintf(&out, "%s %s", address(c.Row, c.Col), said(c.Value))
			if c.Formula != "" {
				fmt.Fprintf(&out, " =%s", c.Formula)
			}
			if c.Style.Format != "" {
				fmt.Fprintf(&out, " (%s)", c.Style.Format)
			}
			if c.Link != nil {
				fmt.Fprintf(&out, " -> %s%s!%s", c.Link.Key, c.Link.UserSheet, c.Link.Cell)
			}
			out.WriteByte('\n')
		}
		for _, c := range s.Charts {
			fmt.Fprintf(&out, "chart %s %s: %s\n", c.Key, span2(c.At), c.Title)
			for _, v := range c.Series {
				fmt.Fprintf(&out, "  %s %q %s %s\n", v.Kind, v.Name, span2(v.X), span2(v.Y))
			}
		}
	}
	for _, n := range b.Names {
		fmt.Fprintf(&out, "name %s %s\n", n.Name, span2(n.At))
	}
	return out.String()
}

func said(v any) string {
	switch x := v.(type) {
	case float64:
		return fmt.Sprintf("%.6g", x)
	case time.Time:
		return x.Format("2006-01-02")
	}
	return fmt.Sprintf("%q", v)
}

func span2(r sheet.Range) string {
	s := address(r.R1, r.C1) + ":" + address(r.R2, r.C2)
	if r.Sheet != "" {
		s = r.Sheet + "!" + s
	}
	return s
}

func TestGolden(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		t.Run(lang, func(t *testing.T) {
			o, p := fixture(lang)
			got := dump(build(lang)) + "summary\n" + strings.Join(Summary(o, p, lang), "\n") + "\n"
			path := filepath.Join("testdata", "fixture."+lang+".txt")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got == string(want) {
				return
			}
			g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
			for i := range g {
				if i >= len(w) || g[i] != w[i] {
					t.Fatalf("line %d differs:\n got %s\nwant %s\n(go test -update writes it anew)", i+1, g[i], w[min(i, len(w)-1)])
				}
			}
			t.Fatalf("got %d lines, want %d", len(g), len(w))
		})
	}
}

// outcomes are the fixture whole, and with what may be missing taken away.
func outcomes() map[string]func(*outcome.Outcome, *budget.Plan) {
	return map[string]func(*outcome.Outcome, *budget.Plan){
		"whole":      func(*outcome.Outcome, *budget.Plan) {},
		"costs only": costsOnly,
		"no reserve": func(o *outcome.Outcome, _ *budget.Plan) {
			o.Reserve.Contingency, o.Cost.Base = 0, 20_000_000
			o.Reserve.Liquidity, o.Reserve.LiquidityWhy = nil, "no cash"
			o.Cash.ProbabilityGap = 0
		},
		"never pays back": func(o *outcome.Outcome, _ *budget.Plan) {
			o.Return.Payback.Quantiles = tabled(func(float64) float64 { return math.NaN() })
			o.Return.Payback.MeanWithin = math.NaN()
			o.Return.IRR.Quantiles = tabled(func(float64) float64 { return math.NaN() })
			o.Return.Payback.Histogram = outcome.Histogram{Beyond: 1}
		},
		"empty": func(o *outcome.Outcome, p *budget.Plan) { *o, *p = outcome.Outcome{}, budget.Plan{} },
	}
}

func costsOnly(o *outcome.Outcome, p *budget.Plan) {
	o.Funding, o.Return, o.Risks, o.Correlation, o.Cash = nil, nil, nil, nil, nil
	o.Sensitivity.NPV, o.Sensitivity.PeakGap, o.Sensitivity.Payback = nil, nil, nil
	o.Reserve.AtCorrelation = &outcome.Correlated{Rho: 0.2, Confidence: 0.8, Contingency: 3_000_000}
	p.Project.Name = ""
}

func TestBookIsSound(t *testing.T) {
	for name, change := range outcomes() {
		for _, lang := range []string{"en", "zh"} {
			t.Run(name+"/"+lang, func(t *testing.T) {
				o, p := fixture(lang)
				change(o, p)
				b := Build(o, p, Options{Language: lang})
				checkCells(t, b)
				checkCharts(t, b)
				for _, s := range b.Sheets {
					if n := len(utf16.Encode([]rune(s.Title))); n > 31 || n == 0 {
						t.Errorf("tab name %q has %d units", s.Title, n)
					}
				}
				for _, l := range Summary(o, p, lang) {
					if l == "" || strings.Contains(l, "NaN") || strings.Contains(l, "%!") {
						t.Errorf("summary line %q", l)
					}
				}
			})
		}
	}
}

// checkCells: no number that is none, no slip of a format, no cell written
// twice, links and merges that lead somewhere.
func checkCells(t *testing.T, b *sheet.Book) {
	t.Helper()
	keys := map[string]bool{}
	for _, s := range b.Sheets {
		keys[s.Key] = true
	}
	for _, s := range b.Sheets {
		seen := map[string]bool{}
		for _, c := range s.Cells {
			at := s.Key + "!" + address(c.Row, c.Col)
			if seen[at] {
				t.Errorf("%s is written twice (%v)", at, c.Value)
			}
			seen[at] = true
			if x, ok := c.Value.(float64); ok && !finite(x) {
				t.Errorf("%s holds %v", at, x)
			}
			text := fmt.Sprint(c.Value) + c.Note
			for _, bad := range []string{"NaN", "Inf", "%!", "report."} {
				if strings.Contains(text, bad) {
					t.Errorf("%s says %q", at, text)
				}
			}
			if c.Link != nil && c.Link.Key != "" && !keys[c.Link.Key] {
				t.Errorf("%s links to %q, which is not there", at, c.Link.Key)
			}
		}
	}
	for _, n := range b.Names {
		if v, ok := value(b, n.At.Sheet, n.At.R1, n.At.C1); !ok {
			t.Errorf("name %s stands on no cell", n.Name)
		} else if v == nil {
			t.Errorf("name %s stands on an empty cell", n.Name)
		}
	}
}

func value(b *sheet.Book, key string, r, c int) (any, bool) {
	for _, s := range b.Sheets {
		if s.Key != key {
			continue
		}
		for _, x := range s.Cells {
			if x.Row == r && x.Col == c {
				return x.Value, true
			}
		}
	}
	return nil, false
}

// checkCharts: every value of every series stands in a cell that holds a
// number, categories as long as values, charts do not overlap.
func checkCharts(t *testing.T, b *sheet.Book) {
	t.Helper()
	seen := map[string]bool{}
	for _, s := range b.Sheets {
		for i, c := range s.Charts {
			if seen[c.Key] || c.Title == "" {
				t.Errorf("chart %q: key twice or no title", c.Key)
			}
			seen[c.Key] = true
			for _, d := range s.Charts[:i] {
				if c.At.R1 <= d.At.R2 && d.At.R1 <= c.At.R2 && c.At.C1 <= d.At.C2 && d.At.C1 <= c.At.C2 {
					t.Errorf("charts %s and %s overlap", c.Key, d.Key)
				}
			}
			for _, x := range s.Cells {
				if x.Row >= c.At.R1 && x.Row <= c.At.R2 && x.Col >= c.At.C1 && x.Col <= c.At.C2 && x.Value != nil {
					t.Errorf("chart %s covers %s", c.Key, address(x.Row, x.Col))
				}
			}
			for _, v := range c.Series {
				checkSeries(t, b, s.Key, c.Key, v)
			}
		}
	}
}

func checkSeries(t *testing.T, b *sheet.Book, home, chart string, s sheet.Series) {
	t.Helper()
	if n, m := s.X.R2-s.X.R1, s.Y.R2-s.Y.R1; n != m || n < 0 {
		t.Errorf("chart %s series %q: %d categories, %d values", chart, s.Name, n+1, m+1)
	}
	for axis, r := range map[string]sheet.Range{"X": s.X, "Y": s.Y} {
		key := r.Sheet
		if key == "" {
			key = home
		}
		drawn := 0
		for row := r.R1; row <= r.R2; row++ {
			v, _ := value(b, key, row, r.C1)
			_, number := v.(float64)
			if number {
				drawn++
			}
			if v == nil && axis == "Y" && (s.Kind == sheet.Line || s.Kind == sheet.Column) {
				continue // marks at some of the months or bars
			}
			if !number && (axis == "Y" || s.Kind == sheet.Scatter) || v == nil {
				t.Errorf("chart %s series %q: %s at %s!%s is %v", chart, s.Name, axis, key, address(row, r.C1), v)
				return
			}
		}
		if axis == "Y" && drawn == 0 {
			t.Errorf("chart %s series %q draws nothing", chart, s.Name)
		}
	}
}

// TestAllocationsAddUp: the totals on the Reserve sheet are the contingency to
// the cent.
func TestAllocationsAddUp(t *testing.T) {
	b := build("en")
	o, _ := fixture("en")
	found := map[string]float64{}
	for _, s := range b.Sheets {
		if s.Key != "reserve" {
			continue
		}
		for _, c := range s.Cells {
			if strings.HasPrefix(c.Formula, "SUM(") {
				found[address(c.Row, c.Col)] = c.Value.(float64)
			}
		}
	}
	if len(found) != 5 {
		t.Fatalf("want totals of layers, phases, owners, lines and risks, found %v", found)
	}
	whole := 0
	for _, x := range found {
		if math.Abs(x-o.Reserve.Contingency) < 0.005 {
			whole++
		}
	}
	if whole < 3 {
		t.Errorf("layers, phases and owners should each total %.2f: %v", o.Reserve.Contingency, found)
	}
}
