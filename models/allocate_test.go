package models

import (
	"fmt"
	"math"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestAllocationOfTwins: of lines that are the same in all but name, a dozen or three,
// each gets the same part of the contingency, at 10,000 scenarios to a hundredth of that,
// under Latin hypercubes with three dozen to one and a half; and what lines and risks get
// sums to it.
func TestAllocationOfTwins(t *testing.T) {
	t.Parallel()
	for _, n := range []int{12, 36} {
		for _, kind := range []string{"Sobol", "LHS"} {
			sameParts(t, kind, n)
		}
	}
}

func sameParts(t *testing.T, kind string, n int) {
	t.Helper()
	p := twoFutures()
	p.Project.Sampling, p.Project.Scenarios = kind, 10000
	line := p.Costs[0]
	p.Costs = nil
	for k := range n {
		line.ID = fmt.Sprintf("T%02d", k)
		line.Amount = budget.MoneyOf(1000)
		line.Uncertainty = &budget.Quantity{Text: "PERT(0.9,1,1.5)", OfBase: true}
		p.Costs = append(p.Costs, line)
	}
	_, o := outcomeOf(t, p)
	sum, part := 0.0, 0.0
	for _, r := range o.Reserve.Allocation.Risks {
		sum += r.Amount
	}
	for _, l := range o.Reserve.Allocation.Lines {
		part += l.Amount / float64(n)
	}
	most := 0.01
	if kind == "LHS" && n > 12 {
		most = 0.015
	}
	for _, l := range o.Reserve.Allocation.Lines {
		if math.Abs(l.Amount-part) > most*part {
			t.Errorf("%s: %s gets %.2f of the contingency, one of %d parts of what lines get is %.2f", kind, l.ID, l.Amount, n, part)
		}
	}
	near(t, "sum of the allocation", sum+float64(n)*part, o.Reserve.Contingency, 0.001)
}

// TestAllocationInterval: of two lines that are the same each has half of what the lines
// get; the interval of a part holds it in most runs, and has a width.
func TestAllocationInterval(t *testing.T) {
	t.Parallel()
	held, runs := 0, 15
	for seed := range runs {
		p := twoFutures()
		p.Project.Sampling, p.Project.Scenarios, p.Project.Seed = "LHS", 2000, uint64(seed)
		line := p.Costs[0]
		line.Amount, line.Uncertainty = budget.MoneyOf(1000), &budget.Quantity{Text: "Discrete(0.9:0.3,1:0.3,1.3:0.4)", OfBase: true}
		other := line
		other.ID = "C9"
		p.Costs = []budget.CostLine{line, other}
		_, o := outcomeOf(t, p)
		a := o.Reserve.Allocation.Lines
		half, i := (a[0].Amount+a[1].Amount)/2, a[0].Interval95
		if i == nil || !(i[1] > i[0]) || i[0] > a[0].Amount || i[1] < a[0].Amount {
			t.Fatalf("%v has the interval %v", a[0].Amount, i)
		}
		if i[0] <= half && half <= i[1] {
			held++
		}
		if o.Reserve.Allocation.Owners[0].Interval95 == nil || o.Reserve.Allocation.Phases[0].Interval95 == nil {
			t.Fatal("no interval of owners and phases")
		}
	}
	if held < runs*8/10 {
		t.Errorf("the interval holds the part in %d runs of %d", held, runs)
	}
}

// TestNothingAllocated: about a confidence where the cost leaps from below the base to above
// it the interval of the contingency holds zero, and nothing is allocated, which is told.
func TestNothingAllocated(t *testing.T) {
	t.Parallel()
	found := 0
	for seed := range 12 {
		p := twoFutures()
		p.Risks = nil
		p.Project.Sampling, p.Project.Scenarios, p.Project.Seed, p.Project.ReserveConfidence = "MC", 400, uint64(seed), 0.5
		p.Costs[0].Amount, p.Costs[0].Uncertainty = budget.MoneyOf(1000), &budget.Quantity{Text: "Discrete(0.9:0.48,1.05:0.04,1.2:0.48)", OfBase: true}
		_, o := outcomeOf(t, p)
		a := o.Reserve.Allocation
		if o.Reserve.Contingency > 0 && o.Reserve.Interval95[0] <= 0 {
			found++
			if a.Why == "" || len(a.Lines)+len(a.Risks)+len(a.Phases)+len(a.Owners) > 0 {
				t.Errorf("seed %d: contingency %v in %v, allocated %+v", seed, o.Reserve.Contingency, o.Reserve.Interval95, a)
			}
		} else if a.Why != "" {
			t.Errorf("seed %d: %v is decided, yet %s", seed, o.Reserve.Interval95, a.Why)
		}
	}
	if found == 0 {
		t.Error("no run shows it")
	}
}

// TestAllocationByHand: two normal lines and a risk of 300 in three of ten futures. Given
// that the total is its P80, the risk has happened with the chance that Bayes gives it, and
// what is left is the lines' by their variances.
func TestAllocationByHand(t *testing.T) {
	t.Parallel()
	p := twoFutures()
	p.Project.Sampling, p.Project.Scenarios = "Sobol", 2000
	line := func(id string, base int64, spread string) budget.CostLine {
		return budget.CostLine{ID: id, Amount: whole(base), Months: 1, Uncertainty: &budget.Quantity{Text: spread}}
	}
	p.Costs = []budget.CostLine{line("C1", 1000, "Normal(1000,80)"), line("C2", 500, "Normal(500,60)")}
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.3, To: 5, Impact: &budget.Quantity{Text: "300"}}}
	s := simulated(t, p, 2000)
	o := &outcome.Outcome{}
	if err := s.reserve(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	over := s.col(s.m.out.total).quantile(0.8) - 1500
	density := func(x float64) float64 { return math.Exp(-x * x / 2 / 100 / 100) }
	happened := 0.3 * density(over-300) / (0.3*density(over-300) + 0.7*density(over))
	a := o.Reserve.Allocation
	near(t, "risk", a.Risks[0].Amount, 300*happened, 0.02*over)
	near(t, "first line", a.Lines[0].Amount, 0.64*(over-300*happened), 0.02*over)
	near(t, "second line", a.Lines[1].Amount, 0.36*(over-300*happened), 0.02*over)
	if happened < 0.6 {
		t.Errorf("the risk has happened with %v, without the condition with 0.3: this test shows nothing", happened)
	}
}
