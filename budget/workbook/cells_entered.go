package workbook

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ballast/budget/formula"
	"ballast/budget/unit"
)

// Entered is what a person has typed into a cell of a workbook of formulas.
type Entered struct {
	At      formula.Cell
	Was     string        // what stands there, as it would be typed
	Had     formula.Value // what the file stores there
	Formula bool          // a formula stands there
	Value   formula.Value // of what was typed; of a formula none
	Text    string        // a formula that was typed, without its =
}

// Enter takes a text as a spreadsheet takes it in a cell: 120, 35%, 1.2m, 2026-05, TRUE, a
// text, a formula that begins with =, or nothing. A cell that an array formula or a data
// table fills, or that does not exist, is refused with a *CellError.
//
// Checked: TestEnteredCells.
func (c *Cells) Enter(x Overlay) (Entered, error) {
	t := Entered{}
	no := func(why string) error { return &CellError{Sheet: x.Sheet, Cell: x.Cell, Why: why} }
	s, ok := c.Source.(*modelSource)
	tab := -1
	if ok {
		tab = slices.IndexFunc(s.Sheets(), func(name string) bool { return formula.Fold(name) == formula.Fold(x.Sheet) })
	}
	if tab < 0 || s.grids[tab] == nil || s.ours[tab] {
		return t, no(CellNoSheet)
	}
	row, col, ok := splitAddress(strings.ToUpper(x.Cell))
	if !ok || row < 1 || col < 1 || row > formula.MaxRows || col > formula.MaxCols {
		return t, no(CellNoPlace)
	}
	t.At = formula.Cell{Sheet: int32(tab), Row: int32(row - 1), Col: int32(col - 1)}
	for _, a := range s.grids[tab].arrays {
		if languageArea(tab, a.area).Contains(t.At) {
			return t, no(CellFormula)
		}
	}
	own := cell{row: row, col: col}
	if stands := s.grids[tab].cell(row, col); stands != nil {
		own, t.Formula = *stands, stands.formula
	}
	t.Was, t.Had = c.Shown(t.At), s.Value(t.At)
	text := strings.TrimSpace(x.Text)
	if formulaText, is := strings.CutPrefix(text, "="); is && formulaText != "" {
		t.Text = formulaText
		return t, nil
	}
	t.Value = own.entered(text, s.Date1904())
	return t, nil
}

// entered is the value of a text in a cell of this format.
func (c *cell) entered(text string, from1904 bool) formula.Value {
	day, isDay := typedDate(text)
	c.enter(text)
	n, ok := unit.ParseNumber(text, unit.Unsaid)
	switch {
	case isDay && c.format == formatDate:
		return formula.Int(serialOf(day, from1904))
	case strings.EqualFold(text, "true"), strings.EqualFold(text, "false"):
		return formula.Logic(strings.EqualFold(text, "true"))
	case c.kind == cellText && ok && !n.Doubt && (n.Unit.Dimension == unit.None || n.Unit.Dimension == unit.Share || n.Unit.Dimension == unit.Money):
		return formula.Num(n.In().InexactFloat64())
	}
	return c.stored()
}

// Shown is what stands in a cell as it would be typed: =A1*2, 35%, 2026-05-01.
func (c *Cells) Shown(at formula.Cell) string {
	s, ok := c.Source.(*modelSource)
	if !ok || int(at.Sheet) >= len(s.grids) || s.grids[at.Sheet] == nil {
		return ""
	}
	own := s.grids[at.Sheet].cell(int(at.Row)+1, int(at.Col)+1)
	v := s.Value(at)
	switch {
	case own == nil:
		return ""
	case own.formula && own.first == nil:
		return "=" + own.code
	case v.Kind != formula.Number:
		return v.String()
	case own.format == formatPercent:
		return decimal.NewFromFloat(v.Num).Shift(2).String() + "%"
	case own.format == formatDate && v.Num == float64(int(v.Num)):
		if day, ok := serialDate(v.Num, s.Date1904()); ok {
			return day.Format(time.DateOnly)
		}
	}
	return strconv.FormatFloat(v.Num, 'f', -1, 64)
}

// With is the workbook with what was typed in the place of what stands there. What
// formulas store is still what the file stores.
func (c *Cells) With(list []Entered) formula.Workbook {
	w := &enteredSource{Workbook: c.Source, list: list, cells: map[formula.Cell]Entered{}}
	for _, t := range list {
		w.cells[t.At] = t
	}
	return w
}

// enteredSource is a workbook with other contents in some cells.
type enteredSource struct {
	formula.Workbook
	list  []Entered
	cells map[formula.Cell]Entered
}

// Extent implements formula.Workbook.
func (w *enteredSource) Extent(sheet int) (rows, cols int) {
	rows, cols = w.Workbook.Extent(sheet)
	for at := range w.cells {
		if int(at.Sheet) == sheet {
			rows, cols = max(rows, int(at.Row)+1), max(cols, int(at.Col)+1)
		}
	}
	return rows, cols
}

// Value implements formula.Workbook.
func (w *enteredSource) Value(at formula.Cell) formula.Value {
	if t, ok := w.cells[at]; ok {
		return t.Value
	}
	return w.Workbook.Value(at)
}

// Formulas implements formula.Workbook.
func (w *enteredSource) Formulas(yield func(formula.Source) bool) {
	more := true
	w.Workbook.Formulas(func(f formula.Source) bool {
		if _, ok := w.cells[f.At]; !ok {
			more = yield(f)
		}
		return more
	})
	for _, t := range w.list {
		if more && t.Text != "" {
			more = yield(formula.Source{At: t.At, From: t.At, Text: t.Text, Area: formula.AreaOf(t.At)})
		}
	}
}
