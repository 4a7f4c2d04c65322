package workbook

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// ReadOptions is how a workbook is read; the zero value reads it.
type ReadOptions struct {
	Language string // of messages: "en" or "zh"; "" that of the workbook
	Password string // of a locked workbook

	Decimal string   // "comma" or "point": what parts decimals in text; "" settled by the workbook
	Dates   string   // "dmy" or "mdy": the order of day and month in text; "" settled by the workbook
	ReadAs  []string // how columns are read: "Costs!H=percent"; see ReadAs

	Changed []ChangedCell // numbers that are read instead of what cells hold; a *CellError when one cannot be
	Overlay []Overlay     // texts that are read so; likewise

	Again    bool                 // it was read before, and nothing will be written into it: that is not tried
	Limits   Limits               // of the file, for who reads those of strangers
	Formulas func(ref budget.Ref) // told of every cell that is a formula, of the sheets that were read; nil: nobody asks
}

// Limits bound the reading of a file; 0 stands for what a desktop bears.
type Limits struct {
	File     int   // bytes as stored
	Unpacked int64 // bytes of all parts
	Parts    int
	Cells    int // of all sheets that are read
	Problems int // that are listed
}

// Read reads the workbook at path into a plan and lists every problem found in
// it, in the order of its sheets and cells: those of single cells and those
// that budget.Check finds in the plan as a whole. The plan is never nil when
// err is nil, but only useful when budget.HasErrors(problems) is false. err is
// about the file system or the context, never about what is in the workbook.
func Read(ctx context.Context, path string, opts ReadOptions) (*budget.Plan, []budget.Problem, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read workbook: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, nil, fmt.Errorf("read workbook: %w", err)
	} else if info.IsDir() {
		return nil, nil, fmt.Errorf("read workbook: %s is a folder", path)
	}
	data, err := io.ReadAll(io.LimitReader(f, opc.MaxFileBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read workbook: %w", err)
	}
	return ReadBytes(ctx, filepath.Base(path), data, opts)
}

// ReadBytes is Read for a workbook in memory; name stands in messages.
func ReadBytes(ctx context.Context, name string, data []byte, opts ReadOptions) (*budget.Plan, []budget.Problem, error) {
	sum := sha256.Sum256(data)
	r := &reader{ctx: ctx, opts: opts, defs: schema.Sheets(), found: map[string]tabPart{}, grids: map[string]*grid{}, tablesOf: map[string][]*table{}, usedColumns: map[string]bool{}, saidRate: map[string]bool{}, rates: map[string]decimal.Decimal{}, idsOf: map[string]map[string]bool{}, plan: &budget.Plan{
		File: name, SHA256: hex.EncodeToString(sum[:]), Language: languageOr(opts.Language, "en"),
	}}
	r.w = words.For(r.plan.Language)
	r.settled = settledBy(opts)
	if err := r.read(data); err != nil {
		return nil, nil, err
	}
	return r.plan, r.problems, nil
}

func languageOr(lang, fallback string) string {
	if lang == "" {
		return fallback
	}
	return lang
}

// reader carries one reading.
type reader struct {
	ctx       context.Context
	opts      ReadOptions
	defs      []schema.Sheet
	w         *words.Words
	plan      *budget.Plan
	plain     []byte // the file, unlocked
	book      *book
	calc      *calculator
	found     map[string]tabPart      // by sheet key
	own       map[string]schema.Sheet // by part: worksheets that have the name of a sheet but not its columns
	problems  []budget.Problem
	uncounted int // problems beyond twice the limit, which are not kept
	kept      map[keptKind]*keptCells
	forgotten []forgottenCell // formulas that follow from cells that were changed

	hasStart bool // the plan's start is known, so that dates mean something

	settled
	grids       map[string]*grid    // by sheet key
	tablesOf    map[string][]*table // likewise
	sheetTally  map[string]*unit.Tally
	bookTally   unit.Tally
	bookClues   [3]int
	mm, crores  bool // MM, or lakh and crore, stand in a header or title
	dotWords    bool // a language whose dots part thousands
	fiscal      int  // the month with which a year of accounts begins; 0 not said
	saidFiscal  bool
	usedColumns map[string]bool
	blanks      []blanks
	tallies     []tallied
	built       map[*budget.Quantity]builtQuantity // what was checked already
	examples    []budget.Ref                       // rows of the template that were left in
	saidRate    map[string]bool
	rates       map[string]decimal.Decimal // by source in another currency
	idsOf       map[string]map[string]bool // by sheet key: the names of its rows, see ids
}

// read fills the plan. A file that is no workbook is a problem, not an error.
func (r *reader) read(data []byte) error {
	refused, err := r.openOrRefuse(data)
	if err != nil {
		return fmt.Errorf("read %s: %w", r.plan.File, err)
	}
	if refused {
		return nil
	}
	empty, err := r.sheets()
	if err != nil {
		return fmt.Errorf("read %s: %w", r.plan.File, err)
	}
	r.sayDamaged()
	if !empty {
		r.problems = append(r.problems, budget.Check(r.plan, r.w)...)
	}
	r.cutProblems()
	r.tellFormulas()
	if !r.opts.Again {
		if err := r.rehearse(); err != nil {
			return err
		}
	}
	budget.SortProblems(r.problems, r.tabNames())
	return nil
}

// openOrRefuse opens the file; that it is no workbook is told as a problem.
func (r *reader) openOrRefuse(data []byte) (refused bool, err error) {
	err = r.openFile(data)
	var no opc.Refusal
	if errors.As(err, &no) {
		r.refuse(no)
		return true, nil
	}
	return false, err
}

func (r *reader) openFile(data []byte) (err error) {
	limits, most := r.opts.Limits, opc.MaxFileBytes
	if limits.File > 0 {
		most = limits.File
	}
	if len(data) > most {
		return opc.Refusal{Code: "too-large", Detail: fmt.Sprintf("%d MB", len(data)>>20)}
	}
	if r.plain, err = opc.Unwrap(data, r.opts.Password); err != nil {
		return err
	}
	if r.book, err = openBook(r.ctx, r.plain, limits); err != nil {
		return err
	}
	r.calc = &calculator{book: r.book, w: r.w}
	return nil
}

// cutProblems keeps the gravest of too many problems and says that there are more.
func (r *reader) cutProblems() {
	most := r.opts.Limits.Problems
	if more := len(r.problems) + r.uncounted - most; most > 0 && more > 0 {
		slices.SortStableFunc(r.problems, func(a, b budget.Problem) int { return cmp.Compare(b.Severity, a.Severity) })
		r.problems = r.problems[:min(most, len(r.problems))]
		r.problems = append(r.problems, budget.Problem{Ref: r.ref("", ""), Severity: budget.Error, Code: "too-large", Message: r.w.Say("problem.too-large.problems", more)})
	}
}

// tellFormulas names the cells that are formulas.
func (r *reader) tellFormulas() {
	if r.opts.Formulas == nil {
		return
	}
	for _, t := range r.book.tabs {
		g := r.book.grids[t.part]
		if g == nil {
			continue
		}
		for i := range g.rows {
			for k := range g.rows[i].cells {
				if c := &g.rows[i].cells[k]; c.formula {
					r.opts.Formulas(r.ref(t.name, c.address()))
				}
			}
		}
	}
}

// sheets reads every sheet that is known, the settings first. It returns
// early when the workbook is empty.
func (r *reader) sheets() (empty bool, err error) {
	r.match()
	if err := r.change(); err != nil {
		return false, err
	}
	if empty, err := r.emptyBook(); err != nil || empty {
		return empty, err
	}
	if err := r.settings(); err != nil {
		return false, err
	}
	steps := []struct {
		key  string
		read func(*grid, schema.Sheet)
	}{
		{"Profiles", r.profiles}, {"Costs", r.costs}, {"Revenue", r.revenue},
		{"Funding", r.funding}, {"Tranches", r.tranches}, {"Risks", r.risks}, {"Drivers", r.drivers},
		{"Vendors", r.vendors}, {"Partners", r.partners}, {"Correlations", r.correlations}, {"Mixes", r.mixes}, {"Stress", r.stress},
		{"Actuals", r.actuals}, {"Progress", r.progress}, {"Events", r.events}, {"Ledger", r.ledger}, {"Rules", r.rules},
		{"Commitments", r.commitments}, {"Changes", r.changes}, {"Gates", r.gates}, {"Actions", r.actions}, {"Deliveries", r.deliveries}, {"Position", r.position}, {"Resources", r.resources}, {"Scorecard rules", r.cardRules}, {"Reference", r.reference},
	}
	for _, s := range steps {
		def, _ := r.def(s.key)
		if _, ok := r.found[s.key]; !ok && def.Required {
			r.missingSheet(def)
		}
		if g := r.grids[s.key]; g != nil {
			if s.key == "Mixes" {
				def = r.widened(g, def)
			}
			s.read(g, def)
		}
	}
	r.unusedForced()
	r.plausible()
	r.listColumns()
	r.asOf()
	r.warnKept()
	return false, r.ctx.Err()
}

// settings finds the settings, the tables of all sheets, and with both how their
// figures are taken.
func (r *reader) settings() error {
	def, _ := r.def("Project")
	t, ok := r.found["Project"]
	g := &grid{}
	if ok {
		var err error
		if g, err = r.sheet(t); err != nil {
			return err
		}
	} else if def.Required && !r.startIsNamed(def) {
		r.missingSheet(def)
	}
	var p *projectReader
	if g != nil && (ok || r.startIsNamed(def)) {
		p = r.project(g, def)
	}
	if err := r.outline(); err != nil {
		return err
	}
	if p != nil {
		p.fill()
	} else if !ok {
		r.noProject(def)
	}
	r.settle()
	return nil
}

// sheet reads one sheet's cells and logs its range; nil when it is damaged.
func (r *reader) sheet(t tabPart) (*grid, error) {
	g, err := r.book.grid(r.ctx, t)
	if r.ctx.Err() != nil {
		return nil, r.ctx.Err()
	}
	ref := r.ref(t.name, "")
	if err != nil {
		r.report(ref, budget.Error, "zip-damaged", r.w.Say("problem.zip-damaged.sheet", t.name, err.Error()), r.w.Say("problem.zip-damaged.hint"))
		return nil, nil
	}
	r.sayTwice(g)
	g = r.regionOf(g, t)
	r.sayHidden(t)
	ref.Cell = g.extent().String()
	r.plan.Log.Ranges = append(r.plan.Log.Ranges, ref)
	return g, nil
}

// emptyBook reports a workbook without a single filled cell.
func (r *reader) emptyBook() (bool, error) {
	for _, t := range r.book.tabs {
		if _, known := r.foundAs(t); known {
			return false, nil
		}
	}
	for _, t := range r.book.tabs {
		g, err := r.book.grid(r.ctx, t)
		if r.ctx.Err() != nil {
			return false, r.ctx.Err()
		}
		if err != nil || !g.empty() {
			return false, nil
		}
	}
	r.report(r.ref("", ""), budget.Error, "empty-workbook", r.w.Say("problem.empty-workbook"), r.w.Say("problem.empty-workbook.hint"))
	return true, nil
}

func (r *reader) def(key string) (schema.Sheet, bool) {
	for _, d := range r.defs {
		if d.Key == key {
			return d, true
		}
	}
	return schema.Sheet{}, false
}
