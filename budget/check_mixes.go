package budget

import (
	"github.com/shopspring/decimal"

	"ballast/budget/words"
)

// mixShareTolerance is how far the shares of a mix may be from 100 %: what
// percentages written to a tenth lose.
func mixShareTolerance() Money { return decimal.New(5, -4) }

// mixes: every source of a mix is known and named once, shares sum to 1, and
// amounts inside the limits of their source draw no remark.
func (c *checker) mixes() {
	sources := c.kinds("funding")
	rows := map[string]Row{}
	for _, m := range c.plan.Mixes {
		sum, first := decimal.Zero, map[string]Ref{}
		for _, p := range m.Parts {
			if _, seen := rows[p.Row.Ref("Source").String()]; !seen {
				rows[p.Row.Ref("Source").String()] = p.Row
				if !known(sources, p.Source) {
					c.unknown(p.Row, "Source", p.Source, sources)
				}
			}
			if at, twice := first[p.Source]; twice {
				c.mixAt(p, Error, "duplicate-id", c.w.Say("problem.duplicate-id", p.Source, at.Cell), c.w.Say("problem.duplicate-id.hint"))
			}
			first[p.Source] = p.Ref
			if p.Amount.IsNegative() {
				c.mixAt(p, Error, "negative-amount", c.w.Say("problem.negative-amount", m.Name, p.Amount.String()), c.w.Say("problem.negative-amount.hint"))
			}
			sum = sum.Add(p.Amount)
		}
		c.mixSum(&m, sum)
	}
	c.mixLimits()
}

// mixSum reports shares that do not add up, or that mix with amounts.
func (c *checker) mixSum(m *Mix, sum Money) {
	if m.Shares {
		for _, p := range m.Parts {
			if !p.Share && p.Amount.GreaterThan(decimal.New(1, 0)) {
				c.mixAt(p, Error, "mix-unit", c.w.Say("problem.mix-unit", m.Name, p.Amount.String()), c.w.Say("problem.mix-unit.hint"))
				return
			}
		}
		if sum.Sub(decimal.New(1, 0)).Abs().GreaterThan(mixShareTolerance()) {
			c.problems = append(c.problems, Problem{Ref: m.Ref, Severity: Error, Code: "mix-sum", Row: mixFields(m),
				Message: c.w.Say("problem.mix-sum", m.Name, sum.Shift(2).String()+"%"), Hint: c.w.Say("problem.mix-sum.hint")})
		}
		return
	}
	if !sum.IsPositive() {
		c.problems = append(c.problems, Problem{Ref: m.Ref, Severity: Warning, Code: "mix-empty",
			Message: c.w.Say("problem.mix-empty", m.Name), Hint: c.w.Say("problem.mix-empty.hint")})
	}
}

// mixFields quotes the cells of a mix.
func mixFields(m *Mix) []Field {
	var out []Field
	for _, p := range m.Parts {
		text := p.Amount.String()
		if p.Share {
			text = p.Amount.Shift(2).String() + "%"
		}
		out = append(out, Field{Cell: p.Ref.Cell, Name: p.Source, Text: text})
	}
	return out
}

func (c *checker) mixAt(p MixPart, s Severity, code, message, hint string) {
	c.problems = append(c.problems, Problem{Ref: p.Ref, Severity: s, Code: code, Message: message, Hint: hint, Row: p.Row.Excerpt("Source")})
}

// mixLimits remarks amounts outside the limits that a source has.
func (c *checker) mixLimits() {
	for _, m := range c.plan.Mixes {
		if m.Shares {
			continue
		}
		total := decimal.Zero
		for _, p := range m.Parts {
			total = total.Add(p.Amount)
		}
		for _, p := range m.Parts {
			for _, s := range c.plan.Funding {
				if s.ID != p.Source || !p.Amount.IsPositive() {
					continue
				}
				switch {
				case s.MaxAmount != nil && p.Amount.GreaterThan(*s.MaxAmount):
					c.mixAt(p, Warning, "mix-limit", c.w.Say("problem.mix-limit.max", s.ID, p.Amount.String(), s.MaxAmount.String()), c.w.Say("problem.mix-limit.hint"))
				case s.MinAmount != nil && p.Amount.LessThan(*s.MinAmount):
					c.mixAt(p, Warning, "mix-limit", c.w.Say("problem.mix-limit.min", s.ID, p.Amount.String(), s.MinAmount.String()), c.w.Say("problem.mix-limit.hint"))
				case s.MaxShare != nil && p.Amount.GreaterThan(total.Mul(decimal.NewFromFloat(*s.MaxShare))):
					c.mixAt(p, Warning, "mix-limit", c.w.Say("problem.mix-limit.share", s.ID, percent(*s.MaxShare)), c.w.Say("problem.mix-limit.hint"))
				}
			}
		}
	}
}

// stresses name sources that there are.
func (c *checker) stresses() {
	sources := c.kinds("funding")
	for _, s := range c.plan.Stress {
		for _, k := range s.Shocks {
			if k.Source != "" && !known(sources, k.Source) {
				c.unknown(s.Row, "Shock", k.Source, sources)
			}
		}
	}
}

// mixRules: the settings about mixes make sense, and when the plan asks for
// the best mix there is one to begin with.
func (c *checker) mixRules() {
	r := &c.plan.Project.Mixes
	number := func(field string, v *float64, lo, hi string, ok bool) {
		if v != nil && !ok {
			c.setting(field, Error, "setting-range", c.w.Say("problem.setting-range", c.written(field), trimFloat(*v), lo, hi), c.w.Say("problem.setting-range.hint"))
		}
	}
	number("Budget limit factor", &r.LimitFactor, "0.01", "100", r.LimitFactor == 0 || r.LimitFactor >= 0.01 && r.LimitFactor <= 100)
	if r.DSCRFloor != nil {
		number("DSCR floor", r.DSCRFloor, "0", "100", *r.DSCRFloor >= 0 && *r.DSCRFloor <= 100)
	}
	if r.DSCRAllowed != nil {
		c.rate("DSCR probability", *r.DSCRAllowed, 0, 1)
	}
	if r.MaxConcentration != nil {
		c.rate("Concentration limit", *r.MaxConcentration, 0.01, 1)
	}
	if r.Optimise {
		c.problems = append(c.problems, CheckOptimise(c.plan, c.w)...)
	}
}

// CheckOptimise tells which sources can never be used within their limits and that of
// the budget: an error where none can. Check calls it for a plan that asks for the best
// mix; a command that asks for it calls it itself.
func CheckOptimise(p *Plan, w *words.Words) []Problem {
	c := &checker{plan: p, w: w}
	if len(p.Funding) == 0 {
		c.setting("Optimise", Error, "no-feasible-mix", w.Say("problem.no-feasible-mix.none"), w.Say("problem.no-feasible-mix.hint"))
		return c.problems
	}
	severity := Error
	if c.usable() {
		severity = Warning
	}
	for _, s := range p.Funding {
		if lo, most := c.room(&s); lo.GreaterThan(most) {
			c.at(s.Row, "Min amount", severity, "no-feasible-mix", w.Say("problem.no-feasible-mix.source", s.ID, lo.String(), most.String()),
				w.Say("problem.no-feasible-mix.hint"))
		}
	}
	return c.problems
}

// usable reports whether any source can be used at all.
func (c *checker) usable() bool {
	for _, s := range c.plan.Funding {
		if lo, most := c.room(&s); !lo.GreaterThan(most) {
			return true
		}
	}
	return false
}

// room is the least that a source brings when it is used, and the most that its own
// limits and the budget's leave it: its largest share is of a total within the limit.
func (c *checker) room(s *Source) (least, most Money) {
	least, most = s.Bounds()
	if limit := c.plan.FundingLimit(); limit != nil {
		share := 1.0
		if s.MaxShare != nil {
			share = *s.MaxShare
		}
		most = decimal.Min(most, limit.Mul(decimal.NewFromFloat(share)))
	}
	return least, most
}

// Bounds is how little and how much a source may bring when it is used and amounts are
// chosen: Min amount, or none, and Max amount, or what it commits. It may always bring
// nothing.
func (s *Source) Bounds() (least, most Money) {
	most = s.Committed
	if s.MinAmount != nil {
		least = *s.MinAmount
	}
	if s.MaxAmount != nil {
		most = *s.MaxAmount
	}
	return least, most
}

// FundingLimit is the most that all sources may bring together when amounts
// are chosen, nil when the plan sets no Budget limit.
func (p *Plan) FundingLimit() *Money {
	if p.Project.BudgetLimit == nil {
		return nil
	}
	f := p.Project.Mixes.LimitFactor
	if f == 0 {
		f = 1
	}
	l := p.Project.BudgetLimit.Mul(decimal.NewFromFloat(f))
	return &l
}

// trimFloat writes a number as short as it goes.
func trimFloat(x float64) string { return decimal.NewFromFloat(x).String() }
