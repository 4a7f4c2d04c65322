package models

import (
	"fmt"
	"math"
	"testing"

	"ballast/budget"
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
