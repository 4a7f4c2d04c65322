package models

import (
	"math"

	"ballast/models/returns"
	"ballast/models/vector"
	"ballast/sim"
)

// kernelMode says how much of a scenario a kernel works out.
type kernelMode int

const (
	fullKernel kernelMode = iota
	costKernel            // total cost and layers only
	flowKernel            // costs, monthly flows before funding and what the sources draw
)

// kernel evaluates blocks of scenarios for sim.
type kernel struct {
	m         *Model
	mode      kernelMode
	s         *scenario
	tiles     *tiles // nil: no plain lines
	events    *happenings
	abreast   *abreast
	smooth    *smoother     // nil: no scenario has been smoothed yet
	smoothing bool          // the block at hand is
	flow      flowShock     // what goes otherwise than planned before any funding
	rows      []seriesRows  // the monthly series of the last scenarios
	moving    []alternative // those of the scenario at hand that depend on the score
	trials    *riskTrials   // nil: no scenario is tried under other choices than the plan's
	// before and seen look inside replays: before is called when the future is
	// worked out and no alternative has been tried yet, seen at the very end.
	before, seen func(s *scenario)
	totals       *plainTotals      // for seen of what lines cost alone; nil: their draws are taken
	impose       func(s *scenario) // changes the net flow before funding; nil: nothing
}

func newKernel(m *Model, seed uint64, mode kernelMode) *kernel {
	return &kernel{m: m, mode: mode, s: newScenario(m, seed), tiles: newTiles(m), events: newHappenings(m), abreast: newAbreast(m)}
}

// Run implements sim.Kernel.
func (k *kernel) Run(b *sim.Block) error {
	moves := b.Moves()
	if k.smoothing = b.Smooth && len(moves) > 0 && (k.mode == fullKernel || k.mode == costKernel); k.smoothing && k.smooth == nil {
		k.smooth = newSmoother(k.m, moves, k.mode == fullKernel && b.Smoothed)
	}
	if k.mode == fullKernel && b.Sample {
		k.blank(b)
	}
	for i := range b.N {
		k.begin(b, i)
		k.cost(b, i)
		switch k.mode {
		case fullKernel:
			k.rest(b, i)
			k.choices(b, i)
		case flowKernel:
			k.flows(b, i)
		}
		k.flush(b, i)
		if k.smoothing && (i%(smoothStrips*strip) == smoothStrips*strip-1 || i == b.N-1) {
			k.smooth.end(b)
		}
		if k.seen != nil {
			if k.totals != nil {
				k.totals.complete(k.s)
			} else {
				k.s.takeAll()
			}
			k.seen(k.s)
		}
	}
	return nil
}

// begin takes up scenario i of a block. Every now and then the events of the
// next scenarios are listed, and their plain lines are spread together.
func (k *kernel) begin(b *sim.Block, i int) {
	if i%strip == 0 {
		n := min(strip, len(b.Scenario)-i)
		k.abreast.strip(b.In, i, n)
		if k.tiles != nil {
			k.tiles.begin(i, n)
		}
		k.events.work(k.s, b.In, b.Scenario, i, n, k.tiles)
		if k.tiles != nil {
			k.tiles.place(k.m.plain.groups, b.In)
			k.tiles.flow(k.m, b.In, k.abreast.wide)
		}
		if k.totals != nil {
			k.totals.begin(b.In, i, n)
		}
		if k.smoothing {
			k.smooth.begin(b, i, n)
			k.smooth.flow(b.In, k.tiles)
		}
	}
	if i%lanes == 0 {
		k.abreast.work(b.In, i, min(lanes, len(b.Scenario)-i))
	}
	k.s.begin(b.In, i, b.Scenario[i])
	k.s.tiles, k.s.abreast = k.tiles, k.abreast
}

// future works out drivers, risks and cost lines of the scenario at hand.
func (k *kernel) future() {
	s := k.s
	s.drivers()
	s.amounts()
	k.events.recall(s)
	s.effects()
	s.costs()
}

// cost works out the cost of a scenario and records it.
func (k *kernel) cost(b *sim.Block, i int) {
	k.future()
	s, o := k.s, &k.m.out
	b.Scalar[o.layer1][i], b.Scalar[o.layer2][i] = s.layers[0], s.layers[1]
	b.Scalar[o.layer3][i], b.Scalar[o.total][i] = s.layers[2], s.layers[3]
	b.Scalar[o.beyond][i] = s.beyond
	if k.smoothing {
		k.smooth.note(s)
	}
	if b.Sample {
		for r, n := range s.counts {
			b.Scalar[o.events+r][i] = float64(n)
		}
		for d, x := range s.level {
			b.Scalar[o.driver+d][i] = x
		}
	}
	if b.Series != nil {
		copy(k.row(b, o.seriesCost, i), s.incurred)
	}
}

// rest works out what follows from the costs: the value of risks and
// responses, revenue, tax, funding and returns.
func (k *kernel) rest(b *sim.Block, i int) {
	s := k.s
	s.revenue()
	s.owe()
	k.flow.apply(s)
	s.netFlow()
	if k.impose != nil {
		k.impose(s)
	}
	if at := k.m.out.pretax; at >= 0 && b.Scalar[at] != nil {
		b.Scalar[at][i] = s.beforeTax()
	}
	if k.m.out.seriesBuilding >= 0 {
		s.build()
		k.flow.raise(s.building, k.m.cut)
	}
	s.supply()
	to := recorder{b.Scalar, i}
	if b.Kept {
		s.storeSupply(&to)
		b.Scalar[k.m.out.settled][i] = s.open.net()
	}
	k.m.funds.Run(s.ncf, k.m.opening, k.m.minimum, s.supplies, &s.book)
	k.cash(b, i)
	k.sources(b, i)
	if at := k.m.out.costPV; at >= 0 {
		b.Scalar[at][i] = -returns.NPV(s.ncf, k.m.discount) - float64(s.open.net()*k.m.discount[k.m.horizon-1])
	}
	if len(k.m.streams) > 0 {
		s.worth(b.Kept, b.Sample, &to)
		s.stakes.addTo(b.Sum[k.m.out.sumStakes:])
	}
	k.store(b, i)
	k.count(b, i)
	if k.before != nil {
		k.s.takeAll()
		k.before(s)
	}
}

// choices tries other choices than the plan's in the scenario at hand: last, for that
// overwrites it.
func (k *kernel) choices(b *sim.Block, i int) {
	s, tried := k.s, k.trials.take(k.s.id)
	if !b.Sample && !tried {
		return
	}
	s.keepPlan()
	if b.Sample {
		k.alternatives(b, i)
	}
	if tried {
		s.recallPlan()
		k.trials.try()
	}
}

// cash records the balance of a scenario.
func (k *kernel) cash(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	lowest, peak, first, months := vector.Least(s.book.Cash[min(s.m.cut, len(s.book.Cash)):]), 0.0, math.Inf(1), 0.0
	if s.m.minimum-lowest > gapTolerance {
		for m, g := range s.book.Gap {
			if m >= s.m.cut && g > gapTolerance {
				peak = max(peak, g)
				first = min(first, float64(m+1))
				months++
			}
		}
	}
	b.Scalar[o.minCash][i], b.Scalar[o.peakGap][i] = lowest, peak
	b.Scalar[o.firstGap][i], b.Scalar[o.gapMonths][i] = first, months
	if !b.Kept && peak > gapTolerance {
		k.keepFunding(b, i)
	}
}

// gapTolerance is the money below which a gap is rounding: a hundredth of a cent.
const gapTolerance = 1e-4

// store records the monthly series and sums.
func (k *kernel) store(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	b.Sum[o.sumLate] += s.open.collections()
	b.Sum[o.sumLost] += s.lostRevenue
	tax := sumOf(s.vat)
	b.Sum[o.sumBills] += s.open.bills + tax
	b.Sum[o.sumTaxOwed] += tax
	b.Sum[o.sumProfitTax] += s.open.tax
	k.countCaps(b.Sum[o.sumCapped:], b.In, i)
	h := k.m.horizon
	vector.Add(b.Sum[o.sumPaid:][:h], s.paid)
	vector.Add(b.Sum[o.sumCollected:][:h], s.collected)
	vector.Add(b.Sum[o.sumNCF:][:h], s.ncf)
	if b.Series == nil {
		return
	}
	copy(k.row(b, o.seriesCash, i), s.book.Cash)
	if b.Kept {
		copy(k.row(b, o.seriesNCF, i), s.ncf)
		if o.seriesBuilding >= 0 {
			copy(k.row(b, o.seriesBuilding, i), s.building)
		}
		k.storeRates(b, i)
	}
}

// storeRates records the monthly rates of the sources that a driver gives, and what
// prepayments may be set off against.
func (k *kernel) storeRates(b *sim.Block, i int) {
	for j, at := range k.m.out.seriesRate {
		if at >= 0 {
			copy(k.row(b, at, i), k.s.supplies[j].Rates)
		}
	}
	for j, at := range k.m.out.seriesRecover {
		if at >= 0 {
			copy(k.row(b, at, i), k.s.recover[j])
		}
	}
}
