package workbook

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// AdoptOptions is how a budget is adopted; the zero value finds all by itself.
type AdoptOptions struct {
	Language string // of messages and of the sheets made: "en" or "zh"; "" that of the budget
	Password string // of a locked workbook
	Table    string // the cost table that is meant: a sheet, or "Sheet!A4:F60"; "" the one that is found
	Amount   string // letters of the column of amounts that is meant; "" the one that is found
	// Start is the first month of a budget that names no date.
	Start budget.Month
}

// Adoption is what was understood of a budget that has none of our sheets.
type Adoption struct {
	Language string
	Table    budget.Ref // the cost table, header included
	Header   int        // row number of its header
	Columns  []AdoptedColumn
	Lines    []AdoptedLine
	LeftOut  []budget.Line // rows that are no cost lines, and why
	Total    budget.Money  // of the lines, in units of one
	Own      budget.Ref    // the cell of the budget's own total that the lines reach; zero without one
	Unit     string        // of the amounts as written, such as 万元; "" units of one
	Currency string
	Start    budget.Month
	Horizon  int
	Assumed  []string // what the budget does not say, and what is assumed
	Book     *sheet.Book
}

// AdoptedColumn is one column of the cost table.
type AdoptedColumn struct {
	Cell, Header, Meaning string
}

// AdoptedLine is one cost line. Phase is a word of the schema; Cells names
// where its amount stands.
type AdoptedLine struct {
	ID, Name, Phase, Category string
	Amount                    budget.Money // in units of one
	Cells                     string
	Low, High                 float64 // assumed shares of the amount; both 0 for a certain line
}

// Adopt finds the cost table of a budget and makes the sheets that a run needs,
// whose cells are formulas pointing at the budget's own cells. Reasons to
// refuse are problems, and the Adoption is nil then; err is about the context
// only. The sheets are proven before they are returned: grafted into a copy
// and read, their base is the sum of the lines, to the cent.
func Adopt(ctx context.Context, name string, data []byte, o AdoptOptions) (*Adoption, []budget.Problem, error) {
	r := &reader{ctx: ctx, opts: ReadOptions{Language: o.Language, Password: o.Password}, defs: schema.Sheets(), found: map[string]tabPart{},
		plan: &budget.Plan{File: name, Language: languageOr(o.Language, "en")}}
	r.w = words.For(r.plan.Language)
	plain, err := opc.Unwrap(data, o.Password)
	if err == nil {
		err = r.openFile(plain)
	}
	var no opc.Refusal
	if errors.As(err, &no) {
		r.refuse(no)
		return nil, r.problems, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("adopt %s: %w", name, err)
	}
	a := &adopter{r: r, o: o}
	c, err := a.find()
	if err != nil {
		return nil, nil, fmt.Errorf("adopt %s: %w", name, err)
	}
	if c == nil || budget.HasErrors(r.problems) {
		return nil, r.problems, nil
	}
	out := a.make(c)
	if err := a.prove(plain, out); err != nil {
		return nil, nil, fmt.Errorf("adopt %s: %w", name, err)
	}
	if budget.HasErrors(r.problems) {
		return nil, r.problems, nil
	}
	return out, r.problems, nil
}

// adopter carries one adoption.
type adopter struct {
	r          *reader
	o          AdoptOptions
	candidates []*candidate
}

// find returns the cost table, nil when there is none to be sure of, which is
// then reported.
func (a *adopter) find() (*candidate, error) {
	if a.isPlan() {
		a.refuse("adopt-plan")
		return nil, nil
	}
	for _, t := range a.r.book.tabs {
		if t.ours {
			continue
		}
		g, err := a.r.book.grid(a.r.ctx, t)
		if a.r.ctx.Err() != nil {
			return nil, a.r.ctx.Err()
		}
		if err != nil {
			a.r.report(a.r.ref(t.name, ""), budget.Error, "zip-damaged", a.r.w.Say("problem.zip-damaged.sheet", t.name, err.Error()), a.r.w.Say("problem.zip-damaged.hint"))
			return nil, nil
		}
		a.search(t, g)
	}
	a.language()
	return a.choose(), nil
}

// isPlan tells whether the workbook has the settings of a plan already.
func (a *adopter) isPlan() bool {
	if len(a.r.book.inputs) > 0 {
		return true
	}
	def, _ := a.r.def("Project")
	index := schema.NewIndex(def)
	for _, t := range a.r.book.tabs {
		d, _, ok := schema.MatchSheet(a.r.defs, t.name)
		if t.ours || !ok || d.Key != "Project" {
			continue
		}
		g, err := a.r.book.grid(a.r.ctx, t)
		if err != nil {
			continue
		}
		for i := range g.rows {
			if name, value, _ := settingRow(&g.rows[i], opc.MaxCol); name != nil && value != nil {
				if c, ok := index.Find(name.text); ok && c.Field == "Start month" {
					return true
				}
			}
		}
	}
	return false
}

// language settles the language by the words of the cost tables found.
func (a *adopter) language() {
	if a.o.Language != "" {
		return
	}
	chinese := 0
	for _, c := range a.candidates {
		for _, f := range c.fields {
			if strings.ContainsFunc(f.label, isHan) {
				chinese++
			}
		}
	}
	for _, t := range a.r.book.tabs {
		if strings.ContainsFunc(t.name, isHan) {
			chinese++
		}
	}
	if chinese > 0 {
		a.r.setLanguage("zh")
	}
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// refuse reports why nothing is adopted.
func (a *adopter) refuse(code string, args ...any) {
	a.r.report(a.r.ref("", ""), budget.Error, code, a.r.w.Say("problem."+code, args...), a.r.w.Say("problem."+code+".hint"))
}

// prove grafts the sheets into a copy and reads it. What the reader then finds
// wrong in the budget's cells is reported; a different base is a bug of ours.
func (a *adopter) prove(data []byte, out *Adoption) error {
	copied, err := graft.Onto(data, out.Book)
	if err != nil {
		return err
	}
	plan, problems, err := ReadBytes(a.r.ctx, filepath.Base(a.r.plan.File), copied, ReadOptions{Language: out.Language})
	if err != nil {
		return err
	}
	for _, p := range problems {
		if p.Severity != budget.Note {
			a.r.problems = append(a.r.problems, p)
		}
	}
	if budget.HasErrors(problems) {
		return nil
	}
	base := decimal.Zero
	for _, l := range plan.Costs {
		base = base.Add(l.Amount)
	}
	if len(plan.Costs) != len(out.Lines) || !budget.Cents(base).Equal(budget.Cents(out.Total)) {
		return fmt.Errorf("the sheets made do not read back: %d lines of %s, want %d of %s", len(plan.Costs), base, len(out.Lines), out.Total)
	}
	return nil
}
