package cells

import (
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/budget/words"
	"ballast/models"
	"ballast/sim/distribution"
)

// factor is an uncertain factor of a row of the plan whose amount stands in several
// cells, or that has two factors on one amount: it multiplies each of its cells.
type factor struct {
	name, id string // of the row; the id of a cost line
	field    string // that says it
	law      distribution.Distribution
	said     budget.Ref
	cells    []formula.Cell
}

// factors is a workbook whose cells are multiplied by the factors of its plan. These stand,
// at 1 in the base case, on a sheet that the file has not: behind its own sheets and before
// those of linked workbooks. No reader sees it: a factor is shown by its first cell.
//
// Checked: TestPlanFeedsFormulas.
type factors struct {
	formula.Workbook
	sheet int
	name  string // of the sheet
	list  []factor
	of    map[formula.Cell][]int  // factors by the cell that they multiply
	other map[formula.Cell]bool   // cells of factors whose formula is not one of a single cell
	had   map[formula.Cell]string // formulas that the file has in cells of factors
}

// withFactors is the workbook with the factors of its plan.
func (w Workbook) withFactors() Workbook {
	if w.Plan == nil || w.factors != nil {
		return w
	}
	sheets := w.Source.Sheets()
	f := &factors{Workbook: w.Source, sheet: len(sheets), name: words.For(w.Language).Say("cells.factors"), of: map[formula.Cell][]int{}, other: map[formula.Cell]bool{}, had: map[formula.Cell]string{}}
	for slices.Contains(sheets, f.name) {
		f.name += "*"
	}
	w.Source.Formulas(func(s formula.Source) bool {
		for row := s.Area.Top; row <= s.Area.Bottom && s.Form != formula.PlainFormula; row++ {
			for col := s.Area.Left; col <= s.Area.Right; col++ {
				f.other[formula.Cell{Sheet: s.At.Sheet, Row: row, Col: col}] = true
			}
		}
		return true
	})
	for i := range w.Plan.Costs {
		f.months(&w.Plan.Costs[i])
	}
	for i := range w.Plan.Revenue {
		f.parts(&w.Plan.Revenue[i])
	}
	if len(f.list) == 0 {
		return w
	}
	w.Source.Formulas(func(s formula.Source) bool {
		if f.of[s.At] != nil {
			f.had[s.At] = s.Text
		}
		return true
	})
	w.Source, w.factors = f, f
	return w
}

// months takes in a cost line whose amount stands in the cells of its months.
func (f *factors) months(c *budget.CostLine) {
	if !c.Uncertainty.Written() || c.Row.Get("Amount") != "" || c.Amount.IsZero() {
		return
	}
	scale := 1.0
	if !c.Uncertainty.OfBase {
		scale = 1 / c.Amount.InexactFloat64()
	}
	var refs []budget.Ref
	for _, a := range c.Monthly {
		refs = append(refs, a.Ref)
	}
	f.add(factor{name: c.Name, id: c.ID, field: c.Uncertainty.Field, said: c.Uncertainty.Ref()}, c.Uncertainty, scale, refs)
}

// parts takes in a stream with an uncertain volume and an uncertain price on one amount.
func (f *factors) parts(s *budget.Stream) {
	if twoFactors(s) {
		at := []budget.Ref{s.Row.Ref("Amount per month")}
		for _, q := range []*budget.Quantity{s.Volume, s.Price} {
			f.add(factor{name: s.Name, field: q.Field, said: q.Ref()}, q, 1, at)
		}
	}
}

// twoFactors reports whether a stream has two uncertain factors and one amount.
func twoFactors(s *budget.Stream) bool {
	return s.Volume.Written() && s.Price.Written() && (s.Row.Get("Units") == "" || s.Row.Get("Price") == "")
}

// add takes a factor in, of as many of the cells as hold numbers that it can multiply.
func (f *factors) add(x factor, q *budget.Quantity, scale float64, refs []budget.Ref) {
	law, err := models.LawOf(q)
	if err == nil {
		law, err = distribution.Scale(law, scale)
	}
	if err != nil {
		return // the reader of the plan has said it
	}
	sheets := f.Workbook.Sheets()
	for _, ref := range refs {
		if at, ok := cellIn(sheets, ref); ok && !f.other[at] && f.Workbook.Value(at).Kind == formula.Number {
			x.cells = append(x.cells, at)
		}
	}
	if len(x.cells) == 0 {
		return
	}
	x.law = law
	for _, at := range x.cells {
		f.of[at] = append(f.of[at], len(f.list))
	}
	f.list = append(f.list, x)
}

// place is the cell of a factor.
func (f *factors) place(i int) formula.Cell {
	return formula.Cell{Sheet: int32(f.sheet), Row: int32(i)}
}

// text is the formula of a cell that factors multiply.
func (f *factors) text(at formula.Cell) string {
	text := plainExact(f.Workbook.Value(at).Num)
	if own, ok := f.had[at]; ok {
		text = "(" + own + ")"
	}
	for _, i := range f.of[at] {
		text += "*" + quoted(f.name) + "!$A$" + strconv.Itoa(i+1)
	}
	return text
}

// invented reports whether the file has a number where the workbook has a formula.
func (f *factors) invented(at formula.Cell) bool {
	if f == nil || f.of[at] == nil {
		return false
	}
	_, own := f.had[at]
	return !own
}

// count is how many formulas were invented.
func (f *factors) count() int {
	if f == nil {
		return 0
	}
	return len(f.of) - len(f.had)
}

// Sheets implements formula.Workbook.
func (f *factors) Sheets() []string {
	return append(f.Workbook.Sheets()[:f.sheet:f.sheet], f.name)
}

// Link implements formula.Workbook.
func (f *factors) Link(book int, sheet string) (int, bool) {
	id, ok := f.Workbook.Link(book, sheet)
	return id + 1, ok
}

// within is the number of a sheet in the file.
func (f *factors) within(sheet int) int {
	if sheet > f.sheet {
		return sheet - 1
	}
	return sheet
}

// Extent implements formula.Workbook.
func (f *factors) Extent(sheet int) (rows, cols int) {
	if sheet == f.sheet {
		return len(f.list), 1
	}
	return f.Workbook.Extent(f.within(sheet))
}

// Hidden implements formula.Workbook.
func (f *factors) Hidden(sheet, row int) (hidden, filtered bool) {
	if sheet == f.sheet {
		return false, false
	}
	return f.Workbook.Hidden(f.within(sheet), row)
}

// Value implements formula.Workbook.
func (f *factors) Value(at formula.Cell) formula.Value {
	if int(at.Sheet) == f.sheet {
		return formula.Int(1)
	}
	at.Sheet = int32(f.within(int(at.Sheet)))
	return f.Workbook.Value(at)
}

// Formulas implements formula.Workbook.
func (f *factors) Formulas(yield func(formula.Source) bool) {
	more := true
	f.Workbook.Formulas(func(s formula.Source) bool {
		if f.of[s.At] != nil {
			s.Text = f.text(s.At)
		}
		more = yield(s)
		return more
	})
	for i, x := range f.list {
		for _, at := range x.cells {
			if more && f.of[at][0] == i && f.invented(at) {
				more = yield(formula.Source{At: at, From: at, Text: f.text(at), Area: formula.AreaOf(at)})
			}
		}
	}
}

// cellIn is the cell that a reference names, among the sheets of a file.
func cellIn(sheets []string, ref budget.Ref) (at formula.Cell, ok bool) {
	root, err := formula.Parse(ref.Cell, formula.Cell{})
	n, isRange := root.(*formula.Range)
	if err != nil || !isRange {
		return formula.Cell{}, false
	}
	area := n.Area(formula.Cell{})
	for id, name := range sheets {
		if strings.EqualFold(name, ref.Sheet) {
			area.Sheet = int32(id)
			return area.First(), area.Single()
		}
	}
	return formula.Cell{}, false
}

// drawFactors makes an input of every factor, and gives those of cost lines by their ids.
func (d *definer) drawFactors(ids map[string]*variable) {
	if d.factors == nil {
		return
	}
	for i, x := range d.factors.list {
		v := &variable{key: d.place(x.cells[0]) + " " + x.field, name: x.name, at: d.factors.place(i), law: x.law, text: x.law.String(), said: x.said, planned: true}
		d.addInput(v)
		if x.id != "" {
			ids[strings.ToLower(x.id)] = v
		}
	}
}
