package models

import "math"

// repayKind is how the principal of a facility is paid back.
type repayKind int

const (
	repayNone    repayKind = iota
	repayBullet            // all in the last month of the term
	repayEqual             // equal principal after grace
	repayAnnuity           // equal payments after grace
	repaySweep             // from cash above the minimum
)

// repaymentOf finds the canonical name of a repayment; "" and unknown names
// are none.
func repaymentOf(name string) repayKind {
	switch name {
	case "bullet":
		return repayBullet
	case "equal":
		return repayEqual
	case "annuity":
		return repayAnnuity
	case "sweep":
		return repaySweep
	}
	return repayNone
}

// byTerm reports whether principal is due by a calendar: payments in the
// months +1 to +term after the first draw. Without a term nothing ever is.
func (c *facility) byTerm() bool {
	return c.term > 0 && c.repayment != repayNone && c.repayment != repaySweep
}

// matured reports whether the last payment was due in month m or before, so
// that nothing more can be drawn on demand.
func (c *facility) matured(st *facilityState, m int) bool {
	return st.first >= 0 && c.byTerm() && m >= st.first+c.term
}

// pay books interest on the opening balance and the principal due in month m,
// and returns the cash that leaves.
func (c *facility) pay(st *facilityState, j, m int, rate float64, out *ledger) float64 {
	age := m - st.first
	interest := float64(st.balance * (rate / 12)) // the division does not wait for the balance
	principal := c.due(st, age, rate, interest)
	st.balance -= principal
	out.principal[j][m] += principal
	out.charge(j, m)
	if c.capitalise && age <= c.grace {
		st.balance += interest
		out.capitalised[j] += interest
		st.fresh = false
		return principal
	}
	out.interest[j][m] += interest
	return principal + interest
}

// due is the principal due in the age-th month after the first draw, from the
// remaining balance and the remaining payments, so that later draws are repaid
// by the same end. Money that came after the last payment is due at once.
//
// Source: annuity: Brealey, Myers and Allen, Principles of Corporate Finance,
// section 2.3. Checked: TestLoanPublished, against Excel's PMT and PPMT.
func (c *facility) due(st *facilityState, age int, rate, interest float64) float64 {
	if !c.byTerm() || age <= c.grace {
		return 0
	}
	left := c.term - age + 1
	switch {
	case left <= 1:
		return st.balance
	case c.repayment == repayBullet:
		return 0
	case c.repayment == repayEqual || rate == 0:
		return st.balance / float64(left)
	}
	if !st.fresh || st.rate != rate {
		st.payment, st.rate, st.fresh = annuity(st.balance, rate/12, left), rate, true
	}
	return min(st.balance, st.payment-interest)
}

// annuity is the level payment that repays a balance in n months.
func annuity(balance, rateMonthly float64, n int) float64 {
	return balance * rateMonthly / -math.Expm1(-float64(n)*math.Log1p(rateMonthly))
}

// drawOnDemand is step 5: sources by priority, each within its limit and
// window, until cash is at the minimum. A draw is grossed up by the upfront
// fee.
func (f *fundingModel) drawOnDemand(m int, cash, minimum float64, s []supply, out *ledger) float64 {
	for _, j := range f.onDemand {
		c, st := &f.facilities[j], &out.states[j]
		need := minimum - cash
		if need <= settled {
			break
		}
		if m < c.from || m > c.to || float64(m) < s[j].openFrom || c.matured(st, m) || c.upfront >= 1 {
			continue
		}
		limit := c.limit(&s[j]) - st.drawn
		if c.revolving {
			limit = c.limit(&s[j]) - st.balance
		}
		gross := need / (1 - c.upfront)
		if gross <= limit {
			cash = minimum
		} else if gross = limit; gross > settled {
			cash += float64(gross * (1 - c.upfront))
		} else {
			continue
		}
		st.draw(m, gross)
		out.drawn[j][m] += gross
		out.charge(j, m)
		out.fees[j][m] += float64(gross * c.upfront)
	}
	return cash
}

// sweep is step 7: cash above the minimum repays the sweep sources, the
// dearest rate of the month first, in the order of the sheet where equal.
func (f *fundingModel) sweep(m int, cash, minimum float64, s []supply, out *ledger) float64 {
	for cash > minimum {
		next, rate := -1, math.Inf(-1)
		for _, j := range f.sweeps {
			if r := f.facilities[j].rateAt(&s[j], m); out.states[j].balance > 0 && r > rate {
				next, rate = j, r
			}
		}
		if next < 0 {
			break
		}
		st, paid := &out.states[next], cash-minimum
		if paid < st.balance {
			cash = minimum
			st.balance -= paid
		} else {
			paid = st.balance
			cash -= paid
			st.balance = 0
		}
		out.principal[next][m] += paid
		out.charge(next, m)
	}
	return cash
}
