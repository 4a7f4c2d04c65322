package models

import "math"

// newSupplies allocates what one scenario's draws say of every source.
func (m *Model) newSupplies() []supply {
	out := make([]supply, len(m.sources))
	for j, src := range m.sources {
		out[j].arrivals = make([]arrival, len(src.tranches))
		if src.driver >= 0 {
			out[j].rates = make([]float64, m.horizon)
		}
	}
	return out
}

// supply works out when and how much of each source arrives in this scenario.
func (s *scenario) supply() {
	for j := range s.m.sources {
		src := &s.m.sources[j]
		sup := &s.supplies[j]
		here := src.prob >= 1 || s.get(src.arrives) < src.prob
		delay := math.Max(0, s.get(src.delay)) + s.sourceDelay[j]
		factor := math.Max(0, s.get(src.factor))
		sup.openFrom = math.Inf(1)
		sup.limit = s.m.funds.facilities[j].committed * factor
		if here && factor > 0 {
			sup.openFrom = math.Max(src.earliest, src.open+delay)
		}
		for k := range src.tranches {
			sup.arrivals[k] = s.arrival(src, &src.tranches[k], here, delay, factor, j)
		}
		for m := range sup.rates {
			sup.rates[m] = src.base*s.index(src.driver, m) + src.spread
		}
	}
}

// arrival works out one tranche: a probability of its own replaces that of the
// source, a delay of its own that of the source; a line that must be done
// holds it back, a risk that must not have occurred stops it.
func (s *scenario) arrival(src *source, t *tranche, here bool, delay, factor float64, j int) arrival {
	if t.fixed {
		return arrival{month: t.month, amount: t.amount}
	}
	if t.own {
		here = t.prob >= 1 || s.get(t.arrives) < t.prob
	}
	if !math.IsNaN(t.delay.c) || t.delay.v >= 0 {
		delay = math.Max(0, s.get(t.delay)) + s.sourceDelay[j]
	}
	month := math.Max(src.earliest, t.month+delay)
	if t.line >= 0 {
		month = math.Max(month, math.Ceil(s.start(t.line)+s.duration[t.line]-1e-9)-1) // 28.000000000000004 months are 28
	}
	if t.risk >= 0 {
		for _, e := range s.events {
			if e.risk == t.risk && float64(e.month) <= month {
				here = false
			}
		}
	}
	if !here {
		month = math.Inf(1)
	}
	return arrival{month: month, amount: t.amount * factor}
}

// storeSupply writes what the draws say of the sources into output columns, so
// that the funding step can be repeated without drawing again.
func (s *scenario) storeSupply(set func(col int, x float64)) {
	o := &s.m.out
	for j := range s.supplies {
		for k, a := range s.supplies[j].arrivals {
			set(o.arriveMonth[j]+k, a.month)
			set(o.arriveAmount[j]+k, a.amount)
		}
		set(o.open[j], s.supplies[j].openFrom)
		set(o.limit[j], s.supplies[j].limit)
		if at := o.factor[j]; at >= 0 {
			set(at, math.Max(0, s.get(s.m.sources[j].factor)))
		}
	}
}
