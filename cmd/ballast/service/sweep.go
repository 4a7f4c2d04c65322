package service

import (
	"context"
	"fmt"
	"strings"

	"ballast/models/study"
)

// Axes are the inputs of a sweep, as they are written: INPUT=LOW:HIGH:STEP.
type Axes struct {
	Names   []string
	Percent []bool // the values are shares
	Axes    []study.Axis
}

// ReadAxes reads one or two inputs with their values.
func ReadAxes(by []string) (*Axes, error) {
	if len(by) < 1 || len(by) > 2 {
		return nil, fmt.Errorf("want one or two of INPUT=LOW:HIGH:STEP")
	}
	a := &Axes{}
	runs := 1
	for _, text := range by {
		cut := strings.LastIndex(text, "=")
		if cut < 1 {
			return nil, fmt.Errorf("%q: want INPUT=LOW:HIGH:STEP", text)
		}
		values, percent, err := study.ParseAxis(text[cut+1:])
		if err != nil {
			return nil, err
		}
		a.Names, a.Percent, a.Axes = append(a.Names, text[:cut]), append(a.Percent, percent), append(a.Axes, study.Axis{Values: values})
		runs *= len(values)
	}
	if runs > study.MostRuns {
		return nil, fmt.Errorf("%d variants are too many; %d are the most", runs, study.MostRuns)
	}
	return a, nil
}

// Sweep is a variant of which one or two inputs are varied.
type Sweep struct {
	Axes []study.Axis
	variation
	model *study.ModelBench // of a model
}

// Swept is a sweep of a plan or of a model.
type Swept struct {
	Plan  *study.Table      `json:"plan,omitempty"`
	Model *study.ModelTable `json:"model,omitempty"`
}

// Sweep reads what is varied, and between what.
func (b *Book) Sweep(ctx context.Context, v Variant, by []string) (*Sweep, error) {
	a, err := ReadAxes(by)
	if err != nil {
		return nil, &BadVariantError{err.Error()}
	}
	s := &Sweep{Axes: a.Axes, variation: variation{book: b}}
	if b.Model != nil {
		if s.model, err = b.varied(v, a.Names, nil); err != nil {
			return nil, err
		}
		for i := range s.Axes {
			s.Axes[i].Input = s.model.Input(i, a.Names[i], a.Percent[i])
		}
		return s, nil
	}
	if err := b.CheckSize(v); err != nil {
		return nil, err
	}
	if s.tried, err = b.Try(ctx, v); err != nil {
		return nil, err
	}
	if s.tried.Model == nil {
		return nil, &HasErrorsError{b.problems(s.tried.Problems)}
	}
	for i := range s.Axes {
		if s.Axes[i].Input, err = s.input(ctx, a.Names[i], a.Percent[i]); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Run simulates all of them on the draws of the plan as it stands.
//
// Checked: TestSweepOverHTTP, TestWhatIf.
func (s *Sweep) Run(ctx context.Context, workers int, step func(done, total int)) (*Swept, error) {
	if s.model != nil {
		s.model.Run.Workers, s.model.Step = workers, step
		t, err := s.model.Sweep(ctx, s.Axes...)
		return &Swept{Model: t}, err
	}
	bench, err := s.bench(ctx, workers, step)
	if err != nil {
		return nil, err
	}
	t, err := bench.Sweep(ctx, s.Axes...)
	return &Swept{Plan: t}, err
}
