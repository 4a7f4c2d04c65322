package outcome

// Settlement is what is still owed and still to be received at the horizon, expected, and
// settled in the last month of the flows of project, owners and partners (models/doc.go
// section 8). Net is what is to be received less what is owed.
type Settlement struct {
	Debt        float64 `json:"debt_mean"`        // of loans and whatever is repaid
	Prepayments float64 `json:"prepayments_mean"` // of customers, not yet set off
	Payables    float64 `json:"payables_mean"`    // for work done: due after the horizon, less what was paid ahead of the work
	Receivables float64 `json:"receivables_mean"` // of customers, for what was earned
	Tax         float64 `json:"tax_mean"`         // on bills paid, that comes back later
	ProfitTax   float64 `json:"profit_tax_mean"`  // that settling bills and collections adds to the tax of the last month
	Net         float64 `json:"net_mean"`
}

// Open reports whether anything is.
func (s *Settlement) Open() bool {
	for _, x := range []float64{s.ProfitTax, s.Debt, s.Prepayments, s.Payables, s.Receivables, s.Tax} {
		if x >= 0.005 || x <= -0.005 {
			return true
		}
	}
	return false
}
