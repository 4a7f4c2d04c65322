package workbook

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/adopt"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// AdoptOptions is how a budget is adopted; the zero value finds all by itself
// and takes nothing that the budget does not prove.
type AdoptOptions struct {
	Language string   // of messages and of the sheets made: "en" or "zh"; "" that of the budget
	Password string   // of a locked workbook
	Tables   []string // the tables that are meant: sheets, or "Sheet!A4:F60"; nil those that are found
	Amount   string   // letters of the columns of amounts that are meant, such as F, D+E, D*E or B:M; "" those found
	Months   int      // for how many months monthly amounts are due; 0 not said
	// Start is the first month of a budget that names no date.
	Start budget.Month
	// PlanID is written into the plan; "" none.
	PlanID string
	// SkipErrors leaves lines out whose amount is an error; otherwise they are
	// refused at their cells.
	SkipErrors bool
	// Yes takes the first of several readings, with its doubts.
	Yes bool
	// Ask, unless nil, is asked which reading is meant: it returns its index,
	// or -1 for none.
	Ask func(why []string, choices []AdoptChoice) int
	// Command is how the command is called for this budget, as it can be
	// pasted; "" is "ballast adopt NAME". Quote writes one of its arguments so
	// that the shell leaves it alone; nil puts double quotes around it.
	Command string
	Quote   func(string) string
}

// AdoptChoice is one way to read a budget.
type AdoptChoice struct {
	Tables  []string
	Columns string // of amounts, with their headers
	Lines   int
	Total   budget.Money // in units of one
	Command string       // that takes this one, as it can be pasted
}

// Adoption is what was understood of a budget that has none of our sheets.
type Adoption struct {
	Language string
	Tables   []budget.Ref // the cost tables, headers included
	Header   int          // row number of the first one's header, 0 without one
	Columns  []AdoptedColumn
	Lines    []AdoptedLine
	LeftOut  []budget.Line // rows that are no cost lines, and why
	Total    budget.Money  // of the lines that are simulated, in units of one
	Reserve  budget.Money  // the budget's own contingency, left out of the base
	Beside   bool          // the contingency stands beside the budget's own total, not in it
	Own      budget.Ref    // the cell of the budget's own total that lines and contingency reach; zero without one
	Totals   []AdoptedTotal
	Unit     string // of the amounts as written, such as 万元; "" units of one
	Currency string // as the budget names it; "¤" when it names none
	Start    budget.Month
	Horizon  int
	Assumed  []string // what the budget does not say, and what is assumed
	Doubts   []string // why this reading was not taken unasked
	Book     *sheet.Book
}

// AdoptedTotal is one of the budget's own totals, and what became of it.
type AdoptedTotal struct {
	Ref    budget.Ref
	Amount budget.Money // as written
	Text   string
}

// AdoptedColumn is one column of a cost table.
type AdoptedColumn struct {
	Sheet, Cell, Header, Meaning string
}

// AdoptedLine is one cost line. Phase is a word of the schema; Sheet and Cells
// name where its amount stands.
type AdoptedLine struct {
	ID, Name, Phase, Category string
	Amount                    budget.Money // in units of one, of each month when Monthly
	Monthly                   bool
	Reserve                   bool // a contingency of the budget's own: shown, not simulated
	Sheet, Cells              string
	Low, High                 float64 // assumed shares of the amount; both 0 for a certain line
}

// Adopt finds the cost table of a budget and makes the sheets that a run needs,
// whose cells are formulas pointing at the budget's own cells. Reasons to
// refuse are problems, and the Adoption is nil then, also when somebody has to
// be asked (code adopt-ask); err is about the context only. The sheets are
// proven before they are returned: grafted into a copy and read, their base is
// the sum of the lines, to the cent.
func Adopt(ctx context.Context, name string, data []byte, o AdoptOptions) (*Adoption, []budget.Problem, error) {
	r := &reader{ctx: ctx, opts: ReadOptions{Language: o.Language, Password: o.Password}, defs: schema.Sheets(), found: map[string]tabPart{},
		plan: &budget.Plan{File: name, Language: languageOr(o.Language, "en")}}
	r.w = words.For(r.plan.Language)
	refused, err := r.openOrRefuse(data)
	if err != nil {
		return nil, nil, fmt.Errorf("adopt %s: %w", name, err)
	}
	if refused {
		return nil, r.problems, nil
	}
	a := &adopter{r: r, o: o}
	reading, err := a.find()
	if err != nil {
		return nil, nil, fmt.Errorf("adopt %s: %w", name, err)
	}
	if reading == nil || !a.sound(reading) || budget.HasErrors(r.problems) {
		return nil, r.problems, nil
	}
	out := a.make(reading)
	if err := a.prove(r.plain, out); err != nil {
		return nil, nil, fmt.Errorf("adopt %s: %w", name, err)
	}
	if budget.HasErrors(r.problems) {
		return nil, r.problems, nil
	}
	return out, r.problems, nil
}

// adopter carries one adoption.
type adopter struct {
	r       *reader
	o       AdoptOptions
	sheets  []*adopt.Sheet
	settled int // formulas worked out for the search
}

// find returns the reading that is taken, nil when there is none to be sure of,
// which is then reported.
func (a *adopter) find() (*adopt.Reading, error) {
	if a.isPlan() {
		a.refuse("adopt-plan", budget.Ref{File: a.r.plan.File}, a.command("check"))
		return nil, nil
	}
	var err error
	if a.sheets, err = a.userSheets(); err != nil || a.sheets == nil {
		return nil, err
	}
	a.language()
	found, err := adopt.Find(a.r.ctx, a.sheets, adopt.Options{Tables: a.o.Tables, Amount: a.o.Amount, Months: a.o.Months, SkipErrors: a.o.SkipErrors})
	if err != nil {
		return nil, err
	}
	if len(found.Readings) == 0 {
		return nil, a.none(found)
	}
	return a.settleReading(found.Readings), nil
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

// language settles the language by the words of the sheets: Chinese, where
// characters stand and no kana.
func (a *adopter) language() {
	if a.o.Language != "" {
		return
	}
	chinese := false
	for _, s := range a.sheets {
		chinese = chinese || strings.ContainsFunc(s.Name, isHan)
		for i := 0; i < len(s.Rows) && i < 40; i++ {
			for k := range s.Rows[i].Cells {
				text := s.Rows[i].Cells[k].Text
				if strings.ContainsFunc(text, func(r rune) bool { return r >= 0x3040 && r <= 0x30FF }) {
					return
				}
				chinese = chinese || strings.ContainsFunc(text, isHan)
			}
		}
	}
	if chinese {
		a.r.setLanguage("zh")
	}
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// sound reports amounts that have no value: formulas that cannot be worked
// out, and errors.
func (a *adopter) sound(r *adopt.Reading) bool {
	good, before := true, len(a.r.problems)
	for _, e := range r.Lines() {
		for _, x := range e.Cells {
			c := a.original(x)
			if c == nil {
				continue
			}
			if x.Bad {
				good = a.r.resolve(x.Sheet.Name, c) && good
			}
			a.r.keep(x.Sheet.Name, c)
		}
	}
	for i := before; i < len(a.r.problems); i++ {
		if p := &a.r.problems[i]; p.Severity == budget.Error {
			p.Hint += "\n    " + a.r.w.Say("adopt.hint.skip-errors", a.commandFor(r)+" --skip-errors")
			break // one command leaves all of them out
		}
	}
	a.r.warnKept()
	return good
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
		if p.Severity != budget.Note && p.Code != "default-ranges" {
			a.r.problems = append(a.r.problems, p)
		}
	}
	if budget.HasErrors(problems) {
		return nil
	}
	base, lines := decimal.Zero, 0
	for _, l := range plan.Costs {
		if l.PerMonth {
			l.Amount = l.Amount.Mul(decimal.NewFromInt(int64(l.Months)))
		}
		base = base.Add(l.Amount)
	}
	for _, l := range out.Lines {
		if !l.Reserve {
			lines++
		}
	}
	if len(plan.Costs) != lines || !budget.Cents(base).Equal(budget.Cents(out.Total)) {
		return fmt.Errorf("the sheets made do not read back: %d lines of %s, want %d of %s", len(plan.Costs), base, lines, out.Total)
	}
	return nil
}
