package models

import (
	"math"

	"ballast/sim/distribution"
)

// planCosts spreads the base amounts over the planned months.
func (m *Model) planCosts() {
	m.plannedCost = make([]float64, m.horizon)
	for i := range m.lines {
		l := &m.lines[i]
		for k, w := range l.weights {
			m.plannedBeyond += put(m.plannedCost, int(l.start)+k, l.base*w)
		}
	}
}

// weigh guesses how much each variable matters, as a standard deviation in
// money, so that designs give the best coordinates to the largest.
func (m *Model) weigh() {
	sd := func(v int) float64 { return math.Sqrt(math.Max(0, m.vars[v].dist.Variance())) }
	set := func(n number, w float64) {
		if n.v >= 0 && !math.IsNaN(w) && !math.IsInf(w, 0) {
			m.vars[n.v].weight = math.Max(m.vars[n.v].weight, w)
		}
	}
	for i := range m.lines {
		l := &m.lines[i]
		per := l.scale
		if l.perMonth {
			per *= l.months
		}
		if l.amount.v >= 0 {
			set(l.amount, sd(l.amount.v)*math.Abs(per))
		}
		if l.perMonth && l.stretch.v >= 0 {
			set(l.stretch, sd(l.stretch.v)*l.base)
		}
	}
	for k := range m.risks {
		m.weighRisk(&m.risks[k], set)
	}
	for j := range m.streams {
		for _, n := range []number{m.streams[j].volume, m.streams[j].price} {
			if n.v >= 0 {
				set(n, sd(n.v)*m.streams[j].monthly*float64(m.horizon))
			}
		}
	}
}

func (m *Model) weighRisk(r *risk, set func(number, float64)) {
	var d distribution.Distribution
	mean, sd := r.impact.c, 0.0
	if r.impact.v >= 0 {
		d = m.vars[r.impact.v].dist
		mean, sd = d.Mean(), math.Sqrt(math.Max(0, d.Variance()))
	}
	if r.kind == impactFactor {
		mean--
	}
	if r.kind != impactAmount {
		base := 0.0
		for _, i := range r.lines {
			base += m.lines[i].base
		}
		mean, sd = mean*base, sd*base
	}
	p := r.p
	if r.rate > 0 {
		p = math.Min(1, r.rate)
	}
	set(r.occurs, math.Abs(mean)*math.Sqrt(p*math.Max(0, 1-p)))
	set(r.impact, sd*p)
}
