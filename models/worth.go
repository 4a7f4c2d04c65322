package models

import (
	"math"

	"ballast/models/returns"
	"ballast/models/vector"
)

// netFlow works out the project's cash flow before funding: collections less
// costs and risk impacts paid, less tax (models/doc.go section 8). The tax on
// bills that comes back is no cost, so that no tax on profit depends on it.
func (s *scenario) netFlow() { s.netFlowIn(0, len(s.ncf)) }

// netFlowIn is netFlow where all months but those from one on to another stand already: the
// tax of a month depends on none after it, and on all before it.
func (s *scenario) netFlowIn(from, to int) {
	to = max(from, to)
	ncf := s.ncf[from:to]
	vector.Net(ncf, s.profit[from:to], s.collected[from:to], s.paid[from:to], s.vat[from:to])
	s.open.tax = 0
	if rate := s.m.plan.Project.TaxRate; rate > 0 {
		returns.Taxes(s.tax, s.profit, rate)
		for m, x := range s.tax[from:to] {
			ncf[m] -= x
		}
		s.taxOpen(rate)
	}
}

// recorder writes the outputs of one scenario of a block.
type recorder struct {
	columns [][]float64
	i       int
}

func (r *recorder) set(col int, x float64) { r.columns[col][r.i] = x }

// worth records the returns of the project, of its owners and of each partner; what
// mixes ask for, and the rates of return, of scenarios that keep them.
func (s *scenario) worth(kept, rates bool, to *recorder) {
	o := &s.m.out
	tiny := s.projectFlow()
	s.returns(s.flow, &s.m.project, o.project, rates, to)
	s.commonFunding()
	copy(s.flow, s.ncf)
	vector.Add(s.flow, s.common)
	s.flow[len(s.flow)-1] += s.open.net()
	for j := range s.m.sources {
		if src := &s.m.sources[j]; !src.equity && src.partner >= 0 {
			s.addFunding(s.flow, j)
		}
	}
	vector.ClearBelow(s.flow, tiny)
	s.returns(s.flow, &s.m.equity, o.equity, rates, to)
	if s.stakes != nil {
		s.fillStakes()
	}
	for p := range s.m.partners {
		operating := s.partnerFlow(p)
		if kept {
			to.set(o.operating[p], operating)
		}
		vector.ClearBelow(s.flow, tiny)
		s.returns(s.flow, &s.m.partnerYard[p], o.partners[p], rates, to)
	}
	s.waiting.end(to)
}

// projectFlow fills s.flow with the project's flow, all that is open being settled in its
// last month, and returns the money below which a flow is rounding of what came in and
// was paid.
func (s *scenario) projectFlow() (tiny float64) {
	tiny = returns.Rounding * vector.AbsSum(s.paid, s.collected)
	copy(s.flow, s.ncf)
	s.flow[len(s.flow)-1] += s.open.net()
	vector.ClearBelow(s.flow, tiny)
	return tiny
}

// commonFunding adds up the sources that are neither owners' money nor one
// partner's alone.
func (s *scenario) commonFunding() {
	clear(s.common)
	for j := range s.m.sources {
		if src := &s.m.sources[j]; !src.equity && src.partner < 0 {
			s.addFunding(s.common, j)
		}
	}
}

// isOwed reports whether what is left of source j at the horizon is a debt: all borrowed
// money, whatever its repayment, but no grant, prepayment or owners' money.
func (m *Model) isOwed(j int) bool { return m.sources[j].owed }

// addFunding adds what source j brings and takes, as seen by the project. What
// is still owed at the horizon is taken off in the last month, so that nobody
// gains by not repaying.
func (s *scenario) addFunding(flow []float64, j int) {
	net, booked := s.net[j], s.book.Booked[j]
	for m := range booked.All() {
		flow[m] += net[m]
	}
	if s.m.isOwed(j) {
		flow[len(flow)-1] -= s.book.Balance[j][len(flow)-1]
	}
}

// partnerFlow fills s.flow with the cash flow of partner p: its shares of
// collections, cost and tax, and of the funding that is not owners' money. A
// stream or source that names a partner is that partner's alone. What it pays in and
// what that changes in its shares is added (stakeFlow.change). Over all partners, and
// investors from outside, these flows sum to the flow to equity. It returns the worth
// of what comes before any funding, which no mix changes.
func (s *scenario) partnerFlow(p int) (operating float64) {
	c, h := &s.m.partners[p], len(s.flow)
	own, shared, paid, tax := s.revenueByPartner[p][:h], s.shared[:h], s.paid[:h], s.tax[:h]
	v, common := s.m.partnerDiscount[p][:h], s.common[:h]
	flow := s.flow[:h]
	for m, y := range shared {
		x := float64(c.revenue*y) + own[m] - float64(c.cost*(paid[m]+tax[m]))
		if m == h-1 {
			x += s.open.of(p, c)
		}
		operating += float64(x * v[m])
		flow[m] = x + float64(c.funding*common[m])
	}
	for j := range s.m.sources {
		if src := &s.m.sources[j]; !src.equity && src.partner == p {
			s.addFunding(s.flow, j)
		}
	}
	if s.stakes != nil {
		vector.Add(s.flow, s.stakes.change(p))
	}
	return operating
}

// returns records the figures of one cash flow; without rates, when a second one has come
// or at the end of worth, so that two are looked at side by side.
func (s *scenario) returns(flow []float64, y *returns.Yardstick, at worthAt, rates bool, to *recorder) {
	if rates {
		f := y.Measure(flow)
		rate, state := y.IRR(flow, &f)
		to.set(at.irr, orInf(rate))
		to.set(at.irrState, float64(state))
		to.set(at.mirr, orInf(y.MIRR(&f)))
		to.set(at.pi, orInf(f.ProfitabilityIndex()))
		to.measured(at, &f)
		return
	}
	w := &s.waiting
	if w.yard == nil {
		copy(w.flow, flow)
		w.yard, w.at = y, at
		return
	}
	f, g := returns.GlanceTwo(w.yard, y, w.flow, flow)
	w.yard = nil
	to.measured(w.at, &f)
	to.measured(at, &g)
}

// waiting is a flow that waits for another to be looked at with it.
type waiting struct {
	flow []float64
	yard *returns.Yardstick // nil: none waits
	at   worthAt
}

// end looks at a flow that no other has come to join.
func (w *waiting) end(to *recorder) {
	if w.yard != nil {
		f := w.yard.Glance(w.flow)
		w.yard = nil
		to.measured(w.at, &f)
	}
}

// measured records what a glance gives.
func (r *recorder) measured(at worthAt, f *returns.Measures) {
	r.set(at.npv, f.NPV)
	r.set(at.payback, f.Payback)
	r.set(at.first, f.First)
	r.set(at.discounted, f.Discounted)
}

// orInf stores an undefined figure as +Inf, which sim lets pass.
func orInf(x float64) float64 {
	if math.IsNaN(x) {
		return math.Inf(1)
	}
	return x
}

// compileYardsticks makes the yardsticks: one for the project, one for its owners and
// one for each partner.
func (m *Model) compileYardsticks() {
	pr := &m.plan.Project
	finance, reinvest := pr.Rate, pr.Rate
	if pr.FinanceRate != nil {
		finance = *pr.FinanceRate
	}
	if pr.ReinvestRate != nil {
		reinvest = *pr.ReinvestRate
	}
	m.project = returns.NewYardstick(m.discount, finance, reinvest)
	m.equity = returns.NewYardstick(m.equityDiscount, finance, reinvest)
	for _, v := range m.partnerDiscount {
		m.partnerYard = append(m.partnerYard, returns.NewYardstick(v, finance, reinvest))
	}
}
