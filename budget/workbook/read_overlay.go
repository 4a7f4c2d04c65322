package workbook

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ballast/budget/formula"
	"ballast/budget/unit"
)

// Overlay is what a person would type into a cell, which is read instead of what stands
// there: "120000", "1.2m", "35%", "2026-05", "closed", or nothing. It goes through the
// same reading as the workbook, with the same checks; the file stays as it is. Formulas
// that follow from the cell are worked out again.
type Overlay struct {
	Sheet, Cell string // as in ChangedCell
	Text        string
}

// overlay types a text into a cell and returns its place, the sheet by its tab.
//
// Checked: TestOverlay.
func (r *reader) overlay(x Overlay) (formula.Cell, error) {
	text := strings.TrimSpace(x.Text)
	if strings.HasPrefix(text, "=") {
		return formula.Cell{}, &CellError{x.Sheet, x.Cell, CellFormula, text}
	}
	c, at, err := r.cellToChange(x.Sheet, x.Cell)
	if err != nil {
		return at, err
	}
	if day, ok := typedDate(text); ok && c.format == formatDate && c.kind == cellNumber {
		c.text = strconv.Itoa(serialOf(day, r.book.date1904))
		return at, nil
	}
	c.enter(text)
	return at, nil
}

// typedDate is a day or a month as its first day, as a spreadsheet takes it where a cell
// shows a date.
func typedDate(text string) (time.Time, bool) {
	for _, form := range []string{"2006-01-02", "2006-1-2", "2006-01", "2006-1"} {
		if day, err := time.Parse(form, text); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}

// serialOf is the number of a day in a workbook, of its first days on.
// Source: ECMA-376 part 1, 18.17.4.1, date conversion.
func serialOf(day time.Time, date1904 bool) int {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return int(day.Sub(first).Hours() / 24)
}

// enter puts a text into a cell as a spreadsheet takes it: a plain number is one, of
// per cent where the cell shows per cent; what has a unit stays a text for the reader.
func (c *cell) enter(text string) {
	n, ok := unit.ParseNumber(text, unit.Unsaid)
	value := n.In()
	switch {
	case text == "":
		c.kind, c.text = cellBlank, ""
	case ok && n.Unit.Dimension == unit.Share && n.Unit.Shift == -2:
		c.kind, c.text, c.format = cellNumber, value.String(), formatPercent
	case ok && n.Unit == (unit.Unit{}) && !n.Doubt:
		if c.format == formatPercent && value.Abs().GreaterThanOrEqual(decimal.NewFromInt(1)) {
			value = value.Shift(-2)
		}
		c.kind, c.text = cellNumber, value.String()
	default:
		c.kind, c.text = cellText, text
	}
}
