package workbook

import "testing"

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
