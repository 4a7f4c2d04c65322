package service

import (
	"strconv"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models"
	"ballast/models/cells"
	"ballast/models/outcome"
)

// Line is a result as it is sent to a page: what is shown at once.
type Line struct {
	RID        string  `json:"rid,omitempty"`
	Base       bool    `json:"base"`
	Preview    bool    `json:"preview"`
	Model      bool    `json:"model,omitempty"`
	Seq        int     `json:"seq"`
	Scenarios  int     `json:"scenarios"`
	Of         int     `json:"of,omitempty"` // how many the whole run has, where these are figures of fewer
	Seed       uint64  `json:"seed"`
	RunID      string  `json:"run_id,omitempty"`
	Version    string  `json:"version"`
	Name       string  `json:"name"`
	SHA256     string  `json:"sha256"`
	Language   string  `json:"lang"`
	Currency   string  `json:"currency,omitempty"`
	Start      string  `json:"start,omitempty"`
	Horizon    int     `json:"horizon,omitempty"`
	BaseAmount float64 `json:"base_amount"`
	Confidence float64 `json:"confidence"`

	*outcome.Glance
	Drivers   []outcome.Driver    `json:"drivers,omitempty"`
	Risks     []RiskLine          `json:"risks,omitempty"`
	Diff      []Diff              `json:"diff,omitempty"`
	Changed   []Changed           `json:"changed"`
	Sentences []outcome.Sentence  `json:"sentences,omitempty"`
	Warnings  []outcome.Warning   `json:"warnings,omitempty"`
	Failures  []outcome.Failure   `json:"failures,omitempty"`
	Problems  []Problem           `json:"problems,omitempty"`
	Stress    *outcome.StressTest `json:"stress,omitempty"`
	Mixes     []MixLine           `json:"mixes,omitempty"`
	Control   bool                `json:"control"`

	Outputs []outcome.ModelOutput `json:"outputs,omitempty"`
	Inputs  []outcome.ModelInput  `json:"inputs,omitempty"`
	Spread  [][]float64           `json:"spread,omitempty"` // of each output: least, P1 to P99, greatest; none where all is in error

	ModelStresses []outcome.ModelStress `json:"model_stresses,omitempty"`
}

// RiskLine is a risk in a result.
type RiskLine struct {
	ID          string  `json:"id"`
	Name        string  `json:"name"`
	At          string  `json:"at"`
	Probability float64 `json:"probability"` // share of futures in which it happened
	Mean        float64 `json:"mean"`
	Change      float64 `json:"change"` // of the cost at the chosen confidence, was the risk not there
	Level       string  `json:"level"`
}

// MixLine is a mix in a result.
type MixLine struct {
	Name       string             `json:"name"`
	Optimised  bool               `json:"optimised,omitempty"`
	Amounts    map[string]float64 `json:"amounts"`
	Gap        float64            `json:"probability_gap"`
	CostMean   float64            `json:"cost_mean"`
	PeakGapP90 float64            `json:"peak_gap_p90"`
	NPVMean    float64            `json:"npv_mean"`
}

// Diff is a difference with the name of its figure.
type Diff struct {
	outcome.Difference
	Label  string `json:"label"`
	Output string `json:"output,omitempty"` // of a model: what the figure is of
}

// Result is a finished run of a variant with what the downloads are made of.
type Result struct {
	Line
	Plan     *budget.Plan
	Outcome  *outcome.Outcome
	Formulas *outcome.Model // of a model, instead
	Stand    *models.Stand
	// ModelStand is where a model stands, instead.
	ModelStand *cells.Stand
	Sim        *models.Simulation // until it is let go

	book    *Book
	variant Variant
	papers  papers
}

// mostDrivers is how many drivers a line has.
const mostDrivers = 12

// result is the line of a run, of its preview too.
func (b *Book) result(t *Tried, s *models.Simulation, g *outcome.Glance) *Result {
	p := t.Plan
	return &Result{book: b, variant: t.Variant, Line: Line{Base: t.Variant.IsBase(), Seq: t.Variant.Seq, Scenarios: s.N(), Seed: s.Seed(), Version: b.opts.Version,
		Name: b.Name, SHA256: b.SHA256, Language: p.Language, Currency: p.Project.Currency, Start: p.Project.Start.String(), Horizon: p.Project.Horizon,
		BaseAmount: s.Base(), Confidence: p.Project.ReserveConfidence, Glance: g, Changed: t.Changed, Preview: true}}
}

// whole adds what is said of the whole run.
func (r *Result) whole(o *outcome.Outcome) {
	r.Outcome, r.RunID, r.Sentences, r.Control = o, o.Run.ID, o.Sentences, o.Control != nil
	r.Warnings, r.Failures, r.Stress = o.Warnings, o.Failures, o.StressTest
	r.Drivers = o.Sensitivity.Cost[:min(mostDrivers, len(o.Sensitivity.Cost))]
	for _, k := range o.Risks {
		r.Risks = append(r.Risks, RiskLine{ID: k.ID, Name: k.Name, At: k.At, Probability: k.Occurred, Mean: k.MeanImpact, Change: k.QWithout - k.QChosen, Level: k.Level})
	}
	for _, m := range o.Mixes {
		x := MixLine{Name: m.Name, Optimised: m.Optimised, Amounts: map[string]float64{}, Gap: m.ProbabilityGap, CostMean: m.CostMean, PeakGapP90: m.PeakGapP90, NPVMean: m.NPVMean}
		for _, s := range m.Sources {
			x.Amounts[s.ID] = s.Amount
		}
		r.Mixes = append(r.Mixes, x)
	}
}

// labelled names the figures of differences in the language of a plan.
func labelled(list []outcome.Difference, p *budget.Plan) []Diff {
	w := words.For(p.Language)
	out := make([]Diff, len(list))
	for i, d := range list {
		out[i] = Diff{Difference: d, Label: FigureName(w, d.Key, p.Project.ReserveConfidence)}
	}
	return out
}

// FigureName is the name of a figure that variants are compared by.
func FigureName(w *words.Words, key string, confidence float64) string {
	switch key {
	case "contingency", "cost_at_confidence":
		return w.Say("page.figure."+key, "P"+strconv.FormatFloat(100*confidence, 'g', 4, 64))
	}
	return w.Say("page.figure." + key)
}
