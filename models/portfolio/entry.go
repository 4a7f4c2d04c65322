package portfolio

import (
	"fmt"

	"ballast/budget"
	"ballast/models"
)

// MostScenarios is how many scenarios a portfolio takes: its sums of all of them are in
// memory.
const MostScenarios = 1_000_000

// Settings are what holds for all plans of a portfolio.
type Settings struct {
	Name       string
	Currency   string       // "": that of most plans
	Start      budget.Month // zero: the first start of a plan
	Horizon    int          // months; 0: to the last end of a plan
	YearStarts int          // month with which a budget year begins; 0: January
	Confidence float64      // of the reserve; 0: that of the plans where they agree, else 0.80
	Liquidity  float64      // confidence of the cash; 0: 0.90
	Limit      *float64     // of the total cost; nil none
	YearLimits []YearLimit
	Scenarios  int           // 0: the most that a plan has
	Seed       *uint64       // nil: that of the plans where they agree, else 1
	Sampling   string        // "": that of the plans where they agree, else Sobol
	Rate       *float64      // discount rate of all plans; nil: each has its own
	AsOf       *budget.Month // month up to which the plans with a past have happened; nil: each has its own
	Language   string
	Pool       *budget.Plan         `json:"-"` // the company's sources and cash; nil: none. Whoever summarises needs it.
	Lends      bool                 // there is a pool
	Pooled     bool                 // the cash of all plans is one
	Own        bool                 // every plan is also run by itself, for its early warnings and its cash
	Common     []Common             // drivers that are one, or are not
	Between    []budget.Correlation // of plans
}

// Common says under which name a driver of a plan is known in the portfolio.
type Common struct {
	Name, Plan, Driver string // Plan "": in every plan
	Ref                budget.Ref
}

// YearLimit is a limit on the cost of a budget year.
type YearLimit struct {
	Year   int
	Amount float64
}

// Entry is one plan of a portfolio.
type Entry struct {
	ID, Name, File string
	Group, Owner   string
	Chance         float64          // that it goes ahead
	Shift          int              // months that it is put off
	Delay          *budget.Quantity // the same where it is uncertain, in whole months; nil: Shift is certain
	KeepFunding    bool             // its funding keeps its dates
	Share          float64          // our part of it
	Priority       int              // 1 first; 0: as listed, after those that have one
	Row            budget.Row       `json:"-"` // of the list; zero without one
}

// asItStands reports whether nothing of the plan is changed.
func (e *Entry) asItStands() bool {
	return e.Chance == 1 && e.Share == 1 && e.Shift == 0 && e.Delay == nil
}

// longest is the most that a plan is put off, in months.
func (e *Entry) longest() (int, error) {
	if e.Delay == nil {
		return e.Shift, nil
	}
	d, err := models.Sampled(e.Delay)
	if err != nil {
		return 0, err
	}
	lo, hi := d.Support()
	if !(lo > -0.5 && hi < budget.MaxHorizon) {
		return 0, fmt.Errorf("a shift of %v to %v months", lo, hi)
	}
	return int(hi + 0.5), nil
}
