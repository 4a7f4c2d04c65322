package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/sim/distribution"
)

// TestLasted: the law of a wait that has lasted so long is the share of all waits
// that do, by their own formula: an exponential has no memory, alone and with a
// certain part; the sum of two uniforms beyond 1.5 has the mean 5/3.
func TestLasted(t *testing.T) {
	law := func(text string) distribution.Distribution {
		spec, err := distribution.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		d, err := spec.Build(nil)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		own          string
		others       []string
		least        float64
		chance, mean float64
	}{
		{"Exponential(3)", nil, 4, math.Exp(-4.0 / 3), 7},
		{"Exponential(3)", []string{"2"}, 4, math.Exp(-2.0 / 3), 7},
		{"Uniform(0,1)", []string{"Uniform(0,1)"}, 1.5, 0.125, 5.0 / 3},
		{"2", nil, 2, 1, 0},
		{"2", nil, 3, 0, 0},
		{"Uniform(0,2)", nil, 3, 0, 0},
	} {
		m := &Model{byKey: map[string]int{}}
		var others []distribution.Distribution
		for _, o := range c.others {
			others = append(others, law(o))
		}
		h := m.lasted(m.add(variable{key: "w", dist: law(c.own)}), others, c.least, variable{key: "v"})
		if math.Abs(h.chance-c.chance) > 2e-3 {
			t.Errorf("%+v: chance %v", c, h.chance)
		}
		if h.whole && math.Abs(m.mean(h.draw)+h.extra-c.mean) > 5e-3*c.mean {
			t.Errorf("%+v: mean %v", c, m.mean(h.draw)+h.extra)
		}
	}
}

// TestRegisterAsOf: the joint posterior of a parent and a child that have not
// happened by the half of their windows, against counting all eight worlds; and a
// child that has happened makes its parent more likely.
func TestRegisterAsOf(t *testing.T) {
	register := func(struck bool) *Model {
		m := &Model{order: []int{0, 1}, past: &past{cut: 6}}
		m.risks = []risk{
			{p: 0.5, residualP: 0.5, pIf: math.NaN(), residualIf: math.NaN(), to: 11},
			{p: 0.1, residualP: 0.1, pIf: 0.8, residualIf: 0.8, to: 11, parents: []int{0}, struck: struck}}
		m.registerAsOf()
		return m
	}
	m := register(false)
	parent, child := m.risks[0].p, m.risks[0].p*m.risks[1].pIf+(1-m.risks[0].p)*m.risks[1].p
	if math.Abs(parent-0.24) > 1e-12 || math.Abs(child-0.2) > 1e-12 {
		t.Errorf("parent %v, child %v, want 0.24 and 0.2", parent, child)
	}
	// parent not seen yet: 0.5 x 0.5 x 0.8 against 0.5 x 0.1
	if got := register(true).risks[0].p; math.Abs(got-0.2/0.25) > 1e-12 {
		t.Errorf("parent of a child that has happened: %v, want 0.8", got)
	}
}

// TestKnownIndex: an index known for some months is what was seen of it, goes on in
// proportion to its plan or is drawn back to it, and only the steps after are random.
func TestKnownIndex(t *testing.T) {
	nan := math.NaN()
	for _, kind := range []string{"walk", "revert"} {
		d := driver{kind: kind, growth: 0.06, volatility: 0.3, speed: 1.2, seen: []float64{nan, 2, nan}}
		plan := make([]float64, 12)
		path(plan, driver{kind: "fixed", growth: 0.06}, nil)
		mean := make([]float64, 12)
		path(mean, d, nil)
		gap := math.Log(2 / plan[1])
		for m := range mean {
			want := plan[m]
			switch {
			case m == 1 || m == 2 || m > 2 && kind == "walk":
				want *= math.Exp(gap)
			case m > 2:
				want *= math.Exp(gap * math.Exp(-1.2*float64(m-2)/12))
			}
			if math.Abs(mean[m]-want) > 1e-12*want {
				t.Errorf("%s month %d: %v, want %v", kind, m, mean[m], want)
			}
		}
		up, down := make([]float64, 12), make([]float64, 12)
		r := d.moves(12, true)
		r.path(up, []float64{1, 0, 0, 0, 0, 0, 0, 0, 0})
		r.path(down, []float64{-1, 0, 0, 0, 0, 0, 0, 0, 0})
		for m := range up {
			if same := math.Abs(up[m]-down[m]) < 1e-12; same != (m < 3) {
				t.Errorf("%s month %d: %v and %v", kind, m, up[m], down[m])
			}
		}
	}
}

// TestPaidAsPlanned: a line paid exactly by its terms has incurred what was planned,
// owes what its lag leaves and costs in the end what was planned, in every month,
// for profiles, lags, advances and retention.
func TestPaidAsPlanned(t *testing.T) {
	lag := func(text string) *budget.Quantity { return &budget.Quantity{Text: text} }
	for _, c := range []budget.CostLine{
		{PaymentLag: lag("2")},
		{Advance: 0.3},
		{Advance: 0.2, PaymentLag: lag("1"), Profile: "front"},
		{PaymentLag: lag("3"), Profile: "s-curve", Driver: "I"},
		{Advance: 0.4, PaymentLag: lag("1"), Profile: "back", Driver: "I"},
		{Retention: 0.1, RetentionMonths: 2, PaymentLag: lag("1")},
		{PerMonth: true, PaymentLag: lag("2")},
	} {
		c.ID, c.Amount, c.Months = "C1", budget.MoneyOf(1200), 12
		start := budget.Month{Year: 2026, Month: 1}
		p := budget.Plan{Project: budget.Project{Start: start, Horizon: 24, Scenarios: 10, Seed: 1, ReserveConfidence: 0.8, LiquidityConfidence: 0.9},
			Costs: []budget.CostLine{c}, Drivers: []budget.Driver{{Name: "I", Kind: "fixed", Growth: 0.1, Base: 1}}}
		plan, problems := Compile(&p)
		if plan == nil {
			t.Fatal(problems)
		}
		s := newScenario(plan, 1)
		s.drivers()
		s.takeAll()
		s.costs()
		paid := append([]float64(nil), s.paid...)
		incurred, all := append([]float64(nil), s.incurred...), s.layers[3]
		s.integrate()
		for cut := 4; cut <= 12; cut++ {
			q := p
			asOf := start.Add(cut - 1)
			q.Project.AsOf = &asOf
			for k := range cut {
				q.Actuals = append(q.Actuals, budget.Actual{Month: k, Kind: "cost", ID: "C1", Amount: budget.MoneyOf(paid[k])})
			}
			done := 0.0
			for k, w := range plan.lines[0].weights {
				if k < cut {
					done += w
				}
			}
			q.Progress = []budget.Progress{{ID: "C1", Complete: done}}
			m, problems := Compile(&q)
			if m == nil {
				t.Fatal(problems)
			}
			f := newScenario(m, 1)
			f.drivers()
			f.takeAll()
			f.occur(planChoice)
			f.effects()
			f.costs()
			if math.Abs(f.layers[3]-all) > 0.2 || math.Abs(m.past.lines[0].ac-total(incurred[:cut])) > 0.2 {
				t.Errorf("%+v as of %d: cost %v, want %v; incurred %v, want %v", c, cut, f.layers[3], all, m.past.lines[0].ac, total(incurred[:cut]))
			}
			if math.Abs(total(f.paid)-total(paid)) > 0.2 {
				t.Errorf("%+v as of %d: paid in all %v, want %v", c, cut, total(f.paid), total(paid))
			}
			for k := cut; k < 24; k++ {
				if math.Abs(f.paid[k]-paid[k]) > 0.2 && c.Profile == "" {
					t.Errorf("%+v as of %d: %v paid in month %d, want %v", c, cut, f.paid[k], k, paid[k])
				}
			}
		}
	}
}

// TestIndexAsPlannedIsSaid: an index that moves at random and of which no level is known is
// taken as planned up to the as-of month, which is said; with a level nothing is.
func TestIndexAsPlannedIsSaid(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		for _, known := range []bool{false, true} {
			p := frequentPlan(true, false, 0)
			p.Language, p.Costs[0].Driver = lang, "I"
			p.Drivers = []budget.Driver{{Name: "I", Kind: "walk", Volatility: 0.1, Base: 1}}
			if known {
				p.Actuals = append(p.Actuals, budget.Actual{Kind: "driver", ID: "I", Month: 11, Level: 1.2})
			}
			m, problems := Compile(p)
			if m == nil {
				t.Fatal(problems)
			}
			o, err := Run(t.Context(), m, RunConfig{Scenarios: 64})
			if err != nil {
				t.Fatal(err)
			}
			if said := noted(o.Log.Notes, words.For(lang).Say("control.index-as-planned", "I")); said == known {
				t.Errorf("%s, level known %v: said %v in %v", lang, known, said, o.Log.Notes)
			}
		}
	}
}
