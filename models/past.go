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
// Revenue counts as collected in the month of its row, funding as received, net of
// the upfront fee, and cost as paid, unless its row says incurred. What is not in
// the actuals did not happen: a source without its row is late, a line without cost
// has not begun.
type past struct {
	cut       int // months 0..cut-1 have happened
	lines     []lineState
	sources   []sourceState
	streams   []streamState
	incurred  []float64 // [month] all cost
	paid      []float64 // [month] all payments; from cut on those that are due for work already done
	takings   []float64 // [month] all revenue
	shared    []float64 // the same of streams without a partner
	byPartner [][]float64
	unplanned []outcome.Unplanned
	restBase  []float64 // base of the work still to do, by month in which the plan now has it
	restLate  float64   // the same beyond the horizon
	owed      []float64 // [line] payables by the books
	prepaid   []float64 // [line] advances by the books
	due       []float64 // [stream] receivables by the books
	events    []pastEvent
	register  []risk      // as the plan had it at the start
	full      []line      // lines as the plan had them at the start
	taught    *budget.Ref // the first frequent risk of which the log says something
}

// sunk is the cost of the past.
func (m *Model) sunk() float64 {
	if m.past == nil {
		return 0
	}
	return total(m.past.incurred)
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
	if m.cut == 0 {
		return
	}
	h, cut := m.horizon, m.cut
	m.past = &past{cut: cut, lines: make([]lineState, len(m.lines)), sources: make([]sourceState, len(m.sources)), streams: make([]streamState, len(m.streams)),
		incurred: make([]float64, h), paid: make([]float64, h), takings: make([]float64, h), shared: make([]float64, h), byPartner: matrix(len(m.partners), h), restBase: make([]float64, h),
		owed: make([]float64, len(m.lines)), prepaid: make([]float64, len(m.lines)), due: make([]float64, len(m.streams)), register: append([]risk(nil), m.risks...), full: append([]line(nil), m.lines...)}
	for i := range m.past.lines {
		st := &m.past.lines[i]
		st.booked, st.paid, st.flow = make([]float64, cut), make([]float64, cut), make([]float64, h)
	}
	for j := range m.past.streams {
		m.past.streams[j].collected = make([]float64, cut)
	}
	for j := range m.past.sources {
		m.past.sources[j].received = make([]float64, cut)
	}
	for i := range m.plan.Actuals {
		m.book(&m.plan.Actuals[i])
	}
	m.pastRisks()
	m.pastLines()
	m.pastStreams()
	m.pastSources()
	m.pastPosition()
	m.sunkCost = m.sunk()
	m.rounding = 2 * 0.005 * float64(len(m.plan.Actuals)) // credibility moves the rest by no more than what moved the past
}

// book enters one actual. Cost of lines is gathered by line: what was incurred is
// worked out of it later.
func (m *Model) book(a *budget.Actual) {
	if a.Month < 0 || a.Month >= m.past.cut {
		return // after the as-of month: the checks warn
	}
	x := a.Amount.InexactFloat64()
	kind, at := m.plan.Home(a)
	switch kind {
	case "driver":
		return
	case "revenue":
		m.past.streams[at].collected[a.Month] += x
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
	case "repayment", "interest":
		m.serve(kind, at, a.Month, x)
		return
	case "cost":
		if st := &m.past.lines[at]; a.Incurred {
			st.booked[a.Month] += x
			st.byWork = true
		} else {
			st.paid[a.Month] += x
			st.byBill = true
		}
		return
	case "risk":
		m.risks[at].spent += x
	default:
		m.past.unplanned = append(m.past.unplanned, outcome.Unplanned{ID: a.ID, Month: a.Month + 1, Amount: x, Ref: a.Ref})
	}
	m.past.incurred[a.Month] += x
	m.past.paid[a.Month] += x
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
		c.mean = float64((1-w)*mu) + float64(w*seen)
		c.shrink = math.Sqrt(math.Max(0, 1-w))
	}
	if mu >= 0 && c.mean >= 0 {
		c.least = 0
	}
	return c
}

// of turns a draw of the prior into a draw of what is left.
func (c *credible) of(x float64) float64 {
	x = math.Max(c.least, c.mean+float64(c.shrink*(x-c.prior))) * c.scale
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

// again is a number with the law of another and draws of its own.
func (m *Model) again(n number, key, label, name string) number {
	if n.v < 0 {
		return n
	}
	v := m.vars[n.v]
	return m.add(variable{key: key, label: label, name: name, ref: v.ref, dist: v.dist})
}
