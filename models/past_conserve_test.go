package models

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"ballast/budget"
	"ballast/sim"
)

// lived adds a past to a random plan: actuals of some lines, streams and
// sources, of something unknown and of risks, progress and events.
func lived(seed uint64) *budget.Plan {
	p := randomPlan(seed)
	r := rand.New(rand.NewPCG(seed, 77))
	cut := 1 + r.IntN(p.Project.Horizon)
	asOf := p.Project.Start.Add(cut - 1)
	p.Project.AsOf = &asOf
	book := func(kind, id string, most float64) {
		for range r.IntN(4) {
			p.Actuals = append(p.Actuals, budget.Actual{Month: r.IntN(cut + 1), Kind: kind, ID: id, Amount: budget.MoneyOf(r.Float64() * most)})
		}
	}
	for i := range p.Costs {
		c := &p.Costs[i]
		book([]string{"", "cost"}[r.IntN(2)], c.ID, math.Abs(c.Amount.InexactFloat64()))
		if r.IntN(2) == 0 {
			p.Progress = append(p.Progress, budget.Progress{ID: c.ID, Complete: []float64{0, 0.3, 0.77, 1, r.Float64()}[r.IntN(5)]})
		}
		if seed%2 == 0 {
			c.PaymentLag, c.Advance, c.Retention, c.VAT = nil, 0, 0, 0
		}
	}
	for _, s := range p.Revenue {
		book("revenue", s.ID, s.Monthly.InexactFloat64())
	}
	for _, s := range p.Funding {
		if !s.OnDemand || r.IntN(3) == 0 {
			book("funding", s.ID, s.Committed.InexactFloat64()/3)
		}
	}
	for _, k := range p.Risks {
		if r.IntN(4) == 0 {
			p.Events = append(p.Events, budget.Event{Month: r.IntN(cut), Risk: k.ID})
			book("cost", k.ID, 1000)
		}
	}
	book("cost", "nowhere", 500)
	p.Actuals = append(p.Actuals, budget.Actual{Month: 0, Kind: "cost", ID: "nowhere", Amount: budget.MoneyOf(12.34)})
	furnish(p, rand.New(rand.NewPCG(seed, 78)), cut)
	expect(p, rand.New(rand.NewPCG(seed, 80)), cut)
	follow(p, rand.New(rand.NewPCG(seed, 81)), cut)
	contract(p, rand.New(rand.NewPCG(seed, 79)), cut)
	count(p, rand.New(rand.NewPCG(seed, 82)), cut)
	return p
}

// expect adds what is known now of the past and of what is late: new months, sources
// of which no more comes, work that is booked as done, levels of drivers.
func expect(p *budget.Plan, r *rand.Rand, cut int) {
	when := func() *int {
		m := cut + r.IntN(6)
		return &m
	}
	for i := range p.Costs {
		if r.IntN(4) == 0 {
			p.Costs[i].Expected = when()
		}
	}
	for j := range p.Revenue {
		if r.IntN(4) == 0 {
			p.Revenue[j].Expected = when()
		}
	}
	for j := range p.Funding {
		s := &p.Funding[j]
		s.Closed = r.IntN(6) == 0
		if r.IntN(4) == 0 {
			s.Expected = when()
		}
	}
	for k := range p.Tranches {
		t := &p.Tranches[k]
		t.Closed = r.IntN(6) == 0
		if r.IntN(4) == 0 {
			t.Expected = when()
		}
	}
	for i := range p.Actuals {
		p.Actuals[i].Incurred = cut%3 == 0 && (p.Actuals[i].Kind == "" || p.Actuals[i].Kind == "cost")
	}
	for _, d := range p.Drivers {
		if d.Kind == "walk" && d.Base == 0 && r.IntN(3) == 0 {
			p.Actuals = append(p.Actuals, budget.Actual{Month: r.IntN(cut), Kind: "driver", ID: d.Name, Level: 0.9 + 0.3*r.Float64()})
		}
	}
	for i := range p.Rules {
		p.Rules[i].InARow = r.IntN(4)
	}
}

// follow adds the cycle after approval: gates, actions and deliveries.
func follow(p *budget.Plan, r *rand.Rand, cut int) {
	due, here, half := cut+1, r.IntN(cut), 0.5
	for i := range p.Costs {
		c := &p.Costs[i]
		p.Gates = append(p.Gates, budget.Gate{Phase: c.Phase, Month: r.IntN(cut), Released: c.Amount, Reserve: budget.MoneyOf(100), Returned: budget.MoneyOf(20), Closed: r.IntN(3) == 0, Approved: "board"})
		p.Actions = append(p.Actions, budget.Action{ID: "A" + c.ID, Month: r.IntN(cut), Metric: "cpi", Where: c.ID, What: "ask for two offers", Owner: "Ann", Due: &due,
			Status: []string{"seen", "answered", "escalated", "closed"}[r.IntN(4)], Outcome: "cheaper"})
	}
	p.Resources = append(p.Resources, budget.Resource{Name: "Pump", Month: r.IntN(cut), Entry: "use", Quantity: 1, Kind: "equipment", Tier: "site", Holder: "Ann", Event: "R1", Grade: "major", Note: "hired"})
	p.Project.Version, p.Project.Drill = &due, &due
	p.Rules = append(p.Rules, budget.Rule{Metric: "event", Grade: "major", Owner: "Ann", Response: "call the board"})
	p.CardRules = append(p.CardRules, budget.CardRule{Measure: "cpi", Weight: 2, A: &half, B: &half, C: &half, Team: "Works", Members: "Ann, Bob"})
	p.Deliveries = append(p.Deliveries, budget.Delivery{Vendor: "Vendor A", Ordered: r.IntN(cut), Promised: &here, Delivered: &here, Quantity: 10, Accepted: &half, Claim: budget.MoneyOf(5)})
}

// count adds what the bank says: repayments, interest, and a position, of one plan in
// three.
func count(p *budget.Plan, r *rand.Rand, cut int) {
	if r.IntN(3) > 0 {
		return
	}
	add := func(item, id string, most float64) {
		p.Position = append(p.Position, budget.Balance{Item: item, ID: id, Month: cut - 1 - r.IntN(2), Amount: budget.MoneyOf(r.Float64() * most)})
	}
	add("bank", "", 5000)
	for _, s := range p.Funding {
		most := s.Committed.InexactFloat64()
		for _, kind := range []string{"repayment", "interest"} {
			if r.IntN(3) == 0 {
				p.Actuals = append(p.Actuals, budget.Actual{Month: r.IntN(cut), Kind: kind, ID: s.ID, Amount: budget.MoneyOf(r.Float64() * most / 10)})
			}
		}
		if r.IntN(2) == 0 {
			add("debt", s.ID, most/2)
		}
	}
	if p.Profiles == nil {
		for _, s := range p.Revenue {
			add("receivables", s.ID, s.Monthly.InexactFloat64())
		}
	}
}

// contract adds contracts on some lines and changes of their budgets.
func contract(p *budget.Plan, r *rand.Rand, cut int) {
	for i := range p.Costs {
		c := &p.Costs[i]
		part := func(share float64) budget.Money { return budget.MoneyOf(share * c.Amount.InexactFloat64()) }
		if r.IntN(3) == 0 {
			release := r.IntN(p.Project.Horizon)
			p.Commitments = append(p.Commitments, budget.Commitment{Line: c.ID, Contract: "K" + c.ID, Vendor: "Vendor A", Month: r.IntN(cut),
				Amount: part(0.8), Invoiced: part(0.5), Paid: part(0.4), Retention: 0.05, Release: &release})
		}
		if r.IntN(3) == 0 {
			p.Changes = append(p.Changes, budget.Change{ID: "V" + c.ID, Kind: []string{"", "transfer", "order"}[r.IntN(3)], Month: r.IntN(cut),
				From: p.Costs[r.IntN(len(p.Costs))].ID, Line: c.ID, Amount: part(0.1), Approved: "the board", Reason: "wider scope"})
		}
	}
}

// TestConserveWithActuals: with a past too, no money is made or lost: the cost
// of all months and beyond is that of lines, risks and the past; the change of
// cash is money in less money out; partners' flows add up. The past itself is
// the actuals, and the same in every scenario; booked and to come are the total, by line
// and risk and by month.
func TestConserveWithActuals(t *testing.T) {
	plans := uint64(160)
	if testing.Short() {
		plans = 40
	}
	conserveLived(t, 9000, 9000+plans)
}

// TestSlowConserveWithActuals is TestConserveWithActuals on many more plans.
func TestSlowConserveWithActuals(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	conserveLived(t, 9160, 10200)
}

func conserveLived(t *testing.T, first, end uint64) {
	inParts(t, first, end, func(t *testing.T, seed uint64) {
		m, problems := Compile(lived(seed))
		if m == nil {
			t.Fatalf("plan %d: %v", seed, problems)
		}
		c := &compared{T: t, m: m, seed: seed}
		s, err := newSimulation(m, RunConfig{Scenarios: 3, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		prog := m.program
		prog.NewKernel = func(seed uint64) sim.Kernel {
			k := newKernel(m, seed, fullKernel)
			k.before = func(s *scenario) { c.pastLaws(s) }
			return k
		}
		if err := sim.Subset(context.Background(), &prog, s.cfg, nil, []int{0, 1, 2}, func(*sim.Block) error { return nil }); err != nil {
			t.Fatal(err)
		}
	})
}

// pastLaws checks one scenario.
func (c *compared) pastLaws(s *scenario) {
	c.id, c.money = s.id, 1000
	for m := range s.ncf {
		c.money += math.Abs(s.incurred[m]) + math.Abs(s.paid[m]) + math.Abs(s.collected[m])
		for j := range s.m.sources {
			c.money += s.book.Drawn[j][m]
		}
	}
	c.same("cost by month and beyond", total(s.incurred)+s.beyond, s.layers[3], c.money)
	c.same("past, lines and risks", s.m.sunkCost+total(s.lineTotal)+total(s.riskTotal), s.layers[3], c.money)
	booked, earned := make([]float64, s.m.horizon), make([]float64, s.m.horizon)
	worked := slices.ContainsFunc(s.m.plan.Actuals, func(a budget.Actual) bool { return a.Incurred }) // and paid when the terms say
	for _, a := range s.m.plan.Actuals {
		switch kind, _ := s.m.plan.Home(&a); {
		case a.Month >= s.m.cut:
		case kind == "revenue":
			earned[a.Month] += a.Amount.InexactFloat64()
		case kind != "funding" && kind != "repayment" && kind != "interest":
			booked[a.Month] += a.Amount.InexactFloat64()
		}
	}
	for m := range s.ncf {
		if m < s.m.cut {
			if c.seed%2 == 0 {
				c.same("cost of a month that has happened", s.incurred[m], booked[m], c.money)
			}
			if !worked {
				c.same("payments of a month that has happened", s.paid[m], booked[m], c.money)
			}
			c.same("collections of a month that has happened", s.collected[m], earned[m], c.money)
		}
		if c.seed%2 == 0 && m < s.m.horizon && !worked {
			c.same("paid when worked", s.paid[m], s.incurred[m], c.money)
		}
	}
	if c.seed%2 == 0 {
		c.bookedAndToCome(s)
	}
	before := s.m.opening
	for m, cash := range s.book.Cash {
		in, out := s.collected[m], s.paid[m]+s.tax[m]
		for j := range s.m.sources {
			in += s.book.Drawn[j][m]
			out += s.book.Fees[j][m] + s.book.Interest[j][m] + s.book.Principal[j][m]
		}
		if m == s.m.cut-1 {
			in += s.book.FoundCash
		}
		c.same("change of cash", cash-before, in-out, c.money)
		gap := math.Max(0, s.m.minimum-cash)
		if m < s.m.cut {
			gap = 0
		}
		c.same("gap", s.book.Gap[m], gap, c.money)
		before = cash
	}
	for j := range s.m.sources {
		c.sourceLaws(s, j)
		c.received(s, j)
		c.noMoreThanPlanned(s, j)
	}
	for k := range s.m.risks {
		c.struck(s, k)
	}
	c.revenueToCome(s)
	if len(s.m.partners) > 0 && len(s.m.streams) > 0 {
		c.partnerLaws(s)
	}
}

// bookedAndToCome: where work is paid as it is done, what is booked on each line and each
// risk and what is to come of it make the cost; and what is to come is that of the months
// from the as-of month on.
func (c *compared) bookedAndToCome(s *scenario) {
	lines, risks, other := make([]float64, len(s.m.lines)), make([]float64, len(s.m.risks)), 0.0
	for _, a := range s.m.plan.Actuals {
		if a.Month >= s.m.cut {
			continue
		}
		switch kind, at := s.m.plan.Home(&a); kind {
		case "cost":
			lines[at] += a.Amount.InexactFloat64()
		case "risk":
			risks[at] += a.Amount.InexactFloat64()
		case "revenue", "funding", "repayment", "interest", "driver":
		default:
			other += a.Amount.InexactFloat64()
		}
	}
	for i, x := range lines {
		c.same("booked on "+s.m.lines[i].id, s.m.past.lines[i].ac, x, c.money)
	}
	for k, x := range risks {
		c.same("booked on "+s.m.risks[k].id, s.m.risks[k].spent, x, c.money)
	}
	toCome := total(s.lineTotal) + total(s.riskTotal)
	c.same("booked and to come", other+total(lines)+total(risks)+toCome, s.layers[3], c.money)
	c.same("to come by month", total(s.incurred[s.m.cut:])+s.beyond, toCome, c.money)
}

// struck: what is booked on a risk that has struck, and cannot again, and what is to come
// of it make what its events cost: the loss that was logged, or the impact drawn, and never
// less than what is booked.
func (c *compared) struck(s *scenario, k int) {
	r := &s.m.risks[k]
	if !r.struck || !r.off || r.kind == impactFactor || r.cost > 0 {
		return
	}
	booked, cost, n := 0.0, 0.0, 0
	for i := range s.m.past.events {
		e := &s.m.past.events[i]
		if e.risk != k {
			continue
		}
		n++
		x := float64(e.times * s.get(e.due))
		booked += e.booked
		if x >= 0 {
			cost += math.Max(x, e.booked)
		} else {
			cost += math.Min(x, e.booked)
		}
	}
	if n > 0 {
		c.same("booked and to come of "+r.id, booked+s.riskTotal[k], cost, c.money)
		if booked > r.spent+1e-6*(1+math.Abs(r.spent)) {
			c.Errorf("plan %d: events of %s use %v of %v booked", c.seed, r.id, booked, r.spent)
		}
	}
}

// revenueToCome: what the streams earn and was not collected is collected in the months to
// come, after them, or lost; a receivable that the position corrects comes with it.
func (c *compared) revenueToCome(s *scenario) {
	earned := total(s.m.past.takings[s.m.cut:])
	for j := range s.m.streams {
		from, end := s.earn(j)
		earned += s.toCome(j, from, end)
	}
	c.same("revenue to come", total(s.collected[s.m.cut:])+s.collectedBeyond+s.lostRevenue, earned, c.money)
}

// noMoreThanPlanned: what came of a scheduled source and what is to come is not more than
// its amount at the largest factor, or than what came.
func (c *compared) noMoreThanPlanned(s *scenario, j int) {
	src, st := &s.m.sources[j], &s.m.past.sources[j]
	if src.onDemand {
		return
	}
	_, most := s.m.law(src.factor).Support()
	limit := math.Max(st.gross, src.planned*math.Max(most, 1)) + st.gross*1e-9
	if x := total(s.book.Drawn[j]); x > limit+1e-6*(1+c.money) {
		c.Errorf("plan %d: %s brings %v, of %v planned and %v that came", c.seed, src.id, x, src.planned, st.gross)
	}
}

// received: what a source gave in the past is what its actuals say.
func (c *compared) received(s *scenario, j int) {
	net := make([]float64, s.m.cut)
	for _, a := range s.m.plan.Actuals {
		if kind, at := s.m.plan.Home(&a); kind == "funding" && at == j && a.Month < s.m.cut {
			net[a.Month] += a.Amount.InexactFloat64()
		}
	}
	for m, x := range net {
		fee := s.m.funds.Facilities[j].Upfront
		c.same("money received", s.book.Drawn[j][m]*(1-fee), x, c.money)
	}
}

// TestSummaryWithActuals: a run of a lived plan gives every figure of control.
func TestSummaryWithActuals(t *testing.T) {
	for seed := range uint64(len(someSeeds(25))) {
		m, problems := Compile(lived(seed + 300))
		if m == nil {
			t.Fatal(problems)
		}
		o, err := Run(t.Context(), m, RunConfig{Scenarios: 200})
		if err != nil {
			t.Fatalf("plan %d: %v", seed, err)
		}
		k := o.Control
		if k == nil || len(k.Lines) != len(m.lines) || len(k.Months) != m.horizon || len(k.Unplanned) == 0 {
			t.Fatalf("plan %d: control %+v", seed, k)
		}
		bac, ev, ac := 0.0, 0.0, k.RiskCost
		for i, l := range k.Lines {
			if st := &m.past.lines[i]; st.base != 0 && (l.PercentComplete == nil || math.Abs(*l.PercentComplete-st.done) > 1e-9) {
				t.Errorf("plan %d: %s is done to %v, said %v", seed, l.ID, st.done, l.PercentComplete)
			}
			bac, ev, ac = bac+l.BAC, ev+l.EV, ac+l.AC
		}
		for _, u := range k.Unplanned {
			ac += u.Amount
		}
		scale := 1e-9 * (1 + math.Abs(bac) + math.Abs(ac))
		if math.Abs(bac-k.BAC) > scale || math.Abs(ev-k.EV) > scale || math.Abs(ac-k.AC) > scale {
			t.Errorf("plan %d: lines sum to %v, %v, %v, not %v, %v, %v", seed, bac, ev, ac, k.BAC, k.EV, k.AC)
		}
	}
}
