package models

import (
	"math"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/models/waterfall"
)

// priced is what money costs in a scenario, or on average (models/doc.go section 9).
type priced struct {
	paid, required       float64 // present values at the discount rate: interest and fees; the return that owners require
	paidSum, requiredSum float64 // the same undiscounted
	stock                float64 // the balances at the ends of the months, those of the last month apart, added up
}

// pricedSums is how many sums a priced takes.
const pricedSums = 5

func (p *priced) addTo(sum []float64) {
	sum = sum[:pricedSums]
	sum[0] += p.paid
	sum[1] += p.required
	sum[2] += p.paidSum
	sum[3] += p.requiredSum
	sum[4] += p.stock
}

// add adds what sums say, of n scenarios, times an amount.
func (p *priced) add(sum []float64, amount, n float64) {
	p.paid += amount * sum[0] / n
	p.required += amount * sum[1] / n
	p.paidSum += amount * sum[2] / n
	p.requiredSum += amount * sum[3] / n
	p.stock += amount * sum[4] / n
}

// price is a priced as a reader wants it: a year is money by the annuity of the horizon.
func (m *Model) price(p *priced) outcome.FundsPrice {
	out := outcome.FundsPrice{Paid: p.paid, Required: p.required, Total: p.paid + p.required, PerYear: (p.paid + p.required) / m.annuityYears()}
	if p.stock > 0.005 {
		at := func(x float64) *float64 {
			r := 12 * x / p.stock
			return &r
		}
		out.Rate, out.PaidRate, out.RequiredRate = at(p.paidSum+p.requiredSum), at(p.paidSum), at(p.requiredSum)
	}
	return out
}

// annuityYears is the present value of 1 a year, paid monthly over the horizon.
func (m *Model) annuityYears() float64 { return total(m.discount) / 12 }

// requiredReturn gives a source of owners' money its price, and says where it comes from
// where the source itself does not.
func (m *Model) requiredReturn(s *budget.Source, c *source) {
	rate, from := m.plan.RequiredReturn(s)
	c.required, c.driver, c.spread, c.monthly = true, -1, 0, math.Expm1(math.Log1p(rate)/12)
	m.pricesOwners = true
	if from != budget.ReturnOfRate {
		m.note(s.Row.Ref("Rate"), "model.required-return."+string(from), s.ID, percentText(rate))
	}
}

// inUse fills use with the part of the owners' money paid in by the end of each month
// that is in use: all of it before month from, then all but the cash above the minimum
// that no later month of the scenario needs, nor what is owed at the horizon.
//
// Checked: TestOwnersMoneyInUse.
func inUse(use, pool, cash []float64, minimum, owed float64, from int) {
	spare := math.Inf(1)
	for m := len(cash) - 1; m >= 0; m-- {
		left := cash[m] - minimum
		if m == len(cash)-1 {
			left -= owed
		}
		spare = min(spare, left)
		use[m] = 1
		if m >= from && spare > 0 && pool[m] > 0 {
			use[m] = max(0, 1-spare/pool[m])
		}
	}
}

// charge adds what owners' money costs that brings drawn by month and pays a return of
// paid: the required return of each month on the balance in use at its beginning, or what
// has been paid since the last payment where that is more.
//
// Checked: TestOwnersMoneyCharge.
func (p *priced) charge(drawn, paid, use, v []float64, monthly float64) {
	balance, in, since := 0.0, 0.0, 0.0
	required, sum, stock := p.required, p.requiredSum, p.stock // in registers
	use, v = use[:len(drawn)], v[:len(drawn)]
	for m, d := range drawn {
		x := float64(balance * monthly)
		if paid != nil {
			since += x
			if back := paid[m]; back > 0 {
				x += max(0, back-since)
				since = 0
			}
		}
		required += float64(x * v[m])
		sum += x
		stock += balance
		in += d
		balance = float64(in * use[m])
	}
	p.required, p.requiredSum, p.stock = required, sum, stock
}

// borrow adds what source j of a ledger costs that is no money at a required return:
// interest and fees, and the interest that grace adds to the balance. Grants and
// prepayments stay outside the balance.
func (p *priced) borrow(b *waterfall.Ledger, j int, kind string, v []float64) {
	outside := kind == "grant" || kind == "prepayment"
	if outside && !b.Charged[j] {
		return
	}
	drawn := b.Drawn[j]
	if !b.Charged[j] {
		p.lend(drawn)
		return
	}
	n := len(drawn)
	balance, grown := 0.0, b.Capitalised[j] != 0
	principal, interest, fees, left := b.Principal[j][:n], b.Interest[j][:n], b.Fees[j][:n], b.Balance[j][:n]
	cost, sum, stock := p.paid, p.paidSum, p.stock // in registers
	v = v[:n]
	for m, d := range drawn {
		next, x := balance+d, interest[m]+fees[m]
		next -= principal[m]
		if grown {
			x += left[m] - next
			next = left[m]
		}
		cost += float64(x * v[m])
		sum += x
		stock += balance
		balance = next
	}
	p.paid, p.paidSum = cost, sum
	if !outside {
		p.stock = stock
	}
}

// lend adds the balances of money that is drawn and costs nothing.
func (p *priced) lend(drawn []float64) {
	balance, stock := 0.0, p.stock
	for _, d := range drawn {
		stock += balance
		balance += d
	}
	p.stock = stock
}

// fees adds the fees of source j of a ledger.
func (p *priced) fees(b *waterfall.Ledger, j int, v []float64) {
	if !b.Charged[j] {
		return
	}
	for m, x := range b.Fees[j] {
		p.paid += float64(x * v[m])
		p.paidSum += x
	}
}

// priceSource is what source j costs in the scenario at hand; s.use is filled in.
func (s *scenario) priceSource(j int) (p priced) {
	src, b, v := &s.m.sources[j], &s.book, s.m.discount
	if !src.required {
		p.borrow(b, j, s.m.funds.Facilities[j].Kind, v)
		return p
	}
	p.fees(b, j, v)
	p.charge(b.Drawn[j], paidOf(b, j), s.use, v, src.monthly)
	return p
}

// paidOf is the return that is paid on source j of a ledger, nil: none.
func paidOf(b *waterfall.Ledger, j int) []float64 {
	if b.Charged[j] {
		return b.Interest[j]
	}
	return nil
}

// ownersInUse fills s.use with the part of the owners' money that is in use.
func (s *scenario) ownersInUse() {
	if !s.m.pricesOwners {
		return
	}
	clear(s.pool)
	owed, h := 0.0, len(s.pool)
	for j := range s.m.sources {
		switch {
		case s.m.sources[j].required:
			addMonths(s.pool, s.book.Drawn[j])
		case s.m.isOwed(j):
			owed += s.book.Balance[j][h-1]
		}
	}
	runningSum(s.pool)
	inUse(s.use, s.pool, s.book.Cash, s.m.minimum, owed, s.m.cover.from)
}

// runningSum replaces a row by the sums up to each of its places.
func runningSum(x []float64) {
	sum := 0.0
	for m := range x {
		sum += x[m]
		x[m] = sum
	}
}
