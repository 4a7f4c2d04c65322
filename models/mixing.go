package models

import (
	"context"
	"fmt"

	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// Mixing is the futures of a run made ready for one funding mix after the other: only
// the funding step is repeated. It keeps nothing else of the run.
type Mixing struct {
	d       *mixStudy
	planned [][]float64 // columns of the plan's own amounts
}

// Mixing works the futures out; ok is false for a plan without sources.
func (s *Simulation) Mixing(ctx context.Context) (x *Mixing, ok bool, err error) {
	if len(s.m.sources) == 0 {
		return nil, false, nil
	}
	own := *s
	d := &mixStudy{s: &own, m: s.m}
	if d.f, err = newFutures(ctx, s, fundingShock{}); err != nil {
		return nil, false, err
	}
	d.need = d.fundingNeed()
	own.res, own.smoothing, own.precision = nil, nil, nil // the futures are enough from here on
	own.cfg.Progress = nil
	x = &Mixing{d: d}
	res, err := x.run(ctx, d.planned())
	if err != nil {
		return nil, false, err
	}
	x.planned = res.Scalar
	return x, true, nil
}

// Bytes is about how much memory it keeps.
func (x *Mixing) Bytes() int64 {
	f := x.d.f
	n := len(f.flow) + len(f.figures) + len(f.worth) + len(f.building) + len(f.idling) + 12*len(f.supply)
	return int64(8 * (n + len(x.planned)*f.n))
}

// run works out one set of amounts with the cash by month.
func (x *Mixing) run(ctx context.Context, amounts []float64) (*sim.Result, error) {
	f := x.d.f
	names := make([]string, f.columns(false))
	for i := range names {
		names[i] = fmt.Sprintf("mix column %d", i)
	}
	prog := sim.Program{Scalars: names, Series: []string{"cash"}, Periods: f.h, Sums: f.trialSums(false), NewKernel: func(uint64) sim.Kernel {
		return &trialRun{trials: []*trial{newTrial(f, amounts)}, fan: true}
	}}
	return sim.Run(ctx, &prog, sim.Config{Scenarios: f.n, Replicate: min(f.replicate, 1000), Sampling: x.d.s.cfg.Sampling, Workers: x.d.s.cfg.Workers})
}

// Mix is what the plan comes to with other amounts of its sources, by their IDs in any
// letter case; those left out stay as planned, and none falls below what has come
// or rises where all has come.
//
// Checked: TestMixingIsTheComparison.
func (x *Mixing) Mix(ctx context.Context, amounts map[string]float64) (*outcome.MixGlance, error) {
	d := x.d
	a := append([]float64(nil), d.planned()...)
	for id, v := range amounts {
		j := d.m.sourceIndex(id)
		if j < 0 {
			return nil, fmt.Errorf("there is no source %s", id)
		}
		a[j] = max(v, 0)
	}
	for j := range a {
		a[j] = d.m.possible(j, a[j])
	}
	res, err := x.run(ctx, a)
	if err != nil {
		return nil, err
	}
	one := *d
	one.names, one.mixes = []string{""}, [][]float64{a}
	r := one.result(0, res.Scalar, res.Sums)
	r.GapInterval = d.shareInterval(r.ProbabilityGap, res.Scalar[columnPeak], gapped)
	d.against(&r, x.planned, res.Scalar)
	g := &outcome.MixGlance{Amounts: map[string]float64{}, Total: r.Total, Need: d.need, Gap: r.ProbabilityGap, GapInterval: r.GapInterval,
		PeakGapP90: r.PeakGapP90, CostMean: r.CostMean, Payback: r.Payback, Against: *r.AgainstFirst, Fan: x.fan(res)}
	if len(d.m.streams) > 0 {
		g.NPVMean = &r.NPVMean
	}
	for j := range a {
		g.Amounts[d.m.sources[j].id] = a[j]
	}
	g.GapVisible = apart(r.AgainstFirst.ProbabilityGapInterval)
	g.CostVisible = apart(r.AgainstFirst.CostInterval)
	return g, nil
}

// apart reports whether an interval of a difference leaves out nothing at all.
func apart(i outcome.Interval) bool { return i[0] > 0 || i[1] < 0 }

// fan is the cash by month of a mix.
func (x *Mixing) fan(res *sim.Result) []outcome.FanMonth {
	m := x.d.m
	out := make([]outcome.FanMonth, x.d.f.h)
	for k := range out {
		cash := res.Series[0][k]
		q := stats.Quantiles(cash, []float64{0.05, 0.25, 0.5, 0.75, 0.95})
		short := share(cash, func(v float64) bool { return v < m.minimum-gapTolerance })
		out[k] = outcome.FanMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(),
			P5: q[0], P25: q[1], P50: q[2], P75: q[3], P95: q[4], Mean: stats.Mean(cash), Gap: &short}
	}
	return out
}
