package models

import (
	"math"
	"testing"

	"ballast/budget"
)

// running is a random plan as of a third of its horizon, with money spent and a reserve
// approved; ok is false where it has no past.
func running(seed uint64, approved float64) (*budget.Plan, bool) {
	p := randomPlan(seed)
	at := p.Project.Start.Add(p.Project.Horizon / 3)
	p.Project.AsOf, p.Project.BudgetLimit = &at, nil
	p.Actuals = []budget.Actual{{Month: 0, Kind: "cost", ID: p.Costs[0].ID, Amount: p.Costs[0].Amount.Div(whole(3))}}
	x := budget.MoneyOf(approved)
	p.Project.Approved = &x
	m, _ := Compile(p)
	return p, m != nil && m.past != nil
}

// TestAskedReserveHolds: what is asked for, approved, is enough: with base and approved
// reserve the chosen share of futures is covered, and nothing more is asked.
func TestAskedReserveHolds(t *testing.T) {
	t.Parallel()
	asked := 0
	for _, seed := range someSeeds(16) {
		p, ok := running(seed, 0)
		if !ok {
			continue
		}
		v := verdictOf(t, p)
		if v.Do != "ask" {
			continue
		}
		asked++
		more := p.Project.Approved.Add(budget.MoneyOf(v.Amount))
		p.Project.Approved = &more
		m, _ := Compile(p)
		s, o := runRandom(t, m)
		if o.Verdict.Do == "ask" && o.Verdict.Amount > 0.02 {
			t.Errorf("plan %d: given %v, asks for %v again", seed, v.Amount, o.Verdict.Amount)
		}
		if o.Control.ReserveUnledgered >= 0 && o.Control.ReserveDrawn <= o.Control.ReserveUsed {
			money := m.base + more.InexactFloat64()
			if q := s.col(m.out.total).quantile(p.Project.ReserveConfidence); money < q-0.02-1e-9*math.Abs(q) {
				t.Errorf("plan %d: base and approved are %v, Q(chosen) %v", seed, money, q)
			}
		}
	}
	if asked < len(someSeeds(5)) {
		t.Errorf("only %d reserves were asked for", asked)
	}
}

// TestSetAsideHolds: base and recommended reserve, as the limit, hold the chosen share of
// futures, whatever the plan.
func TestSetAsideHolds(t *testing.T) {
	t.Parallel()
	for _, seed := range someSeeds(16) {
		p := randomPlan(seed)
		p.Project.BudgetLimit, p.Project.Approved = nil, nil
		m, _ := Compile(p)
		_, o := runRandom(t, m)
		if o.Reserve.Contingency <= 0 {
			continue
		}
		limit := budget.MoneyOf(o.Cost.Base + o.Reserve.Contingency + 0.01)
		p.Project.BudgetLimit = &limit
		m, _ = Compile(p)
		_, o = runRandom(t, m)
		if over := *o.Cost.ProbabilityOverLimit; over > 1-p.Project.ReserveConfidence+1.0/float64(o.Run.Scenarios) {
			t.Errorf("plan %d: with the reserve set aside %v of futures are over", seed, over)
		}
	}
}

// TestCertainMoneyGone: the other way that the verdict on a broken limit names: as much
// certain money taken out of the plan holds the chosen confidence at the old limit.
func TestCertainMoneyGone(t *testing.T) {
	t.Parallel()
	cut := 0
	for _, seed := range someSeeds(16) {
		p := randomPlan(seed)
		base := compileRandom(t, seed).base
		certain := budget.CostLine{ID: "certain", Name: "certain", Amount: budget.MoneyOf(4*math.Abs(base) + 1), Months: 1, Profile: "even"}
		limit := certain.Amount.Add(budget.MoneyOf(base))
		p.Project.BudgetLimit, p.Project.Approved = &limit, nil
		p.Costs = append(p.Costs, certain)
		before := p.Project
		v := verdictOf(t, p)
		if v.Do != "limit" || v.Amount > certain.Amount.InexactFloat64() {
			continue
		}
		cut++
		p.Project = before
		p.Costs[len(p.Costs)-1].Amount = certain.Amount.Sub(budget.MoneyOf(v.Amount))
		m, _ := Compile(p)
		_, o := runRandom(t, m)
		if over := *o.Cost.ProbabilityOverLimit; over > 1-p.Project.ReserveConfidence+2.0/float64(o.Run.Scenarios) {
			t.Errorf("plan %d: with %v of certain money gone %v of futures are over the limit", seed, v.Amount, over)
		}
	}
	if cut < len(someSeeds(5)) {
		t.Errorf("only %d were cut", cut)
	}
}

// TestAdvisedLiquidityHolds: the advised liquidity reserve as more opening cash leaves a
// gap in no more futures than the plan accepts, on the draws of the run and, within four
// standard errors, on others.
func TestAdvisedLiquidityHolds(t *testing.T) {
	t.Parallel()
	advised := 0
	for _, seed := range someSeeds(24) {
		p := randomPlan(seed)
		m, _ := Compile(p)
		_, o := runRandom(t, m)
		if o.Cash == nil || o.Reserve.Liquidity == nil || *o.Reserve.Liquidity <= 0 {
			continue
		}
		advised++
		p.Project.OpeningCash = p.Project.OpeningCash.Add(budget.MoneyOf(*o.Reserve.Liquidity))
		allowed := 1 - p.Project.LiquidityConfidence
		for _, more := range []uint64{0, 1_000_003} {
			p.Project.Seed += more
			m, _ = Compile(p)
			_, o = runRandom(t, m)
			slack := 1e-9
			if more > 0 {
				slack = 4 * math.Sqrt(max(allowed, 0.01)*(1-allowed)/float64(o.Run.Scenarios))
			}
			if o.Cash.ProbabilityGap > allowed+slack {
				t.Errorf("plan %d, seed %d more: a gap in %v, %v is accepted", seed, more, o.Cash.ProbabilityGap, allowed)
			}
		}
	}
	if advised < len(someSeeds(3)) {
		t.Errorf("only %d reserves", advised)
	}
}

// TestWithoutTheRisk: "without it the cost would be that much lower": the risk closed and
// the plan run again, its response's cost apart, moves the mean by the effect that was
// told.
func TestWithoutTheRisk(t *testing.T) {
	t.Parallel()
	closed := 0
	for _, seed := range someSeeds(16) {
		p := randomPlan(seed)
		p.Project.Sampling = "LHS" // a row more or less changes no other draws, but by the repair of correlations
		p.Correlations, p.Matrix, p.Loadings = nil, nil, nil
		m, _ := Compile(p)
		s, o := runRandom(t, m)
		for k := range o.Risks {
			if p.Risks[k].ResponseOn || p.Risks[k].Status == "occurred" || p.Risks[k].Status == "closed" || closed > 40 {
				continue // a closed one spends nothing on its response either
			}
			closed++
			q := *p
			q.Risks = append([]budget.Risk(nil), p.Risks...)
			q.Risks[k].Status = "closed"
			n, _ := Compile(&q)
			again, _ := runRandom(t, n)
			scale := 1e-6 * (1 + math.Abs(o.Cost.Mean))
			near(t, "mean without "+p.Risks[k].ID, (total(s.total())-total(again.total()))/float64(len(s.total())), o.Risks[k].Effects.CostMean.Value, scale)
		}
	}
	if closed < len(someSeeds(5)) {
		t.Errorf("only %d risks", closed)
	}
}

// TestRaisedProbabilitiesAreExpected: what is asked of a category of risks agrees with the
// log: a frequency raised to what was logged is as expected, one far above it is not.
func TestRaisedProbabilitiesAreExpected(t *testing.T) {
	t.Parallel()
	p := twoFutures()
	p.Project.AsOf = &budget.Month{Year: 2026, Month: 6}
	p.Actuals = []budget.Actual{{Month: 0, Kind: "cost", ID: "C1", Amount: whole(1)}}
	rate := 0.2
	p.Risks = []budget.Risk{{ID: "R1", Category: "legal", PerYear: &rate, To: 11, Impact: &budget.Quantity{Text: "5"}}}
	for m := range 5 {
		p.Events = append(p.Events, budget.Event{Month: m, Risk: "R1", Loss: whole(5)})
	}
	verdict := func() string {
		_, o := outcomeOf(t, p)
		for _, e := range o.Control.Effect {
			if e.Category == "legal" {
				return e.Verdict
			}
		}
		return "none"
	}
	if v := verdict(); v != "more" {
		t.Fatalf("five events against 0.1 expected are %s", v)
	}
	rate = 10
	if v := verdict(); v != "expected" {
		t.Errorf("with the frequency of the log five events are %s", v)
	}
	rate, p.Events = 40, p.Events[:1]
	if v := verdict(); v != "fewer" {
		t.Errorf("one event against 20 expected is %s", v)
	}
}

// TestNextUnitHelps: "the next unit of this source helps most": a mix with a unit more of
// each source has a gap as much rarer, at the cost that was told; see TestMixEqualsRun for
// a run of a mix.
func TestNextUnitHelps(t *testing.T) {
	t.Parallel()
	for _, amounts := range [][2]float64{{50e6, 20e6}, {10e6, 55e6}, {35e6, 45e6}} {
		grant, loan := source2("F1", amounts[0], 0), source2("F2", amounts[1], 0)
		loan.Kind, loan.Rate, loan.Repayment, loan.TermMonths = "loan", 0.12, "bullet", 5
		p := uniformPlan(60e6, 100e6, 0.9, grant, loan)
		p.Project.Horizon = 3
		p.Mixes = []budget.Mix{mixOf(p, "M", amounts[0], amounts[1])}
		unit := comparison(t, p, 1000, MixConfig{}).Mixes[0].PerUnit[0].Unit
		p.Mixes = append(p.Mixes, mixOf(p, "F1", amounts[0]+unit, amounts[1]), mixOf(p, "F2", amounts[0], amounts[1]+unit))
		o := comparison(t, p, 1000, MixConfig{})
		for j, told := range o.Mixes[0].PerUnit {
			near(t, "P(gap) with a unit more of "+told.ID, o.Mixes[1+j].ProbabilityGap-o.Mixes[0].ProbabilityGap, told.ProbabilityGap, 1e-9)
			near(t, "cost with a unit more of "+told.ID, o.Mixes[1+j].CostMean-o.Mixes[0].CostMean, told.Cost, 1e-3)
		}
	}
}
