package models

import (
	"context"
	"math"
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// variants works out, for every mix, what happens when each source fails in
// turn, and when it brings a little more.
func (d *mixStudy) variants(ctx context.Context, out []outcome.MixResult) error {
	unit := d.unit()
	var sets [][]float64
	for q := range out {
		sets = append(sets, out[q].Amounts)
		for j := range d.m.sources {
			sets = append(sets, with(out[q].Amounts, j, 0), with(out[q].Amounts, j, out[q].Amounts[j]+unit))
		}
	}
	res, err := d.run(ctx, d.f, sets, true)
	if err != nil {
		return err
	}
	step := shortColumns * (1 + 2*len(d.m.sources))
	for q := range out {
		own := res.Scalar[q*step:]
		for j := range d.m.sources {
			off, more := own[shortColumns*(1+2*j):], own[shortColumns*(2+2*j):]
			if out[q].Amounts[j] > tiny {
				out[q].Removal = append(out[q].Removal, outcome.MixRemoval{ID: d.m.sources[j].id, ProbabilityGap: share(off[columnPeak], gapped),
					PeakGapP90: stats.Quantiles(off[columnPeak], []float64{0.9})[0]})
			}
			out[q].PerUnit = append(out[q].PerUnit, d.perUnit(j, unit, own, more))
		}
	}
	return nil
}

// with is a set of amounts with another amount of source j.
func with(amounts []float64, j int, x float64) []float64 {
	out := append([]float64(nil), amounts...)
	out[j] = x
	return out
}

// unit is a round amount near, and not above, a fiftieth of the need.
func (d *mixStudy) unit() float64 {
	x := max(d.need/50, 1)
	base := math.Pow(10, math.Floor(math.Log10(x)))
	for _, k := range []float64{5, 2} {
		if k*base <= x {
			return k * base
		}
	}
	return base
}

// perUnit is what unit more of source j changes, future by future.
func (d *mixStudy) perUnit(j int, unit float64, own, more [][]float64) outcome.MixPerUnit {
	diff := make([]float64, d.f.n)
	for i := range diff {
		diff[i] = gapOf(more[columnPeak][i]) - gapOf(own[columnPeak][i])
	}
	r := outcome.MixPerUnit{ID: d.m.sources[j].id, Unit: unit}
	r.ProbabilityGap, r.ProbabilityGapInterval = d.meanInterval(diff)
	r.Cost = stats.Mean(more[columnCost]) - stats.Mean(own[columnCost])
	r.PeakGap = stats.Mean(more[columnPeak]) - stats.Mean(own[columnPeak])
	return r
}

// stresses works out every mix under every stress, on the same draws. Shocks
// of sources repeat the funding step only; shocks of costs and revenue repeat
// the run, because tax follows them.
func (d *mixStudy) stresses(ctx context.Context) ([]outcome.MixStress, error) {
	all := append(slices.Clone(d.m.plan.Stress), d.cfg.Stress...)
	var out []outcome.MixStress
	for _, s := range all {
		one, err := d.stress(ctx, s)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (d *mixStudy) stress(ctx context.Context, s budget.Stress) (outcome.MixStress, error) {
	x, err := d.m.shockOf(s)
	if err != nil {
		return outcome.MixStress{}, err
	}
	f, err := d.shocked(ctx, x.flowShock, fundingShock{late: x.late, rates: x.rates})
	if err != nil {
		return outcome.MixStress{}, err
	}
	return d.stressed(ctx, f, s, x.fails)
}

// shocked is the futures under a shock.
func (d *mixStudy) shocked(ctx context.Context, flow flowShock, shock fundingShock) (*futures, error) {
	s, same := d.s, shock.rates == 0
	for _, x := range shock.late {
		same = same && x == 0
	}
	if flow != (flowShock{}) {
		var err error
		if s, err = d.s.rerun(ctx, d.s.cfg.Seed, flow); err != nil {
			return nil, err
		}
	} else if same {
		return d.f, nil
	}
	return newFutures(ctx, s, shock)
}

func (d *mixStudy) stressed(ctx context.Context, f *futures, s budget.Stress, fails []bool) (outcome.MixStress, error) {
	out := outcome.MixStress{Name: s.Name, Text: s.Text}
	if out.Name == "" {
		out.Name = s.Text
	}
	var sets [][]float64
	for _, a := range d.mixes {
		for j, failed := range fails {
			if failed {
				a = with(a, j, 0)
			}
		}
		sets = append(sets, a)
	}
	res, err := d.run(ctx, f, sets, true)
	if err != nil {
		return out, err
	}
	for q := range sets {
		col := res.Scalar[q*shortColumns:]
		out.Mixes = append(out.Mixes, outcome.StressedMix{Name: d.names[q], ProbabilityGap: share(col[columnPeak], gapped),
			PeakGapP90: stats.Quantiles(col[columnPeak], []float64{0.9})[0], CostMean: stats.Mean(col[columnCost]), NPVMean: stats.Mean(col[columnNPV])})
	}
	return out, nil
}
