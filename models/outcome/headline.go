package outcome

// Headline is what a decision hangs on, of one way that a plan may go: cost and
// reserve at the chosen confidence, the chance of a gap, the worth and the payback.
// Money is in the plan's currency, months count from the start, chances are 0..1.
// What the plan has nothing to say of is nil.
type Headline struct {
	Confidence       float64  `json:"confidence"`
	CostMean         float64  `json:"cost_mean"`
	CostAtConfidence float64  `json:"cost_at_confidence"`
	Contingency      float64  `json:"contingency"` // cost_at_confidence less the plan's base, never below zero
	Interval95       Interval `json:"contingency_interval95"`
	Overrun          Overrun  `json:"overrun"`

	ProbabilityGap *float64  `json:"probability_gap,omitempty"`
	GapInterval95  *Interval `json:"probability_gap_interval95,omitempty"`
	PeakGapP90     *float64  `json:"peak_gap_p90,omitempty"`

	// CoverLow is the share of futures whose smallest twelve-month debt service cover is
	// below CoverFloor, the plan's floor or else 1; nil where no cover is judged.
	CoverFloor *float64 `json:"cover_floor,omitempty"`
	CoverLow   *float64 `json:"probability_cover_low,omitempty"`

	NPVMean             *float64  `json:"npv_mean,omitempty"`
	ProbabilityNegative *float64  `json:"probability_npv_negative,omitempty"`
	NegativeInterval95  *Interval `json:"probability_npv_negative_interval95,omitempty"`

	PaybackWithin *float64 `json:"payback_probability_within_horizon,omitempty"`
	PaybackP50    *float64 `json:"payback_p50,omitempty"` // nil beyond the horizon
	PaybackP80    *float64 `json:"payback_p80,omitempty"`
}

// Stressed is what becomes of a plan under a stress, on the draws of the run.
type Stressed struct {
	Name    string   `json:"name"`
	Text    string   `json:"text"`
	Figures Headline `json:"figures"`
}

// StressTest is a plan beside itself under stresses.
type StressTest struct {
	Unstressed Headline   `json:"unstressed"`
	Stresses   []Stressed `json:"stresses"`
}
