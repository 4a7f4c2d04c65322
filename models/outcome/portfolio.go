package outcome

// Portfolio is what the scenarios of many plans together mean (models/portfolio). Amounts
// are in its currency.
type Portfolio struct {
	Version     string             `json:"version"`
	Input       Input              `json:"input"`
	Name        string             `json:"name"`
	Currency    string             `json:"currency"`
	Start       string             `json:"start"`
	Horizon     int                `json:"horizon"`
	Run         PortfolioRun       `json:"run"`
	Cost        PortfolioCost      `json:"cost"`
	Reserve     PortfolioReserve   `json:"reserve"`
	Plans       []PortfolioPlan    `json:"plans"`
	Release     PortfolioRelease   `json:"release"`
	Causes      []PortfolioCause   `json:"causes"` // allocation to common drivers, with the rest by plan; empty where plans share none
	Groups      []Share            `json:"groups"` // allocation of the reserve; sums to it to the cent, as do owners and plans
	Owners      []Share            `json:"owners"`
	Years       []PortfolioYear    `json:"years"`
	BeyondMean  float64            `json:"beyond_horizon_mean"` // cost after the last year's end
	Drivers     []PortfolioDriver  `json:"drivers"`
	Correlation PlanCorrelation    `json:"correlation"`
	Between     []PlansTogether    `json:"between_plans,omitempty"` // correlations that were asked for
	Pool        *PortfolioPool     `json:"pool,omitempty"`
	Warnings    []PortfolioWarning `json:"warnings,omitempty"` // early warnings of the plans' own runs
	Fit         []PortfolioFit     `json:"fit,omitempty"`      // plans by priority against the limit; nil without one
	Skipped     []PortfolioSkipped `json:"skipped"`            // plans that could not be read and were left out
	Notes       []string           `json:"notes"`
	Problems    []PortfolioProblem `json:"problems"` // warnings of the plans
}

// PortfolioRun is how it was simulated.
type PortfolioRun struct {
	Scenarios int    `json:"scenarios"`
	Seed      uint64 `json:"seed"`
	Sampling  string `json:"sampling"`
	Block     int    `json:"block"`
	AsOne     bool   `json:"as_one"` // one plan as it stands: the figures of its run
	// Smoothed is how many futures the reserve, the quantiles of the cost and the chance of
	// passing the limit are smoothed over; 0: they are counted.
	Smoothed int `json:"smoothed"`
	// Bin is how wide the bins are in which costs were counted, 0 where every scenario was
	// kept: quantiles are known to it.
	Bin float64 `json:"bin,omitempty"`
	// Digest tells runs apart: equal for equal plans, settings and seed, to the last bit
	// of every sum.
	Digest string `json:"digest"`
}

// PortfolioCost is the cost T of all plans that go ahead.
type PortfolioCost struct {
	Base                 float64   `json:"base"` // mean base of the plans that go ahead
	Mean                 float64   `json:"mean"`
	SD                   float64   `json:"sd"`
	Quantiles            Quantiles `json:"quantiles"`
	BudgetLimit          *float64  `json:"budget_limit"`
	ProbabilityOverLimit *float64  `json:"probability_over_limit"`
	Curve                []Spot    `json:"curve"`
}

// Spot is a point of an S-curve: the share P of the futures costs at most X.
type Spot struct {
	X float64 `json:"x"`
	P float64 `json:"p"`
}

// PortfolioReserve is what all plans need together.
type PortfolioReserve struct {
	Confidence      float64      `json:"confidence"`
	Contingency     float64      `json:"contingency"`
	Interval95      Interval     `json:"interval95"`
	SumOfPlans      float64      `json:"sum_of_plans"`    // of what each plan would hold by itself
	Diversification float64      `json:"diversification"` // the difference
	Table           []ReserveRow `json:"table"`
}

// PortfolioPlan is one plan of it. Base and costs are our share.
type PortfolioPlan struct {
	ID               string  `json:"id"`
	Name             string  `json:"name"`
	File             string  `json:"file"`
	Group            string  `json:"group,omitempty"`
	Owner            string  `json:"owner,omitempty"`
	Priority         int     `json:"priority,omitempty"`
	Start            string  `json:"start"`
	Chance           float64 `json:"chance"`
	Shift            int     `json:"shift_months"`
	Share            float64 `json:"share"`
	Base             float64 `json:"base"`
	Mean             float64 `json:"mean"`               // of its cost, 0 where it does not go ahead
	ShiftText        string  `json:"shift,omitempty"`    // as written, where it is uncertain
	Currency         string  `json:"currency,omitempty"` // of the plan, where it is another; its amounts are exchanged
	ContingencyAlone float64 `json:"contingency_alone"`  // what it would hold by itself, given that it goes ahead
	Held             float64 `json:"held"`               // reserve approved for it, else what it would hold by itself
	HeldSaid         bool    `json:"held_said"`          // it is the approved one
	Allocated        float64 `json:"allocated"`          // its part of the portfolio's reserve
	Release          float64 `json:"release"`            // held less allocated
	AddsCost         float64 `json:"adds_cost"`          // the cost at the confidence, less that without it
	AddsReserve      float64 `json:"adds_reserve"`       // the reserve, less that without it
	WithOthers       float64 `json:"correlation_with_others"`
	// OwnCash is of the plan's own run, in its own currency and the whole of it; nil where it
	// was not run by itself, or says nothing of money that comes.
	OwnCash *PlanCash `json:"own_cash,omitempty"`
}

// PlanCash is how short of cash a plan comes by itself.
type PlanCash struct {
	ProbabilityGap float64 `json:"probability_gap"`
	PeakMean       float64 `json:"peak_gap_mean"`
	PeakP90        float64 `json:"peak_gap_p90"`
}

// PortfolioYear is the cost of a calendar year.
type PortfolioYear struct {
	Year                 int       `json:"year"`
	Planned              float64   `json:"planned"` // mean base of the plans that go ahead
	Mean                 float64   `json:"mean"`
	Quantiles            Quantiles `json:"quantiles"`
	AtConfidence         float64   `json:"at_confidence"`
	Limit                *float64  `json:"limit"`
	ProbabilityOverLimit *float64  `json:"probability_over_limit"`
}

// PortfolioDriver is an index that plans share.
type PortfolioDriver struct {
	Name  string   `json:"name"`
	Plans []string `json:"plans"`
}

// PlanCorrelation is how the costs over base of plans move together, in the scenarios:
// those of the plans that spread most.
type PlanCorrelation struct {
	IDs    []string    `json:"ids"`
	Matrix [][]float64 `json:"matrix"`
}

// PortfolioFit is the cost, at the confidence, of the plans up to one by priority.
type PortfolioFit struct {
	ID   string  `json:"id"`
	Cost float64 `json:"cost_at_confidence"`
	Fits bool    `json:"fits"`
}

// PortfolioProblem is a problem of one of the plans.
type PortfolioProblem struct {
	File string `json:"file"`
	ProblemOut
}

// PortfolioSkipped is a plan that was left out, and how many errors it has.
type PortfolioSkipped struct {
	ID     string `json:"id"`
	File   string `json:"file"`
	Errors int    `json:"errors"`
	Why    string `json:"why"`
}

// PortfolioRelease is what the plans hold, one by one, beyond what they need together.
type PortfolioRelease struct {
	Held   float64 `json:"held"`
	Said   int     `json:"approved_plans"` // of how many plans it is the approved reserve
	Needed float64 `json:"needed"`
	Amount float64 `json:"amount"` // negative where more is needed than held
}

// PortfolioCause is a part of the reserve: what a common driver moves, or the rest of a
// plan.
type PortfolioCause struct {
	Driver string  `json:"driver,omitempty"`
	Plan   string  `json:"plan,omitempty"`
	Amount float64 `json:"amount"`
}

// PlansTogether is the rank correlation of two plans: asked for, and of their costs.
type PlansTogether struct {
	A        string  `json:"a"`
	B        string  `json:"b"`
	Asked    float64 `json:"asked"`
	Realised float64 `json:"realised"`
}

// PortfolioPool is what the company lends its plans.
type PortfolioPool struct {
	Pooled           bool           `json:"pooled"` // all cash is one
	Confidence       float64        `json:"confidence"`
	PeakNeed         float64        `json:"peak_need"` // the most that all plans lack at once, at the confidence
	PeakMean         float64        `json:"peak_mean"`
	ProbabilityShort float64        `json:"probability_short"` // the pool does not reach in some month
	PeakShort        float64        `json:"peak_short"`        // the most that is left, at the confidence
	Sources          []PoolSource   `json:"sources"`
	Months           []PoolMonth    `json:"months"`
	Plans            []PoolBorrower `json:"plans"` // nil where all cash is one
}

// PoolSource is what a source of the pool gives.
type PoolSource struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Committed float64   `json:"committed"`
	Used      float64   `json:"used_mean"`
	Cost      float64   `json:"cost_mean"` // interest and fees
	Drawn     []float64 `json:"drawn_mean"`
}

// PoolMonth is a month of the pool.
type PoolMonth struct {
	Date             string  `json:"date"`
	NeedMean         float64 `json:"need_mean"`
	NeedAt           float64 `json:"need_at_confidence"`
	CashMean         float64 `json:"cash_mean"`
	LeftMean         float64 `json:"left_mean"` // what the pool does not fill
	ProbabilityShort float64 `json:"probability_short"`
}

// PoolBorrower is what a plan takes from the pool, by its priority.
type PoolBorrower struct {
	ID               string  `json:"id"`
	ProbabilityNeeds float64 `json:"probability_needs"`
	PeakMean         float64 `json:"peak_mean"`
	ProbabilityLeft  float64 `json:"probability_left_short"`
	AddsPeak         float64 `json:"adds_peak_need"` // the most that all lack at once, at the confidence, less that without the plan
}

// PortfolioWarning is an early warning of a plan's own run.
type PortfolioWarning struct {
	Plan string `json:"plan"`
	Warning
}
