package models

import (
	"errors"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/sim"
)

// TestInfiniteCost: a cost too large for a number, of draws that are not, stops
// the run with the figure and the scenario, which can be replayed.
func TestInfiniteCost(t *testing.T) {
	p := &budget.Plan{Project: budget.Project{Start: budget.Month{Year: 2026, Month: 1}, Horizon: 12, Rate: 0.08, ReserveConfidence: 0.8,
		LiquidityConfidence: 0.9, Scenarios: 1000, Seed: 1, MatrixP: []float64{.1, .3, .5, .7}, MatrixImpact: []float64{.005, .01, .02, .05}},
		Costs: []budget.CostLine{{ID: "C1", Amount: budget.MoneyOf(1e6), Months: 3, Uncertainty: &budget.Quantity{Text: "Uniform(1e302,1.9e302)", OfBase: true}}}}
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	_, err := Run(t.Context(), m, RunConfig{})
	var bad *sim.NotFiniteError
	if !errors.As(err, &bad) || !strings.Contains(err.Error(), "cost, estimates only is +Inf in scenario") || !strings.Contains(err.Error(), "--scenario") {
		t.Fatalf("%v", err)
	}
	var shown strings.Builder
	if err := m.ExplainScenario(t.Context(), &shown, bad.Scenario, RunConfig{}); err != nil || !strings.Contains(shown.String(), "C1") {
		t.Errorf("%v\n%s", err, &shown)
	}
}
