package report

import (
	"strconv"

	"ballast/budget/words"
	"ballast/models/outcome"
)

// HeadlineFigures names the figures that any of some headlines has something to say of,
// in the order of HeadlineCells.
func HeadlineFigures(w *words.Words, all ...outcome.Headline) []string {
	h := widest(all)
	out := []string{w.Say("study.reserve", level(h.Confidence)), w.Say("study.overrun." + h.Overrun.What)}
	if h.ProbabilityGap != nil {
		out = append(out, w.Say("study.gap"), w.Say("study.peak"))
	}
	if h.CoverLow != nil {
		out = append(out, w.Say("study.cover", coverText(*h.CoverFloor)))
	}
	if h.NPVMean != nil {
		out = append(out, w.Say("study.npv"), w.Say("study.loss"), w.Say("study.payback", "50"), w.Say("study.payback", "80"))
	}
	return out
}

// widest is a headline that has every figure which one of them has.
func widest(all []outcome.Headline) outcome.Headline {
	h := all[0]
	for _, x := range all {
		if h.ProbabilityGap == nil {
			h.ProbabilityGap = x.ProbabilityGap
		}
		if h.CoverLow == nil {
			h.CoverLow, h.CoverFloor = x.CoverLow, x.CoverFloor
		}
		if h.NPVMean == nil {
			h.NPVMean = x.NPVMean
		}
	}
	return h
}

// coverText is a debt service cover as it is read.
func coverText(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

// HeadlineCells are the figures of a headline as they are read, a dash for what it does
// not have and one of the others has.
func HeadlineCells(h outcome.Headline, currency string, w *words.Words, others ...outcome.Headline) []string {
	wide := widest(append([]outcome.Headline{h}, others...))
	d := &desk{w: w, m: money{currency: currency, lang: w.Language}}
	out := []string{d.m.read(h.Contingency), d.percent(h.Overrun.Probability)}
	switch {
	case h.ProbabilityGap != nil:
		out = append(out, d.percent(*h.ProbabilityGap), d.m.read(*h.PeakGapP90))
	case wide.ProbabilityGap != nil:
		out = append(out, "–", "–")
	}
	switch {
	case h.CoverLow != nil:
		out = append(out, d.percent(*h.CoverLow))
	case wide.CoverLow != nil:
		out = append(out, "–")
	}
	switch {
	case h.NPVMean == nil && wide.NPVMean != nil:
		out = append(out, "–", "–", "–", "–")
	case h.NPVMean != nil:
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
	figures := HeadlineFigures(w, o.StressTest.Unstressed)
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
