package models

import (
	"math"
	"slices"
)

// weigh guesses how much each variable matters, as a standard deviation in
// money, so that designs give the best coordinates to the largest, and how far
// the amounts of the lines pull the total cost; see sim.Program.
func (m *Model) weigh() {
	m.pull = make([]float64, len(m.vars))
	priced := make([]float64, len(m.vendors))
	for i := range m.lines {
		l := &m.lines[i]
		m.weighLine(l)
		if l.vendor >= 0 {
			priced[l.vendor] += l.base
		}
	}
	for v, base := range priced {
		m.weight(m.vendors[v].price, m.sd(m.vendors[v].price)*math.Abs(base))
	}
	for k := range m.risks {
		m.weighRisk(&m.risks[k])
	}
	for j := range m.streams {
		for _, n := range []number{m.streams[j].volume, m.streams[j].price} {
			m.weight(n, m.sd(n)*m.streams[j].monthly*float64(m.horizon))
		}
	}
	for d := range m.drivers {
		m.weighShocks(d)
	}
}

// sd is the standard deviation of a number.
func (m *Model) sd(n number) float64 {
	if n.v < 0 {
		return 0
	}
	return math.Sqrt(math.Max(0, m.vars[n.v].dist.Variance()))
}

// weight gives a number at least a weight.
func (m *Model) weight(n number, w float64) {
	if n.v >= 0 && !math.IsNaN(w) && !math.IsInf(w, 0) {
		m.vars[n.v].weight = math.Max(m.vars[n.v].weight, w)
	}
}

// weighLine weighs the draws of a line. What is done of it moves no more.
func (m *Model) weighLine(l *line) {
	per := l.scale
	if l.perMonth {
		per *= l.months
	}
	if l.rest != nil {
		per *= l.rest.shrink * l.rest.scale
	}
	pull := m.sd(l.amount) * per
	m.weight(l.amount, math.Abs(pull))
	if l.amount.v >= 0 && !math.IsNaN(pull) && !math.IsInf(pull, 0) {
		m.pull[l.amount.v] = pull
	}
	if l.perMonth {
		m.weight(l.stretch, m.sd(l.stretch)*l.base)
	}
}

// weighRisk weighs the draws of a risk. Where one uniform serves occurrence and
// impact it has the weight of both.
func (m *Model) weighRisk(r *risk) {
	mean, sd := r.impact.c, m.sd(r.impact)
	if r.impact.v >= 0 {
		mean = m.vars[r.impact.v].dist.Mean()
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
	happens := float64(mean * mean * p * math.Max(0, 1-p))
	if m.nestable(r) {
		m.weight(r.occurs, math.Sqrt(happens+float64(p*sd*sd)))
		return
	}
	m.weight(r.occurs, math.Sqrt(happens))
	m.weight(r.impact, sd*p)
}

// weighShocks weighs the monthly shocks of a driver: a shock moves all planned
// money that follows the driver from its month on, less what a driver that
// reverts has forgotten by then.
func (m *Model) weighShocks(d int) {
	ip := &m.drivers[d]
	money := make([]float64, m.horizon)
	for i := range m.lines {
		if l := &m.lines[i]; l.driver == d || l.currency == d {
			for k, w := range l.weights {
				put(money, int(l.start)+k, math.Abs(l.base*w))
			}
		}
	}
	for j := range m.streams {
		if c := &m.streams[j]; c.driver == d {
			for k := max(0, int(c.start)); k <= c.end; k++ {
				money[k] += math.Abs(c.monthly)
			}
		}
	}
	moved := 0.0
	for k := len(ip.shocks) - 1; k >= 0; k-- {
		moved = float64(moved*ip.motion.keep) + money[m.cut+k]
		m.weight(ip.shocks[k], ip.motion.sd*moved)
	}
}

// nestable reports whether one uniform can serve for whether a risk happens and
// for its impact: both are drawn, and neither is correlated with anything.
func (m *Model) nestable(r *risk) bool {
	if r.occurs.v < 0 || r.impact.v < 0 || r.off || m.tied[r.occurs.v] || m.tied[r.impact.v] {
		return false
	}
	return r.rate <= frequencyNormal && r.residualP <= frequencyNormal
}

// tie marks the variables that are correlated with others.
func (m *Model) tie() {
	m.tied = make([]bool, len(m.vars))
	for _, l := range m.links {
		m.tied[l.A], m.tied[l.B] = true, true
	}
	if m.factors != nil {
		for _, v := range m.factors.Variables {
			m.tied[v] = true
		}
	}
}

// cuts are the numbers that the uniform of a risk is compared with to tell
// whether, or how often, it happens, under every choice and whatever became of
// its parent.
//
// Checked: TestNestedRisks.
func (r *risk) cuts() []float64 {
	var out []float64
	add := func(x float64) {
		if x > 0 && x < 1 {
			out = append(out, x)
		}
	}
	for _, on := range []bool{false, true} {
		if r.rate > 0 {
			r.frequency(on).steps(func(sum float64) { add(math.Nextafter(sum, 2)) }) // at the step itself not yet
			continue
		}
		add(1 - r.probability(on))
		if len(r.parents) > 0 && !math.IsNaN(r.pIf) {
			add(1 - r.conditional(on))
		}
	}
	return ascending(out)
}

// ascending sorts numbers and drops those that come twice.
func ascending(x []float64) []float64 {
	slices.Sort(x)
	return slices.Compact(x)
}
