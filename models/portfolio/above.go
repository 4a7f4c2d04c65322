package portfolio

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
)

// Above is a plan with the discount rate and the as-of month of the portfolio in the place
// of its own. A plan that says nothing of a past has none: it is all forecast. What the
// plan says beyond the as-of month has not happened yet.
//
// Checked: TestPortfolioSettingsStandAbove, TestAsOfStandsAbove.
func (t *Settings) Above(p *budget.Plan) *budget.Plan {
	asOf := t.AsOf != nil && happened(p)
	if t.Rate == nil && !asOf {
		return p
	}
	q := *p
	if t.Rate != nil {
		q.Project.Rate = *t.Rate
	}
	if asOf {
		month := min(max(t.AsOf.Sub(p.Project.Start), -1), p.Project.Horizon-1)
		at := p.Project.Start.Add(month)
		q.Project.AsOf = &at
	}
	return &q
}

// happened reports whether a plan says that a part of it has happened.
func happened(p *budget.Plan) bool { return p.Project.AsOf != nil || len(p.Actuals) > 0 }

// sayAbove notes the plans in which other settings stand than the portfolio is run with,
// and those that have begun by the as-of month and say nothing of it.
func (s *Survey) sayAbove() {
	t := &s.Settings
	said := func(field string) func(*facts) bool { return func(f *facts) bool { return f.said[field] } }
	if t.Scenarios > 0 {
		overrides(s, "scenarios", t.Scenarios, said("Scenarios"), func(p *budget.Project) int { return p.Scenarios })
	}
	overrides(s, "seed", strconv.FormatUint(*t.Seed, 10), said("Seed"), func(p *budget.Project) string { return strconv.FormatUint(p.Seed, 10) })
	overrides(s, "sampling", t.Sampling, said("Sampling"), func(p *budget.Project) string { return p.Sampling })
	if t.Rate != nil {
		percent := func(x float64) string { return words.PercentSign(s.Settings.Language, number(100*x)) }
		overrides(s, "rate", percent(*t.Rate), said("Discount rate"), func(p *budget.Project) string { return percent(p.Rate) })
	}
	if t.AsOf == nil {
		return
	}
	overrides(s, "as-of", t.AsOf.String(), func(f *facts) bool { return f.past }, func(p *budget.Project) string {
		if p.AsOf == nil {
			return ""
		}
		return p.AsOf.String()
	})
	var silent []string
	for i, f := range s.facts {
		if !f.past && t.AsOf.Sub(f.Start) >= 0 {
			silent = append(silent, s.Entries[i].ID)
		}
	}
	if len(silent) > 0 {
		s.note("portfolio.no-past", t.AsOf.String(), strings.Join(silent[:min(len(silent), mostNamed)], ", "), len(silent))
	}
}

// mostNamed is how many plans a note names.
const mostNamed = 10

// overrides notes the plans in which another value of a setting stands than the portfolio
// is run with.
//
// Checked: TestPortfolioSettingsStandAbove.
func overrides[T comparable](s *Survey, key string, used T, said func(*facts) bool, of func(*budget.Project) T) {
	var other []string
	for i := range s.facts {
		if f := &s.facts[i]; said(f) && of(&f.run) != used {
			other = append(other, s.Entries[i].ID)
		}
	}
	named := strings.Join(other[:min(len(other), mostNamed)], ", ")
	switch more := len(other) - mostNamed; {
	case len(other) == 0:
	case more > 0:
		s.note("portfolio.above.more", s.words.Say("portfolio.above."+key), used, named, more)
	default:
		s.note("portfolio.above", s.words.Say("portfolio.above."+key), used, named)
	}
}
