package models

import (
	"context"
	"math"

	"ballast/models/outcome"
	"ballast/models/vector"
	"ballast/sim"
	"ballast/sim/stats"
)

// compare works out every mix in full.
func (d *mixStudy) compare(ctx context.Context) ([]outcome.MixResult, error) {
	res, err := d.run(ctx, d.f, d.mixes, false)
	if err != nil {
		return nil, err
	}
	columns, sums := d.f.columns(false), d.f.trialSums(false)
	out := make([]outcome.MixResult, len(d.mixes))
	for q := range d.mixes {
		out[q] = d.result(q, res.Scalar[q*columns:(q+1)*columns], res.Sums[q*sums:(q+1)*sums])
		out[q].GapInterval = d.shareInterval(out[q].ProbabilityGap, res.Scalar[q*columns+columnPeak], gapped)
		if q > 0 {
			d.against(&out[q], res.Scalar[:columns], res.Scalar[q*columns:(q+1)*columns])
		}
	}
	return out, d.liquidity(ctx, out, res)
}

func gapped(x float64) bool { return x > 0 }

// result summarises one mix.
func (d *mixStudy) result(q int, col [][]float64, sum []float64) outcome.MixResult {
	f, n := d.f, float64(d.f.n)
	quantile := func(c int, ps ...float64) []float64 { return stats.Quantiles(col[c], ps) }
	peak, npvs := quantile(columnPeak, 0.5, 0.9), quantile(columnNPV, 0.1, 0.9)
	r := outcome.MixResult{Name: d.names[q], Amounts: d.mixes[q], Sources: d.listed(d.mixes[q]),
		ProbabilityGap: share(col[columnPeak], gapped), PeakGapMean: stats.Mean(col[columnPeak]), PeakGapP50: peak[0], PeakGapP90: peak[1],
		CostMean: stats.Mean(col[columnCost]), CostP90: quantile(columnCost, 0.9)[0],
		NPVMean: stats.Mean(col[columnNPV]), NPVP10: npvs[0], NPVP90: npvs[1]}
	r.GapMonths = make([]float64, f.h)
	for m := range r.GapMonths {
		r.GapMonths[m] = sum[m] / n
	}
	d.use(&r, sum[f.h:], n)
	r.Dilution = d.dilution(d.mixes[q])
	if len(d.m.streams) > 0 {
		r.Payback = mixPayback(col[columnPayback])
	}
	with := finite(col[columnDSCR])
	unjudged := share(col[columnDSCR], func(x float64) bool { return math.IsInf(x, -1) })
	r.DSCRMin = outcome.DSCR{Without: 1 - float64(len(with))/n - unjudged, Unjudged: unjudged, From: d.m.cover.month()}
	if len(with) > 0 {
		r.DSCRMin.Quantiles = outcome.QuantilesOf(with, outcome.Percents())
	}
	if f.partners {
		for p := range d.m.partners {
			c := col[fullColumns+p]
			x := outcome.MixPartner{Name: d.m.partners[p].name, NPVMean: stats.Mean(c), NPVP10: stats.Quantiles(c, []float64{0.1})[0]}
			if d.m.stakes != nil {
				share := stats.Mean(col[fullColumns+len(d.m.partners)+p])
				x.ShareMean = &share
			}
			r.Partners = append(r.Partners, x)
		}
	}
	return r
}

// use fills what is used of each source, what is left undrawn, how much it
// leans on few sources, and the annual cost of the pooled expected flows.
func (d *mixStudy) use(r *outcome.MixResult, sum []float64, n float64) {
	f := d.f
	flow, used := make([]float64, f.h), make([]float64, len(r.Sources))
	owed := 0.0
	for k, j := range f.linear {
		if a := r.Amounts[j]; a > tiny {
			vector.AddScaled(flow, a, f.meanFlow[k])
			used[j] = a * f.meanUsed[k]
			owed += float64(a * f.meanBalance[k])
		}
	}
	for k, j := range f.cash {
		at := sum[k*(f.h+2):]
		for m := range f.h {
			flow[m] += at[m] / n
		}
		used[j] = at[f.h] / n
		owed += at[f.h+1] / n
	}
	flow[f.h-1] -= owed
	total, squares := 0.0, 0.0
	for j := range r.Sources {
		s := &r.Sources[j]
		r.Total += s.Amount
		s.UsedMean = &used[j]
		r.Undrawn += max(0, s.Amount-used[j])
		total += used[j]
		squares += float64(used[j] * used[j])
	}
	if total > 0 {
		r.Concentration = squares / (total * total)
	}
	p := d.pricedMix(r, sum[len(sum)-2*pricedSums:], n)
	r.Price = d.m.price(p)
	r.CostPerYear = r.Price.PerYear
	r.AnnualCost, r.AnnualCostWhy = d.m.annualCost(flow, -sumOf(flow))
}

// pricedMix is what a mix costs: what the linear sources cost in proportion, and the two
// sums behind those of a trial.
func (d *mixStudy) pricedMix(r *outcome.MixResult, sum []float64, n float64) *priced {
	p := &priced{}
	p.add(sum, 1, n)
	p.add(sum[pricedSums:], 1, n)
	for k, j := range d.f.linear {
		if a := r.Amounts[j]; a > tiny {
			one := &d.f.meanPrice[k]
			p.paid += float64(a * one.paid)
			p.paidSum += float64(a * one.paidSum)
			p.stock += float64(a * one.stock)
		}
	}
	return p
}

// dilution is the share of the equity that a mix gives away. Each round takes
// its share of what the ones before have left; a source brings its Equity
// share for what it commits, and in proportion for other amounts. What has been
// sold stays sold: no mix is counted with less than has arrived by the as-of month.
//
// Checked: TestMixDilution, TestDilutionStaysSold.
func (d *mixStudy) dilution(amounts []float64) *float64 {
	kept, any := 1.0, false
	for j := range d.m.plan.Funding {
		e := d.m.plan.Funding[j].EquityShare
		if e == nil {
			continue
		}
		any = true
		amount := max(amounts[j], d.m.arrived(j))
		if amount <= tiny {
			continue
		}
		scale := 1.0
		if p := d.m.sources[j].planned; p > 0 {
			scale = amount / p
		}
		kept *= 1 - min(1, *e*scale)
	}
	if !any {
		return nil
	}
	x := 1 - kept
	return &x
}

func mixPayback(x []float64) *outcome.MixPayback {
	p := &outcome.MixPayback{ProbabilityWithinHorizon: float64(len(finite(x))) / float64(len(x))}
	with := make([]float64, 0, len(x)) // an outlay
	for _, v := range x {
		if v > 0 {
			with = append(with, v)
		}
	}
	if 2*len(with) < len(x) || len(with) == 0 {
		return p
	}
	q := stats.Quantiles(with, []float64{0.5, 0.8})
	for i, to := range []**float64{&p.P50, &p.P80} {
		if !math.IsInf(q[i], 0) && !math.IsNaN(q[i]) {
			*to = &q[i]
		}
	}
	return p
}

// liquidity finds the liquidity reserve of every mix, each on one worker.
func (d *mixStudy) liquidity(ctx context.Context, out []outcome.MixResult, res *sim.Result) error {
	columns := d.f.columns(false)
	allowed := int(float64(float64(d.f.n)*(1-d.m.plan.Project.LiquidityConfidence)) + 1e-9)
	prog := sim.Program{Scalars: []string{"reserve"}, NewKernel: func(uint64) sim.Kernel {
		return kernelFunc(func(b *sim.Block) error {
			for n, q := range b.Scenario {
				t := newTrial(d.f, out[q].Amounts)
				if out[q].ProbabilityGap > 1-d.m.plan.Project.LiquidityConfidence {
					t.rebase(d.f.n)
				}
				x, err := smallestExtra(ctx, res.Scalar[q*columns+columnPeak], allowed, shortOne(t.gap))
				if err != nil {
					return err
				}
				b.Scalar[0][n] = x
			}
			return nil
		})
	}}
	found, err := sim.Run(ctx, &prog, d.each(len(out)))
	if err != nil {
		return err
	}
	var doubtful []int
	for q, x := range found.Scalar[0] {
		if math.IsInf(x, 1) {
			out[q].LiquidityWhy = d.m.words.Say("model.liquidity-none")
			continue
		}
		x = max(0, math.Ceil(float64(x*100)-1e-6)/100)
		out[q].Liquidity = &x
		if d.s.looksClose(res.Scalar[q*columns+columnPeak]) {
			doubtful = append(doubtful, q)
		}
	}
	return d.freshLiquidity(ctx, out, doubtful)
}

// freshLiquidity raises the reserves of some mixes to what holds on fresh sets too, as
// freshExtra does with that of a run and on the same sets: raised on one, looked at on
// the next.
//
// Checked: TestMixEqualsRun.
func (d *mixStudy) freshLiquidity(ctx context.Context, out []outcome.MixResult, chosen []int) error {
	for which := uint64(1); len(chosen) > 0 && which <= freshSets; which++ {
		set, _, err := d.s.freshSet(ctx, which)
		if err != nil {
			return err
		}
		f, err := newFutures(ctx, set, fundingShock{})
		if err != nil {
			return err
		}
		holds := make([]bool, len(chosen))
		err = sim.Each(ctx, len(chosen), d.s.cfg.Workers, func() func(int) error {
			return func(k int) error {
				var err error
				holds[k], err = d.raise(ctx, f, &out[chosen[k]], which > 1, which < freshSets)
				return err
			}
		})
		if err != nil {
			return err
		}
		var left []int
		for k, q := range chosen {
			if !holds[k] {
				left = append(left, q)
			}
		}
		chosen = left
	}
	return nil
}

// raise looks whether the reserve of a mix holds on the futures of a set, where it is to
// be looked at, and raises it to what they ask for where it does not and may be raised.
func (d *mixStudy) raise(ctx context.Context, f *futures, r *outcome.MixResult, look, more bool) (holds bool, err error) {
	allowed := 1 - d.m.plan.Project.LiquidityConfidence
	t := newTrial(f, r.Amounts)
	t.rebase(f.n)
	gaps := func(extra float64) []float64 {
		out := make([]float64, f.n)
		for i := range out {
			out[i] = t.gap(i, extra)
		}
		return out
	}
	if look && share(gaps(*r.Liquidity), gapped) <= allowed+1e-12 {
		return true, nil
	}
	if !more {
		return false, nil
	}
	x, err := smallestExtra(ctx, gaps(0), int(float64(float64(f.n)*allowed)+1e-9), shortOne(t.gap))
	if err == nil && !math.IsInf(x, 1) {
		*r.Liquidity = max(*r.Liquidity, math.Ceil(float64(x*100)-1e-6)/100)
	}
	return false, err
}

// each is the configuration of a pass with one piece of work for each of n.
func (d *mixStudy) each(n int) sim.Config {
	return sim.Config{Scenarios: n, Replicate: 1, Sampling: "MC", Workers: d.s.cfg.Workers}
}

// kernelFunc is a kernel without memory.
type kernelFunc func(b *sim.Block) error

// Run implements sim.Kernel.
func (k kernelFunc) Run(b *sim.Block) error { return k(b) }
