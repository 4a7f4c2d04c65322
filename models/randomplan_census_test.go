package models

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/models/returns"
	"ballast/sim"
)

// census counts which features random plans use and which futures they reach.
type census map[string]int

func (c census) note(feature string, used bool) {
	if used {
		c[feature]++
	} else {
		c[feature] += 0
	}
}

// TestRandomPlansUseEverything: the plans that the reference and the
// conservation laws are tested on use every feature, several times each.
func TestRandomPlansUseEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("the plans, of one goroutine, are counted in the full run")
	}
	c := census{}
	for seed := range uint64(150) {
		m := compileRandom(t, seed)
		p := m.plan
		c.project(p)
		for _, x := range p.Costs {
			c.cost(&x)
		}
		for _, x := range p.Revenue {
			c.stream(&x)
		}
		for _, x := range p.Funding {
			c.source(&x)
		}
		for _, x := range p.Tranches {
			c.tranche(&x)
		}
		for _, x := range p.Risks {
			c.risk(&x)
		}
		replay(t, m, 3, c.future, c.outputs(m))
	}
	for feature, n := range c {
		if n < 3 {
			t.Errorf("%s: in %d plans or scenarios only", feature, n)
		}
	}
}

func (c census) project(p *budget.Plan) {
	for _, x := range []string{"end", "mid", "start"} {
		c.note("discounting "+x, p.Project.Discounting == x)
	}
	for _, x := range []string{"LHS", "MC", "Sobol"} {
		c.note("sampling "+x, p.Project.Sampling == x)
	}
	c.note("horizon 6", p.Project.Horizon == 6)
	c.note("horizon 72", p.Project.Horizon == 72)
	c.note("learnt frequency", p.Project.LearnFrequencies && slices.ContainsFunc(p.Risks, func(k budget.Risk) bool { return k.PerYear != nil }))
	c.note("tax", p.Project.TaxRate > 0)
	c.note("Student copula", p.Project.CopulaDF > 0 && len(p.Correlations) > 0)
	c.note("partners", len(p.Partners) > 0)
	c.note("correlated driver", slices.ContainsFunc(p.Correlations, func(x budget.Correlation) bool { return x.A == "wages" || x.B == "wages" }))
	for _, d := range p.Drivers {
		for _, kind := range []string{"fixed", "walk", "revert", "table"} {
			c.note("driver "+kind, d.Kind == kind)
		}
		c.note("revert without speed", d.Kind == "revert" && d.Speed == 0)
		c.note("table shorter than the horizon", d.Kind == "table" && len(d.Table) < p.Project.Horizon)
	}
}

// form notes how a quantity is written.
func (c census) form(what string, q *budget.Quantity) {
	c.note(what+" estimates", q != nil && q.Text == "" && q.Low != nil)
	c.note(what+" text", q != nil && q.Text != "")
	c.note(what+" certain", q == nil)
	if q != nil && what == "line" {
		c.note("of base", q.OfBase)
		c.note("absolute", !q.OfBase)
		for _, x := range []string{"p5-p95", "p10-p90", "p15-p85"} {
			c.note("range "+x, q.RangeMeans == x)
		}
	}
}

func (c census) cost(l *budget.CostLine) {
	for _, x := range []string{"", "even", "front", "back", "s-curve", "rayleigh", "start", "end", "lumps", "once", "long"} {
		c.note("profile "+x, l.Profile == x)
	}
	c.form("line", l.Uncertainty)
	c.form("lag", l.PaymentLag)
	c.form("slip", l.Slip)
	c.note("per month stretched", l.PerMonth && l.Stretch != nil)
	c.note("per month absolute", l.PerMonth && l.Uncertainty != nil && !l.Uncertainty.OfBase)
	c.note("advance with index and lag", l.Advance > 0 && l.Driver != "" && l.PaymentLag != nil)
	c.note("wide", len(l.Monthly) > 1)
	c.note("foreign currency", l.Currency != "")
	c.note("foreign and absolute", l.Currency != "" && l.Uncertainty != nil && !l.Uncertainty.OfBase)
	c.note("vendor and index", l.Vendor != "" && l.Driver != "")
	c.note("retention with lag and advance", l.Retention > 0 && l.PaymentLag != nil && l.Advance > 0)
	c.note("paid before", l.PaymentLag != nil && strings.Contains(l.PaymentLag.Text, "-"))
	c.note("VAT comes back", l.VAT > 0 && l.VATRecovered && l.PaymentLag != nil)
	c.note("VAT is cost", l.VAT > 0 && !l.VATRecovered)
	c.note("credit", l.Amount.IsNegative())
}

func (c census) stream(s *budget.Stream) {
	c.note("ramp linear", s.RampMonths > 1 && s.RampShape == "linear")
	c.note("ramp s-curve", s.RampMonths > 1 && s.RampShape == "s-curve")
	c.note("fractional ramp", s.RampMonths == 7.5)
	c.note("end and shift", s.EndMonth != nil && s.Shift != nil)
	c.note("begins and ends within a month", s.StartPart > 0 && s.EndPart > 0 && s.EndMonth != nil)
	c.note("noise", s.Noise > 0)
	c.note("revenue of a partner", s.Partner != "")
	c.note("revenue driver", s.Driver != "")
	c.form("collection lag", s.CollectionLag)
	c.note("uncollectable", s.Uncollectable != nil)
}

func (c census) source(s *budget.Source) {
	for _, x := range []string{"loan", "revolver", "equity", "own", "venture", "industry", "grant", "partner", "prepayment"} {
		c.note("kind "+x, s.Kind == x)
	}
	for _, x := range []string{"none", "bullet", "equal", "annuity", "sweep"} {
		for _, paid := range []bool{false, true} {
			c.note(fmt.Sprint("grace of ", x, " capitalised ", paid), s.Repayment == x && s.GraceMonths > 0 && s.CapitaliseGrace == paid)
		}
	}
	c.note("loan on demand", s.Kind == "loan" && s.OnDemand)
	c.note("amount factor on demand", s.AmountFactor != nil && s.OnDemand)
	c.note("rate by driver", s.RateDriver != "")
	for _, x := range []string{"bullet", "equal", "annuity", "sweep"} {
		c.note(x+" by the quarter or year", s.Repayment == x && s.PaymentMonths > 1)
	}
	c.note("sweep with a term", s.Repayment == "sweep" && s.TermMonths > 0)
	c.note("co-financing", s.CoFinancing != nil)
	c.note("commitment fee", s.CommitmentFee > 0)
	c.note("upfront fee", s.UpfrontFee > 0)
	c.note("window", s.AvailableTo != nil && s.AvailableFrom > 0)
	c.note("funding of a partner", s.Partner != "")
	c.note("equity share", s.EquityShare != nil)
}

func (c census) tranche(t *budget.Tranche) {
	c.note("tranche probability", t.Probability != nil)
	c.note("tranche delay", t.Delay != nil)
	c.note("conditions on two lines", len(t.Conditions) == 2 && t.Conditions[0] != t.Conditions[1])
	c.note("condition on a risk", len(t.Conditions) == 1 && t.Conditions[0][0] == 'R')
}

func (c census) risk(k *budget.Risk) {
	for _, x := range []string{"amount", "factor", "share"} {
		c.note("impact "+x+" with response", k.ImpactIs == x && k.ResponseOn && k.ResidualImpact != nil)
		c.note("impact "+x+" by the year", k.ImpactIs == x && k.PerYear != nil)
	}
	for _, x := range []string{"open", "closed", "occurred"} {
		c.note("status "+x, k.Status == x)
	}
	c.note("any of two parents", len(k.DependsOn) == 2 && !k.AllParents && k.ProbabilityIf != nil)
	c.note("both parents", len(k.DependsOn) == 2 && k.AllParents && k.ProbabilityIf != nil)
	c.note("parent", len(k.DependsOn) > 0 && k.ProbabilityIf != nil && k.ResponseOn && k.ResidualProb != nil)
	c.note("revenue change with duration", k.RevenueImpact != nil && k.ImpactMonths > 0)
	c.note("revenue change to the end", k.RevenueImpact != nil && k.ImpactMonths == 0)
	c.note("affects nothing named", k.Affects == nil)
	c.note("response off", k.Response != "" && !k.ResponseOn)
}

// future notes what happens in a scenario.
func (c census) future(s *scenario, r *reference) {
	c.note("several events of a risk", slices.Max(append(s.counts, 0)) > 1)
	c.note("cost beyond", s.beyond > 0)
	c.note("revenue beyond", s.collectedBeyond > 0)
	c.note("tax paid", slices.Max(s.tax) > 0)
	c.note("a gap", slices.Max(s.book.Gap) > 1)
	swept := 0
	for _, x := range r.sources {
		if x.Repayment == "sweep" && total(x.principal) > 0 {
			swept++
		}
		c.note("two swept", swept == 2)
		c.note("drawn on demand", x.OnDemand && x.used > 0)
		c.note("drawn up on demand", x.OnDemand && x.used > 0 && x.undrawn() == 0)
		c.note("swept", x.Repayment == "sweep" && total(x.principal) > 0)
		c.note("capitalised", x.capitalised > 0)
		c.note("prepayment recovered", r.setOff(x) && total(x.principal) > 0)
		c.note("window closed", x.closed > 0)
		c.note("money beyond", x.beyond > 0)
		c.note("owed at the horizon", x.Repayment != "none" && x.owed[r.h-1] > 1)
		c.note("annuity paid", x.Repayment == "annuity" && total(x.principal) > 0)
	}
}

// outputs notes what the returns come to.
func (c census) outputs(m *Model) func(int, *sim.Block, *reference) {
	return func(i int, b *sim.Block, _ *reference) {
		if len(m.streams) == 0 {
			return
		}
		at := m.out.equity
		c.note("paid back", b.Scalar[at.payback][i] > 0 && !math.IsInf(b.Scalar[at.payback][i], 1))
		c.note("not paid back", math.IsInf(b.Scalar[at.payback][i], 1))
		state := returns.State(b.Scalar[at.irrState][i])
		c.note("rate of return one", state == returns.OK)
		c.note("rate of return undefined", !state.Defined())
		c.note("rate of return several", state == returns.Several)
	}
}
