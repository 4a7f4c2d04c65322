package models

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
)

// planner writes random plans that are valid and, together, use every feature
// of the model (TestRandomPlansUseEverything).
type planner struct {
	*rand.Rand
	*budget.Plan
	h    int     // horizon
	unit float64 // of money
}

// randomPlan is a pure function of its seed.
func randomPlan(seed uint64) *budget.Plan { return randomPlanIn(seed, 1) }

// randomPlanIn is the same plan with all money in another unit.
func randomPlanIn(seed uint64, unit float64) *budget.Plan {
	p := planner{rand.New(rand.NewPCG(seed, 20260101)), &budget.Plan{File: "random.xlsx", Language: "en"}, 0, unit}
	p.h = pick(p, 6, 9, 12, 18, 24, 36, 47, 60, 72)
	p.project()
	p.drivers()
	p.vendors()
	p.partners()
	p.profiles()
	for i := range 1 + p.IntN(9) {
		p.cost(i + 1)
	}
	for i := range p.IntN(4) {
		p.stream(i + 1)
	}
	n := p.IntN(9)
	for i := range p.IntN(7) {
		p.source(i+1, n)
	}
	p.risks(n)
	p.correlations()
	p.Rand = rand.New(rand.NewPCG(seed, 20261126))
	p.widen()
	p.Project.LearnFrequencies = seed%3 == 1
	return p.Plan
}

func pick[T any](p planner, values ...T) T { return values[p.IntN(len(values))] }

func (p planner) chance(x float64) bool { return p.Float64() < x }

// between returns a number of lo..hi with two decimals.
func (p planner) between(lo, hi float64) float64 {
	return float64(int((lo+(hi-lo)*p.Float64())*100)) / 100
}

func (p planner) money(lo, hi float64) budget.Money {
	return budget.MoneyOf(p.unit * p.between(lo, hi))
}

func pointer[T any](x T) *T { return &x }

// maybe returns a pointer to x, or nil.
func maybe[T any](p planner, chance float64, x T) *T {
	if !p.chance(chance) {
		return nil
	}
	return &x
}

func (p planner) project() {
	j := &p.Project
	*j = budget.Project{Name: "random", Currency: "CNY", Start: budget.Month{Year: 2026, Month: 1 + p.IntN(12)}, Horizon: p.h,
		Rate: p.between(0, 0.2), Discounting: pick(p, "end", "end", "mid", "start"),
		OpeningCash: p.money(0, 400000), MinimumCash: p.money(0, 60000), TaxRate: pick(p, 0, 0.15, 0.25),
		ReserveConfidence: pick(p, 0.8, 0.8, 0.75), LiquidityConfidence: 0.9, Scenarios: 200, MaxScenarios: 1000, Accuracy: 0.01,
		Seed: p.Uint64N(1000), Sampling: pick(p, "LHS", "LHS", "MC", "Sobol"), CopulaDF: pick(p, 0, 0, 5.0),
		MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{0.005, 0.01, 0.02, 0.05}}
	if p.chance(0.3) {
		j.MinimumCash = budget.Money{}
	}
	j.BudgetLimit = maybe(p, 0.3, p.money(100000, 3000000))
	j.PaybackTgt = maybe(p, 0.3, 36.0)
	j.FinanceRate = maybe(p, 0.3, p.between(0.02, 0.1))
	j.ReinvestRate = maybe(p, 0.3, p.between(0.01, 0.08))
	j.ManagementReserve = maybe(p, 0.3, 0.05)
}

func (p planner) drivers() {
	add := func(d budget.Driver) { p.Drivers = append(p.Drivers, d) }
	add(budget.Driver{Name: "steel", Description: "steel, delivered", Kind: "fixed", Growth: p.between(-0.05, 0.1)})
	add(budget.Driver{Name: "wages", Kind: "walk", Growth: p.between(0, 0.08), Volatility: p.between(0, 0.3)})
	add(budget.Driver{Name: "USD", Kind: "revert", Growth: p.between(-0.03, 0.03), Volatility: 0.1, Speed: pick(p, 0, 0.5, 2), Base: 7.1})
	add(budget.Driver{Name: "EUR", Kind: "walk", Volatility: pick(p, 0, 0.12), Base: 7.8})
	add(budget.Driver{Name: "prime", Kind: "revert", Volatility: 0.3, Speed: 1, Base: 0.04})
	table := make([]float64, 1+p.IntN(p.h+5))
	for i := range table {
		table[i] = 0.03 + 0.0005*float64(i)
	}
	add(budget.Driver{Name: "libor", Kind: "table", Base: pick(p, 0.03, 1), Table: table})
	prices := make([]float64, 1+p.IntN(p.h+5))
	for i := range prices {
		prices[i] = 1 + 0.3*p.Float64()
	}
	add(budget.Driver{Name: "copper", Kind: "table", Table: prices})
	p.Shuffle(len(p.Drivers), func(i, j int) { p.Drivers[i], p.Drivers[j] = p.Drivers[j], p.Drivers[i] })
}

// driver is the name of an index of prices, or none.
func (p planner) driver() string { return pick(p, "", "", "steel", "wages", "copper") }

func (p planner) vendors() {
	for _, grade := range []string{"A", "B", "C", "D", ""} {
		v := budget.Vendor{Name: "Vendor " + grade, Grade: grade}
		v.OnTime = maybe(p, 0.3, p.between(0.3, 1))
		if p.chance(0.3) {
			v.Delay = p.months()
		}
		v.Volatility = maybe(p, 0.3, p.between(0, 0.2))
		p.Vendors = append(p.Vendors, v)
	}
}

func (p planner) partners() {
	n := pick(p, 0, 0, 2, 3)
	shares := func() []float64 {
		s := map[int][]float64{2: {0.65, 0.35}, 3: {0.5, 0.3, 0.2}}[n]
		p.Shuffle(n, func(i, j int) { s[i], s[j] = s[j], s[i] })
		return s
	}
	cost, revenue, funding := shares(), shares(), shares()
	for i := range n {
		p.Partners = append(p.Partners, budget.Partner{Name: fmt.Sprintf("Partner %d", i+1), CostShare: cost[i], RevenueShare: revenue[i],
			FundingShare: funding[i], Rate: maybe(p, 0.4, p.between(0.03, 0.15))})
	}
}

// partner is the name of one, or none.
func (p planner) partner(chance float64) string {
	if len(p.Partners) == 0 || !p.chance(chance) {
		return ""
	}
	return pick(p, p.Partners...).Name
}

func (p planner) profiles() {
	p.Profiles = []budget.Profile{{Name: "lumps", Shares: []float64{0.4, 0, 0.1, 0.5}}, {Name: "once", Shares: []float64{1}},
		{Name: "long", Shares: []float64{0.1, 0.1, 0.1, 0.2, 0.2, 0.1, 0.1, 0.05, 0.03, 0.02}}}
}

// correlations between quantities of all kinds; those of drivers only over
// short horizons, where there are few monthly shocks.
func (p planner) correlations() {
	names := []string{"Vendor C"}
	for _, c := range p.Costs {
		names = append(names, c.ID, c.ID+".slip")
	}
	for _, s := range p.Revenue {
		names = append(names, s.ID, s.ID+".price")
	}
	for _, s := range p.Funding {
		names = append(names, s.ID, s.ID+".delay")
	}
	for _, r := range p.Risks {
		names = append(names, r.ID, r.ID+".occurs")
	}
	if p.h <= 12 {
		names = append(names, "wages", "USD")
	}
	p.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for k := range min(len(names)-1, p.IntN(12)) {
		p.Correlations = append(p.Correlations, budget.Correlation{A: names[k], B: names[k+1], Rho: p.between(-0.7, 0.9)})
	}
}

// compileRandom compiles a random plan and fails on any error.
func compileRandom(t *testing.T, seed uint64) *Model {
	t.Helper()
	p := randomPlan(seed)
	m, problems := Compile(p)
	for _, x := range append(budget.Check(p, words.For("en")), problems...) {
		if x.Severity == budget.Error {
			t.Errorf("plan %d: %s", seed, x)
		}
	}
	if m == nil || t.Failed() {
		t.FailNow()
	}
	return m
}
