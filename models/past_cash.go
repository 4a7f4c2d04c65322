package models

import (
	"math"
)

// streamState is where a revenue stream stands.
type streamState struct {
	collected     []float64 // [month]
	plan, planAll float64   // expected to date, and over the horizon, by the plan
}

// pastStreams compiles what is left of every stream. Its volume is updated by
// credibility like a cost line's factor, with the share of the plan's revenue
// that should have come by now as the weight. A stream that has begun shifts no
// more; one that has not is conditioned on that.
func (m *Model) pastStreams() {
	for j := range m.streams {
		c, st := &m.streams[j], &m.past.streams[j]
		st.plan, st.planAll = m.plannedRevenue(j, c)
		first, begun := firstOf(st.collected)
		if !begun {
			m.waitStream(j, c)
			continue
		}
		lag := math.Floor(math.Max(0, m.mean(c.lag)))
		if c.shift.v < 0 {
			c.start += c.shift.c
		}
		if at := math.Max(0, float64(first)-lag); math.Floor(c.start) != at {
			c.start = at
		}
		c.earliest, c.shift, c.begun = 0, constant(0), true
		toDate, all := m.plannedRevenue(j, c) // as it really began
		if toDate > 0 && all > 0 {
			rest := credibility(m.mean(c.volume), total(st.collected)/toDate*m.mean(c.volume), toDate/all)
			c.rest = &rest
		}
	}
}

// waitStream conditions the start of a stream from which nothing has been collected:
// with a lag it may have begun, and the money of its first months is still to come.
func (m *Model) waitStream(j int, c *revenueStream) {
	row, cut := &m.plan.Revenue[j], float64(m.past.cut)
	known := m.pastDelays(func(r *risk) []int { return r.streams }, j)
	if row.Expected != nil {
		c.start, known = float64(*row.Expected), nil
	}
	c.earliest = cut
	if c.lag.v < 0 {
		c.earliest = math.Max(0, cut-math.Max(0, c.lag.c))
	}
	h := m.lasted(c.shift, m.laws(known), c.earliest-c.start, variable{key: "revenue/" + row.ID + "/wait", label: row.ID + ".wait", name: row.Name, ref: row.Row.Ref("Start")})
	switch {
	case h.chance == 0:
		m.refuted(row.Row, "Start", row.ID, c.start)
		c.start = cut
	case h.whole:
		c.start, c.shift = c.start+h.extra, h.draw
	default:
		c.known = known
	}
}

// plannedRevenue is what is expected to be collected of stream j by the as-of month,
// and what it is expected to bring over the horizon.
func (m *Model) plannedRevenue(j int, c *revenueStream) (toDate, all float64) {
	level := c.monthly * m.mean(c.volume) * m.mean(c.price) * (1 - math.Min(1, math.Max(0, m.mean(c.lost))))
	lag := math.Max(0, m.mean(c.lag))
	first := int(c.start)
	months := make([]float64, max(0, min(c.end+1, m.horizon)-first))
	c.mature(months, 0, level, c.start-float64(first))
	if len(months) > 0 && first+len(months) == c.end+1 {
		months[len(months)-1] *= c.endShare
	}
	collected := make([]float64, m.horizon)
	for k, x := range months {
		x = float64(x * m.expectedIndex(c.driver, first+k) * m.pastRevenueFactor(j, first+k))
		all += x
		addSplit(collected, float64(first+k)+lag, x)
	}
	return total(collected[:m.past.cut]), all
}
