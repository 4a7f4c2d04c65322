package service

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/report"
	"ballast/models/study"
)

// InputName words an input of a study, with its cell.
func InputName(in study.Input, w *words.Words) string {
	name := in.Name
	switch in.Kind {
	case study.CellOf:
		return name
	case study.Amount:
		if in.Title != "" {
			name += " " + in.Title
		}
		name = w.Say("study.input.source", name)
	default:
		name = w.Say("study.input." + strings.ReplaceAll(string(in.Kind), " ", "-"))
	}
	if in.At.Cell != "" {
		name += w.Say("study.at", in.At.Sheet+"!"+in.At.Cell)
	}
	return name
}

// InputValue writes a value of an input: money for reading, other numbers as they are.
func InputValue(in study.Input, x float64, currency string, w *words.Words) string {
	if in.Kind != study.CellOf {
		return report.Money(x, currency, w.Language)
	}
	return inputValue(in, x)
}

func inputValue(in study.Input, x float64) string {
	if in.Cell.Percent {
		return strconv.FormatFloat(100*x, 'g', 6, 64) + "%"
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// TargetValue writes a value of a target.
func TargetValue(t study.Target, x float64, currency string, w *words.Words) string {
	switch {
	case t.Share():
		return strconv.FormatFloat(100*x, 'f', 1, 64) + "%"
	case t.Months() && math.IsInf(x, 1):
		return w.Say("study.never")
	case t.Months():
		return w.Say("study.months", strconv.FormatFloat(x, 'f', 1, 64))
	}
	return report.Money(x, currency, w.Language)
}

// sayReading writes a value with its interval.
func sayReading(t study.Target, r study.Reading, currency string, w *words.Words) string {
	text := TargetValue(t, r.Value, currency, w)
	if i := r.Interval95; i != nil {
		text += w.Say("study.interval", TargetValue(t, i[0], currency, w), TargetValue(t, i[1], currency, w))
	}
	return text
}

// SayAnswer words where a target holds.
func SayAnswer(a *study.Answer, t study.Target, in study.Input, currency string, w *words.Words) []string {
	value := func(x float64) string { return InputValue(in, x, currency, w) }
	exact := value(a.X)
	if in.Kind != study.CellOf {
		exact = w.Say("study.exactly", exact, grouped(a.X))
	}
	now := value(in.Now)
	if !in.Said {
		now = w.Say("study.unsaid", now)
	}
	lines := []string{
		w.Say("study.answer."+a.Side, t.Text, InputName(in, w), exact),
		w.Say("study.was", now, TargetValue(t, a.Was.Value, currency, w)),
		w.Say("study.there", sayReading(t, a.There, currency, w), sayReading(t, a.Fresh, currency, w), strconv.FormatUint(a.Seed, 10), w.Say("study.fresh."+a.Kept)),
	}
	if a.Found != a.X {
		lines = append(lines, w.Say("study.moved", value(a.Found)))
	}
	if a.Most != nil {
		lines = append(lines, w.Say("study.most", value(*a.Most)))
	}
	return lines
}

// SayNoAnswer words why a target has no answer, with what was seen.
func SayNoAnswer(e *study.NoAnswer, t study.Target, in study.Input, currency string, w *words.Words) string {
	var seen []string
	for _, p := range e.Points {
		seen = append(seen, w.Say("study.seen", TargetValue(t, p.Value, currency, w), InputValue(in, p.X, currency, w)))
	}
	return w.Say("study.none."+e.Why, t.Text, InputName(in, w), strings.Join(seen, w.Say("study.then")))
}

// grouped writes an amount whole, as it is set in a cell.
func grouped(x float64) string {
	text := budget.MoneyOf(x).StringFixed(2)
	whole, cents, _ := strings.Cut(strings.TrimSuffix(text, ".00"), ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if cents != "" {
		return whole + "." + cents
	}
	return whole
}
