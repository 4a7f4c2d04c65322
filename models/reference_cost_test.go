package models

import (
	"math"
	"slices"

	"ballast/budget"
)

// occurrences decides which risks happen, how often and when.
func (r *reference) occurrences() {
	decided := map[string]bool{}
	for len(decided) < len(r.plan.Risks) { // until every parent came before its children
		for i := range r.plan.Risks {
			k := &r.plan.Risks[i]
			if decided[k.ID] || k.DependsOn != "" && !decided[k.DependsOn] {
				continue
			}
			decided[k.ID] = true
			if k.Status == "closed" {
				continue
			}
			r.happened[k.ID] = r.times(k)
			for j := range r.happened[k.ID] {
				r.events = append(r.events, r.event(k, j))
			}
		}
	}
}

// times is how often a risk happens in this scenario.
func (r *reference) times(k *budget.Risk) int {
	u := r.draws["risk/"+k.ID+"/occurs"]
	if k.PerYear != nil {
		rate := *k.PerYear
		if k.ResponseOn && k.ResidualProb != nil {
			rate = *k.ResidualProb
		}
		mean := rate * float64(k.To-k.From+1) / 12
		n, term := 0, math.Exp(-mean)
		for below := term; below < u; below += term {
			n++
			term = math.Exp(-mean + float64(n)*math.Log(mean) - logFactorial(n))
		}
		return n
	}
	p := k.Probability
	reduction := 1.0
	if k.ResponseOn && k.ResidualProb != nil {
		reduction = *k.ResidualProb / p
	}
	if k.DependsOn != "" && r.happened[k.DependsOn] > 0 && k.ProbabilityIf != nil {
		p = *k.ProbabilityIf
	}
	p *= reduction
	if k.Status == "occurred" {
		p = 1 // nothing can undo it
	}
	if u >= 1-p {
		return 1
	}
	return 0
}

func logFactorial(n int) float64 {
	sum := 0.0
	for k := 2; k <= n; k++ {
		sum += math.Log(float64(k))
	}
	return sum
}

// event is the j-th event of a risk.
func (r *reference) event(k *budget.Risk, j int) referenceEvent {
	key, none := "risk/"+k.ID+"/", 0.0
	if k.ImpactIs == "factor" {
		none = 1
	}
	u := r.draws[key+"month"]
	e := referenceEvent{risk: k, impact: r.value(k.Impact, key+"impact", none), delay: r.value(k.Delay, key+"delay", 0),
		revenue: r.value(k.RevenueImpact, key+"revenue", 0)}
	if j > 0 {
		name, at := key+"events", 4*(j-1)
		u = r.extra(name, at)
		e.impact = r.sample(k.Impact, none, r.extra(name, at+1))
		e.delay = r.sample(k.Delay, 0, r.extra(name, at+2))
		e.revenue = r.sample(k.RevenueImpact, 0, r.extra(name, at+3))
	}
	e.month = min(k.To, k.From+int(u*float64(k.To-k.From+1)))
	if k.ResponseOn && k.ResidualImpact != nil {
		e.impact = none + (e.impact-none)*(*k.ResidualImpact)
		e.delay *= *k.ResidualImpact
		e.revenue *= *k.ResidualImpact
	}
	return e
}

// hits reports whether a risk affects a line (with its phase), stream or source.
func hits(k *budget.Risk, kind, id, phase string) bool {
	if kind != "source" && (len(k.Affects) == 0 || slices.Contains(k.Affects, "all")) {
		return true
	}
	return slices.Contains(k.Affects, id) || kind == "line" && slices.Contains(k.Affects, phase)
}

// drawnAmount is a line's cost before risks, at the planned duration and at
// the prices of month 0.
func (r *reference) drawnAmount(c *budget.CostLine) float64 {
	rate := 1.0
	if c.Currency != "" {
		rate = r.base(c.Currency)
	}
	amount := c.Amount.InexactFloat64()
	if q := c.Uncertainty; q != nil {
		x := r.value(q, "cost/"+c.ID+"/amount", 1)
		if q.OfBase {
			amount *= x
		} else {
			amount = x
		}
	}
	if c.Vendor != "" {
		if x, drawn := r.draws["vendor/"+c.Vendor+"/price"]; drawn {
			amount *= x
		}
	}
	if c.PerMonth {
		amount *= float64(c.Months)
	}
	return amount * rate
}

// lateness of the vendor's delivery, in months.
func (r *reference) lateness(c *budget.CostLine) float64 {
	for _, v := range r.plan.Vendors {
		if v.Name != c.Vendor {
			continue
		}
		onTime := map[string]float64{"A": 0.95, "B": 0.88, "C": 0.75, "D": 0.60, "": 1}[v.Grade]
		if v.OnTime != nil {
			onTime = *v.OnTime
		}
		if u, drawn := r.draws["cost/"+c.ID+"/vendor-late"]; drawn && u < 1-onTime {
			return r.value(v.Delay, "cost/"+c.ID+"/vendor-delay", 0)
		}
	}
	return 0
}

// line works out one cost line: its layers, its months and its payments.
func (r *reference) line(c *budget.CostLine) {
	key := "cost/" + c.ID + "/"
	drawn, factor, delay := r.drawnAmount(c), 1.0, 0.0
	for _, e := range r.events {
		if hits(e.risk, "line", c.ID, c.Phase) {
			delay += e.delay
			if e.risk.ImpactIs == "factor" {
				factor *= e.impact
			}
		}
	}
	planned := float64(c.Months)
	months := max(0.01, planned*r.value(c.Stretch, key+"stretch", 1))
	start := max(0, float64(c.StartMonth)+r.value(c.Slip, key+"slip", 0)+r.lateness(c)+delay)
	r.lineStart[c.ID], r.lineMonths[c.ID] = start, months

	r.estimates += drawn
	r.risks += drawn * factor
	for k, w := range r.spending(c, planned) {
		r.prices += drawn * factor * w * r.price(c, c.StartMonth+k)
	}
	amount := drawn * factor
	if c.PerMonth {
		amount *= months / planned
	}
	r.spend(c, amount, start, r.spending(c, months))
}

// price is the level of a line's own index and of its exchange rate.
func (r *reference) price(c *budget.CostLine, month int) float64 {
	return r.level(c.Driver, month) * r.level(c.Currency, month)
}

// spend books the work of a line and its payments: the advance at the start, at
// the prices of the start; the rest, less its part of the advance, after the lag.
func (r *reference) spend(c *budget.CostLine, amount, start float64, shares []float64) {
	lag := max(0, r.value(c.PaymentLag, "cost/"+c.ID+"/lag", 0))
	first := int(math.Floor(start))
	x := start - math.Floor(start)
	advance := amount * c.Advance * r.price(c, first)
	bookAt(r.paid, &r.paidBeyond, start, advance)
	work := func(month int, share float64) {
		money := amount * share * r.price(c, month)
		r.total += money
		r.lineTotal[c.ID] += money
		book(r.incurred, &r.beyond, month, money)
		bookAt(r.paid, &r.paidBeyond, float64(month)+lag, money-advance*share)
	}
	for k, w := range shares {
		work(first+k, w*(1-x))
		work(first+k+1, w*x)
	}
}

// spending is a line's share of each month of a duration: the difference of
// the cumulative curve at the month's ends, the last month being partial.
func (r *reference) spending(c *budget.CostLine, months float64) []float64 {
	n := max(1, int(math.Ceil(months-1e-9)))
	out := make([]float64, n)
	for k := range out {
		out[k] = r.spent(c, float64(k+1)/months) - r.spent(c, float64(k)/months)
	}
	switch c.Profile {
	case "start":
		clear(out)
		out[0] = 1
	case "end":
		clear(out)
		out[n-1] = 1
	}
	return out
}

// spent is the share of a line's amount spent when the share x of its duration
// has passed.
func (r *reference) spent(c *budget.CostLine, x float64) float64 {
	x = min(1, x)
	switch c.Profile {
	case "front": // integral of 2(1-x)
		return 2*x - x*x
	case "back": // integral of 2x
		return x * x
	case "s-curve":
		return 3*x*x - 2*x*x*x
	case "rayleigh":
		return (1 - math.Pow(0.03, x*x)) / 0.97
	}
	var row []float64
	for _, p := range r.plan.Profiles {
		if p.Name == c.Profile {
			row = p.Shares
		}
	}
	if len(c.Monthly) > 0 {
		row = make([]float64, c.Months)
		for _, a := range c.Monthly {
			row[a.Month-c.StartMonth] += a.Amount.InexactFloat64() / c.Amount.InexactFloat64()
		}
	}
	if row == nil {
		return x
	}
	sum := 0.0
	for k, share := range row { // each month of the row takes an equal part of the duration
		sum += share * min(1, max(0, x*float64(len(row))-float64(k)))
	}
	return sum
}

// impacts books the money of the risks: what events cost, and the responses.
func (r *reference) impacts() {
	money := func(k *budget.Risk, month, months int, amount float64) {
		r.riskMoney[k.ID] += amount
		r.risks, r.prices, r.total = r.risks+amount, r.prices+amount, r.total+amount
		for j := range months {
			book(r.incurred, &r.beyond, month+j, amount/float64(months))
			book(r.paid, &r.paidBeyond, month+j, amount/float64(months))
		}
	}
	for _, e := range r.events {
		switch e.risk.ImpactIs {
		case "amount":
			money(e.risk, e.month, max(1, e.risk.ImpactMonths), e.impact)
		case "share":
			affected := 0.0
			for i := range r.plan.Costs {
				if c := &r.plan.Costs[i]; hits(e.risk, "line", c.ID, c.Phase) {
					affected += r.drawnAmount(c)
				}
			}
			money(e.risk, e.month, max(1, e.risk.ImpactMonths), e.impact*affected)
		}
	}
	for i := range r.plan.Risks {
		if k := &r.plan.Risks[i]; k.Status != "closed" && k.ResponseOn {
			money(k, k.From, 1, k.ResponseCost.InexactFloat64())
		}
	}
}
