package workbook

import (
	"bytes"
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/formula"
)

// TestEnteredCells: texts are taken as a spreadsheet takes them in a cell of that format,
// and stand in the place of what the file has; a cell that cannot hold one is refused.
func TestEnteredCells(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		t.Fatal(err)
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	array, area := excelize.STCellFormulaTypeArray, "D1:D2"
	for _, err := range []error{f.SetCellValue("Sheet1", "A1", 0.04), f.SetCellStyle("Sheet1", "A1", "A1", percent), f.SetCellValue("Sheet1", "A2", 46000), f.SetCellStyle("Sheet1", "A2", "A2", day),
		f.SetCellValue("Sheet1", "A3", "base"), f.SetCellValue("Sheet1", "A4", true), f.SetCellValue("Sheet1", "A5", 100), f.SetCellFormula("Sheet1", "B1", "A5*2"),
		f.SetCellFormula("Sheet1", "D1", "A1:A2*2", excelize.FormulaOpts{Type: &array, Ref: &area})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	c, err := ReadCells(t.Context(), "model.xlsx", file.Bytes(), ReadOptions{}, true)
	if err != nil {
		t.Fatal(err)
	}
	var all []Entered
	for _, x := range []struct {
		cell, text, was string
		want            formula.Value
	}{
		{"A1", "5", "4%", formula.Num(0.05)}, {"A1", "5%", "4%", formula.Num(0.05)}, {"a2", "2026-05", "2025-12-09", formula.Num(46143)},
		{"A3", "high", "base", formula.Str("high")}, {"A4", "false", "TRUE", formula.Logic(false)}, {"A5", "1.2m", "100", formula.Num(1.2e6)},
		{"A5", "1.2万", "100", formula.Num(12000)}, {"A5", "", "100", formula.Value{}}, {"B1", "7", "=A5*2", formula.Num(7)}, {"Z99", "3", "", formula.Num(3)},
	} {
		in, err := c.Enter(Overlay{Sheet: "sheet1", Cell: x.cell, Text: x.text})
		if err != nil || in.Was != x.was || !formula.Same(in.Value, x.want) {
			t.Errorf("%q typed into %s: %v in the place of %q (%v), wanted %v in the place of %q", x.text, x.cell, in.Value, in.Was, err, x.want, x.was)
		}
		if x.cell == "B1" || x.cell == "Z99" {
			all = append(all, in)
		}
	}
	in, err := c.Enter(Overlay{Sheet: "Sheet1", Cell: "A1", Text: "=A5+B1"})
	if err != nil {
		t.Fatal(err)
	}
	run := formula.NewRun(formula.NewBook(c.With(append(all, in))), formula.Options{})
	if got := run.Value(formula.Cell{}); got.Num != 107 {
		t.Errorf("with a number over the formula in B1 and a formula in A1: %v", got)
	}
	for cell, why := range map[string]string{"D1": CellFormula, "D2": CellFormula, "B0": CellNoPlace, "XFE1": CellNoPlace} {
		var no *CellError
		if _, err := c.Enter(Overlay{Sheet: "Sheet1", Cell: cell, Text: "1"}); !errors.As(err, &no) || no.Why != why {
			t.Errorf("%s: %v", cell, err)
		}
	}
}
