package report

import (
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// failures writes what the failing futures have in common, with the cell of each cause.
func (g *page) failures() {
	list := []outcome.Failure{}
	for _, f := range g.o.Failures {
		if f.Share > 0 && f.Sentence != "" {
			list = append(list, f)
		}
	}
	if len(list) == 0 {
		return
	}
	g.section(g.w.Say("failure.title"), 1, 8)
	var rows [][]any
	for _, f := range list {
		g.sentence(f.Sentence, styleWrap())
		for i, c := range f.Causes {
			event := any(nil)
			if i == 0 {
				event = g.w.Say("failure.short." + f.Event)
			}
			rows = append(rows, []any{event, g.driverName(outcome.Driver{Input: c.Input, Name: c.Name}), c.Shift, c.Worst, c.Fifth,
				sheet.Cell{Value: place(c.Ref), Link: source(c.Ref, g.w.Say("report.tip"))}})
		}
	}
	g.row++
	if len(rows) > 0 {
		g.table(1, []field{
			{head: g.w.Say("failure.event"), style: styleText()},
			{head: g.w.Say("report.input"), style: styleWrap()},
			{head: g.w.Say("failure.shift"), note: g.w.Say("failure.shift.note"), style: styleNumber("+0.0;-0.0;0")},
			{head: g.w.Say("failure.worst"), note: g.w.Say("failure.worst.note"), style: styleNumber("0%")},
			{head: g.w.Say("failure.of"), style: styleNumber("0%")},
			{head: g.w.Say("report.place"), style: sheet.Style{Color: accent, Align: "left", Indent: 1}},
		}, rows)
		g.row++
	}
}

// FailureLines are the sentences of the events that happen, for the console.
func FailureLines(o *outcome.Outcome) []string {
	var out []string
	for _, f := range o.Failures {
		if f.Share > 0 && f.Sentence != "" {
			out = append(out, f.Sentence)
		}
	}
	return out
}
