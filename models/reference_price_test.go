package models

import (
	"math"
	"testing"

	"ballast/sim"
)

// costOfEquity is the annual rate of the owners.
func (r *reference) costOfEquity() float64 {
	if x := r.plan.Project.CostOfEquity; x != nil {
		return *x
	}
	return r.plan.Project.Rate
}

func (s *referenceSource) debtInAllButName() bool {
	return s.TermMonths != 0 || s.Repayment != "none" || s.CapitaliseGrace || s.GraceSaid
}

// priceOfOwners is what the j-th source costs its owners: the required return on what is
// in use of it, by its own arithmetic from the end of every month to the next.
func (r *reference) priceOfOwners(j int) (worth float64) {
	s, p := r.sources[j], r.plan.Project
	var k float64
	switch {
	case s.RateDriver != "":
		k = r.base(s.RateDriver) + s.Spread
	case s.RateSaid || s.Rate != 0:
		k = s.Rate
	default:
		k = r.costOfEquity()
		for _, x := range r.plan.Partners {
			if x.Name == s.Partner && x.Rate != nil {
				k = *x.Rate
			}
		}
	}
	owed := 0.0
	for _, x := range r.sources {
		if debt := x.Kind == "loan" || x.Kind == "revolver"; debt || x.Repayment != "none" || r.setOff(x) {
			owed += x.owed[r.h-1]
		}
	}
	operation := r.h
	if len(r.plan.Revenue) == 0 && p.Mixes.DSCRFrom != nil {
		operation = *p.Mixes.DSCRFrom
	}
	for _, x := range r.plan.Revenue {
		operation = min(operation, x.StartMonth)
	}
	unpaid := 0.0
	for m := 1; m < r.h; m++ {
		own, all := 0.0, 0.0
		for _, x := range r.sources {
			if x.ownersMoney() && !x.debtInAllButName() {
				all += total(x.drawn[:m])
			}
		}
		own = total(s.drawn[:m])
		if m-1 >= operation && all > 0 {
			spare := math.Inf(1)
			for later := m - 1; later < r.h; later++ {
				cash := r.cash[later] - p.MinimumCash.InexactFloat64()
				if later == r.h-1 {
					cash -= owed
				}
				spare = min(spare, cash)
			}
			own *= 1 - min(1, max(0, spare)/all)
		}
		charge := own * (math.Pow(1+k, 1.0/12) - 1)
		unpaid += charge
		if paid := s.interest[m]; paid > 0 {
			charge += max(0, paid-unpaid)
			unpaid = 0
		}
		when := map[string]float64{"end": float64(m) + 1, "mid": float64(m) + 0.5, "start": float64(m)}[p.Discounting]
		worth += charge * math.Pow(1+p.Rate, -when/12)
	}
	return worth
}

// TestReferenceRequiredReturn: on random plans the required return of every source is that
// of the reference.
func TestReferenceRequiredReturn(t *testing.T) {
	sources, reduced, paid := 0, 0, 0
	for seed := uint64(0); seed < 200 && sources < 150; seed++ {
		m := compileRandom(t, seed)
		if !m.pricesOwners {
			continue
		}
		replay(t, m, 3, func(s *scenario, r *reference) {
			for j := range m.sources {
				if !m.sources[j].required {
					continue
				}
				var p priced
				s.priceSource(&p, j)
				near(t, m.sources[j].id+": required return", p.required, r.priceOfOwners(j), 1e-9*math.Max(1, m.base))
				sources++
				if total(r.sources[j].interest) > 0 {
					paid++
				}
				for k, x := range s.owners.use {
					if x < 1 && s.owners.pool[k] > 0 {
						reduced++
					}
				}
			}
		}, func(int, *sim.Block, *reference) {})
	}
	if sources < 100 || reduced == 0 || paid == 0 {
		t.Fatalf("%d sources, %d months with money that could go back, %d sources that pay: the test wants all", sources, reduced, paid)
	}
}
