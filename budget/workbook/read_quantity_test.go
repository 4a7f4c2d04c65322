package workbook

import (
	"testing"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// TestBadDistributionEverywhere: a text that is no distribution is one error, at its
// cell, in whatever column it stands.
func TestBadDistributionEverywhere(t *testing.T) {
	n := 0
	for _, def := range schema.Sheets() {
		for _, c := range def.Columns {
			if c.Form != schema.Uncertain || c.Field == "Low" || c.Field == "Likely" || c.Field == "High" {
				continue
			}
			n++
			for _, text := range []string{
				"PERT(3,2,1)", "Normal(1,-2)", "Pert(1,2", "Nonesuch(1,2)", "Uniform(1)", "Empirical(Nowhere!A1:A9)", "about 5", "Discrete(1:0.5,2:0.2)",
			} {
				x := tableRow(t, def, c, text)
				x.quantity(c.Field)
				if p := x.r.problems; len(p) != 1 || p[0].Severity != budget.Error || p[0].Ref.Sheet != def.Key || p[0].Ref.Cell != "B2" {
					t.Errorf("%s: %s = %s: %v", def.Key, c.Field, text, p)
				}
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d columns hold distributions", n)
	}
}
