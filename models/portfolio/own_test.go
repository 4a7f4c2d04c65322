package portfolio

import (
	"context"
	"reflect"
	"testing"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// warnsOfGaps is a rule that a plan of one source, whose cost passes its base, breaks.
func warnsOfGaps() budget.Rule {
	low := 0.001
	return budget.Rule{Metric: "concentration", General: &low}
}

// TestOwnRuns: warnings and cash of a plan in the portfolio are those of its run with the
// portfolio's futures and seed, as the plan stands, whatever the portfolio does with it; a
// plan that says nothing of its money has none; nothing is said that was not asked for.
func TestOwnRuns(t *testing.T) {
	t.Parallel()
	a, b := funded("A", 600, 500, 2, 5), made("B", line("C1", 100, 3, "PERT(80,100,190)"))
	a.Costs[0].Uncertainty = &budget.Quantity{Text: "PERT(0.8,1,1.9)", OfBase: true}
	a.Rules = []budget.Rule{warnsOfGaps()}
	seed := uint64(3)
	m, problems := models.Compile(a)
	if m == nil {
		t.Fatal(problems)
	}
	sim, err := models.Simulate(context.Background(), m, models.RunConfig{Scenarios: 512, Seed: &seed, Sampling: "Sobol", Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	want, err := sim.Summarise(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Warnings) == 0 || want.Cash.ProbabilityGap == 0 {
		t.Fatalf("the plan shows nothing: %+v %+v", want.Warnings, want.Cash)
	}
	later := func(e *Entry) {
		if e.ID == "A" {
			e.Chance, e.Shift, e.Share = 0.5, 3, 0.25
		}
	}
	plans := []*budget.Plan{a, b}
	o := run(t, Settings{Scenarios: 512, Seed: &seed, Sampling: "Sobol", Own: true}, plans, later)
	var got []outcome.Warning
	for _, w := range o.Warnings {
		if w.Plan != "A" {
			t.Errorf("a warning of %s", w.Plan)
		}
		got = append(got, w.Warning)
	}
	if !reflect.DeepEqual(got, want.Warnings) {
		t.Errorf("warnings %+v, the run has %+v", got, want.Warnings)
	}
	if c := o.Plans[0].OwnCash; c == nil || c.ProbabilityGap != want.Cash.ProbabilityGap || c.PeakP90 != cents(want.Cash.PeakGap.Quantiles.At(90)) || o.Plans[1].OwnCash != nil {
		t.Errorf("cash %+v and %+v", c, o.Plans[1].OwnCash)
	}
	silent := run(t, Settings{Scenarios: 512, Seed: &seed, Sampling: "Sobol"}, plans, later)
	if silent.Warnings != nil || silent.Plans[0].OwnCash != nil || silent.Run.Digest != o.Run.Digest {
		t.Error("own runs were made, or change the portfolio")
	}
}
