package main

import (
	"regexp"
	"strings"
	"testing"
)

// TestInfiniteDrawIsExplained: a draw too large for a number stops the run with
// the row, its cell and the scenario, and the command that the message names
// shows that scenario.
func TestInfiniteDrawIsExplained(t *testing.T) {
	name := plan(t, `== Project
Name | Endless
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 1000

== Costs
ID | Name | Amount | Uncertainty | Start | Months
C1 | Racks | 100 | PERT(90%,100%,140%) | 2026-01 | 3
C2 | Power | 100 | Weibull(0.0005,100%) | 2026-01 | 3
`)
	for _, sampling := range []string{"LHS", "MC", "Sobol"} {
		got := ballast(t, "run", name, "--sampling", sampling)
		scenario := regexp.MustCompile(`C2 Power \(plan\.xlsx:Costs!D3\) is \+Inf in scenario (\d+); see it with (--scenario (\d+))`).FindStringSubmatch(got.err)
		if got.code != exitFailed || scenario == nil || scenario[1] != scenario[3] {
			t.Fatalf("%s: exit %d\n%s", sampling, got.code, got.err)
		}
		shown := ballast(t, "explain", name, "--sampling", sampling, "--scenario", scenario[1])
		if shown.code != exitOK || !strings.Contains(shown.out, "scenario "+scenario[1]) || !strings.Contains(shown.out, "+Inf") {
			t.Errorf("%s: exit %d\n%s%s", sampling, shown.code, shown.out, shown.err)
		}
	}
	if now := files(t); now != name {
		t.Errorf("files left: %s", now)
	}
}
