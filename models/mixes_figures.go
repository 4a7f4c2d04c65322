package models

import (
	"math"

	"ballast/models/returns"
	"ballast/models/vector"
	"ballast/models/waterfall"
)

// cost is the present value of interest and fees of the scenario that was run.
func (t *trial) cost(i int) float64 {
	sum := 0.0
	for k, j := range t.f.linear {
		if a := t.amounts[j]; a > tiny {
			sum += float64(a * t.f.figures[(i*len(t.f.linear)+k)*t.f.figure()+figureCost])
		}
	}
	return sum + t.cashCost(i)
}

// cashCost is what the sources that depend on cash cost.
func (t *trial) cashCost(i int) float64 {
	sum := 0.0
	if t.idle {
		for k, j := range t.f.cash {
			sum += float64(t.amounts[j] * t.f.idling[2*(i*len(t.f.cash)+k)])
		}
		return sum
	}
	p := priced{}
	for k, j := range t.f.cash {
		t.priceCash(&p, k, j)
	}
	return p.paid
}

// priceCash adds what source k of those that depend on cash costs in interest and fees.
func (t *trial) priceCash(p *priced, k, j int) {
	if t.f.m.sources[j].required {
		p.fees(&t.book, k, t.f.m.discount)
		return
	}
	p.borrow(&t.book, k, t.f.models[j].Kind, t.f.m.discount)
}

// required is what the owners' money costs in the scenario that was run.
func (t *trial) required(i int) (p priced) {
	f := t.f
	if !f.m.pricesOwners {
		return p
	}
	clear(t.owners.pool)
	owed := t.gather(i)
	t.balance(i)
	t.owners.inUse(t.cash, f.m.discount, f.m.minimum, owed, f.m.cover.from)
	paying := 0
	for _, k := range f.capital {
		var paid []float64
		if paying < len(f.paying) && f.paying[paying] == k {
			paid = f.paid(i, paying)
			paying++
		}
		if a := t.amounts[f.linear[k]]; a > tiny {
			one, monthly := priced{}, f.m.sources[f.linear[k]].monthly
			if paid != nil {
				one.charge(t.drawn(i, k), paid, &t.owners, f.m.discount, monthly)
			} else {
				one.hold(t.drawn(i, k), t.owners.all, &t.owners, monthly)
			}
			p.required += float64(a * one.required)
			p.requiredSum += float64(a * one.requiredSum)
			p.stock += float64(a * one.stock)
		}
	}
	if !t.idle {
		for k, j := range f.cash {
			if f.m.sources[j].required {
				p.demand(&t.book, k, &t.owners, f.m.discount, f.m.sources[j].monthly)
			}
		}
	}
	return p
}

// gather adds up the owners' money of the scenario by month and returns what is owed at
// the horizon.
func (t *trial) gather(i int) (owed float64) {
	f := t.f
	for _, k := range f.capital {
		if a := t.amounts[f.linear[k]]; a > tiny {
			vector.AddScaled(t.owners.pool, a, t.drawn(i, k))
		}
	}
	for k, j := range f.linear[:f.owners] {
		if a := t.amounts[j]; a > tiny {
			owed += float64(a * f.figures[(i*len(f.linear)+k)*f.figure()+figureBalance])
		}
	}
	for k, j := range f.linear[f.owners:] {
		if a := t.amounts[j]; a > tiny && !f.m.sources[j].required {
			owed += float64(a * f.figures[(i*len(f.linear)+f.owners+k)*f.figure()+figureBalance])
		}
	}
	if t.idle {
		return owed
	}
	for k, j := range f.cash {
		if f.m.sources[j].required {
			vector.Add(t.owners.pool, t.book.Drawn[k])
			continue
		}
		owed += t.owed(k)
	}
	return owed
}

// drawn is what the k-th linear source brings by month at an amount of 1: its flow, and
// what it pays where it pays anything. It is good until the next call.
func (t *trial) drawn(i, k int) []float64 {
	f := t.f
	_, flows, service, _ := f.row(i)
	flow := flows[k*f.h : (k+1)*f.h]
	for q, at := range f.serviced {
		if at == k {
			copy(t.brought, flow)
			vector.Add(t.brought, service[q*f.h:(q+1)*f.h])
			return t.brought
		}
	}
	return flow
}

// balance fills t.cash with the cash of the scenario that was run.
func (t *trial) balance(i int) {
	f := t.f
	if !t.idle {
		copy(t.cash, t.book.Cash)
		return
	}
	copy(t.cash, t.flow)
	_, _, _, idle := f.row(i)
	for k, j := range f.cash {
		if a := t.amounts[j]; a > tiny {
			vector.AddScaled(t.cash, a, idle[k*f.h:(k+1)*f.h])
		}
	}
	t.cash[0] += f.m.opening + t.extra
	runningSum(t.cash)
}

// npv is the worth to equity of the scenario that was run.
func (t *trial) npv(i int) float64 {
	f := t.f
	sum := f.worth[i*f.parties()]
	for k, j := range f.linear[:f.owners] {
		if a := t.amounts[j]; a > tiny {
			sum += float64(a * f.figures[(i*len(f.linear)+k)*f.figure()+figureNPV])
		}
	}
	return sum + t.ownNPV(i)
}

// ownNPV is the worth to equity of the sources that depend on cash.
func (t *trial) ownNPV(i int) float64 {
	if !t.idle {
		return t.cashNPV(t.f.m.equityDiscount, nil)
	}
	sum := 0.0
	for k, j := range t.f.cash {
		sum += float64(t.amounts[j] * t.f.idling[2*(i*len(t.f.cash)+k)+1])
	}
	return sum
}

// cashNPV is the worth of the sources that depend on cash, weighed by source.
func (t *trial) cashNPV(v []float64, weight func(src *source) float64) float64 {
	f, sum := t.f, 0.0
	for k, j := range f.cash {
		w := 1.0
		if weight != nil {
			w = weight(&f.m.sources[j])
		} else if f.m.sources[j].equity {
			w = 0
		}
		if w == 0 {
			continue
		}
		one := 0.0
		for m := range f.h {
			one += float64(t.net[k][m] * v[m])
		}
		one -= float64(t.owed(k) * v[f.h-1])
		sum += float64(w * one)
	}
	return sum
}

// owed is what cash source k is still to be paid back at the horizon.
func (t *trial) owed(k int) float64 {
	if !t.f.m.isOwed(t.f.cash[k]) {
		return 0
	}
	return t.book.Balance[k][t.f.h-1]
}

// parties puts the worth to each partner of the scenario that was run, whose payback is
// worked out, and behind them their shares at the horizon where these move.
func (t *trial) parties(i int, put func(k int, x float64)) {
	n := len(t.f.m.partners)
	if t.stakes != nil {
		t.fillStakes(i)
	}
	for p := range n {
		x := t.partner(i, p)
		if t.stakes != nil {
			x += t.stakes.changeNPV(p, t.f.m.partnerDiscount[p])
			put(n+p, t.stakes.share[p])
		}
		put(p, x)
	}
}

// partner is the worth to partner p of the scenario that was run, at fixed shares.
func (t *trial) partner(i, p int) float64 {
	f := t.f
	sum := f.worth[i*f.parties()+3+p]
	for k, j := range f.linear[:f.owners] {
		if a := t.amounts[j]; a > tiny {
			sum += float64(a * f.figures[(i*len(f.linear)+k)*f.figure()+figureCount+p])
		}
	}
	funding := f.m.partners[p].funding
	return sum + t.cashNPV(f.m.partnerDiscount[p], func(src *source) float64 { return src.shareOf(p, funding) })
}

// payback is the payback to equity of the scenario that was run.
func (t *trial) payback(i int) float64 {
	f := t.f
	t.equity[f.h-1] += f.worth[i*f.parties()+2]
	for k, j := range f.linear[:f.owners] {
		if a := t.amounts[j]; a > tiny {
			t.equity[f.h-1] -= float64(a * f.figures[(i*len(f.linear)+k)*f.figure()+figureBalance])
		}
	}
	for k, j := range f.cash {
		if f.m.sources[j].equity {
			continue
		}
		for m := range f.h {
			t.equity[m] += t.net[k][m]
		}
		t.equity[f.h-1] -= t.owed(k)
	}
	small := returns.Rounding * f.worth[i*f.parties()+1]
	for m, x := range t.equity {
		if math.Abs(x) < small { // a need and the draw that covers it
			t.equity[m] = 0
		}
	}
	return returns.Payback(t.equity)
}

// dscr is the smallest debt service cover of the scenario that was run, +Inf where
// it draws no debt, -Inf where it does and there is no month to judge it by.
func (t *trial) dscr(i int) float64 {
	f := t.f
	ncf, flows, service, _ := f.row(i)
	clear(t.service)
	clear(t.lasting)
	copy(t.quiet, ncf) // less what is set off against prepayments
	first, debt := f.h, false
	for k, j := range f.linear {
		a := t.amounts[j]
		if a <= tiny {
			continue
		}
		first = min(first, int(f.figures[(i*len(f.linear)+k)*f.figure()+figureFirst]))
		debt = debt || f.m.isDebt(j) && f.figures[(i*len(f.linear)+k)*f.figure()+figureUsed] > 0
		if f.building != nil && f.m.cover.lasting[j] {
			vector.AddScaled(t.lasting, a, flows[k*f.h:(k+1)*f.h])
		}
	}
	for q, k := range f.serviced {
		j := f.linear[k]
		a := t.amounts[j]
		if a <= tiny {
			continue
		}
		due := service[q*f.h : (q+1)*f.h]
		vector.AddScaled(t.service, a, due)
		if f.building != nil && f.m.cover.lasting[j] {
			vector.AddScaled(t.lasting, a, due) // drawn = flow + service
		}
	}
	for k, j := range f.cash {
		first = firstPrincipal(&t.funds.Facilities[k], t.book.Principal[k], first)
		debt = t.serve(k, j) || debt
	}
	if !debt {
		return math.Inf(1)
	}
	if first = max(first, f.m.cover.from); first >= f.h {
		return math.Inf(-1)
	}
	flow := returns.Service{Available: t.quiet, Due: t.service}
	if f.building != nil {
		flow.Building, flow.Lasting = f.building[i*f.h:(i+1)*f.h], t.lasting
	}
	return flow.Least(first)
}

// serve adds what the facility k, source j, pays in the months of the scenario that
// was run, and reports whether it is a debt that is drawn. What turns over with the
// cash repays no principal in this sense.
func (t *trial) serve(k, j int) (debt bool) {
	f := t.f
	c := &t.funds.Facilities[k]
	recovered := c.Repayment == waterfall.Recovered
	turnover := c.Revolving || c.Repayment == waterfall.Sweep || recovered
	for m := range f.h {
		x := t.book.Interest[k][m] + t.book.Fees[k][m]
		if !turnover {
			x += t.book.Principal[k][m]
		}
		t.service[m] += x
		if recovered {
			t.quiet[m] -= t.book.Principal[k][m]
		}
		if d := t.book.Drawn[k][m]; d != 0 {
			debt = debt || f.m.isDebt(j)
			if f.m.cover.lasting[j] {
				t.lasting[m] += d
			}
		}
	}
	return debt
}
