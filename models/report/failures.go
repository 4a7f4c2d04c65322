package report

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// Explain words why bad futures fail: a sentence for every event of an outcome.
func Explain(o *outcome.Outcome, p *budget.Plan, lang string) {
	d := newDesk(o, p, Options{Language: lang})
	for i := range o.Failures {
		o.Failures[i].Sentence = d.failureSentence(&o.Failures[i])
	}
}

// failureSentence says how often it happens, what these futures have in common, and one
// of them to look at.
func (d *desk) failureSentence(f *outcome.Failure) string {
	text := d.failureHead(f)
	if f.Share == 0 || f.Typical == nil {
		return text
	}
	var causes []string
	for _, c := range f.Causes[:min(2, len(f.Causes))] {
		causes = append(causes, d.cause(c))
	}
	if len(causes) == 0 {
		text += d.w.Say("failure.none")
	} else {
		text += d.w.Say("failure.causes", strings.Join(causes, d.w.Say("failure.and")))
	}
	return text + d.w.Say("failure.typical", strconv.Itoa(*f.Typical))
}

func (d *desk) failureHead(f *outcome.Failure) string {
	key := "failure." + f.Event
	if f.Share == 0 {
		key += ".never"
	}
	limit := ""
	switch f.Event {
	case outcome.FailPayback:
		limit = strconv.FormatFloat(f.Beyond, 'f', -1, 64)
	case outcome.FailCover:
		limit = strconv.FormatFloat(f.Beyond, 'f', -1, 64)
	default:
		limit = d.m.read(f.Beyond)
	}
	if f.Share == 0 {
		return d.w.Say(key, limit)
	}
	return d.w.Say(key, d.percent(f.Share), limit)
}

// cause words one cause.
func (d *desk) cause(c outcome.Cause) string {
	key := "failure.high"
	switch {
	case c.Occurs:
		key = "failure.occurs"
	case c.Shift < 0:
		key = "failure.low"
	}
	return d.w.Say(key, d.driverName(outcome.Driver{Input: c.Input, Name: c.Name}, 0), d.percent(c.Worst), d.percent(c.Fifth))
}

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
			rows = append(rows, []any{event, g.driverName(outcome.Driver{Input: c.Input, Name: c.Name}, 0), c.Shift, c.Worst, c.Fifth,
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
		if f.Share > 0 {
			out = append(out, f.Sentence)
		}
	}
	return out
}
