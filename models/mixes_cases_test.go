package models

import (
	"math"
	"os"
	"strings"
	"testing"

	"ballast/budget"
)

// parts makes a mix of amounts in the order of the plan's sources.
func mixOf(p *budget.Plan, name string, amounts ...float64) budget.Mix {
	m := budget.Mix{Name: name}
	for j, a := range amounts {
		if a != 0 {
			m.Parts = append(m.Parts, budget.MixPart{Source: p.Funding[j].ID, Amount: euros(a)})
		}
	}
	return m
}

// Shocks and a little more of a source, where the answer is arithmetic: a cost
// uniform on 60..100 in month 2, paid from a grant and a loan at 12 % that
// comes in month 0 and is repaid in month 5.
func TestStressClosedForm(t *testing.T) {
	grant, loan := source2("F1", 50e6, 0), source2("F2", 40e6, 0)
	loan.Kind, loan.Rate, loan.Repayment, loan.TermMonths = "loan", 0.12, "bullet", 5
	p := uniformPlan(60e6, 100e6, 0.9, grant, loan)
	p.Project.Horizon = 3 // the gap of the repayment is not looked at
	p.Mixes = []budget.Mix{mixOf(p, "M", 50e6, 40e6)}
	o := comparison(t, p, 4000, MixConfig{Stress: stressesOf(t, "costs +10%", "F1 fails", "rates +12%", "F2 late 3", "F1 late 2; costs +10%")})
	cash := 90e6 - 0.8e6 // two months of interest are paid by the end of month 2
	above := func(x float64) float64 { return math.Min(1, math.Max(0, (100e6-x)/40e6)) }
	near(t, "P(gap)", o.Mixes[0].ProbabilityGap, above(cash), 1e-3)
	for i, want := range []float64{above(cash / 1.1), 1, above(90e6 - 1.6e6), 1, above(cash / 1.1)} {
		s := o.MixStudy.Stress[i]
		t.Logf("%s: calculated %.4f, expected %.4f, tolerance one stratum", s.Text, s.Mixes[0].ProbabilityGap, want)
		near(t, s.Text, s.Mixes[0].ProbabilityGap, want, 1e-3)
	}
	near(t, "cost of funds at dearer rates", o.MixStudy.Stress[2].Mixes[0].CostMean, 2*o.Mixes[0].CostMean, 1)
	v := func(m int) float64 { return math.Pow(1+p.Project.Rate, -float64(m+1)/12) }
	unit := o.Mixes[0].PerUnit[0]
	near(t, "unit", unit.Unit, 1e6, 0)
	near(t, "P(gap) of a unit more of the grant", unit.ProbabilityGap, -1e6/40e6, 1e-3)
	unit = o.Mixes[0].PerUnit[1]
	near(t, "cost of a unit more of the loan", unit.Cost, 1e6*0.12/12*(v(1)+v(2)), 1)
	near(t, "P(gap) without the grant", o.Mixes[0].Removal[0].ProbabilityGap, 1, 0)
	near(t, "liquidity", *o.Mixes[0].Liquidity, 96e6-cash, 4e4) // one stratum of a block
}

// Revenue that comes later and less: 30 a month from month 0 pays a cost of 60
// in month 2; a month later cash is 0 then, and a third less leaves nothing.
func TestStressRevenue(t *testing.T) {
	p := uniformPlan(59.9999e6, 60.0001e6, 0.9, source2("F1", 1e6, 0))
	p.Revenue = []budget.Stream{{ID: "S1", Name: "sales", Monthly: euros(30e6)}}
	p.Mixes = []budget.Mix{mixOf(p, "M", 1e6)}
	o := comparison(t, p, 200, MixConfig{Stress: stressesOf(t, "revenue late 1", "revenue late 1.5", "revenue -30%", "revenue -50%")})
	peaks := []float64{0, 14e6, 0, 14e6} // 1 + 2x30 - 60; 1 + 1.5x30 - 60; 1 + 63 - 60; 1 + 45 - 60
	near(t, "P(gap)", o.Mixes[0].ProbabilityGap, 0, 0)
	for i, want := range peaks {
		near(t, o.MixStudy.Stress[i].Text, o.MixStudy.Stress[i].Mixes[0].PeakGapP90, want, 200)
	}
}

// Shares are of the need, which is the setting, or what the plan commits, or
// what cash is short of; a source that the plan does not commit is as good as
// one that it does.
func TestMixSharesAndNewSources(t *testing.T) {
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 50e6, 0.01), source2("F2", 0, 0.02), source2("F3", 0, 0))
	p.Funding[2].Kind, p.Funding[2].OnDemand, p.Funding[2].Rate, p.Funding[2].Repayment = "revolver", true, 0.08, "sweep"
	p.Funding[1].AmountFactor = &budget.Quantity{Text: "Uniform(0.8,1)"}
	p.Project.Mixes.Need = pointer(euros(80e6))
	half := budget.Mix{Name: "shares", Shares: true, Parts: []budget.MixPart{
		{Source: "F1", Amount: budget.MoneyOf(0.5)}, {Source: "F2", Amount: budget.MoneyOf(0.25)}, {Source: "F3", Amount: budget.MoneyOf(0.25)}}}
	p.Mixes = []budget.Mix{half, mixOf(p, "amounts", 40e6, 20e6, 20e6)}
	o := comparison(t, p, 2000, MixConfig{})
	if a, b := o.Mixes[0], o.Mixes[1]; a.ProbabilityGap != b.ProbabilityGap || a.CostMean != b.CostMean || a.Total != 80e6 {
		t.Errorf("shares %v %v, amounts %v %v", a.ProbabilityGap, a.CostMean, b.ProbabilityGap, b.CostMean)
	}
	committed := *p
	committed.Funding = append([]budget.Source(nil), p.Funding...)
	for j, a := range []float64{40e6, 20e6, 20e6} {
		committed.Funding[j].Committed = euros(a)
	}
	committed.Mixes = nil
	want := comparison(t, &committed, 2000, MixConfig{})
	near(t, "P(gap) of new sources", o.Mixes[1].ProbabilityGap, want.Cash.ProbabilityGap, 1e-12)
	near(t, "cost of new sources", o.Mixes[1].CostMean, want.Funding.Price.Total, 1e-3)
	p.Project.Mixes.Need = nil
	if n := comparison(t, p, 200, MixConfig{}).MixStudy.Need; n != 50e6 {
		t.Errorf("need %v, want what the plan commits", n)
	}
	p.Funding[0].Committed = euros(0)
	near(t, "need without commitments", comparison(t, p, 2000, MixConfig{}).MixStudy.Need, 80e6, 1e5)
}

// Dilution: rounds of 10 % and 20 % leave 0.9 x 0.8; half of the second one
// gives away half of its share; a mix without them gives nothing.
func TestMixDilution(t *testing.T) {
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 50e6, 0), source2("F2", 40e6, 0), source2("F3", 10e6, 0))
	p.Funding[0].EquityShare, p.Funding[1].EquityShare = pointer(0.1), pointer(0.2)
	p.Mixes = []budget.Mix{mixOf(p, "both", 50e6, 40e6), mixOf(p, "half", 50e6, 20e6), mixOf(p, "none", 0, 0, 10e6)}
	o := comparison(t, p, 200, MixConfig{})
	for i, want := range []float64{0.28, 0.19, 0} {
		near(t, o.Mixes[i].Name, *o.Mixes[i].Dilution, want, 1e-12)
	}
}

// TestDilutionStaysSold: 50 for a tenth of the equity have come in, so a mix with 5 of that
// source, or none, gives away a tenth all the same; before anything had come it would not.
func TestDilutionStaysSold(t *testing.T) {
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 50e6, 0), source2("F2", 40e6, 0))
	p.Funding[0].EquityShare, p.Funding[1].EquityShare = pointer(0.1), pointer(0.2)
	p.Mixes = []budget.Mix{mixOf(p, "less", 5e6, 40e6), mixOf(p, "none", 0, 40e6), mixOf(p, "more", 100e6, 0)}
	dilutions := func(want ...float64) {
		t.Helper()
		o := comparison(t, p, 200, MixConfig{})
		for i, x := range want {
			near(t, o.Mixes[i].Name, *o.Mixes[i].Dilution, x, 1e-12)
		}
	}
	dilutions(1-0.99*0.8, 0.2, 0.2)
	p.Project.AsOf = &budget.Month{Year: 2026, Month: 1}
	p.Actuals = []budget.Actual{{Month: 0, Kind: "funding", ID: "F1", Amount: euros(50e6)}}
	dilutions(1-0.9*0.8, 1-0.9*0.8, 0.1)
}

// TestMixOfASourceThatHasCome: all 50 of F1 have come, so that a mix with 90 of it brings
// no more than one with 50, and says so; of F2 that is to come a mix brings more.
func TestMixOfASourceThatHasCome(t *testing.T) {
	t.Parallel()
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 50e6, 0), source2("F2", 40e6, 0))
	p.Project.AsOf = &budget.Month{Year: 2026, Month: 1}
	p.Actuals = []budget.Actual{{Month: 0, Kind: "funding", ID: "F1", Amount: euros(50e6)}}
	p.Mixes = []budget.Mix{mixOf(p, "whole", 50e6, 20e6), mixOf(p, "more of it", 90e6, 20e6), mixOf(p, "more to come", 50e6, 60e6)}
	m, problems := Compile(p)
	if got := m.possible(0, 90e6); got != 50e6 {
		t.Errorf("%v of F1 is possible", got)
	}
	var told []string
	for _, x := range problems {
		if x.Code == "mix-arrived" {
			told = append(told, x.Message)
		}
	}
	if len(told) != 1 || !strings.Contains(told[0], "more of it") || !strings.Contains(told[0], "in whole") {
		t.Errorf("told: %q", told)
	}
	o := comparison(t, p, 200, MixConfig{})
	near(t, "money of the mix", o.Mixes[1].Total, 70e6, 1e-6)
	near(t, "P(gap) of more of it", o.Mixes[1].ProbabilityGap, o.Mixes[0].ProbabilityGap, 0)
	if o.Mixes[2].ProbabilityGap >= o.Mixes[0].ProbabilityGap {
		t.Errorf("P(gap) %v with more to come, %v without", o.Mixes[2].ProbabilityGap, o.Mixes[0].ProbabilityGap)
	}
}

// Beside P(gap) the answer keeps a floor of the debt cover and a limit of
// concentration, for each goal; and a better goal never has a worse value.
func TestSlowOptimiseConditions(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	t.Parallel()
	build := func(goal string) *budget.Plan {
		grant, loan := source2("F1", 70e6, 0.03), source2("F2", 90e6, 0)
		loan.Kind, loan.Rate, loan.Repayment, loan.TermMonths = "loan", 0.06, "equal", 9
		p := uniformPlan(60e6, 100e6, 0.9, grant, loan)
		p.Project.Horizon = 18
		p.Revenue = []budget.Stream{{ID: "S1", Name: "sales", Monthly: euros(12e6), StartMonth: 3}}
		p.Project.Mixes.Objective = goal
		return p
	}
	for _, goal := range []string{"cost", "npv", "gap"} {
		free, _ := optimised(t, build(goal), 1000)
		p := build(goal)
		p.Project.Mixes.MaxConcentration = pointer(0.55)
		tight, d := optimised(t, p, 1000)
		if !free.Feasible || !tight.Feasible {
			t.Fatalf("%s: %+v %+v", goal, free, tight)
		}
		x := newProber(newSample(d.f, d.f.n, false), d.limits()).at(amountsOf(tight))
		if x.violation > 0 || x.gap > 0.1 {
			t.Errorf("%s: %+v breaks its conditions", goal, x)
		}
		better := free.Value <= tight.Value+1
		if goal == "npv" {
			better = free.Value >= tight.Value-1
		}
		if !better {
			t.Errorf("%s: %v without, %v with the condition", goal, free.Value, tight.Value)
		}
	}
	p := build("cost") // the loan is repaid from month 17 on, by when a year of revenue covers it
	p.Project.Horizon, p.Funding[1].GraceMonths, p.Funding[1].TermMonths = 30, 16, 25
	p.Project.Mixes.DSCRFloor, p.Project.Mixes.DSCRAllowed = pointer(1.8), pointer(0.05)
	p.Funding[0].UpfrontFee = 0.2
	out, d := optimised(t, p, 1000)
	l, low := d.limits(), 0
	run := newTrial(d.f, amountsOf(out))
	for i := range d.f.n {
		run.run(i, 0)
		if run.idle {
			run.rest(i)
		}
		if run.dscr(i) < l.dscrFloor {
			low++
		}
	}
	if !out.Feasible || float64(low) > 0.05*float64(d.f.n) {
		t.Errorf("feasible %v, cover below its floor in %d of %d futures", out.Feasible, low, d.f.n)
	}
}

// What has come by the as-of month comes in every mix: with the plan's own
// amounts a mix is the run, and less than has come is not possible.
func TestMixAsOf(t *testing.T) {
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 50e6, 0.01), source2("F2", 40e6, 0), source2("F3", 20e6, 0))
	p.Funding[1].Kind, p.Funding[1].Rate, p.Funding[1].Repayment, p.Funding[1].TermMonths = "loan", 0.06, "equal", 4
	p.Funding[2].Kind, p.Funding[2].OnDemand, p.Funding[2].Rate, p.Funding[2].Repayment = "revolver", true, 0.08, "sweep"
	p.Tranches = []budget.Tranche{{Source: "F1", Month: 0, Amount: euros(20e6)}, {Source: "F1", Month: 2, Amount: euros(30e6)}}
	p.Project.AsOf = &budget.Month{Year: 2026, Month: 1}
	p.Actuals = []budget.Actual{{Month: 0, Kind: "funding", ID: "F1", Amount: euros(19.8e6)}, {Month: 0, Kind: "funding", ID: "F2", Amount: euros(40e6)}}
	p.Mixes = []budget.Mix{mixOf(p, "plan", 50e6, 40e6, 20e6), mixOf(p, "less", 10e6, 40e6, 20e6), mixOf(p, "more", 60e6, 40e6, 20e6)}
	o := comparison(t, p, 1000, MixConfig{})
	near(t, "P(gap)", o.Mixes[0].ProbabilityGap, o.Cash.ProbabilityGap, 0)
	near(t, "cost", o.Mixes[0].CostMean, o.Funding.Price.Total, 1e-3)
	near(t, "used of F1 in less", *o.Mixes[1].Sources[0].UsedMean, 20e6, 1)
	near(t, "used of F1 in more", *o.Mixes[2].Sources[0].UsedMean, 60e6, 1)
}

// stressesOf reads stresses as they are written.
func stressesOf(t *testing.T, texts ...string) []budget.Stress {
	t.Helper()
	var all []budget.Stress
	for _, text := range texts {
		shocks, bad := budget.ParseStress(text)
		if bad != "" {
			t.Fatalf("stress %q: cannot read %q", text, bad)
		}
		all = append(all, budget.Stress{Text: text, Shocks: shocks})
	}
	return all
}
