package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
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
	refused := errors.New("the problems say why")
	target, b, err := service.ModelTarget(b, text, func(cell string) (*study.ModelBench, error) {
		o.model.results = append(o.model.results, cell)
		j.compile(o.model)
		if b := j.bench(&o.sim); b != nil {
			return b, nil
		}
		return nil, refused
	})
	if errors.Is(err, refused) {
		return j.refused(std)
	}
	if err != nil {
		return usagef("%v", err)
	}
	listWarnings(std.err, w, j.problems)
	in := b.Input(0, o.by[0], false)
	bar := newProgress(std.err, w.Say("study.runs"))
	b.Step = bar.step
	answer, err := b.Seek(ctx, target, in)
	bar.clear()
	var none *study.NoAnswer
	if errors.As(err, &none) {
		return errors.New(service.SayNoModelAnswer(none, target, in, w))
	}
	if err != nil {
		return fmt.Errorf("seek %s: %w", o.plan, err)
	}
	if o.json {
		return writeJSON(std.out, answer)
	}
	_, err = fmt.Fprintln(std.out, strings.Join(service.SayModelAnswer(answer, target, in, w), "\n"))
	return err
}
