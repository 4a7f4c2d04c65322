package models

import (
	"cmp"
	"context"
	"math"
	"slices"

	"ballast/sim"
)

// liquidity fills the liquidity reserve: the smallest extra opening cash for
// which P(no gap) >= q, found by running the scenarios with a gap again, on
// their own draws, with more and more exact amounts, and confirmed by a last
// run of all scenarios.
func (s *Simulation) liquidity(ctx context.Context, o *Outcome) error {
	q := s.m.plan.Project.LiquidityConfidence
	extra, err := s.smallestExtra(ctx, int(float64(s.res.SeriesN)*(1-q)+1e-9))
	if err != nil {
		return err
	}
	if math.IsInf(extra, 1) {
		o.Reserve.LiquidityWhy = s.m.words.Say("model.liquidity-none")
		return nil
	}
	extra = max(0, math.Ceil(extra*100-1e-6)/100)
	for range 5 { // a cent more where rounding leaves a scenario short
		gaps, err := s.fundingPass(ctx, func(f *fundingCase, i int) float64 {
			if s.res.Scalar[s.m.out.peakGap][i] <= gapTolerance {
				return 0 // no gap without the reserve, so none with it: more cash never makes a gap larger
			}
			return f.gap(i, extra)
		})
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

// smallestExtra is the extra opening cash with which at most allowed scenarios
// of the run keep a gap.
func (s *Simulation) smallestExtra(ctx context.Context, allowed int) (float64, error) {
	return smallestExtra(ctx, s.res.Scalar[s.m.out.peakGap][:s.res.SeriesN], allowed, s.newFundingCase(nil).gap)
}

// smallestExtra is the extra opening cash with which at most allowed scenarios
// keep a gap, to a tenth of a cent or 1e-12 of its size. More cash never makes
// a gap larger, so only the scenarios that have a gap at the low end of the
// bracket and none at the high end are run again. The first guess is the peak
// gap that must just be closed, which is exact as long as the extra money only
// replaces money.
//
// peak is the peak gap of every scenario without extra cash, gap works it out
// with some.
func smallestExtra(ctx context.Context, peak []float64, allowed int, gap func(i int, extra float64) float64) (float64, error) {
	var open []int // scenarios not yet decided
	for i := range peak {
		if peak[i] > gapTolerance {
			open = append(open, i)
		}
	}
	if len(open) <= allowed {
		return 0, nil
	}
	slices.SortStableFunc(open, func(a, b int) int { return cmp.Compare(peak[b], peak[a]) })
	low, high, guess := 0.0, math.Inf(1), peak[open[allowed]]*(1+1e-9)
	for n := 0; n < 200 && !narrow(low, high); n++ {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		var short, well []int
		for _, i := range open {
			if gap(i, guess) > gapTolerance {
				short = append(short, i)
			} else {
				well = append(well, i)
			}
		}
		if len(short) <= allowed {
			high, open = guess, well
			allowed -= len(short)
		} else {
			low, open = guess, short
		}
		guess = next(low, high, n)
		if math.IsInf(guess, 1) {
			break
		}
	}
	return high, nil
}

// narrow reports whether the bracket is narrow enough.
func narrow(low, high float64) bool {
	return !math.IsInf(high, 1) && high-low <= max(1e-3, 1e-12*high)
}

// next is where to try next: twice as much while no amount was enough, just
// beside the end that was reached at first, then the middle.
func next(low, high float64, n int) float64 {
	switch {
	case math.IsInf(high, 1) && low > 1e15:
		return high
	case math.IsInf(high, 1) && n < 3:
		return low * (1 + math.Pow(10, float64(n-3)))
	case math.IsInf(high, 1):
		return low*2 + 1
	case n < 3 && high-low > 1:
		return high - (high-low)*1e-3
	}
	return (low + high) / 2
}

// fundingPass repeats the funding step of the scenarios whose monthly flows
// were kept, without drawing anything again: it is a program without variables.
func (s *Simulation) fundingPass(ctx context.Context, each func(f *fundingCase, i int) float64) ([]float64, error) {
	prog := sim.Program{Scalars: []string{"value"}, NewKernel: func(uint64) sim.Kernel {
		return s.newFundingCase(each)
	}}
	cfg := sim.Config{Scenarios: s.res.SeriesN, Replicate: 1000, Sampling: s.cfg.Sampling, Workers: s.cfg.Workers}
	res, err := sim.Run(ctx, &prog, cfg)
	if err != nil {
		return nil, err
	}
	return res.Scalar[0], nil
}

func (s *Simulation) newFundingCase(each func(*fundingCase, int) float64) *fundingCase {
	return &fundingCase{s: s, each: each, supplies: s.m.newSupplies(), ncf: make([]float64, s.m.horizon)}
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
