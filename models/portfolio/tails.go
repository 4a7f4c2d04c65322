package portfolio

import (
	"slices"

	"ballast/budget"
)

// tails is a plan with a t copula: which drivers it correlates, under the portfolio's
// names, and where. All that a t copula correlates is drawn apart together, which no
// other plan would see of a driver that it shares.
type tails struct {
	at    budget.Ref // of the copula
	mixed []mixed
}

// mixed is a driver in a correlation.
type mixed struct {
	key  string
	link budget.Correlation
}

// tails are those of the plan that is looked at, nil without a t copula.
func (a *adding) tails() *tails {
	if a.p.Project.CopulaDF == 0 {
		return nil
	}
	t := &tails{at: a.at("Copula")}
	for _, c := range a.p.Correlations {
		for i := range a.p.Drivers {
			if d := &a.p.Drivers[i]; moves(d) && (nameKey(d.Name) == nameKey(c.A) || nameKey(d.Name) == nameKey(c.B)) {
				t.mixed = append(t.mixed, mixed{a.s.key(a.e.ID, d.Name), c})
			}
		}
	}
	return t
}

// torn finds a plan whose t copula would draw a driver that other plans share otherwise
// than they see it: one that the plan correlates itself, or that others correlate.
//
// Checked: TestTailsOfCommonDrivers.
func (s *Survey) torn(i int) (budget.Problem, bool) {
	f := &s.facts[i]
	if f.tails == nil {
		return budget.Problem{}, false
	}
	refuse := func(ref budget.Ref, a, b string) (budget.Problem, bool) {
		return budget.Problem{Ref: ref, Severity: budget.Error, Code: "driver-copula", Message: s.words.Say("portfolio.driver-copula", a, b), Hint: s.words.Say("portfolio.driver-copula.hint")}, true
	}
	for _, m := range f.tails.mixed {
		if len(s.movedBy(m.key)) > 1 {
			return refuse(m.link.Ref, m.link.A, m.link.B)
		}
	}
	if all := s.reach(f.Random); len(all) > 0 {
		for _, pair := range s.pairs() {
			if slices.Contains(all, pair[0]) && slices.Contains(all, pair[1]) {
				return refuse(f.tails.at, s.drivers[pair[0]].driver.Name, s.drivers[pair[1]].driver.Name)
			}
		}
	}
	return budget.Problem{}, false
}
