package outcome

// Trend is the key figures of a run for the charts over time. c may be nil.
func Trend(o *Outcome, c *Control) TrendPoint {
	t := TrendPoint{Contingency: o.Reserve.Contingency, EAC: o.Cost.Quantiles.At(50), ProbabilityOverrun: o.Cost.Overrun.Probability}
	if o.Cash != nil {
		t.ProbabilityGap = &o.Cash.ProbabilityGap
	}
	if c != nil {
		t.AsOf, t.CPI, t.SPI, t.Adequacy, t.ProbabilityOverrun = c.AsOf, c.CPI, c.SPI, c.Adequacy, c.Overrun.Probability
	}
	return t
}

// TrendPoint is the key figures of one run.
type TrendPoint struct {
	AsOf               string   `json:"as_of"`
	Time               string   `json:"time"`
	Contingency        float64  `json:"contingency"`
	EAC                float64  `json:"eac"`                 // median of total cost
	ProbabilityOverrun float64  `json:"probability_overrun"` // of Outcome.Cost.Overrun: over the limit, else what it names
	ProbabilityGap     *float64 `json:"probability_gap"`
	CPI                *float64 `json:"cpi"`
	SPI                *float64 `json:"spi"`
	Adequacy           *float64 `json:"adequacy"`
}
