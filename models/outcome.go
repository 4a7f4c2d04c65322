package models

import "ballast/budget"

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

	Cost        Cost         `json:"cost"`
	Reserve     Reserve      `json:"reserve"`
	Cash        *Cash        `json:"cash,omitempty"` // nil when the plan has no funding, no revenue and no opening cash
	Funding     *Funding     `json:"funding,omitempty"`
	Mixes       []MixResult  `json:"mixes,omitempty"`     // nil when mixes were not compared
	MixStudy    *MixStudy    `json:"mix_study,omitempty"` // what belongs to all of them
	Return      *Return      `json:"return,omitempty"`
	Joint       Joint        `json:"joint"`
	Sensitivity Sensitivity  `json:"sensitivity"`
	Risks       []RiskResult `json:"risks,omitempty"`
	Correlation *Correlation `json:"correlation,omitempty"`
	Control     *Control     `json:"control,omitempty"`
	Warnings    []Warning    `json:"warnings,omitempty"`
	Problems    []ProblemOut `json:"problems"`

	Log RunLog `json:"-"`
}

// Input names the workbook.
type Input struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// RunInfo says how the figures were made.
type RunInfo struct {
	Scenarios int     `json:"scenarios"`
	Seed      uint64  `json:"seed"`
	Sampling  string  `json:"sampling"`
	Block     int     `json:"block"`
	Seconds   float64 `json:"seconds"`
	Converged bool    `json:"converged"`
}

// Quantiles is a table of quantiles, ascending in P. A value beyond the
// horizon is NaN and becomes null in JSON, with "80_why".
type Quantiles []Quantile

// Quantile is one entry: P in percent.
type Quantile struct {
	P float64
	X float64
}

// Dist describes the distribution of one figure.
type Dist struct {
	Mean      float64   `json:"mean"`
	SD        float64   `json:"sd"`
	Quantiles Quantiles `json:"quantiles"`
}

// Interval is a 95 % confidence interval from independent replicates.
type Interval [2]float64

// Cost is the total cost T against the base B (model.md section 10).
type Cost struct {
	Base                 float64   `json:"base"`
	Mean                 float64   `json:"mean"`
	SD                   float64   `json:"sd"`
	Quantiles            Quantiles `json:"quantiles"`
	ProbabilityOverrun   float64   `json:"probability_overrun"`
	BudgetLimit          *float64  `json:"budget_limit"`
	ProbabilityOverLimit *float64  `json:"probability_over_limit"`
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

// Point of a curve: P is a cumulative probability 0..1.
type Point struct {
	X, P float64
}

// Histogram has len(Counts)+1 edges; Beyond counts the scenarios without a
// value (no payback inside the horizon). Shares, not counts, are 0..1.
type Histogram struct {
	Edges  []float64 `json:"edges"`
	Shares []float64 `json:"shares"`
	Beyond float64   `json:"beyond"`
}

// Layer of the contingency waterfall, in the order estimate, risks,
// escalation, delay; they sum to Q(chosen) - base.
type Layer struct {
	Name        string  `json:"name"`
	Contingency float64 `json:"contingency"`
}

// Reserve is what Ballast recommends.
type Reserve struct {
	Confidence          float64        `json:"confidence"`
	Contingency         float64        `json:"contingency"`
	Interval95          Interval       `json:"interval95"`
	AccuracyReached     bool           `json:"accuracy_reached"`
	Accuracy            float64        `json:"accuracy"` // asked, as money
	Table               []ReserveRow   `json:"table"`
	Management          float64        `json:"management"`
	Liquidity           *float64       `json:"liquidity"`
	LiquidityWhy        string         `json:"liquidity_why,omitempty"`
	LiquidityConfidence float64        `json:"liquidity_confidence"`
	LiquidityReached    float64        `json:"liquidity_reached"` // P(no gap) in the confirming run
	Allocation          Allocation     `json:"allocation"`
	Release             []ReleaseMonth `json:"release"`
	CoherentBeyond      float64        `json:"coherent_beyond"`          // what falls after the horizon in the scenarios of ReleaseMonth.Coherent
	AtCorrelation       *Correlated    `json:"at_correlation,omitempty"` // only when nothing is correlated
	Outside             *Outside       `json:"outside,omitempty"`        // nil without the sheet Reference
}

// Correlated is the reserve had everything been correlated at Rho.
type Correlated struct {
	Rho         float64 `json:"rho"`
	Confidence  float64 `json:"confidence"`
	Contingency float64 `json:"contingency"`
}

// ReserveRow is one confidence level.
type ReserveRow struct {
	Confidence  float64  `json:"confidence"`
	Cost        float64  `json:"cost"`
	Contingency float64  `json:"contingency"`
	Interval95  Interval `json:"interval95"`
	Reached     bool     `json:"accuracy_reached"` // the interval of the cost is narrower than the accuracy asked
}

// Allocation splits the contingency; Lines and Risks together sum to it to the
// cent, and so does each of Phases and Owners.
type Allocation struct {
	Lines  []Share `json:"lines"`
	Phases []Share `json:"phases"`
	Owners []Share `json:"owners"`
	Risks  []Share `json:"risks"`
}

// Share of an allocation. Base is the base amount it belongs to, 0 for risks.
type Share struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Amount float64 `json:"amount"`
	Base   float64 `json:"base"`
}

// ReleaseMonth is the reserve that must still be in hand at the end of a month
// (Need), and the coherent monthly profile of the scenarios near Q(chosen).
type ReleaseMonth struct {
	Month    int     `json:"month"`
	Date     string  `json:"date"`
	Need     float64 `json:"need"`
	Coherent float64 `json:"coherent"` // mean cost of the month in scenarios near Q(chosen); sums with beyond to the total
}

// Cash is the cash balance by month after funding (model.md section 9).
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

// QuantileOnly wraps a quantile table.
type QuantileOnly struct {
	Quantiles Quantiles `json:"quantiles"`
}

// PeakGap is the largest monthly gap of a scenario, 0 where there is none.
type PeakGap struct {
	Mean      float64   `json:"mean"`
	Quantiles Quantiles `json:"quantiles"`
}

// Funding is what the sources gave and cost.
type Funding struct {
	Sources       []SourceResult `json:"sources"`
	CostOfFunds   CostOfFunds    `json:"cost_of_funds"`
	Concentration float64        `json:"concentration"`
	DSCRMin       DSCR           `json:"dscr_min"`
	Months        []FundingMonth `json:"months"`
}

// SourceResult is one source. AnnualCost is the effective annual IRR of its
// expected flows, nil with a reason when it has none.
type SourceResult struct {
	ID              string   `json:"id"`
	Name            string   `json:"name"`
	Kind            string   `json:"kind"`
	Committed       float64  `json:"committed"`
	UsedMean        float64  `json:"used_mean"`
	UndrawnMean     float64  `json:"undrawn_mean"`     // at the end of its window
	CostMean        float64  `json:"cost_mean"`        // interest and fees
	OutstandingMean float64  `json:"outstanding_mean"` // at the horizon
	AnnualCost      *float64 `json:"annual_cost"`
	AnnualCostWhy   string   `json:"annual_cost_why,omitempty"`
	LateProbability float64  `json:"late_probability"` // any arrival later than planned, or never
	NeverShare      float64  `json:"never_share"`      // share of planned money that never arrives inside the horizon
}

// CostOfFunds is interest and fees over the horizon, in money and per year.
type CostOfFunds struct {
	Mean      float64   `json:"mean"`
	Quantiles Quantiles `json:"quantiles"`
	Annual    *float64  `json:"annual"`
	AnnualWhy string    `json:"annual_why,omitempty"`
}

// DSCR is the smallest twelve-month debt service cover of a scenario.
// Without counts the scenarios that have no debt service.
type DSCR struct {
	Quantiles Quantiles `json:"quantiles"`
	Without   float64   `json:"without"`
}

// FundingMonth is the expected money from each source in a month, parallel to
// Funding.Sources, beside the expected cost paid and revenue collected.
type FundingMonth struct {
	Month     int       `json:"month"`
	Date      string    `json:"date"`
	Drawn     []float64 `json:"drawn"`
	Interest  []float64 `json:"interest"`  // paid; what is added to the balance in grace is not
	Fees      []float64 `json:"fees"`      // upfront and commitment
	Principal []float64 `json:"principal"` // repaid
	Service   float64   `json:"service"`   // interest, fees and principal
	CostPaid  float64   `json:"cost_paid"`
	Collected float64   `json:"collected"`
}

// Return is the worth of the project (model.md section 8). It is present when
// the plan has revenue.
type Return struct {
	ReturnOf
	Equity            *ReturnOf       `json:"equity,omitempty"`
	Partners          []PartnerReturn `json:"partners,omitempty"`
	BeyondHorizonMean float64         `json:"beyond_horizon_mean"` // collections after the horizon, in no figure of return
	UncollectedMean   float64         `json:"uncollected_mean"`    // revenue that is never paid
}

// ReturnOf is the worth to one party.
type ReturnOf struct {
	NPV                NPV          `json:"npv"`
	IRR                IRR          `json:"irr"`
	MIRR               QuantileOnly `json:"mirr"`
	ProfitabilityIndex QuantileOnly `json:"profitability_index"`
	Payback            Payback      `json:"payback"`
	DiscountedPayback  Payback      `json:"discounted_payback"`
}

// NPV of a party.
type NPV struct {
	Dist
	ProbabilityNegative float64 `json:"probability_negative"`
	Curve               []Point `json:"-"`
}

// IRR of a party: shares of scenarios where it is undefined or not unique.
type IRR struct {
	Quantiles Quantiles `json:"quantiles"`
	Undefined float64   `json:"undefined"`
	Several   float64   `json:"several"`
}

// Payback in months from the start of month 0. Quantiles count the scenarios
// beyond the horizon as later than all others (NaN, null in JSON).
type Payback struct {
	ProbabilityWithinHorizon float64   `json:"probability_within_horizon"`
	Target                   *float64  `json:"target,omitempty"`
	ProbabilityWithinTarget  *float64  `json:"probability_within_target,omitempty"`
	MeanWithin               float64   `json:"mean_within"`
	Quantiles                Quantiles `json:"quantiles"`
	Histogram                Histogram `json:"histogram"`
}

// PartnerReturn is one partner's worth.
type PartnerReturn struct {
	Name string `json:"name"`
	ReturnOf
}

// Joint confidence: two things at once.
type Joint struct {
	CostAndPayback *float64 `json:"cost_and_payback"`
	CostAndNoGap   *float64 `json:"cost_and_no_gap"`
	Scatter        []Pair   `json:"-"` // about 300 scenarios: X cost, Y payback months (NaN beyond)
}

// Pair of figures of one scenario.
type Pair struct {
	X, Y float64
}

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
	Name            string     `json:"name"`
	RankCorrelation float64    `json:"rank_correlation"`
	VarianceShare   float64    `json:"variance_share"`
	Low             float64    `json:"low"`
	High            float64    `json:"high"`
	Ref             budget.Ref `json:"-"`
}

// RiskResult is one risk, graded and valued.
type RiskResult struct {
	ID               string     `json:"id"`
	Name             string     `json:"name"`
	Category         string     `json:"category"`
	Owner            string     `json:"owner"`
	Occurred         float64    `json:"occurred"`
	MeanImpact       float64    `json:"mean_impact"` // expected money: probability and impact together
	MeanIfOccurs     float64    `json:"mean_if_occurs"`
	Level            string     `json:"level"`         // "Low", "Medium", "High", "Extreme"
	MatrixP          int        `json:"matrix_p"`      // 1..5
	MatrixImpact     int        `json:"matrix_impact"` // 1..5
	QChosen          float64    `json:"p80"`           // Q(chosen) of total cost with the risk
	QWithout         float64    `json:"p80_without"`
	Response         string     `json:"response"`
	ResponseOn       bool       `json:"response_on"`
	ResponseCost     float64    `json:"response_cost"`
	ResponseValue    *float64   `json:"response_value"` // E without - E with, nil when there is no response
	ResponseValueWhy string     `json:"response_value_why,omitempty"`
	ResponseQ        *float64   `json:"response_p80"` // change of Q(chosen)
	Ref              budget.Ref `json:"-"`
}

// Correlation is what was asked for and what the draws show.
type Correlation struct {
	Requested []Rho `json:"requested"`
	Realised  []Rho `json:"realised"`
	Repaired  []Rho `json:"repaired"` // entries that the nearest correlation matrix changed
}

// Rho is one entry.
type Rho struct {
	A   string  `json:"a"`
	B   string  `json:"b"`
	Rho float64 `json:"rho"`
}

// ProblemOut is a problem in JSON.
type ProblemOut struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Sheet    string `json:"sheet"`
	Cell     string `json:"cell"`
	Message  string `json:"message"`
}

// RunLog is what the Run log sheet shows beside Run, Input and Problems.
type RunLog struct {
	Read     budget.ReadLog
	Notes    []budget.Line // notes of the model: defaults of vendor grades, certain lines, fallbacks
	Problems []budget.Problem
}
