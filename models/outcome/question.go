package outcome

// Question is what a reviewer will ask of the plan's method.
type Question struct {
	Code   string `json:"code"`
	At     string `json:"at"` // the cell that it is about
	Text   string `json:"text"`
	Source string `json:"source"` // whose rule it is
	// Worth is what it is worth where that can be worked out, nil where it cannot or
	// would need further runs. WorthOf says of what: contingency, base or money (that
	// follows an index); npv, lost with a tenth of the revenue; late and without, how
	// much the chance of a gap rises with all money three months late, and without the
	// largest source; payback, the chance of none; and contingency more with one risk of 30 %
	// that costs a tenth of the base (risk), with all ranges half as wide again (wider), the
	// narrow ones twice as wide (double), or reaching half as far again above the middle (lean).
	Worth   *float64 `json:"worth"`
	WorthOf string   `json:"worth_of,omitempty"`
}
