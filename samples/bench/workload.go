// Package bench reads the benchmark problems beside it, which any Monte Carlo
// program can be measured on: S, M and L as JSON, and mc_numpy.py, whose code
// defines what a scenario is and which figures are wanted. It turns them into
// plans; it knows the plan and nothing above it.
package bench

import (
	"encoding/json"
	"fmt"
	"os"
)

// schema is the version of the files.
const schema = "mcbudget-workload/1"

// Workload is a benchmark problem as its file has it. Months count from 0.
type Workload struct {
	Schema       string  `json:"schema"`
	Name         string  `json:"name"`
	Title        string  `json:"title"`
	Scenarios    int     `json:"scenarios"`
	Seed         uint64  `json:"seed"`
	Months       int     `json:"months"`
	DiscountRate float64 `json:"discount_rate_annual"`
	Cash         struct {
		Opening float64 `json:"opening"`
		Minimum float64 `json:"minimum"`
	} `json:"cash"`
	Facilities  []Facility   `json:"facilities"`
	Profiles    []Profile    `json:"profiles"`
	Lines       []Line       `json:"lines"`
	Correlation *Correlation `json:"correlation"` // null: none
	Risks       []Risk       `json:"risks"`
	Funding     []Source     `json:"funding"`
	Revenue     []Stream     `json:"revenue"`
	Outputs     Outputs      `json:"outputs"`
}

// Facility is a revolving credit: drawn in the order of the list up to its
// limit, repaid from the last one on.
type Facility struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Limit float64 `json:"limit"`
	APR   float64 `json:"apr"` // nominal annual, a twelfth a month
}

// Profile is a row of monthly shares.
type Profile struct {
	ID      string    `json:"id"`
	Weights []float64 `json:"weights"`
}

// Line is a cost line: base times factor, spread by the profile from the start
// month on, which slips by whole months with the probabilities of Slip.
type Line struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Base    float64   `json:"base"`
	Factor  Marginal  `json:"factor"`
	Start   int       `json:"start"`
	Slip    []float64 `json:"slip"`
	Profile int       `json:"profile"`
}

// Correlation of the normal scores of the lines: every entry ("matrix", lower
// triangle with the diagonal), or by one general factor and one of the line's
// block ("factor").
type Correlation struct {
	Kind     string   `json:"kind"`
	Lower    Triangle `json:"lower"`
	Loadings []struct {
		General float64 `json:"g"`
		Within  float64 `json:"b"`
		Block   int     `json:"block"`
	} `json:"loadings"`
}

// Risk happens or not, in a month of its window with equal chances.
type Risk struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Probability float64  `json:"probability"`
	Impact      Marginal `json:"impact"`
	Window      [2]int   `json:"window"`
}

// Source brings money in tranches, each late by whole months with the
// probabilities of Delay.
type Source struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Delay    []float64 `json:"delay"`
	Tranches []struct {
		Month  int     `json:"month"`
		Amount float64 `json:"amount"`
	} `json:"tranches"`
}

// Stream is revenue: full monthly amount times ramp, level and the noise of
// the month.
type Stream struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Start       int       `json:"start"`
	Slip        []float64 `json:"slip"`
	RampMonths  float64   `json:"ramp_months"`
	FullMonthly float64   `json:"full_monthly"`
	Level       Marginal  `json:"level"`
	NoiseSD     float64   `json:"noise_sd"`
}

// Marginal is a distribution; which fields count depends on the kind.
type Marginal struct {
	Kind string  `json:"kind"` // triangular, pert, uniform, normal, lognormal
	Min  float64 `json:"min"`
	Mode float64 `json:"mode"`
	Max  float64 `json:"max"`
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
	CV   float64 `json:"cv"`
}

// Outputs are the figures wanted; shares are in 0..1.
type Outputs struct {
	CostQuantiles     []float64 `json:"cost_quantiles"`
	CashQuantiles     []float64 `json:"cash_quantiles"`
	ReserveQuantile   float64   `json:"reserve_quantile"`
	SensitivitySample int       `json:"sensitivity_sample"` // scenarios behind the rank correlations
	SensitivityTop    int       `json:"sensitivity_top"`
}

// Read reads a workload file and refuses one that does not hang together.
func Read(path string) (*Workload, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var w Workload
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := w.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &w, nil
}
