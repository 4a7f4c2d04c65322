package models

import (
	"context"

	"ballast/models/waterfall"
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
	paying    []int // place in linear of owners' money that a return is paid on
	capital   []int // place in linear of owners' money at a required return
	models    []waterfall.Facility

	idle     bool        // every source that depends on cash is drawn on demand: where it is not drawn, its fees are in proportion too
	building []float64   // [scenario] payments for building in operation by month, nil: none
	width    int         // floats in a row of flow
	flow     []float64   // [scenario]: flow before funding, flow of each linear source, service of each serviced one, flow of each cash source while idle, return paid on each paying one
	idling   []float64   // [scenario][cash source][cost, NPV] while idle
	figures  []float64   // [scenario][linear][figureCount+partners]
	worth    []float64   // [scenario]: NPV of the flow before funding, money it moves, what of it is settled in the last month, then each partner's NPV
	supply   []supplyRow // [scenario][cash source]

	meanFlow              [][]float64 // [linear][month]
	meanUsed, meanBalance []float64   // [linear]
	meanPrice             []priced    // [linear] without any return that is required
	partners              bool        // the worth to partners is known
}

// The figures of a linear source at an amount of 1; behind them its worth to
// each partner.
const (
	figureCost = iota // present value of interest and fees
	figureNPV
	figureBalance // owed at the horizon
	figureUsed    // drawn in all
	figureFirst   // first month in which principal of a term debt falls due
	figureCount
)

// supplyRow is the draws of one source that depends on cash, at an amount of 1.
type supplyRow struct {
	arrivals []waterfall.Arrival
	rates    []float64
	recover  []float64 // what a prepayment may be set off against, not at an amount of 1
	open     float64
	limit    float64
}

// fundingShock is what goes otherwise than planned with the sources.
type fundingShock struct {
	late  []float64 // [source] months, nil none
	rates float64   // added to the annual rate of all borrowed money in the months still to come
}

// mixMemory is how much memory the futures of the mixes may take; beyond it
// the mixes are compared on the first futures only, which the run log says.
const mixMemory = 256 << 20

// newFutures works the sources out for the stored scenarios of a run.
func newFutures(ctx context.Context, s *Simulation, shock fundingShock) (*futures, error) {
	f := &futures{m: s.m, h: s.m.horizon, replicate: s.res.Replicate}
	f.sort()
	perScenario := 8 * (f.width + len(f.linear)*f.figure() + f.parties() + len(f.cash)*(f.h+12))
	f.n = min(s.res.SeriesN, max(mixMemory/perScenario, min(1000, s.res.SeriesN)))
	if f.n < s.res.SeriesN && f.n > f.replicate {
		f.n -= f.n % f.replicate
	}
	f.partners = len(s.m.out.operating) > 0 && s.full()
	f.flow = make([]float64, f.n*f.width)
	f.figures = make([]float64, f.n*len(f.linear)*f.figure())
	f.worth = make([]float64, f.n*f.parties())
	if s.m.out.seriesBuilding >= 0 {
		f.building = make([]float64, f.n*f.h)
	}
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
func (f *futures) sort() {
	owners := []int{}
	f.models = make([]waterfall.Facility, len(f.m.sources))
	for j := range f.m.sources {
		src := &f.m.sources[j]
		f.models[j] = f.m.funds.Facilities[j]
		c := &f.models[j]
		c.Committed = 1
		if src.planned > 0 {
			c.Committed /= src.planned
		}
		switch {
		case src.onDemand || c.Repayment == waterfall.Sweep || c.Repayment == waterfall.Recovered || src.received() > 0:
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
		if c.Rate != 0 || c.Spread != 0 || c.Upfront != 0 || c.Commitment != 0 || c.Repayment != waterfall.None || f.m.sources[j].driver >= 0 {
			f.serviced = append(f.serviced, k)
		}
		if f.m.sources[j].required {
			f.capital = append(f.capital, k)
			if c.Rate != 0 {
				f.paying = append(f.paying, k)
			}
		}
	}
	f.width = f.h * (1 + len(f.linear) + len(f.serviced) + len(f.cash) + len(f.paying))
	f.idle = true
	for _, j := range f.cash {
		f.idle = f.idle && f.m.sources[j].onDemand && len(f.models[j].Past) == 0
	}
}

// parties is the length of a row of worth.
func (f *futures) parties() int { return 3 + len(f.m.partners) }

func (f *futures) figure() int { return figureCount + len(f.m.partners) }

// sums is the accumulator of the pass that builds the futures: by linear
// source its flow by month, used, balance and price.
func (f *futures) sums() int { return len(f.linear) * f.unitSums() }

func (f *futures) unitSums() int { return f.h + 2 + pricedSums }

func (f *futures) means(sums []float64) {
	n := float64(f.n)
	for k := range f.linear {
		at := sums[k*f.unitSums():]
		flow := make([]float64, f.h)
		for m := range flow {
			flow[m] = at[m] / n
		}
		f.meanFlow = append(f.meanFlow, flow)
		f.meanUsed = append(f.meanUsed, at[f.h]/n)
		f.meanBalance = append(f.meanBalance, at[f.h+1]/n)
		p := priced{}
		p.add(at[f.h+2:], 1, n)
		f.meanPrice = append(f.meanPrice, p)
	}
}

// row returns the flow before funding of scenario i, the flows of the linear
// sources, their service, and the flows of the cash sources while idle.
func (f *futures) row(i int) (ncf, flows, service, idle []float64) {
	r := f.flow[i*f.width : (i+1)*f.width]
	a, b := f.h*(1+len(f.linear)), f.h*(1+len(f.linear)+len(f.serviced))
	return r[:f.h], r[f.h:a], r[a:b], r[b : b+f.h*len(f.cash)]
}

// paid is the return paid on the q-th paying source in scenario i.
func (f *futures) paid(i, q int) []float64 {
	at := (i+1)*f.width - f.h*(len(f.paying)-q)
	return f.flow[at : at+f.h]
}

// pass runs a kernel over the futures without drawing anything: a program
// without variables.
func (f *futures) pass(ctx context.Context, cfg sim.Config, scalars []string, sums int, kernel func() sim.Kernel) (*sim.Result, error) {
	prog := sim.Program{Scalars: scalars, Sums: sums, NewKernel: func(uint64) sim.Kernel { return kernel() }}
	return sim.Run(ctx, &prog, sim.Config{Scenarios: f.n, Replicate: min(f.replicate, 1000), Sampling: cfg.Sampling, Workers: cfg.Workers, Progress: cfg.Progress})
}
