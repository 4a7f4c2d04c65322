package models

import "slices"

// givers are the sources that bring all their tranches, late or not, and cost
// nothing. What they bring is worked out for as many scenarios at once as rows
// are written together, because their draws stand side by side; a scenario gets
// the sums of supply and schedule, in the same order.
//
// Checked: TestQuickFundingAgrees.
type givers struct {
	m       *Model
	sources []int
	alone   bool // risks hold them back: one scenario after the other
	inflow  []float64
	delay   [rowsAbreast]float64
	factor  [rowsAbreast]float64
}

// newGivers returns nil when a source is none.
func newGivers(m *Model, sources []int) *givers {
	if slices.ContainsFunc(sources, func(j int) bool { return !m.gives(j) }) {
		return nil
	}
	g := &givers{m: m, sources: sources, inflow: make([]float64, rowsAbreast*m.horizon)}
	for i := range m.risks {
		g.alone = g.alone || len(m.risks[i].sources) > 0
	}
	return g
}

// gives reports whether source j brings all its tranches, late or not, and
// costs nothing.
func (m *Model) gives(j int) bool {
	s := &m.sources[j]
	if s.driver >= 0 || s.prob < 1 || m.funds.facilities[j].upfront != 0 {
		return false
	}
	return !slices.ContainsFunc(s.tranches, func(t tranche) bool { return t.fixed || t.own || t.line >= 0 || t.risk >= 0 })
}

// of returns what comes by month in the scenario at hand, of a block of n.
func (g *givers) of(s *scenario, n int) []float64 {
	lane, h := s.i%rowsAbreast, g.m.horizon
	switch {
	case g.alone:
		lane = 0
		g.receive(s, 1)
	case lane == 0:
		g.receive(s, min(rowsAbreast, n-s.i))
	}
	return g.inflow[lane*h:][:h]
}

// receive works out n scenarios, of which s is the first.
func (g *givers) receive(s *scenario, n int) {
	clear(g.inflow[:n*g.m.horizon])
	for _, j := range g.sources {
		src, c := &g.m.sources[j], &g.m.funds.facilities[j]
		extra, delay, factor := s.sourceDelay[j], g.delay[:n], g.factor[:n]
		for lane := range n {
			delay[lane] = max(0, src.delay.at(s.in, s.i+lane)) + extra
			factor[lane] = max(0, src.factor.at(s.in, s.i+lane))
		}
		earliest, end := max(src.earliest, float64(max(c.from, 0))), min(g.m.horizon, c.to+1)
		for k := range src.tranches {
			t := &src.tranches[k]
			if t.delay.v >= 0 {
				g.late(t, s.in[t.delay.v][s.i:][:n], extra, earliest, end)
				continue
			}
			for lane, late := range delay {
				if t.delay.c == t.delay.c { // it has a delay of its own
					late = max(0, t.delay.c) + extra
				}
				g.place(lane, t.month+late, earliest, end, float64(t.amount*factor[lane]))
			}
		}
	}
}

// late places a tranche whose delay is drawn.
func (g *givers) late(t *tranche, column []float64, extra, earliest float64, end int) {
	for lane, late := range column {
		if !(late > 0) {
			late = 0
		}
		g.place(lane, t.month+(late+extra), earliest, end, float64(t.amount*g.factor[lane]))
	}
}

// place adds an amount at a month, in which it comes by the end of its window
// and of the plan; a fractional one splits it between two months.
func (g *givers) place(lane int, month, earliest float64, end int, amount float64) {
	if month < earliest {
		month = earliest
	}
	if !(month < float64(end)) {
		return
	}
	at := int(month)
	row := g.inflow[lane*g.m.horizon:][:end]
	late := float64((month - float64(at)) * amount)
	row[at] += amount - late
	if late != 0 && at+1 < end {
		row[at+1] += late
	}
}
