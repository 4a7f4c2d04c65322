package service

import (
	"context"
	"slices"

	"ballast/budget"
	"ballast/budget/workbook"
	"ballast/models/cells"
)

// Model is a workbook of formulas, made ready.
type Model struct {
	Book     *workbook.Cells
	Source   cells.Workbook
	Model    *cells.Model
	Problems []budget.Problem
}

// FindModel reads a workbook as a model of formulas, unless it is a plan: then it is nil.
// A plan has sheets of settings and costs; a model says what is uncertain or asked for,
// or who calls does: always. book is what was read, also of a plan.
func FindModel(ctx context.Context, name string, data []byte, read workbook.ReadOptions, always bool) (m *Model, book *workbook.Cells, err error) {
	book, err = workbook.ReadCells(ctx, name, data, read, always)
	if err != nil || book.Source == nil {
		return nil, book, err
	}
	w := cells.Workbook{File: book.File, Language: book.Language, Source: book.Source, Merged: book.Merged, Iterate: book.Iterate, Macros: book.Macros, Unread: book.Unread}
	for _, n := range book.Notes {
		w.Notes = append(w.Notes, cells.Note(n))
	}
	for _, n := range book.Windows {
		w.Windows = append(w.Windows, cells.Window(n))
	}
	if err := joinPlan(ctx, &w, book, data, read); err != nil {
		return nil, book, err
	}
	if !always && !cells.Asked(w) {
		return nil, book, nil
	}
	return &Model{Book: book, Source: w}, book, ctx.Err()
}

// joinPlan gives a model the plan in the same workbook, whose amounts its formulas may
// read; what is wrong with the plan is added to the problems of the book.
func joinPlan(ctx context.Context, w *cells.Workbook, book *workbook.Cells, data []byte, read workbook.ReadOptions) error {
	if !book.Plan {
		return nil
	}
	plan, found, err := workbook.ReadBytes(ctx, book.File, data, read)
	if err != nil {
		return err
	}
	w.Plan = plan
	for _, p := range found {
		if p.Severity == budget.Error {
			book.Problems = append(book.Problems, p)
		}
	}
	return nil
}

// Compile makes the model and lists all problems.
func (m *Model) Compile(o cells.Options) {
	var found []budget.Problem
	m.Model, found = cells.Compile(m.Source, o)
	m.Problems = InOrder(append(slices.Clone(m.Book.Problems), found...))
}
