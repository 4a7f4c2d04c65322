// Package budget is the plan as a person wrote it: settings, cost lines,
// sources, risks and what belongs to them, each datum with its cell. Money is
// decimal. It knows no file format and draws no random numbers.
package budget

// MaxMonths is the longest delay, lag, term or duration that is calculated with:
// a hundred years.
const MaxMonths = 1200

// Plan is one workbook, read. Slices keep the order of the sheet. A sheet that
// is absent leaves its slice nil.
type Plan struct {
	File     string // as given on the command line, base name
	SHA256   string // hex, of the bytes of the file
	Language string // "en" or "zh"

	Project      Project
	Costs        []CostLine
	Revenue      []Stream
	Funding      []Source
	Tranches     []Tranche
	Risks        []Risk
	Drivers      []Driver
	Vendors      []Vendor
	Partners     []Partner
	Correlations []Correlation
	Matrix       *CorrelationMatrix // further correlations, of a program that makes plans; nil: none
	Loadings     []Loading          // instead of Correlations, for plans made by a program; the workbook has no sheet for it
	Profiles     []Profile
	Mixes        []Mix      // candidate funding mixes, see plan_mixes.go
	Stress       []Stress   // what the mixes are tried against
	Reference    *Reference // how projects like this one ended; nil without the sheet
	Control                 // what has happened so far
	Cycle                   // what was contracted, changed and decided since

	Log ReadLog
}

// ReadLog is what the reader did besides filling the Plan; it becomes the run log.
type ReadLog struct {
	Ranges   []Ref       // every sheet and range read, Cell as "A1:Q53"
	Skipped  []Line      // every row skipped, and why
	Defaults []Line      // every default taken
	Columns  []ColumnUse // every column of figures and how it was taken
	Unused   []Line      // sheets and columns seen but not used, and why
}

// ColumnUse is how a column was taken, in the language of the workbook.
type ColumnUse struct {
	Ref     Ref    // its header
	Header  string // as written
	Field   string // what it fills, "" when it is not read
	How     string // per cent, in k€, ...; "" as it stands
	Example string // one of its cells and what it was read as, "90 -> 900,000"
}

// Line is one entry of the run log, in the language of the workbook.
type Line struct {
	Ref  Ref
	Text string
}

// Project holds the settings. Rates and shares are fractions (0.08 = 8 %).
type Project struct {
	Name        string
	PlanID      string // what the files of one plan have in common; "" none
	Currency    string // ISO code or symbol as written, default "CNY" when the workbook is Chinese, else "USD"
	Start       Month
	Horizon     int     // months, 1..600, default 60
	Rate        float64 // effective annual discount rate, default 0.08
	Discounting string  // "end" (default), "mid", "start"
	OpeningCash Money
	MinimumCash Money
	TaxRate     float64
	BudgetLimit *Money   // nil: the base
	PaybackTgt  *float64 // months, nil: none

	ReserveConfidence   float64  // default 0.80
	LiquidityConfidence float64  // default 0.90
	ManagementReserve   *float64 // share of base; nil: Q95 - Q(chosen)

	Scenarios    int     // default 10,000; 0 means auto
	Accuracy     float64 // share of base, default 0.01
	MaxScenarios int     // default 1,000,000
	Seed         uint64  // default 1
	Sampling     string  // "Sobol" (default), "LHS", "MC"
	// LearnFrequencies: the rates of frequent risks are uncertain, and learnt from the log.
	LearnFrequencies bool
	CopulaDF         float64 // 0: Gaussian; otherwise degrees of freedom of the t copula

	Mixes        MixRules // how mixes are compared and chosen
	AsOf         *Month
	Version      *int              // month in which the plan was last reviewed, from the start; nil: not said
	Drill        *int              // month of the last drill; nil: not said
	Approved     *Money            // reserve approved; nil: budget limit less base
	CostOfEquity *float64          // effective annual return that owners require; nil: Rate
	FinanceRate  *float64          // MIRR; nil: Rate
	ReinvestRate *float64          // MIRR; nil: Rate
	MatrixP      []float64         // four ascending probability thresholds, default 0.1 0.3 0.5 0.7
	MatrixImpact []float64         // four ascending impact thresholds as shares of base, default 0.005 0.01 0.02 0.05
	Cells        map[string]Ref    // canonical setting name -> its value cell, for problems
	Names        map[string]string // canonical setting name -> as written in the workbook
}

// Month is a month of the calendar, of no day; the zero value is none.
type Month struct {
	Year, Month int // Month 1..12
}

// Sub returns the whole months from n to m.
func (m Month) Sub(n Month) int { return (m.Year-n.Year)*12 + m.Month - n.Month }

// Add returns m moved by k months.
func (m Month) Add(k int) Month {
	t := m.Year*12 + m.Month - 1 + k
	y := t / 12
	if t%12 < 0 {
		y--
	}
	return Month{Year: y, Month: t - y*12 + 1}
}

// String returns "2026-03".
func (m Month) String() string {
	d := func(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }
	return d(m.Year/100) + d(m.Year%100) + "-" + d(m.Month)
}

// IsZero reports whether the month is unset.
func (m Month) IsZero() bool { return m == Month{} }

// CostLine is one row of Costs. StartMonth and Months are relative to the
// plan's start; a wide row has Monthly and takes StartMonth/Months from it.
type CostLine struct {
	Row      Row
	ID, Name string
	Phase    string // canonical: design, procurement, construction, operation, other; or as written
	Category string
	Owner    string
	Vendor   string // Vendor.Name, "" none
	Amount   Money  // total, or per month for PerMonth; in Currency
	Currency string // "" the plan's; otherwise a Driver of that name gives the rate
	PerMonth bool
	Monthly  []MonthAmount // wide row: amounts by month, which sum to Amount

	Uncertainty *Quantity // of the amount; nil: certain
	StartMonth  int       // months after the plan's start, never negative, default 0
	Months      int       // duration >= 1; default 1 (a lump), to the horizon for PerMonth
	Expected    *int      // month in which it is expected to begin now, when the planned one has passed
	Slip        *Quantity // months added to the start
	Stretch     *Quantity // factor on the duration
	Profile     string    // canonical built-in name (even, front, back, s-curve, rayleigh, start, end) or Profile.Name; "" even
	Driver      string    // Driver.Name, "" none
	PaymentLag  *Quantity // months
	Advance     float64   // share paid at the start

	Retention       float64 // share of every bill that is held back
	RetentionMonths int     // months from the last month of the work until it is due; the payment lag comes on top

	VAT          float64 // share of a bill that comes on top of it
	VATRecovered bool    // it comes back and is no cost; otherwise it is part of the cost
	VATMonths    int     // months from the payment until it comes back
}

// MonthAmount is one dated cell of a wide row.
type MonthAmount struct {
	Month  int // months after the plan's start
	Amount Money
	Ref    Ref
}

// Stream is one row of Revenue.
type Stream struct {
	Row           Row
	ID, Name      string
	Monthly       Money // at maturity: Amount per month, or Units x Price
	StartMonth    int
	StartPart     float64 // part of the first month that has passed when it begins
	EndMonth      *int    // last month with revenue, nil: the horizon
	EndPart       float64 // part of the last month in which there is any; 0: all of it
	RampMonths    float64
	RampShape     string // "linear" (default), "s-curve"
	Growth        float64
	Volume        *Quantity // factor
	Price         *Quantity // factor
	Shift         *Quantity // months
	Driver        string
	CollectionLag *Quantity // months
	Expected      *int      // month in which it is expected to begin now, when the planned one has passed
	Uncollectable *Quantity // share
	Noise         float64   // sd of the monthly factor
	Partner       string
}

// Source is one row of Funding.
type Source struct {
	Row             Row
	ID, Name        string
	Kind            string // canonical: loan, revolver, equity, own, venture, industry, grant, partner, prepayment
	Committed       Money
	ArriveMonth     int // planned month of the Date; used when the source has no Tranches
	Delay           *Quantity
	Probability     float64 // of arrival, default 1
	AmountFactor    *Quantity
	Expected        *int // month in which it is expected now, when the planned one has passed
	Closed          bool // no more of it comes
	UpfrontFee      float64
	CommitmentFee   float64 // per year on the undrawn
	Rate            float64 // nominal per year; of owners' money the effective annual return that is required, see Required
	RateSaid        bool    // the cell of the rate is filled in
	PaidReturn      float64 // of owners' money, nominal per year: what is paid on it in cash
	RateDriver      string
	Spread          float64
	GraceMonths     int
	CapitaliseGrace bool
	GraceSaid       bool     // what becomes of interest in grace is filled in
	Repayment       string   // canonical: none, bullet, equal, annuity, sweep; default sweep for a revolver, equal (bullet without a term) for a loan, else none
	RecoveredFrom   []string // of a prepayment: IDs of the streams whose collections it is recovered from; nil: all
	TermMonths      int      // 0: to the horizon, or none
	PaymentMonths   int      // months from one payment of interest and principal to the next, counted from the first draw; 0 and 1: every month
	AvailableFrom   int
	AvailableTo     *int
	Priority        int  // 1 draws first; default its place in the sheet
	OnDemand        bool // default true for a revolver only
	MaxShare        *float64
	MinAmount       *Money
	MaxAmount       *Money
	CoFinancing     *float64 // most of the total cost that it pays, as a share; nil: no such limit
	EquityShare     *float64 // share of the equity given away for the committed amount
	Partner         string
}

// Tranche is one dated instalment of a source.
type Tranche struct {
	Row         Row
	Source      string // Source.ID
	Month       int
	Amount      Money
	Probability *float64  // nil: the source's
	Delay       *Quantity // nil: the source's
	Expected    *int      // month in which it is expected now, when the planned one has passed
	Closed      bool      // no more of it comes
	Conditions  []string  // IDs of cost lines that must be done and of risks that must not have occurred, all of them
}

// Risk is one row of Risks.
type Risk struct {
	Row            Row
	ID, Name       string
	Category       string // canonical: technical, cooperation, legal, market, financial, supply, operations, security, other
	Owner          string
	Probability    float64
	PerYear        *float64 // Poisson rate; then Probability is ignored
	From, To       int      // window of occurrence, months; default whole horizon
	Impact         *Quantity
	ImpactIs       string // canonical: amount (default), factor, share
	ImpactMonths   int    // spread of an amount or duration of a revenue change; 0: at once / to the end
	Delay          *Quantity
	RevenueImpact  *Quantity // change of the affected streams as a share: -0.1 or 10% both mean the sign written
	Affects        []string  // IDs, phase names, or "all"; nil: the project as a whole
	DependsOn      []string  // IDs of its parents
	AllParents     bool      // all of them must have occurred, otherwise any of them
	ProbabilityIf  *float64  // when the parents have occurred so
	Response       string
	ResponseOn     bool
	ResponseCost   Money
	ResidualProb   *float64
	ResidualImpact *float64 // scale of the impact with the response, default 1
	Status         string   // open (default), closed, occurred
}

// Driver is an index: monthly path I(m) with I(-1) = 1, times Base for FX and rates.
type Driver struct {
	Row  Row
	Name string
	// Description is what it stands for: "wages of engineers in the region".
	Description string
	Kind        string // fixed, walk, revert, table; default by what is filled in: table, revert (Speed), walk (Volatility), fixed
	Growth      float64
	Volatility  float64
	Speed       float64
	Base        float64   // base value: exchange rate or interest rate at month 0; default 1
	Table       []float64 // kind table: value by month, relative to Base when Base is set
}

// Vendor is a supplier: a row of the sheet Vendors, that cost lines name.
type Vendor struct {
	Row        Row
	Name       string
	Grade      string    // A-D, "" none
	OnTime     *float64  // share of deliveries on time; nil: by grade
	Delay      *Quantity // months when late; nil: by grade
	Volatility *float64  // sd of the price factor; nil: by grade
}

// Partner is a party of a joint operation. Shares are fractions that sum to 1 over partners.
type Partner struct {
	Row          Row
	Name         string
	CostShare    float64
	RevenueShare float64
	FundingShare float64
	Rate         *float64 // own discount rate; nil: the project's
}

// Correlation is one requested rank correlation between two named quantities.
type Correlation struct {
	Ref  Ref
	A, B string // "C1", "C1.slip", "F2.delay", "R3.occurs", a driver's name, ...
	Rho  float64
}

// CorrelationMatrix gives the rank correlations of many rows at once, for
// programs that make plans: a row of text for each pair of 300 lines would be
// 44,850.
type CorrelationMatrix struct {
	IDs   []string    // as in Correlation
	Lower [][]float64 // Lower[i][j] is that of IDs[i] and IDs[j], j < i
}

// Loading ties a quantity to one general factor and to the factor of its
// group, which correlates many lines without naming their pairs. The normal
// scores of two quantities have the correlation General*General', plus
// Within*Within' when they are of one group. General squared plus Within
// squared is at most 1.
type Loading struct {
	ID              string // "C1", "C1.slip", "F2.delay"; not a driver, which moves anew every month
	General, Within float64
	Group           string // "" none; then Within is 0
}

// Profile is a named row of monthly shares, which sum to 1.
type Profile struct {
	Row    Row
	Name   string
	Shares []float64
}
