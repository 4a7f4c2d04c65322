package models

import (
	"context"
	"fmt"
	"math"
	"os"
	"testing"

	"ballast/sim"
)

// replay works a few scenarios of a plan out both ways and calls look with the
// engine's scenario, then columns with its outputs.
func replay(t *testing.T, m *Model, scenarios int, look func(s *scenario, r *reference), columns func(i int, b *sim.Block, r *reference)) {
	t.Helper()
	var refs []*reference
	seed := m.plan.Project.Seed
	s, err := newSimulation(m, RunConfig{Scenarios: scenarios, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	prog := m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, fullKernel)
		k.before = func(s *scenario) {
			r := newReference(m.plan, drawsOf(s), seed, s.id)
			refs = append(refs, r)
			look(s, r)
		}
		return k
	}
	chosen := make([]int, scenarios)
	for i := range chosen {
		chosen[i] = i
	}
	err = sim.Subset(context.Background(), &prog, s.cfg, nil, chosen, func(b *sim.Block) error {
		for i := range b.N {
			columns(i, b, refs[0])
			refs = refs[1:]
		}
		return nil
	})
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
}

// drawsOf lists the draws of a scenario by the key of their variable.
func drawsOf(s *scenario) map[string]float64 {
	out := make(map[string]float64, len(s.m.vars))
	for v, x := range s.m.vars {
		out[x.key] = s.in[v][s.i]
	}
	return out
}

// TestReference: the engine and the second implementation agree to 1e-9 on the
// same draws of random plans. Tolerances are relative to all the money that
// moves in the scenario, since sums of many amounts round in that scale.
func TestReference(t *testing.T) {
	plans := uint64(240)
	if testing.Short() { // the race detector's run: one goroutine, so a few will do
		plans = 40
	}
	referencePlans(t, 0, plans)
}

// TestSlowReference is TestReference on many more plans.
func TestSlowReference(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	referencePlans(t, 240, 2000)
}

func referencePlans(t *testing.T, first, end uint64) {
	inParts(t, first, end, func(t *testing.T, seed uint64) {
		m := compileRandom(t, seed)
		c := &compared{T: t, m: m, seed: seed}
		replay(t, m, 3, c.scenario, c.columns)
	})
}

// inParts calls test for every seed, in four parts side by side. A part ends
// with the first plan that fails.
func inParts(t *testing.T, first, end uint64, test func(t *testing.T, seed uint64)) {
	t.Helper()
	const parts = 4
	for part := range uint64(parts) {
		t.Run(fmt.Sprintf("part=%d", part), func(t *testing.T) {
			t.Parallel()
			for seed := first + part; seed < end && !t.Failed(); seed += parts {
				test(t, seed)
			}
		})
	}
}

// compared compares one plan.
type compared struct {
	*testing.T
	m     *Model
	seed  uint64
	id    int
	money float64
}

// same compares two figures to 1e-9 of a scale.
func (c *compared) same(what string, got, want, scale float64) {
	c.Helper()
	if got == want || math.Abs(got-want) <= 1e-9*math.Max(scale, math.Abs(want)) {
		return
	}
	c.Errorf("plan %d scenario %d: %s is %v, the reference says %v (off by %.3g)", c.seed, c.id, what, got, want, got-want)
}

func (c *compared) months(what string, got, want []float64) {
	c.Helper()
	for m := range want {
		if c.Failed() {
			return // later months only repeat it
		}
		c.same(fmt.Sprint(what, " of month ", m), got[m], want[m], c.money)
	}
}

// scenario compares what the engine holds when a future is worked out.
func (c *compared) scenario(s *scenario, r *reference) {
	c.scale(s.id, r)
	c.same("layer of estimates", s.layers[0], r.estimates, c.money)
	c.same("layer of risks", s.layers[1], r.risks, c.money)
	c.same("layer of prices", s.layers[2], r.prices, c.money)
	c.same("total cost", s.layers[3], r.total, c.money)
	c.same("cost beyond", s.beyond, r.beyond, c.money)
	c.same("revenue lost", s.lostRevenue, r.uncollectable, c.money)
	c.same("collections beyond", s.collectedBeyond, r.collectedBeyond, c.money)
	for i, x := range s.m.plan.Costs {
		c.same("total of "+x.ID, s.lineTotal[i], r.lineTotal[x.ID], c.money)
	}
	for i, x := range s.m.plan.Risks {
		c.same("money of "+x.ID, s.riskTotal[i], r.riskMoney[x.ID], c.money)
		c.same("events of "+x.ID, float64(s.counts[i]), float64(r.happened[x.ID]), 0)
	}
	for i, x := range s.m.plan.Drivers {
		c.months("driver "+x.Name, s.paths[i], r.index[x.Name])
	}
	c.months("cost", s.incurred, r.incurred)
	c.months("payments", s.paid, r.paid)
	c.months("collections", s.collected, r.collected)
	c.months("tax", s.tax, r.tax)
	c.months("net cash flow", s.ncf, r.ncf)
	if !c.Failed() {
		c.funding(s, r)
	}
}

func (c *compared) funding(s *scenario, r *reference) {
	s.m.funds.Balances(&s.book)
	for j, x := range r.sources {
		for m := range r.h {
			if c.Failed() {
				return // later months only repeat it
			}
			at := fmt.Sprint(" of ", x.ID, " in month ", m)
			c.same("drawn"+at, s.book.Drawn[j][m], x.drawn[m], c.money)
			c.same("interest"+at, s.book.Interest[j][m], x.interest[m], c.money)
			c.same("fees"+at, s.book.Fees[j][m], x.fees[m], c.money)
			c.same("principal"+at, s.book.Principal[j][m], x.principal[m], c.money)
			c.same("balance"+at, s.book.Balance[j][m], x.owed[m], c.money)
		}
		c.same("capitalised interest of "+x.ID, s.book.Capitalised[j], x.capitalised, c.money)
		c.same("money beyond of "+x.ID, s.book.Beyond[j]+s.book.Closed[j], x.beyond+x.closed, c.money)
	}
	c.months("cash", s.book.Cash, r.cash)
	c.months("gap", s.book.Gap, r.gap)
}
