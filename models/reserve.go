package models

import (
	"context"
	"math"
	"slices"
	"sort"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
)

// reserve fills o.Reserve: contingency with its interval at each confidence,
// management reserve, allocation, release curve.
func (s *Simulation) reserve(ctx context.Context, o *outcome.Outcome) error {
	p := &s.m.plan.Project
	r := &o.Reserve
	r.Confidence, r.LiquidityConfidence, r.Accuracy = p.ReserveConfidence, p.LiquidityConfidence, s.accuracy()
	for _, row := range s.reserveRows(reserveLevels(r.Confidence)) {
		r.Table = append(r.Table, row)
		if math.Abs(row.Confidence-r.Confidence) < 1e-9 {
			r.Contingency, r.Interval95 = row.Contingency, row.Interval95
		}
	}
	r.AccuracyReached = s.converged
	if below, above, ok := s.col(s.m.out.total).jump(r.Confidence, s.accuracy()); ok {
		r.Jump = &outcome.Jump{Below: cents(below), Above: cents(above)}
	}
	qs := s.col(s.m.out.total).at(r.Confidence, 0.95)
	r.Management = math.Max(0, qs[1]-qs[0])
	if r.Confidence >= 0.95-1e-9 && p.ManagementReserve == nil {
		r.Management, r.ManagementWhy = 0, s.m.words.Say("model.management-none", percentLevel(r.Confidence))
	}
	if p.ManagementReserve != nil {
		r.Management = *p.ManagementReserve * s.m.base
	}
	r.Management = cents(r.Management)
	r.Outside = s.m.outside(r)
	var err error
	if r.Release, err = s.release(ctx, r.Confidence); err != nil {
		return err
	}
	r.ReleaseBeyond = r.Release[len(r.Release)-1].Need
	r.Escalation = cents(s.m.plannedEscalation())
	r.Proper = cents(r.Contingency - r.Escalation)
	if r.Contingency > 0 && r.Interval95[0] <= 0 {
		r.Allocation.Why = s.m.words.Say("model.allocation-none")
	}
	if err := s.allocate(ctx, r); err != nil {
		return err
	}
	return s.correlated(ctx, r)
}

// reserveLevels are the confidences of the table of reserves, the chosen one among
// them.
func reserveLevels(chosen float64) []float64 {
	levels := []float64{0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.95}
	if !slices.ContainsFunc(levels, func(x float64) bool { return math.Abs(x-chosen) < 1e-9 }) {
		levels = append(levels, chosen)
		sort.Float64s(levels)
	}
	return levels
}

// reserveRows is a row for each confidence: contingency(p) = max(0, Qp(T) - B),
// with the 95 % interval of Qp from the independent replicates.
func (s *Simulation) reserveRows(levels []float64) []outcome.ReserveRow {
	t := s.col(s.m.out.total)
	qs := t.at(levels...)
	over := func(x float64) float64 { return cents(math.Max(0, x-s.m.base)) }
	rows := make([]outcome.ReserveRow, len(levels))
	for i, p := range levels {
		ends := t.interval(p)
		lo, hi := ends[0], ends[1]
		rows[i] = outcome.ReserveRow{Confidence: p, Cost: cents(qs[i]), Contingency: over(qs[i]),
			Interval95: outcome.Interval{over(lo), over(hi)}, Reached: hi-lo <= s.accuracy()}
	}
	return rows
}

// cents rounds a recommendation to the cent.
func cents(x float64) float64 { return budget.MoneyOf(x).InexactFloat64() }

// correlatedOn is how many scenarios say it: smoothed they have a smaller error than a
// whole run has that is not.
const correlatedOn = 1 << 12

// correlated says what the reserve would be had all line amounts been
// correlated at 0.2, when the plan correlates nothing.
func (s *Simulation) correlated(ctx context.Context, r *outcome.Reserve) error {
	if len(s.m.links) > 0 || s.m.factors != nil {
		return nil
	}
	var vs []int
	for i := range s.m.lines {
		if v := s.m.lines[i].amount.v; v >= 0 {
			vs = append(vs, v)
		}
	}
	if len(vs) < 2 {
		return nil
	}
	const rho = 0.2
	p := s.m.program
	p.Factors = sim.CommonFactor(vs, rho)
	p.NewKernel = func(seed uint64) sim.Kernel { return newKernel(s.m, seed, costKernel) }
	p.Series, p.Sums = nil, 0
	cfg := s.cfg
	cfg.Scenarios, cfg.KeepInputs, cfg.Bins, cfg.Progress = min(10000, s.res.N), 0, false, nil
	if s.smoothed() {
		cfg.Scenarios = min(correlatedOn, s.res.N)
	}
	cfg.Replicate = replicateLength(cfg.Sampling, cfg.Scenarios)
	res, err := sim.Run(ctx, &p, cfg)
	if err != nil {
		return err
	}
	q := s.m.smoothQuantile(res, r.Confidence)
	r.AtCorrelation = &outcome.Correlated{Rho: rho, Confidence: r.Confidence, Contingency: cents(math.Max(0, q-s.m.base))}
	return nil
}
