package models

import (
	"fmt"
	"math"
	"testing"

	"ballast/budget"
)

// TestAllocationOfTwins: of twelve lines that are the same in all but name, each
// gets a twelfth of the contingency, to a hundredth of that, at 10,000 scenarios;
// and what lines and risks get sums to it.
func TestAllocationOfTwins(t *testing.T) {
	for _, kind := range []string{"Sobol", "LHS"} {
		p := twoFutures()
		p.Project.Sampling, p.Project.Scenarios = kind, 10000
		line := p.Costs[0]
		p.Costs = nil
		for k := range 12 {
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
			part += l.Amount / 12
		}
		for _, l := range o.Reserve.Allocation.Lines {
			if math.Abs(l.Amount-part) > 0.01*part {
				t.Errorf("%s: %s gets %.2f of the contingency, a twelfth of what lines get is %.2f", kind, l.ID, l.Amount, part)
			}
		}
		near(t, "sum of the allocation", sum+12*part, o.Reserve.Contingency, 0.001)
	}
}
