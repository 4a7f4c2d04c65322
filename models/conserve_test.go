package models

import (
	"fmt"
	"math"
	"os"
	"testing"

	"ballast/sim"
)

// TestConserve: no money is made or lost in any scenario of random plans. The
// reference supplies what the engine does not keep: what was earned, and the
// payments beyond the horizon.
func TestConserve(t *testing.T) {
	plans := uint64(240)
	if testing.Short() {
		plans = 40
	}
	conservePlans(t, 5000, 5000+plans)
}

// TestSlowConserve is TestConserve on many more plans.
func TestSlowConserve(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	conservePlans(t, 5240, 7000)
}

func conservePlans(t *testing.T, first, end uint64) {
	inParts(t, first, end, func(t *testing.T, seed uint64) {
		m := compileRandom(t, seed)
		c := &compared{T: t, m: m, seed: seed}
		replay(t, m, 3, c.laws, func(int, *sim.Block, *reference) {})
	})
}

// laws checks the conservation laws of one scenario.
func (c *compared) laws(s *scenario, r *reference) {
	c.scale(s.id, r)
	c.same("cost by month and beyond", total(s.incurred)+s.beyond, s.layers[3], c.money)
	c.same("cost by line and risk", total(s.lineTotal)+total(s.riskTotal), s.layers[3], c.money)
	c.same("payments and payments beyond", total(s.paid)+r.paidBeyond, s.layers[3], c.money)
	c.same("collected, beyond and uncollectable", total(s.collected)+s.collectedBeyond+s.lostRevenue, r.earned, c.money)
	for m := range s.ncf {
		c.same(fmt.Sprint("project flow of month ", m), s.collected[m]-s.paid[m]-s.tax[m], s.ncf[m], c.money)
	}
	c.cashLaws(s)
	for j := range s.m.sources {
		c.sourceLaws(s, j)
	}
	if len(s.m.partners) > 0 && len(s.m.streams) > 0 {
		c.partnerLaws(s)
	}
}

// scale notes the scenario and all the money that moves in it.
func (c *compared) scale(id int, r *reference) {
	c.id, c.money = id, 1000
	for _, part := range [][]float64{r.incurred, r.paid, r.collected} {
		for _, x := range part {
			c.money += math.Abs(x)
		}
	}
	for _, x := range r.sources {
		c.money += x.used
	}
}

// cashLaws: the change of cash is money in less money out, and a gap is what
// is missing to the minimum.
func (c *compared) cashLaws(s *scenario) {
	before := s.m.opening
	for m, cash := range s.book.Cash {
		in, out := s.collected[m], s.paid[m]+s.tax[m]
		for j := range s.m.sources {
			in += s.book.Drawn[j][m]
			out += s.book.Fees[j][m] + s.book.Interest[j][m] + s.book.Principal[j][m]
		}
		c.same(fmt.Sprint("change of cash in month ", m), cash-before, in-out, c.money)
		c.same(fmt.Sprint("gap of month ", m), s.book.Gap[m], math.Max(0, s.m.minimum-cash), c.money)
		before = cash
	}
}

// sourceLaws: drawn + capitalised - repaid = balance; what was to come came, or
// is beyond the horizon, or found the window closed; limits hold.
func (c *compared) sourceLaws(s *scenario, j int) {
	b, f, id := &s.book, &s.m.funds.Facilities[j], s.m.sources[j].id
	drawn, repaid := 0.0, 0.0
	s.m.funds.Balances(b)
	for m, x := range b.Drawn[j] {
		drawn += x
		repaid += b.Principal[j][m]
		if !f.Capitalise && f.Repaid == nil && f.Owed == nil {
			c.same(fmt.Sprint("balance of ", id, " in month ", m), b.Balance[j][m], drawn-repaid, c.money)
		}
		if b.Balance[j][m] < -1e-9*c.money || x < 0 || x > 0 && (m < f.From || m > f.To) {
			c.Errorf("plan %d scenario %d: %s draws %v in month %d (window %d to %d) and owes %v", c.seed, c.id, id, x, m, f.From, f.To, b.Balance[j][m])
		}
	}
	c.same("balance of "+id, b.Balance[j][len(b.Cash)-1], drawn+b.Capitalised[j]+b.Found[j]-repaid, c.money)
	planned := 0.0
	for _, a := range s.supplies[j].Arrivals {
		planned += a.Amount
	}
	if !f.OnDemand {
		c.same("scheduled money of "+id, drawn+b.Beyond[j]+b.Closed[j], planned, c.money)
	} else if limit := max(0, s.supplies[j].Limit); !f.Revolving && drawn > limit+1e-9*c.money {
		c.Errorf("plan %d scenario %d: %s gives %v of %v", c.seed, c.id, id, drawn, limit)
	}
}

// partnerLaws: the flows of the partners, and of investors from outside, are the flow
// to the owners, month by month, and so is their worth at one discount rate.
func (c *compared) partnerLaws(s *scenario) {
	owners := make([]float64, len(s.ncf))
	copy(owners, s.ncf)
	owners[len(owners)-1] += s.open.net()
	for j := range s.m.sources {
		if s.m.sources[j].equity {
			continue
		}
		for m := range owners {
			owners[m] += s.book.Drawn[j][m] - s.book.Interest[j][m] - s.book.Fees[j][m] - s.book.Principal[j][m]
		}
		if last := len(owners) - 1; s.m.isOwed(j) {
			owners[last] -= s.book.Balance[j][last]
		}
	}
	all := make([]float64, len(owners))
	for p := range s.m.partners {
		s.partnerFlow(p)
		for m, x := range s.flow {
			all[m] += x
		}
	}
	if f := s.stakes; f != nil {
		outside := len(f.x.agreed)
		for m := range all {
			for g, x := range f.x.givers {
				if x.who == outside {
					all[m] -= f.net[g][m]
				}
			}
			if m >= f.x.from {
				all[m] += f.shares[outside][m] * (f.owners[m] + f.all[m])
			}
			sum := 0.0
			for q := range f.shares {
				sum += f.shares[q][m]
			}
			c.same("all shares", sum, 1, 1)
		}
	}
	c.months("flow of all partners", all, owners)
}
