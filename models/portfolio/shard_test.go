package portfolio

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"reflect"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// company is a portfolio that has everything: shared and correlated drivers, a pool, a
// plan in another currency, chances, shares, shifts for certain and not, correlations.
func company() (Settings, []*budget.Plan, func(e *Entry)) {
	plans := []*budget.Plan{funded("A", 600, 500, 2, 5), funded("B", 300, 300, 2, 5), made("C", driven("C1", 900, 3, "Steel"), driven("C2", 400, 8, "Copper")),
		made("D", line("C1", 500, 4, "PERT(400,500,900)")), generated(0, 8, 24, 3), made("U", line("C1", 700, 6, "Normal(700,90)"))}
	plans[0].Costs[0].Uncertainty = &budget.Quantity{Text: "PERT(0.8,1,1.9)", OfBase: true}
	plans[0].Rules = []budget.Rule{warnsOfGaps()}
	plans[2].Drivers = []budget.Driver{steel("Steel"), steel("Copper")}
	plans[2].Correlations = []budget.Correlation{{A: "Steel", B: "Copper", Rho: 0.5}}
	plans[3].Drivers = []budget.Driver{{Name: "USD", Kind: "walk", Volatility: 0.1, Base: 0.9}}
	plans[5].Project.Currency = "USD"
	s := Settings{Scenarios: 2048, Own: true, Lends: true, Pool: lender(700), Between: []budget.Correlation{{A: "A", B: "D", Rho: 0.5}}}
	return s, plans, func(e *Entry) {
		switch e.ID {
		case "B":
			e.Shift, e.Chance = 2, 0.7
		case "D":
			e.Delay = &budget.Quantity{Text: "Discrete(0:0.5,3:0.5)"}
		case "C":
			e.Share = 0.4
		}
	}
}

// TestShardsAreTheWhole: any number of shards, each run alone from the specification as it
// is written, give what the portfolio gives in one process, to the last figure.
func TestShardsAreTheWhole(t *testing.T) {
	set, plans, change := company()
	open := func(_ context.Context, i int) (*budget.Plan, error) { return plans[i], nil }
	ctx := context.Background()
	want, err := Run(ctx, surveyed(t, set, plans, change), Config{Workers: 1, Open: open})
	if err != nil {
		t.Fatal(err)
	}
	spec, err := surveyed(t, set, plans, change).Spec(ctx, open)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []int{1, 3, 6} {
		var shards []io.ReaderAt
		for _, some := range Groups(len(plans), k) {
			var back Spec
			if err := json.Unmarshal(text, &back); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := RunShard(ctx, &back, some, Config{Workers: 2, Open: open}, &out); err != nil {
				t.Fatal(err)
			}
			shards = append(shards, bytes.NewReader(out.Bytes()))
		}
		var back Spec
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		got, err := Merge(ctx, &back, set, shards, Config{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Run.Digest != want.Run.Digest {
			t.Errorf("%d shards: another digest", k)
		}
		if a, b := figures(t, got), figures(t, want); !reflect.DeepEqual(a, b) {
			t.Errorf("%d shards: other figures:\n%s\n%s", k, a, b)
		}
		if k > 1 {
			if _, err := Merge(ctx, &back, set, shards[:1], Config{}); err == nil {
				t.Error("a shard is missing and nobody says so")
			}
		}
	}
}

// figures are all figures as they are written.
func figures(t *testing.T, o *outcome.Portfolio) string {
	t.Helper()
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
