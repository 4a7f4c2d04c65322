package models

import (
	"context"
	"fmt"

	"ballast/sim"
)

// CostRange says which scenarios of a run of many more are drawn.
type CostRange struct {
	Seed       uint64
	Sampling   string
	Total      int // scenarios of the run
	First, N   int // those that are wanted; First is a multiple of CostReplicate
	Workers    int
	InProgress func(done int)
}

// CostReplicate is how long the independent replicates of a run are.
func CostReplicate(sampling string, total int) (int, error) {
	kind, err := samplingKind(sampling, "")
	if err != nil {
		return 0, fmt.Errorf("models: %w", err)
	}
	return replicateLength(kind, total), nil
}

// costPiece is how many scenarios of a range are in memory at a time.
const costPiece = 1 << 18

// Costs draws the total cost of a range of scenarios, the same to the bit as in the whole
// run, and hands it on piece by piece. Nothing is smoothed.
//
// Checked: TestRangesAreTheRun.
func (m *Model) Costs(ctx context.Context, c CostRange, take func(total []float64) error) error {
	kind, err := samplingKind(c.Sampling, "")
	if err != nil {
		return err
	}
	p := m.program
	p.Series, p.Sums, p.Row = nil, 0, 0
	p.NewKernel = func(seed uint64) sim.Kernel { return newKernel(m, seed, costKernel) }
	replicate := replicateLength(kind, c.Total)
	size := max(1, costPiece/replicate) * replicate
	for done := 0; done < c.N; done += size {
		res, err := sim.Run(ctx, &p, sim.Config{Scenarios: min(size, c.N-done), First: c.First + done, Replicate: replicate, Seed: c.Seed, Sampling: kind,
			Workers: c.Workers, KeepSample: 1, KeepSmooth: 1, KeepSeries: 1})
		if err != nil {
			return m.explainError(err)
		}
		if err := take(res.Scalar[m.out.total]); err != nil {
			return err
		}
		if c.InProgress != nil {
			c.InProgress(min(c.N, done+size))
		}
	}
	return nil
}
