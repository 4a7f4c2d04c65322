package models

import (
	"math"

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
	m    *Model
	mode kernelMode
	s    *scenario
	flow flowShock // flowKernel: what goes otherwise than planned
	// before and seen look inside replays: before is called when the future is
	// worked out and no alternative has been tried yet, seen at the very end.
	before, seen func(s *scenario)
}

func newKernel(m *Model, seed uint64, mode kernelMode) *kernel {
	return &kernel{m: m, mode: mode, s: newScenario(m, seed)}
}

// Run implements sim.Kernel.
func (k *kernel) Run(b *sim.Block) error {
	for i := range b.N {
		k.s.begin(b.In, i, b.Scenario[i])
		k.cost(b, i)
		switch k.mode {
		case fullKernel:
			k.rest(b, i)
		case flowKernel:
			k.flows(b, i)
		}
		if k.seen != nil {
			k.seen(k.s)
		}
	}
	return nil
}

// cost works out drivers, risks and cost lines.
func (k *kernel) cost(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	s.drivers()
	s.amounts()
	s.occur(planChoice)
	s.effects()
	s.costs()
	b.Scalar[o.layer1][i], b.Scalar[o.layer2][i] = s.layers[0], s.layers[1]
	b.Scalar[o.layer3][i], b.Scalar[o.total][i] = s.layers[2], s.layers[3]
	b.Scalar[o.beyond][i] = s.beyond
	for r, n := range s.counts {
		b.Scalar[o.events+r][i] = float64(n)
	}
	for d, x := range s.level {
		b.Scalar[o.driver+d][i] = x
	}
	if b.Series != nil {
		for m, x := range s.incurred {
			b.Series[o.seriesCost][m][i] = x
		}
	}
}

// rest works out what follows from the costs: the value of risks and
// responses, revenue, tax, funding and returns.
func (k *kernel) rest(b *sim.Block, i int) {
	s := k.s
	s.revenue()
	s.netFlow()
	s.supply()
	s.storeSupply(func(col int, x float64) { b.Scalar[col][i] = x })
	k.m.funds.run(s.ncf, k.m.opening, k.m.minimum, s.supplies, &s.book)
	k.cash(b, i)
	k.sources(b, i)
	if len(k.m.streams) > 0 {
		s.worth(func(col int, x float64) { b.Scalar[col][i] = x })
	}
	k.store(b, i)
	if k.before != nil {
		k.before(s)
	}
	k.alternatives(b, i) // last: it overwrites the events
}

// cash records the balance of a scenario.
func (k *kernel) cash(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	lowest, peak, first, months := math.Inf(1), 0.0, math.Inf(1), 0.0
	for m, c := range s.book.cash {
		if m < s.m.cut {
			continue
		}
		lowest = math.Min(lowest, c)
		if g := s.book.gap[m]; g > gapTolerance {
			peak = math.Max(peak, g)
			first = math.Min(first, float64(m+1))
			months++
		}
	}
	b.Scalar[o.minCash][i], b.Scalar[o.peakGap][i] = lowest, peak
	b.Scalar[o.firstGap][i], b.Scalar[o.gapMonths][i] = first, months
}

// gapTolerance is the money below which a gap is rounding: a hundredth of a cent.
const gapTolerance = 1e-4

// sources records what each source gave and cost, and keeps its net flow.
func (k *kernel) sources(b *sim.Block, i int) {
	s, o, h := k.s, &k.m.out, k.m.horizon
	cost := 0.0
	clear(s.service)
	for j := range k.m.sources {
		used, fees := k.source(b, j)
		cost += fees + s.book.capitalised[j]
		b.Sum[o.sumFees+j] += fees + s.book.capitalised[j]
		b.Sum[o.sumOutstanding+j] += s.book.balance[j][h-1]
		b.Sum[o.sumUndrawn+j] += s.undrawn(j, used)
		b.Scalar[o.used+j][i] = used
		b.Scalar[o.late+j][i], b.Scalar[o.never+j][i] = s.lateness(j)
	}
	for m, x := range s.service {
		b.Sum[o.sumService+m] += x
	}
	b.Scalar[o.costOfFunds][i] = cost
	b.Scalar[o.dscr][i] = dscrMin(s.ncf, s.service, s.firstPrincipal())
}

// source adds up source j; s.net[j] is what it brings less what it takes.
func (k *kernel) source(b *sim.Block, j int) (used, fees float64) {
	s, o, h := k.s, &k.m.out, k.m.horizon
	drawn, interest, fee, principal := s.book.drawn[j], s.book.interest[j], s.book.fees[j], s.book.principal[j]
	net := s.net[j]
	sumDrawn, sumFlow := b.Sum[o.sumDrawn+j*h:][:h], b.Sum[o.sumFlow+j*h:][:h]
	sumInterest, sumPrincipal := b.Sum[o.sumInterest+j*h:][:h], b.Sum[o.sumPrincipal+j*h:][:h]
	for m, d := range drawn {
		charge := interest[m] + fee[m]
		service := charge + principal[m]
		net[m] = d - service
		if d == 0 && service == 0 {
			continue
		}
		used += d
		fees += charge
		s.service[m] += service
		sumDrawn[m] += d
		sumFlow[m] += d - service
		sumInterest[m] += interest[m]
		sumPrincipal[m] += principal[m]
	}
	return used, fees
}

// undrawn is what was committed of source j and not drawn by the end of its
// window; a revolving one is as far drawn as it is owed.
func (s *scenario) undrawn(j int, used float64) float64 {
	f := &s.m.funds.facilities[j]
	if f.revolving {
		used = s.book.balance[j][min(f.to, s.m.horizon-1)]
	}
	return max(0, f.committed-used)
}

// firstPrincipal is the first month in which principal of a term debt falls
// due; the cover of debt service means something from then on. Before it the
// project is being built with the money itself.
func (s *scenario) firstPrincipal() int {
	first := s.m.horizon
	for j := range s.m.funds.facilities {
		if !s.m.funds.facilities[j].byTerm() {
			continue
		}
		for m, x := range s.book.principal[j][:first] {
			if x > 0 {
				first = m
				break
			}
		}
	}
	return first
}

// lateMonths is how much later than planned counts as late: what rounds to
// another month.
const lateMonths = 0.5

// lateness reports whether any money of source j comes late or never, and the
// share of the planned money that does not come inside the
// horizon.
func (s *scenario) lateness(j int) (late, never float64) {
	src := &s.m.sources[j]
	if src.onDemand {
		if s.supplies[j].openFrom >= src.open+lateMonths {
			late = 1
		}
		if s.supplies[j].openFrom >= float64(s.m.horizon) {
			never = 1
		}
		return late, never
	}
	for k, a := range s.supplies[j].arrivals {
		if a.month >= src.tranches[k].month+lateMonths {
			late = 1
		}
		if a.month >= float64(s.m.horizon) && src.planned > 0 {
			never += src.tranches[k].amount / src.planned
		}
	}
	return late, never
}

// store records the monthly series and sums.
func (k *kernel) store(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	b.Sum[o.sumLate] += s.collectedBeyond
	b.Sum[o.sumLost] += s.lostRevenue
	for m := range k.m.horizon {
		b.Sum[o.sumPaid+m] += s.paid[m]
		b.Sum[o.sumCollected+m] += s.collected[m]
	}
	if b.Series == nil {
		return
	}
	for m := range k.m.horizon {
		b.Series[o.seriesCash][m][i] = s.book.cash[m]
		b.Series[o.seriesNCF][m][i] = s.ncf[m]
	}
	k.storeRates(b, i)
}

// storeRates records the monthly rates of the sources that a driver gives.
func (k *kernel) storeRates(b *sim.Block, i int) {
	for j, at := range k.m.out.seriesRate {
		if at >= 0 {
			for m, x := range k.s.supplies[j].rates {
				b.Series[at][m][i] = x
			}
		}
	}
}

// alternatives works out, on the same draws, the change of total cost when
// each risk is taken out of the register, and when its response is switched.
func (k *kernel) alternatives(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	total := s.layers[3]
	copy(s.happened, s.counts)
	s.planEvents = append(s.planEvents[:0], s.events...)
	copy(s.planFactor, s.factor)
	copy(s.planDelay, s.delay)
	for r := range k.m.risks {
		without, switched := 0.0, 0.0
		if !k.m.risks[r].off {
			without = s.removal(r, total)
			switched = s.switching(r, total)
		}
		b.Scalar[o.without+r][i], b.Scalar[o.response+r][i] = without, switched
	}
}

// removal is the change of total cost when risk k is taken out.
func (s *scenario) removal(k int, total float64) float64 {
	r := &s.m.risks[k]
	if r.simple || s.happened[k] == 0 {
		return -s.riskTotal[k]
	}
	c := choice{without: k, toggle: -1}
	if r.children {
		return s.alternative(c) - total
	}
	s.events = s.events[:0]
	for _, e := range s.planEvents {
		if e.risk != k {
			s.events = append(s.events, e)
		}
	}
	s.effects()
	return s.costTotal(c) - total
}

// switching is the change of total cost when the response of risk k is
// switched to the choice that the plan did not make. Where the risk happens
// under neither choice only the cost of the response changes.
func (s *scenario) switching(k int, total float64) float64 {
	r := &s.m.risks[k]
	if !r.hasResponse {
		return 0
	}
	c := choice{without: -1, toggle: k}
	copy(s.counts, s.happened)
	on := c.response(s.m, k)
	n := s.eventCount(k, c)
	if !r.simple && (n > 0 || s.happened[k] > 0) {
		return s.alternative(c) - total
	}
	money := 0.0
	for j := range n {
		money += s.eventMoney(s.event(k, j, on))
	}
	if on {
		money += r.cost
	}
	return money - s.riskTotal[k]
}

// alternative works out the total cost under another choice.
func (s *scenario) alternative(c choice) float64 {
	s.occur(c)
	s.effects()
	return s.costTotal(c)
}
