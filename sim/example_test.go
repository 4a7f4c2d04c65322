package sim_test

import (
	"context"
	"fmt"

	"ballast/sim"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// total adds up the draws of every scenario.
type total struct{}

// Run implements sim.Kernel.
func (total) Run(b *sim.Block) error {
	for i := range b.N {
		sum := 0.0
		for _, drawn := range b.In {
			sum += drawn[i]
		}
		b.Scalar[0][i] = sum
	}
	return nil
}

// Two amounts that are uncertain and correlated, added up in 10,000 scenarios.
// The figures are the same to the bit on any number of cores.
func ExampleRun() {
	program := &sim.Program{
		Scalars:   []string{"total"},
		Links:     []sim.Link{{A: 0, B: 1, Rho: 0.5}},
		NewKernel: func(uint64) sim.Kernel { return total{} },
	}
	for _, text := range []string{"PERT(80,100,160)", "Normal(50,5)"} {
		spec, err := distribution.Parse(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		d, err := spec.Build(nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		program.Variables = append(program.Variables, sim.Variable{Key: text, Dist: d})
	}
	result, err := sim.Run(context.Background(), program, sim.Config{Scenarios: 10000, Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	q := stats.Quantiles(result.Scalar[0], []float64{0.5, 0.8})
	fmt.Printf("P50 %.0f, P80 %.0f\n", q[0], q[1])
	// Output: P50 155, P80 172
}
