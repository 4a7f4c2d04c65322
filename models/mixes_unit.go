package models

import (
	"math"

	"ballast/sim"
)

// unitRun works out the futures of one block after the other.
type unitRun struct {
	f     *futures
	s     *Simulation
	shock fundingShock
	funds []fundingModel // [source] alone
	books []ledger
	sup   []supply
	zero  []float64
	load  *fundingCase
}

func newUnitRun(f *futures, s *Simulation, shock fundingShock) *unitRun {
	u := &unitRun{f: f, s: s, shock: shock, zero: make([]float64, f.h), load: s.newFundingCase(s.fundingRows(nil)),
		funds: make([]fundingModel, len(f.models)), books: make([]ledger, len(f.models)), sup: make([]supply, 1)}
	for j := range f.models {
		u.funds[j] = fundingModel{facilities: []facility{f.models[j]}, first: f.m.funds.first}
		u.funds[j].prepare(f.h)
	}
	return u
}

// Run implements sim.Kernel.
func (u *unitRun) Run(b *sim.Block) error {
	f := u.f
	v := f.m.discount
	for _, i := range b.Scenario {
		u.load.load(i)
		ncf, flows, service, idle := f.row(i)
		copy(ncf, u.load.ncf)
		w := f.worth[i*f.parties():]
		w[0] = npv(ncf, v)
		for _, x := range ncf {
			w[1] += math.Abs(x)
		}
		if f.partners {
			for p, at := range f.m.out.operating {
				w[2+p] = u.s.res.Scalar[at][i]
			}
		}
		for j := range f.models {
			u.scale(i, j)
		}
		for k, j := range f.linear {
			figures := f.figures[(i*len(f.linear)+k)*f.figure():][:f.figure()]
			u.linear(j, k, flows[k*f.h:(k+1)*f.h], figures, b.Sum)
		}
		for q, k := range f.serviced {
			u.service(f.linear[k], service[q*f.h:(q+1)*f.h])
		}
		for k, j := range f.cash {
			u.keep(&f.supply[i*len(f.cash)+k], &u.load.supplies[j])
			if f.idle {
				u.idle(j, idle[k*f.h:(k+1)*f.h], f.idling[2*(i*len(f.cash)+k):])
			}
		}
	}
	return nil
}

// scale brings the supply of source j to an amount of 1 and applies the shock.
func (u *unitRun) scale(i, j int) {
	src, sup, o := &u.f.m.sources[j], &u.load.supplies[j], &u.f.m.out
	late := 0.0
	if u.shock.late != nil {
		late = u.shock.late[j]
	}
	factor, pending := 0.0, 0.0
	for _, t := range src.tranches {
		if !t.fixed {
			pending += t.amount
		}
	}
	if src.planned == 0 {
		factor = u.s.res.Scalar[o.factor[j]][i]
	}
	for k := range sup.arrivals {
		a := &sup.arrivals[k]
		if src.tranches[k].fixed {
			continue
		}
		a.month += late
		if src.planned > 0 {
			a.amount /= max(tiny, pending)
		} else {
			a.amount = factor / float64(len(sup.arrivals))
		}
	}
	sup.openFrom += late
	if src.planned > 0 {
		sup.limit /= src.planned
	} else {
		sup.limit = factor
	}
	if u.shock.rates != 0 {
		for m := range sup.rates {
			sup.rates[m] += u.shock.rates
		}
	}
}

// linear books source j alone.
func (u *unitRun) linear(j, k int, flow, figures, sum []float64) {
	f, out := u.f, &u.books[j]
	u.sup[0] = u.load.supplies[j]
	u.funds[j].run(u.zero, 0, math.Inf(-1), u.sup, out)
	at := sum[k*(f.h+3):]
	used, cost := 0.0, out.capitalised[0]
	for m := range flow {
		paid := out.interest[0][m] + out.fees[0][m]
		flow[m] = out.drawn[0][m] - paid - out.principal[0][m]
		used += out.drawn[0][m]
		cost += paid
		at[m] += flow[m]
	}
	balance := out.balance[0][f.h-1]
	at[f.h] += used
	at[f.h+1] += cost
	at[f.h+2] += balance
	owed := balance
	if f.models[j].repayment == repayNone {
		owed = 0
	}
	figures[figureCost], figures[figureBalance] = cost, owed
	figures[figureFirst] = float64(firstPrincipal(&f.models[j], out.principal[0], f.h))
	src, v := &f.m.sources[j], f.m.discount
	if src.equity {
		return
	}
	figures[figureNPV] = npv(flow, v) - owed*v[f.h-1]
	for p := range f.m.partners {
		if share := src.shareOf(p, f.m.partners[p].funding); share != 0 {
			v := f.m.partnerDiscount[p]
			figures[figureCount+p] = share * (npv(flow, v) - owed*v[f.h-1])
		}
	}
}

// idle books source j as long as it is not drawn: it costs its commitment fee.
func (u *unitRun) idle(j int, flow, figures []float64) {
	out := &u.books[j]
	u.sup[0] = u.load.supplies[j]
	u.funds[j].run(u.zero, 0, math.Inf(-1), u.sup, out)
	for m, fee := range out.fees[0] {
		flow[m] = -fee
		figures[0] += fee
	}
	if !u.f.m.sources[j].equity {
		figures[1] = npv(flow, u.f.m.discount)
	}
}

// firstPrincipal is the first month before limit in which principal of a term
// debt is paid, or limit.
func firstPrincipal(c *facility, principal []float64, limit int) int {
	if c.byTerm() {
		for m, x := range principal[:limit] {
			if x > 0 {
				return m
			}
		}
	}
	return limit
}

// shareOf is the part of a source's flow that is partner p's: all or nothing
// when the source names a partner, the partner's funding share otherwise.
func (s *source) shareOf(p int, funding float64) float64 {
	switch {
	case s.equity || s.partner >= 0 && s.partner != p:
		return 0
	case s.partner == p:
		return 1
	}
	return funding
}

// received is the money that has come by the as-of month, which no mix changes.
func (s *source) received() float64 {
	sum := 0.0
	for _, t := range s.tranches {
		if t.fixed {
			sum += t.amount
		}
	}
	return sum
}

// service is what source j takes by month.
func (u *unitRun) service(j int, dst []float64) {
	out := &u.books[j]
	for m := range dst {
		dst[m] = out.interest[0][m] + out.fees[0][m] + out.principal[0][m]
	}
}

// keep copies the supply of a source that depends on cash.
func (u *unitRun) keep(dst *supplyRow, sup *supply) {
	dst.open, dst.limit = sup.openFrom, sup.limit
	dst.arrivals = append([]arrival(nil), sup.arrivals...)
	if sup.rates != nil {
		dst.rates = append([]float64(nil), sup.rates...)
	}
}
