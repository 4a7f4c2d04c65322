package models

import (
	"math"
	"slices"

	"ballast/budget"
	"ballast/models/returns"
	"ballast/sim"
)

// columns compares the outputs that the simulation keeps of a scenario.
func (c *compared) columns(i int, b *sim.Block, r *reference) {
	if c.Failed() {
		return
	}
	c.id = r.number
	o := &c.m.out
	at := func(col int) float64 { return b.Scalar[col][i] }
	c.same("total cost kept", at(o.total), r.total, c.money)
	c.same("lowest cash", at(o.minCash), slices.Min(r.cash), c.money)
	c.same("peak gap", at(o.peakGap), max(0, slices.Max(r.gap)), math.Max(c.money, 1e5)) // below 1e-4 it counts as none
	cost := 0.0
	for j, s := range r.sources {
		cost += total(s.interest) + total(s.fees) + s.capitalised
		c.same("use of "+s.ID, at(o.used+j), s.used, c.money)
	}
	c.same("cost of funds", at(o.costOfFunds), cost, c.money)
	for m := range r.h {
		c.same("cost series", b.Series[o.seriesCost][m][i], r.incurred[m], c.money)
		c.same("cash series", b.Series[o.seriesCash][m][i], r.cash[m], c.money)
		c.same("flow series", b.Series[o.seriesNCF][m][i], r.ncf[m], c.money)
	}
	c.removed(at, r)
	if len(c.m.streams) == 0 {
		return
	}
	p := c.m.plan.Project
	c.worth("project", at, o.project, r, withoutRounding(r.worth, r.moved()), p.Rate)
	c.worth("equity", at, o.equity, r, r.ownersFlow(), r.costOfEquity())
	for k, x := range c.m.plan.Partners {
		rate := r.costOfEquity()
		if x.Rate != nil {
			rate = *x.Rate
		}
		c.worth(x.Name, at, o.partners[k], r, r.partnerFlow(k), rate)
	}
}

// removed compares the change of total cost when a risk is closed, and when
// its response is switched, with a plan in which that is done.
func (c *compared) removed(at func(int) float64, r *reference) {
	for k := range r.plan.Risks {
		if r.number > 0 || r.plan.Risks[k].Status == "closed" {
			continue
		}
		other := func(change func(*budget.Risk)) float64 {
			p := *r.plan
			p.Risks = slices.Clone(p.Risks)
			change(&p.Risks[k])
			return newReference(&p, r.draws, r.seed, r.number).total - r.total
		}
		id := r.plan.Risks[k].ID
		c.same("cost change without "+id, at(c.m.out.without+k), other(func(x *budget.Risk) { x.Status = "closed" }), c.money)
		if c.m.risks[k].hasResponse {
			c.same("cost change by response of "+id, at(c.m.out.response+k), other(func(x *budget.Risk) { x.ResponseOn = !x.ResponseOn }), c.money)
		}
	}
}

// worth compares the returns of one party.
func (c *compared) worth(who string, at func(int) float64, col worthAt, r *reference, flow []float64, rate float64) {
	want := r.returns(flow, rate)
	c.same("NPV of "+who, at(col.npv), want.npv, c.money)
	c.same("MIRR of "+who, at(col.mirr), want.mirr, 1)
	c.same("profitability index of "+who, at(col.pi), want.index, 1)
	c.same("payback of "+who, at(col.payback), want.payback, 1)
	c.same("first return of "+who, at(col.first), want.first, 1)
	c.same("discounted payback of "+who, at(col.discounted), want.discounted, 1)
	c.rate(who, at(col.irr), returns.State(at(col.irrState)), flow, rate)
}

// worthless reports whether the value of a flow at an annual rate is zero but for
// what a rate right to 1e-9 leaves.
func worthless(flow []float64, annual float64) bool {
	sum, moved := 0.0, 0.0
	for m, x := range flow {
		v := x * math.Pow(1+annual, -float64(m)/12)
		sum += v
		moved += math.Abs(v) * (1 + float64(m))
	}
	return math.Abs(sum) <= 1e-9*moved
}

// rate compares the internal rate of return with all the roots that a fine grid
// finds: it is one of them and the signs of the value agree with it, or there is
// none of which both is true. Above 200 % a year and below -90 %, where the
// engine's grid widens, it may miss two roots that lie close.
func (c *compared) rate(who string, got float64, state returns.State, flow []float64, rate float64) {
	worth := func(annual float64) float64 {
		sum, moved := 0.0, 0.0
		for m, x := range flow {
			v := x * math.Pow(1+annual, -float64(m)/12)
			sum, moved = sum+v, moved+math.Abs(v)
		}
		if math.Abs(sum) <= 1e-9*moved {
			return 0
		}
		return sum
	}
	agrees := func(x float64) bool {
		side := worth(rate)
		return worth(max(x-0.01, (x-1)/2)) >= 0 && worth(x+0.01) <= 0 && (side == 0 || (x > rate) == (side > 0))
	}
	in, out, first := false, false, 0.0
	for _, x := range flow {
		in, out = in || x > 0, out || x < 0
		if first == 0 {
			first = x
		}
	}
	all := roots(flow)
	var fit []float64
	found := worthless(flow, got)
	for _, x := range all {
		found = found || math.Abs(x-got) <= 1e-7*(1+math.Abs(x))
		if x > -0.9 && x < 2 {
			if agrees(x) {
				fit = append(fit, x)
			}
		}
	}
	switch {
	case !out:
		c.state(who, state, returns.NoOutlay, all)
	case !in:
		c.state(who, state, returns.OK, all)
		c.same("IRR of "+who, got, -1, 1)
	case state.Defined() && found && (agrees(got) || got < -0.9999): // 1 + the rate has few digits left there
	case (state == returns.MoneyFirst || state == returns.FirstOfMany) && first > 0 && (len(fit) == 0 || len(all) > 1):
	case !state.Defined() && state != returns.MoneyFirst && state != returns.FirstOfMany && first < 0 && len(fit) == 0:
	default:
		c.Errorf("plan %d scenario %d: IRR of %s is %v (state %d), the reference finds %v of which fit %v", c.seed, c.id, who, got, state, all, fit)
	}
}

func (c *compared) state(who string, got, want returns.State, all []float64) {
	if got != want {
		c.Errorf("plan %d scenario %d: IRR of %s has state %d, want %d; the reference finds %v", c.seed, c.id, who, got, want, all)
	}
}
