package models

import (
	"context"
	"math"
	"slices"

	"ballast/sim"
)

// liquidity fills the liquidity reserve: the smallest extra opening cash for
// which P(no gap) >= q. Every scenario with a gap is run again, on its own
// draws, for the extra opening cash that just closes it; the reserve is the
// q-quantile of those amounts over all scenarios (rounded up to the cent), and
// a last run of all scenarios with it confirms the probability.
func (s *Simulation) liquidity(ctx context.Context, o *Outcome) error {
	q := s.m.plan.Project.LiquidityConfidence
	need, err := s.fundingPass(ctx, func(f *fundingCase, i int) float64 {
		if s.res.Scalar[s.m.out.peakGap][i] == 0 {
			return 0
		}
		return f.need(i)
	})
	if err != nil {
		return err
	}
	sorted := slices.Clone(need)
	slices.Sort(sorted)
	k := min(len(sorted)-1, max(0, int(math.Ceil(q*float64(len(sorted))-1e-9))-1))
	extra := sorted[k]
	if math.IsInf(extra, 1) {
		o.Reserve.LiquidityWhy = "no amount of opening cash closes the gap at this confidence"
		return nil
	}
	extra = max(0, math.Ceil(extra*100-1e-6)/100)
	for range 5 { // a cent more where rounding leaves a scenario short
		gaps, err := s.fundingPass(ctx, func(f *fundingCase, i int) float64 { return f.gap(i, extra) })
		if err != nil {
			return err
		}
		o.Reserve.LiquidityReached = share(gaps, func(x float64) bool { return x <= gapTolerance })
		if o.Reserve.LiquidityReached >= q-1e-12 {
			break
		}
		extra += 0.01
	}
	o.Reserve.Liquidity = &extra
	return nil
}

// fundingPass repeats the funding step of the scenarios whose monthly flows
// were kept, without drawing anything again: it is a program without variables.
func (s *Simulation) fundingPass(ctx context.Context, each func(f *fundingCase, i int) float64) ([]float64, error) {
	prog := sim.Program{Scalars: []string{"value"}, NewKernel: func(uint64) sim.Kernel {
		return &fundingCase{s: s, each: each, supplies: s.m.newSupplies(), ncf: make([]float64, s.m.horizon)}
	}}
	cfg := sim.Config{Scenarios: s.res.SeriesN, Replicate: 1000, Sampling: s.cfg.Sampling, Workers: s.cfg.Workers}
	res, err := sim.Run(ctx, &prog, cfg)
	if err != nil {
		return nil, err
	}
	return res.Scalar[0], nil
}

// fundingCase runs the funding of stored scenarios.
type fundingCase struct {
	s        *Simulation
	each     func(f *fundingCase, i int) float64
	supplies []supply
	ncf      []float64
	book     ledger
}

// Run implements sim.Kernel.
func (f *fundingCase) Run(b *sim.Block) error {
	for i, sc := range b.Scenario {
		b.Scalar[0][i] = f.each(f, sc)
	}
	return nil
}

// load takes up the flows and arrivals of scenario i.
func (f *fundingCase) load(i int) {
	o, r := &f.s.m.out, f.s.res
	for k := range f.ncf {
		f.ncf[k] = r.Series[o.seriesNCF][k][i]
	}
	for j := range f.supplies {
		sup := &f.supplies[j]
		for k := range sup.arrivals {
			sup.arrivals[k] = arrival{month: r.Scalar[o.arriveMonth[j]+k][i], amount: r.Scalar[o.arriveAmount[j]+k][i]}
		}
		sup.openFrom = r.Scalar[o.open[j]][i]
		sup.limit = r.Scalar[o.limit[j]][i]
		f.loadRates(j, i)
	}
}

// loadRates takes up the monthly rates of a source whose rate is driven.
func (f *fundingCase) loadRates(j, i int) {
	src, at := &f.s.m.sources[j], f.s.m.out.seriesRate[j]
	if src.driver < 0 {
		return
	}
	if at >= 0 {
		for k := range f.supplies[j].rates {
			f.supplies[j].rates[k] = f.s.res.Series[at][k][i]
		}
		return
	}
	d := &f.s.m.drivers[src.driver] // a driver without shocks has one path
	path(f.supplies[j].rates, d.rule, nil)
	for k, x := range f.supplies[j].rates {
		f.supplies[j].rates[k] = src.base*x + src.spread
	}
}

// gap is the peak gap of scenario i with extra opening cash.
func (f *fundingCase) gap(i int, extra float64) float64 {
	f.load(i)
	return f.peak(extra)
}

func (f *fundingCase) peak(extra float64) float64 {
	m := f.s.m
	m.funds.run(f.ncf, m.opening+extra, m.minimum, f.supplies, &f.book)
	peak := 0.0
	for _, g := range f.book.gap {
		peak = math.Max(peak, g)
	}
	return peak
}

// need is the smallest extra opening cash that closes every gap of scenario i,
// to a thousandth of a cent or 1e-12 of its size. More cash never makes a gap
// larger, so a bracket is narrowed: by steps as large as the gap that is left
// (which is exact as long as money only replaces money), then by halves.
func (f *fundingCase) need(i int) float64 {
	f.load(i)
	low, x := 0.0, 0.0
	high := math.Inf(1)
	g := f.peak(0)
	for n := 0; n < 60 && g > gapTolerance; n++ {
		low = x
		x += g * (1 + float64(n)*0.05)
		g = f.peak(x)
	}
	if g > gapTolerance {
		return math.Inf(1)
	}
	high = x
	for n := 0; n < 50 && high-low > math.Max(1e-3, 1e-12*high); n++ {
		mid := (low + high) / 2
		if n < 3 { // the gap at low nearly tells where it closes
			mid = math.Max(mid, high-2*math.Max(1e-3, (high-low)*1e-3))
		}
		if f.peak(mid) > gapTolerance {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}
