package study

import (
	"context"
	"fmt"
	"math"
	"strings"

	"ballast/budget"
	"ballast/models/cells"
	"ballast/models/outcome"
)

// ModelBench simulates variants of a model of formulas on the draws of its run.
type ModelBench struct {
	Model *cells.Model // compiled with the cells that are varied in Options.Vary
	Run   cells.RunConfig
	Step  func(done, total int)
}

// Input is the nth cell that is varied; the sheet Decisions may say its ends.
func (b *ModelBench) Input(n int, word string, percent bool) Input {
	place, now := b.Model.Varied(n)
	in := Input{Kind: CellOf, Name: word, Now: now, Said: true, Cell: Cell{Percent: percent}}
	if cut := strings.LastIndexByte(place, '!'); cut > 0 {
		in.At = budget.Ref{Sheet: place[:cut], Cell: place[cut+1:]}
	}
	for _, d := range b.Model.Decisions() {
		if d.Cell == place && d.Low < d.High {
			in.Ends = &[2]float64{d.Low, d.High}
		}
	}
	return in
}

// Find is the output that a word of a target means: its name, or its cell, in lower case
// and without blanks.
func (b *ModelBench) Find(word string) (output int, ok bool) {
	names, places := b.Model.Outputs()
	for _, list := range [][]string{names, places} {
		for i, name := range list {
			if spelled(name) == word {
				return i, true
			}
		}
	}
	return 0, false
}

// at simulates the model with the cells at values.
func (b *ModelBench) at(ctx context.Context, seed *uint64, values ...float64) (*cells.Simulation, error) {
	m, err := b.Model.At(values...)
	if err != nil {
		return nil, err
	}
	cfg := b.Run
	cfg.Progress = nil
	if seed != nil {
		cfg.Seed = seed
	}
	return m.Simulate(ctx, cfg)
}

// seed is that of the run.
func (b *ModelBench) seed() uint64 {
	if b.Run.Seed != nil {
		return *b.Run.Seed
	}
	return cells.DefaultSeed
}

// Seek finds the value of the one cell that is varied at which a target holds, as
// Bench.Seek does for plans: on the draws of the run, refused where it is not monotone,
// looked at on fresh draws.
//
// Checked: TestModelSeek of cmd/ballast.
func (b *ModelBench) Seek(ctx context.Context, t Target, in Input) (*Answer, error) {
	ask := func(ctx context.Context, x float64, seed uint64) (Reading, error) {
		run, err := b.at(ctx, &seed, x)
		if err != nil {
			return Reading{}, err
		}
		return t.readOutput(run), nil
	}
	was, err := ask(ctx, in.Now, b.seed())
	if err == nil && math.IsNaN(was.Value) {
		err = fmt.Errorf("%s: the cell is an error in every scenario", t.Text)
	}
	if err != nil {
		return nil, err
	}
	s := &seeker{t: t, in: in, seed: b.seed(), step: b.Step, ask: ask}
	lo, hi := aroundCell(in)
	if in.Ends != nil {
		lo, hi = in.Ends[0], in.Ends[1]
	}
	return s.seek(ctx, was, lo, hi)
}

// readOutput reads the target off a run of a model; NaN where every scenario is in error.
func (t Target) readOutput(s *cells.Simulation) (r Reading) {
	switch t.Measure {
	case Mean:
		r.Value, r.Interval95 = s.Mean(t.Output)
	case Percentile:
		r.Value, r.Interval95 = s.Quantile(t.Output, t.P)
	case Chance:
		r.Value, r.Interval95 = s.Chance(t.Output, t.beyond)
	}
	r.Errors = s.Errors(t.Output)
	return r
}

// beyond reports whether a value lies on the side of the limit that a chance is of.
func (t Target) beyond(x float64) bool {
	return t.OrAt && x == t.At || t.Above && x > t.At || !t.Above && x < t.At
}

// ModelRow is what the outputs of a model come to where cells have other values.
type ModelRow struct {
	Values  []float64             `json:"values"` // parallel to By
	Outputs []outcome.ModelOutput `json:"outputs"`
}

// ModelTable is a sweep of a model.
type ModelTable struct {
	By   []string              `json:"by"`
	AsIs []outcome.ModelOutput `json:"as_it_stands"`
	Rows []ModelRow            `json:"rows"`
}

// Sweep simulates the model at every value of a cell, or at every pair of values of
// two, on the same draws. The model has one base case that is checked, at the values
// that the file stores.
//
// Checked: TestModelSweep of cmd/ballast.
func (b *ModelBench) Sweep(ctx context.Context, axes ...Axis) (*ModelTable, error) {
	t, now := &ModelTable{}, []float64{}
	for _, a := range axes {
		t.By, now = append(t.By, a.Input.Name), append(now, a.Input.Now)
	}
	var err error
	if t.AsIs, err = b.figures(ctx, now); err != nil {
		return nil, err
	}
	rows := pairs(axes)
	for k, values := range rows {
		if b.Step != nil {
			b.Step(k, len(rows))
		}
		row := ModelRow{Values: values}
		if row.Outputs, err = b.figures(ctx, values); err != nil {
			return nil, err
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// figures are those of all outputs with the cells at values.
func (b *ModelBench) figures(ctx context.Context, values []float64) ([]outcome.ModelOutput, error) {
	run, err := b.at(ctx, nil, values...)
	if err != nil {
		return nil, err
	}
	all, err := run.Summarise(ctx)
	if err != nil {
		return nil, err
	}
	return all.Outputs, nil
}

// pairs are the values of one axis, or every pair of those of two.
func pairs(axes []Axis) (list [][]float64) {
	list = [][]float64{nil}
	for _, a := range axes {
		var longer [][]float64
		for _, head := range list {
			for _, x := range a.Values {
				longer = append(longer, append(head[:len(head):len(head)], x))
			}
		}
		list = longer
	}
	return list
}
