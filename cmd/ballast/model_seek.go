package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"ballast/budget/words"
	"ballast/models/report"
	"ballast/models/study"
)

// seekModel is the seek command for a workbook of formulas.
func seekModel(ctx context.Context, o seekOptions, std streams, j *modelJob, text string) error {
	w := words.For(j.lang)
	if o.mitigation != "as-set" {
		return usagef("--mitigation is for plans")
	}
	b := j.bench(&o.sim)
	if b == nil {
		return j.refused(std)
	}
	target, err := j.target(&o, b, text)
	if err != nil {
		return usagef("%v", err)
	}
	if b = j.bench(&o.sim); b == nil {
		return j.refused(std)
	}
	listWarnings(std.err, w, j.problems)
	in := b.Input(0, o.by[0], false)
	bar := newProgress(std.err, w.Say("study.runs"))
	b.Step = bar.step
	answer, err := b.Seek(ctx, target, in)
	bar.clear()
	write := modelTarget{target, in, w}
	var none *study.NoAnswer
	if errors.As(err, &none) {
		return fmt.Errorf("%s", write.none(none))
	}
	if err != nil {
		return fmt.Errorf("seek %s: %w", o.plan, err)
	}
	if o.json {
		return writeJSON(std.out, answer)
	}
	_, err = fmt.Fprintln(std.out, strings.Join(write.lines(answer), "\n"))
	return err
}

// target reads the target. What it speaks of is an output of the model, else a cell that
// becomes one.
func (j *modelJob) target(o *seekOptions, b *study.ModelBench, text string) (study.Target, error) {
	unknown := ""
	find := func(word string) (int, bool) {
		i, ok := b.Find(word)
		if !ok {
			unknown = word
		}
		return i, ok
	}
	target, err := study.ParseModelTarget(text, find)
	if err == nil || unknown == "" || !strings.Contains(unknown, "!") {
		if err != nil {
			names, _ := b.Model.Outputs()
			err = fmt.Errorf("%w (%s)", err, strings.Join(names, ", "))
		}
		return target, err
	}
	o.model.results = append(o.model.results, unknown)
	j.compile(o.model)
	if b = j.bench(&o.sim); b == nil {
		return study.Target{}, nil // the problems say why
	}
	return study.ParseModelTarget(text, find)
}

// modelTarget words the answer to a target of a model.
type modelTarget struct {
	study.Target
	in study.Input
	w  *words.Words
}

// value writes a value of the target.
func (t *modelTarget) value(x float64) string {
	if t.Share() {
		return inPercent(t.w, &x)
	}
	return report.ModelNumber(x)
}

// reading writes a value with its interval, and how many scenarios it leaves out.
func (t *modelTarget) reading(r study.Reading) string {
	text := t.value(r.Value)
	if i := r.Interval95; i != nil {
		text += t.w.Say("study.interval", t.value(i[0]), t.value(i[1]))
	}
	if r.Errors > 0 {
		text += t.w.Say("study.model.errors", r.Errors)
	}
	return text
}

// lines say what was found.
func (t *modelTarget) lines(a *study.Answer) []string {
	x := strconv.FormatFloat(a.X, 'f', -1, 64)
	return []string{
		t.w.Say("study.answer."+a.Side, t.Text, t.in.Name, x),
		t.w.Say("study.model.was", strconvFloat(t.in.Now), t.reading(a.Was)),
		t.w.Say("study.there", t.reading(a.There), t.reading(a.Fresh), strconv.FormatUint(a.Seed, 10), t.w.Say("study.fresh."+a.Kept)),
	}
}

// none says why there is no answer, with what was seen.
func (t *modelTarget) none(e *study.NoAnswer) string {
	var seen []string
	for _, p := range e.Points {
		seen = append(seen, t.w.Say("study.seen", t.value(p.Value), strconv.FormatFloat(p.X, 'g', 6, 64)))
	}
	return t.w.Say("study.none."+e.Why, t.Text, t.in.Name, strings.Join(seen, t.w.Say("study.then")))
}
