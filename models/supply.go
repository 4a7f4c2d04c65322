package models

import (
	"math"

	"ballast/models/waterfall"
)

// newSupplies allocates what one scenario's draws say of every source.
func (m *Model) newSupplies() []waterfall.Supply {
	out := make([]waterfall.Supply, len(m.sources))
	for j, src := range m.sources {
		out[j].Arrivals = make([]waterfall.Arrival, len(src.tranches))
		if src.driver >= 0 || m.shock.rates != 0 && m.funds.Facilities[j].Rate != 0 {
			out[j].Rates = make([]float64, m.horizon)
		}
	}
	return out
}

// supply works out when and how much of each source arrives in this scenario.
func (s *scenario) supply() {
	for j := range s.m.sources {
		s.supplyOf(j)
	}
}

// supplyOf works out source j.
func (s *scenario) supplyOf(j int) {
	src := &s.m.sources[j]
	sup := &s.supplies[j]
	here := !s.m.fails(j) && (src.prob >= 1 || s.get(src.arrives) < src.prob)
	delay := max(0, s.get(src.delay)) + s.sourceLate(j)
	for _, n := range src.known {
		delay += s.get(n)
	}
	factor := s.get(src.factor)
	if src.rest != nil {
		factor = src.rest.of(factor)
	}
	factor = max(0, factor)
	if src.ratio > 0 {
		factor = min(factor, float64(src.ratio*max(0, s.finalCost())))
	}
	sup.OpenFrom = math.Inf(1)
	sup.Limit = waterfall.Limited(s.m.funds.Facilities[j].Committed * factor)
	if here && factor > 0 {
		sup.OpenFrom = max(src.earliest, src.open+delay)
	}
	s.arrivals(src, sup.Arrivals, here, delay, factor, j)
	if src.onDemand {
		s.opens(src, sup.OpenFrom, j)
	}
	if sup.Rates != nil {
		s.rates(sup.Rates, j)
	}
}

// arrivals works out when the tranches of source j come, and how much of each, and
// notes whether the source is late: first those that come with it, without a call.
func (s *scenario) arrivals(src *source, dst []waterfall.Arrival, here bool, delay, factor float64, j int) {
	dst = dst[:len(src.tranches)]
	if !here || !src.plain {
		for k := range dst {
			if t := &src.tranches[k]; !here || !t.plain {
				dst[k] = s.arrival(src, t, here, delay, factor, j)
			}
		}
	}
	late, in, i := s.sourceLate(j), s.in, s.i
	d, latest, horizon := delayed{}, math.Inf(-1), float64(s.m.horizon)
	for k := range dst {
		t, a := &src.tranches[k], &dst[k]
		if here && t.plain {
			wait := delay
			if t.delay.v >= 0 {
				wait = max(0, in[t.delay.v][i]) + late
			}
			month := t.month + wait
			if month < src.earliest {
				month = src.earliest
			}
			a.Month, a.Amount = month, t.amount*factor
		}
		latest = max(latest, a.Month-(t.due+lateMonths)) // no branch that nothing foretells
		if a.Month >= horizon && src.planned > 0 {
			d.never += t.amount / src.planned
		}
	}
	if latest >= 0 {
		d.late = 1
	}
	s.delayed[j] = d
}

// delayed says whether any money of a source comes late or never, and the share of the
// planned money that does not come inside the horizon.
type delayed struct{ late, never float64 }

// lateMonths is how much later than planned counts as late: what rounds to
// another month.
const lateMonths = 0.5

// opens notes whether source j, which is drawn on demand, is late.
func (s *scenario) opens(src *source, from float64, j int) {
	d := delayed{}
	if from >= src.open+lateMonths {
		d.late = 1
	}
	if from >= float64(s.m.horizon) {
		d.never = 1
	}
	s.delayed[j] = d
}

// rates fills the annual rate of source j by month.
func (s *scenario) rates(dst []float64, j int) {
	src := &s.m.sources[j]
	if src.driver >= 0 {
		for m, x := range s.paths[src.driver][:len(dst)] {
			dst[m] = float64(src.base*x) + src.spread
		}
	} else {
		for m := range dst {
			dst[m] = s.m.funds.Facilities[j].Rate
		}
	}
	if x := s.m.shock.rates; x != 0 {
		for m := s.m.cut; m < len(dst); m++ {
			dst[m] += x
		}
	}
}

// arrival works out one tranche: a probability of its own replaces that of the
// source, a delay of its own that of the source; lines that must be
// done hold it back, a risk that must not have occurred stops it.
func (s *scenario) arrival(src *source, t *tranche, here bool, delay, factor float64, j int) waterfall.Arrival {
	if t.fixed {
		return waterfall.Arrival{Month: t.month, Amount: t.amount}
	}
	if t.own {
		here = !s.m.fails(j) && (t.prob >= 1 || s.get(t.arrives) < t.prob)
	}
	month := max(src.earliest, t.month+s.trancheDelay(t, delay, j))
	for _, i := range t.lines {
		month = math.Max(month, math.Ceil(s.start(i)+s.duration[i]-1e-9)-1) // 28.000000000000004 months are 28
	}
	for _, k := range t.risks {
		for _, e := range s.events {
			if e.risk == k && float64(e.month) <= month {
				here = false
			}
		}
	}
	if !here {
		month = math.Inf(1)
	}
	return waterfall.Arrival{Month: month, Amount: t.brings(factor)}
}

// brings is what still comes of a tranche.
func (t *tranche) brings(factor float64) float64 {
	if t.came == 0 {
		return t.amount * factor
	}
	return max(0, float64(t.amount*factor)-t.came)
}

// trancheDelay is the delay of a tranche: its own where it has one, else that
// of the source.
func (s *scenario) trancheDelay(t *tranche, delay float64, j int) float64 {
	if t.delay.v < 0 && math.IsNaN(t.delay.c) {
		return delay
	}
	late := max(0, s.get(t.delay)) + s.sourceLate(j)
	if !t.held {
		for _, n := range s.m.sources[j].known {
			late += s.get(n)
		}
	}
	return late
}

// sortTranches finds the tranches that come with their source. It is called when the
// actuals have changed them.
func (m *Model) sortTranches() {
	for j := range m.sources {
		src := &m.sources[j]
		src.plain = true
		for k := range src.tranches {
			t := &src.tranches[k]
			own := t.delay.v >= 0 && (t.held || len(src.known) == 0)
			of := t.delay.v < 0 && math.IsNaN(t.delay.c)
			t.plain = (own || of) && !t.fixed && !t.own && len(t.lines)+len(t.risks) == 0 && t.came == 0
			src.plain = src.plain && t.plain
		}
	}
}

// storeSupply writes what the draws say of the sources into output columns, so
// that the funding step can be repeated without drawing again.
func (s *scenario) storeSupply(to *recorder) {
	o := &s.m.out
	for j := range s.supplies {
		for k, a := range s.supplies[j].Arrivals {
			to.set(o.arriveMonth[j]+k, a.Month)
			to.set(o.arriveAmount[j]+k, a.Amount)
		}
		to.set(o.open[j], s.supplies[j].OpenFrom)
		to.set(o.limit[j], max(0, s.supplies[j].Limit))
		if at := o.factor[j]; at >= 0 {
			to.set(at, max(0, s.get(s.m.sources[j].factor)))
		}
	}
}
