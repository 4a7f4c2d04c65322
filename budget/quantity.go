package budget

// Quantity is one uncertain cell or group of cells as a person wrote it:
// either one text ("PERT(90,100,140)", or a plain number), or the three
// estimates Low, Likely, High with a Shape. models turns it into a
// distribution; budget only keeps what was written and where.
type Quantity struct {
	Row   Row
	Field string // field of the text cell, "Uncertainty" or "Likely" for estimates; see Ref

	Text       string // the formula-like text, "" for the estimate form
	Low        *float64
	Likely     *float64
	High       *float64
	Shape      string // canonical: "", "fixed", "uniform", "triangular", "pert", "normal", "lognormal"
	RangeMeans string // canonical: "min-max" (default ""), "p5-p95", "p10-p90", "p15-p85"

	// OfBase is true when the numbers are shares of the line's Amount
	// (1 = 100 %), false when they are absolute.
	OfBase bool

	// Values are the numbers of an Empirical(range) text, resolved by the
	// reader from the workbook; Text then still holds what was written.
	Values []float64
}

// Written reports whether anything was written at all.
func (q *Quantity) Written() bool {
	return q != nil && (q.Text != "" || q.Low != nil || q.Likely != nil || q.High != nil)
}

// Ref returns the cell that a problem with this quantity points at.
func (q *Quantity) Ref() Ref { return q.Row.Ref(q.Field) }
