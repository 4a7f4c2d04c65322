package report

import (
	"slices"
	"testing"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// TestStressTableInWorkbook: where stresses were asked for the sheet Reserve has a row for
// the plan and for each of them, with the figures of the outcome, in both languages; else
// no such table.
func TestStressTableInWorkbook(t *testing.T) {
	t.Parallel()
	for lang, title := range map[string]string{"en": "Under stress, on the same futures", "zh": "压力测试（同一组情景）"} {
		o, p := fixture(lang)
		has := func() (values []any) {
			in := false
			for _, s := range Build(o, p, Options{Language: lang}).Sheets {
				if s.Key != "reserve" {
					continue
				}
				for _, c := range s.Cells {
					if c.Role == sheet.RoleSection {
						in = c.Value == title
					}
					if in {
						values = append(values, c.Value)
					}
				}
			}
			return values
		}
		if len(has()) > 0 {
			t.Errorf("%s: a table without a stress", lang)
		}
		x := func(v float64) *float64 { return &v }
		plan := outcome.Headline{Confidence: 0.8, Contingency: 1e6, Overrun: outcome.Overrun{What: "limit", Probability: 0.31}, ProbabilityGap: x(0.07), PeakGapP90: x(2e5),
			NPVMean: x(3e6), ProbabilityNegative: x(0.11), PaybackP50: x(17.5)}
		hit := plan
		hit.Contingency, hit.NPVMean = 2.5e6, x(-4e5)
		o.StressTest = &outcome.StressTest{Unstressed: plan, Stresses: []outcome.Stressed{{Name: "Bank late", Text: "F2 late 6", Figures: hit}}}
		got := has()
		for _, want := range []any{"Bank late (F2 late 6)", 1e6, 2.5e6, 3e6, -4e5, 0.31, 0.07, 2e5, 0.11, 17.5} {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no %v in %v", lang, want, got)
			}
		}
	}
}
