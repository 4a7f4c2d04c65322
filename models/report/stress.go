package report

import (
	"math"
	"unicode"
	"unicode/utf8"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// stressTable is the plan beside itself under the stresses that were asked for, one to a
// row: the figures that the console prints, with their names there.
func (g *page) stressTable() {
	s := g.o.StressTest
	if s == nil || len(s.Stresses) == 0 {
		return
	}
	rows := append([]outcome.Stressed{{Name: capital(g.w.Say("study.asplanned")), Figures: s.Unstressed}}, s.Stresses...)
	all, top := make([]outcome.Headline, len(rows)), 0.0
	for i, r := range rows {
		all[i] = r.Figures
		top = math.Max(top, peak(r.Figures.Contingency, given(r.Figures.NPVMean), given(r.Figures.PeakGapP90)))
	}
	amount, share, months := styleNumber(g.m.table(top)), styleNumber("0.0%"), styleNumber("0.0")
	wide := widest(all)
	looks := []sheet.Style{amount, share}
	if wide.ProbabilityGap != nil {
		looks = append(looks, share, amount)
	}
	if wide.CoverLow != nil {
		looks = append(looks, share)
	}
	if wide.NPVMean != nil {
		looks = append(looks, amount, share, months, months)
	}
	g.section(g.w.Say("report.stress"), 1, g.width)
	fields := []field{{head: g.w.Say("report.stress.name"), style: styleWrap(), span: max(1, min(2, g.width-len(looks)))}}
	for i, head := range HeadlineFigures(g.w, all...) {
		fields = append(fields, field{head: capital(head), style: looks[i]})
	}
	var cells [][]any
	for _, r := range rows {
		name := r.Name
		if r.Text != "" && r.Text != r.Name {
			name += " (" + r.Text + ")"
		}
		cells = append(cells, append([]any{name}, g.stressRow(r.Figures, wide)...))
	}
	g.table(1, fields, cells)
	g.row++
}

// stressRow are the figures of a headline, those that wide has.
func (g *page) stressRow(h, wide outcome.Headline) []any {
	row := []any{cents(h.Contingency), h.Overrun.Probability}
	if wide.ProbabilityGap != nil {
		row = append(row, maybe(h.ProbabilityGap, "–"), maybe(h.PeakGapP90, "–"))
	}
	if wide.CoverLow != nil {
		row = append(row, maybe(h.CoverLow, "–"))
	}
	if wide.NPVMean != nil {
		month := func(x *float64) any {
			if x == nil && h.NPVMean != nil {
				return g.w.Say("report.beyond")
			}
			return maybe(x, "–")
		}
		row = append(row, maybe(h.NPVMean, "–"), maybe(h.ProbabilityNegative, "–"), month(h.PaybackP50), month(h.PaybackP80))
	}
	return row
}

// capital begins a text that stands inside a sentence elsewhere with a capital.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// given is a figure, 0 where there is none.
func given(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}
