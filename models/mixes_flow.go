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
	s.owe()
	k.flow.apply(s)
	s.netFlow()
	if k.m.out.seriesBuilding >= 0 {
		s.build()
		k.flow.raise(s.building, k.m.cut)
	}
	s.supply()
	if !b.Kept {
		return
	}
	s.storeSupply(&recorder{b.Scalar, i})
	o := &k.m.out
	b.Scalar[o.settled][i] = s.open.net()
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

// apply changes the payments and collections of a scenario that are still to come; tax
// follows from them.
func (f flowShock) apply(s *scenario) {
	f.raise(s.paid, s.m.cut)
	f.raise(s.vat, s.m.cut)
	s.open.bills *= 1 + f.costs
	if f.lateRevenue == 0 && f.revenue == 0 {
		return
	}
	f.move(s.collected, s.m.cut)
	s.open.shared = float64((1+f.revenue)*s.open.shared) + f.move(s.shared, s.m.cut)
	for _, p := range s.recover {
		f.move(p, s.m.cut)
	}
	for k, p := range s.revenueByPartner {
		s.open.own[k] = float64((1+f.revenue)*s.open.own[k]) + f.move(p, s.m.cut)
	}
}

// move changes collections from a month on and returns what now comes beyond the horizon.
func (f flowShock) move(collected []float64, from int) (beyond float64) {
	late, by := int(math.Floor(f.lateRevenue)), f.lateRevenue-math.Floor(f.lateRevenue)
	at := func(m int) float64 {
		if m < from {
			return 0
		}
		return collected[m]
	}
	if from >= len(collected) { // a source that is set off against nothing, or all of it past
		return 0
	}
	before := sumOf(collected[from:])
	for m := len(collected) - 1; m >= from; m-- {
		collected[m] = (1 + f.revenue) * (float64((1-by)*at(m-late)) + float64(by*at(m-late-1)))
	}
	if f.lateRevenue == 0 {
		return 0
	}
	return float64((1+f.revenue)*before) - sumOf(collected[from:])
}

// raise changes payments from a month on.
func (f flowShock) raise(paid []float64, from int) {
	if f.costs != 0 {
		for m := from; m < len(paid); m++ {
			paid[m] *= 1 + f.costs
		}
	}
}

// rerun draws the scenarios again as far as funding needs them: with the seed
// of s the same futures, with another seed fresh ones.
func (s *Simulation) rerun(ctx context.Context, seed uint64, shock flowShock) (*Simulation, error) {
	return s.rerunOf(ctx, seed, shock, s.res.SeriesN) // only these have flows to compare
}

// rerunOf is rerun of n scenarios.
func (s *Simulation) rerunOf(ctx context.Context, seed uint64, shock flowShock, n int) (*Simulation, error) {
	prog := s.m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(s.m, seed, flowKernel)
		k.flow = shock
		return k
	}
	cfg := s.cfg
	cfg.Seed, cfg.KeepInputs, cfg.Progress, cfg.Scenarios, cfg.First = seed, 0, nil, n, 0
	cfg.Bins, cfg.KeepSeries, cfg.KeepScalars = false, 0, 0 // all of them
	cfg.Replicate = min(s.res.Replicate, n)
	res, err := sim.Run(ctx, &prog, cfg)
	if err != nil {
		return nil, s.m.explainError(err)
	}
	return &Simulation{m: s.m, cfg: cfg, res: res, limit: s.limit, flowsOnly: true}, nil
}
