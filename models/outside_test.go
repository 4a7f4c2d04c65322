package models

import (
	"math"
	"slices"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/outcome"
)

// TestReferenceClasses: the tables are those of the publications, in both
// languages, and ascend.
//
// Source: roads P50 15 %, P80 32 % and bridges and tunnels P50 23 %: Flyvbjerg
// (2006) and Transport Scotland, STAG, table 13.4; the upper bounds for
// buildings and civil engineering: HM Treasury (2003), table 1.
func TestReferenceClasses(t *testing.T) {
	all := referenceClasses()
	var keys []string
	for _, c := range all {
		keys = append(keys, c.key)
		for _, lang := range []string{"en", "zh"} {
			if w := words.For(lang); !w.Has("outside.class."+c.key) || !w.Has("outside.source."+c.source) {
				t.Errorf("%s: no words in %s", c.key, lang)
			}
		}
		for i := 1; i < len(c.uplifts); i++ {
			if c.uplifts[i].P <= c.uplifts[i-1].P || c.uplifts[i].X < c.uplifts[i-1].X {
				t.Errorf("%s: uplifts do not ascend at %v", c.key, c.uplifts[i].P)
			}
		}
	}
	if !slices.Equal(keys, budget.ReferenceClasses()) {
		t.Errorf("classes %v, want %v", keys, budget.ReferenceClasses())
	}
	for _, tt := range []struct {
		class string
		p     float64
		want  float64
	}{
		{"roads", 0.5, 0.15}, {"roads", 0.8, 0.32}, {"roads", 0.7, 0.15}, {"roads", 0.4, 0.15}, {"roads", 0.99, 0.32},
		{"bridges and tunnels", 0.5, 0.23}, {"bridges and tunnels", 0.9, 0.55},
		{"standard buildings", 0.8, 0.24}, {"non-standard buildings", 0.5, 0.51},
		{"standard civil engineering", 0.95, 0.44}, {"non-standard civil engineering", 0.8, 0.66},
		{"equipment and development", 0.8, 2}, {"it", 0.82, 0.5}, {"it", 0.66, 0},
	} {
		c := all[slices.IndexFunc(all, func(c referenceClass) bool { return c.key == tt.class })]
		if got, _, ok := c.at(tt.p); !ok || math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s at %g: %g, want %g", tt.class, tt.p, got, tt.want)
		}
	}
}

// TestReferenceTail: the tail of IT projects follows from three published
// figures. A Pareto tail above 1.5 times the budget with a mean of 5.47 times
// has the shape mean/(mean - threshold).
func TestReferenceTail(t *testing.T) {
	all := referenceClasses()
	it := all[len(all)-1]
	const share, threshold, mean = 0.18, 1.5, 1 + 4.47
	shape := mean / (mean - threshold)
	for _, p := range []float64{0.82, 0.85, 0.9, 0.95} {
		want := threshold*math.Pow(share/(1-p), 1/shape) - 1
		if got, _, _ := it.at(p); math.Abs(got-want) > 0.006 {
			t.Errorf("P%g: %g, calculated %g; the table is rounded to the percent", 100*p, got, want)
		}
	}
}

// TestOutside: past overruns give their type-7 quantile, which is Excel's
// PERCENTILE.INC: of 0, 10, ... 100 % it is p itself.
func TestOutside(t *testing.T) {
	past := &budget.Reference{Class: "offices"}
	for k := range 11 {
		past.Past = append(past.Past, budget.PastProject{Overrun: float64(10-k) / 10})
	}
	beaten := &budget.Reference{Past: []budget.PastProject{{Overrun: -0.1}, {Overrun: -0.2}, {Overrun: -0.05}}}
	for _, tt := range []struct {
		name    string
		ref     *budget.Reference
		inside  float64
		want    outcome.Outside
		nothing bool
	}{
		{name: "none", nothing: true},
		{"past", past, 100, outcome.Outside{Class: "offices", Past: 11, Sample: 11, Level: 0.85, Uplift: 0.85, Contingency: 850, Thinner: true}, false},
		{"class", &budget.Reference{Class: "roads"}, 400, outcome.Outside{Class: "roads", Uplift: 0.32, Contingency: 320, Indicative: true, Level: 0.8, Year: 2004}, false},
		{"class, thin", &budget.Reference{Class: "roads"}, 319.99, outcome.Outside{Class: "roads", Uplift: 0.32, Contingency: 320, Indicative: true, Thinner: true, Level: 0.8, Year: 2004}, false},
		{"class without a confirmed figure", &budget.Reference{Class: "rail"}, 10, outcome.Outside{Class: "rail", Indicative: true, Year: 2004}, false},
		{"under budget", beaten, 0, outcome.Outside{Class: "past projects", Past: 3, Sample: 3, Level: 0.85, Uplift: -0.065, Contingency: 0}, false},
	} {
		m := &Model{plan: &budget.Plan{Reference: tt.ref}, base: 1000, words: words.For("en")}
		got := m.outside(&outcome.Reserve{Confidence: 0.85, Contingency: tt.inside})
		if (got == nil) != tt.nothing {
			t.Fatalf("%s: %v", tt.name, got)
		}
		if got == nil {
			continue
		}
		if got.Source == "" {
			t.Errorf("%s: no source", tt.name)
		}
		if (got.Why != "") != (got.Class == "rail") {
			t.Errorf("%s: why %q", tt.name, got.Why)
		}
		got.Source, got.Why, tt.want.Inside = "", "", tt.inside
		got.Uplift = math.Round(got.Uplift*1e9) / 1e9
		if *got != tt.want {
			t.Errorf("%s:\n got %+v\nwant %+v", tt.name, *got, tt.want)
		}
	}
}
