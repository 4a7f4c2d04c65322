package cells

import (
	"time"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/budget/words"
)

// Workbook is what a model is made of.
type Workbook struct {
	File     string // for messages
	Language string // "en" or "zh", of messages
	Source   formula.Workbook
	Notes    []Note
	Windows  []Window // of Crystal Ball
	Merged   []formula.Area
	Unread   []string // why some of those could not be read
	Iterate  bool     // circular references are repeated, as the file says
	Macros   bool     // there are macros, which are not run
	// Plan is the plan on other sheets of the same workbook, whose amounts are inputs of
	// the formulas that refer to them; nil without one.
	Plan *budget.Plan

	factors *factors // of the plan
}

// Note is a note on a cell.
type Note struct {
	At   formula.Cell
	Text string
}

// Options are what a model is told beside the workbook; the zero value takes
// what the workbook says.
type Options struct {
	Inputs    []string // "Model!B4=PERT(90,100,140)"
	Results   []string // "Model!F20", or the name of an output
	Dialect   string   // of functions that two add-ins call alike: "atrisk", "xlrisk"
	Unchecked bool     // a base case that differs is a warning
	// Vary names cells that Model.At sets to other values: they stay at the one they
	// have, but what depends on them is worked out in every scenario.
	Vary []string
	// Freeze names cells with formulas that keep the values which the file stores.
	Freeze []string
	AsOf   time.Time // the day of TODAY and NOW; zero: as stored
	// Typed are cells of the workbook that hold something else than the file, and Instead
	// what is uncertain otherwise: what the file stores of formulas is no measure then.
	Typed   []formula.Cell
	Instead []Instead
	// Hold makes of a cell of Vary that is uncertain one that is held at one value.
	Hold bool

	shocks map[formula.Cell]Shock // see Model.Stressed
}

// Asked reports whether a workbook says itself that it is a model: it has the
// sheets of inputs or outputs, a note or a function of an add-in that say so.
func Asked(w Workbook) bool {
	d := newDefiner(w, Options{})
	d.fromSheets()
	d.fromNotes()
	d.fromWindows()
	if len(d.inputs)+len(d.outs)+len(d.problems) > 0 || d.hasCalls() {
		return true
	}
	for _, f := range d.book.Formulas() {
		if f.Form == formula.DataTable && d.redraws(f) {
			return true
		}
	}
	return false
}

// definer collects what is uncertain and what is asked for.
type definer struct {
	Workbook
	options   Options
	w         *words.Words
	book      *formula.Book
	base      *formula.Run
	fixed     map[formula.Cell]formula.Value // of the base case: static inputs, frozen cells
	inputs    []*variable
	instead   []*lawInstead // of Options.Instead
	varied    []*variable   // of Options.Vary
	decisions []Decision
	cells     map[formula.Cell]*variable // inputs that are cells
	calls     map[site]*variable         // inputs that are calls
	outs      []*output
	links     []link
	undrawn   []*budget.Risk          // risks of the plan that happen several times a year
	matrices  map[string][]member     // correlation matrices by place and instance
	kinds     map[*formula.Class]bool // classes without calls of ours
	readings  []*reading              // by the number of the formula
	moved     []motion                // by the number of the formula
	areaMoved map[formula.Area]bool
	redrawn   map[*formula.Formula]bool // data tables that only draw again
	frozen    map[formula.Cell]bool     // of Options.Freeze
	strict    bool                      // bare names are those of one add-in for sure
	problems  []budget.Problem
}

// site is one call in the formula of a cell.
type site struct {
	at   formula.Cell
	call *formula.Apply
}

func newDefiner(w Workbook, o Options) *definer {
	d := &definer{
		Workbook: w, options: o, w: words.For(w.Language), book: formula.NewBook(w.Source, hostFunctions()...),
		fixed: map[formula.Cell]formula.Value{}, cells: map[formula.Cell]*variable{}, calls: map[site]*variable{},
		matrices: map[string][]member{}, kinds: map[*formula.Class]bool{},
		redrawn: map[*formula.Formula]bool{}, frozen: map[formula.Cell]bool{},
	}
	d.forget()
	d.renew()
	return d
}

// forget drops what was worked out, of what formulas read and of what moves, before all
// inputs were known.
func (d *definer) forget() {
	n := len(d.book.Formulas())
	d.readings, d.moved, d.areaMoved = make([]*reading, n), make([]motion, n), map[formula.Area]bool{}
}

// motion is what is known of whether a formula moves.
type motion uint8

const (
	unseen motion = iota
	still
	stirred
)

// renew begins the run of the base case anew, after more of it has been fixed.
func (d *definer) renew() {
	d.base = formula.NewRun(d.book, formula.Options{Override: d.fixed, Iterate: d.Iterate, Host: d.static, DataTable: tabulate, Volatile: d.moment})
}

// place writes a cell for a reader: Model!B4; a factor of the plan by its first cell.
func (d *definer) place(at formula.Cell) string {
	if d.factors != nil && int(at.Sheet) == d.factors.sheet {
		at = d.factors.list[at.Row].cells[0]
	}
	return d.book.Place(at)
}

// ref is a cell as problems name it; one of a linked workbook has no place here.
func (d *definer) ref(at formula.Cell) budget.Ref {
	return budget.Ref{File: d.File, Sheet: d.book.SheetName(int(at.Sheet)), Cell: at.A1()}
}

// report adds a problem; message and hint are the texts of problem.KEY and
// problem.KEY.hint, where there is one.
func (d *definer) report(ref budget.Ref, severity budget.Severity, code string, args ...any) {
	d.reportAs(ref, severity, code, "problem."+code, args...)
}

// reportAs takes a problem down in other words than those of its code.
func (d *definer) reportAs(ref budget.Ref, severity budget.Severity, code, text string, args ...any) {
	p := budget.Problem{Ref: ref, Severity: severity, Code: code, Message: d.w.Say(text, args...)}
	if d.w.Has(text + ".hint") {
		p.Hint = d.w.Say(text + ".hint")
	}
	d.problems = append(d.problems, p)
}
