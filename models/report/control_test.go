package report

import (
	"slices"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/samples"
)

// running is the e-commerce sample after its run, with two stored months
// before it.
func running(t *testing.T, lang string) (*outcome.Outcome, *budget.Plan) {
	t.Helper()
	src, err := samples.Source("ecommerce-platform")
	if err != nil {
		t.Fatal(err)
	}
	data, err := workbook.FromText(src, "en")
	if err != nil {
		t.Fatal(err)
	}
	p, problems, err := workbook.ReadBytes(t.Context(), "plan.xlsx", data, workbook.ReadOptions{Language: lang})
	if err != nil || budget.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	m, _ := models.Compile(p)
	if m == nil {
		t.Fatal("not compiled")
	}
	o, err := models.Run(t.Context(), m, models.RunConfig{Scenarios: 1000})
	if err != nil {
		t.Fatal(err)
	}
	cpi := 0.97
	before := outcome.TrendPoint{AsOf: "2026-03", EAC: 24.1e6, Contingency: 1.9e6, ProbabilityOverrun: 0.4, CPI: &cpi, SPI: &cpi}
	blank := outcome.TrendPoint{AsOf: "2026-04", EAC: 24.2e6, Contingency: 1.9e6, ProbabilityOverrun: 0.4}
	o.Control.Trend = append([]outcome.TrendPoint{before, blank}, o.Control.Trend...)
	outcome.MarkRisen(o.Warnings, nil)
	return o, p
}

// TestControlSheets: the three sheets are sound, in both languages, with all
// their data and with parts of it missing.
func TestControlSheets(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for name, change := range map[string]func(o *outcome.Outcome, p *budget.Plan){
			"whole": func(*outcome.Outcome, *budget.Plan) {},
			"first run": func(o *outcome.Outcome, _ *budget.Plan) {
				o.Control.Trend, o.Warnings = o.Control.Trend[2:], nil
			},
			"no reserve, no cash": func(o *outcome.Outcome, _ *budget.Plan) {
				c := o.Control
				c.ReserveApproved, c.ReserveLeft, c.Adequacy, c.RunsOut, c.GapIn3, c.GapIn6, c.Runway = nil, nil, nil, nil, nil, nil, nil
				c.Ledger, c.Sources, c.Vendors, c.Events, c.Effect, c.Responses, c.Actions = nil, nil, nil, nil, nil, nil, nil
				o.Cash = nil
			},
			"nothing done": func(o *outcome.Outcome, _ *budget.Plan) {
				c := o.Control
				c.EVM = outcome.EarnedValue(100, 0, 0, 0)
				for i := range c.Lines {
					c.Lines[i].EVM = outcome.EarnedValue(100, 0, 0, 0)
				}
				for i := range c.Cards.Owners {
					c.Cards.Owners[i] = outcome.Card{Name: "X", Marks: "- - - - -", Grade: "-"}
				}
				c.Unplanned = []outcome.Unplanned{{ID: "X9", Month: 2, Amount: 5}}
			},
		} {
			t.Run(lang+"/"+name, func(t *testing.T) {
				o, p := running(t, lang)
				change(o, p)
				b := Build(o, p, Options{Language: lang})
				checkCells(t, b)
				checkCharts(t, b)
				var keys []string
				for _, s := range b.Sheets {
					keys = append(keys, s.Key)
				}
				for _, want := range []string{"control", "warnings", "scorecard"} {
					if !slices.Contains(keys, want) {
						t.Errorf("no sheet %s among %s", want, strings.Join(keys, " "))
					}
				}
				if name == "whole" && lang == "en" {
					pictured(t, b, []picture{
						{"control-curve", "area line", nil, false}, {"control-indices", "line", []string{"CPI", "SPI"}, false}, {"trend-eac", "line", nil, false}, {"card-cpi", "column", nil, true},
						{"control-variance", "bar", []string{"Over plan", "Under plan"}, false}, {"control-reserve", "line", []string{"eft", "eeded"}, false},
					})
				}
			})
		}
	}
}

// TestNoControlWithoutActuals: a plan that has not begun has none of the sheets.
func TestNoControlWithoutActuals(t *testing.T) {
	o, p := fixture("en")
	for _, s := range Build(o, p, Options{}).Sheets {
		if s.Key == "control" || s.Key == "warnings" || s.Key == "scorecard" {
			t.Errorf("sheet %s without actuals", s.Key)
		}
	}
}

// TestUnknownMetricIsSaid: a rule for a figure that nothing watches is an error
// at its cell, in any words; every name of a metric is understood.
func TestUnknownMetricIsSaid(t *testing.T) {
	src, err := samples.Source("ecommerce-platform")
	if err != nil {
		t.Fatal(err)
	}
	rulesWith := func(metric, lang string) []budget.Problem {
		t.Helper()
		text := strings.Replace(string(src), "Probability of overrun | 50%", metric+" | 50%", 1)
		if text == string(src) && metric != "Probability of overrun" {
			t.Fatal("the sample has no such rule")
		}
		data, err := workbook.FromText([]byte(text), "en")
		if err != nil {
			t.Fatal(err)
		}
		_, problems, err := workbook.ReadBytes(t.Context(), "plan.xlsx", data, workbook.ReadOptions{Language: lang})
		if err != nil {
			t.Fatal(err)
		}
		return problems
	}
	for _, c := range []struct{ metric, lang string }{{"Chance of rain", "en"}, {"净利润率", "zh"}, {"CPI SPI", "en"}, {"P80 overrun", "zh"}} {
		found := slices.ContainsFunc(rulesWith(c.metric, c.lang), func(p budget.Problem) bool {
			return p.Code == "unknown-option" && p.Severity == budget.Error && p.Ref.Sheet == "Rules" && p.Ref.Cell != "" && strings.Contains(p.Message, c.metric)
		})
		if !found {
			t.Errorf("%q is taken without a word", c.metric)
		}
	}
	for _, metric := range []string{"P(overrun)", "超支概率", "Line near its red line", "Line to red line", "资金来源迟到天数", "现金可支撑月数"} {
		if slices.ContainsFunc(rulesWith(metric, "en"), func(p budget.Problem) bool { return p.Code == "unknown-option" }) {
			t.Errorf("%q is not understood", metric)
		}
	}
}

// TestLastingWarningIsSaid: a warning that is a tier higher because it stands month after
// month says so on the Dashboard and on its sheet, with the tier's own threshold beside it.
func TestLastingWarningIsSaid(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		o, p := fixture(lang)
		o.Warnings = []outcome.Warning{{Metric: "spi", Tier: "major", Was: "higher", Risen: true, Value: 0.89, Threshold: 0.9, InARow: 3, Lasting: true}}
		d := newDesk(o, p, Options{Language: lang})
		said := strings.Join(d.worstWarnings(1), "\n")
		if want := d.w.Say("light.warning.lasting", 3); !strings.Contains(said, want) {
			t.Errorf("%s: %q says nothing of %q", lang, said, want)
		}
		text := ""
		for _, c := range d.warnings().s.Cells {
			text += textOf(c) + "\n"
		}
		for _, want := range []string{d.w.Say("report.alert.lasting", 3), strings.TrimSpace(d.w.Say("report.alert.risen.one"))} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the sheet says nothing of %q", lang, want)
			}
		}
	}
}
