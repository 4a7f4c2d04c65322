package report

import (
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

func share(x float64) *float64 { return &x }

// mixFixture adds three mixes to the fixture.
func mixFixture(lang string) (*outcome.Outcome, *budget.Plan) {
	o, p := fixture(lang)
	mix := func(name string, gap, cost, npv float64) outcome.MixResult {
		m := outcome.MixResult{Name: name, ProbabilityGap: gap, GapInterval: outcome.Interval{gap - 0.01, gap + 0.01}, PeakGapP90: 1e6 * gap, PeakGapMean: 1e5 * gap,
			CostMean: cost, CostP90: cost * 1.2, NPVMean: npv, NPVP10: npv / 2, AnnualCost: share(0.04), Concentration: 0.3, Total: 9e6, Dilution: share(0.1),
			Liquidity: share(4e5 * gap), DSCRMin: outcome.DSCR{Quantiles: tabled(normal(1.4, 0.2))}, Payback: &outcome.MixPayback{ProbabilityWithinHorizon: 0.9, P50: share(30)},
			GapMonths: make([]float64, fixtureMonths), Partners: []outcome.MixPartner{{Name: "A", NPVMean: npv / 3}}}
		m.GapMonths[7] = gap / 2
		for _, s := range p.Funding {
			m.Sources = append(m.Sources, outcome.MixSource{ID: s.ID, Name: s.Name, Amount: 3e6, UsedMean: share(2.8e6)})
			m.Removal = append(m.Removal, outcome.MixRemoval{ID: s.ID, ProbabilityGap: gap + 0.3, PeakGapP90: 2e6})
			m.PerUnit = append(m.PerUnit, outcome.MixPerUnit{ID: s.ID, Unit: 2e5, ProbabilityGap: -0.012, Cost: 4e3})
		}
		return m
	}
	o.Mixes = []outcome.MixResult{mix("Plan", 0.3, 5e5, 4e6), mix("Bank", 0.08, 7e5, 3.9e6), mix("Safe", 0.01, 9e5, 3.7e6)}
	for i := range o.Mixes[1:] {
		o.Mixes[1+i].AgainstFirst, o.Mixes[1+i].BetterThanFirst = &outcome.MixAgainst{ProbabilityGap: -0.2, Cost: 2e5, CostInterval: outcome.Interval{1e5, 3e5}, VarianceRatio: 40}, share(0.6)
	}
	stress := outcome.MixStress{Name: "Bank late", Text: "F2 late 6"}
	for _, m := range o.Mixes {
		stress.Mixes = append(stress.Mixes, outcome.StressedMix{Name: m.Name, ProbabilityGap: m.ProbabilityGap + 0.2, PeakGapP90: 2e6})
	}
	o.MixStudy = &outcome.MixStudy{Need: 9e6, Scenarios: 10000, Stress: []outcome.MixStress{stress}}
	return o, p
}

func optimisedFixture(o *outcome.Outcome) *outcome.OptimiseOut {
	return &outcome.OptimiseOut{Objective: "cost", Allowed: 0.1, Feasible: true, Amounts: o.Mixes[0].Sources, InSample: 0.097, Value: 2e5, Evaluations: 5000, Scenarios: 10000,
		Fresh:   &outcome.FreshCheck{ProbabilityGap: 0.099, Interval95: outcome.Interval{0.092, 0.106}, Met: true},
		Binding: []outcome.BindingLimit{{Limit: "max amount", ID: o.Mixes[0].Sources[0].ID, Value: 3e6, Gain: 1e4}, {Limit: "total", Value: 9e6, Gain: 5e3}},
		Frontier: []outcome.FrontierMix{{ProbabilityGap: 0.01, CostMean: 9e5, Amounts: o.Mixes[0].Sources}, {ProbabilityGap: 0.1, CostMean: 6e5, Amounts: o.Mixes[0].Sources},
			{ProbabilityGap: 0.3, CostMean: 4e5, Amounts: o.Mixes[0].Sources}}}
}

// The sheet stands whole in both languages, for every outcome of the search,
// and its first sentence names the trade-off.
func TestMixesSheet(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for name, change := range map[string]func(o *outcome.Outcome, p *budget.Plan){
			"compared":  func(*outcome.Outcome, *budget.Plan) {},
			"one":       func(o *outcome.Outcome, _ *budget.Plan) { o.Mixes = o.Mixes[:1] },
			"optimised": func(o *outcome.Outcome, _ *budget.Plan) { o.MixStudy.Optimised = optimisedFixture(o) },
			"npv": func(o *outcome.Outcome, p *budget.Plan) {
				o.MixStudy.Optimised, p.Project.Mixes.Objective = optimisedFixture(o), "npv"
				o.MixStudy.Optimised.Objective = "npv"
			},
			"gap": func(o *outcome.Outcome, p *budget.Plan) {
				o.MixStudy.Optimised, p.Project.Mixes.Objective = optimisedFixture(o), "gap"
				o.MixStudy.Optimised.Objective = "gap"
			},
			"unfinished": func(o *outcome.Outcome, _ *budget.Plan) {
				x := optimisedFixture(o)
				x.Unfinished, x.Feasible, x.Fresh, x.Frontier, x.Binding = true, false, nil, nil, nil
				o.MixStudy.Optimised = x
			},
			"infeasible": func(o *outcome.Outcome, _ *budget.Plan) {
				x := optimisedFixture(o)
				x.Feasible, x.SmallestGap, x.Fresh, x.Frontier, x.Beyond = false, share(0.35), nil, nil, "conditions"
				o.MixStudy.Optimised = x
			},
		} {
			t.Run(lang+"/"+name, func(t *testing.T) {
				o, p := mixFixture(lang)
				change(o, p)
				b := Build(o, p, Options{Language: lang})
				checkCells(t, b)
				checkCharts(t, b)
				if s := sheetOf(b, "mixes"); s == nil || len(s.Charts) != 3 {
					t.Fatal("no sheet of mixes with three charts")
				}
				if lang == "en" {
					pictured(t, b, []picture{{"mix-sources", "column line", []string{"F1", "F2", "P(gap)"}, true}, {"mixes", "scatter", nil, false}, {"mix-gaps", "line", nil, false}})
				}
				if lines := MixesSummary(o, p, lang); len(lines) < 4 {
					t.Errorf("summary %q", lines)
				}
			})
		}
	}
}

func sheetOf(b *sheet.Book, key string) *sheet.Sheet {
	for i := range b.Sheets {
		if b.Sheets[i].Key == key {
			return &b.Sheets[i]
		}
	}
	return nil
}

// TestMixSentences reads the findings word by word.
func TestMixSentences(t *testing.T) {
	o, p := mixFixture("en")
	d := newDesk(o, p, Options{})
	for _, c := range []struct{ got, want string }{
		{d.mixFinding(), "Plan is the cheapest at ¥500k but runs short in 30 % of futures; Safe brings that to 1 % for ¥400k more. Bank is the cheapest that keeps a gap within the 10 % allowed."},
		{d.stressSentence(), `Bank is hit hardest by "Bank late": it then runs short in 28 % of futures instead of 8 %.`},
	} {
		if c.got != c.want {
			t.Errorf("said %q, want %q", c.got, c.want)
		}
	}
	plan, bank, safe := &o.Mixes[0], &o.Mixes[1], &o.Mixes[2]
	for _, c := range []struct {
		gaps [3]float64 // of Plan, Bank, Safe; Plan costs least, Safe most
		want string
	}{
		{[3]float64{0.08, 0.05, 0.01}, "Plan is the cheapest at ¥500k but runs short in 8 % of futures; Safe brings that to 1 % for ¥400k more. Plan already keeps a gap within the 10 % allowed."},
		{[3]float64{0.3, 0.2, 0.01}, "Plan is the cheapest at ¥500k but runs short in 30 % of futures; Safe brings that to 1 % for ¥400k more. Of the mixes that keep a gap within the 10 % allowed none costs less than Safe."},
		{[3]float64{0.01, 0.2, 0.01}, "Plan is both the cheapest and the safest: it costs ¥500k and runs short in 1 % of futures."},
	} {
		was := [3]float64{plan.ProbabilityGap, bank.ProbabilityGap, safe.ProbabilityGap}
		plan.ProbabilityGap, bank.ProbabilityGap, safe.ProbabilityGap = c.gaps[0], c.gaps[1], c.gaps[2]
		if got := d.mixFinding(); got != c.want {
			t.Errorf("said %q, want %q", got, c.want)
		}
		plan.ProbabilityGap, bank.ProbabilityGap, safe.ProbabilityGap = was[0], was[1], was[2]
	}
	if text := d.unitSentence(); !strings.Contains(text, "¥200k") || !strings.Contains(text, "1.2 points") {
		t.Errorf("said %q", text)
	}
	o.MixStudy.Optimised = optimisedFixture(o)
	if text := d.bestFinding(); !strings.Contains(text, "9.9 %") || !strings.Contains(text, "eased by a tenth it saves ¥10.0k a year") {
		t.Errorf("said %q", text)
	}
	o, p = fixture("en")
	if sheetOf(Build(o, p, Options{}), "mixes") != nil {
		t.Error("a sheet of mixes without mixes")
	}
}

// TestUnjudgedFloorIsSaid: where a floor of the debt cover fails because no month operates
// the message says so, with its share, and else not; in both languages.
func TestUnjudgedFloorIsSaid(t *testing.T) {
	for lang, want := range map[string]string{"en": "its cover cannot be judged", "zh": "偿债备付率无法判断"} {
		o, p := mixFixture(lang)
		best := optimisedFixture(o)
		best.Feasible, best.SmallestGap, best.Unkept = false, share(0.05), []outcome.UnkeptCondition{{Limit: "dscr", Wanted: 0.1, Reached: 1, Floor: share(1.2)}}
		o.MixStudy.Optimised = best
		d := newDesk(o, p, Options{Language: lang})
		if text := d.unkept(best); strings.Contains(text, want) || !strings.Contains(text, "1.2") {
			t.Errorf("%s: %q", lang, text)
		}
		best.Unkept[0].Unjudged = 0.87
		if text := d.unkept(best); !strings.Contains(text, want) || !strings.Contains(text, "87") {
			t.Errorf("%s: %q does not say %q", lang, text, want)
		}
	}
}
