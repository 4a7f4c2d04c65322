package models

import (
	"context"
	"math"
	"os"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// runRandom simulates a plan on 200 scenarios.
func runRandom(t *testing.T, m *Model) (*Simulation, *outcome.Outcome) {
	t.Helper()
	s, err := Simulate(context.Background(), m, RunConfig{Scenarios: 200})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Summarise(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s, o
}

// patient reports whether make proofs runs: then proofs by many plans or seeds have
// their whole size. The gate takes a part of them.
func patient() bool { return os.Getenv("BALLAST_SLOW") != "" }

// someSeeds are the plans of the tests that run whole simulations: of n that make
// proofs takes, half in the gate, a quarter beside the race detector.
func someSeeds(n int) []uint64 {
	switch {
	case testing.Short():
		n = max(1, n/4)
	case !patient():
		n = (n + 1) / 2
	}
	var out []uint64
	for k := range n {
		out = append(out, uint64(9000+k))
	}
	return out
}

// TestReserveAddsUp: the layers sum to Q(chosen) - base; the allocation to lines
// and risks, to phases and to owners sums to the contingency to the cent.
func TestReserveAddsUp(t *testing.T) {
	for _, seed := range someSeeds(60) {
		s, o := runRandom(t, compileRandom(t, seed))
		q := s.col(s.m.out.total).quantile(o.Reserve.Confidence)
		layers := 0.0
		for _, l := range o.Cost.Layers {
			layers += l.Contingency
		}
		near(t, "layers", layers, q-o.Cost.Base, 1e-9*math.Abs(q))
		near(t, "contingency", o.Reserve.Contingency, math.Max(0, q-o.Cost.Base), 0.00501)
		a := o.Reserve.Allocation
		if a.Why != "" { // whether there is anything to allocate is not decided
			if len(a.Lines)+len(a.Risks)+len(a.Phases)+len(a.Owners) > 0 || o.Reserve.Interval95[0] > 0 {
				t.Errorf("plan %d: allocated although %s", seed, a.Why)
			}
			continue
		}
		want := math.Round(o.Reserve.Contingency * 100)
		for name, parts := range map[string][]outcome.Share{"lines and risks": append(append([]outcome.Share{}, a.Lines...), a.Risks...), "phases": a.Phases, "owners": a.Owners} {
			cents := 0.0
			for _, p := range parts {
				cents += math.Round(p.Amount * 100)
			}
			if cents != want {
				t.Errorf("plan %d: %s sum to %v cents of %v", seed, name, cents, want)
			}
		}
		if t.Failed() {
			return
		}
	}
}

// TestAllocationFollowsTotals: phases and owners have the base of their lines.
func TestAllocationFollowsTotals(t *testing.T) {
	for _, seed := range someSeeds(20) {
		_, o := runRandom(t, compileRandom(t, seed))
		if o.Reserve.Allocation.Why != "" {
			continue
		}
		for name, parts := range map[string][]outcome.Share{"phases": o.Reserve.Allocation.Phases, "owners": o.Reserve.Allocation.Owners} {
			base := 0.0
			for _, p := range parts {
				base += p.Base
			}
			near(t, "base of "+name, base, o.Cost.Base, 0.005*float64(len(parts)+1))
		}
	}
}

// TestLiquidityConfirmed: with the liquidity reserve as extra opening cash the
// probability of no gap is at least what was asked; with 1 % less it is not.
func TestLiquidityConfirmed(t *testing.T) {
	t.Parallel()
	found := 0
	for _, seed := range someSeeds(40) {
		m := compileRandom(t, seed)
		if !m.hasCash() {
			continue
		}
		s, o := runRandom(t, m)
		noGap := func(extra float64) float64 {
			p := *m.plan
			p.Project.OpeningCash = p.Project.OpeningCash.Add(budget.MoneyOf(extra))
			richer, problems := Compile(&p)
			if richer == nil {
				t.Fatal(problems)
			}
			r, err := Simulate(context.Background(), richer, RunConfig{Scenarios: 200})
			if err != nil {
				t.Fatal(err)
			}
			return share(r.res.Scalar[m.out.peakGap], func(x float64) bool { return x <= gapTolerance })
		}
		q, reserve := m.plan.Project.LiquidityConfidence, o.Reserve.Liquidity
		if reserve == nil {
			t.Errorf("plan %d: no reserve (%s), yet with 1e12 P(no gap) is %v", seed, o.Reserve.LiquidityWhy, noGap(1e12))
			continue
		}
		got := noGap(*reserve)
		if got < q || math.Abs(got-o.Reserve.LiquidityReached) > 1e-12 {
			t.Errorf("plan %d: P(no gap) with the reserve %v is %v (reported %v), wanted %v", seed, *reserve, got, o.Reserve.LiquidityReached, q)
		}
		if *reserve > 1 {
			found++
			if less := noGap(0.99 * (*reserve - o.Reserve.LiquidityRaised)); *reserve-o.Reserve.LiquidityRaised > 1 && less >= q {
				t.Errorf("plan %d: P(no gap) with 99 %% of the reserve %v is %v too", seed, *reserve, less)
			}
		} else if *reserve == 0 && share(s.res.Scalar[m.out.peakGap], func(x float64) bool { return x <= gapTolerance }) < q {
			t.Errorf("plan %d: a reserve of 0 is not enough", seed)
		}
	}
	if found < 3 {
		t.Errorf("only %d plans needed a reserve", found)
	}
}
