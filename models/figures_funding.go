package models

import "slices"

// quickFunding is the waterfall of a plan in which a source either brings
// scheduled money at no cost, or is a credit that is drawn when cash is short
// and repaid from cash above the minimum. It knows nothing by source and works
// out what Figures asks for: cash net of what is owed, and the gaps. They are
// those of fundingModel.run, to the bit.
//
// Checked: TestQuickFundingAgrees.
type quickFunding struct {
	m          *Model
	givers     *givers
	credits    []credit // in the order of the sheet
	byPriority []int    // credits in the order in which they are drawn
	byRate     []int    // and repaid: the dearest first
}

// credit is a facility of quickFunding in one scenario.
type credit struct {
	source         int
	from, to       int
	monthly        float64 // rate of a month
	balance, limit float64
	open           float64 // first usable month, +Inf never
}

// cashGap is what is missing to the minimum in a month.
type cashGap struct {
	month int
	money float64
}

// newQuickFunding returns nil for a plan whose sources need the whole waterfall.
func newQuickFunding(m *Model) *quickFunding {
	f := m.funds
	q := &quickFunding{m: m, givers: newGivers(m, f.simple)}
	if q.givers == nil || len(f.planned) > 0 {
		return nil
	}
	places := map[int]int{}
	for _, j := range f.claims {
		c := &f.facilities[j]
		if !c.isCredit() || m.sources[j].driver >= 0 {
			return nil
		}
		places[j] = len(q.credits)
		q.credits = append(q.credits, credit{source: j, from: c.from, to: c.to, monthly: c.rate / 12})
	}
	for _, j := range f.onDemand {
		q.byPriority = append(q.byPriority, places[j])
	}
	for _, j := range f.sweeps {
		q.byRate = append(q.byRate, places[j])
	}
	slices.SortStableFunc(q.byRate, func(a, b int) int {
		x, y := f.facilities[q.credits[a].source].rate, f.facilities[q.credits[b].source].rate
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return q
}

// isCredit reports whether a facility has interest and no other terms.
func (c *facility) isCredit() bool {
	return c.onDemand && c.revolving && c.repayment == repaySweep && c.upfront == 0 && c.commitment == 0 && !c.capitalise && len(c.past) == 0
}

// run works out net, the cash less what is owed by month, and adds the gaps,
// of a scenario in a block of n.
func (q *quickFunding) run(s *scenario, n int, net []float64, gaps []cashGap) []cashGap {
	q.begin(s)
	inflow, ncf := q.givers.of(s, n)[:len(net)], s.ncf[:len(net)]
	cash, minimum, owing := q.m.opening, q.m.minimum, false
	for m := range net {
		cash += inflow[m] + ncf[m]
		if owing {
			cash -= q.interest()
		}
		if cash < minimum {
			cash, owing = q.draw(m, cash, minimum), true
			if missing := minimum - cash; missing > gapTolerance && m >= q.m.funds.first {
				gaps = append(gaps, cashGap{m, missing})
			}
		}
		if owing {
			if cash > minimum {
				cash = q.repay(cash, minimum)
			}
			net[m], owing = q.net(cash)
			continue
		}
		net[m] = cash
	}
	return gaps
}

// begin takes up the draws of a scenario.
func (q *quickFunding) begin(s *scenario) {
	for k := range q.credits {
		c := &q.credits[k]
		s.supplyOf(c.source)
		sup := &s.supplies[c.source]
		c.balance, c.open, c.limit = 0, sup.openFrom, q.m.funds.facilities[c.source].limit(sup)
	}
}

// interest is that of all credits on their opening balances.
func (q *quickFunding) interest() (paid float64) {
	for k := range q.credits {
		if c := &q.credits[k]; c.balance > 0 {
			paid += float64(c.balance * c.monthly)
		}
	}
	return paid
}

// draw does what fundingModel.drawOnDemand does.
func (q *quickFunding) draw(m int, cash, minimum float64) float64 {
	for _, k := range q.byPriority {
		c, need := &q.credits[k], minimum-cash
		if need <= settled {
			break
		}
		if m < c.from || m > c.to || float64(m) < c.open {
			continue
		}
		if left := c.limit - c.balance; need <= left {
			c.balance += need
			cash = minimum
		} else if left > settled {
			c.balance += left
			cash += left
		}
	}
	return cash
}

// repay does what fundingModel.sweep does.
func (q *quickFunding) repay(cash, minimum float64) float64 {
	for _, k := range q.byRate {
		if !(cash > minimum) {
			break
		}
		c, paid := &q.credits[k], cash-minimum
		if paid < c.balance {
			c.balance -= paid
			return minimum
		}
		cash -= c.balance
		c.balance = 0
	}
	return cash
}

// net is cash less what is owed, and whether anything is.
func (q *quickFunding) net(cash float64) (net float64, owing bool) {
	for k := range q.credits {
		if owed := q.credits[k].balance; owed != 0 {
			cash -= owed
			owing = true
		}
	}
	return cash, owing
}
