package outcome

import "ballast/budget"

// Control is where a running project stands (models/doc.go section 13). It is
// present when the plan has actuals and an as-of month.
type Control struct {
	AsOf  string `json:"as_of"` // "2026-06"
	Month int    `json:"month"` // the same, counted from 1
	EVM
	Budget              float64  `json:"budget"` // what overrun is measured against: the budget limit, or the base
	ProbabilityOverrun  float64  `json:"probability_overrun"`
	DurationMonths      float64  `json:"duration_months"`       // planned, from the first month with cost to the last
	DurationForecast    *float64 `json:"duration_forecast"`     // planned duration / SPI
	ReserveApproved     *float64 `json:"reserve_approved"`      // nil: neither a setting nor a budget limit above the base
	ReserveDrawn        float64  `json:"reserve_drawn"`         // by the ledger
	Overrun             Overrun  `json:"overrun"`               // the one that all reports speak of
	ReserveUsed         float64  `json:"reserve_used"`          // cost incurred to date less the base of the work done
	ReserveDrawnUnspent float64  `json:"reserve_drawn_unspent"` // drawn by the ledger beyond what is used
	ReserveLeft         *float64 `json:"reserve_left"`          // approved - the larger of drawn and used
	ReserveNeed         float64  `json:"reserve_need"`          // Q(chosen) of the cost to come, less the base still to come
	ReserveUnledgered   float64  `json:"reserve_unledgered"`    // overspending to date that no ledger entry covers
	Adequacy            *float64 `json:"adequacy"`              // left / need
	AdequacyWhy         string   `json:"adequacy_why,omitempty"`
	ReserveAdvice       float64  `json:"reserve_advice"` // of the verdict: to release when positive; to ask for, or by which the limit must rise, when negative
	RunsOut             *RunsOut `json:"reserve_runs_out"`
	GapIn3              *float64 `json:"probability_gap_3_months"`
	GapIn6              *float64 `json:"probability_gap_6_months"`
	Runway              *Runway  `json:"runway"`

	Lines   []Performance `json:"lines"`
	Phases  []Performance `json:"phases"`
	Owners  []Performance `json:"owners"`
	Vendors []Performance `json:"vendors"`

	Unplanned []Unplanned     `json:"unplanned"`
	RiskCost  float64         `json:"risk_cost"` // actual cost booked on risks
	Sources   []SourceState   `json:"sources"`
	Months    []ControlMonth  `json:"months"`
	Ledger    []LedgerLine    `json:"ledger"`
	Events    []LoggedEvent   `json:"events"`
	Effect    []EffectRow     `json:"effect"`
	Responses []ResponseCheck `json:"responses"`
	Actions   []Action        `json:"actions"`
	Cards     Scorecard       `json:"scorecard"`
	Trend     []TrendPoint    `json:"trend"` // by as-of month, from the stored runs and this one
	Learning  *Learning       `json:"learning,omitempty"`
}

// Learning is what the setting Learn frequencies changes, or would where it is off: the
// cost at a confidence with the rates that the log teaches less that with the register's.
type Learning struct {
	On         bool     `json:"on"`
	Confidence float64  `json:"confidence"`
	Change     float64  `json:"change"`
	Interval95 Interval `json:"interval95"`
}

// Performance is earned value of some lines, with their simulated EAC.
type Performance struct {
	ID   string `json:"id"`
	At   string `json:"at,omitempty"` // its cell, of a line or a vendor
	Name string `json:"name"`
	EVM
	ProbabilityOverrun float64    `json:"probability_overrun"` // P(EAC > BAC)
	RedLine            float64    `json:"red_line,omitempty"`  // lines: the 90 % point of the estimate, at least 5 % above the base
	RedLineUsed        *float64   `json:"red_line_used,omitempty"`
	Factor             float64    `json:"factor,omitempty"` // lines: updated mean factor of the work to come
	Given              bool       `json:"progress_given"`   // progress was reported, not taken from the schedule
	Ref                budget.Ref `json:"-"`
}

// Unplanned is actual cost of something that is not in the plan.
type Unplanned struct {
	ID     string     `json:"id"`
	Month  int        `json:"month"`
	Amount float64    `json:"amount"`
	Ref    budget.Ref `json:"-"`
}

// SourceState is a funding source against its plan to date.
type SourceState struct {
	ID       string  `json:"id"`
	At       string  `json:"at"` // its cell
	Name     string  `json:"name"`
	Planned  float64 `json:"planned"`   // by the as-of month
	Received float64 `json:"received"`  // gross of the upfront fee
	DaysLate int     `json:"days_late"` // of the money still missing
	WasLate  int     `json:"was_late"`  // days that the latest money received was late
}

// RunsOut is the month in which the reserve that is left is used up; scenarios
// in which it lasts count as later than the horizon.
type RunsOut struct {
	Probability float64   `json:"probability"`
	Quantiles   Quantiles `json:"quantiles"` // months counted from 1
}

// Runway is how many months the cash of the as-of month lasts without new
// funding. Quantiles beyond the horizon are null.
type Runway struct {
	Quantiles Quantiles `json:"quantiles"`
	Cash      float64   `json:"cash"` // at the end of the as-of month
}

// ControlMonth is one month of the S-curve; all money is cumulative.
type ControlMonth struct {
	Month     int       `json:"month"`
	Date      string    `json:"date"`
	Planned   float64   `json:"planned"`
	Actual    *float64  `json:"actual"` // up to the as-of month
	Quantiles Quantiles `json:"quantiles"`
}

// LedgerLine is one entry of the reserve ledger with what is left after it.
type LedgerLine struct {
	Date     string   `json:"date"`
	Amount   float64  `json:"amount"`
	For      string   `json:"for"`
	Approved string   `json:"approved_by"`
	Left     *float64 `json:"left"`
}
