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
			if decided[k.ID] || slices.ContainsFunc(k.DependsOn, func(id string) bool { return !decided[id] }) {
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
		if r.plan.Project.LearnFrequencies && mean > 0 {
			return negativeBinomial(u, *k.PerYear*math.Max(1, float64(k.To-k.From+1)/12), mean)
		}
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
	if r.parents(k) && k.ProbabilityIf != nil {
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

// parents tells whether enough of a risk's parents have happened.
func (r *reference) parents(k *budget.Risk) bool {
	n := 0
	for _, id := range k.DependsOn {
		if r.happened[id] > 0 {
			n++
		}
	}
	return n > 0 && (n == len(k.DependsOn) || !k.AllParents)
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

// negativeBinomial is the number of events at u where the rate is Gamma of a shape and
// the mean number as given, by its mass in logarithms.
func negativeBinomial(u, shape, mean float64) int {
	q := mean / (shape + mean)
	gamma := func(x float64) float64 { g, _ := math.Lgamma(x); return g }
	below := 0.0
	for n := 0; ; n++ {
		x := float64(n)
		below += math.Exp(gamma(shape+x) - gamma(shape) - gamma(x+1) + shape*math.Log1p(-q) + x*math.Log(q))
		if below >= u || n > 10000 {
			return n
		}
	}
}
