package main

import (
	"strings"
	"testing"
)

// TestExplainRow: every cell of a row, as written and as taken, with how its
// column was judged; an ID that no row has is said.
func TestExplainRow(t *testing.T) {
	plan(t, `== Project
Currency | EUR
Start month | 2026-01
Horizon | 12
== Costs
ID | Name | Amount (k€) | Low (%) | High (%) | Start | Months | Probability
C1 | Rent | 12 | 90 | 130 | 2026-03 | 6 |
== Funding
ID | Kind | Committed | Date | Rate | Term | Payment frequency
F1 | loan | 5000 | 2026-02 | 6 | 9 | quarterly
== Risks
ID | Probability | Cost impact | Depends on | Probability if parent
R1 | 20% | 100 | |
R2 | 10% | 100 | |
R3 | 0% | PERT(1,2,3) | R1 & R2 | 50%
`)
	for id, want := range map[string][]string{
		"c1": {"C2 Amount (k€) 12 Amount 12000", "D2 Low (%) 90 Low uniform 90% / - / 130%", "F2 Start 2026-03-01 Start 2026-03"},
		"F1": {"E2 Rate 6 Rate 6%", "G2 Payment frequency quarterly Payment frequency 3"},
		"R3": {"D4 Depends on R1 & R2 Depends on R1 & R2", "C4 Cost impact PERT(1,2,3) Cost impact PERT(1,2,3)"},
	} {
		got := ballast(t, "explain", "plan.xlsx", "--row", id)
		text := strings.Join(strings.Fields(got.out), " ")
		for _, w := range want {
			if got.code != exitOK || !strings.Contains(text, w) {
				t.Errorf("exit %d, no %q in\n%s%s", got.code, w, got.out, got.err)
			}
		}
	}
	if got := ballast(t, "explain", "plan.xlsx", "--row", "X9"); got.code != exitUsage || !strings.Contains(got.err, "X9") {
		t.Errorf("exit %d: %s", got.code, got.err)
	}
}
