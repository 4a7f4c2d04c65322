package models

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"ballast/budget"

	"github.com/shopspring/decimal"
)

// workload is a benchmark problem of samples/bench, as its JSON has it. The
// peer program mc_numpy.py beside it defines what a scenario is.
type workload struct {
	Name         string  `json:"name"`
	Scenarios    int     `json:"scenarios"`
	Seed         uint64  `json:"seed"`
	Months       int     `json:"months"`
	DiscountRate float64 `json:"discount_rate_annual"`
	Cash         struct{ Opening, Minimum float64 }
	Facilities   []struct {
		ID, Name   string
		Limit, Apr float64
	}
	Profiles []struct {
		ID      string
		Weights []float64
	}
	Lines []struct {
		ID, Name string
		Base     float64
		Factor   marginal
		Start    int
		Slip     []float64
		Profile  int
	}
	Correlation *struct {
		Kind     string
		Lower    [][]float64
		Loadings []struct {
			G, B  float64
			Block int
		}
	}
	Risks []struct {
		ID, Name    string
		Probability float64
		Impact      marginal
		Window      [2]int
	}
	Funding []struct {
		ID, Name string
		Delay    []float64
		Tranches []struct {
			Month  int
			Amount float64
		}
	}
	Revenue []struct {
		ID, Name    string
		Start       int
		Slip        []float64
		RampMonths  float64 `json:"ramp_months"`
		FullMonthly float64 `json:"full_monthly"`
		Level       marginal
		NoiseSD     float64 `json:"noise_sd"`
	}
	Outputs struct {
		CostQuantiles     []float64 `json:"cost_quantiles"`
		CashQuantiles     []float64 `json:"cash_quantiles"`
		ReserveQuantile   float64   `json:"reserve_quantile"`
		SensitivitySample int       `json:"sensitivity_sample"`
		SensitivityTop    int       `json:"sensitivity_top"`
	}
}

// marginal is a distribution of a workload.
type marginal struct {
	Kind                         string
	Min, Mode, Max, Mean, SD, CV float64
}

// text writes the marginal as a person would.
func (d marginal) text() string {
	f := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	switch d.Kind {
	case "triangular":
		return "Triangular(" + f(d.Min) + "," + f(d.Mode) + "," + f(d.Max) + ")"
	case "pert":
		return "PERT(" + f(d.Min) + "," + f(d.Mode) + "," + f(d.Max) + ")"
	case "uniform":
		return "Uniform(" + f(d.Min) + "," + f(d.Max) + ")"
	case "normal":
		return "Normal(" + f(d.Mean) + "," + f(d.SD) + ")"
	case "lognormal":
		return "Lognormal(" + f(d.Mean) + "," + f(d.Mean*d.CV) + ")"
	}
	return d.Kind
}

// readWorkload reads a workload file.
func readWorkload(path string) (*workload, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var w workload
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &w, nil
}

// plan writes the workload as a plan: the same lines, risks, sources and
// streams that a workbook would give.
func (w *workload) plan() *budget.Plan {
	p := &budget.Plan{File: w.Name, Language: "en"}
	p.Project = budget.Project{Name: w.Name, Currency: "USD", Start: budget.Month{Year: 2026, Month: 1}, Horizon: w.Months,
		Rate: w.DiscountRate, Discounting: "end", OpeningCash: dec(w.Cash.Opening), MinimumCash: dec(w.Cash.Minimum),
		ReserveConfidence: w.Outputs.ReserveQuantile, LiquidityConfidence: 0.9, Scenarios: w.Scenarios, Seed: w.Seed,
		Accuracy: 0.01, MaxScenarios: 10_000_000, Sampling: "LHS",
		MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{0.005, 0.01, 0.02, 0.05}}
	for _, pr := range w.Profiles {
		p.Profiles = append(p.Profiles, budget.Profile{Name: pr.ID, Shares: pr.Weights})
	}
	for _, l := range w.Lines {
		p.Costs = append(p.Costs, budget.CostLine{ID: l.ID, Name: l.Name, Phase: "other", Amount: dec(l.Base),
			Uncertainty: &budget.Quantity{Text: l.Factor.text(), OfBase: true}, StartMonth: l.Start,
			Months: len(w.Profiles[l.Profile].Weights), Profile: w.Profiles[l.Profile].ID, Slip: wholeMonths(l.Slip)})
	}
	w.risksAndMoney(p)
	w.correlate(p)
	return p
}

func (w *workload) risksAndMoney(p *budget.Plan) {
	for _, r := range w.Risks {
		p.Risks = append(p.Risks, budget.Risk{ID: r.ID, Name: r.Name, Probability: r.Probability, From: r.Window[0], To: r.Window[1],
			Impact: &budget.Quantity{Text: r.Impact.text()}, ImpactIs: "amount"})
	}
	for _, s := range w.Funding {
		src := budget.Source{ID: s.ID, Name: s.Name, Kind: "equity", Probability: 1, Repayment: "none"}
		for _, t := range s.Tranches {
			src.Committed = src.Committed.Add(dec(t.Amount))
			p.Tranches = append(p.Tranches, budget.Tranche{Source: s.ID, Month: t.Month, Amount: dec(t.Amount), Delay: wholeMonths(s.Delay)})
		}
		p.Funding = append(p.Funding, src)
	}
	for i, f := range w.Facilities {
		p.Funding = append(p.Funding, budget.Source{ID: f.ID, Name: f.Name, Kind: "revolver", Committed: dec(f.Limit),
			Probability: 1, Rate: f.Apr, Repayment: "sweep", OnDemand: true, Priority: i + 1})
	}
	for _, v := range w.Revenue {
		p.Revenue = append(p.Revenue, budget.Stream{ID: v.ID, Name: v.Name, Monthly: dec(v.FullMonthly), StartMonth: v.Start,
			RampMonths: v.RampMonths, Volume: &budget.Quantity{Text: v.Level.text()}, Shift: wholeMonths(v.Slip), Noise: v.NoiseSD})
	}
}

// correlate names every pair of lines. The loadings of a factor model give the
// correlation of the normals; the plan asks for rank correlation.
func (w *workload) correlate(p *budget.Plan) {
	if w.Correlation == nil {
		return
	}
	for i, row := range w.Correlation.Lower {
		for j, r := range row[:i] {
			p.Correlations = append(p.Correlations, budget.Correlation{A: w.Lines[i].ID, B: w.Lines[j].ID, Rho: rankOf(r)})
		}
	}
}

// wholeMonths is a quantity of whole months with the given probabilities.
func wholeMonths(p []float64) *budget.Quantity {
	var parts []string
	for k, x := range p {
		if x > 0 {
			parts = append(parts, fmt.Sprintf("%d:%g", k, x))
		}
	}
	return &budget.Quantity{Text: "Discrete(" + strings.Join(parts, ",") + ")"}
}

func dec(x float64) budget.Money { return decimal.NewFromFloat(x) }

// rankOf turns a correlation of normals into the rank correlation that gives it.
func rankOf(r float64) float64 { return 6 / math.Pi * math.Asin(r/2) }
