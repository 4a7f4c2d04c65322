package models

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
)

// aLittle keeps so little that a small run is summarised as one of millions is.
var aLittle = keeping{series: 2000, scalars: 3000, sample: 1500, inputs: 1000}

func runKeeping(t *testing.T, m *Model, cfg RunConfig) (*Simulation, *outcome.Outcome) {
	t.Helper()
	s, err := Simulate(context.Background(), m, cfg)
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Summarise(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s, o
}

// TestLargeRunsAreTheSame: the outcome of a run that is counted is the same,
// byte for byte, for any number of workers.
func TestLargeRunsAreTheSame(t *testing.T) {
	t.Parallel()
	scenarios := 5000
	if testing.Short() {
		scenarios = 3100 // one more part than the series that are kept
	}
	for _, seed := range someSeeds(3) { // each sampling once
		p := randomPlan(seed)
		p.Project.Sampling = []string{"LHS", "MC", "Sobol"}[seed%3]
		m := compileChanged(t, p)
		var first []byte
		for _, workers := range []int{1, 3} {
			_, o := runKeeping(t, m, RunConfig{Scenarios: scenarios, Workers: workers, keeping: aLittle})
			got, err := json.Marshal(o)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = got
			} else if !bytes.Equal(first, got) {
				t.Errorf("plan %d: %d workers give another outcome", seed, workers)
			}
		}
	}
}

// TestLargeRunsAgree: a run that is counted gives the figures of the same run
// that is kept: shares and means exactly, quantiles within the stated bounds,
// what comes from a sample roughly.
func TestLargeRunsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("SHORT: the number of scenarios is the point")
	}
	t.Parallel()
	for _, seed := range someSeeds(3) {
		p := randomPlan(seed)
		limit, target := p.Project.BudgetLimit, 20.0
		if limit == nil {
			x := budget.MoneyOf(compileChanged(t, p).base * 1.05)
			limit = &x
		}
		p.Project.BudgetLimit, p.Project.PaybackTgt, p.Project.Sampling = limit, &target, "LHS"
		m := compileChanged(t, p)
		_, all := runKeeping(t, m, RunConfig{Scenarios: 10000})
		s, large := runKeeping(t, m, RunConfig{Scenarios: 10000, keeping: aLittle})
		c := agreement{t: t, seed: seed}
		c.cost(s, all, large)
		c.cash(s, all, large)
		c.returns(s, all, large)
		c.risks(all, large)
		log := ""
		for _, n := range large.Log.Notes {
			log += n.Text + "\n"
		}
		for _, want := range []string{"at most", "4,096 bins", "65,536 bins", "first 2,000 scenarios", "first 3,000 scenarios"} {
			if !strings.Contains(log, want) {
				t.Errorf("plan %d: the run log does not say %q:\n%s", seed, want, log)
			}
		}
	}
}

// agreement compares two outcomes.
type agreement struct {
	t    *testing.T
	seed uint64
}

func (c agreement) same(what string, got, want, within float64) {
	c.t.Helper()
	if got != want && !(math.Abs(got-want) <= within) && !(math.IsNaN(got) && math.IsNaN(want)) {
		c.t.Errorf("plan %d: %s is %v, want %v within %v", c.seed, what, got, want, within)
	}
}

func (c agreement) table(what string, got, want outcome.Quantiles, within float64) {
	c.t.Helper()
	if len(got) != len(want) {
		c.t.Fatalf("plan %d: %s has %d quantiles, want %d", c.seed, what, len(got), len(want))
	}
	lo, hi := want.At(1), want.At(99)
	for i, q := range want {
		if within < 0 { // a share of the range of the table
			c.same(what, got[i].X, q.X, -within*math.Max(math.Abs(lo), math.Abs(hi)-lo))
		} else {
			c.same(what, got[i].X, q.X, within)
		}
	}
}

// chance is how far a share of scenarios within a cost may be off: nothing where
// it is counted, and by the error stated where it is smoothed over the scenarios
// that are kept.
func (c agreement) chance(s *Simulation, large *outcome.Outcome) float64 {
	if !s.smoothed() {
		return 1e-15
	}
	return 1.5*(large.Cost.OverrunInterval95[1]-large.Cost.OverrunInterval95[0]) + 1e-3
}

func (c agreement) cost(s *Simulation, all, large *outcome.Outcome) {
	money := 1e-9 * (1 + math.Abs(all.Cost.Mean))
	within, chance := s.precision.cost, c.chance(s, large)
	if s.smoothed() { // over the scenarios that are kept: by the errors stated
		within = 2 * (large.Reserve.Table[6].Interval95[1] - large.Reserve.Table[6].Interval95[0])
	}
	c.table("cost", large.Cost.Quantiles, all.Cost.Quantiles, within)
	c.same("mean cost", large.Cost.Mean, all.Cost.Mean, money)
	c.same("sd of cost", large.Cost.SD, all.Cost.SD, 100*money)
	c.same("overrun", large.Cost.ProbabilityOverrun, all.Cost.ProbabilityOverrun, chance)
	c.same("over limit", *large.Cost.ProbabilityOverLimit, *all.Cost.ProbabilityOverLimit, 0.02+chance)
	c.same("beyond horizon", large.Cost.BeyondHorizonMean, all.Cost.BeyondHorizonMean, money)
	for k := range all.Cost.Months {
		c.table("monthly cost", large.Cost.Months[k].Quantiles, all.Cost.Months[k].Quantiles, s.precision.monthly)
		c.same("mean of monthly cost", large.Cost.Months[k].Mean, all.Cost.Months[k].Mean, money)
	}
	for i := range all.Reserve.Table {
		c.same("contingency", large.Reserve.Table[i].Contingency, all.Reserve.Table[i].Contingency, within+0.01)
	}
	if s.precision.cost > 1e-3*(all.Cost.Quantiles.At(99)-all.Cost.Quantiles.At(1)) {
		c.t.Errorf("plan %d: the bound %v of cost is wide", c.seed, s.precision.cost)
	}
}

func (c agreement) cash(s *Simulation, all, large *outcome.Outcome) {
	if all.Cash == nil {
		return
	}
	a, b := all.Cash, large.Cash
	c.same("gap", b.ProbabilityGap, a.ProbabilityGap, 1e-15)
	c.same("peak gap", b.PeakGap.Mean, a.PeakGap.Mean, 1e-9*(1+a.PeakGap.Mean))
	c.table("minimum cash", b.Minimum.Quantiles, a.Minimum.Quantiles, -1e-3)
	c.table("peak gap", b.PeakGap.Quantiles, a.PeakGap.Quantiles, -1e-3)
	c.table("months in gap", b.MonthsInGap.Quantiles, a.MonthsInGap.Quantiles, 1e-2)
	for k := range a.Months {
		c.table("monthly cash", b.Months[k].Quantiles, a.Months[k].Quantiles, s.precision.monthly)
		c.same("gap of a month", b.Months[k].ProbabilityGap, a.Months[k].ProbabilityGap, 1e-15)
		c.same("mean cash", b.Months[k].Mean, a.Months[k].Mean, 1e-9*(1e3+math.Abs(a.Months[k].Mean)))
		c.same("net flow", b.Months[k].NetFlow, a.Months[k].NetFlow, 1e-9*(1e3+math.Abs(all.Cost.Mean)))
	}
	if all.Funding == nil {
		return
	}
	for j, x := range all.Funding.Sources {
		y := large.Funding.Sources[j]
		c.same("used", y.UsedMean, x.UsedMean, 1e-9*(1+x.UsedMean))
		c.same("late", y.LateProbability, x.LateProbability, 1e-12)
		c.same("never", y.NeverShare, x.NeverShare, 1e-9)
	}
}

func (c agreement) returns(s *Simulation, all, large *outcome.Outcome) {
	for _, x := range [][2]*float64{{all.Joint.CostAndNoGap, large.Joint.CostAndNoGap}, {all.Joint.CostAndPayback, large.Joint.CostAndPayback}} {
		if x[0] != nil {
			c.same("joint confidence", *x[1], *x[0], c.chance(s, large))
		}
	}
	if all.Return == nil {
		return
	}
	a, b := all.Return, large.Return
	within, chance := -1e-3, 1e-15
	if s.smoothed() { // all of them are corrected, of the large run none
		within, chance = -0.04, 1.5*(b.NPV.NegativeInterval95[1]-b.NPV.NegativeInterval95[0])+1e-3
	}
	c.table("NPV", b.NPV.Quantiles, a.NPV.Quantiles, within)
	c.same("NPV below 0", b.NPV.ProbabilityNegative, a.NPV.ProbabilityNegative, chance)
	few := 4 * 0.5 / math.Sqrt(float64(s.res.SeriesN)) // four standard errors of a share at the most
	c.same("no IRR", b.IRR.Undefined, a.IRR.Undefined, few)
	c.same("several IRR", b.IRR.Several, a.IRR.Several, few)
	c.table("payback", b.Payback.Quantiles, a.Payback.Quantiles, 0.02)
	c.same("paid back", b.Payback.ProbabilityWithinHorizon, a.Payback.ProbabilityWithinHorizon, 1e-15)
	c.same("paid back in time", *b.Payback.ProbabilityWithinTarget, *a.Payback.ProbabilityWithinTarget, 1e-15)
	c.same("mean payback", b.Payback.MeanWithin, a.Payback.MeanWithin, 1e-9)
	c.same("not paid back", b.Payback.Histogram.Beyond, a.Payback.Histogram.Beyond, 1e-15)
	for i, x := range a.Payback.Histogram.Shares {
		c.same("bar of payback", b.Payback.Histogram.Shares[i], x, 0.01)
	}
}

func (c agreement) risks(all, large *outcome.Outcome) {
	for k, x := range all.Risks {
		y := large.Risks[k]
		c.same("frequency of a risk", y.Occurred, x.Occurred, 1e-15)
		c.same("impact of a risk", y.MeanImpact, x.MeanImpact, 0.25*math.Abs(x.MeanImpact)+0.002*math.Abs(all.Cost.Mean))
	}
}

// TestAutoRunBecomesLarge: a run that goes on until it is precise enough, past
// what is kept, is the run of that length.
func TestAutoRunBecomesLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("SHORT: the number of scenarios is the point")
	}
	t.Parallel()
	p := randomPlan(9001)
	p.Project.Sampling, p.Project.Accuracy, p.Project.MaxScenarios = "LHS", 1e-9, 20000
	m := compileChanged(t, p)
	keep := keeping{series: 11000, scalars: 13000, sample: 10500, inputs: 5000}
	a, whole := runKeeping(t, m, RunConfig{Scenarios: -1, keeping: keep})
	b, once := runKeeping(t, m, RunConfig{Scenarios: 20000, keeping: keep})
	if a.res.N != 20000 || a.res.SeriesN != 11000 || a.res.ScalarN != 13000 {
		t.Fatalf("%d scenarios, %d series kept, %d scalars", a.res.N, a.res.SeriesN, a.res.ScalarN)
	}
	for i := range b.res.Sums {
		if a.res.Sums[i] != b.res.Sums[i] {
			t.Fatalf("sum %d is %v in parts and %v at once", i, a.res.Sums[i], b.res.Sums[i])
		}
	}
	once.Run, once.Reserve.AccuracyReached = whole.Run, whole.Reserve.AccuracyReached
	x, _ := json.Marshal(whole)
	y, _ := json.Marshal(once)
	if !bytes.Equal(x, y) {
		t.Error("the outcome of the parts is another one than that of the whole run")
	}
}

// TestKeepingBySize: what a run of a million scenarios over 120 months keeps
// fits 1.5 GiB with the rest of the process, and a small run keeps all.
func TestKeepingBySize(t *testing.T) {
	m := &Model{horizon: 120}
	m.out.series = []string{"a", "b", "c"}
	for range 60 {
		m.out.keep = append(m.out.keep, sim.KeepEvery, sim.KeepWithSeries)
	}
	for range 900 {
		m.out.keep = append(m.out.keep, sim.KeepSample)
	}
	m.vars = make([]variable, 6000)
	k := m.sizes(keeping{})
	bytes := 8 * (min(k.scalars, 1e6)*60 + k.series*(360+60) + k.sample*900 + k.inputs*6000)
	if bytes > 1290<<20 || k.sample < sampleMost || k.inputs < replayed || k.series != seriesMost || k.scalars < k.series {
		t.Errorf("%+v takes %d MB", k, bytes>>20)
	}
}

// TestLiquidityFromRows: where only the first scenarios keep their series, the
// liquidity reserve is to the cent that of a run in which all do, for what funding
// needs of the others is kept where they have a gap.
func TestLiquidityFromRows(t *testing.T) {
	t.Parallel()
	looked, scenarios := 0, 1100
	if patient() {
		scenarios = 4000
	}
	for _, seed := range someSeeds(12) {
		m := compileChanged(t, randomPlan(seed))
		if !m.hasCash() {
			continue
		}
		_, all := runKeeping(t, m, RunConfig{Scenarios: scenarios})
		s, few := runKeeping(t, m, RunConfig{Scenarios: scenarios, keeping: keeping{series: 500, rows: 4000, scalars: 4000}})
		if len(s.res.Rows) == 0 {
			continue
		}
		a, b := all.Reserve, few.Reserve
		if (a.Liquidity == nil) != (b.Liquidity == nil) || a.Liquidity != nil && *a.Liquidity != *b.Liquidity || a.LiquidityReached != b.LiquidityReached {
			t.Errorf("plan %d: liquidity %v at %v, want %v at %v", seed, b.Liquidity, b.LiquidityReached, a.Liquidity, a.LiquidityReached)
		}
		if a.Liquidity != nil && *a.Liquidity > 0 {
			looked++
		}
	}
	if looked == 0 {
		t.Error("no plan needs a liquidity reserve")
	}
}
