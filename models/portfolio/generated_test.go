package portfolio

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"ballast/budget"
)

// generated is plan k of a portfolio for measurements: lines with uncertain amounts,
// starts and durations, of which a third follow one of three drivers that all plans
// share, and four risks. The same k and seed make the same plan.
func generated(k, lines, months int, seed uint64) *budget.Plan {
	r := rand.New(rand.NewPCG(seed, uint64(k)))
	p := made(fmt.Sprintf("P%04d", k))
	p.Project.Horizon, p.Project.Scenarios = months, 10000
	p.Drivers = []budget.Driver{steel("Steel"), steel("Copper"), {Name: "Wages", Kind: "walk", Growth: 0.035, Volatility: 0.03, Base: 1}}
	for c := range lines {
		l := line(fmt.Sprint("C", c), 10000+int64(r.IntN(200000)), r.IntN(months/2), "")
		l.Months, l.Profile = 1+r.IntN(months/3), []string{"even", "s-curve", "front", "back"}[r.IntN(4)]
		l.Uncertainty = &budget.Quantity{Text: fmt.Sprintf("PERT(%.2f,1,%.2f)", 0.8+0.15*r.Float64(), 1.1+0.6*r.Float64()), OfBase: true}
		if c%4 == 0 {
			l.Slip = &budget.Quantity{Text: "PERT(0,1,4)"}
		}
		if c%3 == 0 {
			l.Driver = p.Drivers[r.IntN(3)].Name
		}
		p.Costs = append(p.Costs, l)
	}
	for k := range 4 {
		p.Risks = append(p.Risks, budget.Risk{ID: fmt.Sprint("R", k), Name: fmt.Sprint("R", k), Probability: 0.1 + 0.2*r.Float64(), To: months - 1, ImpactIs: "amount",
			Impact: &budget.Quantity{Text: fmt.Sprintf("PERT(%d,%d,%d)", 20000, 50000+r.IntN(50000), 300000)}, Status: "open"})
	}
	return p
}

// TestGeneratedPlans: the plans of the measurements are plans, and a seed makes them again.
func TestGeneratedPlans(t *testing.T) {
	plans := []*budget.Plan{generated(0, 12, 24, 1), generated(1, 12, 24, 1)}
	a := run(t, Settings{Scenarios: 1000}, plans, nil)
	if b := run(t, Settings{Scenarios: 1000}, []*budget.Plan{generated(0, 12, 24, 1), generated(1, 12, 24, 1)}, nil); a.Run.Digest != b.Run.Digest {
		t.Error("the same seed made other plans")
	}
	if len(a.Drivers) != 3 || a.Reserve.Contingency <= 0 {
		t.Errorf("drivers %v, reserve %v", a.Drivers, a.Reserve.Contingency)
	}
}
