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

// Question is a target and what is to be varied to reach it, of a variant.
type Question struct {
	Target study.Target
	Input  study.Input
	book   *Book
	tried  *Tried
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
func (b *Book) Question(ctx context.Context, t *Tried, target, by string) (*Question, error) {
	if t.Model == nil {
		return nil, &HasErrorsError{b.problems(t.Problems)}
	}
	q := &Question{book: b, tried: t}
	var err error
	if q.Target, err = study.ParseTarget(target); err != nil {
		return nil, &BadVariantError{err.Error()}
	}
	if in, ok := study.Find(t.Plan, t.Model.Base(), by); ok {
		q.Input = in
		return q, nil
	}
	cut := strings.LastIndex(by, "!")
	if cut < 0 {
		return nil, &BadVariantError{"by " + by + ": want a cell such as Costs!G7, or one of " + strings.Join(study.Words(t.Plan, t.Plan.Language == "zh"), ", ")}
	}
	tab, cell := strings.Trim(by[:cut], "'"), strings.ReplaceAll(by[cut+1:], "$", "")
	q.Input = study.Input{Kind: study.CellOf, Name: tab + "!" + cell, At: budget.Ref{File: b.Name, Sheet: tab, Cell: cell}, Cell: study.Cell{Sheet: tab, Cell: cell}}
	if f, ok := b.fields[budget.Ref{Sheet: tab, Cell: strings.ToUpper(cell)}.At()]; ok && f.Value != nil {
		q.Input.Now, q.Input.Said = *f.Value, true
		q.Input.Cell.Percent = strings.HasSuffix(strings.TrimSpace(f.Text), "%")
	}
	_, err = q.read(ctx, []study.Cell{withValue(q.Input.Cell, q.Input.Now)})
	return q, err
}

func withValue(c study.Cell, x float64) study.Cell {
	c.Value = x
	return c
}

// read reads the variant with other numbers in some cells.
func (q *Question) read(ctx context.Context, list []study.Cell) (*budget.Plan, error) {
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
	b := q.book
	run, err := b.simulate(ctx, q.tried, models.RunConfig{Scenarios: q.tried.Variant.Scenarios, Seed: q.tried.Variant.Seed, Workers: workers, Most: b.most(b.Plan)})
	if err != nil {
		return nil, err
	}
	bench := &study.Bench{Plan: q.tried.Plan, Run: run, Step: step, Read: func(cells []study.Cell) (*budget.Plan, error) { return q.read(ctx, cells) }}
	w := words.For(q.tried.Plan.Language)
	found, err := bench.Seek(ctx, q.Target, q.Input)
	var none *study.NoAnswer
	if errors.As(err, &none) {
		return nil, &NoAnswerError{none.Why, SayNoAnswer(none, q.Target, q.Input, q.tried.Plan.Project.Currency, w), none.Points}
	}
	if err != nil {
		return nil, err
	}
	a := &Answer{Answer: found, Text: SayAnswer(found, q.Target, q.Input, q.tried.Plan.Project.Currency, w)}
	value := budget.MoneyOf(found.X).String()
	if q.Input.Kind == study.CellOf {
		a.Edit = Edit{Sheet: q.Input.Cell.Sheet, Cell: q.Input.Cell.Cell, Text: inputValue(q.Input, found.X, "", w)}
	} else {
		a.Edit = Edit{Set: q.Input.Name, Text: value}
	}
	return a, nil
}
