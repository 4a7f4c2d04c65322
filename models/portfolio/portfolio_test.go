package portfolio

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// made is a plan of cost lines alone.
func made(id string, lines ...budget.CostLine) *budget.Plan {
	p := &budget.Plan{File: id + ".xlsx", Language: "en", Costs: lines}
	p.Project = budget.Project{Name: id, PlanID: id, Currency: "EUR", Start: budget.Month{Year: 2026, Month: 1}, Horizon: 24, Rate: 0.08,
		Discounting: "end", ReserveConfidence: 0.80, LiquidityConfidence: 0.90, Scenarios: 4096, Accuracy: 0.01, MaxScenarios: 1000000, Seed: 1, Sampling: "Sobol"}
	return p
}

// line is a cost line with an uncertainty, "" none.
func line(id string, amount int64, month int, uncertainty string) budget.CostLine {
	l := budget.CostLine{ID: id, Name: id, Phase: "other", Amount: budget.MoneyOfCents(100 * amount), StartMonth: month, Months: 1}
	if uncertainty != "" {
		l.Uncertainty = &budget.Quantity{Text: uncertainty}
	}
	return l
}

// driven is a cost line that a driver moves.
func driven(id string, amount int64, month int, driver string) budget.CostLine {
	l := line(id, amount, month, "")
	l.Driver = driver
	return l
}

// steel is a driver that moves at random.
func steel(name string) budget.Driver {
	return budget.Driver{Name: name, Kind: "walk", Growth: 0.02, Volatility: 0.20, Base: 1}
}

// entryOf is a plan that goes ahead as it stands.
func entryOf(p *budget.Plan) Entry {
	return Entry{ID: p.Project.PlanID, Name: p.Project.Name, File: p.File, Chance: 1, Share: 1}
}

// surveyed takes plans up, changed where a test wants it.
func surveyed(t *testing.T, set Settings, plans []*budget.Plan, change func(e *Entry)) *Survey {
	t.Helper()
	s := NewSurvey(set)
	for _, p := range plans {
		e := entryOf(p)
		if change != nil {
			change(&e)
		}
		if problems := s.Add(e, p); len(problems) > 0 {
			t.Fatalf("%s: %v", p.File, problems[0].Format(nil))
		}
	}
	for _, problem := range s.Finish(func(int) {}) {
		t.Fatal(problem.Format(nil))
	}
	return s
}

// run simulates plans.
func run(t *testing.T, set Settings, plans []*budget.Plan, change func(e *Entry)) *outcome.Portfolio {
	t.Helper()
	o, err := Run(context.Background(), surveyed(t, set, plans, change), Config{Workers: 1,
		Open: func(_ context.Context, i int) (*budget.Plan, error) { return plans[i], nil }})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// z80 is the 80 % quantile of the standard normal.
const z80 = 0.8416212335729143

// TestNormalPlans: two independent plans of normal cost have a spread of the root of the
// summed variances, and need z times it; alone each needs z times its own.
func TestNormalPlans(t *testing.T) {
	const n = 16384
	o := run(t, Settings{Scenarios: n}, []*budget.Plan{
		made("A", line("C1", 10000, 1, "Normal(10000,1000)")), made("B", line("C1", 10000, 2, "Normal(10000,750)"))}, nil)
	want := z80 * math.Hypot(1000, 750)
	error := math.Hypot(1000, 750) * 0.4 / 0.28 / math.Sqrt(n) // sqrt(p(1-p)) over the density at the quantile
	if got := o.Reserve.Contingency; math.Abs(got-want) > 3*error || got < o.Reserve.Interval95[0] || got > o.Reserve.Interval95[1] {
		t.Errorf("reserve %v, expected %v within three standard errors of %v, interval %v", got, want, error, o.Reserve.Interval95)
	}
	if math.Abs(o.Reserve.SumOfPlans/(z80*1750)-1) > 0.005 {
		t.Errorf("sum of the plans %v, expected %v", o.Reserve.SumOfPlans, z80*1750)
	}
	if math.Abs(o.Cost.SD/math.Hypot(1000, 750)-1) > 0.02 {
		t.Errorf("spread %v, expected %v", o.Cost.SD, math.Hypot(1000, 750))
	}
	// of a normal sum the part of a plan goes by its variance
	if got := o.Plans[0].Allocated / o.Reserve.Contingency; math.Abs(got-0.64) > 0.06 {
		t.Errorf("plan A has %v of the reserve, expected 0.64", got)
	}
}

// TestComonotonicPlans: of plans whose only uncertainty is one driver in one month the
// quantiles add, to the cent; they move as one.
func TestComonotonicPlans(t *testing.T) {
	a, b := made("A", driven("C1", 100000, 6, "Steel")), made("B", driven("C1", 40000, 6, "steel "))
	a.Drivers, b.Drivers = []budget.Driver{steel("Steel")}, []budget.Driver{steel("steel ")}
	o := run(t, Settings{}, []*budget.Plan{a, b}, nil)
	if math.Abs(o.Reserve.Diversification) > 0.02 || o.Reserve.Contingency < 1000 {
		t.Errorf("reserve %v, sum of the plans %v", o.Reserve.Contingency, o.Reserve.SumOfPlans)
	}
	if o.Plans[0].WithOthers < 0.9999 || len(o.Drivers) != 1 {
		t.Errorf("correlation %v, drivers %v", o.Plans[0].WithOthers, o.Drivers)
	}
	c := made("C", driven("C1", 40000, 6, "Copper"))
	c.Drivers = []budget.Driver{steel("Copper")}
	if other := run(t, Settings{}, []*budget.Plan{a, c}, nil); other.Reserve.Diversification < 1000 {
		t.Errorf("of different drivers: diversification %v", other.Reserve.Diversification)
	}
}

// TestHalvesAreTheWhole: a plan split in two that share all drivers gives the whole.
func TestHalvesAreTheWhole(t *testing.T) {
	with := func(id string, lines ...budget.CostLine) *budget.Plan {
		p := made(id, lines...)
		p.Drivers = []budget.Driver{steel("Steel"), {Name: "Wages", Kind: "revert", Growth: 0.03, Volatility: 0.05, Speed: 0.5, Base: 1}}
		return p
	}
	l1, l2 := driven("C1", 100000, 3, "Steel"), driven("C2", 50000, 14, "Wages")
	nothing := made("N", line("C1", 1, 0, ""))
	whole := run(t, Settings{}, []*budget.Plan{with("W", l1, l2), nothing}, nil)
	halves := run(t, Settings{}, []*budget.Plan{with("H1", l1), with("H2", l2), nothing}, nil)
	if math.Abs(whole.Reserve.Contingency-halves.Reserve.Contingency) > 0.01 || math.Abs(whole.Cost.SD-halves.Cost.SD) > 1e-4 {
		t.Errorf("whole %v (sd %v), halves %v (sd %v)", whole.Reserve.Contingency, whole.Cost.SD, halves.Reserve.Contingency, halves.Cost.SD)
	}
	for i, y := range whole.Years {
		if math.Abs(y.Mean-halves.Years[i].Mean) > 1e-4 || y.AtConfidence != halves.Years[i].AtConfidence {
			t.Errorf("year %d: %v and %v", y.Year, y.Mean, halves.Years[i].Mean)
		}
	}
}

// TestShareIsAFactor: half of a plan is half of its figures.
func TestShareIsAFactor(t *testing.T) {
	plans := []*budget.Plan{made("A", line("C1", 10000, 1, "Normal(10000,1000)")), made("B", line("C1", 2000, 2, "PERT(1500,2000,3500)"))}
	whole := run(t, Settings{}, plans, nil)
	half := run(t, Settings{}, plans, func(e *Entry) { e.Share = 0.5 })
	if math.Abs(half.Reserve.Contingency-whole.Reserve.Contingency/2) > 0.011 || math.Abs(half.Cost.Mean-whole.Cost.Mean/2) > 1e-4 || half.Cost.Base != whole.Cost.Base/2 {
		t.Errorf("half: reserve %v, mean %v; whole: %v, %v", half.Reserve.Contingency, half.Cost.Mean, whole.Reserve.Contingency, whole.Cost.Mean)
	}
	one := run(t, Settings{}, plans[:1], func(e *Entry) { e.Share = 0.5 })
	if math.Abs(one.Reserve.Contingency/(z80*500)-1) > 0.01 {
		t.Errorf("one plan at 50 %%: reserve %v, expected %v", one.Reserve.Contingency, z80*500)
	}
}

// TestChance: a plan that does not go ahead adds nothing to any figure, one that surely
// does all; else its base counts where it goes ahead only, so a certain cost needs no
// reserve for being uncertain of going ahead.
func TestChance(t *testing.T) {
	a, b := made("A", line("C1", 10000, 1, "Normal(10000,1000)")), made("B", line("C1", 8000, 2, ""))
	at := func(chance float64) *outcome.Portfolio {
		return run(t, Settings{}, []*budget.Plan{a, b}, func(e *Entry) {
			if e.ID == "B" {
				e.Chance = chance
			}
		})
	}
	none, all, some := at(0), at(1), at(0.25)
	if none.Cost.Base != 10000 || all.Cost.Base != 18000 || some.Cost.Base != 12000 {
		t.Errorf("bases %v, %v, %v", none.Cost.Base, all.Cost.Base, some.Cost.Base)
	}
	if math.Abs(all.Cost.Mean-none.Cost.Mean-8000) > 1e-3 || math.Abs(some.Cost.Mean-none.Cost.Mean-2000) > 8000.0/1000 {
		t.Errorf("means %v, %v, %v", none.Cost.Mean, all.Cost.Mean, some.Cost.Mean)
	}
	if none.Reserve.Contingency != all.Reserve.Contingency || none.Reserve.Contingency != some.Reserve.Contingency {
		t.Errorf("reserves %v, %v, %v: a certain cost needs none", none.Reserve.Contingency, all.Reserve.Contingency, some.Reserve.Contingency)
	}
}

// TestPortfolioOfOne: one plan as it stands has the figures of its run, to the bit.
func TestPortfolioOfOne(t *testing.T) {
	p := made("A", line("C1", 10000, 1, "PERT(8000,10000,16000)"), driven("C2", 5000, 14, "Steel"))
	p.Drivers = []budget.Driver{steel("Steel")}
	o := run(t, Settings{}, []*budget.Plan{p}, nil)
	m, _ := models.Compile(p)
	want, err := models.Run(context.Background(), m, models.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	if !o.Run.AsOne || o.Reserve.Contingency != want.Reserve.Contingency || o.Reserve.Interval95 != want.Reserve.Interval95 || o.Cost.Mean != want.Cost.Mean || o.Cost.Base != want.Cost.Base {
		t.Errorf("reserve %v %v, run has %v %v", o.Reserve.Contingency, o.Reserve.Interval95, want.Reserve.Contingency, want.Reserve.Interval95)
	}
	for i, q := range want.Cost.Quantiles {
		if o.Cost.Quantiles[i] != q {
			t.Errorf("quantile %v: %v, run has %v", q.P, o.Cost.Quantiles[i].X, q.X)
		}
	}
}

// TestPartHasTheDistributionOfTheRun: a plan in a portfolio has, within the error of
// 4,096 scenarios, the mean, spread and quantiles of its run.
func TestPartHasTheDistributionOfTheRun(t *testing.T) {
	p := made("A", line("C1", 10000, 1, "PERT(8000,10000,16000)"), driven("C2", 9000, 14, "Steel"))
	p.Drivers = []budget.Driver{steel("Steel")}
	p.Risks = []budget.Risk{{ID: "R1", Name: "R1", Probability: 0.3, To: 23, ImpactIs: "amount", Impact: &budget.Quantity{Text: "Uniform(1000,3000)"}, Status: "open"}}
	o := run(t, Settings{}, []*budget.Plan{p, made("N", line("C1", 1, 0, ""))}, nil)
	m, _ := models.Compile(p)
	want, err := models.Run(context.Background(), m, models.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(o.Plans[0].Mean/want.Cost.Mean-1) > 0.003 || math.Abs(o.Cost.SD/want.Cost.SD-1) > 0.03 {
		t.Errorf("mean %v, sd %v; the run has %v, %v", o.Plans[0].Mean, o.Cost.SD, want.Cost.Mean, want.Cost.SD)
	}
	if math.Abs(o.Plans[0].ContingencyAlone/want.Reserve.Contingency-1) > 0.04 {
		t.Errorf("reserve alone %v, the run has %v", o.Plans[0].ContingencyAlone, want.Reserve.Contingency)
	}
}

// TestPartsShareTheirDrivers: drivers that are correlated in one plan are so in all: a
// plan that has one of them alone sees the path that the other plan sees, also where it
// starts later.
func TestPartsShareTheirDrivers(t *testing.T) {
	both := made("A", driven("C1", 100000, 8, "Copper"), driven("C2", 100000, 8, "Steel"))
	both.Drivers = []budget.Driver{steel("Copper"), steel("Steel")}
	both.Correlations = []budget.Correlation{{A: "Copper", B: "Steel", Rho: 0.7}}
	one := made("B", driven("C1", 100000, 8, "Steel"))
	one.Drivers = []budget.Driver{steel("Steel")}
	only := made("C", driven("C2", 100000, 8, "Steel"))
	only.Drivers = []budget.Driver{steel("Steel")}
	o := run(t, Settings{}, []*budget.Plan{both, one, only}, nil)
	if rho := o.Correlation.Matrix[1][2]; rho < 1-1e-9 {
		t.Errorf("one driver in two plans: correlation %v", rho)
	}
	rho := o.Correlation.Matrix[0][1]
	want := math.Sqrt((1 + 0.71) / 2) // of a sum of two equal parts with one of them, at the copula's 0.71
	if math.Abs(rho-want) > 0.03 {
		t.Errorf("correlation with the plan that has both %v, expected %v", rho, want)
	}
	first := run(t, Settings{}, []*budget.Plan{one, both}, nil) // what comes later says what is correlated
	if math.Abs(first.Correlation.Matrix[0][1]-want) > 0.03 {
		t.Errorf("in the other order: correlation %v, expected %v", first.Correlation.Matrix[0][1], want)
	}
}

// TestIndependentPlans: plans that share nothing correlate by less than 3/sqrt(n), the
// same plan twice under two IDs among them.
func TestIndependentPlans(t *testing.T) {
	var plans []*budget.Plan
	for k := range 8 {
		var lines []budget.CostLine
		for c := range 6 {
			lines = append(lines, line(fmt.Sprint("C", c), 1000, c, "PERT(800,1000,1500)"))
		}
		plans = append(plans, made(fmt.Sprint("P", k), lines...))
	}
	o := run(t, Settings{}, plans, nil)
	for i, row := range o.Correlation.Matrix {
		for j := range i {
			if math.Abs(row[j]) > 3/math.Sqrt(4096) {
				t.Errorf("%s and %s: correlation %.4f", o.Correlation.IDs[i], o.Correlation.IDs[j], row[j])
			}
		}
	}
}

// TestWorkersAndOrder: the figures are the same to the bit for any number of workers;
// a plan that is added at the end moves no other; another order of independent plans
// changes no sum.
func TestWorkersAndOrder(t *testing.T) {
	a := made("A", line("C1", 10000, 1, "Normal(10000,1000)"), driven("C2", 9000, 14, "Steel"))
	a.Drivers = []budget.Driver{steel("Steel")}
	b := made("B", line("C1", 5000, 1, "PERT(4000,5000,9000)"))
	c := made("C", line("C1", 3000, 1, "Uniform(2000,5000)"), driven("C2", 700, 20, "Copper"), driven("C3", 800, 22, "Steel"))
	c.Drivers = []budget.Driver{steel("Copper"), steel("Steel")}
	c.Project.Horizon = 30
	plans := []*budget.Plan{a, b, c}
	one := run(t, Settings{}, plans, nil)
	three, err := Run(context.Background(), surveyed(t, Settings{}, plans, nil), Config{Workers: 3,
		Open: func(_ context.Context, i int) (*budget.Plan, error) { return plans[i], nil }})
	if err != nil {
		t.Fatal(err)
	}
	if one.Run.Digest != three.Run.Digest {
		t.Error("another number of workers, other figures")
	}
	fewer := run(t, Settings{}, plans[:2], nil)
	for i, x := range fewer.Plans {
		if y := one.Plans[i]; x.Mean != y.Mean || x.ContingencyAlone != y.ContingencyAlone {
			t.Errorf("%s: mean %v and reserve %v, with one more plan %v and %v", x.ID, x.Mean, x.ContingencyAlone, y.Mean, y.ContingencyAlone)
		}
	}
	if turned := run(t, Settings{}, []*budget.Plan{b, a}, nil); turned.Run.Digest != fewer.Run.Digest {
		t.Error("another order of two plans, of which one has drivers, other sums")
	}
}

// TestAllocationAddsUp: to the cent, over plans, groups and owners; limits, years and
// priorities.
func TestAllocationAddsUp(t *testing.T) {
	var plans []*budget.Plan
	for k := range 7 {
		plans = append(plans, made(fmt.Sprint("P", k), line("C1", 1000*int64(k+1), 13*(k%2), "PERT(700,1000,1800)")))
		plans[k].Costs[0].Uncertainty = &budget.Quantity{Text: "PERT(0.8,1,1.7)", OfBase: true}
	}
	limit := 31000.0
	o := run(t, Settings{Limit: &limit, YearLimits: []YearLimit{{2027, 13000}}}, plans, func(e *Entry) {
		e.Group = "G" + e.ID[1:2]
		if e.ID > "P3" {
			e.Group, e.Priority = "late", 1
		}
	})
	sums := map[string]float64{}
	for _, p := range o.Plans {
		sums["plans"] += p.Allocated
	}
	for _, g := range o.Groups {
		sums["groups"] += g.Amount
	}
	for what, sum := range sums {
		if math.Abs(sum-o.Reserve.Contingency) > 1e-6 {
			t.Errorf("%s add up to %v, the reserve is %v", what, sum, o.Reserve.Contingency)
		}
	}
	if len(o.Owners) != 0 || len(o.Years) != 2 || o.Years[0].Limit != nil || o.Years[1].ProbabilityOverLimit == nil || *o.Years[1].ProbabilityOverLimit <= 0 {
		t.Errorf("owners %v, years %+v", o.Owners, o.Years)
	}
	mean := o.Years[0].Mean + o.Years[1].Mean
	if math.Abs(mean-o.Cost.Mean) > 1e-3 || o.BeyondMean != 0 {
		t.Errorf("the years have %v, the cost is %v", mean, o.Cost.Mean)
	}
	if o.Fit[0].ID != "P4" || !o.Fit[0].Fits || o.Fit[6].Fits != (o.Fit[6].Cost <= limit) {
		t.Errorf("fit %+v", o.Fit)
	}
	if math.Abs(o.Fit[6].Cost-o.Cost.Quantiles.At(80)) > 0.01 {
		t.Errorf("all plans cost %v at P80, the portfolio %v", o.Fit[6].Cost, o.Cost.Quantiles.At(80))
	}
}

// TestShiftMovesTheMoney: a plan that is put off by a year costs in the next, at the
// prices of then.
func TestShiftMovesTheMoney(t *testing.T) {
	p := made("A", line("C1", 1000, 3, ""), driven("C2", 1000, 4, "Wages"))
	p.Project.Horizon = 12
	p.Drivers = []budget.Driver{{Name: "Wages", Kind: "fixed", Growth: 0.10, Base: 1}}
	o := run(t, Settings{}, []*budget.Plan{p, made("N", line("C1", 1, 0, ""))}, func(e *Entry) {
		if e.ID == "A" {
			e.Shift = 12
		}
	})
	want := 1000 + 1000*math.Pow(1.1, 17.0/12)
	if len(o.Years) != 2 || math.Abs(o.Years[0].Mean-1) > 1e-4 || math.Abs(o.Years[1].Mean-want) > 1e-3 {
		t.Errorf("years %+v, expected 1 and %v", o.Years, want)
	}
	if o.Plans[0].Start != "2027-01" {
		t.Errorf("start %v", o.Plans[0].Start)
	}
}

// TestPlansThatDoNotGoTogether: each thing that keeps a plan out is said, with its code.
func TestPlansThatDoNotGoTogether(t *testing.T) {
	first := made("A", driven("C1", 1000, 3, "Steel"), driven("C2", 10, 3, "Copper"))
	first.Drivers = []budget.Driver{steel("Steel"), steel("Copper")}
	first.Correlations = []budget.Correlation{{A: "Steel", B: "Copper", Rho: 0.5}}
	for code, change := range map[string]func(p *budget.Plan, e *Entry){
		"start":              func(p *budget.Plan, _ *Entry) { p.Project.Start = budget.Month{Year: 2025, Month: 12} },
		"driver":             func(p *budget.Plan, _ *Entry) { p.Drivers[0].Volatility = 0.3 },
		"driver-correlation": func(p *budget.Plan, _ *Entry) { p.Correlations[0].Rho = 0.6 },
		"driver-copula":      func(p *budget.Plan, _ *Entry) { p.Project.CopulaDF = 4 },
		"id-twice":           func(_ *budget.Plan, e *Entry) { e.ID = "a" },
		"chance-range":       func(_ *budget.Plan, e *Entry) { e.Chance = 1.2 },
		"part-range":         func(_ *budget.Plan, e *Entry) { e.Share = 0 },
		"shift-range":        func(_ *budget.Plan, e *Entry) { e.Shift = -1 },
		"share-partners": func(p *budget.Plan, e *Entry) {
			e.Share, p.Partners = 0.5, []budget.Partner{{Name: "We", CostShare: 1}}
		},
		"as-of": func(p *budget.Plan, _ *Entry) {
			p.Project.AsOf, p.Actuals = &budget.Month{Year: 2026, Month: 2}, []budget.Actual{{Kind: "cost", ID: "C1"}}
		},
		"shift-past": func(p *budget.Plan, e *Entry) {
			p.Project.AsOf, p.Actuals, e.Shift = &budget.Month{Year: 2026, Month: 2}, []budget.Actual{{Kind: "cost", ID: "C1"}}, 3
		},
	} {
		s := NewSurvey(Settings{Start: budget.Month{Year: 2026, Month: 1}})
		if problems := s.Add(entryOf(first), first); len(problems) > 0 {
			t.Fatal(problems)
		}
		p := made("B", driven("C1", 1000, 3, "Steel"))
		p.Drivers = []budget.Driver{steel("Steel"), steel("Copper")}
		p.Correlations = []budget.Correlation{{A: "Copper", B: "Steel", Rho: 0.5}}
		e := entryOf(p)
		change(p, &e)
		var codes []string
		for _, x := range s.Add(e, p) {
			codes = append(codes, x.Code)
			if strings.Contains(x.Format(nil), "%!") {
				t.Errorf("%s: %s", code, x.Format(nil))
			}
		}
		if !strings.Contains(strings.Join(codes, " ")+" ", code+" ") {
			t.Errorf("%s: found %v", code, codes)
		}
		if len(s.Entries) != 1 {
			t.Errorf("%s: the plan was taken all the same", code)
		}
	}
}

// TestAmounts: what is added and taken away again leaves nothing, beyond 64 bits too.
func TestAmounts(t *testing.T) {
	for _, x := range []float64{0, 0.0001, -0.0001, 12.34, -12.34, 9.9e17, -9.9e17, 3e25, -7e29} {
		a, err := amountOf(x)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Float(); math.Abs(got-x) > 1e-15*math.Abs(x) {
			t.Errorf("%v became %v", x, got)
		}
		one, _ := amountOf(1)
		if got := a.Add(one).Sub(a).Float(); got != 1 {
			t.Errorf("1 added to and taken from %v leaves %v", x, got)
		}
		buf := make([]byte, width)
		back := make([]Amount, 1)
		put(buf, []Amount{a})
		if get(back, buf); back[0] != a {
			t.Errorf("%v is %v after it was kept", a, back[0])
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), 1e31} {
		if _, err := amountOf(x); err == nil {
			t.Errorf("%v was taken", x)
		}
	}
}

// TestAddedAtTheEnd: a plan that is added at the end, with drivers of its own and those of
// others, in another currency or put off, moves the draws of no other plan by a bit: the
// cost over base of every plan and future. (What its drivers move is told of those that
// plans share, which one more plan may make of a driver.)
func TestAddedAtTheEnd(t *testing.T) {
	set, plans, change := company()
	set.Between, set.Currency, set.Own, set.Scenarios = nil, "EUR", false, 256
	columns := func(n int) []byte {
		kept := &memory{}
		if _, err := Run(t.Context(), surveyed(t, set, plans[:n], change), Config{Workers: 2, Open: opening(plans), Scratch: kept}); err != nil {
			t.Fatal(err)
		}
		return kept.data
	}
	size := 2 * width * set.Scenarios
	all := columns(len(plans))
	for n := 4; n < len(plans); n++ {
		for i, fewer := 0, columns(n); i < n; i++ {
			if !bytes.Equal(fewer[i*size:i*size+size/2], all[i*size:i*size+size/2]) {
				t.Errorf("%s has other draws among %d plans than among %d", plans[i].Project.PlanID, n, len(plans))
			}
		}
	}
}

// opening gives plans.
func opening(plans []*budget.Plan) func(context.Context, int) (*budget.Plan, error) {
	return func(_ context.Context, i int) (*budget.Plan, error) { return plans[i], nil }
}
