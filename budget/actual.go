package budget

import "strings"

// Home finds what an actual belongs to: its kind, "cost", "risk", "revenue",
// "funding", "repayment", "interest" or "driver", and the index of the row among Costs,
// Risks, Revenue, Funding or Drivers; ""
// and -1 for money that the plan has no row for. IDs are compared without regard
// to letter case; an actual without a kind belongs to the first row in that order
// that has its ID, one of kind cost to a line or else a risk.
//
// Checked: TestHomeOfAnActual.
func (p *Plan) Home(a *Actual) (kind string, at int) {
	find := func(home string, n int, id func(i int) string) bool {
		if a.Kind != "" && a.Kind != home && !(a.Kind == "cost" && home == "risk") {
			return false
		}
		for i := range n {
			if strings.EqualFold(id(i), a.ID) {
				kind, at = home, i
				return true
			}
		}
		return false
	}
	switch {
	case find("cost", len(p.Costs), func(i int) string { return p.Costs[i].ID }):
	case find("risk", len(p.Risks), func(i int) string { return p.Risks[i].ID }):
	case find("revenue", len(p.Revenue), func(i int) string { return p.Revenue[i].ID }):
	case find("funding", len(p.Funding), func(i int) string { return p.Funding[i].ID }):
	case find("repayment", len(p.Funding), func(i int) string { return p.Funding[i].ID }):
	case find("interest", len(p.Funding), func(i int) string { return p.Funding[i].ID }):
	case find("driver", len(p.Drivers), func(i int) string { return p.Drivers[i].Name }):
	default:
		return "", -1
	}
	return kind, at
}
