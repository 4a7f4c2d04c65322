package models

import "math"

// netFlow works out the project's cash flow before funding: collections less
// costs and risk impacts paid, less tax (model.md section 8).
func (s *scenario) netFlow() {
	for m := range s.ncf {
		s.profit[m] = s.collected[m] - s.paid[m]
	}
	rate := s.m.plan.Project.TaxRate
	clear(s.tax)
	if rate > 0 {
		taxes(s.tax, s.profit, rate)
	}
	for m := range s.ncf {
		s.ncf[m] = s.profit[m] - s.tax[m]
	}
}

// worth records the returns of the project, of its owners and of each partner.
func (s *scenario) worth(set func(col int, x float64)) {
	o := &s.m.out
	s.returns(s.ncf, s.m.discount, o.project, set)
	copy(s.flow, s.ncf)
	for j := range s.m.sources {
		if !s.m.sources[j].equity {
			s.addFunding(s.flow, j, 1)
		}
	}
	s.returns(s.flow, s.m.discount, o.equity, set)
	for p := range s.m.partners {
		s.partnerFlow(p)
		s.returns(s.flow, s.m.partnerDiscount[p], o.partners[p], set)
	}
}

// addFunding adds a share of what source j brings and takes, as seen by the
// project. What is still owed at the horizon is taken off in the last month,
// so that nobody gains by not repaying.
func (s *scenario) addFunding(flow []float64, j int, share float64) {
	for m := range flow {
		flow[m] += share * (s.book.drawn[j][m] - s.book.interest[j][m] - s.book.fees[j][m] - s.book.principal[j][m])
	}
	if r := s.m.funds.facilities[j].repayment; r != repayNone {
		flow[len(flow)-1] -= share * s.book.balance[j][len(flow)-1]
	}
}

// partnerFlow fills s.flow with the cash flow of partner p: its shares of
// collections, cost and tax, and of the funding that is not owners' money. A
// stream or source that names a partner is that partner's alone. Over all
// partners these flows sum to the flow to equity.
func (s *scenario) partnerFlow(p int) {
	c := &s.m.partners[p]
	for m := range s.flow {
		s.flow[m] = c.revenue*s.shared[m] + s.revenueByPartner[p][m] - c.cost*(s.paid[m]+s.tax[m])
	}
	for j := range s.m.sources {
		src := &s.m.sources[j]
		if src.equity || (src.partner >= 0 && src.partner != p) {
			continue
		}
		share := c.funding
		if src.partner == p {
			share = 1
		}
		s.addFunding(s.flow, j, share)
	}
}

// returns records the figures of one cash flow.
func (s *scenario) returns(flow, v []float64, at worthAt, set func(col int, x float64)) {
	pr := &s.m.plan.Project
	finance, reinvest := pr.Rate, pr.Rate
	if pr.FinanceRate != nil {
		finance = *pr.FinanceRate
	}
	if pr.ReinvestRate != nil {
		reinvest = *pr.ReinvestRate
	}
	rate, state := irr(flow)
	set(at.npv, npv(flow, v))
	set(at.irr, orInf(rate))
	set(at.irrState, float64(state))
	set(at.mirr, orInf(mirr(flow, finance, reinvest)))
	set(at.pi, orInf(profitabilityIndex(flow, v)))
	set(at.payback, payback(flow))
	set(at.discounted, discountedPayback(flow, v))
}

// orInf stores an undefined figure as +Inf, which sim lets pass.
func orInf(x float64) float64 {
	if math.IsNaN(x) {
		return math.Inf(1)
	}
	return x
}
