package outcome

// Funding is what the sources gave and cost.
type Funding struct {
	Sources       []SourceResult `json:"sources"`
	CostOfFunds   CostOfFunds    `json:"cost_of_funds"`
	Price         FundsPrice     `json:"price_of_funds"`
	Concentration float64        `json:"concentration"`
	DSCRMin       DSCR           `json:"dscr_min"`
	Months        []FundingMonth `json:"months"`
}

// SourceResult is one source. AnnualCost is the effective annual IRR of its
// expected flows, nil with a reason when it has none.
type SourceResult struct {
	ID              string     `json:"id"`
	At              string     `json:"at"` // its cell
	Name            string     `json:"name"`
	Kind            string     `json:"kind"`
	Committed       float64    `json:"committed"`
	UsedMean        float64    `json:"used_mean"`
	UndrawnMean     float64    `json:"undrawn_mean"`     // at the end of its window
	CostMean        float64    `json:"cost_mean"`        // interest and fees
	OutstandingMean float64    `json:"outstanding_mean"` // at the horizon
	AnnualCost      *float64   `json:"annual_cost"`
	AnnualCostWhy   string     `json:"annual_cost_why,omitempty"`
	Price           FundsPrice `json:"price"`
	RequiredReturn  *float64   `json:"required_return,omitempty"` // effective annual, of owners' money; nil where it pays its rate
	LateProbability float64    `json:"late_probability"`          // any arrival later than planned, or never
	NeverShare      float64    `json:"never_share"`               // share of planned money that never arrives inside the horizon
}

// FundsPrice is what money costs all in: interest and fees paid, the return that owners
// require on what is in use of their money, and the sum, expected. Money is of month 0, at
// the discount rate; PerYear is the sum by the annuity of the horizon. The rates are
// nominal annual: what is due by month over the balances of the months, nil without any.
type FundsPrice struct {
	Paid         float64  `json:"paid"`
	Required     float64  `json:"required"`
	Total        float64  `json:"total"`
	PerYear      float64  `json:"per_year"`
	Rate         *float64 `json:"rate"`
	PaidRate     *float64 `json:"paid_rate"`
	RequiredRate *float64 `json:"required_rate"`
}

// CostOfFunds is interest and fees over the horizon, in money and per year.
type CostOfFunds struct {
	Mean      float64   `json:"mean"`
	Quantiles Quantiles `json:"quantiles"`
	Annual    *float64  `json:"annual"`
	AnnualWhy string    `json:"annual_why,omitempty"`
}

// DSCR is the smallest twelve-month debt service cover of a scenario, from the later
// of the first principal due and the first planned month of operation on. Without
// counts the scenarios that have no debt service.
type DSCR struct {
	Quantiles     Quantiles   `json:"quantiles"`
	Without       float64     `json:"without"`
	Unjudged      float64     `json:"unjudged"` // share of scenarios with debt and no such month
	UnjudgedWhy   string      `json:"unjudged_why,omitempty"`
	WithoutBullet Quantiles   `json:"without_bullet,omitempty"` // of the cover without principal that is due in one sum
	From          int         `json:"from_month,omitempty"`     // first planned month of operation; 0 without debt, beyond the horizon: none
	Shorter       bool        `json:"shorter_window,omitempty"` // in some scenarios fewer than twelve months are left to measure it over
	ShorterShare  float64     `json:"shorter_share,omitempty"`  // share of scenarios in which they are
	Years         []CoverYear `json:"years,omitempty"`
	LoanLife      *LoanLife   `json:"llcr,omitempty"` // where the setting LLCR asks for it
}

// LoanLife is the loan life cover (LLCR): what is available from the month the cover is
// judged from until the loans are repaid, as a present value at the rate of the debt,
// over what is then owed. Undefined is the share of scenarios in which nothing is owed
// then or the debt outlives the horizon.
type LoanLife struct {
	Quantiles    Quantiles `json:"quantiles"`
	Undefined    float64   `json:"undefined"`
	UndefinedWhy string    `json:"undefined_why,omitempty"`
}

// CoverYear is one year of operation: expected money available for debt service and
// expected debt service due. Cover is their quotient, nil where nothing is due.
type CoverYear struct {
	Year                 int      `json:"year"`
	From                 string   `json:"from"`
	Months               int      `json:"months"`
	Available            float64  `json:"available_mean"`
	Due                  float64  `json:"due_mean"`
	Cover                *float64 `json:"cover"`
	ProbabilityUncovered float64  `json:"probability_uncovered"` // of the scenarios in which anything is due
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
