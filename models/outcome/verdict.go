package outcome

import "ballast/budget/words"

// Verdict is the one advice on the reserve, the same wherever it is told. Do is
//
//	limit    the limit must rise by Amount, or that much certain money still to be spent must go
//	ask      Amount is missing from what is left of the reserve
//	release  Amount can be released now
//	enough   the limit leaves Amount at the chosen confidence
//	reserve  Amount is to be set aside, or is needed from here on
type Verdict struct {
	Do               string   `json:"do"`
	Amount           float64  `json:"amount"`
	Confidence       float64  `json:"confidence"`
	CostAtConfidence float64  `json:"cost_at_confidence"`
	Limit            *float64 `json:"limit"`
}

// Written is the amount as advice writes it: what is asked for suffices when it is done to
// the unit, what is given away is there.
func (v Verdict) Written(m words.Money) string {
	if v.Do == "release" || v.Do == "enough" {
		return m.AtMost(v.Amount)
	}
	return m.AtLeast(v.Amount)
}
