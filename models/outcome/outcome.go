// Package outcome is what thousands of scenarios of a plan mean, as data: the
// contract of the --json option. It knows neither a scenario nor a sheet: models
// fills it, models/report and models/history read it.
package outcome

import (
	"encoding/json"

	"ballast/budget"
)

// Outcome is everything that Ballast says about a plan. Its JSON form is the
// contract of the --json option: fields are added, never renamed. Money is in
// the plan's currency as float64 rounded to the cent where it is a
// recommendation; months count from 1; shares are 0..1; rates are effective
// annual. A section whose sheet is absent from the workbook is nil.
type Outcome struct {
	Version  string  `json:"version"`
	Input    Input   `json:"input"`
	Run      RunInfo `json:"run"`
	Currency string  `json:"currency"`
	Start    string  `json:"start"` // "2026-01"
	Horizon  int     `json:"horizon"`

	Cost        Cost           `json:"cost"`
	Reserve     Reserve        `json:"reserve"`
	Verdict     Verdict        `json:"verdict"`        // what to do about the reserve
	Cash        *Cash          `json:"cash,omitempty"` // nil when the plan has no funding, no revenue and no opening cash
	Funding     *Funding       `json:"funding,omitempty"`
	Mixes       []MixResult    `json:"mixes,omitempty"`     // nil when mixes were not compared
	MixStudy    *MixStudy      `json:"mix_study,omitempty"` // what belongs to all of them
	Return      *Return        `json:"return,omitempty"`
	Settlement  *Settlement    `json:"at_horizon,omitempty"`  // what is open when the plan ends; nil without cash
	StressTest  *StressTest    `json:"stress_test,omitempty"` // nil when no stress was asked for
	Failures    []Failure      `json:"failures,omitempty"`    // why bad futures fail
	Questions   []Question     `json:"questions,omitempty"`   // what a reviewer will ask
	Sentences   []Sentence     `json:"sentences,omitempty"`   // the answer in words
	Joint       Joint          `json:"joint"`
	Sensitivity Sensitivity    `json:"sensitivity"`
	Risks       []RiskResult   `json:"risks,omitempty"`
	Correlation *Correlation   `json:"correlation,omitempty"`
	Control     *Control       `json:"control,omitempty"`
	Commitments *Commitments   `json:"commitments,omitempty"` // nil without contracts and changes
	Gates       []Gate         `json:"gates,omitempty"`
	Deliveries  []VendorRecord `json:"deliveries,omitempty"`
	Position    []Balance      `json:"position,omitempty"`
	Resources   *Resources     `json:"resources,omitempty"`
	Followups   []Followup     `json:"actions,omitempty"`
	Warnings    []Warning      `json:"warnings,omitempty"`
	Problems    []ProblemOut   `json:"problems"`

	// CostPresentValue is that of all payments at the discount rate, of a plan without
	// revenue; in JSON it stands in return.
	CostPresentValue *Dist `json:"-"`

	Log RunLog `json:"-"`
}

// MarshalJSON puts the present value of cost of a plan without revenue where that of a
// plan with revenue stands.
func (o *Outcome) MarshalJSON() ([]byte, error) {
	type plain Outcome // without this method
	if o.Return != nil || o.CostPresentValue == nil {
		return json.Marshal((*plain)(o))
	}
	type costOnly struct {
		CostPresentValue *Dist `json:"cost_present_value"`
	}
	return json.Marshal(struct {
		*plain
		Return costOnly `json:"return"`
	}{(*plain)(o), costOnly{o.CostPresentValue}})
}

// Input is the workbook that a run read, by its name and its bytes.
type Input struct {
	File   string `json:"file"`
	PlanID string `json:"plan_id,omitempty"` // the setting Plan ID
	SHA256 string `json:"sha256"`
}

// RunInfo says how the figures were made.
type RunInfo struct {
	ID        string  `json:"id"` // the same for the same input, version, seed, scenarios and choices: see RunID
	Scenarios int     `json:"scenarios"`
	Seed      uint64  `json:"seed"`
	Sampling  string  `json:"sampling"`
	Block     int     `json:"block"`
	Seconds   float64 `json:"seconds"`
	Converged bool    `json:"converged"`
	Smoothed  int     `json:"smoothed"` // scenarios over which quantiles and shares of cost are smoothed; 0: they are counted
}

// Joint confidence: two things at once.
type Joint struct {
	CostAndPayback *float64 `json:"cost_and_payback"`
	CostAndNoGap   *float64 `json:"cost_and_no_gap"`
	Scatter        []Pair   `json:"-"` // about 300 scenarios: X cost, Y payback months (NaN beyond)
}

// ProblemOut is a problem in JSON.
type ProblemOut struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Sheet    string `json:"sheet"`
	Cell     string `json:"cell"`
	At       string `json:"at"` // both in one, as in a formula
	Message  string `json:"message"`
}

// RunLog is what the Run log sheet shows beside Run, Input and Problems.
type RunLog struct {
	Read     budget.ReadLog
	Notes    []budget.Line // notes of the model: defaults of vendor grades, certain lines, fallbacks
	Problems []budget.Problem
}
