package portfolio

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// TestExchange: a plan in another currency is turned into the portfolio's by the driver of
// that name of another plan: a certain cost of 1,000 in month 6 at a rate of 0.9 that
// grows by 10 % a year; without the driver it is refused with the cell of its currency.
func TestExchange(t *testing.T) {
	home := made("H", line("C1", 5000, 1, ""))
	home.Drivers = []budget.Driver{{Name: "USD", Kind: "fixed", Growth: 0.10, Base: 0.9}}
	second := made("S", line("C1", 10, 1, ""))
	abroad := made("U", line("C1", 1000, 6, ""))
	abroad.Project.Currency = "usd"
	o := run(t, Settings{}, []*budget.Plan{home, second, abroad}, nil)
	want := 1000 * 0.9 * math.Pow(1.1, 7.0/12)
	if math.Abs(o.Plans[2].Mean-want) > 0.01 || o.Plans[2].Base != 900 || o.Currency != "EUR" || o.Plans[2].Currency != "usd" {
		t.Errorf("mean %v, expected %v; base %v", o.Plans[2].Mean, want, o.Plans[2].Base)
	}
	if math.Abs(o.Years[0].Mean-5010-want) > 0.01 {
		t.Errorf("the year has %v", o.Years[0].Mean)
	}
	home.Drivers = nil
	s := NewSurvey(Settings{})
	for _, p := range []*budget.Plan{home, second, abroad} {
		s.Add(entryOf(p), p)
	}
	dropped := -1
	found := s.Finish(func(i int) { dropped = i })
	if dropped != 2 || len(found) != 1 || found[0].Code != "portfolio-currency" || len(s.Entries) != 2 || !strings.Contains(found[0].Hint, "usd") {
		t.Errorf("found %v, dropped %d", found, dropped)
	}
}

// TestRateMovesThePlan: a plan whose only uncertainty is its rate of exchange moves as
// one with a plan that pays in that currency.
func TestRateMovesThePlan(t *testing.T) {
	home := made("H", budget.CostLine{ID: "C1", Name: "C1", Phase: "other", Amount: budget.MoneyOfCents(100000), StartMonth: 6, Months: 1, Currency: "USD"})
	home.Drivers = []budget.Driver{{Name: "USD", Kind: "walk", Volatility: 0.2, Base: 0.9}}
	abroad := made("U", line("C1", 1000, 6, ""))
	abroad.Project.Currency = "USD"
	o := run(t, Settings{Currency: "EUR"}, []*budget.Plan{home, abroad}, nil)
	if o.Plans[0].WithOthers < 1-1e-6 || math.Abs(o.Plans[0].ContingencyAlone-o.Plans[1].ContingencyAlone) > 0.02 {
		t.Errorf("correlation %v, alone %v and %v", o.Plans[0].WithOthers, o.Plans[0].ContingencyAlone, o.Plans[1].ContingencyAlone)
	}
	if len(o.Causes) != 3 || o.Causes[0].Driver != "USD" || math.Abs(o.Causes[0].Amount-o.Reserve.Contingency) > 0.01*o.Reserve.Contingency {
		t.Errorf("causes %+v of %v", o.Causes, o.Reserve.Contingency)
	}
}

// TestDriversTakeTheirPart: of a plan that its driver alone moves the driver has all of
// the reserve; parts by driver and rest add up to the cent.
func TestDriversTakeTheirPart(t *testing.T) {
	a, b := made("A", driven("C1", 100000, 6, "Steel")), made("B", driven("C1", 50000, 6, "Steel"), line("C2", 30000, 2, "Normal(30000,9000)"))
	a.Drivers, b.Drivers = []budget.Driver{steel("Steel")}, []budget.Driver{steel("Steel")}
	growth := 150000 * (math.Pow(1.02, 7.0/12) - 1) // is in the reserve, and no movement
	o := run(t, Settings{}, []*budget.Plan{a, b}, nil)
	sum := 0.0
	for _, c := range o.Causes {
		sum += c.Amount
	}
	if len(o.Causes) != 3 || math.Abs(sum-o.Reserve.Contingency) > 1e-6 {
		t.Fatalf("causes %+v of %v", o.Causes, o.Reserve.Contingency)
	}
	if rest := o.Causes[1].Amount; math.Abs(rest-growth/1.5) > 0.02*growth {
		t.Errorf("the rest of A is %v, expected the growth of %v", rest, growth/1.5)
	}
	if o.Causes[0].Amount < o.Causes[2].Amount {
		t.Errorf("steel has %v, the rest of B %v", o.Causes[0].Amount, o.Causes[2].Amount)
	}
}

// TestCommonDrivers: drivers of other names are one, and of one name two, where the sheet
// says so; a row that names nothing is refused.
func TestCommonDrivers(t *testing.T) {
	a, b := made("A", driven("C1", 1000, 6, "Steel")), made("B", driven("C1", 1000, 6, "Rebar"))
	a.Drivers, b.Drivers = []budget.Driver{steel("Steel")}, []budget.Driver{steel("Rebar")}
	if o := run(t, Settings{Common: []Common{{Name: "Steel", Plan: "b", Driver: "rebar"}}}, []*budget.Plan{a, b}, nil); o.Plans[0].WithOthers < 0.9999 || len(o.Drivers) != 1 {
		t.Errorf("correlation %v, drivers %v", o.Plans[0].WithOthers, o.Drivers)
	}
	c := made("C", driven("C1", 1000, 6, "Steel"))
	c.Drivers = []budget.Driver{{Name: "Steel", Kind: "walk", Volatility: 0.3, Base: 1}}
	if o := run(t, Settings{Common: []Common{{Name: "Steel abroad", Plan: "C", Driver: "Steel"}}}, []*budget.Plan{a, c}, nil); math.Abs(o.Plans[0].WithOthers) > 0.05 || len(o.Drivers) != 0 {
		t.Errorf("correlation %v, drivers %v", o.Plans[0].WithOthers, o.Drivers)
	}
	s := NewSurvey(Settings{Common: []Common{{Name: "Gold", Plan: "A"}}})
	s.Add(entryOf(a), a)
	if found := s.Finish(func(int) {}); len(found) != 1 || found[0].Code != "common-unknown" {
		t.Errorf("found %v", found)
	}
}

// TestPlansCorrelate: plans that are asked to go together do, by the rank correlation
// asked for where one amount is all that is uncertain, whatever the order; what
// contradicts itself is refused.
func TestPlansCorrelate(t *testing.T) {
	var plans []*budget.Plan
	for _, id := range []string{"A", "B", "C"} {
		plans = append(plans, made(id, line("C1", 1000, 2, "Normal(1000,100)")))
	}
	o := run(t, Settings{Between: []budget.Correlation{{A: "C", B: "A", Rho: 0.6}}}, plans, nil)
	if len(o.Between) != 1 || math.Abs(o.Between[0].Realised-0.6) > 0.03 || math.Abs(o.Correlation.Matrix[0][1]) > 0.05 {
		t.Errorf("%+v, %v", o.Between, o.Correlation.Matrix)
	}
	want := z80 * 100 * math.Sqrt(3+2*2*math.Sin(math.Pi*0.1))
	if math.Abs(o.Reserve.Contingency/want-1) > 0.03 {
		t.Errorf("reserve %v, expected %v", o.Reserve.Contingency, want)
	}
	latin := run(t, Settings{Sampling: "LHS", Scenarios: 1024, Between: []budget.Correlation{{A: "C", B: "A", Rho: 0.6}}}, plans, nil)
	if said := strings.Join(latin.Notes, " "); math.Abs(latin.Between[0].Realised) > 0.1 || !strings.Contains(said, "no effect under LHS") {
		t.Errorf("%+v: %s", latin.Between, said)
	}
	for text, between := range map[string][]budget.Correlation{
		"D": {{A: "A", B: "D", Rho: 0.5}}, "itself": {{A: "A", B: "a", Rho: 0.5}}, "twice": {{A: "A", B: "B", Rho: 0.5}, {A: "B", B: "A", Rho: 0.4}},
		"contradict": {{A: "A", B: "B", Rho: 0.9}, {A: "B", B: "C", Rho: 0.9}, {A: "A", B: "C", Rho: -0.9}}, "outside": {{A: "A", B: "B", Rho: 1.5}},
	} {
		s := NewSurvey(Settings{Between: between})
		for _, p := range plans {
			s.Add(entryOf(p), p)
		}
		found := s.Finish(func(int) {})
		if len(found) != 1 || found[0].Code != "plan-correlation" || !strings.Contains(found[0].Message, text) {
			t.Errorf("%s: found %v", text, found)
		}
	}
}

// TestUncertainShift: a plan that is put off by 0 or 12 months, each in half of the
// futures, costs half in each year, at the prices of then.
func TestUncertainShift(t *testing.T) {
	p := made("A", driven("C1", 1000, 3, "Wages"))
	p.Project.Horizon = 12
	p.Drivers = []budget.Driver{{Name: "Wages", Kind: "fixed", Growth: 0.10, Base: 1}}
	o := run(t, Settings{}, []*budget.Plan{p, made("N", line("C1", 1, 0, ""))}, func(e *Entry) {
		if e.ID == "A" {
			e.Delay = &budget.Quantity{Text: "Discrete(0:0.5,12:0.5)"}
		}
	})
	early := 1000 * math.Pow(1.1, 4.0/12)
	if math.Abs(o.Years[0].Mean-1-early/2) > 0.5 || math.Abs(o.Years[1].Mean-early*1.1/2) > 0.5 || math.Abs(o.Years[1].Planned-500) > 0.5 {
		t.Errorf("years %+v", o.Years)
	}
	if o.Plans[0].ShiftText == "" || o.Plans[0].Base != 1000 {
		t.Errorf("%+v", o.Plans[0])
	}
}

// TestBudgetYears: a year that begins in April is named by the one in which it ends.
func TestBudgetYears(t *testing.T) {
	p := made("A", line("C1", 100, 2, ""), line("C2", 10, 3, ""), line("C3", 1, 14, ""))
	o := run(t, Settings{YearStarts: 4}, []*budget.Plan{p, made("N", line("C1", 0, 0, ""))}, nil)
	if len(o.Years) != 2 || o.Years[0].Year != 2026 || o.Years[0].Mean != 100 || o.Years[1].Year != 2027 || o.Years[1].Mean != 11 {
		t.Errorf("years %+v", o.Years)
	}
}

// funded is a plan with a cost and money that covers a part of it later.
func funded(id string, cost, money int64, paid, comes int) *budget.Plan {
	p := made(id, line("C1", cost, paid, ""))
	p.Funding = []budget.Source{{ID: "F1", Name: "Own", Kind: "own", Committed: budget.MoneyOfCents(100 * money), ArriveMonth: comes, Probability: 1, Priority: 1, Repayment: "none"}}
	return p
}

// lender is a pool of one sum at the start.
func lender(amount int64) *budget.Plan {
	p := funded("pool", 0, amount, 0, 0)
	p.Costs = nil
	return p
}

// TestPoolFillsTheGaps: two certain plans lack 600 and 300 for three months; a pool of
// 900 is enough, one of 700 leaves 200 to the plan of lower priority; shifted funding
// moves with the plan, or not. Pooled cash needs the difference only.
func TestPoolFillsTheGaps(t *testing.T) {
	a, b := funded("A", 600, 600, 2, 5), funded("B", 300, 300, 2, 5)
	plans := []*budget.Plan{a, b}
	second := func(e *Entry) {
		if e.Priority = 1; e.ID == "A" {
			e.Priority = 2
		}
	}
	o := run(t, Settings{Lends: true, Pool: lender(900)}, plans, second)
	if v := o.Pool; v.ProbabilityShort != 0 || v.PeakNeed != 900 || v.Months[2].NeedMean != 900 || v.Months[5].NeedMean != 0 || v.Months[2].CashMean != 0 || v.Months[6].CashMean != 900 ||
		v.Plans[0].AddsPeak != 600 || v.Plans[1].AddsPeak != 300 {
		t.Errorf("%+v", v)
	}
	o = run(t, Settings{Lends: true, Pool: lender(700)}, plans, second)
	v := o.Pool
	if v.ProbabilityShort != 1 || v.PeakShort != 200 || v.Months[3].LeftMean != 200 || v.Plans[0].ProbabilityLeft != 1 || v.Plans[1].ProbabilityLeft != 0 || v.Plans[0].PeakMean != 600 {
		t.Errorf("%+v", v)
	}
	c := funded("C", 100, 5000, 2, 0)
	o = run(t, Settings{Lends: true, Pooled: true, Pool: lender(0)}, []*budget.Plan{a, c}, nil)
	if o.Pool.PeakNeed != 0 || o.Pool.Plans != nil {
		t.Errorf("pooled: %+v", o.Pool)
	}
	for keep, want := range map[bool]float64{true: 0, false: 600} {
		o = run(t, Settings{Lends: true, Pool: lender(900)}, []*budget.Plan{a, c}, func(e *Entry) {
			if e.ID == "A" {
				e.Shift, e.KeepFunding = 4, keep
			}
		})
		if o.Pool.PeakNeed != want {
			t.Errorf("funding keeps its dates %v: the plans lack %v", keep, o.Pool.PeakNeed)
		}
	}
}

// TestPoolOfNothing: with a pool that has nothing, and with one that has much, the plans'
// costs, their own cash and what they lack are what they are without one: a pool changes
// what is lent, never a plan, and no plan is simulated again.
func TestPoolOfNothing(t *testing.T) {
	t.Parallel()
	a, b := funded("A", 600, 500, 2, 5), funded("B", 300, 300, 2, 5)
	a.Costs[0].Uncertainty = &budget.Quantity{Text: "PERT(0.8,1,1.9)", OfBase: true}
	at := func(pool *budget.Plan) *outcome.Portfolio {
		return run(t, Settings{Scenarios: 1024, Own: true, Lends: pool != nil, Pool: pool}, []*budget.Plan{a, b}, nil)
	}
	none, nothing, much := at(nil), at(lender(0)), at(lender(5000))
	for what, o := range map[string]*outcome.Portfolio{"nothing": nothing, "much": much} {
		if !reflect.DeepEqual(o.Plans, none.Plans) || !reflect.DeepEqual(o.Cost, none.Cost) || !reflect.DeepEqual(o.Reserve, none.Reserve) || !reflect.DeepEqual(o.Years, none.Years) {
			t.Errorf("a pool of %s changes the plans:\n%+v\n%+v", what, o.Plans, none.Plans)
		}
	}
	if none.Pool != nil || nothing.Pool.ProbabilityShort != 1 || much.Pool.ProbabilityShort != 0 || nothing.Pool.PeakNeed != much.Pool.PeakNeed {
		t.Errorf("pools %+v, %+v", nothing.Pool, much.Pool)
	}
	for i, x := range nothing.Pool.Plans { // all that a plan lacks is left, in as many futures as in its own run
		if x.ProbabilityLeft != x.ProbabilityNeeds || math.Abs(x.ProbabilityNeeds-none.Plans[i].OwnCash.ProbabilityGap) > 0.02 || math.Abs(x.PeakMean/none.Plans[i].OwnCash.PeakMean-1) > 0.02 {
			t.Errorf("%+v, by itself %+v", x, none.Plans[i].OwnCash)
		}
	}
}

// TestRelease: what plans hold, as approved or by themselves, less what they need together.
func TestRelease(t *testing.T) {
	a, b := made("A", line("C1", 10000, 1, "Normal(10000,1000)")), made("B", line("C1", 10000, 2, "Normal(10000,750)"))
	approved := budget.MoneyOfCents(200000)
	a.Project.Approved = &approved
	o := run(t, Settings{}, []*budget.Plan{a, b}, nil)
	if r := o.Release; r.Said != 1 || math.Abs(r.Held-2000-o.Plans[1].ContingencyAlone) > 1e-6 || math.Abs(r.Amount-(r.Held-o.Reserve.Contingency)) > 1e-6 {
		t.Errorf("%+v", o.Release)
	}
	sum := 0.0
	for _, p := range o.Plans {
		sum += p.Release
	}
	if math.Abs(sum-o.Release.Amount) > 1e-6 {
		t.Errorf("the plans release %v, all %v", sum, o.Release.Amount)
	}
}

// TestShareOfAPlan: half of a plan is half of its figures.
func TestShareOfAPlan(t *testing.T) {
	p, nothing := made("A", line("C1", 10000, 1, "PERT(8000,10000,15000)")), made("N", line("C1", 0, 0, ""))
	whole := run(t, Settings{}, []*budget.Plan{p, nothing}, nil)
	half := run(t, Settings{}, []*budget.Plan{p, nothing}, func(e *Entry) {
		if e.ID == "A" {
			e.Share = 0.5
		}
	})
	if math.Abs(2*half.Reserve.Contingency-whole.Reserve.Contingency) > 0.011 || math.Abs(2*half.Cost.Mean-whole.Cost.Mean) > 0.001 || 2*half.Cost.Base != whole.Cost.Base {
		t.Errorf("half %+v, whole %+v", half.Reserve, whole.Reserve)
	}
}

// TestRanked: ties have the mean of their ranks.
func TestRanked(t *testing.T) {
	if r := ranked([]float64{3, 1, 3, 2}); r[0] != 2.5 || r[1] != 0 || r[2] != 2.5 || r[3] != 1 {
		t.Errorf("ranks %v", r)
	}
	if rho := rankTogether([]float64{1, 2, 3, 4}, []float64{1, 8, 27, 64}); math.Abs(rho-1) > 1e-12 || stats.Pearson([]float64{1, 2, 3, 4}, []float64{1, 8, 27, 64}) > 0.99 {
		t.Errorf("rank correlation %v", rho)
	}
}

// TestManyPieces: a plan that is simulated in pieces has the sums of one that is not.
func TestManyPieces(t *testing.T) {
	plans := []*budget.Plan{funded("A", 600, 600, 2, 5), made("B", line("C1", 100, 3, "PERT(80,100,190)"))}
	s := surveyed(t, Settings{Lends: true, Pool: lender(500), Scenarios: 4096, Horizon: 600}, plans, nil)
	long := *plans[1]
	long.Project.Horizon = 600
	plans[1] = &long
	o, err := Run(context.Background(), s, Config{Workers: 2, Open: func(_ context.Context, i int) (*budget.Plan, error) { return plans[i], nil }})
	if err != nil {
		t.Fatal(err)
	}
	if o.Pool.Plans[0].ProbabilityLeft != 1 || math.Abs(o.Plans[1].Mean-111.67) > 0.1 {
		t.Errorf("%+v, %+v", o.Pool.Plans, o.Plans)
	}
}
