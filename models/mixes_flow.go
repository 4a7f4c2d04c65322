package models

import (
	"context"
	"math"

	"ballast/sim"
)

// flowShock is what goes otherwise than planned before any funding.
type flowShock struct {
	costs       float64 // share by which all payments rise
	revenue     float64 // share by which all collections rise
	lateRevenue float64 // months by which all collections come later
}

// flows works out a scenario as far as funding needs it: the monthly flow
// before funding, and when and how much of each source arrives.
func (k *kernel) flows(b *sim.Block, i int) {
	s := k.s
	s.revenue()
	k.flow.apply(s)
	s.netFlow()
	if k.m.out.seriesBuilding >= 0 {
		s.build()
		k.flow.raise(s.building)
	}
	s.supply()
	if !b.Kept {
		return
	}
	s.storeSupply(func(col int, x float64) { b.Scalar[col][i] = x })
	o := &k.m.out
	for m := range k.m.horizon {
		b.Series[o.seriesNCF][m][i] = s.ncf[m]
	}
	if at := o.seriesBuilding; at >= 0 {
		for m, x := range s.building {
			b.Series[at][m][i] = x
		}
	}
	k.storeRates(b, i)
}

// apply changes payments and collections of a scenario, from which tax follows.
func (f flowShock) apply(s *scenario) {
	f.raise(s.paid)
	f.raise(s.vat)
	if f.lateRevenue == 0 && f.revenue == 0 {
		return
	}
	late, by := int(math.Floor(f.lateRevenue)), f.lateRevenue-math.Floor(f.lateRevenue)
	for m := len(s.collected) - 1; m >= 0; m-- {
		s.collected[m] = (1 + f.revenue) * (float64((1-by)*at(s.collected, m-late)) + float64(by*at(s.collected, m-late-1)))
	}
}

// raise changes payments.
func (f flowShock) raise(paid []float64) {
	if f.costs != 0 {
		for m := range paid {
			paid[m] *= 1 + f.costs
		}
	}
}

func at(x []float64, m int) float64 {
	if m < 0 {
		return 0
	}
	return x[m]
}

// rerun draws the scenarios again as far as funding needs them: with the seed
// of s the same futures, with another seed fresh ones.
func (s *Simulation) rerun(ctx context.Context, seed uint64, shock flowShock) (*Simulation, error) {
	prog := s.m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(s.m, seed, flowKernel)
		k.flow = shock
		return k
	}
	cfg := s.cfg
	cfg.Seed, cfg.KeepInputs, cfg.Progress, cfg.Scenarios, cfg.First = seed, 0, nil, s.res.SeriesN, 0 // only these have flows to compare
	cfg.Bins = false
	cfg.Replicate = s.res.Replicate
	res, err := sim.Run(ctx, &prog, cfg)
	if err != nil {
		return nil, s.m.explainError(err)
	}
	return &Simulation{m: s.m, cfg: cfg, res: res, limit: s.limit, flowsOnly: true}, nil
}
