package budget

import (
	"slices"
	"strings"
)

// CardRule says how much a measure counts in an appraisal, and up to which figure it is A,
// B or C; a nil limit keeps the built-in one. With a team it is of that team alone.
type CardRule struct {
	Row     Row
	Measure string // canonical: cpi, beyond, reserve, forecast, late
	Weight  float64
	A, B, C *float64
	Team    string // "" everybody
	Members string // owners of the team, between commas
}

// Names are the members of a team.
func (r *CardRule) Names() []string {
	var out []string
	for _, n := range strings.FieldsFunc(r.Members, func(c rune) bool { return strings.ContainsRune(",;，；、", c) }) {
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// Limits are the limits of a rule, with the built-in ones where it has none.
func (r *CardRule) Limits(builtIn [3]float64) [3]float64 {
	for k, x := range []*float64{r.A, r.B, r.C} {
		if x != nil {
			builtIn[k] = *x
		}
	}
	return builtIn
}

// CardTeams are the teams of the rules, in their order, with their members.
func (p *Plan) CardTeams() (names []string, members map[string][]string) {
	members = map[string][]string{}
	for i := range p.CardRules {
		r := &p.CardRules[i]
		if r.Team == "" {
			continue
		}
		if !slices.Contains(names, r.Team) {
			names = append(names, r.Team)
		}
		for _, n := range r.Names() {
			if !slices.Contains(members[r.Team], n) {
				members[r.Team] = append(members[r.Team], n)
			}
		}
	}
	return names, members
}

// cardRules: a measure has one rule for everybody and one for a team, weights are not
// below zero, limits in the order of growing trouble, members are owners of the plan.
func (c *checker) cardRules() {
	first := map[string]Row{}
	owners := map[string]bool{}
	for _, l := range c.plan.Costs {
		owners[strings.ToLower(l.Owner)] = true
	}
	for _, r := range c.plan.Risks {
		owners[strings.ToLower(r.Owner)] = true
	}
	for i := range c.plan.CardRules {
		r := &c.plan.CardRules[i]
		c.once(first, r.Row, "Measure", r.Measure+"|"+strings.ToLower(r.Team), Error)
		if r.Weight < 0 {
			c.at(r.Row, "Weight", Error, "negative-amount", c.w.Say("problem.negative-amount", header(r.Row, "Weight"), r.Row.Get("Weight")), c.w.Say("problem.card-weight.hint"))
		}
		if at := []*float64{r.A, r.B, r.C}; !inOrder(at, r.Measure == "cpi") {
			c.at(r.Row, "A", Error, "card-order", c.w.Say("problem.card-order", r.Row.Get("Measure")), c.w.Say("problem.card-order.hint"))
		}
		for _, n := range r.Names() {
			if !owners[strings.ToLower(n)] {
				c.at(r.Row, "Members", Warning, "card-member", c.w.Say("problem.card-member", n), c.w.Say("problem.card-member.hint"))
			}
		}
	}
}

// inOrder tells whether the limits that are there grow, or fall.
func inOrder(limits []*float64, falling bool) bool {
	var last *float64
	for _, x := range limits {
		if x != nil && last != nil && (falling && *x > *last || !falling && *x < *last) {
			return false
		}
		if x != nil {
			last = x
		}
	}
	return true
}
