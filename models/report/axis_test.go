package report

import (
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// books are the fixtures in both languages, the running project and the mixes among them.
func books(t *testing.T) map[string]*sheet.Book {
	t.Helper()
	out := map[string]*sheet.Book{}
	for _, lang := range []string{"en", "zh"} {
		out["plan "+lang] = build(lang)
		o, p := running(t, lang)
		out["running "+lang] = Build(o, p, Options{Language: lang})
		o, p = mixFixture(lang)
		out["mixes "+lang] = Build(o, p, Options{Language: lang})
	}
	return out
}

// TestAxes: axes of bars begin at zero or below, shares end at 100 % at most, steps are
// 1, 2 or 5 times a power of ten, and no mark needs a decimal that says nothing.
func TestAxes(t *testing.T) {
	for name, b := range books(t) {
		for _, s := range b.Sheets {
			for _, c := range s.Charts {
				bars := false
				for _, v := range c.Series {
					bars = bars || v.Kind == sheet.Column || v.Kind == sheet.Bar
				}
				axes := map[string]sheet.Axis{"Y": c.Y}
				if c.Series[0].Kind == sheet.Scatter {
					axes["X"] = c.X
				}
				if c.Y2 != nil {
					axes["Y2"] = *c.Y2
				}
				for which, a := range axes {
					at := name + " " + c.Key + " " + which
					if a.Min == nil || a.Max == nil || a.Step <= 0 {
						t.Errorf("%s: ends %v %v, step %v", at, a.Min, a.Max, a.Step)
						continue
					}
					if bars && which == "Y" && (*a.Min > 0 || *a.Max < 0) {
						t.Errorf("%s: bars begin at %v", at, *a.Min)
					}
					if strings.HasSuffix(a.Format, "%") && *a.Max > 1 {
						t.Errorf("%s: shares end at %v", at, *a.Max)
					}
					lead := a.Step / math.Pow(10, math.Floor(math.Log10(a.Step)+1e-9))
					if r := math.Round(lead); math.Abs(lead-r) > 1e-6 || r != 1 && r != 2 && r != 5 && r != 10 {
						t.Errorf("%s: step %v", at, a.Step)
					}
					marks := 0
					for v, seen := *a.Min, map[string]bool{}; v <= *a.Max+a.Step/1e6; v += a.Step {
						label := sheet.Show(math.Round(v*1e9)/1e9, a.Format)
						if seen[label] {
							t.Errorf("%s: two marks read %s", at, label)
						}
						seen[label] = true
						marks++
						if strings.HasSuffix(label, ".0") || strings.HasSuffix(label, ".00") {
							t.Errorf("%s: mark %s", at, label)
						}
					}
					if marks < 2 || marks > 14 {
						t.Errorf("%s: %d marks", at, marks)
					}
				}
			}
		}
	}
}

// TestAxisUnit: an axis in Chinese is in the unit in which titles and legends write
// its far end, whatever its step; the marks between whole ones have only the decimals
// they need. In English it is so where a step is no whole number of the unit.
func TestAxisUnit(t *testing.T) {
	d := &desk{m: money{currency: "CNY", lang: "zh"}}
	d.w = newDesk(&outcome.Outcome{Currency: "CNY"}, &budget.Plan{}, Options{Language: "zh"}).w
	for _, c := range []struct {
		lo, hi      float64
		unit, marks string
	}{
		{1.99e8, 3.11e8, "亿元", "1.8 2 2.2 2.4 2.6 2.8 3 3.2"},
		{0, 2.2e8, "亿元", "0 0.5 1 1.5 2 2.5"},
		{0.9e8, 1.05e8, "亿元", "0.9 0.95 1 1.05"},
		{0, 4.1e9, "亿元", "0 10 20 30 40 50"},
		{-2e6, 4.1e7, "万元", "-1,000 0 1,000 2,000 3,000 4,000 5,000"},
		{0, 9.1e7, "亿元", "0 0.2 0.4 0.6 0.8 1"},
		{0, 7.9e7, "万元", "0 2,000 4,000 6,000 8,000"},
		{0, 25_000, "万元", "0 0.5 1 1.5 2 2.5"},
		{0, 7_000, "元", "0 2,000 4,000 6,000 8,000"},
	} {
		a := d.moneySpan(c.lo, c.hi, marksOf)
		var marks []string
		for k := 0; a.lo+float64(k)*a.step <= a.hi+a.step/1e6; k++ {
			marks = append(marks, sheet.Show(a.lo+float64(k)*a.step, a.format))
		}
		if got := strings.Join(marks, " "); a.title != c.unit || got != c.marks {
			t.Errorf("%v to %v: %s, %s; want %s, %s", c.lo, c.hi, got, a.title, c.marks, c.unit)
		}
	}
	d.m.lang, d.w.Language = "en", "en"
	for _, c := range []struct {
		lo, hi      float64
		unit, marks string
	}{
		{-6.3e5, 6.1e5, "¥m", "-1 -0.5 0 0.5 1"},
		{-2.1e6, 8.2e6, "", "-4m -2m 0 2m 4m 6m 8m 10m"},
		{0, 8.5e5, "¥m", "0 0.2 0.4 0.6 0.8 1"},
		{0, 7.5e5, "", "0 200k 400k 600k 800k"},
		{0, 1.4e6, "¥m", "0 0.5 1 1.5"},
		{0, 30, "", "0 5 10 15 20 25 30"},
	} {
		a := d.moneySpan(c.lo, c.hi, marksOf)
		var marks []string
		for k := 0; a.lo+float64(k)*a.step <= a.hi+a.step/1e6; k++ {
			marks = append(marks, sheet.Show(a.lo+float64(k)*a.step, a.format))
		}
		if got := strings.Join(marks, " "); a.title != c.unit || got != c.marks {
			t.Errorf("%v to %v: %s, %s; want %s, %s", c.lo, c.hi, got, a.title, c.marks, c.unit)
		}
	}
	d.m.lang, d.w.Language = "zh", "zh"
	for x, want := range map[float64]string{3.2e6: "320万元", 2.4e7: "0.24亿元", 5e5: "50万元", 2.5e8: "2.50亿元"} {
		if got := d.m.on(1.2e8)(x); got != want {
			t.Errorf("%v beside an axis up to 1.2亿 reads %s, want %s", x, got, want)
		}
	}
	for x, want := range map[float64]string{9.5e7: "0.95亿", 1.05e8: "1.05亿", 2e7: "0.20亿"} {
		if got := d.m.bare(x, 1.2e8); got != want {
			t.Errorf("%v on an axis up to 1.2亿 reads %s, want %s", x, got, want)
		}
	}
}

// TestHistogramSentence: what the sentence over the bars says is the sum of bars.
func TestHistogramSentence(t *testing.T) {
	o, p := fixture("en")
	d := newDesk(o, p, Options{Language: "en"})
	c := d.page("cost", 15, 15).costHistogram()
	h := o.Cost.Histogram
	low, high := 0.0, 0.0
	for i, x := range h.Shares {
		switch mid := (h.Edges[i] + h.Edges[i+1]) / 2; {
		case mid <= o.Cost.Base:
			low += x
		case mid > d.chosen():
			high += x
		}
	}
	for _, want := range []string{d.percent(low), d.percent(high)} {
		if !strings.Contains(c.Title, want) {
			t.Errorf("%q does not say %s", c.Title, want)
		}
	}
}

// TestTinyAmounts: an amount below half of the last digit is never written as nothing,
// a zero has no unit, a chance is never rounded to certain.
func TestTinyAmounts(t *testing.T) {
	for _, c := range []struct {
		lang, format, want string
		x                  float64
	}{
		{"en", `"€"#,##0,"k"`, "<€1k", 300},
		{"en", `"€"#,##0,"k"`, ">-€1k", -300},
		{"en", `"€"#,##0,"k"`, "€0", 0},
		{"en", `"€"#,##0,"k"`, "€1k", 600},
		{"en", `"€"#,##0.0,,"m"`, "<€0.1m", 30_000},
		{"en", "0.0%", "<0.1%", 0.0003},
		{"en", "0%", "<1%", 0.003},
		{"en", "0.0%", ">99.9%", 0.99999},
		{"en", "0.0%", "100.0%", 1},
		{"en", "0.0%", "0.0%", 0},
		{"zh", `0\.0,"万元"`, "1.78亿元", 178_000_000},
		{"zh", `0\.00,,"亿元"`, "540.0万元", 5_400_000},
		{"zh", `0\.00,,"亿元"`, "3200元", 3_200},
		{"zh", `0\.00,,"亿元"`, "0元", 0},
	} {
		m := money{currency: "EUR", lang: c.lang}
		if c.lang == "zh" {
			m.currency = "CNY"
		}
		got := strings.ReplaceAll(sheet.Show(c.x, m.fit(c.format, c.x)), ",", "")
		if got != c.want {
			t.Errorf("%s: %v in %s reads %q, want %q", c.lang, c.x, c.format, got, c.want)
		}
	}
}
