package budget

import (
	"math"

	"github.com/shopspring/decimal"
)

// amounts: negative money is mostly a slip; a negative cost counts as a credit.
func (c *checker) amounts() {
	for _, l := range c.plan.Costs {
		if l.Amount.IsNegative() {
			c.at(l.Row, "Amount", Warning, "negative-amount", c.w.Say("problem.negative-amount", header(l.Row, "Amount"), l.Amount.String()),
				c.w.Say("problem.negative-amount.credit"))
		}
	}
	bad := func(row Row, field string, m Money) {
		if m.IsNegative() {
			c.at(row, field, Error, "negative-amount", c.w.Say("problem.negative-amount", header(row, field), m.String()), c.w.Say("problem.negative-amount.hint"))
		}
	}
	for _, s := range c.plan.Funding {
		bad(s.Row, "Committed", s.Committed)
		if s.MinAmount != nil && s.MaxAmount != nil && s.MinAmount.GreaterThan(*s.MaxAmount) {
			c.at(s.Row, "Min amount", Error, "estimate-order", c.w.Say("problem.min-max", s.MinAmount.String(), s.MaxAmount.String()), c.w.Say("problem.min-max.hint"))
		}
	}
	for _, t := range c.plan.Tranches {
		bad(t.Row, "Amount", t.Amount)
	}
	for _, r := range c.plan.Risks {
		bad(r.Row, "Response cost", r.ResponseCost)
	}
}

// coFinancing warns of a source that is to pay more than its share of the plan:
// the rest of it does not come.
func (c *checker) coFinancing() {
	base := decimal.Zero
	for _, l := range c.plan.Costs {
		if l.Currency != "" {
			return // its rate is the model's
		}
		amount := l.Amount
		if l.PerMonth {
			amount = amount.Mul(decimal.NewFromInt(int64(l.Months)))
		}
		base = base.Add(amount)
	}
	for _, s := range c.plan.Funding {
		if s.CoFinancing == nil {
			continue
		}
		if len(c.plan.Mixes) > 0 || c.plan.Project.Mixes.Optimise {
			c.at(s.Row, "Co-financing ratio", Warning, "co-financing", c.w.Say("problem.co-financing.mixes", s.ID, percent(*s.CoFinancing)), c.w.Say("problem.co-financing.mixes.hint"))
		}
		if most := MoneyOf(*s.CoFinancing).Mul(base); s.Committed.GreaterThan(most) {
			c.at(s.Row, "Co-financing ratio", Warning, "co-financing", c.w.Say("problem.co-financing", s.ID, percent(*s.CoFinancing), most.StringFixed(2), base.StringFixed(2), s.Committed.StringFixed(2)), c.w.Say("problem.co-financing.hint"))
		}
	}
}

// maxShares warns of a source that makes up more of the money committed than its
// limit: run draws by the dates and the need, and keeps no limit.
func (c *checker) maxShares() {
	all := decimal.Zero
	for _, s := range c.plan.Funding {
		all = all.Add(s.Committed)
	}
	for _, s := range c.plan.Funding {
		if s.MaxShare == nil || !all.IsPositive() {
			continue
		}
		if share := s.Committed.Div(all).InexactFloat64(); share > *s.MaxShare+1e-9 {
			c.at(s.Row, "Max share", Warning, "max-share", c.w.Say("problem.max-share", s.ID, percent(math.Round(1e4*share)/1e4), percent(*s.MaxShare)), c.w.Say("problem.max-share.hint"))
		}
	}
}

// trancheSums warns when the instalments of a source do not add up to what is
// committed: the instalments are what arrives.
func (c *checker) trancheSums() {
	sums := map[string]Money{}
	for _, t := range c.plan.Tranches {
		sums[t.Source] = sums[t.Source].Add(t.Amount)
	}
	for _, s := range c.plan.Funding {
		if sum, ok := sums[s.ID]; ok && !sum.Equal(s.Committed) {
			c.at(s.Row, "Committed", Warning, "tranche-sum", c.w.Say("problem.tranche-sum", s.ID, sum.String(), s.Committed.String()),
				c.w.Say("problem.tranche-sum.hint"))
		}
	}
}

// minimumCash warns of a plan that starts below its own floor with nothing to
// fill it.
func (c *checker) minimumCash() {
	p := &c.plan.Project
	if p.MinimumCash.GreaterThan(decimal.Max(p.OpeningCash, decimal.Zero)) && len(c.plan.Funding) == 0 {
		c.setting("Minimum cash", Warning, "minimum-cash", c.w.Say("problem.minimum-cash", p.MinimumCash.String(), p.OpeningCash.String()),
			c.w.Say("problem.minimum-cash.hint"))
	}
}
