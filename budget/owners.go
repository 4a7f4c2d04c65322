package budget

import "strings"

// IsOwners reports whether money of a kind is the owners': no claim on the project.
func IsOwners(kind string) bool {
	switch kind {
	case "equity", "own", "venture", "industry", "partner":
		return true
	}
	return false
}

// DebtLike reports whether a source of owners' money is debt in all but name: it has a
// term, a repayment, or says what becomes of interest in grace. It pays its Rate in cash.
func (s *Source) DebtLike() bool {
	return IsOwners(s.Kind) && (s.TermMonths > 0 || s.Repayment != "" && s.Repayment != "none" || s.CapitaliseGrace || s.GraceSaid)
}

// Required reports whether the Rate of a source is the return that its owners require,
// of which no cash leaves.
func (s *Source) Required() bool { return IsOwners(s.Kind) && !s.DebtLike() }

// ReturnFrom is where the required return of a source comes from.
type ReturnFrom string

// The places of a required return, in the order in which they are looked at.
const (
	ReturnOfRate     ReturnFrom = "rate"     // the source's own Rate, or its driver and spread
	ReturnOfPartner  ReturnFrom = "partner"  // the Discount rate of the partner that gives it
	ReturnOfEquity   ReturnFrom = "equity"   // the setting Cost of equity
	ReturnOfDiscount ReturnFrom = "discount" // the discount rate
)

// RequiredReturn is the effective annual return that a source of owners' money must
// bring, and where it comes from (models/doc.go section 9).
func (p *Plan) RequiredReturn(s *Source) (float64, ReturnFrom) {
	for _, d := range p.Drivers {
		if s.RateDriver != "" && strings.EqualFold(d.Name, s.RateDriver) {
			return d.Base + s.Spread, ReturnOfRate
		}
	}
	if s.RateSaid || s.Rate != 0 {
		return s.Rate, ReturnOfRate
	}
	for _, q := range p.Partners {
		if s.Partner != "" && q.Rate != nil && strings.EqualFold(q.Name, s.Partner) {
			return *q.Rate, ReturnOfPartner
		}
	}
	if p.Project.CostOfEquity != nil {
		return *p.Project.CostOfEquity, ReturnOfEquity
	}
	return p.Project.Rate, ReturnOfDiscount
}

// EquityRate is the effective annual rate of the owners' present value: the setting Cost
// of equity, else the discount rate.
func (p *Project) EquityRate() float64 {
	if p.CostOfEquity != nil {
		return *p.CostOfEquity
	}
	return p.Rate
}

// PartnerRate is the effective annual rate of a partner's present value: its own, else
// that of the owners.
func (p *Plan) PartnerRate(q *Partner) float64 {
	if q.Rate != nil {
		return *q.Rate
	}
	return p.Project.EquityRate()
}

// ownersMoney says what becomes of a Rate on owners' money: a return that is required,
// of which nothing is paid, or, where the source is debt in all but name, interest.
func (c *checker) ownersMoney() {
	for i := range c.plan.Funding {
		s := &c.plan.Funding[i]
		rated := s.RateSaid || s.Rate != 0 || s.RateDriver != ""
		field := "Rate"
		if s.RateDriver != "" {
			field = "Rate driver"
		}
		switch {
		case s.DebtLike() && rated:
			c.at(s.Row, field, Note, "owners-debt", c.w.Say("problem.owners-debt", s.ID), c.w.Say("problem.owners-debt.hint"))
		case s.Required() && rated:
			rate, _ := c.plan.RequiredReturn(s)
			c.at(s.Row, field, Note, "required-return", c.w.Say("problem.required-return", s.ID, percent(rate)), c.w.Say("problem.required-return.hint"))
		}
		if s.PaidReturn != 0 && !s.Required() {
			c.at(s.Row, "Paid return", Warning, "paid-return", c.w.Say("problem.paid-return", s.ID), c.w.Say("problem.paid-return.hint"))
		}
	}
}
