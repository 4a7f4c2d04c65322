package workbook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/budget/words"
	"ballast/budget/workbook/schema"
)

// Cells is a workbook as cells and formulas, for a model that is made of them
// rather than of the sheets of a plan.
type Cells struct {
	File, SHA256 string
	Language     string // "en" or "zh"
	// Plan says that the workbook has the settings and the costs of a plan; the
	// rest is then not read unless it was asked for.
	Plan     bool
	Asking   string // of a plan: the name of a sheet that asks for figures of formulas
	Source   formula.Workbook
	Notes    []CellNote // in the order of sheets
	Windows  []Window   // made in the windows of Crystal Ball
	Merged   []formula.Area
	Unread   []string // why some of those could not be read
	Iterate  bool     // circular references are to be repeated
	Macros   bool     // it has macros
	Problems []budget.Problem
}

// CellNote is a note on a cell.
type CellNote struct {
	At   formula.Cell
	Text string
}

// ReadCells reads all cells, formulas, names, tables, notes and the stored
// values of linked workbooks. A plan is told by its sheets before the cells are
// read; with always it is read all the same. Like Read it returns an error for
// the context alone: what is wrong with the file is among the problems.
func ReadCells(ctx context.Context, name string, data []byte, opts ReadOptions, always bool) (*Cells, error) {
	sum := sha256.Sum256(data)
	r := &reader{ctx: ctx, opts: opts, defs: schema.Sheets(), found: map[string]tabPart{}, plan: &budget.Plan{File: name}}
	r.w = words.For(opts.Language)
	c := &Cells{File: name, SHA256: hex.EncodeToString(sum[:]), Language: languageOr(opts.Language, "en")}
	refused, err := r.openOrRefuse(data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if refused {
		c.Problems = r.problems
		return c, nil
	}
	r.match()
	_, settings := r.found["Project"]
	_, costs := r.found["Costs"]
	c.Plan = settings && costs
	for _, t := range r.book.tabs {
		if name := strings.ToLower(strings.TrimSpace(t.name)); c.Plan && (name == "outputs" || name == "输出") {
			c.Asking = t.name
		}
	}
	c.Language = languageOr(opts.Language, r.book.tongue())
	if c.Plan && !always {
		return c, nil
	}
	return c, c.read(ctx, r.book)
}

// read takes the cells in.
func (c *Cells) read(ctx context.Context, b *book) error {
	s := newModelSource(ctx, b)
	w := words.For(c.Language)
	for i, t := range b.tabs {
		g, err := b.grid(ctx, t)
		if err == nil {
			c.Merged = append(c.Merged, g.mergedOn(i)...)
		} else if ctx.Err() == nil {
			c.Problems = append(c.Problems, budget.Problem{Ref: budget.Ref{File: c.File, Sheet: t.name}, Severity: budget.Error, Code: "zip-damaged",
				Message: w.Say("problem.zip-damaged.sheet", t.name, err.Error()), Hint: w.Say("problem.zip-damaged.hint")})
		}
	}
	c.Source = s
	c.Notes = b.notes()
	c.Windows, c.Unread = b.windows()
	c.Iterate, c.Macros = b.iterate, b.pack.Has("xl/vbaProject.bin")
	return ctx.Err()
}

// mergedOn are the merged cells of a sheet by its number.
func (g *grid) mergedOn(sheet int) (all []formula.Area) {
	for _, m := range g.merged {
		all = append(all, formula.Area{Sheet: int32(sheet), Top: int32(m.top) - 1, Left: int32(m.left) - 1, Bottom: int32(m.bottom) - 1, Right: int32(m.right) - 1})
	}
	return all
}

// tongue is the language of most sheet names.
func (b *book) tongue() string {
	chinese := 0
	for _, t := range b.tabs {
		for _, r := range t.name {
			if unicode.Is(unicode.Han, r) {
				chinese++
				break
			}
		}
	}
	if 2*chinese > len(b.tabs) {
		return "zh"
	}
	return "en"
}
