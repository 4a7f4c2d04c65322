package waterfall

import "math"

// Repayment is how the principal of a facility is paid back.
type Repayment int

// The ways to repay.
const (
	None           Repayment = iota
	Bullet                   // all in the last month of the term
	EqualPrincipal           // equal principal after grace
	Annuity                  // equal payments after grace
	Sweep                    // from cash above the minimum
	Recovered                // from what customers would pay: Supply.Recover
)

// RepaymentOf finds the canonical name of a repayment; "" and unknown names
// are none.
func RepaymentOf(name string) Repayment {
	switch name {
	case "bullet":
		return Bullet
	case "equal":
		return EqualPrincipal
	case "annuity":
		return Annuity
	case "sweep":
		return Sweep
	}
	return None
}

// ByTerm reports whether principal is due by a calendar: payments in the
// months +1 to +term after the first draw. Without a term nothing ever is.
func (c *Facility) ByTerm() bool {
	return c.Term > 0 && c.Repayment != None && c.Repayment != Sweep && c.Repayment != Recovered
}

// ends reports whether nothing may be owed after the term: also what a sweep has
// left by then is due.
func (c *Facility) ends() bool { return c.Term > 0 && c.Repayment != None && c.Repayment != Recovered }

// payday reports whether interest and principal are paid in the age-th month
// after the first draw: every so many months, and at the end of the term.
func (c *Facility) payday(age int) bool {
	return c.Every <= 1 || age%c.Every == 0 || c.ends() && age >= c.Term
}

// paydays is how many are left in the age-th month, which is one of them.
func (c *Facility) paydays(age int) int {
	if c.Every <= 1 {
		return c.Term - age + 1
	}
	every := c.Every
	left := c.Term/every - age/every + 1
	if c.Term%every != 0 {
		left++
	}
	return left
}

// matured reports whether the last payment was due in month m or before, so
// that nothing more can be drawn on demand.
func (c *Facility) matured(st *facilityState, m int) bool {
	return st.first >= 0 && c.ends() && m >= st.first+c.Term
}

// pay books interest on the opening balance and the principal due in month m,
// and returns the cash that leaves. Between two payments interest runs up, and
// bears none itself. What grace capitalises is added to the debt by its end.
func (c *Facility) pay(st *facilityState, j, m int, out *Ledger) float64 {
	age, rate := m-st.first, c.Rate
	if st.rates != nil {
		rate = st.rates[m]
	}
	st.accrued += float64(st.balance * (rate / 12)) // the division does not wait for the balance
	if m < len(c.Repaid) || m < len(c.Charged) {
		return c.paid(st, j, m, rate, out)
	}
	if !c.payday(age) && !(c.Capitalise && age == c.Grace) {
		return 0
	}
	interest := st.accrued
	st.accrued = 0
	principal := c.due(st, age, rate)
	st.balance -= principal
	st.principal[m] += principal
	st.charge(m)
	if c.Capitalise && age <= c.Grace {
		st.balance += interest
		out.Capitalised[j] += interest
		st.fresh = false
		return principal
	}
	st.interest[m] += interest
	return principal + interest
}

// byTerms is service in the months from m on of a facility of which nothing is known from
// then on, whatever the cash, in one loop that keeps in registers where it stands. It fills
// in the balance of every month and reports whether there is any.
//
// Checked: TestByTermsIsService.
func (c *Facility) byTerms(st *facilityState, m int, inflow, left []float64, capitalised *float64) (any bool) {
	h := len(left)
	drawn, interest, fees, principal := st.drawnBy[:h], st.interest[:h], st.fees[:h], st.principal[:h]
	balance, accrued, rate, monthly := st.balance, st.accrued, c.Rate, c.Rate/12
	for ; m < h; m++ {
		change := 0.0
		if c.Commitment > 0 {
			st.balance = balance
			if fee := c.commitmentFee(st, m); fee > 0 {
				fees[m] += fee
				st.charge(m)
				change -= fee
			}
		}
		if balance > 0 || accrued > 0 {
			if st.rates != nil {
				rate = st.rates[m]
				monthly = rate / 12
			}
			age := m - st.first
			accrued += float64(balance * monthly)
			if grown := c.Capitalise && age <= c.Grace; c.payday(age) || grown && age == c.Grace {
				st.balance = balance
				back := c.due(st, age, rate)
				balance -= back
				principal[m] += back
				st.charge(m)
				if grown {
					balance += accrued
					*capitalised += accrued
					st.fresh = false
				} else {
					interest[m] += accrued
					back += accrued
				}
				accrued = 0
				change -= back
			}
		}
		if amount := drawn[m]; amount != 0 {
			fee := float64(amount * c.Upfront)
			fees[m] += fee
			st.charge(m)
			st.balance = balance
			st.draw(m, amount)
			balance = st.balance
			change += amount - fee
		}
		inflow[m] += change
		if balance != 0 {
			left[m], any = balance, true
		} else if c.Commitment == 0 { // nothing before more is drawn
			m = st.booked.Next(m+1) - 1
		}
	}
	st.balance, st.accrued = balance, accrued
	return any
}

// known tells whether it is known what was paid on the facility, or what is owed.
func (c *Facility) known() bool { return c.Repaid != nil || c.Charged != nil || c.Owed != nil }

// paid books what was really paid in month m, and by the terms what is not known of it.
// Interest that was not paid goes on being owed, or is added to the debt by the end of
// its grace; what was paid beyond is not given back.
//
// Checked: TestPaidAsBooked.
func (c *Facility) paid(st *facilityState, j, m int, rate float64, out *Ledger) float64 {
	age := m - st.first
	interest, principal := 0.0, 0.0
	if c.payday(age) {
		principal = c.due(st, age, rate)
		if !c.Capitalise || age > c.Grace {
			interest = st.accrued
		}
	}
	if m < len(c.Repaid) {
		principal = c.Repaid[m]
	}
	if m < len(c.Charged) {
		interest = c.Charged[m]
	}
	st.accrued = max(0, st.accrued-interest)
	st.balance -= principal
	if st.balance < 0 { // more was repaid than the books have
		out.Found[j] -= st.balance
		st.balance = 0
	}
	if c.Capitalise && age <= c.Grace && (c.payday(age) || age == c.Grace) {
		st.balance += st.accrued
		out.Capitalised[j] += st.accrued
		st.accrued = 0
	}
	st.fresh = false
	st.interest[m] += interest
	st.principal[m] += principal
	st.charge(m)
	return principal + interest
}

// due is the principal due in the age-th month after the first draw, from the
// remaining balance and the remaining payments, so that later draws are repaid
// by the same end. Money that came after the last payment is due at once.
//
// Source: annuity: Brealey, Myers and Allen, Principles of Corporate Finance,
// section 2.3. Checked: TestLoanPublished, against Excel's PMT and PPMT.
func (c *Facility) due(st *facilityState, age int, rate float64) float64 {
	if c.Repayment == Sweep && c.ends() && age >= c.Term {
		return st.balance
	}
	if !c.ByTerm() || age <= c.Grace {
		return 0
	}
	left := c.paydays(age)
	switch {
	case left <= 1 || age >= c.Term:
		return st.balance
	case c.Repayment == Bullet:
		return 0
	case c.Repayment == EqualPrincipal || rate == 0:
		return st.balance / float64(left)
	}
	period := rate / 12 * float64(max(1, c.Every))
	if !st.fresh || st.rate != rate {
		st.payment, st.rate, st.fresh = annuity(st.balance, period, left), rate, true
	}
	return min(st.balance, st.payment-float64(st.balance*period))
}

// annuity is the level payment that repays a balance in n periods.
func annuity(balance, ratePeriod float64, n int) float64 {
	return balance * ratePeriod / -math.Expm1(-float64(n)*math.Log1p(ratePeriod))
}

// drawOnDemand is step 5: sources by priority, each within its limit and
// window, until cash is at the minimum. A draw is grossed up by the upfront
// fee.
func (f *Model) drawOnDemand(m int, cash, minimum float64, s []Supply, out *Ledger) float64 {
	for _, j := range f.onDemand {
		c, st := &f.Facilities[j], &out.states[j]
		need := minimum - cash
		if need <= Settled {
			break
		}
		if m < c.From || m > c.To || float64(m) < s[j].OpenFrom || c.matured(st, m) || c.Upfront >= 1 {
			continue
		}
		limit := st.limit - st.drawn
		if c.Revolving {
			limit = st.limit - st.balance
		}
		gross := need / (1 - c.Upfront)
		if gross <= limit {
			cash = minimum
		} else if gross = limit; gross > Settled {
			cash += float64(gross * (1 - c.Upfront))
		} else {
			continue
		}
		st.draw(m, gross)
		st.drawnBy[m] += gross
		st.charge(m)
		st.fees[m] += float64(gross * c.Upfront)
	}
	return cash
}

// sweep is step 7: cash above the minimum repays the sweep sources, the
// dearest rate of the month first, in the order of the sheet where equal.
func (f *Model) sweep(m int, cash, minimum float64, s []Supply, out *Ledger) float64 {
	for cash > minimum {
		next, rate := -1, math.Inf(-1)
		for _, j := range f.sweeps {
			if !(out.states[j].balance > 0) || m < f.First && f.Facilities[j].known() {
				continue // nothing is owed, or what was repaid is known
			}
			if r := f.Facilities[j].RateAt(&s[j], m); r > rate {
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
		st.principal[m] += paid
		st.charge(m)
	}
	return cash
}

// recover sets what is owed of a prepayment off against what customers would pay in month
// m, and returns the cash that so does not come.
func (c *Facility) recover(st *facilityState, m int, s *Supply) float64 {
	if st.balance <= 0 || m >= len(s.Recover) {
		return 0
	}
	back := min(st.balance, max(0, s.Recover[m]))
	if back > 0 {
		st.balance -= back
		st.principal[m] += back
		st.charge(m)
	}
	return back
}
