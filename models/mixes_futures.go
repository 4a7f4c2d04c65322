package models

import (
	"context"
	"math"

	"ballast/sim"
)

// futures is what every mix shares: the scenarios of a run, as far as funding
// needs them, in rows. A source whose money does not depend on the cash in hand
// is worked out once for an amount of 1; a mix scales and adds it, which is
// what makes a mix cost little. Sources drawn on demand, or swept, depend on
// the cash and are booked again in every mix.
//
// Checked: TestMixEqualsRun, against the waterfall of a run with these amounts.
type futures struct {
	m         *Model
	n, h      int
	replicate int
	linear    []int // sources in proportion to their amount, owners' money last
	owners    int   // place in linear of the first source of owners' money
	cash      []int // all other sources, which depend on the cash in hand
	serviced  []int // place in linear of those with debt service or fees
	models    []facility

	idle    bool        // every source that depends on cash is drawn on demand: where it is not drawn, its fees are in proportion too
	width   int         // floats in a row of flow
	flow    []float64   // [scenario]: flow before funding, flow of each linear source, service of each serviced one, flow of each cash source while idle
	idling  []float64   // [scenario][cash source][cost, NPV] while idle
	figures []float64   // [scenario][linear][figureCount+partners]
	worth   []float64   // [scenario]: NPV of the flow before funding, money it moves, then each partner's NPV
	supply  []supplyRow // [scenario][cash source]

	meanFlow                        [][]float64 // [linear][month]
	meanUsed, meanCost, meanBalance []float64   // [linear]
	partners                        bool        // the worth to partners is known
}

// The figures of a linear source at an amount of 1; behind them its worth to
// each partner.
const (
	figureCost = iota
	figureNPV
	figureBalance // owed at the horizon
	figureFirst   // first month in which principal of a term debt falls due
	figureCount
)

// supplyRow is the draws of one source that depends on cash, at an amount of 1.
type supplyRow struct {
	arrivals []arrival
	rates    []float64
	open     float64
	limit    float64
}

// fundingShock is what goes otherwise than planned with the sources.
type fundingShock struct {
	late  []float64 // [source] months, nil none
	rates float64   // added to the annual rate of all borrowed money
}

// mixMemory is how much memory the futures of the mixes may take; beyond it
// the mixes are compared on the first futures only, which the run log says.
const mixMemory = 256 << 20

// newFutures works the sources out for the stored scenarios of a run.
func newFutures(ctx context.Context, s *Simulation, shock fundingShock) (*futures, error) {
	f := &futures{m: s.m, h: s.m.horizon, replicate: s.res.Replicate}
	f.sort(shock)
	perScenario := 8 * (f.width + len(f.linear)*f.figure() + f.parties() + len(f.cash)*(f.h+12))
	f.n = min(s.res.SeriesN, max(mixMemory/perScenario, min(1000, s.res.SeriesN)))
	if f.n < s.res.SeriesN && f.n > f.replicate {
		f.n -= f.n % f.replicate
	}
	f.partners = len(s.m.out.operating) > 0 && s.full()
	f.flow = make([]float64, f.n*f.width)
	f.figures = make([]float64, f.n*len(f.linear)*f.figure())
	f.worth = make([]float64, f.n*f.parties())
	f.supply = make([]supplyRow, f.n*len(f.cash))
	f.idling = make([]float64, 2*f.n*len(f.cash))
	sums, err := f.pass(ctx, s.cfg, nil, f.sums(), func() sim.Kernel { return newUnitRun(f, s, shock) })
	if err != nil {
		return nil, err
	}
	f.means(sums.Sums)
	return f, nil
}

// full reports whether the run worked out all figures, not only the flows.
func (s *Simulation) full() bool { return !s.flowsOnly }

// sort tells linear sources from those that depend on cash, and lays out a row.
func (f *futures) sort(shock fundingShock) {
	owners := []int{}
	f.models = make([]facility, len(f.m.sources))
	for j := range f.m.sources {
		src := &f.m.sources[j]
		f.models[j] = f.m.funds.facilities[j]
		c := &f.models[j]
		if c.rate != 0 || c.spread != 0 || src.driver >= 0 {
			c.rate += shock.rates
		}
		c.committed = 1
		if src.planned > 0 {
			c.committed /= src.planned
		}
		switch {
		case src.onDemand || c.repayment == repaySweep || src.received() > 0:
			f.cash = append(f.cash, j)
		case src.equity:
			owners = append(owners, j)
		default:
			f.linear = append(f.linear, j)
		}
	}
	f.owners = len(f.linear)
	f.linear = append(f.linear, owners...)
	for k, j := range f.linear {
		c := &f.models[j]
		if c.rate != 0 || c.spread != 0 || c.upfront != 0 || c.commitment != 0 || c.repayment != repayNone || f.m.sources[j].driver >= 0 {
			f.serviced = append(f.serviced, k)
		}
	}
	f.width = f.h * (1 + len(f.linear) + len(f.serviced) + len(f.cash))
	f.idle = true
	for _, j := range f.cash {
		f.idle = f.idle && f.m.sources[j].onDemand && len(f.models[j].past) == 0
	}
}

// parties is the length of a row of worth.
func (f *futures) parties() int { return 2 + len(f.m.partners) }

func (f *futures) figure() int { return figureCount + len(f.m.partners) }

// sums is the accumulator of the pass that builds the futures: by linear
// source its flow by month, used, cost and balance.
func (f *futures) sums() int { return len(f.linear) * (f.h + 3) }

func (f *futures) means(sums []float64) {
	n := float64(f.n)
	for k := range f.linear {
		at := sums[k*(f.h+3):]
		flow := make([]float64, f.h)
		for m := range flow {
			flow[m] = at[m] / n
		}
		f.meanFlow = append(f.meanFlow, flow)
		f.meanUsed = append(f.meanUsed, at[f.h]/n)
		f.meanCost = append(f.meanCost, at[f.h+1]/n)
		f.meanBalance = append(f.meanBalance, at[f.h+2]/n)
	}
}

// row returns the flow before funding of scenario i, the flows of the linear
// sources, their service, and the flows of the cash sources while idle.
func (f *futures) row(i int) (ncf, flows, service, idle []float64) {
	r := f.flow[i*f.width : (i+1)*f.width]
	a, b := f.h*(1+len(f.linear)), f.h*(1+len(f.linear)+len(f.serviced))
	return r[:f.h], r[f.h:a], r[a:b], r[b:]
}

// pass runs a kernel over the futures without drawing anything: a program
// without variables.
func (f *futures) pass(ctx context.Context, cfg sim.Config, scalars []string, sums int, kernel func() sim.Kernel) (*sim.Result, error) {
	prog := sim.Program{Scalars: scalars, Sums: sums, NewKernel: func(uint64) sim.Kernel { return kernel() }}
	return sim.Run(ctx, &prog, sim.Config{Scenarios: f.n, Replicate: min(f.replicate, 1000), Sampling: cfg.Sampling, Workers: cfg.Workers, Progress: cfg.Progress})
}

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
	u := &unitRun{f: f, s: s, shock: shock, zero: make([]float64, f.h), load: s.newFundingCase(nil),
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
