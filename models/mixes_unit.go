package models

import (
	"math"

	"ballast/models/returns"
	"ballast/models/waterfall"
	"ballast/sim"
)

// unitRun works out the futures of one block after the other.
type unitRun struct {
	f     *futures
	s     *Simulation
	shock fundingShock
	funds []waterfall.Model // [source] alone
	books []waterfall.Ledger
	sup   []waterfall.Supply
	zero  []float64
	load  *fundingCase
}

func newUnitRun(f *futures, s *Simulation, shock fundingShock) *unitRun {
	u := &unitRun{f: f, s: s, shock: shock, zero: make([]float64, f.h), load: s.newFundingCase(s.fundingRows(nil, s.res.SeriesN)),
		funds: make([]waterfall.Model, len(f.models)), books: make([]waterfall.Ledger, len(f.models)), sup: make([]waterfall.Supply, 1)}
	for j := range f.models {
		u.funds[j] = waterfall.Model{Facilities: []waterfall.Facility{f.models[j]}, First: f.m.funds.First}
		u.funds[j].Prepare(f.h)
		u.dearer(j)
	}
	return u
}

// dearer gives source j monthly rates with the shock of rates, where a scenario does
// not load them.
func (u *unitRun) dearer(j int) {
	c, sup := &u.f.models[j], &u.load.supplies[j]
	if u.shock.rates == 0 || u.f.m.out.seriesRate[j] >= 0 || c.Rate == 0 && u.f.m.sources[j].driver < 0 {
		return
	}
	if sup.Rates == nil {
		sup.Rates = make([]float64, u.f.h)
		for m := range sup.Rates {
			sup.Rates[m] = c.Rate
		}
	}
	u.raise(sup.Rates)
}

// raise adds the shock of rates to those of the months still to come.
func (u *unitRun) raise(rates []float64) {
	for m := u.f.m.cut; m < len(rates); m++ {
		rates[m] += u.shock.rates
	}
}

// Run implements sim.Kernel.
func (u *unitRun) Run(b *sim.Block) error {
	f := u.f
	v := f.m.equityDiscount
	for _, i := range b.Scenario {
		u.load.load(i)
		ncf, flows, service, idle := f.row(i)
		copy(ncf, u.load.ncf)
		if f.building != nil {
			copy(f.building[i*f.h:(i+1)*f.h], u.load.building)
		}
		w := f.worth[i*f.parties():]
		w[2] = u.s.res.Scalar[f.m.out.settled][i]
		w[0] = returns.NPV(ncf, v) + float64(w[2]*v[f.h-1])
		for _, x := range ncf {
			w[1] += math.Abs(x)
		}
		if f.partners {
			for p, at := range f.m.out.operating {
				w[3+p] = u.s.res.Scalar[at][i]
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
		for q, k := range f.paying {
			copy(f.paid(i, q), u.books[f.linear[k]].Interest[0])
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
	factor, whole := 0.0, src.planned
	if src.received() > 0 {
		whole = src.pending() // the rest of it is settled
	}
	if src.planned == 0 {
		factor = u.s.res.Scalar[o.factor[j]][i]
	}
	for k := range sup.Arrivals {
		a := &sup.Arrivals[k]
		if src.tranches[k].fixed {
			continue
		}
		a.Month += late
		if src.planned > 0 {
			a.Amount /= max(tiny, whole)
		} else {
			a.Amount = factor / float64(len(sup.Arrivals))
		}
	}
	sup.OpenFrom += late
	if src.planned > 0 {
		sup.Limit /= src.planned
	} else {
		sup.Limit = waterfall.Limited(factor)
	}
	if u.shock.rates != 0 && o.seriesRate[j] >= 0 {
		u.raise(sup.Rates)
	}
}

// linear books source j alone.
func (u *unitRun) linear(j, k int, flow, figures, sum []float64) {
	f, out := u.f, &u.books[j]
	u.sup[0] = u.load.supplies[j]
	u.funds[j].Run(u.zero, 0, math.Inf(-1), u.sup, out)
	at := sum[k*f.unitSums():]
	used := 0.0
	for m := range flow {
		flow[m] = out.Drawn[0][m] - out.Interest[0][m] - out.Fees[0][m] - out.Principal[0][m]
		used += out.Drawn[0][m]
		at[m] += flow[m]
	}
	balance := out.Balance[0][f.h-1]
	at[f.h] += used
	at[f.h+1] += balance
	price := priced{}
	if f.m.sources[j].required {
		price.fees(out, 0, f.m.discount)
	} else {
		price.borrow(out, 0, f.models[j].Kind, f.m.discount)
	}
	price.addTo(at[f.h+2:])
	cost := price.paid
	owed := balance
	if !f.m.isOwed(j) {
		owed = 0
	}
	figures[figureCost], figures[figureBalance], figures[figureUsed] = cost, owed, used
	figures[figureFirst] = float64(firstPrincipal(&f.models[j], out.Principal[0], f.h))
	src, v := &f.m.sources[j], f.m.equityDiscount
	if src.equity {
		return
	}
	figures[figureNPV] = returns.NPV(flow, v) - float64(owed*v[f.h-1])
	for p := range f.m.partners {
		if share := src.shareOf(p, f.m.partners[p].funding); share != 0 {
			v := f.m.partnerDiscount[p]
			figures[figureCount+p] = share * (returns.NPV(flow, v) - float64(owed*v[f.h-1]))
		}
	}
}

// idle books source j as long as it is not drawn: it costs its commitment fee.
func (u *unitRun) idle(j int, flow, figures []float64) {
	out := &u.books[j]
	u.sup[0] = u.load.supplies[j]
	u.funds[j].Run(u.zero, 0, math.Inf(-1), u.sup, out)
	for m, fee := range out.Fees[0] {
		flow[m] = -fee
		figures[0] += float64(fee * u.f.m.discount[m])
	}
	if !u.f.m.sources[j].equity {
		figures[1] = returns.NPV(flow, u.f.m.equityDiscount)
	}
}

// firstPrincipal is the first month before limit in which principal of a term
// debt is paid, or limit.
func firstPrincipal(c *waterfall.Facility, principal []float64, limit int) int {
	if c.ByTerm() {
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

// pending is what is still to come of the source by the plan.
func (s *source) pending() float64 {
	sum := 0.0
	for _, t := range s.tranches {
		if !t.fixed {
			sum += t.amount - t.came
		}
	}
	return sum
}

// arrived is what source j has brought by the as-of month, on demand or not.
func (m *Model) arrived(j int) float64 {
	sum := m.sources[j].received()
	if past := m.funds.Facilities[j].Past; m.sources[j].onDemand {
		sum += total(past)
	}
	return sum
}

// possible is the amount of source j that a mix is counted with: what has come cannot
// be given back, and of a source that has nothing still to come no more can come.
//
// Checked: TestMixOfASourceThatHasCome.
func (m *Model) possible(j int, amount float64) float64 {
	s, came := &m.sources[j], m.arrived(j)
	if came > tiny && !s.onDemand && s.pending() <= tiny {
		amount = min(amount, s.planned)
	}
	return max(amount, came)
}

// service is what is due on source j by month: the turnover of a revolver is not.
func (u *unitRun) service(j int, dst []float64) {
	out := &u.books[j]
	if u.f.models[j].Revolving {
		for m := range dst {
			dst[m] = out.Interest[0][m] + out.Fees[0][m]
		}
		return
	}
	for m := range dst {
		dst[m] = out.Interest[0][m] + out.Fees[0][m] + out.Principal[0][m]
	}
}

// keep copies the supply of a source that depends on cash.
func (u *unitRun) keep(dst *supplyRow, sup *waterfall.Supply) {
	dst.open, dst.limit = sup.OpenFrom, sup.Limit
	dst.arrivals = append([]waterfall.Arrival(nil), sup.Arrivals...)
	if sup.Rates != nil {
		dst.rates = append([]float64(nil), sup.Rates...)
	}
	if sup.Recover != nil {
		dst.recover = append([]float64(nil), sup.Recover...)
	}
}
