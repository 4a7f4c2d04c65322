package outcome

// MixResult is one funding mix on the futures that all mixes share. The first
// fields are those that scripts are promised; the rest may widen.
type MixResult struct {
	At              string   `json:"at,omitempty"` // its cell on the sheet Mixes
	Name            string   `json:"name"`
	ProbabilityGap  float64  `json:"probability_gap"`
	PeakGapP90      float64  `json:"peak_gap_p90"`
	AnnualCost      *float64 `json:"annual_cost"` // effective, of the pooled expected flows: weighted by use
	AnnualCostWhy   string   `json:"annual_cost_why,omitempty"`
	NPVMean         float64  `json:"npv_mean"` // to equity
	Concentration   float64  `json:"concentration"`
	BetterThanFirst *float64 `json:"better_than_first"` // share of futures, nil for the first mix

	Optimised    bool         `json:"optimised,omitempty"`
	Total        float64      `json:"total"` // planned money of all sources
	Sources      []MixSource  `json:"sources"`
	GapInterval  Interval     `json:"probability_gap_interval95"`
	GapMonths    []float64    `json:"gap_months"` // probability of a gap by month
	PeakGapMean  float64      `json:"peak_gap_mean"`
	PeakGapP50   float64      `json:"peak_gap_p50"`
	Liquidity    *float64     `json:"liquidity"` // reserve at the liquidity confidence
	LiquidityWhy string       `json:"liquidity_why,omitempty"`
	Undrawn      float64      `json:"undrawn_mean"`
	CostMean     float64      `json:"cost_mean"`     // cost of funds in money of month 0: interest, fees and the return that owners require
	CostPerYear  float64      `json:"cost_per_year"` // the same by the annuity of the horizon
	CostP90      float64      `json:"cost_p90"`
	Price        FundsPrice   `json:"price_of_funds"` // its parts, and the rate
	NPVP10       float64      `json:"npv_p10"`
	NPVP90       float64      `json:"npv_p90"`
	Partners     []MixPartner `json:"partners,omitempty"`
	Payback      *MixPayback  `json:"payback,omitempty"` // to equity; nil without revenue
	DSCRMin      DSCR         `json:"dscr_min"`
	Dilution     *float64     `json:"dilution,omitempty"` // share of equity given away, nil when no source has one
	AgainstFirst *MixAgainst  `json:"against_first,omitempty"`
	Removal      []MixRemoval `json:"removal"`     // each source fails in turn
	PerUnit      []MixPerUnit `json:"sensitivity"` // a little more of each source
	Amounts      []float64    `json:"-"`           // by source of the model
}

// MixSource is what a mix plans from one source and uses of it.
type MixSource struct {
	At       string   `json:"at"` // the cell of the source
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Amount   float64  `json:"amount"`
	Arrived  float64  `json:"arrived,omitempty"`   // what has come by the as-of month: no mix brings less
	UsedMean *float64 `json:"used_mean,omitempty"` // nil: not worked out, as on the frontier
}

// MixPartner is the worth of a mix to one partner.
type MixPartner struct {
	At        string   `json:"at"` // its cell
	Name      string   `json:"name"`
	NPVMean   float64  `json:"npv_mean"`
	NPVP10    float64  `json:"npv_p10"`
	ShareMean *float64 `json:"share_mean,omitempty"` // of the equity at the horizon; nil: fixed
}

// MixPayback is the payback to equity.
type MixPayback struct {
	ProbabilityWithinHorizon float64  `json:"probability_within_horizon"`
	P50                      *float64 `json:"p50"` // nil: beyond the horizon, or nothing to pay back in most futures
	P80                      *float64 `json:"p80"`
}

// MixAgainst is a mix less the first mix, future by future, with the 95 %
// interval of the mean difference. VarianceRatio is how many times smaller the
// variance of the difference of the cost of funds, or of the net present value
// where that is larger, is on common futures than on independent ones.
type MixAgainst struct {
	ProbabilityGap         float64  `json:"probability_gap"`
	ProbabilityGapInterval Interval `json:"probability_gap_interval95"`
	Cost                   float64  `json:"cost"`
	CostInterval           Interval `json:"cost_interval95"`
	NPV                    float64  `json:"npv"`
	NPVInterval            Interval `json:"npv_interval95"`
	PeakGap                float64  `json:"peak_gap"`
	PeakGapInterval        Interval `json:"peak_gap_interval95"`
	VarianceRatio          float64  `json:"variance_ratio"` // of the net present value; 0 when the mixes do not differ
}

// MixRemoval is a mix when one source never comes.
type MixRemoval struct {
	At             string  `json:"at"` // the cell of the source
	ID             string  `json:"id"`
	ProbabilityGap float64 `json:"probability_gap"`
	PeakGapP90     float64 `json:"peak_gap_p90"`
}

// MixPerUnit is what Unit more of one source changes.
type MixPerUnit struct {
	At                     string   `json:"at"` // the cell of the source
	ID                     string   `json:"id"`
	Unit                   float64  `json:"unit"`
	ProbabilityGap         float64  `json:"probability_gap"`
	ProbabilityGapInterval Interval `json:"probability_gap_interval95"`
	Cost                   float64  `json:"cost"`
	PeakGap                float64  `json:"peak_gap"` // mean
}
