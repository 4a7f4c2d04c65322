package service

import (
	"context"
	"errors"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models"
	"ballast/models/study"
)

// Question is a target and what is to be varied to reach it, of a variant of a plan or of
// a model of formulas.
type Question struct {
	Target study.Target
	Input  study.Input
	variation
	model *study.ModelBench // of a model
	held  string            // what is said of a cell of a model that is uncertain
}

// variation is a variant of which some inputs are varied.
type variation struct {
	book  *Book
	tried *Tried
}

// NoAnswerError says why a target has no answer, with what was seen.
type NoAnswerError struct {
	Why, Text string
	Points    []study.Point
}

// Error implements error.
func (e *NoAnswerError) Error() string { return e.Text }

// Answer is where a target holds, in figures and in words, with the edit that does it.
type Answer struct {
	*study.Answer
	Text []string `json:"text"`
	Edit Edit     `json:"edit"`
}

// Question reads a target and what is varied: a setting, a source, or a cell.
func (b *Book) Question(ctx context.Context, v Variant, target, by string) (*Question, error) {
	if b.Model != nil {
		return b.modelQuestion(v, target, by)
	}
	t, err := b.Try(ctx, v)
	if err != nil {
		return nil, err
	}
	if t.Model == nil {
		return nil, &HasErrorsError{b.problems(t.Problems)}
	}
	q := &Question{variation: variation{b, t}}
	if q.Target, err = study.ParseTarget(target); err != nil {
		return nil, &BadVariantError{err.Error()}
	}
	q.Input, err = q.input(ctx, by, false)
	return q, err
}

// CellInput is the cell that a word names, with the number that stands there now; false
// when the word is no cell.
func CellInput(ctx context.Context, file string, data []byte, word string, read workbook.ReadOptions) (in study.Input, ok bool, err error) {
	cut := strings.LastIndex(word, "!")
	if cut < 0 {
		return in, false, nil
	}
	tab, cell := strings.Trim(word[:cut], "'"), strings.ReplaceAll(word[cut+1:], "$", "")
	in = study.Input{Kind: study.CellOf, Name: tab + "!" + cell, At: budget.Ref{File: file, Sheet: tab, Cell: cell}, Cell: study.Cell{Sheet: tab, Cell: cell}}
	n, _, err := workbook.ReadNumbers(ctx, file, data, word, read)
	if n != nil && len(n.Values) == 1 {
		in.Now, in.Said = n.Values[0], true
	}
	return in, true, err
}

// UnknownInput says what a word that names no input could have been.
func UnknownInput(p *budget.Plan, word string) error {
	return &BadVariantError{"by " + word + ": want a cell such as Costs!G7, or one of " + strings.Join(study.Words(p, p.Language == "zh"), ", ")}
}

// input finds what is varied: a setting, a source, or a cell. percent says that its values
// are shares, as 5 % is typed.
func (q *variation) input(ctx context.Context, by string, percent bool) (study.Input, error) {
	t, b := q.tried, q.book
	if in, ok := study.Find(t.Plan, t.Model.Base(), by); ok {
		return in, nil
	}
	in, ok, err := CellInput(ctx, b.Name, b.Data, by, b.reading())
	if err != nil || !ok {
		if err == nil {
			err = UnknownInput(t.Plan, by)
		}
		return in, err
	}
	in.Cell.Percent = percent
	if f, ok := b.fields[budget.Ref{Sheet: in.Cell.Sheet, Cell: strings.ToUpper(in.Cell.Cell)}.At()]; ok && !percent {
		in.Cell.Percent = strings.HasSuffix(strings.TrimSpace(f.Text), "%")
	}
	_, err = q.read(ctx, []study.Cell{withValue(in.Cell, in.Now)})
	return in, err
}

// bench runs the variant and makes it ready to be varied.
func (q *variation) bench(ctx context.Context, workers int, step func(done, total int)) (*study.Bench, error) {
	b, v := q.book, q.tried.Variant
	run, err := b.simulate(ctx, q.tried, models.RunConfig{Scenarios: v.Scenarios, Seed: v.Seed, Workers: workers, Most: b.most(b.Plan), Glance: true})
	if err != nil {
		return nil, err
	}
	return &study.Bench{Plan: q.tried.Plan, Run: run, Step: step, Read: func(cells []study.Cell) (*budget.Plan, error) { return q.read(ctx, cells) }}, nil
}

func withValue(c study.Cell, x float64) study.Cell {
	c.Value = x
	return c
}

// read reads the variant with other numbers in some cells.
func (q *variation) read(ctx context.Context, list []study.Cell) (*budget.Plan, error) {
	read := q.book.reading()
	read.Language = q.tried.Plan.Language
	for _, e := range q.tried.Variant.Edits {
		if e.Cell != "" {
			read.Overlay = append(read.Overlay, workbook.Overlay{Sheet: e.Sheet, Cell: e.Cell, Text: e.Text})
		}
	}
	for _, c := range list {
		read.Changed = append(read.Changed, workbook.ChangedCell(c))
	}
	p, problems, err := workbook.ReadBytes(ctx, q.book.Name, q.book.Data, read)
	var no *workbook.CellError
	if errors.As(err, &no) {
		return nil, &EditError{Edit{Sheet: no.Sheet, Cell: no.Cell}, budget.Ref{Sheet: no.Sheet, Cell: no.Cell}.At(), no}
	}
	if err != nil {
		return nil, err
	}
	if budget.HasErrors(problems) {
		return nil, &HasErrorsError{q.book.problems(errorsOf(problems))}
	}
	p.Language, p.Project.Mixes.Optimise = q.tried.Plan.Language, false
	_, err = q.book.set(p, &q.tried.Variant)
	return p, err
}

// Seek looks for the answer on the draws of the plan as it stands.
func (q *Question) Seek(ctx context.Context, workers int, step func(done, total int)) (*Answer, error) {
	if q.model != nil {
		return q.seekModel(ctx, workers, step)
	}
	bench, err := q.bench(ctx, workers, step)
	if err != nil {
		return nil, err
	}
	p := q.tried.Plan
	w, currency := words.For(p.Language), p.Project.Currency
	found, err := bench.Seek(ctx, q.Target, q.Input)
	var none *study.NoAnswer
	if errors.As(err, &none) {
		return nil, &NoAnswerError{none.Why, SayNoAnswer(none, q.Target, q.Input, currency, w), none.Points}
	}
	if err != nil {
		return nil, err
	}
	a := &Answer{Answer: found, Text: SayAnswer(found, q.Target, q.Input, currency, w)}
	if q.Input.Kind == study.CellOf {
		a.Edit = Edit{Sheet: q.Input.Cell.Sheet, Cell: q.Input.Cell.Cell, Text: inputValue(q.Input, found.X)}
	} else {
		a.Edit = Edit{Set: q.Input.Name, Text: budget.MoneyOf(found.X).String()}
	}
	return a, nil
}
