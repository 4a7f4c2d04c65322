package portfolio

import (
	"testing"

	"ballast/budget"
)

// TestTailsOfCommonDrivers: a t copula may not mix a driver that other plans share: one that
// its plan correlates with a line of its own, or that another plan, named earlier or later,
// correlates with a driver that both have. Of lines alone it may.
func TestTailsOfCommonDrivers(t *testing.T) {
	with := func(id string, df float64, links ...budget.Correlation) *budget.Plan {
		p := made(id, driven("C1", 1000, 3, "Steel"), line("C2", 500, 3, "PERT(400,500,900)"), line("C3", 500, 3, "PERT(400,500,900)"))
		p.Drivers = []budget.Driver{steel("Steel"), steel("Copper")}
		p.Project.CopulaDF, p.Correlations = df, links
		return p
	}
	own, lines, both := budget.Correlation{A: "Steel", B: "C2", Rho: 0.5}, budget.Correlation{A: "C2", B: "C3", Rho: 0.5}, budget.Correlation{A: "Steel", B: "Copper", Rho: 0.5}
	for what, x := range map[string]struct {
		plans   []*budget.Plan
		refused int // -1: none
	}{
		"a line":  {[]*budget.Plan{with("A", 0), with("B", 4, own)}, 1},
		"later":   {[]*budget.Plan{with("A", 4, lines), with("B", 0, both)}, 0},
		"earlier": {[]*budget.Plan{with("A", 0, both), with("B", 4, lines)}, 1},
		"lines":   {[]*budget.Plan{with("A", 0), with("B", 4, lines)}, -1},
		"alone":   {[]*budget.Plan{with("A", 4, own)}, -1},
	} {
		s := NewSurvey(Settings{})
		for _, p := range x.plans {
			if problems := s.Add(entryOf(p), p); len(problems) > 0 {
				t.Fatalf("%s: %v", what, problems)
			}
		}
		dropped := -1
		found := s.Finish(func(i int) { dropped = i })
		if dropped != x.refused || (len(found) == 1) != (x.refused >= 0) || len(found) > 0 && found[0].Code != "driver-copula" {
			t.Errorf("%s: dropped %d, found %v", what, dropped, found)
		}
	}
}
