package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"ballast/budget"
	"ballast/budget/chart"
	"ballast/budget/workbook"
	"ballast/models"
	"ballast/models/cells"
	"ballast/models/study"
)

// Options are those of a service; the zero value bears what a desktop bears.
type Options struct {
	Version   string          // that results carry
	Limits    workbook.Limits // of workbooks
	Scenarios int             // at most; 0: no limit
	Fonts     *chart.Fonts    // that charts are drawn with, shared by all results
	Work      int64           // months x (lines + risks + sources) x scenarios, at most; 0: no limit
}

// Book is a workbook that was opened: a plan or a model of formulas. It is read-only.
type Book struct {
	Name, SHA256, Language string
	Data                   []byte
	Problems               []budget.Problem

	Plan  *budget.Plan // nil of a model
	Study *study.Study // nil when the plan has errors
	Model *Model       // nil of a plan

	password string // of a locked workbook; Data is unlocked
	locked   bool
	opts     Options
	formulas map[string]bool  // cells of the plan that are formulas, "Costs!E7"
	fields   map[string]Field // by cell
}

// File is a workbook as it comes in.
type File struct {
	Name     string
	Data     []byte
	Password string
	Language string // of messages and results; "": the workbook's
}

// RefusedError says that a file is no workbook that can be opened: what is wrong, by its
// code, stands in Problem.
type RefusedError struct{ Problem budget.Problem }

// Error implements error.
func (e *RefusedError) Error() string { return e.Problem.Message }

// Open reads a workbook and makes it ready. What is wrong inside it is among its
// problems; a file that is none is a *RefusedError.
func Open(ctx context.Context, f File, o Options) (*Book, error) {
	sum := sha256.Sum256(f.Data)
	plain, locked, err := workbook.Unlock(f.Data, f.Password)
	if err != nil {
		plain, locked = f.Data, true // the reading says in words why
	}
	b := &Book{Name: f.Name, Data: plain, locked: locked, SHA256: hex.EncodeToString(sum[:]), Language: f.Language, password: f.Password, opts: o}
	m, _, err := FindModel(ctx, f.Name, b.Data, b.reading(), false)
	if err != nil {
		return nil, err
	}
	if m != nil {
		m.Compile(cells.Options{})
		b.Model, b.Problems, b.Language = m, m.Problems, m.Book.Language
		b.fields = b.modelFields()
		return b, nil
	}
	b.formulas = map[string]bool{}
	read := b.reading()
	read.Formulas = func(ref budget.Ref) { b.formulas[ref.Sheet+"!"+ref.Cell] = true }
	plan, problems, err := workbook.ReadBytes(ctx, f.Name, b.Data, read)
	if err != nil {
		return nil, err
	}
	if p := refused(problems); p != nil {
		return nil, &RefusedError{*p}
	}
	b.take(plan)
	model, found := b.compile(plan, problems)
	b.Problems = found
	if model != nil {
		if b.Study, err = study.New(plan, model); err != nil {
			return nil, fmt.Errorf("study %s: %w", f.Name, err)
		}
	}
	b.Plan = plan
	b.fields = fieldsOf(b)
	return b, ctx.Err()
}

// take makes a plan the service's own: it looks for the best mix only when it is asked.
func (b *Book) take(p *budget.Plan) {
	if b.Language != "" {
		p.Language = b.Language
	}
	b.Language, p.SHA256 = p.Language, b.SHA256
	p.Project.Mixes.Optimise = false
}

// reading is how the workbook is read.
func (b *Book) reading() workbook.ReadOptions {
	return workbook.ReadOptions{Language: b.Language, Password: b.password, Limits: b.opts.Limits}
}

// compile makes the model of a plan without errors; problems are those of reading it,
// and in the end all.
func (b *Book) compile(p *budget.Plan, problems []budget.Problem) (*models.Model, []budget.Problem) {
	problems = InOrder(problems)
	if budget.HasErrors(problems) {
		return nil, problems
	}
	model, found := models.Compile(p)
	problems = InOrder(Merge(problems, found))
	if budget.HasErrors(problems) {
		return nil, problems
	}
	return model, problems
}

// Runnable reports whether the workbook as it stands can be run.
func (b *Book) Runnable() bool {
	return b.Study != nil || b.Model != nil && b.Model.Model != nil && !budget.HasErrors(b.Problems)
}

// refused is the problem of a file that could not be opened at all.
func refused(problems []budget.Problem) *budget.Problem {
	for i, p := range problems {
		if p.Severity != budget.Error || p.Ref.Sheet != "" {
			continue
		}
		switch p.Code {
		case "not-a-workbook", "encrypted", "old-xls", "other-format", "zip-damaged":
			return &problems[i]
		case "too-large":
			if len(problems) == 1 {
				return &problems[i]
			}
		}
	}
	return nil
}
