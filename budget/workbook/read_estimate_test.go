package workbook

import (
	"testing"

	"ballast/budget"
)

// TestPercentLimit: figures of the base up to 5 are factors, larger ones are
// percentages; a percent sign settles it. All cells of a row are of one kind.
func TestPercentLimit(t *testing.T) {
	for cells, want := range map[string][2]float64{
		"0.9 | 5":     {0.9, 5},
		"0.9 | 5.01":  {0.009, 0.0501},
		"90 | 130":    {0.9, 1.3},
		"-5 | 1":      {-5, 1},
		"-5.01 | 1":   {-0.0501, 0.01},
		"90% | 600%":  {0.9, 6},
		"0.9 | 600%":  {0.9, 6},
		"1.1 | 4.999": {1.1, 4.999},
	} {
		p, problems := readText(t, "== Project\nStart month | 2026-01\nDiscount rate | 8%\n== Costs\nID | Amount | Low | High | Estimates are\nC1 | 1000 | "+cells+" | % of base\n")
		if len(p.Costs) != 1 || p.Costs[0].Uncertainty == nil || !p.Costs[0].Uncertainty.OfBase {
			t.Errorf("%s: no shares of the base: %v", cells, problems)
			continue
		}
		if q := p.Costs[0].Uncertainty; *q.Low != want[0] || *q.High != want[1] {
			t.Errorf("%s: read as %v to %v, want %v", cells, *q.Low, *q.High, want)
		}
	}
}

// TestDistributionInShape: a whole distribution in the column Shape, which many head
// Distribution, is read as in Uncertainty; beside estimates or an uncertainty it is said
// that one of the two is left.
func TestDistributionInShape(t *testing.T) {
	plan := func(columns, row string) string {
		return "== Project\nName | Rooms\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\n\n== Costs\nID | Name | Amount | Start | Months | " + columns + "\nC1 | Rooms | 1000 | 2026-02 | 3 | " + row + "\n"
	}
	for name, c := range map[string]struct {
		columns, row, text string
		twice              bool
	}{
		"english":          {"Distribution", "Normal(1000,100)", "Normal(1000,100)", false},
		"as shape":         {"Shape", "PERT(900;1000;1400)", "PERT(900,1000,1400)", false},
		"chinese":          {"分布", "三角（900，1000，1400）", "Triangular(900,1000,1400)", false},
		"beside estimates": {"Distribution | Low | High", "Normal(1000,100) | 900 | 1200", "Normal(1000,100)", true},
		"twice":            {"Distribution | Uncertainty", "Normal(1000,100) | PERT(900,1000,1400)", "PERT(900,1000,1400)", true},
	} {
		p, problems := readText(t, plan(c.columns, c.row))
		said := false
		for _, x := range problems {
			said = said || x.Code == "two-estimates"
		}
		if budget.HasErrors(problems) || len(p.Costs) != 1 || p.Costs[0].Uncertainty == nil || p.Costs[0].Uncertainty.Text != c.text || said != c.twice {
			t.Errorf("%s: %+v, %v", name, p.Costs, problems)
		}
	}
	if _, problems := readText(t, plan("Distribution", "Banana(1,2)")); !budget.HasErrors(problems) {
		t.Errorf("no error of Banana(1,2): %v", problems)
	}
}
