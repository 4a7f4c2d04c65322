package service

import (
	"context"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/cells"
	"ballast/models/outcome"
	"ballast/models/study"
	"ballast/sim/distribution"
)

// tryModel reads a variant of a model of formulas: what is typed into its cells.
func (b *Book) tryModel(v Variant) (*Tried, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	if err := v.ofModel(); err != nil {
		return nil, err
	}
	t := &Tried{Variant: v, Changed: []Changed{}, Formulas: b.Model, Problems: b.Problems}
	for _, text := range v.Stress {
		if _, err := cells.ParseShocks(text); err != nil {
			return nil, &UnknownStressError{Text: text, Part: text}
		}
	}
	if v.IsBase() {
		return t, nil
	}
	e, err := b.typing(&v)
	if err != nil {
		return nil, err
	}
	t.Changed = e.changed
	t.Formulas, err = e.compile(b, cells.Options{})
	t.Problems = t.Formulas.Problems
	return t, err
}

// ofModel refuses what only plans have.
func (v *Variant) ofModel() error {
	if v.Optimise || len(v.Mix) > 0 || slices.ContainsFunc(v.Edits, func(e Edit) bool { return e.Set != "" }) {
		return ErrModel
	}
	return nil
}

// typing is a model with other texts in some cells.
type typing struct {
	model   Model
	options cells.Options
	changed []Changed
	entered []workbook.Entered
}

// typing reads the edits of a variant.
func (b *Book) typing(v *Variant) (*typing, error) {
	t := &typing{model: *b.Model}
	for i, e := range v.Edits {
		at := budget.Ref{Sheet: e.Sheet, Cell: strings.ToUpper(e.Cell)}.At()
		in, err := b.Model.Book.Enter(workbook.Overlay{Sheet: e.Sheet, Cell: e.Cell, Text: e.Text})
		if err == nil {
			err = t.take(b, &in, e.Text)
		}
		if err != nil {
			return nil, &EditError{e, at, err}
		}
		t.changed = append(t.changed, Changed{At: at, Name: b.cellName(at), Was: b.cellText(in.At), Is: strings.TrimSpace(e.Text), Edit: i})
	}
	t.model.Source.Source = b.Model.Book.With(t.entered)
	return t, nil
}

// take takes one edit in: a law, a number in the place of a law, or what else a cell holds.
func (t *typing) take(b *Book, in *workbook.Entered, text string) error {
	input, uncertain := b.Model.Model.InputAt(in.At)
	said := in.Had.Kind == formula.Text && !in.Formula // a sheet of names and laws is read as it is
	law := in.Value.Kind == formula.Text && !said && isLaw(text)
	instead := cells.Instead{At: in.At, Law: strings.TrimSpace(text), Name: input.Name}
	switch {
	case in.Text != "" && uncertain && !input.Call: // the law would be drawn all the same
		return study.ErrNoValue
	case law:
		t.options.Instead = append(t.options.Instead, instead)
		return nil
	case uncertain && in.Text == "":
		if in.Value.Kind != formula.Number {
			return study.ErrNoValue
		}
		instead.Law = plainNumber(in.Value.Num)
		t.options.Instead = append(t.options.Instead, instead)
	case in.Had.Kind == formula.Number && in.Value.Kind == formula.Text:
		return study.ErrNoValue
	}
	t.entered, t.options.Typed = append(t.entered, *in), append(t.options.Typed, in.At)
	return nil
}

// isLaw reports whether a text is meant as a distribution.
func isLaw(text string) bool {
	_, err := distribution.Parse(text)
	return err == nil || strings.ContainsAny(text, "(（")
}

// compile makes the model of a variant, on the draws of the model as it stands where that
// can be run.
func (t *typing) compile(b *Book, o cells.Options) (*Model, error) {
	o.Typed, o.Instead = t.options.Typed, t.options.Instead
	m := t.model
	m.Compile(o)
	if !budget.HasErrors(m.Problems) && b.Runnable() {
		if err := m.Model.DrawAs(b.Model.Model); err != nil {
			return &m, err
		}
	}
	return &m, nil
}

// cellName names a cell: its input, else what stands beside it.
func (b *Book) cellName(place string) string {
	if f, ok := b.fields[place]; ok && f.Name != "" {
		return f.Name
	}
	return place
}

// cellText is what stands in a cell: the law of an input, else what would be typed.
func (b *Book) cellText(at formula.Cell) string {
	if f, ok := b.Model.Model.InputAt(at); ok && !f.Call {
		return f.Law
	}
	return b.Model.Book.Shown(at)
}

// mostFields is how many cells of a model are listed; others can be named.
const mostFields = 1500

// modelFields are the cells of a model that can be tried with something else in them.
func (b *Book) modelFields() map[string]Field {
	all := map[string]Field{}
	list, _ := b.Model.Model.Fields(mostFields)
	for _, f := range list {
		sheet, cell := b.Model.Source.Source.Sheets()[f.At.Sheet], f.At.A1()
		x := Field{At: budget.Ref{Sheet: sheet, Cell: cell}.At(), Sheet: sheet, Cell: cell, Name: f.Name, Text: b.cellText(f.At), Kind: "number"}
		if f.Law != "" {
			x.Kind = "law"
		} else if v := b.Model.Source.Source.Value(f.At); v.Kind == formula.Number {
			x.Value = &v.Num
		}
		all[x.At] = x
	}
	return all
}

// runModel is Run for a model of formulas.
//
// Checked: TestModelVariant.
func (b *Book) runModel(ctx context.Context, t *Tried, base *Result, workers int, h Hooks) (*Result, error) {
	v := t.Variant
	if err := b.ready(t); err != nil {
		return nil, err
	}
	n := v.Scenarios
	if n < 0 {
		n = b.opts.Scenarios
	}
	run, err := t.Formulas.Model.Simulate(ctx, cells.RunConfig{Scenarios: n, Seed: v.Seed, Workers: workers, Progress: h.Progress})
	if err != nil {
		return nil, err
	}
	o, err := run.Summarise(ctx)
	if err != nil {
		return nil, err
	}
	if o.Stresses, err = b.modelStresses(ctx, run, t); err != nil {
		return nil, err
	}
	o.Version, o.Input.SHA256, o.Problems = b.opts.Version, b.SHA256, ProblemsOut(t.Problems)
	r := &Result{book: b, variant: v, Formulas: o, ModelStand: run.Stand(), Line: Line{Base: v.IsBase(), Model: true, Seq: v.Seq, Name: b.Name, SHA256: b.SHA256, Scenarios: o.Run.Scenarios, Seed: o.Run.Seed,
		Version: b.opts.Version, Language: b.Language, Problems: b.problems(t.Problems), Outputs: o.Outputs, Inputs: o.Inputs, ModelStresses: o.Stresses, Changed: t.Changed}}
	for _, x := range o.Outputs {
		spread := []float64{}
		if len(x.Hundredths) > 0 {
			spread = append(append(append(spread, x.Least), x.Hundredths...), x.Greatest)
		}
		r.Spread = append(r.Spread, spread)
	}
	if base != nil {
		r.Diff = b.modelDiff(base.ModelStand.Differences(r.ModelStand))
	}
	return r, nil
}

// modelStresses runs the stresses of a variant, on its draws.
func (b *Book) modelStresses(ctx context.Context, run *cells.Simulation, t *Tried) (list []outcome.ModelStress, err error) {
	for _, text := range t.Variant.Stress {
		shocks, err := cells.ParseShocks(text)
		if err != nil {
			return nil, &UnknownStressError{Text: text, Part: text}
		}
		m, problems := t.Formulas.Model.Stressed(shocks)
		if m == nil {
			return nil, &HasErrorsError{b.problems(problems)}
		}
		stressed, err := run.Of(ctx, m)
		if err != nil {
			return nil, err
		}
		o, err := stressed.Summarise(ctx)
		if err != nil {
			return nil, err
		}
		list = append(list, outcome.ModelStress{Text: text, Outputs: o.Outputs})
	}
	return list, nil
}

// modelDiff names the figures of differences.
func (b *Book) modelDiff(list []outcome.ModelFigure) []Diff {
	w := words.For(b.Language)
	out := make([]Diff, len(list))
	for i, d := range list {
		out[i] = Diff{Difference: d.Difference, Label: w.Say("page.figure.model."+d.Figure, d.Output), Output: d.Output}
	}
	return out
}

// compareModels sets results of a model beside the first of them.
func compareModels(names []string, all []*Result) *Comparison {
	c := &Comparison{}
	for i, r := range all {
		x := Column{Name: names[i], RID: r.RID, Changed: r.Changed}
		for k, o := range r.Outputs {
			x.Outputs = append(x.Outputs, OutputCurve{o.Name, r.Spread[k]})
		}
		c.Columns = append(c.Columns, x)
	}
	first := all[0]
	for i, r := range all {
		for _, d := range first.book.modelDiff(first.ModelStand.Differences(r.ModelStand)) {
			if i == 0 {
				d.Change, d.Interval95, d.Visible = nil, nil, false
			}
			c.add(i, d)
		}
	}
	return c
}

// problemField is the field to try something else in the cell of a problem of a model;
// nil where it has no cell of its own.
func (b *Book) problemField(ref budget.Ref) *Field {
	if ref.Cell == "" || strings.Contains(ref.Cell, ":") {
		return nil
	}
	in, err := b.Model.Book.Enter(workbook.Overlay{Sheet: ref.Sheet, Cell: ref.Cell})
	if err != nil {
		return nil
	}
	return &Field{At: ref.At(), Sheet: ref.Sheet, Cell: ref.Cell, Text: b.cellText(in.At), Kind: "text"}
}
