package budget

// Portfolio is a workbook that lists plans. It is read like a plan: problems name cells.
type Portfolio struct {
	File     string // base name
	SHA256   string // hex, of the bytes of the file
	Language string // "en" or "zh"

	Settings   Project  // of its sheet Portfolio; what is not said there is zero
	Seed       *uint64  // nil: not said
	Rate       *float64 // discount rate of every plan, nil: its own
	YearStarts int      // month with which a budget year begins, 1 to 12; 0: not said
	Pooled     bool     // the cash of all plans is one
	YearLimits []YearLimit
	Members    []Member

	Common       []CommonDriver
	Pool         []Source      // of the company, beside what the plans have
	Correlations []Correlation // between plans, by ID
}

// CommonDriver is one row of the sheet Drivers in common: a driver of a plan is known in
// the portfolio under a name.
type CommonDriver struct {
	Row                Row
	Name, Plan, Driver string // Plan "": the driver of that name in every plan
}

// YearLimit is a limit on the cost of a calendar year.
type YearLimit struct {
	Year   int
	Amount Money
}

// Member is one row of the sheet Plans.
type Member struct {
	Row            Row
	ID, Name, File string    // File is relative to the portfolio, or a pattern such as plans/*.xlsx
	Include        bool      // default true
	Chance         float64   // that it goes ahead, default 1
	Shift          *Quantity // months that it is put off; nil none
	ShiftFunding   bool      // its funding is put off with it, default true
	Share          float64   // our part of it, default 1
	Priority       int       // 1 first, 0 none
	Owner, Group   string
}

// MaxHorizon is the longest horizon of a plan, in months.
const MaxHorizon = 600

// PoolPlan is the pool as a plan of some months: sources and cash, and nothing that
// costs.
func (p *Portfolio) PoolPlan(months int) *Plan {
	q := &Plan{File: p.File, Language: p.Language, Funding: p.Pool}
	q.Project = Project{Name: p.Settings.Name, Currency: p.Settings.Currency, Start: p.Settings.Start, Horizon: months, Discounting: "end",
		OpeningCash: p.Settings.OpeningCash, MinimumCash: p.Settings.MinimumCash, ReserveConfidence: 0.8, LiquidityConfidence: 0.9,
		Scenarios: 10000, Accuracy: 0.01, MaxScenarios: 1000000, Sampling: "Sobol", Cells: p.Settings.Cells, Names: p.Settings.Names}
	return q
}
