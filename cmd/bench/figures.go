package main

import (
	"fmt"
	"math"

	"ballast/models/outcome"
)

// figureTable is what an outcome and the peer program of samples/bench both
// say, under the names that the peer writes. Months count from 0. Three things
// that the peer writes are in no outcome: cash net of what is owed on
// facilities, its lowest level, and a payback from which the sum stays above
// zero. An outcome has balances of cash and the first return instead.
type figureTable struct {
	Workload   string        `json:"workload"`
	Scenarios  int           `json:"n"`
	Base       float64       `json:"base"`
	Cost       figureColumn  `json:"cost"`
	Reserve    float64       `json:"reserve_p80"` // at the quantile asked for
	quantile   float64       // that quantile, as a share
	GapByMonth []float64     `json:"shortfall_by_month"`
	GapEver    float64       `json:"shortfall_ever"`
	Peak       []float64     `json:"peak_shortfall"` // P50, P90, P95
	NPV        figureColumn  `json:"npv"`
	Strongest  []figureInput `json:"sensitivity"` // the strongest first
}

// figureColumn is one figure over all scenarios.
type figureColumn struct {
	Mean      float64   `json:"mean"`
	SD        float64   `json:"sd"`
	Quantiles []float64 `json:"quantiles"`            // of cost as asked for, of NPV P10, P50, P90
	Negative  float64   `json:"p_negative,omitempty"` // NPV only
}

// figureInput is a line or a risk and its rank correlation with total cost.
type figureInput struct {
	ID       string  `json:"id"`
	Spearman float64 `json:"spearman"`
}

// tableOf takes from an outcome what the workload wants. A quantile of cost
// that the outcome does not tabulate is left out of the list of them.
func (p *problem) tableOf(o *outcome.Outcome) *figureTable {
	t := &figureTable{Workload: p.w.Name, Scenarios: o.Run.Scenarios, Base: o.Cost.Base}
	t.Cost = figureColumn{Mean: o.Cost.Mean, SD: o.Cost.SD}
	for _, percent := range p.costPercents() {
		t.Cost.Quantiles = append(t.Cost.Quantiles, o.Cost.Quantiles.At(percent))
	}
	t.quantile = p.w.Outputs.ReserveQuantile
	t.Reserve = o.Cost.Quantiles.At(100*p.w.Outputs.ReserveQuantile) - o.Cost.Base
	if o.Cash != nil {
		for _, m := range o.Cash.Months {
			t.GapByMonth = append(t.GapByMonth, m.ProbabilityGap)
		}
		t.GapEver = o.Cash.ProbabilityGap
		t.Peak = listOf(o.Cash.PeakGap.Quantiles, 50, 90, 95)
	}
	if o.Return != nil {
		npv := &o.Return.NPV
		t.NPV = figureColumn{Mean: npv.Mean, SD: npv.SD, Negative: npv.ProbabilityNegative, Quantiles: listOf(npv.Quantiles, 10, 50, 90)}
	}
	own := map[string]bool{}
	for i := range p.w.Lines {
		own[p.w.Lines[i].ID] = true
	}
	for i := range p.w.Risks {
		own[p.w.Risks[i].ID] = true
	}
	for _, d := range o.Sensitivity.Cost {
		if own[d.Input] { // the peer ranks lines and risks, an outcome slips, delays and volumes too
			t.Strongest = append(t.Strongest, figureInput{ID: d.Input, Spearman: d.RankCorrelation})
		}
	}
	return t
}

// costPercents are the quantiles of cost that both programs state, in percent.
func (p *problem) costPercents() []float64 {
	var out []float64
	for _, q := range p.w.Outputs.CostQuantiles {
		if percent := math.Round(100 * q); tabulated(percent) {
			out = append(out, percent)
		}
	}
	return out
}

// tabulated reports whether an outcome states the quantile of a percentage: it
// leaves out 15, 35, 45, 55 and 65 of the steps of five.
func tabulated(percent float64) bool {
	switch percent {
	case 15, 35, 45, 55, 65:
		return false
	}
	return true
}

// keepPercents drops the quantiles of cost that only the peer states.
func (t *figureTable) keepPercents(shares []float64) {
	var kept []float64
	for i, q := range t.Cost.Quantiles {
		if i < len(shares) && tabulated(math.Round(100*shares[i])) {
			kept = append(kept, q)
		}
	}
	t.Cost.Quantiles = kept
}

func listOf(q outcome.Quantiles, percents ...float64) []float64 {
	out := make([]float64, len(percents))
	for i, p := range percents {
		out[i] = q.At(p)
	}
	return out
}

// figureValue is one number of a figureTable by name, for comparing tables.
type figureValue struct {
	name  string
	x     float64
	share bool // a probability: its error is known from itself
	ranks bool // a rank correlation: made of the sample, not of all scenarios

	percent, sd float64 // of a quantile of cost or NPV: which, and the figure's standard deviation
}

// values lists every number of the table; percents are those of its quantiles
// of cost.
func (t *figureTable) values(percents []float64) []figureValue {
	var all []figureValue
	add := func(name string, x float64) { all = append(all, figureValue{name: name, x: x}) }
	list := func(name string, percents, xs []float64, sd float64) {
		for i, p := range percents {
			if i < len(xs) {
				all = append(all, figureValue{name: fmt.Sprintf("%s P%g", name, p), x: xs[i], percent: p, sd: sd})
			}
		}
	}
	add("base", t.Base)
	add("cost mean", t.Cost.Mean)
	add("cost sd", t.Cost.SD)
	list("cost", percents, t.Cost.Quantiles, t.Cost.SD)
	all = append(all, figureValue{name: "reserve", x: t.Reserve, percent: 100 * t.quantile, sd: t.Cost.SD})
	list("peak gap", []float64{50, 90, 95}, t.Peak, 0)
	add("NPV mean", t.NPV.Mean)
	add("NPV sd", t.NPV.SD)
	list("NPV", []float64{10, 50, 90}, t.NPV.Quantiles, t.NPV.SD)
	all = append(all, figureValue{name: "NPV below 0", x: t.NPV.Negative, share: true}, figureValue{name: "any gap", x: t.GapEver, share: true})
	for m, x := range t.GapByMonth {
		all = append(all, figureValue{name: fmt.Sprintf("gap in month %d", m), x: x, share: true})
	}
	for _, s := range t.Strongest {
		all = append(all, figureValue{name: "rank correlation " + s.ID, x: s.Spearman, ranks: true})
	}
	return all
}
