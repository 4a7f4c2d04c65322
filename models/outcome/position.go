package outcome

import "ballast/budget"

// Balance is one line of the position at the as-of month beside the books: what actuals
// and terms say (models/doc_cycle.go section 18).
type Balance struct {
	Item       string     `json:"item"` // bank, debt, payables, receivables, advances
	ID         string     `json:"id"`   // of the source, line or stream; "" all
	Counted    float64    `json:"counted"`
	Books      float64    `json:"books"`
	Difference float64    `json:"difference"` // counted less books
	At         string     `json:"at"`         // its cell
	Ref        budget.Ref `json:"-"`
}
