package waterfall

import "math"

// Ease says which changes of a flow are certain to leave no month with a larger gap.
type Ease int

// The changes; the later ones include those before.
const (
	EaseNone    Ease = iota // none
	EaseMonthly             // no month's flow is less
	EaseInTotal             // the flow up to no month is less in total
)

// Eases says it of a scenario in which the sources bring s, but for rounding.
//
// Where no month's flow is less, cash is never lower, nothing owed on demand or swept is
// ever more, and so by induction no month needs more, draws more beyond what there is, or
// pays more interest and fees: as long as what is owed costs at least the fee on what is
// not drawn, at once, and no date of payment hangs on when it was drawn.
//
// Where it is less in no total, the same holds of cash less what is owed, if what is
// owed depends on that alone: of overdrafts that are there to the end, repaid from all
// cash above the minimum, where the dearest is drawn last and repaid first.
//
// Checked: TestEases.
func (f *Model) Eases(horizon int, s []Supply) Ease {
	if f.Bank != nil || f.First > 0 {
		return EaseNone
	}
	all := EaseInTotal
	for _, j := range f.claims {
		all = min(all, f.Facilities[j].ease(&s[j], horizon))
	}
	if len(f.claims) > 1 && all == EaseInTotal && !f.nested(s) {
		return EaseMonthly
	}
	return all
}

// ease is what one facility that depends on cash allows.
func (c *Facility) ease(s *Supply, horizon int) Ease {
	least := c.Rate
	for m, x := range s.Rates {
		if m == 0 || x < least {
			least = x
		}
	}
	if len(c.Past) > 0 || c.known() || c.Every > 1 || c.Capitalise || !(least >= 0) || c.Commitment < 0 {
		return EaseNone
	}
	switch {
	case c.Repayment == Sweep && !c.OnDemand && c.Term == 0:
		return EaseMonthly
	case !c.OnDemand || c.Upfront != 0 || least < c.Commitment:
		return EaseNone
	case c.Repayment == None:
		return EaseMonthly
	case c.Repayment != Sweep || c.Term > 0 || !c.Revolving:
		return EaseNone
	case c.To < horizon-1:
		return EaseMonthly
	}
	return EaseInTotal
}

// nested reports whether the facilities on demand are all there from the beginning, the
// cheapest drawn first.
func (f *Model) nested(s []Supply) bool {
	rate := math.Inf(-1)
	for _, j := range f.onDemand {
		c := &f.Facilities[j]
		if c.From > 0 || s[j].OpenFrom > 0 || s[j].Rates != nil || c.Rate <= rate {
			return false
		}
		rate = c.Rate
	}
	return true
}

// Limits is the most that can be owed on demand in a scenario.
func (f *Model) Limits(s []Supply) (sum float64) {
	for _, j := range f.onDemand {
		sum += f.Facilities[j].limit(&s[j])
	}
	return sum
}
