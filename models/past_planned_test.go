package models

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sync/atomic"
	"testing"

	"ballast/budget"
	"ballast/sim"
)

// certainPlan is a random plan of which every number is its mean and nothing goes
// otherwise: no risks, no noise, vendors on time, money that comes. Of VAT the
// actuals hold nothing, so there is none.
func certainPlan(t *testing.T, seed uint64) *budget.Plan {
	t.Helper()
	p := randomPlan(seed)
	mean := func(qs ...**budget.Quantity) {
		for _, q := range qs {
			if !(*q).Written() {
				continue
			}
			d, err := sampled(*q)
			if err != nil {
				t.Fatal(err)
			}
			*q = &budget.Quantity{Field: (*q).Field, Text: written(d.Mean()), OfBase: (*q).OfBase}
		}
	}
	p.Risks, p.Correlations, p.Mixes, p.Stress, p.Project.MinimumCash = nil, nil, nil, nil, budget.Money{}
	for i := range p.Drivers {
		p.Drivers[i].Volatility = 0
	}
	for i := range p.Vendors {
		p.Vendors[i].OnTime, p.Vendors[i].Volatility = pointer(1.0), pointer(0.0)
	}
	for i := range p.Costs {
		c := &p.Costs[i]
		c.VAT, c.RetentionMonths = 0, max(1, c.RetentionMonths) // it is held until the work is done
		mean(&c.Uncertainty, &c.Slip, &c.Stretch, &c.PaymentLag)
		if c.PaymentLag.Written() && c.PaymentLag.Text[0] == '-' {
			c.Retention = 0 // it would be released before the work
		}
	}
	for i := range p.Revenue {
		s := &p.Revenue[i]
		s.Noise = 0
		mean(&s.Volume, &s.Price, &s.Shift, &s.CollectionLag, &s.Uncollectable)
	}
	for i := range p.Funding {
		s := &p.Funding[i]
		s.Probability, s.CoFinancing = 1, nil // its cap moves with the cost
		mean(&s.Delay, &s.AmountFactor)
	}
	for i := range p.Tranches {
		x := &p.Tranches[i]
		x.Probability = nil
		mean(&x.Delay)
		if slices.ContainsFunc(x.Conditions, func(id string) bool {
			return id[0] == 'R' || slices.ContainsFunc(p.Costs, func(c budget.CostLine) bool { return c.ID == id && c.Profile == "start" }) // all of it is done when it begins
		}) {
			x.Conditions = nil
		}
	}
	return p
}

// future is what a plan without chance does.
type future struct {
	cost, beyond                            float64
	incurred, paid, collected, cash         []float64
	drawn, interest, principal              [][]float64
	lineIncurred, linePaid, streamCollected [][]float64 // [row]
	done                                    [][]float64 // [line][month] share of the work by its end
}

// futureOf runs the one scenario of a plan.
func futureOf(t *testing.T, p *budget.Plan) *future {
	t.Helper()
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	var f future
	s, err := newSimulation(m, RunConfig{Scenarios: 1, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	copied := func(rows [][]float64) (out [][]float64) {
		for _, r := range rows {
			out = append(out, append([]float64(nil), r...))
		}
		return out
	}
	prog := m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, fullKernel)
		k.before = func(s *scenario) {
			f.cost, f.beyond = s.layers[3], s.beyond
			all := copied([][]float64{s.incurred, s.paid, s.collected, s.book.Cash})
			f.incurred, f.paid, f.collected, f.cash = all[0], all[1], all[2], all[3]
			f.drawn, f.interest, f.principal = copied(s.book.Drawn), copied(s.book.Interest), copied(s.book.Principal)
		}
		return k
	}
	if err := sim.Subset(context.Background(), &prog, s.cfg, nil, []int{0}, func(*sim.Block) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return &f
}

// rows fills what each line and stream of a plan does by itself.
func (f *future) rows(t *testing.T, p *budget.Plan) {
	t.Helper()
	alone := *p
	alone.Funding, alone.Tranches, alone.Costs, alone.Revenue = nil, nil, nil, nil
	for _, c := range p.Costs {
		one := alone
		one.Costs = []budget.CostLine{c}
		x := futureOf(t, &one)
		f.lineIncurred, f.linePaid = append(f.lineIncurred, x.incurred), append(f.linePaid, x.paid)
		c.Driver, c.Currency = "", ""
		one.Costs = []budget.CostLine{c}
		x = futureOf(t, &one)
		done, all := make([]float64, len(x.incurred)), total(x.incurred)+x.beyond
		sum := 0.0
		for m, y := range x.incurred {
			sum += y
			done[m] = sum / all
		}
		f.done = append(f.done, done)
	}
	for _, s := range p.Revenue {
		one := alone
		one.Costs, one.Revenue = p.Costs[:1], []budget.Stream{s}
		f.streamCollected = append(f.streamCollected, futureOf(t, &one).collected)
	}
}

// unseen reports whether a line has paid before its first work and work is all that its
// actuals tell.
func (f *future) unseen(cut int) bool {
	for i := range f.linePaid {
		if _, paid := firstOf(f.linePaid[i][:cut]); paid && f.done[i][cut-1] == 0 {
			return true
		}
	}
	return false
}

// goneAsPlanned is the plan as of a month, with a past in which all went as planned.
func goneAsPlanned(p *budget.Plan, f *future, cut int, incurred bool) *budget.Plan {
	q := *p
	asOf := p.Project.Start.Add(cut - 1)
	q.Project.AsOf = &asOf
	book := func(kind, id string, months []float64, incurred bool) {
		for k, x := range months[:cut] {
			if math.Abs(x) > 1e-9 {
				q.Actuals = append(q.Actuals, budget.Actual{Month: k, Kind: kind, ID: id, Amount: budget.MoneyOf(x), Incurred: incurred})
			}
		}
	}
	for i, c := range p.Costs {
		if incurred {
			book("cost", c.ID, f.lineIncurred[i], true)
		} else {
			book("cost", c.ID, f.linePaid[i], false)
		}
		if done := f.done[i][cut-1]; done != 0 {
			q.Progress = append(q.Progress, budget.Progress{ID: c.ID, Complete: done})
		}
	}
	for j, s := range p.Revenue {
		book("revenue", s.ID, f.streamCollected[j], false)
	}
	for j, s := range p.Funding {
		net := make([]float64, cut)
		for k := range net {
			net[k] = f.drawn[j][k] * (1 - s.UpfrontFee)
		}
		book("funding", s.ID, net, false)
	}
	q.Actuals = append(q.Actuals, budget.Actual{Month: 0, Kind: "cost", ID: "nowhere", Amount: budget.MoneyOf(0)})
	return &q
}

// apartFrom says what a future has otherwise than the plan, from a month on.
func (f *future) apartFrom(plan *future, cut int, cents float64) (all []string) {
	same := func(what string, a, b float64) {
		if math.Abs(a-b) > cents {
			all = append(all, fmt.Sprintf("%s: %.2f, planned %.2f", what, a, b))
		}
	}
	same("cost", f.cost, plan.cost)
	same("cost beyond", f.beyond, plan.beyond)
	for m := range plan.incurred {
		if m >= cut {
			same(fmt.Sprintf("incurred in month %d", m), f.incurred[m], plan.incurred[m])
		}
		same(fmt.Sprintf("paid in month %d", m), f.paid[m], plan.paid[m])
		same(fmt.Sprintf("collected in month %d", m), f.collected[m], plan.collected[m])
	}
	for m := range plan.cash {
		same(fmt.Sprintf("cash in month %d", m), f.cash[m], plan.cash[m])
		for j := range plan.drawn {
			same(fmt.Sprintf("drawn of source %d in month %d", j, m), f.drawn[j][m], plan.drawn[j][m])
			same(fmt.Sprintf("interest of source %d in month %d", j, m), f.interest[j][m], plan.interest[j][m])
			same(fmt.Sprintf("principal of source %d in month %d", j, m), f.principal[j][m], plan.principal[j][m])
		}
	}
	return all
}

// TestGoneAsPlanned: a plan whose past went exactly as planned forecasts the plan:
// cost, work, payments, collections, draws, interest, repayments and cash of every
// month, whatever its profiles, lags, advances, retentions, drivers and sources, with
// the actuals as payments and as work done. CPI and SPI of a line
// estimated at its base are then 1.
func TestGoneAsPlanned(t *testing.T) { asPlannedPlans(t, 1, 40) }

// TestSlowGoneAsPlanned is TestGoneAsPlanned on many more plans.
func TestSlowGoneAsPlanned(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	asPlannedPlans(t, 40, 400)
}

// onPlan: of a line whose estimate is its base in time and money, earned value is the
// planned value and the actual cost, so that its CPI and SPI are 1.
func onPlan(t *testing.T, p *budget.Plan, cents float64) (lines int) {
	t.Helper()
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	for i := range m.past.lines {
		st, row := &m.past.lines[i], &p.Costs[i]
		if row.Uncertainty.Written() || row.Slip.Written() || row.Stretch.Written() {
			continue
		}
		lines++
		if math.Abs(st.earned-st.planned) > cents || math.Abs(st.earned-st.ac) > cents {
			t.Errorf("plan of %d months as of %d, %s: PV %.2f, EV %.2f, AC %.2f", m.horizon, m.cut, row.ID, st.planned, st.earned, st.ac)
		}
	}
	return lines
}

func asPlannedPlans(t *testing.T, first, end uint64) {
	var judged atomic.Int64 // lines whose CPI and SPI were judged
	t.Cleanup(func() {
		if !t.Failed() && judged.Load() < int64(end-first) {
			t.Errorf("CPI and SPI of %d lines only", judged.Load())
		}
	})
	inParts(t, first, end, func(t *testing.T, seed uint64) {
		p := certainPlan(t, seed)
		r := rand.New(rand.NewPCG(seed, 7))
		plan := futureOf(t, p)
		plan.rows(t, p)
		for _, cut := range []int{1, 1 + r.IntN(p.Project.Horizon), p.Project.Horizon} {
			for _, incurred := range []bool{false, true} {
				if incurred && plan.unseen(cut) {
					continue
				}
				q := goneAsPlanned(p, plan, cut, incurred)
				got := futureOf(t, q)
				cents := 0.02*float64(p.Project.Horizon) + 3e-6*math.Abs(plan.cost) // actuals are in cents
				if wrong := got.apartFrom(plan, cut, cents); len(wrong) > 0 {
					t.Errorf("plan %d as of %d, work done %v: %d figures: %v", seed, cut, incurred, len(wrong), wrong[:min(3, len(wrong))])
				}
				judged.Add(int64(onPlan(t, q, cents)))
			}
		}
	})
}

// TestEveryKindGoesAsPlanned: the plans that go as planned have every profile, lags of both
// signs, advances, retentions, every kind of driver and of source, and every repayment.
func TestEveryKindGoesAsPlanned(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for seed := range uint64(399) {
		p := certainPlan(t, seed+1)
		for _, c := range p.Costs {
			seen["profile "+c.Profile]++
			if c.PaymentLag.Written() {
				seen["lag "+map[bool]string{true: "before", false: "after"}[c.PaymentLag.Text[0] == '-']]++
			}
			seen[fmt.Sprint("advance ", c.Advance > 0)]++
			seen[fmt.Sprint("retention ", c.Retention > 0)]++
			seen[fmt.Sprint("index ", c.Driver != "", c.Currency != "")]++
			seen[fmt.Sprint("dated ", len(c.Monthly) > 0)]++
			seen[fmt.Sprint("per month ", c.PerMonth)]++
		}
		for _, d := range p.Drivers {
			seen["driver "+d.Kind]++
		}
		for _, s := range p.Funding {
			seen["source "+s.Kind]++
			seen["repaid "+s.Repayment]++
			seen[fmt.Sprint("on demand ", s.OnDemand)]++
		}
		seen[fmt.Sprint("tranches ", len(p.Tranches) > 0)]++
	}
	for _, what := range []string{"profile even", "profile front", "profile back", "profile s-curve", "profile rayleigh", "profile start", "profile end",
		"lag before", "lag after", "advance true", "retention true", "index true false", "index false true", "dated true", "per month true",
		"driver fixed", "driver walk", "driver revert", "driver table",
		"source loan", "source revolver", "source equity", "source own", "source venture", "source industry", "source grant", "source partner", "source prepayment",
		"repaid none", "repaid bullet", "repaid equal", "repaid annuity", "repaid sweep", "on demand true", "tranches true"} {
		if seen[what] < 5 {
			t.Errorf("%s: %d of %v", what, seen[what], seen)
		}
	}
}
