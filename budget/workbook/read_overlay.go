package workbook

import (
	"strings"

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
	if err == nil {
		c.enter(text)
	}
	return at, err
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
