package models

import (
	"cmp"
	"context"
	"math"
	"slices"

	"ballast/models/outcome"
	"ballast/sim"
)

// liquidity fills the liquidity reserve: the smallest extra opening cash for
// which P(no gap) >= q, found by running the scenarios with a gap again, on
// their own draws, with more and more exact amounts, and confirmed by a last
// run of all scenarios: of those that keep what funding needs where they have a gap.
func (s *Simulation) liquidity(ctx context.Context, o *outcome.Outcome) error {
	q := s.m.plan.Project.LiquidityConfidence
	n := max(s.res.SeriesN, s.res.RowsN)
	peak := s.res.Scalar[s.m.out.peakGap][:n]
	rows := s.fundingRows(withGap(peak), n)
	extra, err := smallestExtra(ctx, peak, int(float64(float64(n)*(1-q))+1e-9), s.shortWith(ctx, rows))
	if err != nil {
		return err
	}
	if math.IsInf(extra, 1) {
		o.Reserve.LiquidityWhy = s.m.words.Say("model.liquidity-none")
		return nil
	}
	extra = max(0, math.Ceil(float64(extra*100)-1e-6)/100)
	if s.looksClose(peak) {
		more, err := s.freshExtra(ctx, extra, &o.Reserve)
		if err != nil {
			return err
		}
		o.Reserve.LiquidityRaised = more - extra
		extra = more
	}
	for range 5 { // a cent more where rounding leaves a scenario short
		gaps, err := s.fundingPass(ctx, rows, func(f *fundingCase, i int) float64 {
			if peak[i] <= gapTolerance {
				return 0 // no gap without the reserve, so none with it: more cash never makes a gap larger
			}
			return f.short(i, extra)
		})
		if err != nil {
			return err
		}
		o.Reserve.LiquidityReached = share(gaps, func(x float64) bool { return x == 0 })
		if o.Reserve.LiquidityReached >= q-1e-12 {
			break
		}
		extra += 0.01
	}
	o.Reserve.Liquidity = &extra
	return nil
}

// Fresh sets of scenarios, to raise the liquidity reserve on and to state it on, are of as
// many scenarios and as many at the most.
const (
	freshMost = 2048
	freshSets = 6
)

// farSeed lies between the seeds of a run and those of its fresh sets: far from the seeds
// that people choose.
const farSeed = 0x9E3779B97F4A7C15

// freshSet draws a set of scenarios that the run has not seen.
func (s *Simulation) freshSet(ctx context.Context, which uint64) (*Simulation, int, error) {
	n := min(s.res.N, freshMost)
	again, err := s.rerunOf(ctx, s.cfg.Seed+which*farSeed, flowShock{}, n)
	return again, n, err
}

// freshGaps are the peak gaps of such a set, 0 for none, and what funding needs of the
// scenarios that have one.
func (s *Simulation) freshGaps(ctx context.Context, which uint64) (peak []float64, rows *fundingRows, err error) {
	m := s.m
	prog := m.program
	prog.Scalars, prog.Series, prog.Sums = []string{"peak gap"}, nil, 0
	prog.Finite, prog.Keep, prog.ScalarMarks, prog.SeriesMarks, prog.Unbinned = nil, nil, nil, nil, nil
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, costKernel)
		return kernelFunc(func(b *sim.Block) error {
			for i := range b.N {
				k.begin(b, i)
				k.future()
				b.Scalar[0][i] = k.peakGap(b, i)
			}
			return nil
		})
	}
	n := min(s.res.N, freshMost)
	cfg := s.cfg
	cfg.Seed, cfg.Scenarios, cfg.First, cfg.Replicate, cfg.Progress = s.cfg.Seed+which*farSeed, n, 0, min(s.res.Replicate, n), nil
	cfg.Bins, cfg.KeepInputs, cfg.KeepScalars, cfg.KeepRows = false, 0, 0, 0 // all of them, and no draws
	res, err := sim.Run(ctx, &prog, cfg)
	if err != nil {
		return nil, nil, m.explainError(err)
	}
	rows = &fundingRows{length: m.fundingRow(), rows: make([][]float64, n)}
	for _, row := range res.Rows {
		rows.rows[row.Scenario] = row.Values
	}
	return res.Scalar[0], rows, nil
}

// peakGap is the peak gap of the scenario at hand, whose costs are known; 0 and nothing
// kept where there is none.
func (k *kernel) peakGap(b *sim.Block, i int) float64 {
	s, m := k.s, k.m
	s.revenue()
	s.owe()
	s.netFlow()
	s.supply()
	m.funds.Run(s.ncf, m.opening, m.minimum, s.supplies, &s.book)
	peak := slices.Max(s.book.Gap)
	if !(peak > gapTolerance) {
		return 0
	}
	k.keepFunding(b, i)
	return peak
}

// looksClose reports whether chance may decide that the reserve holds: gaps are not far
// rarer than is allowed.
func (s *Simulation) looksClose(peak []float64) bool {
	allowed := 1 - s.m.plan.Project.LiquidityConfidence
	n := float64(min(s.res.N, freshMost))
	return share(peak, gapped) > allowed-float64(3*math.Sqrt(allowed*(1-allowed)/n))
}

// freshExtra is the reserve that holds on fresh sets as well: raised on one and looked at
// on the next, which had no part in it, until it holds there. Where no cash helps, or no
// set is left, it is the one reached; what it reached on the last set is stated.
//
// Checked: TestLiquidityHoldsOnFreshDraws, TestAdvisedLiquidityHolds.
func (s *Simulation) freshExtra(ctx context.Context, found float64, r *outcome.Reserve) (float64, error) {
	allowed := 1 - s.m.plan.Project.LiquidityConfidence
	extra := found
	for which := uint64(1); ; which++ {
		peak, rows, err := s.freshGaps(ctx, which)
		if err != nil {
			return 0, err
		}
		short, n := s.shortWith(ctx, rows), float64(len(peak))
		if which > 1 { // the first set only raises
			still, err := short(withGap(peak), extra) // more cash never makes a gap
			if err != nil {
				return 0, err
			}
			missed := 0.0
			for _, is := range still {
				if is {
					missed++
				}
			}
			missed /= n
			well := 1 - missed
			r.LiquidityFresh = &well
			if missed <= allowed+1e-12 || which == freshSets {
				return extra, nil
			}
		}
		more, err := smallestExtra(ctx, peak, int(float64(n*allowed)+1e-9), short)
		if err != nil {
			return 0, err
		}
		if !math.IsInf(more, 1) {
			extra = max(extra, math.Ceil(float64(more*100)-1e-6)/100)
		}
	}
}

// withGap lists the scenarios with a gap.
func withGap(peak []float64) []int {
	var out []int
	for i, x := range peak {
		if x > gapTolerance {
			out = append(out, i)
		}
	}
	return out
}

// shortTest reports which of the scenarios keep a gap with some extra opening
// cash.
type shortTest func(scenarios []int, extra float64) ([]bool, error)

// shortOne is the test of scenarios one after the other.
func shortOne(gap func(i int, extra float64) float64) shortTest {
	return func(scenarios []int, extra float64) ([]bool, error) {
		out := make([]bool, len(scenarios))
		for k, i := range scenarios {
			out[k] = gap(i, extra) > gapTolerance
		}
		return out, nil
	}
}

// shortGroup is how many scenarios a worker tests at a time.
const shortGroup = 128

// shortWith is the test of scenarios of the run, on all its workers.
func (s *Simulation) shortWith(ctx context.Context, rows *fundingRows) shortTest {
	return func(scenarios []int, extra float64) ([]bool, error) {
		out := make([]bool, len(scenarios))
		err := sim.Each(ctx, (len(scenarios)+shortGroup-1)/shortGroup, s.cfg.Workers, func() func(int) error {
			f := s.newFundingCase(rows)
			return func(g int) error {
				for k := g * shortGroup; k < min((g+1)*shortGroup, len(scenarios)); k++ {
					out[k] = f.short(scenarios[k], extra) > 0
				}
				return nil
			}
		})
		return out, err
	}
}

// smallestExtra is the extra opening cash with which at most allowed scenarios
// keep a gap, to a tenth of a cent or 1e-12 of its size. More cash never makes
// a gap larger, so only the scenarios that have a gap at the low end of the
// bracket and none at the high end are run again. The first guess is the peak
// gap that must just be closed, which is exact as long as the extra money only
// replaces money.
//
// peak is the peak gap of every scenario without extra cash.
func smallestExtra(ctx context.Context, peak []float64, allowed int, short shortTest) (float64, error) {
	open := withGap(peak) // scenarios not yet decided
	if len(open) <= allowed {
		return 0, nil
	}
	slices.SortStableFunc(open, func(a, b int) int { return cmp.Compare(peak[b], peak[a]) })
	low, high, guess := 0.0, math.Inf(1), peak[open[allowed]]*(1+1e-9)
	for n := 0; n < 200 && !narrow(low, high); n++ {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		isShort, err := short(open, guess)
		if err != nil {
			return 0, err
		}
		var bad, well []int
		for k, i := range open {
			if isShort[k] {
				bad = append(bad, i)
			} else {
				well = append(well, i)
			}
		}
		if len(bad) <= allowed {
			high, open = guess, well
			allowed -= len(bad)
		} else {
			low, open = guess, bad
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
		return high - float64((high-low)*1e-3)
	}
	return (low + high) / 2
}
