package models

import (
	"math"
	"slices"
)

// returnsOf are the figures of one cash flow.
type returnsOf struct {
	npv, mirr, index, payback, discounted, first float64 // undefined or never: +Inf
}

// ownersFlow is the project's flow with all funding that is not the owners'.
func (r *reference) ownersFlow() []float64 {
	flow := make([]float64, r.h)
	for m := range flow {
		flow[m] = r.worth[m]
		for _, s := range r.sources {
			if !s.ownersMoney() {
				flow[m] += s.flow(m, r.h)
			}
		}
	}
	return withoutRounding(flow, r.moved())
}

// moved is all money that came in and was paid: what rounding is measured by.
func (r *reference) moved() []float64 { return slices.Concat(r.paid, r.collected) }

// withoutRounding drops what is left of flows that cancel out.
func withoutRounding(flow, moved []float64) []float64 {
	out, all := slices.Clone(flow), 0.0
	for _, x := range moved {
		all += math.Abs(x)
	}
	for m, x := range flow {
		if math.Abs(x) < 1e-12*all {
			out[m] = 0
		}
	}
	return out
}

func (s *referenceSource) ownersMoney() bool {
	switch s.Kind {
	case "equity", "own", "venture", "industry", "partner":
		return true
	}
	return false
}

// flow is what a source brings the project in a month; debt still owed at the
// horizon is taken off in the last.
func (s *referenceSource) flow(m, horizon int) float64 {
	x := s.drawn[m] - s.interest[m] - s.fees[m] - s.principal[m]
	if m == horizon-1 && (s.Repayment != "none" || s.Kind == "loan" || s.Kind == "revolver" || s.Kind == "prepayment" && s.sold) {
		x -= s.owed[m]
	}
	return x
}

// partnerFlow is the flow of the k-th partner.
func (r *reference) partnerFlow(k int) []float64 {
	p := r.plan.Partners[k]
	flow := make([]float64, r.h)
	for m := range flow {
		flow[m] = p.RevenueShare*r.shared[m] - p.CostShare*r.paid[m] - p.CostShare*r.tax[m]
		if own := r.own[p.Name]; own != nil {
			flow[m] += own[m]
		}
		for _, s := range r.sources {
			switch {
			case s.ownersMoney():
			case s.Partner == p.Name:
				flow[m] += s.flow(m, r.h)
			case s.Partner == "":
				flow[m] += p.FundingShare * s.flow(m, r.h)
			}
		}
	}
	open := r.collectedBeyond
	for _, x := range r.ownBeyond {
		open -= x
	}
	flow[r.h-1] += p.RevenueShare*open + r.ownBeyond[p.Name] - p.CostShare*(r.unpaid()+r.settledTax-r.tax[r.h-1])
	if extra := r.paidInOtherwise(); extra != nil {
		for m, x := range extra[p.Name] {
			flow[m] += x
		}
	}
	return withoutRounding(flow, r.moved())
}

// returns works the figures out at an annual discount rate.
func (r *reference) returns(flow []float64, rate float64) returnsOf {
	p := r.plan.Project
	finance, reinvest := p.Rate, p.Rate
	if p.FinanceRate != nil {
		finance = *p.FinanceRate
	}
	if p.ReinvestRate != nil {
		reinvest = *p.ReinvestRate
	}
	discounted := make([]float64, r.h)
	out := returnsOf{mirr: math.Inf(1), index: math.Inf(1)}
	for m, x := range flow {
		when := map[string]float64{"end": float64(m) + 1, "mid": float64(m) + 0.5, "start": float64(m)}[p.Discounting]
		discounted[m] = x * math.Pow(1+rate, -when/12)
		out.npv += discounted[m]
	}
	invested, cumulative, low, high := 0.0, 0.0, 0.0, 0.0
	investing := true
	for m, x := range flow {
		cumulative += x
		investing = investing && cumulative <= 0
		if investing && x < 0 {
			invested -= discounted[m]
		}
		if x < 0 {
			low -= x * math.Pow(1+finance, -float64(m)/12)
		} else {
			high += x * math.Pow(1+reinvest, float64(len(flow)-1-m)/12)
		}
	}
	if invested > 0 {
		out.index = 1 + out.npv/invested
	}
	if low > 0 && high > 0 {
		out.mirr = math.Pow(high/low, 12/float64(len(flow)-1)) - 1
	}
	out.payback, out.discounted, out.first = paidBack(flow, true), paidBack(discounted, true), paidBack(flow, false)
	return out
}

// paidBack lists where the cumulative flow comes back to zero and takes the last of
// these times, or the first: without a loss it is 0, ending below zero +Inf, as is
// the first return that never was.
func paidBack(flow []float64, last bool) float64 {
	cumulative, moved := make([]float64, len(flow)+1), 0.0
	below := make([]bool, len(flow)+1)
	var back []float64
	for m, x := range flow {
		cumulative[m+1] = cumulative[m] + x
		moved += math.Abs(x)
		below[m+1] = cumulative[m+1] < -1e-12*moved
		if below[m] && !below[m+1] {
			back = append(back, float64(m)+min(1, -cumulative[m]/x))
		}
	}
	switch {
	case below[len(flow)] && (last || len(back) == 0):
		return math.Inf(1)
	case len(back) == 0:
		return 0
	case last:
		return back[len(back)-1]
	}
	return back[0]
}

// roots lists the effective annual rates at which the value of a flow is zero,
// on a grid of monthly growth factors exp(t) that is fine near t = 0.
// Flows below 1e-12 of all are rounding.
func roots(flow []float64) []float64 {
	flow = withoutRounding(flow, flow)
	for len(flow) > 0 && flow[0] == 0 {
		flow = flow[1:] // waiting changes no root
	}
	value := func(t float64) float64 { // at the end of the flow where that is smaller: its sign is all that matters
		sum, at := 0.0, 0
		if t < 0 {
			at = len(flow) - 1
		}
		for m, x := range flow {
			sum += x * math.Exp(-t*float64(m-at))
		}
		return sum
	}
	var out []float64
	const steps, widest = 400, 30.0
	at := func(k int) float64 {
		u := float64(k)/(steps/2) - 1
		return widest * u * math.Abs(u)
	}
	below := value(at(0))
	for k := 1; k <= steps; k++ {
		above := value(at(k))
		if (below < 0) != (above < 0) && below != 0 {
			a, b := at(k-1), at(k)
			for range 100 {
				mid := (a + b) / 2
				if (value(mid) < 0) == (below < 0) {
					a = mid
				} else {
					b = mid
				}
			}
			out = append(out, math.Expm1(12*(a+b)/2))
		}
		below = above
	}
	return out
}
