package models

import (
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// jointPlan costs 100 in the first month, earns 20 a month from the second on, and belongs
// to A and B in halves; nothing is discounted.
func jointPlan(sources ...budget.Source) *budget.Plan {
	p := twoFutures()
	p.Project.Rate, p.Project.OpeningCash = 0, whole(0)
	p.Costs[0].Uncertainty = nil
	p.Revenue = []budget.Stream{{ID: "S1", Name: "Sales", Monthly: whole(20), StartMonth: 1}}
	for _, name := range []string{"A", "B"} {
		p.Partners = append(p.Partners, budget.Partner{Name: name, CostShare: 0.5, RevenueShare: 0.5, FundingShare: 0.5})
	}
	p.Funding = sources
	return p
}

// paysIn is what a partner, or with none an investor from outside, pays in.
func paysIn(id, who string, amount int64, month int) budget.Source {
	return budget.Source{ID: id, Name: "call " + id, Kind: "partner", Committed: whole(amount), ArriveMonth: month, Probability: 1, Repayment: "none", Partner: who}
}

func stakeOf(t *testing.T, o *outcome.Outcome, party, after int) float64 {
	t.Helper()
	return o.Return.Stakes.Calls[after].Shares[party]
}

// TestStakesByHand: A pays 60 and B 40 of the first 100; in the seventh month a cost of 50
// comes up and A pays the call of 50 alone. A owns 60 % and then 110/150. Five months of 20
// at 60 %, the month of the call and five more, 120 in all, at 11/15: A has 60 + 88 - 110 =
// 38, B 40 + 32 - 40 = 32, and together they have 220 - 150.
func TestStakesByHand(t *testing.T) {
	t.Parallel()
	p := jointPlan(paysIn("F1", "A", 60, 0), paysIn("F2", "B", 40, 0), paysIn("F3", "A", 50, 6))
	p.Costs = append(p.Costs, budget.CostLine{ID: "C2", Name: "Repair", Amount: whole(50), StartMonth: 6, Months: 1})
	_, o := outcomeOf(t, p)
	for k, want := range []float64{38, 32} {
		near(t, "NPV of "+o.Return.Partners[k].Name, o.Return.Partners[k].NPV.Mean, want, 1e-9)
	}
	s := o.Return.Stakes
	if len(s.Parties) != 2 || len(s.Calls) != 3 {
		t.Fatalf("%+v", s)
	}
	near(t, "A after its first payment", stakeOf(t, o, 0, 0), 1, 0)
	near(t, "A after B has paid", stakeOf(t, o, 0, 1), 0.6, 1e-12)
	near(t, "A after the call", stakeOf(t, o, 0, 2), 110.0/150, 1e-12)
	near(t, "B falls when A pays the call", stakeOf(t, o, 1, 2), 40.0/150, 1e-12)
	near(t, "A at the horizon", s.Parties[0].ShareMean, 110.0/150, 1e-12)
	near(t, "B has paid", s.Parties[1].PaidInMean, 40, 1e-9)
	if c := s.Calls[2]; c.By != "A" || c.Date != "2026-07" || c.Amount != 50 {
		t.Errorf("the call is %+v", c)
	}
}

// TestStakesOfMixes: of the call of TestStakesByHand A pays half, and B half or nothing, in
// mixes. A owns 85/125 where it alone pays 25 of the 50, and 85/150 where B pays the rest.
// What the months leave from the call on is 95, the missing 25 being paid from cash, or 120.
func TestStakesOfMixes(t *testing.T) {
	t.Parallel()
	p := jointPlan(paysIn("F1", "A", 60, 0), paysIn("F2", "B", 40, 0), paysIn("F3", "A", 50, 6), paysIn("F4", "B", 0, 6))
	p.Costs = append(p.Costs, budget.CostLine{ID: "C2", Name: "Repair", Amount: whole(50), StartMonth: 6, Months: 1})
	p.Mixes = []budget.Mix{mixOf(p, "half missing", 60, 40, 25, 0), mixOf(p, "shared", 60, 40, 25, 25)}
	s, o := outcomeOf(t, p)
	if err := s.CompareMixes(t.Context(), o, MixConfig{Bare: true}); err != nil {
		t.Fatal(err)
	}
	for i, want := range [][3]float64{{60 + 95*0.68 - 85, 40 + 95*0.32 - 40, 0.68}, {60 + 120*85.0/150 - 85, 40 + 120*65.0/150 - 65, 85.0 / 150}} {
		x := o.Mixes[i]
		near(t, "A, "+x.Name, x.Partners[0].NPVMean, want[0], 1e-9)
		near(t, "B, "+x.Name, x.Partners[1].NPVMean, want[1], 1e-9)
		near(t, "share of A, "+x.Name, *x.Partners[0].ShareMean, want[2], 1e-12)
		near(t, "owners, "+x.Name, x.NPVMean, 70, 1e-9)
	}
}

// TestStakesAsAgreed: paid in by the funding shares, nothing moves, and neither does it
// where no partner is named.
func TestStakesAsAgreed(t *testing.T) {
	t.Parallel()
	_, fixed := outcomeOf(t, jointPlan(paysIn("F1", "", 100, 0)))
	if fixed.Return.Stakes != nil {
		t.Errorf("nobody in particular pays: %+v", fixed.Return.Stakes)
	}
	_, o := outcomeOf(t, jointPlan(paysIn("F1", "A", 50, 0), paysIn("F2", "B", 50, 0)))
	for k := range 2 {
		near(t, "NPV", o.Return.Partners[k].NPV.Mean, fixed.Return.Partners[k].NPV.Mean, 1e-9)
		near(t, "share", o.Return.Stakes.Parties[k].ShareMean, 0.5, 1e-12)
	}
}

// TestOutsideRoundByHand: A and B pay 40 each and an investor from outside 20 for 20 % of
// the equity. Each partner keeps 0.5 x 0.8 of 220 and has paid 40: 48; the investor has
// 44 - 20. With half of the round, in a mix, each keeps 45 %, and what is missing, 10, is
// a gap that nobody has paid: 0.45 x 220 - 40 - 5, of the months from the second on.
func TestOutsideRoundByHand(t *testing.T) {
	t.Parallel()
	round := paysIn("F3", "", 20, 0)
	round.Kind, round.EquityShare = "venture", pointer(0.2)
	p := jointPlan(paysIn("F1", "A", 40, 0), paysIn("F2", "B", 40, 0), round)
	p.Mixes = []budget.Mix{mixOf(p, "whole", 40, 40, 20), mixOf(p, "half", 40, 40, 10)}
	s, o := outcomeOf(t, p)
	if err := s.CompareMixes(t.Context(), o, MixConfig{Bare: true}); err != nil {
		t.Fatal(err)
	}
	for k := range 2 {
		near(t, "NPV", o.Return.Partners[k].NPV.Mean, 48, 1e-9)
		near(t, "share", o.Return.Stakes.Parties[k].ShareMean, 0.4, 1e-12)
		near(t, "NPV in the whole mix", o.Mixes[0].Partners[k].NPVMean, 48, 1e-9)
		near(t, "NPV with half of the round", o.Mixes[1].Partners[k].NPVMean, 54, 1e-9)
		near(t, "share with half of the round", *o.Mixes[1].Partners[k].ShareMean, 0.45, 1e-12)
	}
	if x := o.Return.Stakes.Parties[2]; !x.Outside || x.PaidInMean != 20 {
		t.Errorf("outside: %+v", x)
	}
	near(t, "outside", o.Return.Stakes.Parties[2].ShareMean, 0.2, 1e-12)
}
