package portfolio

import "ballast/budget"

// MostScenarios is how many scenarios a portfolio takes: its sums of all of them are in
// memory.
const MostScenarios = 1_000_000

// Settings are what holds for all plans of a portfolio.
type Settings struct {
	Name       string
	Currency   string       // "": that of the plans
	Start      budget.Month // zero: the first start of a plan
	Horizon    int          // months; 0: to the last end of a plan
	Confidence float64      // of the reserve; 0: that of the plans where they agree, else 0.80
	Limit      *float64     // of the total cost; nil none
	YearLimits []YearLimit
	Scenarios  int     // 0: the most that a plan has
	Seed       *uint64 // nil: that of the plans where they agree, else 1
	Sampling   string  // "": that of the plans where they agree, else Sobol
	Language   string
}

// YearLimit is a limit on the cost of a calendar year.
type YearLimit struct {
	Year   int
	Amount float64
}

// Entry is one plan of a portfolio.
type Entry struct {
	ID, Name, File string
	Group, Owner   string
	Chance         float64    // that it goes ahead
	Shift          int        // months that it is put off
	Share          float64    // our part of it
	Priority       int        // 1 first; 0: as listed, after those that have one
	Row            budget.Row // of the list; zero without one
}
