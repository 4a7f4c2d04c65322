package outcome

// Cost is the total cost T against the base B (models/doc.go section 10).
type Cost struct {
	Base                 float64   `json:"base"`
	Mean                 float64   `json:"mean"`
	SD                   float64   `json:"sd"`
	Quantiles            Quantiles `json:"quantiles"`
	ProbabilityOverrun   float64   `json:"probability_overrun"`
	OverrunInterval95    Interval  `json:"probability_overrun_interval95"`
	BudgetLimit          *float64  `json:"budget_limit"`
	ProbabilityOverLimit *float64  `json:"probability_over_limit"`
	OverLimitInterval95  *Interval `json:"probability_over_limit_interval95,omitempty"`
	Overrun              Overrun   `json:"overrun"` // what reports call an overrun
	ConfidenceOfBase     float64   `json:"confidence_of_base"`
	Layers               []Layer   `json:"layers"`
	BeyondHorizonMean    float64   `json:"beyond_horizon_mean"`

	Months    []CostMonth `json:"months"`    // planned and simulated cost by month
	Histogram Histogram   `json:"histogram"` // of total cost
	Curve     []Point     `json:"-"`         // S-curve: X cost, P cumulative probability, about 100 points
}

// CostMonth is cost incurred in a month: planned base money and simulated.
type CostMonth struct {
	Month     int       `json:"month"`
	Date      string    `json:"date"`
	Planned   float64   `json:"planned"`
	Mean      float64   `json:"mean"`
	Quantiles Quantiles `json:"quantiles"`
}

// Layer of the contingency waterfall, in the order estimate, risks,
// escalation, delay; they sum to Q(chosen) - base.
type Layer struct {
	Name        string  `json:"name"`
	Contingency float64 `json:"contingency"`
}

// Overrun is the chance that the total cost exceeds Over: the budget limit, else the
// base and the approved reserve, else the base, its planned escalation and the certain
// costs of responses.
type Overrun struct {
	Over        float64  `json:"over"`
	What        string   `json:"what"` // limit, approved, plan
	Probability float64  `json:"probability"`
	Interval95  Interval `json:"interval95"`
}
