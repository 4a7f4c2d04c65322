package outcome

// Settlement is what is still owed and still to be received at the horizon, expected
// (models/doc.go section 8). Net is what is to be received less what is owed.
type Settlement struct {
	Debt        float64 `json:"debt_mean"`        // of loans and whatever is repaid: taken off the owners' flow in the last month
	Prepayments float64 `json:"prepayments_mean"` // of customers, not yet set off: taken off likewise
	Payables    float64 `json:"payables_mean"`    // for work done: due after the horizon, less what was paid ahead of the work
	Receivables float64 `json:"receivables_mean"` // of customers, for what was earned
	Tax         float64 `json:"tax_mean"`         // on bills paid, that comes back later
	Net         float64 `json:"net_mean"`
}

// Open reports whether anything is.
func (s *Settlement) Open() bool {
	for _, x := range []float64{s.Debt, s.Prepayments, s.Payables, s.Receivables, s.Tax} {
		if x >= 0.005 || x <= -0.005 {
			return true
		}
	}
	return false
}
