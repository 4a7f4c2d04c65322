package models

import (
	"math"
	"testing"
)

// TestBestMixKeepsItsGap: on random plans the best amounts, put into the plan and run with
// another seed, have a gap no more often than is allowed, but for what chance does to the
// count.
func TestBestMixKeepsItsGap(t *testing.T) {
	if testing.Short() {
		t.Skip("optimisations: skipped in -short, where the race detector makes them crawl")
	}
	const scenarios = 1000
	tight, seeds := 0, []uint64{301, 317, 399, 416} // that have an answer: most random plans have none, and show it slowly
	if !patient() {
		seeds = seeds[:2]
	}
	for _, seed := range seeds {
		p := randomPlan(seed)
		p.Project.BudgetLimit, p.Project.LiquidityConfidence = nil, 0.8
		p.Project.Mixes.LimitFactor = 3
		for j := range p.Funding {
			p.Funding[j].CoFinancing = nil // a mix scales it with the amount: models/doc.go section 9
			p.Funding[j].MaxAmount = pointer(p.Funding[j].Committed.Add(p.Funding[j].Committed))
		}
		out, d := optimised(t, p, scenarios)
		if !out.Feasible || out.Fresh == nil || !out.Fresh.Met {
			t.Errorf("plan %d has no answer that holds: %+v", seed, out.Fresh)
			continue
		}
		by := make([]float64, len(p.Funding))
		for j, a := range out.Amounts {
			by[j] = a.Amount / max(tiny, d.m.sources[j].planned)
		}
		again := scaled(p, by)
		again.Project.Seed += 71
		run := simulated(t, again, 4*scenarios)
		got := share(run.res.Scalar[run.m.out.peakGap], func(x float64) bool { return x > gapTolerance })
		// two counts stand between: the search's on 1,000 and this one on 4,000
		slack := 3 * math.Sqrt(out.Allowed*(1-out.Allowed)*(1.0/scenarios+0.25/scenarios))
		t.Logf("plan %d: P(gap) %.4f on fresh draws, %.4f in the search, at most %.2f + %.3f", seed, got, out.InSample, out.Allowed, slack)
		if got > out.Allowed+slack {
			t.Errorf("plan %d: P(gap) is %.4f on fresh draws, allowed %.2f", seed, got, out.Allowed)
		}
		if out.InSample > out.Allowed/2 {
			tight++
		}
	}
	if tight < len(seeds)/2 {
		t.Errorf("%d plans have an answer at the limit: the test wants some", tight)
	}
}
