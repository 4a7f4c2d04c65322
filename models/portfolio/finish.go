package portfolio

import (
	"slices"
	"strings"

	"ballast/budget"
	"ballast/sim/depend"
)

// Finish looks at what only shows when all plans are known: money that cannot be turned
// into the portfolio's, rows that name nothing. Of a plan with a problem drop is told the
// number, the last first; it is then no longer in the survey. Plans that were refused are
// looked at too.
func (s *Survey) Finish(drop func(entry int)) []budget.Problem {
	var out []budget.Problem
	if s.Settings.Currency == "" {
		s.Settings.Currency = s.commonest()
	}
	for i := len(s.Entries) - 1; i >= 0; i-- {
		p, ok := s.exchange(&s.facts[i])
		if key := s.facts[i].Exchange; key != "" {
			d := s.drivers[key].driver
			s.note("portfolio.exchanged", s.Entries[i].ID, s.facts[i].Currency, s.Settings.Currency, d.Name, number(max(d.Base, 0)))
		}
		if torn, is := s.torn(i); ok && is {
			p, ok = torn, false
		}
		if !ok {
			out = append(out, p)
			s.remove(i)
			drop(i)
		}
	}
	slices.Reverse(out)
	for i := range s.refused {
		if p, ok := s.exchange(&s.refused[i]); !ok {
			out = append(out, p)
		}
	}
	out = append(out, s.unusedCommon()...)
	return append(out, s.checkBetween()...)
}

// commonest is the currency of most plans, of the first of them where as many have
// another.
func (s *Survey) commonest() string {
	best, most := "", 0
	for _, f := range s.facts {
		n := 0
		for _, g := range s.facts {
			if strings.EqualFold(f.Currency, g.Currency) {
				n++
			}
		}
		if n > most {
			best, most = f.Currency, n
		}
	}
	return best
}

// exchange finds the driver that turns the money of a plan into the portfolio's: one of
// the name of its currency in a plan that is kept in the portfolio's.
func (s *Survey) exchange(f *facts) (budget.Problem, bool) {
	want := s.Settings.Currency
	if want == "" || strings.EqualFold(f.Currency, want) { // no plan that can be run names one
		return budget.Problem{}, true
	}
	key := nameKey(f.Currency)
	if d := s.drivers[key]; d != nil && slices.ContainsFunc(d.homes, func(h home) bool { return strings.EqualFold(h.Currency, want) }) {
		f.Exchange = key
		return budget.Problem{}, true
	}
	return budget.Problem{Ref: f.at, Severity: budget.Error, Code: "portfolio-currency", Message: s.words.Say("portfolio.currency", f.ID, f.Currency, want),
		Hint: s.words.Say("portfolio.currency.hint", f.Currency, want)}, false
}

// remove takes a plan out again.
func (s *Survey) remove(i int) {
	s.Left = append(s.Left, s.Entries[i])
	id := s.Entries[i].ID
	for _, key := range s.facts[i].Random {
		d := s.drivers[key]
		d.plans = slices.DeleteFunc(d.plans, func(x string) bool { return x == id })
	}
	for _, d := range s.drivers {
		d.homes = slices.DeleteFunc(d.homes, func(h home) bool { return h.Plan == id })
	}
	s.Entries, s.facts = slices.Delete(s.Entries, i, i+1), slices.Delete(s.facts, i, i+1)
}

// unusedCommon finds rows of the sheet of drivers in common that name no driver.
func (s *Survey) unusedCommon() []budget.Problem {
	var out []budget.Problem
	for _, c := range s.Settings.Common {
		driver := c.Driver
		if driver == "" {
			driver = c.Name
		}
		used := false
		for i, f := range s.facts {
			_, has := f.Keys[nameKey(driver)]
			used = used || has && (c.Plan == "" || strings.EqualFold(c.Plan, s.Entries[i].ID))
		}
		if !used {
			out = append(out, budget.Problem{Ref: c.Ref, Severity: budget.Error, Code: "common-unknown", Message: s.words.Say("portfolio.common-unknown", driver, c.Plan), Hint: s.words.Say("portfolio.common-unknown.hint")})
		}
	}
	return out
}

// checkBetween looks at the correlations between plans.
func (s *Survey) checkBetween() []budget.Problem {
	var out []budget.Problem
	problem := func(ref budget.Ref, key string, args ...any) {
		out = append(out, budget.Problem{Ref: ref, Severity: budget.Error, Code: "plan-correlation", Message: s.words.Say("portfolio."+key, args...), Hint: s.words.Say("portfolio.plan-correlation.hint")})
	}
	said := map[[2]int]bool{}
	for _, c := range s.Settings.Between {
		a, b := s.entry(c.A), s.entry(c.B)
		pair := [2]int{min(a, b), max(a, b)}
		switch {
		case a < 0:
			problem(c.Ref, "plan-unknown", c.A)
		case b < 0:
			problem(c.Ref, "plan-unknown", c.B)
		case !(c.Rho >= -1 && c.Rho <= 1):
			problem(c.Ref, "plan-range", number(c.Rho))
		case a == b:
			problem(c.Ref, "plan-itself", c.A)
		case said[pair]:
			problem(c.Ref, "plan-twice", c.A, c.B)
		}
		said[pair] = true
	}
	if len(out) == 0 && len(s.Settings.Between) > 0 {
		if _, ok := depend.Lower(s.between()); !ok {
			problem(s.Settings.Between[0].Ref, "plan-contradict")
		}
	}
	return out
}

// entry is the number of a plan, -1 for none.
func (s *Survey) entry(id string) int {
	return slices.IndexFunc(s.Entries, func(e Entry) bool { return strings.EqualFold(e.ID, strings.TrimSpace(id)) })
}

// scored lists the plans that are correlated with others, in the order of the list.
func (s *Survey) scored() []int {
	var out []int
	for i := range s.Entries {
		if slices.ContainsFunc(s.Settings.Between, func(c budget.Correlation) bool { return s.entry(c.A) == i || s.entry(c.B) == i }) {
			out = append(out, i)
		}
	}
	return out
}

// between is the matrix of rank correlations of the scored plans.
func (s *Survey) between() [][]float64 {
	plans := s.scored()
	m := make([][]float64, len(plans))
	for i := range m {
		m[i] = make([]float64, len(plans))
		m[i][i] = 1
	}
	for _, c := range s.Settings.Between {
		a, b := slices.Index(plans, s.entry(c.A)), slices.Index(plans, s.entry(c.B))
		m[a][b], m[b][a] = c.Rho, c.Rho
	}
	return m
}

// mixed says by plan what its turned score is mixed of: weights of the scores of the
// scored plans up to it; nil where it has its own.
func (s *Survey) mixed() [][]float64 {
	out := make([][]float64, len(s.Entries))
	if len(s.Settings.Between) == 0 {
		return out
	}
	if l, ok := depend.Lower(s.between()); ok {
		for k, i := range s.scored() {
			out[i] = l[k]
		}
	}
	return out
}
