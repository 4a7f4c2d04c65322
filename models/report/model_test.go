package report

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// modelFixture is a model with so many outputs and inputs; the first output is a normal
// number with mean 100 and standard deviation 50.
func modelFixture(outputs, inputs int) *outcome.Model {
	o := &outcome.Model{Version: "test", Input: outcome.Input{File: "model.xlsx", SHA256: "x"},
		Run: outcome.RunInfo{Scenarios: 10_000, Seed: 1, Converged: true}, Base: outcome.ModelBase{Formulas: 60, Reached: 50, Compared: 48, Unstored: 2}, Ranked: 10_000}
	q := normal(100, 50)
	for i := range outputs {
		x := outcome.ModelOutput{Name: "Output " + strconv.Itoa(i+1), Cell: "Model!B" + strconv.Itoa(i+1), Mean: 100, SD: 50, Least: -80, Greatest: 280,
			Base: 110, HasBase: true, BelowBase: 0.58, BelowZero: 0.023, MeanWithin: &outcome.Interval{99, 101}}
		for _, p := range outcome.Percents() {
			x.Percentiles = append(x.Percentiles, outcome.ModelQuantile{P: p, X: q(p), Within: &outcome.Interval{q(p) - 1, q(p) + 1}})
		}
		x.Histogram = outcome.Histogram{Edges: []float64{-80, 40, 160, 280}, Shares: []float64{0.1, 0.7, 0.2}}
		for k := range min(inputs, 3) {
			x.Drivers = append(x.Drivers, outcome.ModelDriver{Input: "Input " + strconv.Itoa(k+1), Cell: "Data!A" + strconv.Itoa(k+1), RankCorrelation: 0.9 / float64(k+1)})
		}
		o.Outputs = append(o.Outputs, x)
	}
	for k := range inputs {
		o.Inputs = append(o.Inputs, outcome.ModelInput{Key: "Input " + strconv.Itoa(k+1), Cell: "Data!A" + strconv.Itoa(k+1), Definition: "PERT(1,2,3)"})
	}
	return o
}

// onBoard are the texts of the dashboard, and its tiles by label.
func onBoard(b *sheet.Book) (text string, tiles map[string]any) {
	tiles = map[string]any{}
	labels := map[[2]int]string{}
	for _, c := range b.Sheets[0].Cells {
		if s, ok := c.Value.(string); ok {
			text += s + "\n"
			if c.Role == sheet.RoleTile {
				labels[[2]int{c.Row + 1, c.Col}] = s
			}
		}
	}
	for _, c := range b.Sheets[0].Cells {
		if label := labels[[2]int{c.Row, c.Col}]; label != "" && c.Role == sheet.RoleTileValue {
			tiles[label] = c.Value
		}
	}
	return text, tiles
}

// TestModelDashboard: the first sheet of a model answers what its first output was asked
// for, shows six figures and three charts, names the inputs and counts the errors; it does
// so in both languages and whatever the output lacks.
func TestModelDashboard(t *testing.T) {
	for _, c := range []struct {
		name  string
		set   func(*outcome.Model)
		text  []string // in the English one
		tiles map[string]any
	}{
		{"target", func(o *outcome.Model) {
			o.Outputs[0].Target = &outcome.ModelTarget{Value: 80, Share: 0.655, Within: &outcome.Interval{0.64, 0.67}}
		}, []string{"Output 1 is at least 80.00, its target, in 66 % (64 % to 67 %) of the futures", "1. Input 1, PERT(1,2,3): rank correlation 0.90", "48 of the 50 cells", "ignored: 10 formulas"},
			map[string]any{"Reaches the target": 0.655, "Mean": 100.0, "P80": normal(100, 50)(80), "Base case": 110.0, "Strongest input": "Input 1", "Errors": 0.0}},
		{"cost with a budget", func(o *outcome.Model) {
			o.Outputs[0].Contingency = &outcome.ModelContingency{Budget: 120, Confidence: 0.8, Contingency: 22, Overrun: 0.34}
		}, []string{"beside the budget of 120.00 it needs a contingency of 22.00"}, map[string]any{"Exceeds its budget": 0.34, "Contingency": 22.0}},
		{"neither", func(*outcome.Model) {}, []string{"below zero in 2.3 % of the futures"}, map[string]any{"Below zero": 0.023}},
		{"errors and warnings", func(o *outcome.Model) {
			o.Outputs[0].Errors, o.Outputs[0].Failures = 12, []outcome.ModelFailure{{Scenario: 7, Error: "#DIV/0!", Cell: "Model!B9"}}
			o.Base.Differing, o.Run.Converged = 3, false
			o.Problems = []outcome.ProblemOut{{Severity: "warning", Sheet: "Model", Cell: "B4", Message: "a cell is odd"}, {Severity: "note", Message: "a value is frozen"}}
		}, []string{"Output 1 is an error in 12 of 10,000 scenarios", "#DIV/0! in Model!B9", "3 of 48 cells differ", "a cell is odd", "a value is frozen", "still uncertain"}, map[string]any{"Errors": 12.0}},
		{"no value at all", func(o *outcome.Model) {
			o.Outputs[0] = outcome.ModelOutput{Name: "Output 1", Cell: "Model!B1", Errors: 10_000, Failures: []outcome.ModelFailure{{Error: "#REF!", Cell: "Model!B1"}}}
		}, []string{"Output 1 has no value in any scenario"}, map[string]any{"Errors": 10_000.0}},
		{"no base, no inputs that matter", func(o *outcome.Model) { o.Outputs[0].HasBase, o.Outputs[0].Drivers = false, nil }, []string{"no input has a visible effect"}, map[string]any{"Base case": "–"}},
	} {
		for _, lang := range []string{"en", "zh"} {
			t.Run(c.name+"/"+lang, func(t *testing.T) {
				o := modelFixture(3, 4)
				c.set(o)
				b := BuildModel(o, lang)
				checkCells(t, b)
				checkCharts(t, b)
				if b.Sheets[0].Key != "dashboard" || len(b.Sheets) != 3 {
					t.Fatalf("sheets %d, the first is %q", len(b.Sheets), b.Sheets[0].Key)
				}
				text, tiles := onBoard(b)
				if strings.Contains(text, "%!") || strings.Contains(text, "model.tile") || strings.Contains(text, "model.board") {
					t.Errorf("a text is broken or missing:\n%s", text)
				}
				if lang == "zh" {
					return
				}
				for _, want := range c.text {
					if !strings.Contains(text, want) {
						t.Errorf("no %q on the dashboard:\n%s", want, text)
					}
				}
				for label, want := range c.tiles {
					if fmt.Sprint(tiles[label]) != fmt.Sprint(want) {
						t.Errorf("tile %q is %v, expected %v", label, tiles[label], want)
					}
				}
			})
		}
	}
}

// TestModelAnswer: the summary of a model is JSON of at most AnswerBytes whatever its size,
// has the figures of the whole and counts what it left out.
func TestModelAnswer(t *testing.T) {
	for _, size := range [][2]int{{1, 2}, {4, 10}, {200, 900}} {
		o := modelFixture(size[0], size[1])
		data, err := ModelAnswer(o, "en", AnswerBytes)
		if err != nil || len(data) > AnswerBytes {
			t.Fatalf("%v: %d bytes, %v", size, len(data), err)
		}
		var got struct {
			Outputs []outcome.ModelOutput
			Inputs  []struct{ Definition string }
			Assumed []told
			LeftOut map[string]int `json:"left_out"`
		}
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if n := len(got.Outputs) + got.LeftOut["outputs"]; n != size[0] {
			t.Errorf("%v: %d outputs shown or counted", size, n)
		}
		if n := len(got.Inputs) + got.LeftOut["inputs"]; n != size[1] {
			t.Errorf("%v: %d inputs shown or counted", size, n)
		}
		x := got.Outputs[0]
		if x.Mean != 100 || len(x.Percentiles) != 5 || math.Abs(x.Percentiles[3].X-quantileOf(o.Outputs[0], 80)) > 1e-6 || len(x.Drivers) != min(3, size[1]) {
			t.Errorf("%v: %+v", size, x)
		}
	}
}
