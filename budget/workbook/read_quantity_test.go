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
			for _, text := range []string{"PERT(3,2,1)", "Nonesuch(1,2)"} {
				_, problems := readText(t, oneRow(def, c, text))
				var found []budget.Problem
				for _, p := range problems {
					if p.Code == "bad-distribution" || p.Code == "unknown-shape" {
						found = append(found, p)
					}
				}
				if len(found) != 1 || found[0].Ref.Sheet != def.Key {
					t.Errorf("%s: %s = %s: %d errors %v", def.Key, c.Field, text, len(found), found)
				}
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d columns hold distributions", n)
	}
}
