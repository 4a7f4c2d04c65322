package bench

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget"

	"github.com/shopspring/decimal"
)

// Plan writes the workload as a plan: the same lines, risks, sources and
// streams that a workbook would give. It leaves the design of the points open.
func (w *Workload) Plan() *budget.Plan {
	p := &budget.Plan{File: w.Name, Language: "en"}
	p.Project = budget.Project{Name: w.Name, Currency: "USD", Start: budget.Month{Year: 2026, Month: 1}, Horizon: w.Months,
		Rate: w.DiscountRate, Discounting: "end", OpeningCash: money(w.Cash.Opening), MinimumCash: money(w.Cash.Minimum),
		ReserveConfidence: w.Outputs.ReserveQuantile, LiquidityConfidence: 0.9, Scenarios: w.Scenarios, Seed: w.Seed,
		Accuracy: 0.01, MaxScenarios: 10_000_000,
		MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{0.005, 0.01, 0.02, 0.05}}
	for _, pr := range w.Profiles {
		p.Profiles = append(p.Profiles, budget.Profile{Name: pr.ID, Shares: pr.Weights})
	}
	p.Costs = make([]budget.CostLine, 0, len(w.Lines))
	for _, l := range w.Lines {
		pr := &w.Profiles[l.Profile]
		p.Costs = append(p.Costs, budget.CostLine{ID: l.ID, Name: l.Name, Phase: "other", Amount: money(l.Base),
			Uncertainty: &budget.Quantity{Text: l.Factor.text(), OfBase: true}, StartMonth: l.Start,
			Months: len(pr.Weights), Profile: pr.ID, Slip: wholeMonths(l.Slip)})
	}
	for _, r := range w.Risks {
		p.Risks = append(p.Risks, budget.Risk{ID: r.ID, Name: r.Name, Probability: r.Probability, From: r.Window[0], To: r.Window[1],
			Impact: &budget.Quantity{Text: r.Impact.text()}, ImpactIs: "amount"})
	}
	w.fund(p)
	w.correlate(p)
	return p
}

// fund adds sources, facilities and streams.
func (w *Workload) fund(p *budget.Plan) {
	for _, s := range w.Funding {
		src := budget.Source{ID: s.ID, Name: s.Name, Kind: "equity", Probability: 1, Repayment: "none"}
		delay := wholeMonths(s.Delay)
		for _, t := range s.Tranches {
			src.Committed = src.Committed.Add(money(t.Amount))
			p.Tranches = append(p.Tranches, budget.Tranche{Source: s.ID, Month: t.Month, Amount: money(t.Amount), Delay: delay})
		}
		p.Funding = append(p.Funding, src)
	}
	for i, f := range w.Facilities {
		p.Funding = append(p.Funding, budget.Source{ID: f.ID, Name: f.Name, Kind: "revolver", Committed: money(f.Limit),
			Probability: 1, Rate: f.APR, Repayment: "sweep", OnDemand: true, Priority: i + 1})
	}
	for _, v := range w.Revenue {
		p.Revenue = append(p.Revenue, budget.Stream{ID: v.ID, Name: v.Name, Monthly: money(v.FullMonthly), StartMonth: v.Start,
			RampMonths: v.RampMonths, Volume: &budget.Quantity{Text: v.Level.text()}, Shift: wholeMonths(v.Slip), Noise: v.NoiseSD})
	}
}

// correlate adds the correlations. Those of a workload are between normals, a
// plan's between ranks; loadings are those of the normals in both.
func (w *Workload) correlate(p *budget.Plan) {
	if w.Correlation == nil {
		return
	}
	if w.Correlation.Kind == "factor" {
		for i, x := range w.Correlation.Loadings {
			p.Loadings = append(p.Loadings, budget.Loading{ID: w.Lines[i].ID, General: x.General, Within: x.Within, Group: "B" + strconv.Itoa(x.Block)})
		}
		return
	}
	m := &budget.CorrelationMatrix{Lower: make([][]float64, len(w.Lines))}
	n := len(w.Lines)
	all := make([]float64, n*(n+1)/2)
	for i, row := range w.Correlation.Lower {
		m.IDs = append(m.IDs, w.Lines[i].ID)
		m.Lower[i], all = all[:i:i], all[i:]
		for j, r := range row[:i] {
			m.Lower[i][j] = rankOf(r)
		}
	}
	p.Matrix = m
}

// text writes the marginal as a person would.
func (d Marginal) text() string {
	switch d.Kind {
	case "triangular":
		return call("Triangular", d.Min, d.Mode, d.Max)
	case "pert":
		return call("PERT", d.Min, d.Mode, d.Max)
	case "uniform":
		return call("Uniform", d.Min, d.Max)
	case "normal":
		return call("Normal", d.Mean, d.SD)
	}
	return call("Lognormal", d.Mean, d.Mean*d.CV)
}

func call(name string, args ...float64) string {
	b := append(make([]byte, 0, 64), name...)
	for i, x := range args {
		b = append(b, "(,,"[i])
		b = strconv.AppendFloat(b, x, 'g', -1, 64)
	}
	return string(append(b, ')'))
}

// wholeMonths is a quantity of whole months with the given probabilities.
func wholeMonths(p []float64) *budget.Quantity {
	var parts []string
	for k, x := range p {
		if x > 0 {
			parts = append(parts, strconv.Itoa(k)+":"+strconv.FormatFloat(x, 'g', -1, 64))
		}
	}
	return &budget.Quantity{Text: "Discrete(" + strings.Join(parts, ",") + ")"}
}

func money(x float64) budget.Money { return decimal.NewFromFloat(x) }

// rankOf turns a correlation of normals into the rank correlation that gives
// it: the inverse of Pearson's 2 sin(pi rho/6).
func rankOf(r float64) float64 { return 6 / math.Pi * math.Asin(r/2) }
