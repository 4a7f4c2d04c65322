package service

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/cells"
	"ballast/models/report"
	"ballast/models/study"
)

// varied makes a variant of a model anew with cells that can be set, and with further
// results. A cell that is uncertain is held at one value.
func (b *Book) varied(v Variant, by, results []string) (*study.ModelBench, error) {
	if err := v.ofModel(); err != nil {
		return nil, err
	}
	if err := b.CheckSize(v); err != nil {
		return nil, err
	}
	t, err := b.typing(&v)
	if err != nil {
		return nil, err
	}
	own, err := t.compile(b, cells.Options{Vary: by, Results: results, Hold: true})
	if err != nil {
		return nil, err
	}
	if budget.HasErrors(own.Problems) {
		return nil, &HasErrorsError{b.problems(own.Problems)}
	}
	n := v.Scenarios
	if n < 0 {
		n = b.opts.Scenarios
	}
	return &study.ModelBench{Model: own.Model, Run: cells.RunConfig{Scenarios: n, Seed: v.Seed}}, nil
}

// modelQuestion reads a target of an output of a model, and the cell that is varied.
func (b *Book) modelQuestion(v Variant, target, by string) (*Question, error) {
	bench, err := b.varied(v, []string{by}, nil)
	if err != nil {
		return nil, err
	}
	q := &Question{variation: variation{book: b}}
	q.Target, q.model, err = ModelTarget(bench, target, func(cell string) (*study.ModelBench, error) { return b.varied(v, []string{by}, []string{cell}) })
	if err != nil {
		if !errors.As(err, new(*HasErrorsError)) {
			err = &BadVariantError{err.Error()}
		}
		return nil, err
	}
	q.Input = q.model.Input(0, by, false)
	if f, ok := b.fields[q.Input.At.At()]; ok && f.Kind == "law" {
		q.held = words.For(b.Language).Say("study.model.held", f.At, f.Text)
	}
	return q, nil
}

// ModelTarget reads a target of a model. What it speaks of is an output, else a cell that
// becomes one: with makes the bench anew with it.
func ModelTarget(b *study.ModelBench, text string, with func(cell string) (*study.ModelBench, error)) (study.Target, *study.ModelBench, error) {
	unknown := ""
	find := func(word string) (int, bool) {
		i, ok := b.Find(word)
		if !ok {
			unknown = word
		}
		return i, ok
	}
	target, err := study.ParseModelTarget(text, find)
	if err == nil {
		return target, b, nil
	}
	if !strings.Contains(unknown, "!") {
		names, _ := b.Model.Outputs()
		return target, nil, fmt.Errorf("%w (%s)", err, strings.Join(names, ", "))
	}
	if b, err = with(unknown); err != nil {
		return target, nil, err
	}
	target, err = study.ParseModelTarget(text, find)
	return target, b, err
}

// seekModel looks for the value of a cell of a model at which the target holds.
func (q *Question) seekModel(ctx context.Context, workers int, step func(done, total int)) (*Answer, error) {
	q.model.Run.Workers, q.model.Step = workers, step
	w := words.For(q.book.Language)
	found, err := q.model.Seek(ctx, q.Target, q.Input)
	var none *study.NoAnswer
	if errors.As(err, &none) {
		return nil, &NoAnswerError{none.Why, SayNoModelAnswer(none, q.Target, q.Input, w), none.Points}
	}
	if err != nil {
		return nil, err
	}
	text := SayModelAnswer(found, q.Target, q.Input, w)
	if q.held != "" {
		text = append(text, q.held)
	}
	return &Answer{Answer: found, Text: text,
		Edit: Edit{Sheet: q.Input.At.Sheet, Cell: q.Input.At.Cell, Text: plainNumber(found.X)}}, nil
}

// modelTargetValue writes a value of a target of a model.
func modelTargetValue(t study.Target, x float64, w *words.Words) string {
	if t.Share() {
		return report.Percent(x, w.Language)
	}
	return report.ModelNumber(x)
}

// plainNumber writes a number whole.
func plainNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// SayModelAnswer words where a target of a model holds.
func SayModelAnswer(a *study.Answer, t study.Target, in study.Input, w *words.Words) []string {
	// reading writes a value with its interval, and how many scenarios it leaves out.
	reading := func(r study.Reading) string {
		text := modelTargetValue(t, r.Value, w)
		if i := r.Interval95; i != nil {
			text += w.Say("study.interval", modelTargetValue(t, i[0], w), modelTargetValue(t, i[1], w))
		}
		if r.Errors > 0 {
			text += w.Say("study.model.errors", r.Errors)
		}
		return text
	}
	return []string{
		w.Say("study.answer."+a.Side, t.Text, in.Name, plainNumber(a.X)),
		w.Say("study.model.was", plainNumber(in.Now), reading(a.Was)),
		w.Say("study.there", reading(a.There), reading(a.Fresh), strconv.FormatUint(a.Seed, 10), w.Say("study.fresh."+a.Kept)),
	}
}

// SayNoModelAnswer says why there is no answer, with what was seen.
func SayNoModelAnswer(e *study.NoAnswer, t study.Target, in study.Input, w *words.Words) string {
	var seen []string
	for _, p := range e.Points {
		seen = append(seen, w.Say("study.seen", modelTargetValue(t, p.Value, w), strconv.FormatFloat(p.X, 'g', 6, 64)))
	}
	return w.Say("study.none."+e.Why, t.Text, in.Name, strings.Join(seen, w.Say("study.then")))
}
