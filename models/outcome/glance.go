package outcome

import (
	"bytes"
	"math"
	"strconv"
)

// Curve is the quantiles of a figure at equal steps of the share from 0 to 1. In JSON a
// value that does not exist, such as a payback that never comes, is null.
type Curve []float64

// MarshalJSON writes the values to the cent, from a million on to the unit: five curves of
// a thousand points cross a network before a page shows anything.
func (c Curve) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, x := range c {
		if i > 0 {
			b.WriteByte(',')
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			b.WriteString("null")
			continue
		}
		per := 100.0
		if math.Abs(x) >= 1e6 {
			per = 1
		}
		b.WriteString(strconv.FormatFloat(math.Round(per*x)/per, 'f', -1, 64))
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}

// Curves are the distributions that a reader moves a percentile along.
type Curves struct {
	Cost        Curve `json:"cost"`
	NPV         Curve `json:"npv,omitempty"`
	LowestCash  Curve `json:"lowest_cash,omitempty"`
	PeakGap     Curve `json:"peak_gap,omitempty"`
	CostOfFunds Curve `json:"cost_of_funds,omitempty"`
}

// FanMonth is how wide a monthly figure spreads.
type FanMonth struct {
	Month   int      `json:"month"`
	Date    string   `json:"date"`
	P5      float64  `json:"p5"`
	P25     float64  `json:"p25"`
	P50     float64  `json:"p50"`
	P75     float64  `json:"p75"`
	P95     float64  `json:"p95"`
	Mean    float64  `json:"mean"`
	Planned *float64 `json:"planned,omitempty"` // of the cost
	Gap     *float64 `json:"gap,omitempty"`     // of the cash: the chance that it is short
}

// Glance is a run in what a page shows at once: the figures of a decision, and the curves
// and fans behind them.
type Glance struct {
	Headline Headline   `json:"headline"`
	Curves   Curves     `json:"curves"`
	Fan      []FanMonth `json:"fan,omitempty"` // of the cash
	Spend    []FanMonth `json:"spend"`         // of the cost
}

// Difference is one figure of a variant beside that of the plan as it stands, on the same
// draws.
type Difference struct {
	Key    string   `json:"key"`
	Kind   string   `json:"kind"` // amount, share, months; of models number, share
	Base   *float64 `json:"base"`
	Value  *float64 `json:"value"`
	Change *float64 `json:"change"`
	// Interval95 is that of the change, over independent replicates; nil where there are
	// too few, or where nothing of it is chance.
	Interval95 *Interval `json:"interval95"`
	Visible    bool      `json:"visible"` // the change can be told from chance
}

// MixGlance is a funding mix as a slider moves it.
type MixGlance struct {
	Amounts     map[string]float64 `json:"amounts"`
	Total       float64            `json:"total"`
	Need        float64            `json:"need"`
	Gap         float64            `json:"probability_gap"`
	GapInterval Interval           `json:"probability_gap_interval95"`
	PeakGapP90  float64            `json:"peak_gap_p90"`
	CostMean    float64            `json:"cost_mean"`
	NPVMean     *float64           `json:"npv_mean,omitempty"`
	Payback     *MixPayback        `json:"payback,omitempty"`
	Fan         []FanMonth         `json:"fan"`
	Against     MixAgainst         `json:"against"` // the plan's own amounts
	GapVisible  bool               `json:"gap_visible"`
	CostVisible bool               `json:"cost_visible"`
}
