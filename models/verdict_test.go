package models

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestReleaseFollowsTheWork: certain work of 100 that may slip by six months needs no
// reserve: what is still to be spent is still to be done. Only the coin of 100 in month
// 10 does, until it is thrown.
func TestReleaseFollowsTheWork(t *testing.T) {
	p := twoFutures()
	p.Costs = append(p.Costs, budget.CostLine{ID: "C2", Amount: whole(100), Months: 1, Slip: coin("0", "6")})
	p.Costs[0].StartMonth = 9
	_, o := outcomeOf(t, p)
	near(t, "contingency", o.Reserve.Contingency, 100, 0)
	for _, r := range o.Reserve.Release {
		want := 100.0
		if r.Month >= 10 {
			want = 0
		}
		near(t, "need after month "+strconv.Itoa(r.Month), r.Need, want, 1e-9)
	}
	p.Costs[0].StartMonth, p.Costs[0].Slip = 11, &budget.Quantity{Text: "3"}
	_, o = outcomeOf(t, p)
	near(t, "need for what lies beyond the horizon", o.Reserve.ReleaseBeyond, 100, 0)
}

// runningPlan has spent 130 on work of 100 that is done, and has a coin of 100 or 200
// to come: Q80 is 330, 100 above what is left to do.
func runningPlan() *budget.Plan {
	p := twoFutures()
	p.Project.AsOf = &budget.Month{Year: 2026, Month: 2}
	p.Costs[0].StartMonth = 5
	p.Costs = append(p.Costs, budget.CostLine{ID: "C2", Amount: whole(100), Months: 1})
	p.Actuals = []budget.Actual{{Month: 0, Kind: "cost", ID: "C2", Amount: whole(130)}}
	p.Progress = []budget.Progress{{ID: "C2", Complete: 1}}
	p.Ledger = []budget.LedgerEntry{{Month: 0, Amount: whole(10), For: "C2"}}
	return p
}

// TestOneVerdict: 30 were used and 10 drawn. Worked by hand; left - need is base +
// approved - Qp(T) in each.
func TestOneVerdict(t *testing.T) {
	for _, c := range []struct {
		name            string
		approved, limit int64
		do              string
		amount, left    float64
	}{
		{"too little approved", 120, 0, "ask", 10, 90},
		{"more than is needed", 200, 0, "release", 70, 170},
		{"the limit has less room", 200, 350, "release", 20, 170},
		{"the limit is broken", 200, 300, "limit", 30, 170},
	} {
		p := runningPlan()
		approved := whole(c.approved)
		p.Project.Approved = &approved
		if c.limit > 0 {
			limit := whole(c.limit)
			p.Project.BudgetLimit = &limit
		}
		_, o := outcomeOf(t, p)
		k := o.Control
		if o.Verdict.Do != c.do || math.Abs(o.Verdict.Amount-c.amount) > 0.011 {
			t.Errorf("%s: %+v, want %s %v", c.name, o.Verdict, c.do, c.amount)
		}
		near(t, c.name+": left", *k.ReserveLeft, c.left, 0.011)
		near(t, c.name+": used", k.ReserveUsed, 30, 1e-9)
		near(t, c.name+": not in the ledger", k.ReserveUnledgered, 20, 1e-9)
		near(t, c.name+": left - need", *k.ReserveLeft-k.ReserveNeed, 200+float64(c.approved)-330, 0.011)
		near(t, c.name+": the curve begins with the need", o.Reserve.Release[1].Need, k.ReserveNeed, 0.011)
		said := false
		for _, a := range k.Actions {
			said = said || strings.Contains(a.Act, strconv.Itoa(int(c.amount)))
		}
		if !said || math.Abs(math.Abs(k.ReserveAdvice)-c.amount) > 0.011 {
			t.Errorf("%s: plan-do-check-act says %v, reserve_advice %v", c.name, k.Actions, k.ReserveAdvice)
		}
	}
	p := runningPlan()
	p.Ledger[0].Amount = whole(50)
	approved := whole(200)
	p.Project.Approved = &approved
	_, o := outcomeOf(t, p)
	near(t, "drawn, not spent", o.Control.ReserveDrawnUnspent, 20, 1e-9)
	near(t, "left of it", *o.Control.ReserveLeft, 150, 1e-9)
}

// TestEscalationApart: prices rise by 12 % a year; 100 in month 12 are 112, and a coin
// adds up to 100: the contingency of 124 at P80 is 12 of planned escalation and 112 of
// contingency proper.
func TestEscalationApart(t *testing.T) {
	p := twoFutures()
	p.Drivers = []budget.Driver{{Name: "wages", Kind: "fixed", Growth: 0.12, Base: 1}}
	p.Costs[0].StartMonth, p.Costs[0].Driver = 11, "wages"
	_, o := outcomeOf(t, p)
	near(t, "contingency", o.Reserve.Contingency, 124, 0.011)
	near(t, "planned escalation", o.Reserve.Escalation, 12, 0.011)
	near(t, "contingency proper", o.Reserve.Proper, 112, 0.011)
	if x := o.Cost.Overrun; x.What != "plan" || math.Abs(x.Over-112) > 0.011 || x.Probability != 0.5 {
		t.Errorf("overrun %+v, want half of the futures over 112", x)
	}
	near(t, "P(T > B)", o.Cost.ProbabilityOverrun, 1, 0)
	limit := whole(300)
	p.Project.BudgetLimit = &limit
	_, o = outcomeOf(t, p)
	if x := o.Cost.Overrun; x.What != "limit" || x.Over != 300 || x.Probability != 0 {
		t.Errorf("overrun %+v, want none over the limit of 300", x)
	}
}

// TestManagementReserveAtTheTop: at P95 and above nothing is left for it.
func TestManagementReserveAtTheTop(t *testing.T) {
	p := twoFutures()
	p.Project.ReserveConfidence = 0.97
	_, o := outcomeOf(t, p)
	if o.Reserve.Management != 0 || o.Reserve.ManagementWhy == "" {
		t.Errorf("management reserve %v (%q)", o.Reserve.Management, o.Reserve.ManagementWhy)
	}
}

// TestAdvisedLimitHolds: on random plans the limit is set to the base; raised by what
// the verdict says, it holds the chosen confidence.
func TestAdvisedLimitHolds(t *testing.T) {
	raised := 0
	for _, seed := range someSeeds(24) {
		p := randomPlan(seed)
		m := compileRandom(t, seed)
		limit := budget.MoneyOf(m.base)
		p.Project.BudgetLimit, p.Project.Approved = &limit, nil
		v := verdictOf(t, p)
		if v.Do != "limit" {
			continue
		}
		raised++
		higher := limit.Add(budget.MoneyOf(v.Amount))
		p.Project.BudgetLimit = &higher
		m, _ = Compile(p)
		_, o := runRandom(t, m)
		if 1-*o.Cost.ProbabilityOverLimit < p.Project.ReserveConfidence-1.0/float64(o.Run.Scenarios) || o.Verdict.Do == "limit" && o.Verdict.Amount > 1 {
			t.Errorf("plan %d: raised by %v, verdict %+v, P(within) %v of %v", seed, v.Amount, o.Verdict, 1-*o.Cost.ProbabilityOverLimit, p.Project.ReserveConfidence)
		}
	}
	if raised < len(someSeeds(8)) {
		t.Errorf("only %d limits were raised", raised)
	}
}

func verdictOf(t *testing.T, p *budget.Plan) outcome.Verdict {
	t.Helper()
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	_, o := runRandom(t, m)
	return o.Verdict
}

// TestReleasedReserveHolds: on random plans that run, with enough approved, what is
// released leaves the chosen confidence: base + approved - released is at or above
// Qp(T), and the reserve left covers the need of every month ahead.
func TestReleasedReserveHolds(t *testing.T) {
	released := 0
	for _, seed := range someSeeds(24) {
		p := randomPlan(seed)
		at := p.Project.Start.Add(p.Project.Horizon / 3)
		p.Project.AsOf, p.Project.BudgetLimit = &at, nil
		p.Actuals = []budget.Actual{{Month: 0, Kind: "cost", ID: p.Costs[0].ID, Amount: p.Costs[0].Amount.Div(whole(3))}}
		m, _ := Compile(p)
		if m == nil || m.past == nil {
			continue
		}
		approved := budget.MoneyOf(2*math.Abs(m.base) + 1e7)
		p.Project.Approved = &approved
		m, _ = Compile(p)
		s, o := runRandom(t, m)
		if o.Verdict.Do != "release" {
			t.Errorf("plan %d: %+v", seed, o.Verdict)
			continue
		}
		released++
		left := *o.Control.ReserveLeft - o.Verdict.Amount
		for _, r := range o.Reserve.Release {
			if !r.Past && r.Need > left+0.02 {
				t.Errorf("plan %d: month %d needs %v of %v left", seed, r.Month, r.Need, left)
			}
		}
		if money := m.sunkCost + total(m.past.restBase) + m.past.restLate + left; money < s.col(m.out.total).quantile(p.Project.ReserveConfidence)-0.02 {
			t.Errorf("plan %d: with %v released, %v does not reach Q(chosen)", seed, o.Verdict.Amount, money)
		}
	}
	if released < len(someSeeds(8)) {
		t.Errorf("only %d releases", released)
	}
}
