package models

import (
	"math"

	"ballast/budget"
	"ballast/models/outcome"
)

// past is what has happened up to the as-of month (models/doc.go section 13). A
// scenario's months before cut are this; what is left of the work, the streams,
// the sources and the risks was compiled in its place. A plan without an as-of
// month or without actuals has none.
//
// Cost counts as booked and revenue as earned in the month of its row, and as
// paid and collected then; funding as received, net of the upfront fee. What is
// not in the actuals did not happen: a source without its row is late, a line
// without cost has not begun.
type past struct {
	cut       int // months 0..cut-1 have happened
	lines     []lineState
	sources   []sourceState
	streams   []streamState
	spent     []float64 // [month] all cost
	takings   []float64 // [month] all revenue
	shared    []float64 // the same of streams without a partner
	byPartner [][]float64
	unplanned []outcome.Unplanned
	restBase  []float64 // base of the work still to do, by month in which the plan now has it
	restLate  float64   // the same beyond the horizon
	events    []pastEvent
	register  []risk // as the plan had it at the start
	full      []line // lines as the plan had them at the start
}

// lineState is where a cost line stands.
type lineState struct {
	done    float64 // share of the work
	given   bool    // by Progress; else by the schedule
	started bool
	base    float64
	pv, ac  float64
	ev      float64
	real    float64   // ac at month-0 prices
	spent   []float64 // [month]
}

// pastEvent is an event of the register that has happened.
type pastEvent struct{ risk, month int }

// sunk is the cost of the past.
func (m *Model) sunk() float64 {
	if m.past == nil {
		return 0
	}
	return total(m.past.spent)
}

func total(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// compilePast puts what has happened in the place of what was planned.
func (m *Model) compilePast() {
	p := m.plan
	if p.Project.AsOf == nil || len(p.Actuals) == 0 {
		return
	}
	cut := min(p.Project.AsOf.Sub(p.Project.Start)+1, m.horizon)
	if cut <= 0 {
		return
	}
	h := m.horizon
	m.cut = cut
	m.past = &past{cut: cut, lines: make([]lineState, len(m.lines)), sources: make([]sourceState, len(m.sources)), streams: make([]streamState, len(m.streams)),
		spent: make([]float64, h), takings: make([]float64, h), shared: make([]float64, h), byPartner: matrix(len(m.partners), h), restBase: make([]float64, h),
		register: append([]risk(nil), m.risks...), full: append([]line(nil), m.lines...)}
	for i := range m.past.lines {
		m.past.lines[i].spent = make([]float64, cut)
	}
	for j := range m.past.streams {
		m.past.streams[j].earned = make([]float64, cut)
	}
	for j := range m.past.sources {
		m.past.sources[j].received = make([]float64, cut)
	}
	for i := range p.Actuals {
		m.book(&p.Actuals[i])
	}
	m.pastLines()
	m.pastStreams()
	m.pastSources()
	m.pastRisks()
	m.sunkCost = m.sunk()
}

// book enters one actual.
func (m *Model) book(a *budget.Actual) {
	if a.Month < 0 || a.Month >= m.past.cut {
		return // after the as-of month: the checks warn
	}
	x := a.Amount.InexactFloat64()
	kind, at := m.plan.Home(a)
	switch kind {
	case "revenue":
		m.past.streams[at].earned[a.Month] += x
		m.past.takings[a.Month] += x
		if k := m.streams[at].partner; k >= 0 {
			m.past.byPartner[k][a.Month] += x
		} else {
			m.past.shared[a.Month] += x
		}
		return
	case "funding":
		m.past.sources[at].received[a.Month] += x
		return
	case "cost":
		m.past.lines[at].spent[a.Month] += x
	case "risk":
		m.risks[at].spent += x
	default:
		m.past.unplanned = append(m.past.unplanned, outcome.Unplanned{ID: a.ID, Month: a.Month + 1, Amount: x, Ref: a.Ref})
	}
	m.past.spent[a.Month] += x
}

// credible is a factor updated by what has been seen of it.
//
// What is left is at least bound, where that is above zero, whatever is done.
type credible struct{ mean, prior, shrink, scale, least, bound float64 }

// credibility updates a quantity of prior mean mu after the share w of it has
// been seen at the rate seen: the new mean is (1-w) mu + w seen, and the spread
// shrinks by sqrt(1-w).
//
// Source: models/doc.go section 13; the weight is the credibility factor of H.
// Bühlmann, Experience rating and credibility, ASTIN Bulletin 4 (1967), taken
// as the share of the work done.
// Checked: TestCredibility, TestSlowForecastsAreCalibrated.
func credibility(mu, seen, w float64) credible {
	c := credible{mean: mu, prior: mu, shrink: 1, scale: 1, least: math.Inf(-1)}
	if w > 0 && !math.IsNaN(seen) && !math.IsInf(seen, 0) {
		c.mean = (1-w)*mu + w*seen
		c.shrink = math.Sqrt(math.Max(0, 1-w))
	}
	if mu >= 0 && c.mean >= 0 {
		c.least = 0
	}
	return c
}

// of turns a draw of the prior into a draw of what is left.
func (c *credible) of(x float64) float64 {
	x = math.Max(c.least, c.mean+c.shrink*(x-c.prior)) * c.scale
	if c.bound > 0 {
		x = math.Max(c.bound, x)
	}
	return x
}

// mean is the mean of a number.
func (m *Model) mean(n number) float64 {
	if n.v < 0 {
		return n.c
	}
	return m.vars[n.v].dist.Mean()
}
