package models

import (
	"context"
	"testing"

	"ballast/samples/bench"
	"ballast/sim"
	"ballast/sim/design"
)

// BenchmarkPiece measures drawing and evaluating workload M, one worker, with
// the pieces of work that sim cuts: change the constant there to compare.
func BenchmarkPiece(b *testing.B) {
	w, err := bench.Read("../samples/bench/M.json")
	if err != nil {
		b.Fatal(err)
	}
	m, problems := Compile(w.Plan())
	if m == nil {
		b.Fatal(problems)
	}
	for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		b.Run("workload=M/lines=300/sampling="+string(kind), func(b *testing.B) {
			for b.Loop() {
				if _, err := sim.Run(context.Background(), &m.program, sim.Config{Scenarios: 8192, Sampling: kind, Workers: 1}); err != nil {
					b.Fatal(err)
				}
			}
			perScenario(b, 8192)
		})
	}
}
