package models

import (
	"fmt"

	"ballast/budget"
)

func (p planner) cost(n int) {
	c := budget.CostLine{ID: fmt.Sprintf("C%d", n), Name: "line", Amount: p.money(2000, 300000),
		Phase: pick(p, "design", "procurement", "construction", "operation", "other", "pilot"), Owner: pick(p, "Ann", "Bo", ""),
		StartMonth: p.IntN(p.h), Months: 1 + p.IntN(15), PerMonth: p.chance(0.25), Driver: p.driver(),
		Profile:  pick(p, "", "even", "front", "back", "s-curve", "rayleigh", "start", "end", "lumps", "once", "long"),
		Currency: pick(p, "", "", "", "USD", "EUR"), Advance: pick(p, 0, 0, 0.1, 0.3)}
	if p.chance(0.4) {
		c.Vendor = pick(p, p.Vendors...).Name
	}
	switch {
	case p.chance(0.15) && !c.PerMonth:
		p.wide(&c)
	case p.chance(0.03):
		c.Amount = c.Amount.Neg() // a credit
	}
	if amount := c.Amount.InexactFloat64(); amount > 0 {
		c.Uncertainty = p.some(0.45, func() *budget.Quantity { q := p.spread(1); q.OfBase = true; return q })
		if c.Uncertainty == nil {
			c.Uncertainty = p.some(0.6, func() *budget.Quantity { return p.spread(amount * 1.05) })
		}
	}
	c.Slip, c.PaymentLag = p.some(0.4, p.months), p.some(0.4, p.months)
	c.Stretch = p.some(0.3, func() *budget.Quantity { return p.spread(1.1) })
	if p.chance(0.1) && c.Monthly == nil { // 28 months, which rounds to a little more
		c.StartMonth, c.Months, c.Slip, c.Stretch = p.IntN(3), 25, nil, &budget.Quantity{Field: "Stretch", Text: "1.12"}
	}
	p.Costs = append(p.Costs, c)
}

// wide gives a line amounts by month, with gaps.
func (p planner) wide(c *budget.CostLine) {
	c.Profile, c.Amount = "", budget.Money{}
	month := c.StartMonth
	for range 1 + p.IntN(6) {
		a := budget.MonthAmount{Month: month, Amount: p.money(1000, 40000)}
		c.Monthly, c.Amount = append(c.Monthly, a), c.Amount.Add(a.Amount)
		c.Months = month - c.StartMonth + 1
		month += 1 + p.IntN(3)
	}
}

func (p planner) stream(n int) {
	s := budget.Stream{ID: fmt.Sprintf("S%d", n), Name: "stream", Monthly: p.money(5000, 90000), StartMonth: p.IntN(p.h),
		RampMonths: pick(p, 0, 1, 3, 7.5, 12), RampShape: pick(p, "linear", "s-curve"), Growth: p.between(-0.1, 0.2),
		Volume: p.some(0.6, func() *budget.Quantity { return p.spread(1) }), Price: p.some(0.5, func() *budget.Quantity { return p.spread(1) }),
		Shift: p.some(0.5, p.months), Driver: p.driver(), CollectionLag: p.some(0.5, p.months), Uncollectable: p.some(0.4, p.part),
		Noise: pick(p, 0, 0, 0.1, 0.8), Partner: p.partner(0.3)}
	s.EndMonth = maybe(p, 0.3, s.StartMonth+p.IntN(24))
	p.Revenue = append(p.Revenue, s)
}

func (p planner) source(n, risks int) {
	s := budget.Source{ID: fmt.Sprintf("F%d", n), Name: "source", Committed: p.money(10000, pick(p, 80000.0, 500000)), ArriveMonth: p.IntN(p.h/2 + 2),
		Kind:  pick(p, "loan", "loan", "loan", "revolver", "equity", "own", "venture", "industry", "grant", "partner", "prepayment"),
		Delay: p.some(0.5, p.months), Probability: pick(p, 1, 1, 0.7, 0.2), AmountFactor: p.some(0.3, func() *budget.Quantity { return p.spread(1) }),
		UpfrontFee: pick(p, 0, 0, 0.01), Repayment: "none", Priority: 1 + p.IntN(4), Partner: p.partner(0.3)}
	if s.Kind == "loan" || s.Kind == "revolver" || p.chance(0.05) {
		p.terms(&s)
	}
	if p.chance(0.2) {
		s.AvailableFrom = p.IntN(6)
	}
	if p.chance(0.2) {
		s.AvailableTo = pointer(s.AvailableFrom + p.IntN(p.h))
	}
	if budget.IsOwners(s.Kind) && n%2 == 0 {
		s.EquityShare = pointer(0.15)
	}
	for range pick(p, 0, 0, 1, 3) {
		p.tranche(s.ID, risks)
	}
	p.Funding = append(p.Funding, s)
}

// terms are those of a loan.
func (p planner) terms(s *budget.Source) {
	s.OnDemand = s.Kind == "revolver" || p.chance(0.2)
	s.Rate = pick(p, 0, 0.045, 0.08, 0.12)
	if p.chance(0.3) {
		s.RateDriver, s.Spread = pick(p, "prime", "libor"), p.between(0, 0.03)
	}
	s.CommitmentFee = pick(p, 0, 0.005)
	s.GraceMonths, s.CapitaliseGrace = pick(p, 0, 3, 12), p.chance(0.5)
	s.Repayment, s.TermMonths = pick(p, "bullet", "equal", "annuity", "none", "sweep", "sweep"), pick(p, 0, 1, 6, 18, 36)
	if s.Kind == "revolver" && p.chance(0.7) {
		s.Repayment = "sweep"
	}
}

func (p planner) tranche(source string, risks int) {
	t := budget.Tranche{Source: source, Month: p.IntN(p.h), Amount: p.money(5000, 200000), Probability: maybe(p, 0.3, pick(p, 0.5, 0.9, 1)),
		Delay: p.some(0.3, p.months)}
	switch {
	case p.chance(0.25):
		t.Conditions = []string{pick(p, p.Costs...).ID}
	case p.chance(0.25) && risks > 0:
		t.Conditions = []string{fmt.Sprintf("R%d", 1+p.IntN(risks))}
	}
	p.Tranches = append(p.Tranches, t)
	if p.chance(0.1) {
		p.Tranches = append(p.Tranches, t) // twice in a month
	}
}

// risks come in any order; a parent has a smaller number than its children.
func (p planner) risks(n int) {
	for i := range n {
		r := budget.Risk{ID: fmt.Sprintf("R%d", i+1), Name: "risk", Owner: pick(p, "Ann", "Cy", ""), Probability: p.between(0.05, 0.95),
			From: p.IntN(p.h), ImpactMonths: pick(p, 0, 0, 1, 5), Status: pick(p, "open", "open", "open", "open", "open", "closed", "occurred"),
			Delay: p.some(0.4, p.months), RevenueImpact: p.some(0.4, func() *budget.Quantity {
				return &budget.Quantity{Field: "Revenue impact %", Text: pick(p, "Uniform(-0.5,0)", "-10%", "Triangular(-120%,-20%,10%)")}
			})}
		r.To = r.From + p.IntN(p.h-r.From+3)
		if p.chance(0.2) {
			r.PerYear = pointer(p.between(0.1, 3))
		}
		p.impact(&r)
		p.target(&r)
		if i > 0 && p.chance(0.3) {
			r.DependsOn, r.ProbabilityIf = []string{fmt.Sprintf("R%d", 1+p.IntN(i))}, maybe(p, 0.8, p.between(0, 1))
		}
		p.response(&r)
		p.Risks = append(p.Risks, r)
	}
	p.Shuffle(n, func(i, j int) { p.Risks[i], p.Risks[j] = p.Risks[j], p.Risks[i] })
}

func (p planner) impact(r *budget.Risk) {
	switch r.ImpactIs = pick(p, "amount", "amount", "factor", "share"); r.ImpactIs {
	case "factor":
		r.Impact = &budget.Quantity{Field: "Cost impact", Text: pick(p, "Triangular(1,1.05,1.3)", "Uniform(0.9,1.4)", "1.1")}
	case "share":
		r.Impact = &budget.Quantity{Field: "Cost impact", Text: pick(p, "Uniform(0.02,0.2)", "10%")}
	default:
		r.Impact = p.some(0.9, func() *budget.Quantity { return p.spread(p.unit * p.between(1000, 60000)) })
	}
}

func (p planner) target(r *budget.Risk) {
	any := []string{"all", "design", "construction", "operation", pick(p, p.Costs...).ID, pick(p, p.Costs...).ID}
	for _, s := range p.Revenue {
		any = append(any, s.ID)
	}
	for _, s := range p.Funding {
		any = append(any, s.ID)
	}
	phases := map[string]bool{"design": true, "construction": true, "operation": true}
	for _, c := range p.Costs {
		delete(phases, c.Phase) // what is left names no line
	}
	for range p.IntN(4) {
		if name := pick(p, any...); !phases[name] {
			r.Affects = append(r.Affects, name)
		}
	}
}

func (p planner) response(r *budget.Risk) {
	if !p.chance(0.5) {
		return
	}
	r.Response, r.ResponseOn, r.ResponseCost = "act", p.chance(0.5), p.money(0, 9000)
	r.ResidualImpact = maybe(p, 0.6, p.between(0, 1))
	if r.PerYear != nil {
		r.ResidualProb = maybe(p, 0.6, *r.PerYear/2)
	} else {
		r.ResidualProb = maybe(p, 0.6, r.Probability/2)
	}
}
