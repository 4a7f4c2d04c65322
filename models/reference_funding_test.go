package models

import (
	"math"
	"slices"

	"ballast/budget"
)

// referenceSource is a source while the months pass.
type referenceSource struct {
	*budget.Source
	limit                                  float64   // what there is of it: committed x amount factor
	opens                                  float64   // on demand: the month from which it can be drawn
	scheduled                              []float64 // by month
	sold                                   bool      // the plan has revenue that a prepayment is set off against
	comes                                  bool      // any of the scheduled money ever does
	beyond, closed                         float64
	first                                  int // month of the first draw, -1 before
	balance, used, capitalised, accrued    float64
	drawn, interest, fees, principal, owed []float64
}

// waterfall is the order of a month: what was agreed, then what is needed.
func (r *reference) waterfall() {
	for i := range r.plan.Funding {
		r.sources = append(r.sources, r.source(&r.plan.Funding[i]))
	}
	byPriority := slices.Clone(r.sources)
	slices.SortStableFunc(byPriority, func(a, b *referenceSource) int { return a.Priority - b.Priority })
	cash, minimum := r.plan.Project.OpeningCash.InexactFloat64(), r.plan.Project.MinimumCash.InexactFloat64()
	for m := range r.h {
		cash += r.ncf[m]
		for _, s := range r.sources {
			cash -= r.serve(s, m)
		}
		for _, s := range r.sources {
			if s.scheduled[m] != 0 {
				cash += s.draw(m, s.scheduled[m])
			}
		}
		for _, s := range byPriority {
			need := minimum - cash
			if need <= 1e-9 || !s.OnDemand || !s.open(m) {
				continue
			}
			if gross := need / (1 - s.UpfrontFee); gross <= s.undrawn() {
				s.draw(m, gross)
				cash = minimum
			} else if s.undrawn() > 1e-9 {
				cash += s.draw(m, s.undrawn())
			}
		}
		r.gap[m] = max(0, minimum-cash)
		for cash > minimum {
			s := r.dearest(m)
			if s == nil {
				break
			}
			if s.balance <= cash-minimum {
				cash -= s.repay(m, s.balance)
			} else {
				s.repay(m, cash-minimum)
				cash = minimum
			}
		}
		r.cash[m] = cash
		for _, s := range r.sources {
			s.owed[m] = s.balance
		}
	}
}

// source sets up a source: what of its money comes in which month.
func (r *reference) source(f *budget.Source) *referenceSource {
	months := func() []float64 { return make([]float64, r.h) }
	s := &referenceSource{Source: f, first: -1, sold: len(r.plan.Revenue) > 0, scheduled: months(), drawn: months(), interest: months(), fees: months(),
		principal: months(), owed: months(), opens: math.Inf(1)}
	s.limit = f.Committed.InexactFloat64() * r.factor(f)
	if f.OnDemand {
		if here, delay := r.arrives(f); here {
			s.opens = float64(max(f.ArriveMonth, f.AvailableFrom)) + delay
		}
		return s
	}
	place := func(month int, amount float64) {
		switch {
		case amount == 0:
		case f.AvailableTo != nil && month > *f.AvailableTo:
			s.closed += amount // the window has closed
		default:
			book(s.scheduled, &s.beyond, month, amount)
		}
	}
	when, amounts := r.arrivals(f)
	for i, month := range when {
		s.comes = s.comes || !math.IsInf(month, 1)
		if month >= float64(r.h) {
			s.beyond += amounts[i]
			continue
		}
		month = max(month, float64(f.AvailableFrom)) // it waits for the window
		whole := math.Floor(month)
		place(int(whole), amounts[i]*(1-(month-whole)))
		place(int(whole)+1, amounts[i]*(month-whole))
	}
	return s
}

// rate of a month: fixed, or the driver's value and the spread.
func (r *reference) rate(s *referenceSource, m int) float64 {
	if s.ownersMoney() && !s.debtInAllButName() {
		return s.PaidReturn
	}
	if s.RateDriver == "" {
		return s.Rate
	}
	return r.base(s.RateDriver)*r.index[s.RateDriver][m] + s.Spread
}

// term is the number of payments of a loan that has a calendar, otherwise 0.
func (s *referenceSource) term() int {
	if s.Repayment == "none" || s.Repayment == "sweep" {
		return 0
	}
	return s.TermMonths
}

// grace in months; one payment at least is left in the term.
func (s *referenceSource) grace() int {
	if s.term() > 0 {
		return min(s.GraceMonths, s.term()-1)
	}
	return s.GraceMonths
}

// serve books the commitment fee, interest on the opening balance and the
// principal due, and returns the cash they take.
func (r *reference) serve(s *referenceSource, m int) (paid float64) {
	if s.CommitmentFee > 0 && s.open(m) {
		fee := s.undrawn() * s.CommitmentFee / 12
		s.fees[m] += fee
		paid += fee
	}
	if s.balance <= 0 && s.accrued <= 0 {
		return paid
	}
	if r.setOff(s) {
		defer func() { paid += s.repay(m, min(s.balance, r.customersPay(s, m))) }()
	}
	monthly, age := r.rate(s, m)/12, m-s.first
	s.accrued += s.balance * monthly
	if !s.payday(age) && !(age == s.grace() && s.CapitaliseGrace) {
		return paid
	}
	interest := s.accrued
	s.accrued = 0
	due := s.due(age, monthly*float64(s.every()))
	paid += s.repay(m, due)
	if age <= s.grace() && s.CapitaliseGrace {
		s.balance += interest
		s.capitalised += interest
		return paid
	}
	s.interest[m] += interest
	paid += interest
	return paid
}

// setOff reports whether a prepayment is set off against what customers would pay.
func (r *reference) setOff(s *referenceSource) bool {
	return s.Kind == "prepayment" && s.Repayment == "none" && len(r.plan.Revenue) > 0
}

// customersPay is what the customers of a prepayment would pay in a month; prepayments
// of the same stream share it by their amounts.
func (r *reference) customersPay(s *referenceSource, m int) float64 {
	names := func(x *budget.Source, stream string) bool {
		return len(x.RecoveredFrom) == 0 || slices.Contains(x.RecoveredFrom, stream)
	}
	sum := 0.0
	for stream, collected := range r.byStream {
		if !names(s.Source, stream) {
			continue
		}
		all := 0.0
		for _, x := range r.sources {
			if r.setOff(x) && names(x.Source, stream) {
				all += r.plannedMoney(x)
			}
		}
		sum += collected[m] * r.plannedMoney(s) / all
	}
	return sum
}

// plannedMoney is what a source is to bring.
func (r *reference) plannedMoney(s *referenceSource) float64 {
	sum, any := 0.0, false
	for _, t := range r.plan.Tranches {
		if t.Source == s.ID && !s.OnDemand {
			sum, any = sum+t.Amount.InexactFloat64(), true
		}
	}
	if !any {
		return s.Committed.InexactFloat64()
	}
	return sum
}

// every is how many months lie between two payments.
func (s *referenceSource) every() int { return max(1, s.PaymentMonths) }

// payday tells whether a month of a loan's age is one of payment.
func (s *referenceSource) payday(age int) bool {
	return age%s.every() == 0 || s.Repayment != "none" && s.TermMonths > 0 && age >= s.TermMonths
}

// due is the principal due in a month of a loan's age, at a rate a payment.
func (s *referenceSource) due(age int, monthly float64) float64 {
	left := 0 // payments, with this one
	for k := age; k <= s.term(); k++ {
		if s.payday(k) {
			left++
		}
	}
	switch {
	case s.Repayment == "sweep" && s.TermMonths > 0 && age >= s.TermMonths:
		return s.balance
	case s.term() == 0 || age <= s.grace():
		return 0
	case left <= 1:
		return s.balance
	case s.Repayment == "equal":
		return s.balance / float64(left)
	case s.Repayment == "annuity" && monthly == 0:
		return s.balance / float64(left)
	case s.Repayment == "annuity": // the first of a level series: PMT less interest
		return s.balance * monthly / (math.Pow(1+monthly, float64(left)) - 1)
	}
	return 0 // bullet
}

// open reports whether a source can be drawn in a month: inside its window, not
// yet matured, and there at all.
func (s *referenceSource) open(m int) bool {
	if m < s.AvailableFrom || s.AvailableTo != nil && m > *s.AvailableTo {
		return false
	}
	if s.Repayment != "none" && s.TermMonths > 0 && s.first >= 0 && m >= s.first+s.TermMonths {
		return false
	}
	if s.OnDemand {
		return float64(m) >= s.opens
	}
	return s.comes
}

// undrawn is what is left of what the source can give; a revolver's comes back.
func (s *referenceSource) undrawn() float64 {
	taken := s.used
	if s.Kind == "revolver" {
		taken = s.balance
	}
	return max(0, s.limit-taken)
}

// draw books money drawn and its fee, and returns what reaches the account.
func (s *referenceSource) draw(m int, amount float64) float64 {
	if s.first < 0 {
		s.first = m
	}
	s.balance, s.used = s.balance+amount, s.used+amount
	s.drawn[m] += amount
	s.fees[m] += amount * s.UpfrontFee
	return amount * (1 - s.UpfrontFee)
}

func (s *referenceSource) repay(m int, amount float64) float64 {
	s.balance -= amount
	s.principal[m] += amount
	return amount
}

// dearest is the sweep source with the highest rate that still has a balance.
func (r *reference) dearest(m int) *referenceSource {
	var found *referenceSource
	for _, s := range r.sources {
		if s.Repayment == "sweep" && s.balance > 0 && (found == nil || r.rate(s, m) > r.rate(found, m)) {
			found = s
		}
	}
	return found
}
