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
		m.note(s.Row.Ref("Rate"), "model.required-return."+string(from), s.ID, percentText(m.plan.Language, rate))
	}
}

// ownersMoney is what the owners have paid in in a scenario, by month.
type ownersMoney struct {
	pool        []float64 // by the end of the month
	use         []float64 // the part of it in use
	held, worth []float64 // of a unit paid in in the month: what is in use of it at the beginnings of all later months, and its worth at their discount factors
	all         waterfall.MonthSet
}

func newOwnersMoney(horizon int) ownersMoney {
	return ownersMoney{all: waterfall.AllMonths(horizon), pool: make([]float64, horizon), use: make([]float64, horizon), held: make([]float64, horizon), worth: make([]float64, horizon)}
}

// inUse works out what is in use of what has come in by month, which pool holds: all of
// it before month from, then all but the cash above the minimum that no later month of
// the scenario needs, nor what is owed at the horizon. v are the discount factors.
//
// Checked: TestOwnersMoneyInUse.
func (o *ownersMoney) inUse(cash, v []float64, minimum, owed float64, from int) {
	runningSum(o.pool)
	last := len(cash) - 1
	pool, use, held, worth := o.pool[:last+1], o.use[:last+1], o.held[:last+1], o.worth[:last+1]
	spare, later, sum, paid := cash[last]-minimum-owed, 0.0, 0.0, 0.0
	for m := last; m >= 0; m-- {
		part := 1.0
		if m >= from {
			if left := cash[m] - minimum; m < last && left < spare {
				spare = left
			}
			if spare > 0 && pool[m] > 0 {
				if part = 1 - spare/pool[m]; part < 0 {
					part = 0
				}
			}
		}
		use[m] = part
		if m < last {
			sum += part
			paid += float64(part * later)
		}
		held[m], worth[m], later = sum, paid, v[m]
	}
}

// hold adds what owners' money costs that brings drawn in some months and pays no return:
// the required return of each month on the balance in use at its beginning.
//
// Checked: TestOwnersMoneyInUse, TestReferenceRequiredReturn.
func (p *priced) hold(drawn []float64, months waterfall.MonthSet, o *ownersMoney, monthly float64) {
	held, worth := o.held[:len(drawn)], o.worth[:len(drawn)]
	sum, paid := 0.0, 0.0
	for m := range months.All() {
		d := drawn[m]
		sum += float64(d * held[m])
		paid += float64(d * worth[m])
	}
	p.required += float64(paid * monthly)
	p.requiredSum += float64(sum * monthly)
	p.stock += sum
}

// charge does the same for money that pays a return: the required return of each month,
// or what has been paid since the last payment where that is more.
//
// Checked: TestOwnersMoneyCharge.
func (p *priced) charge(drawn, paid []float64, o *ownersMoney, v []float64, monthly float64) {
	balance, in, since := 0.0, 0.0, 0.0
	required, sum, stock := p.required, p.requiredSum, p.stock // in registers
	use, v := o.use[:len(drawn)], v[:len(drawn)]
	for m, d := range drawn {
		x := float64(balance * monthly)
		since += x
		if back := paid[m]; back > 0 {
			x += max(0, back-since)
			since = 0
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
// prepayments stay outside the balance. It looks at the months that are booked, and at
// all of them where interest is added.
func (p *priced) borrow(b *waterfall.Ledger, j int, kind string, v []float64) {
	outside := kind == "grant" || kind == "prepayment"
	if outside && !b.Charged[j] {
		return
	}
	drawn, months, n := b.Drawn[j], b.Booked[j], len(b.Drawn[j])
	principal, interest, fees, left := b.Principal[j][:n], b.Interest[j][:n], b.Fees[j][:n], b.Balance[j][:n]
	balance, stock, at, grown := 0.0, 0.0, 0, b.Capitalised[j] != 0
	for m := 0; ; m++ {
		if !grown {
			m = months.Next(m)
		}
		if m >= n {
			break
		}
		next, x := balance+drawn[m], interest[m]+fees[m]
		next -= principal[m]
		if grown {
			x += left[m] - next
			next = left[m]
		}
		p.paid += float64(x * v[m])
		p.paidSum += x
		stock += float64(balance * float64(m-at))
		balance, at = next, m
	}
	if !outside {
		p.stock += stock + float64(balance*float64(n-1-at))
	}
}

// fees adds the fees of source j of a ledger.
func (p *priced) fees(b *waterfall.Ledger, j int, v []float64) {
	if !b.Charged[j] {
		return
	}
	fees, months := b.Fees[j], b.Booked[j]
	for m := range months.All() {
		p.paid += float64(fees[m] * v[m])
		p.paidSum += fees[m]
	}
}

// priceSource is what source j costs in the scenario at hand, of which ownersInUse has
// been.
func (s *scenario) priceSource(p *priced, j int) {
	src, b, v := &s.m.sources[j], &s.book, s.m.discount
	if !src.required {
		p.borrow(b, j, s.m.funds.Facilities[j].Kind, v)
		return
	}
	p.fees(b, j, v)
	p.demand(b, j, &s.owners, v, src.monthly)
}

// demand adds the required return of source j of a ledger.
func (p *priced) demand(b *waterfall.Ledger, j int, o *ownersMoney, v []float64, monthly float64) {
	if b.Charged[j] {
		p.charge(b.Drawn[j], b.Interest[j], o, v, monthly)
	} else {
		p.hold(b.Drawn[j], b.Booked[j], o, monthly)
	}
}

// ownersInUse works out the part of the owners' money that is in use, once their pool
// holds what comes in by month.
func (s *scenario) ownersInUse() {
	if !s.m.pricesOwners {
		return
	}
	owed, last := 0.0, s.m.horizon-1
	for j := range s.m.sources {
		if !s.m.sources[j].required && s.m.isOwed(j) {
			owed += s.book.Balance[j][last]
		}
	}
	s.owners.inUse(s.book.Cash, s.m.discount, s.m.minimum, owed, s.m.cover.from)
}

// runningSum replaces a row by the sums up to each of its places.
func runningSum(x []float64) {
	sum := 0.0
	for m := range x {
		sum += x[m]
		x[m] = sum
	}
}
