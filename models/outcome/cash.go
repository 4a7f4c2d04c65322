package outcome

// Cash is the cash balance by month after funding (models/doc.go section 9).
type Cash struct {
	Months         []CashMonth  `json:"months"`
	Minimum        QuantileOnly `json:"minimum"`
	PeakGap        PeakGap      `json:"peak_gap"`
	ProbabilityGap float64      `json:"probability_gap"`
	GapInterval95  Interval     `json:"probability_gap_interval95"`
	FirstGapMonth  QuantileOnly `json:"first_gap_month"`
	MonthsInGap    QuantileOnly `json:"months_in_gap"`
	MinimumCash    float64      `json:"minimum_cash"`
	OpeningCash    float64      `json:"opening_cash"`
}

// CashMonth is the closing cash of a month. NetFlow is the mean cash flow of
// the project before funding.
type CashMonth struct {
	Month          int       `json:"month"`
	Date           string    `json:"date"`
	Quantiles      Quantiles `json:"quantiles"`
	Mean           float64   `json:"mean"`
	ProbabilityGap float64   `json:"probability_gap"`
	NetFlow        float64   `json:"net_flow_mean"`
}

// PeakGap is the largest monthly gap of a scenario, 0 where there is none.
type PeakGap struct {
	Mean      float64   `json:"mean"`
	Quantiles Quantiles `json:"quantiles"`
}
