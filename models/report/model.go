package report

import (
	"math"
	"strconv"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/models/outcome"
)

// modelDesk is what the pages of a model are written on.
type modelDesk struct {
	*desk
	o *outcome.Model
}

func newModelDesk(o *outcome.Model, lang string) *modelDesk {
	w := words.For(lang)
	return &modelDesk{o: o, desk: &desk{o: &outcome.Outcome{}, p: &budget.Plan{}, w: w, kept: map[string]sheet.Chart{}}}
}

// BuildModel makes the result sheets of a model: the dashboard, what its outputs come
// to, and how its inputs were understood and drawn.
func BuildModel(o *outcome.Model, lang string) *sheet.Book {
	d := newModelDesk(o, lang)
	simulation, _ := d.printed(d.simulation)
	drawn, _ := d.printed(d.drawnInputs)
	d.tabs = []tab{{simulation.Key, simulation.Title}, {drawn.Key, drawn.Title}}
	board, _ := d.printed(d.board)
	return &sheet.Book{Language: d.w.Language, Sheets: []sheet.Sheet{board, simulation, drawn}, Names: d.names}
}

// ModelSummary is what a person reads aloud of a model's run.
func ModelSummary(o *outcome.Model, lang string) []string {
	d := newModelDesk(o, lang)
	var lines []string
	for _, x := range o.Outputs {
		lines = append(lines, d.finding(x))
		for _, text := range []string{d.targetLine(x), d.contingencyLine(x)} {
			if text != "" {
				lines = append(lines, text)
			}
		}
		if text := d.follows(x); text != "" {
			lines = append(lines, text)
		}
		if x.Errors > 0 {
			lines = append(lines, d.errorLine(x))
		}
	}
	return lines
}

// finding is the sentence of one output.
func (d *modelDesk) finding(x outcome.ModelOutput) string {
	if len(x.Percentiles) == 0 {
		return d.w.Say("model.finding.none", x.Name)
	}
	return d.w.Say("model.finding", x.Name, figureText(x.Mean, x), d.baseText(x), figureText(quantileOf(x, 5), x), figureText(quantileOf(x, 95), x), d.percent(x.BelowZero))
}

// baseText is the base value, or that it is no number.
func (d *modelDesk) baseText(x outcome.ModelOutput) string {
	if !x.HasBase {
		return d.w.Say("model.nobase")
	}
	return figureText(x.Base, x)
}

// follows names the inputs that an output follows most.
func (d *modelDesk) follows(x outcome.ModelOutput) string {
	text := ""
	for i, v := range x.Drivers[:min(3, len(x.Drivers))] {
		if math.Abs(v.RankCorrelation) < 0.05 {
			break
		}
		if i > 0 {
			text += d.w.Say("model.comma")
		}
		text += inputName(v.Input, v.Name) + " " + strconv.FormatFloat(v.RankCorrelation, 'f', 2, 64)
	}
	if text == "" {
		return ""
	}
	return d.w.Say("model.follows", x.Name, text)
}

// errorLine counts the scenarios in error and says where the first arose.
func (d *modelDesk) errorLine(x outcome.ModelOutput) string {
	first := outcome.ModelFailure{}
	if len(x.Failures) > 0 {
		first = x.Failures[0]
	}
	return d.w.Say("model.errors", x.Name, x.Errors, d.o.Run.Scenarios, strconv.Itoa(first.Scenario), first.Error, first.Cell)
}

// inputName is the name of an input, or where it stands.
func inputName(key, name string) string {
	if name != "" {
		return name
	}
	return key
}

// ModelFigure writes a figure of an output as its sheets show it.
func ModelFigure(v float64, x outcome.ModelOutput) string { return figureText(v, x) }

// ModelPercentile is a percentile of an output, NaN where it is in no table.
func ModelPercentile(x outcome.ModelOutput, p float64) float64 { return quantileOf(x, p) }

// quantileOf is a percentile of an output.
func quantileOf(x outcome.ModelOutput, p float64) float64 {
	for _, q := range x.Percentiles {
		if q.P == p {
			return q.X
		}
	}
	return math.NaN()
}

// modelFormat is the number format that suits the size of an output: whole
// numbers for large ones, four digits that count for small ones.
func modelFormat(x outcome.ModelOutput) string {
	size := math.Max(peak(x.Least, x.Greatest)/10, x.SD)
	switch {
	case size >= 100:
		return "#,##0"
	case size >= 0.3:
		return "#,##0.00"
	case size >= 0.001:
		return "0.0000"
	}
	return "0.000000"
}

// figureFormat is the number format of a figure of an output, whole where the output
// always is.
func figureFormat(v float64, x outcome.ModelOutput) string {
	if x.Whole && v == math.Trunc(v) {
		return "#,##0"
	}
	return modelFormat(x)
}

// figureText writes a figure of an output.
func figureText(v float64, x outcome.ModelOutput) string { return sheet.Show(v, figureFormat(v, x)) }

// ModelNumber writes a figure of a model whose size is not known: whole where it is
// large, else four digits that count.
func ModelNumber(x float64) string {
	size := math.Abs(x)
	return sheet.Show(x, modelFormat(outcome.ModelOutput{Least: -10 * size, Greatest: 10 * size}))
}
