package budget

import (
	"math"
	"strconv"
	"strings"
)

// terms warns of debt that is still owed at the last month: because its
// repayment ends later, or because it has no term at all. It says how much, by
// the plan's dates without any delay.
func (c *checker) terms() {
	h := c.plan.Project.Horizon
	if h < 1 {
		return
	}
	for _, s := range c.plan.Funding {
		switch s.Repayment {
		case "bullet", "equal", "annuity":
		default:
			continue
		}
		owed := MoneyOf(c.owed(&s)).StringFixed(2)
		if s.OnDemand {
			owed = c.w.Say("problem.term.up-to", s.Committed.StringFixed(2))
		}
		first := c.firstDraw(&s)
		switch last := c.month(h - 1); {
		case s.TermMonths == 0:
			c.at(s.Row, "Repayment", Warning, "term-missing", c.w.Say("problem.term-missing", s.ID, owed, last), c.w.Say("problem.term-missing.hint"))
		case s.TermMonths > 0 && first+s.TermMonths >= h:
			c.at(s.Row, "Term", Warning, "term-past-horizon", c.w.Say("problem.term-past-horizon", s.ID, c.month(first+s.TermMonths), last, owed), c.w.Say("problem.term-past-horizon.hint"))
		}
	}
}

// draws are the planned arrivals of a source by month; what would come before
// its window waits for it, what would come after it is lost.
func (c *checker) draws(s *Source) map[int]float64 {
	out, tranches := map[int]float64{}, 0
	put := func(month int, m Money) {
		if month = max(month, s.AvailableFrom); s.AvailableTo == nil || month <= *s.AvailableTo {
			out[month] += m.InexactFloat64()
		}
	}
	for _, t := range c.plan.Tranches {
		if strings.EqualFold(t.Source, s.ID) {
			tranches++
			put(t.Month, t.Amount)
		}
	}
	if tranches == 0 {
		put(s.ArriveMonth, s.Committed)
	}
	return out
}

// firstDraw is the month of the first planned arrival.
func (c *checker) firstDraw(s *Source) int {
	first := math.MaxInt32
	for m := range c.draws(s) {
		first = min(first, m)
	}
	if first == math.MaxInt32 {
		return s.ArriveMonth
	}
	return first
}

// owed is the balance at the last month (models/doc.go section 9): payments fall
// due every so many months up to +term after the first draw.
func (c *checker) owed(s *Source) float64 {
	draws, first, rate := c.draws(s), c.firstDraw(s), c.rateOf(s)/12
	every, grace := max(1, s.PaymentMonths), min(s.GraceMonths, max(0, s.TermMonths-1))
	balance, accrued := 0.0, 0.0
	for m := range c.plan.Project.Horizon {
		age := m - first
		left, period := paymentsLeft(s.TermMonths, every, age), rate*float64(every)
		due, payday := 0.0, age%every == 0
		accrued += balance * rate
		switch {
		case s.TermMonths == 0 || age <= grace || !payday && age < s.TermMonths:
		case left <= 1 || age >= s.TermMonths:
			due = balance
		case s.Repayment == "equal" || s.Repayment == "annuity" && rate == 0:
			due = balance / float64(left)
		case s.Repayment == "annuity":
			due = balance*period/-math.Expm1(-float64(left)*math.Log1p(period)) - balance*period
		}
		if payday || age == grace {
			if s.CapitaliseGrace && age <= grace {
				balance += accrued
			}
			accrued = 0
		}
		balance += draws[m] - due
	}
	return balance
}

// paymentsLeft is how many payments are left in the age-th month of a loan, with
// one in it.
func paymentsLeft(term, every, age int) int {
	left := term/every - age/every + 1
	if term%every != 0 {
		left++
	}
	return left
}

// rateOf is the annual rate of a source, with its driver at the base value.
func (c *checker) rateOf(s *Source) float64 {
	for _, d := range c.plan.Drivers {
		if s.RateDriver != "" && strings.EqualFold(d.Name, s.RateDriver) {
			return d.Base + s.Spread
		}
	}
	return s.Rate
}

// driverTables warns of a table of values that ends before the plan does.
func (c *checker) driverTables() {
	for _, d := range c.plan.Drivers {
		if n, h := len(d.Table), c.plan.Project.Horizon; d.Kind == "table" && n < h {
			c.at(d.Row, "Name", Warning, "table-short", c.w.Say("problem.table-short", d.Name, strconv.Itoa(n), strconv.Itoa(h)), c.w.Say("problem.table-short.hint"))
		}
	}
}
