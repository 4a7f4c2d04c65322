package models

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"ballast/budget"
	"ballast/sim"
)

// TestTileAgrees: the lines spread together, plain ones and flows, give every figure of
// cost, and the payments for building, that the general path gives them one by one, to
// rounding; on random plans, and on the same plans made plainer, so that most lines are.
func TestTileAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	plain, flowed, ahead, touched, late := 0, 0, 0, 0, 0
	for seed := range uint64(200) {
		p := randomPlan(seed)
		if seed%2 == 0 {
			makePlainer(p)
		}
		m := compileChanged(t, p)
		b := tileBlock(t, m, 45)
		k, s := newKernel(m, 1, costKernel), newScenario(m, 1)
		c := &compared{T: t, m: m, seed: seed}
		for i := range b.N {
			k.begin(b, i)
			k.future()
			k.s.takeAll()
			costsOf(s, b, i)
			c.costs(k.s, s)
			if m.out.seriesBuilding >= 0 {
				k.s.build()
				s.build()
				c.months("building", k.s.building, s.building)
			}
			for _, j := range s.touched {
				if m.plain.tiled(j) {
					touched++
				}
			}
			if s.beyond > 0 {
				late++
			}
		}
		if t.Failed() {
			return
		}
		for j, is := range m.plain.member {
			l := &m.lines[j]
			switch {
			case is:
				plain++
			case m.plain.flowed[j]:
				flowed++
				if l.advance != 0 && l.driver >= 0 && (l.slip.v >= 0 || l.vendor >= 0) {
					ahead++
				}
			}
		}
	}
	if plain < 300 || flowed < 100 || ahead < 10 || touched < 1000 || late < 1000 {
		t.Errorf("only %d plain lines and %d flows, %d in advance with an index, touched %d times, %d scenarios with cost beyond the horizon", plain, flowed, ahead, touched, late)
	}
}

// makePlainer takes from most lines what keeps them from being plain.
func makePlainer(p *budget.Plan) {
	for i := range p.Costs {
		c := &p.Costs[i]
		if i%4 != 3 {
			c.Stretch, c.PaymentLag, c.Retention, c.VAT = nil, nil, 0, 0
		}
		if i%4 < 2 {
			c.Driver, c.Currency, c.Advance = "", "", 0
		}
	}
}

// tileBlock draws a block of which the last tile is not full.
func tileBlock(t *testing.T, m *Model, n int) *sim.Block {
	t.Helper()
	s, err := newSimulation(m, RunConfig{Scenarios: n, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	cfg := s.cfg
	cfg.KeepInputs = n
	p := m.program
	p.Scalars, p.Series, p.Sums = nil, nil, 0
	p.NewKernel = func(uint64) sim.Kernel { return idle{} }
	r, err := sim.Run(t.Context(), &p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	b := &sim.Block{N: r.InputsN, In: r.Inputs}
	for i := range b.N {
		b.Scenario = append(b.Scenario, i)
	}
	return b
}

// costs compares the cost of one scenario.
func (c *compared) costs(got, want *scenario) {
	c.Helper()
	c.id, c.money = want.id, 1000
	for _, x := range want.lineTotal {
		c.money += math.Abs(x)
	}
	for k := range want.layers {
		c.same(fmt.Sprint("layer ", k), got.layers[k], want.layers[k], c.money)
	}
	c.same("beyond", got.beyond, want.beyond, c.money)
	for i := range want.lineTotal {
		c.same(fmt.Sprint("line ", i), got.lineTotal[i], want.lineTotal[i], c.money)
		c.same(fmt.Sprint("amount ", i), got.amount[i], want.amount[i], c.money)
		c.same(fmt.Sprint("start ", i), got.start(i), want.start(i), 1)
	}
	c.months("incurred", got.incurred, want.incurred)
	c.months("paid", got.paid, want.paid)
}

// TestTilePlaceDoesNotMatter: a scenario has the same bits wherever it stands
// in a block, whatever stands beside it.
func TestTilePlaceDoesNotMatter(t *testing.T) {
	for seed := range uint64(60) {
		p := randomPlan(seed)
		makePlainer(p)
		m := compileChanged(t, p)
		b := tileBlock(t, m, 45)
		whole, single := newKernel(m, 1, costKernel), newKernel(m, 1, costKernel)
		for i := range b.N {
			whole.begin(b, i)
			whole.future()
			one := &sim.Block{N: 1, Scenario: b.Scenario[i : i+1]}
			for _, col := range b.In {
				one.In = append(one.In, col[i:i+1])
			}
			single.begin(one, 0)
			single.future()
			sameBits(t, "incurred", whole.s.incurred, single.s.incurred)
			sameBits(t, "paid", whole.s.paid, single.s.paid)
			sameBits(t, "layers", whole.s.layers[:], single.s.layers[:])
			sameBits(t, "beyond", []float64{whole.s.beyond}, []float64{single.s.beyond})
		}
	}
}

// sameBits compares bit by bit; one NaN is as good as another.
func sameBits(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
			t.Fatalf("%s: number %d is %v, not %v", what, i, got[i], want[i])
		}
	}
}

// costsOf works out the costs of a scenario one line after the other.
func costsOf(s *scenario, b *sim.Block, i int) {
	s.begin(b.In, i, b.Scenario[i])
	s.drivers()
	s.amounts()
	s.occur(planChoice)
	s.effects()
	s.costs()
}

// TestDirectAgrees: lines that are paid by the work of their months have the bits that the
// path of all lines gives them.
func TestDirectAgrees(t *testing.T) {
	direct := 0
	for seed := range uint64(120) {
		m := compileChanged(t, randomPlan(seed))
		b := tileBlock(t, m, 13)
		general := *m
		general.lines = slices.Clone(m.lines)
		for i := range general.lines {
			if general.lines[i].direct {
				direct++
			}
			general.lines[i].direct = false
		}
		s, want := newScenario(m, 1), newScenario(&general, 1)
		for i := range b.N {
			for _, s := range []*scenario{s, want} {
				costsOf(s, b, i)
			}
			sameBits(t, "incurred", s.incurred, want.incurred)
			sameBits(t, "paid", s.paid, want.paid)
			sameBits(t, "totals", s.lineTotal, want.lineTotal)
			sameBits(t, "layers", append(s.layers[:], s.beyond), append(want.layers[:], want.beyond))
		}
	}
	if direct < 100 {
		t.Errorf("only %d lines are paid by their months", direct)
	}
}
