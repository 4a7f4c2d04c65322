package portfolio

import (
	"strings"
	"testing"

	"ballast/budget"
)

// TestCalendar: a driver that reverts begins anew with a plan that starts later, and months
// beyond the portfolio's horizon are not its own: both are said, with the plan; a plan that is
// put off takes the windows of its risks along.
func TestCalendar(t *testing.T) {
	t.Parallel()
	wages := []budget.Driver{{Name: "Wages", Kind: "revert", Growth: 0.03, Volatility: 0.05, Speed: 0.5, Base: 1}}
	a, b := made("A", driven("C1", 1000, 3, "Wages")), made("B", driven("C1", 1000, 3, "Wages"))
	a.Drivers, b.Drivers, b.Project.Start = wages, wages, budget.Month{Year: 2026, Month: 7}
	o := run(t, Settings{Scenarios: 256, Horizon: 24, Language: "en"}, []*budget.Plan{a, b}, nil)
	text := strings.Join(o.Notes, "\n")
	for _, want := range []string{o.Plans[1].ID, "Wages", "6"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
	if len(o.Notes) < 2 {
		t.Errorf("notes:\n%s", text)
	}
	a.Risks = []budget.Risk{{ID: "R1", From: 2, To: 9}}
	if r := shifted(a, 5, false).Risks[0]; r.From != 7 || r.To != 14 || a.Risks[0].From != 2 {
		t.Errorf("the window is %d to %d", r.From, r.To)
	}
}
