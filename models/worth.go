package models

import "math"

// netFlow works out the project's cash flow before funding: collections less
// costs and risk impacts paid, less tax (model.md section 8).
func (s *scenario) netFlow() {
	collected, paid, profit, ncf := s.collected, s.paid[:len(s.collected)], s.profit[:len(s.collected)], s.ncf[:len(s.collected)]
	for m, x := range collected {
		x -= paid[m]
		profit[m], ncf[m] = x, x
	}
	if rate := s.m.plan.Project.TaxRate; rate > 0 {
		taxes(s.tax, profit, rate)
		for m, x := range s.tax {
			ncf[m] -= x
		}
	}
}

// worth records the returns of the project, of its owners and of each partner.
func (s *scenario) worth(set func(col int, x float64)) {
	o := &s.m.out
	copy(s.flow, s.ncf)
	s.clearRounding()
	s.returns(s.flow, s.m.discount, o.project, set)
	s.commonFunding()
	for m, x := range s.common {
		s.flow[m] = s.ncf[m] + x
	}
	for j := range s.m.sources {
		if src := &s.m.sources[j]; !src.equity && src.partner >= 0 {
			s.addFunding(s.flow, j)
		}
	}
	s.clearRounding()
	s.returns(s.flow, s.m.discount, o.equity, set)
	for p := range s.m.partners {
		set(o.operating[p], s.operatingNPV(p))
		s.partnerFlow(p)
		s.clearRounding()
		s.returns(s.flow, s.m.partnerDiscount[p], o.partners[p], set)
	}
}

// clearRounding sets to zero what rounding leaves in s.flow of flows that cancel
// out, such as a need and the draw that covers it or the differences of a line,
// so that it counts neither as a sign change nor as an inflow.
func (s *scenario) clearRounding() {
	moved := 0.0
	for _, x := range s.ncf {
		moved += math.Abs(x)
	}
	for m, x := range s.flow {
		if math.Abs(x) < flowRounding*moved {
			s.flow[m] = 0
		}
	}
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

// addFunding adds what source j brings and takes, as seen by the project. What
// is still owed at the horizon is taken off in the last month, so that nobody
// gains by not repaying.
func (s *scenario) addFunding(flow []float64, j int) {
	net, booked := s.net[j], s.book.booked[j]
	for m := booked.next(0); m < len(flow); m = booked.next(m + 1) {
		flow[m] += net[m]
	}
	if r := s.m.funds.facilities[j].repayment; r != repayNone {
		flow[len(flow)-1] -= s.book.balance[j][len(flow)-1]
	}
}

// partnerFlow fills s.flow with the cash flow of partner p: its shares of
// collections, cost and tax, and of the funding that is not owners' money. A
// stream or source that names a partner is that partner's alone. Over all
// partners these flows sum to the flow to equity.
func (s *scenario) partnerFlow(p int) {
	c := &s.m.partners[p]
	own := s.revenueByPartner[p]
	for m, x := range s.common {
		s.flow[m] = c.revenue*s.shared[m] + own[m] - c.cost*(s.paid[m]+s.tax[m]) + c.funding*x
	}
	for j := range s.m.sources {
		if src := &s.m.sources[j]; !src.equity && src.partner == p {
			s.addFunding(s.flow, j)
		}
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
