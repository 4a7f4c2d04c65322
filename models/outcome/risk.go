package outcome

import (
	"encoding/json"

	"ballast/budget"
)

// Sensitivity of four outputs; inputs in order of falling |rank correlation|.
type Sensitivity struct {
	Cost    []Driver `json:"cost"`
	NPV     []Driver `json:"npv,omitempty"`
	PeakGap []Driver `json:"peak_gap,omitempty"`
	Payback []Driver `json:"payback,omitempty"`
}

// Driver is one input of a sensitivity table. Low and High are the output
// means when the input is in its lowest and highest tenth.
type Driver struct {
	Input           string     `json:"input"` // "C1", "C1.slip", "R3.occurs"
	At              string     `json:"at"`    // its cell
	Name            string     `json:"name"`
	RankCorrelation float64    `json:"rank_correlation"`
	VarianceShare   float64    `json:"variance_share"`
	Low             float64    `json:"low"`
	High            float64    `json:"high"`
	Chance          bool       `json:"may_be_chance,omitempty"` // so small that it may be chance
	Ref             budget.Ref `json:"-"`
}

// RiskResult is one risk, graded and valued. The quantile of total cost is that at
// the chosen confidence, reserve.confidence; its older names say p80, whatever was
// chosen, and stay for the scripts that read them.
type RiskResult struct {
	ID               string   `json:"id"`
	At               string   `json:"at"` // its cell
	Name             string   `json:"name"`
	Category         string   `json:"category"`
	Owner            string   `json:"owner"`
	Occurred         float64  `json:"occurred"`
	MeanImpact       float64  `json:"mean_impact"` // expected money: probability and impact together
	MeanIfOccurs     float64  `json:"mean_if_occurs"`
	Level            string   `json:"level"`                 // "Low", "Medium", "High", "Extreme", "Opportunity"
	Opportunity      string   `json:"opportunity,omitempty"` // of an opportunity: small, fair, large, major
	MatrixP          int      `json:"matrix_p"`              // 1..5
	MatrixImpact     int      `json:"matrix_impact"`         // 1..5
	Before           Placed   `json:"before_responses"`      // where it stands with its response off
	After            Placed   `json:"after_responses"`       // and with it on; both as it is without a response
	QChosen          float64  `json:"cost_at_confidence"`    // Q(chosen) of total cost with the risk
	QWithout         float64  `json:"cost_at_confidence_without"`
	Response         string   `json:"response"`
	ResponseOn       bool     `json:"response_on"`
	ResponseCost     float64  `json:"response_cost"`
	ResponseValue    *float64 `json:"response_value"` // E without - E with, nil when there is no response
	ResponseValueWhy string   `json:"response_value_why,omitempty"`
	ResponseQ        *float64 `json:"response_at_confidence"` // change of Q(chosen)
	// Effects are what the risk does, its response's cost apart; ResponseEffects what its
	// response does, and ResponseVerdict what to think of it.
	Effects         RiskEffects  `json:"effects"`
	ResponseEffects *RiskEffects `json:"response_effects,omitempty"`
	ResponseVerdict string       `json:"response_verdict,omitempty"` // pays, insurance, does not pay
	Ref             budget.Ref   `json:"-"`
}

// Placed is a place in the matrix of probability and impact.
type Placed struct {
	P      int `json:"p"`      // 1..5
	Impact int `json:"impact"` // 1..5
}

// The verdicts on a response.
const (
	ResponsePays    = "pays"         // the mean is better with it
	ResponseInsures = "insurance"    // it costs on average and makes the bad cases better
	ResponseLoses   = "does not pay" // neither
)

// RiskEffects are differences on the same draws, with the risk or response less without
// it. Effects on quantiles do not add up over risks.
type RiskEffects struct {
	Scenarios        int       `json:"scenarios"`
	CostMean         EffectOn  `json:"cost_mean"`
	CostQ            EffectOn  `json:"cost_at_confidence"`
	NPV              *EffectOn `json:"npv_mean,omitempty"`
	CostPresentValue *EffectOn `json:"cost_present_value_mean,omitempty"` // without revenue
	Payback          *EffectOn `json:"payback_mean,omitempty"`            // over the futures that pay back either way
	Gap              *EffectOn `json:"probability_gap,omitempty"`
	OverLimit        *EffectOn `json:"probability_over_limit,omitempty"`
}

// EffectOn is one difference with its 95 % interval.
type EffectOn struct {
	Value      float64  `json:"value"`
	Interval95 Interval `json:"interval95"`
}

// MarshalJSON writes the quantiles at the chosen confidence under their older
// names as well: p80, p80_without, response_p80.
func (r RiskResult) MarshalJSON() ([]byte, error) {
	type plain RiskResult // without this method
	return json.Marshal(struct {
		plain
		P80         float64  `json:"p80"`
		P80Without  float64  `json:"p80_without"`
		ResponseP80 *float64 `json:"response_p80"`
	}{plain(r), r.QChosen, r.QWithout, r.ResponseQ})
}

// Correlation is what was asked for and what the draws show.
type Correlation struct {
	Requested []Rho `json:"requested"`
	Realised  []Rho `json:"realised"`
	Repaired  []Rho `json:"repaired"` // entries that the nearest correlation matrix changed
}

// Rho is the rank correlation of two quantities, named as on the sheet.
type Rho struct {
	A   string  `json:"a"`
	B   string  `json:"b"`
	Rho float64 `json:"rho"`
}
