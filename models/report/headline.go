package report

import (
	"strconv"

	"ballast/budget/words"
	"ballast/models/outcome"
)

// HeadlineFigures names the figures of a headline that a plan has something to say of,
// in the order of HeadlineCells.
func HeadlineFigures(h outcome.Headline, w *words.Words) []string {
	out := []string{w.Say("study.reserve", level(h.Confidence)), w.Say("study.overrun." + h.Overrun.What)}
	if h.ProbabilityGap != nil {
		out = append(out, w.Say("study.gap"), w.Say("study.peak"))
	}
	if h.NPVMean != nil {
		out = append(out, w.Say("study.npv"), w.Say("study.loss"), w.Say("study.payback", "50"), w.Say("study.payback", "80"))
	}
	return out
}

// HeadlineCells are the figures of a headline as they are read.
func HeadlineCells(h outcome.Headline, currency string, w *words.Words) []string {
	d := &desk{w: w, m: money{currency: currency, lang: w.Language}}
	out := []string{d.m.read(h.Contingency), d.percent(h.Overrun.Probability)}
	if h.ProbabilityGap != nil {
		out = append(out, d.percent(*h.ProbabilityGap), d.m.read(*h.PeakGapP90))
	}
	if h.NPVMean != nil {
		months := func(x *float64) string {
			if x == nil {
				return w.Say("study.never")
			}
			return w.Say("study.months", strconv.FormatFloat(*x, 'f', 1, 64))
		}
		out = append(out, d.m.read(*h.NPVMean), d.percent(*h.ProbabilityNegative), months(h.PaybackP50), months(h.PaybackP80))
	}
	return out
}

// StressTable is the plan beside itself under stresses: a head, then a row for each
// figure.
func StressTable(o *outcome.Outcome, w *words.Words) [][]string {
	head := []string{"", w.Say("study.asplanned")}
	figures := HeadlineFigures(o.StressTest.Unstressed, w)
	columns := [][]string{figures, HeadlineCells(o.StressTest.Unstressed, o.Currency, w)}
	for _, s := range o.StressTest.Stresses {
		head = append(head, s.Name)
		columns = append(columns, HeadlineCells(s.Figures, o.Currency, w))
	}
	rows := [][]string{head}
	for i := range figures {
		row := make([]string, len(columns))
		for k, c := range columns {
			row[k] = c[i]
		}
		rows = append(rows, row)
	}
	return rows
}
