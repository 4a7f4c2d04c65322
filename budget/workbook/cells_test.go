package workbook

import (
	"bytes"
	"context"
	"encoding/xml"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/formula"
)

// TestReadCells: every formula with its stored value, shared ones in the words of
// the first of their group, notes, and that a plan is told by its sheets.
func TestReadCells(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, v := range []float64{3, 4, 5} {
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		check(f.SetCellValue("Sheet1", at, v))
	}
	kind, ref := excelize.STCellFormulaTypeShared, "B1:B3"
	check(f.SetCellFormula("Sheet1", "B1", "A1*SUM(A:A)", excelize.FormulaOpts{Type: &kind, Ref: &ref}))
	check(f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: "a", Paragraph: []excelize.RichTextRun{{Text: "ballast: "}, {Text: "PERT(1,3,5)"}}}))
	var file bytes.Buffer
	check(f.Write(&file))
	c, err := ReadCells(context.Background(), "model.xlsx", file.Bytes(), ReadOptions{}, false)
	check(err)
	if c.Plan || c.Language != "en" || len(c.Notes) != 1 || c.Notes[0].Text != "ballast: PERT(1,3,5)" || c.Notes[0].At != (formula.Cell{}) {
		t.Errorf("%+v", c)
	}
	run := formula.NewRun(formula.NewBook(c.Source), formula.Options{})
	for row, want := range []float64{36, 48, 60} { // SUM(A:A) stays, A1 moves
		if v := run.Value(formula.Cell{Row: int32(row), Col: 1}); v.Num != want {
			t.Errorf("B%d: calculated %v, expected %v", row+1, v, want)
		}
	}
	if c, err := ReadCells(context.Background(), "x.xlsx", []byte("no zip"), ReadOptions{}, false); err != nil || len(c.Problems) != 1 || c.Source != nil {
		t.Errorf("no workbook: %+v, %v", c, err)
	}
}

// TestLinkedValues: the values that a workbook keeps of another one.
func TestLinkedValues(t *testing.T) {
	var x externalXML
	err := xml.Unmarshal([]byte(`<externalLink><externalBook><sheetNames><sheetName val="Rates"/><sheetName val="Old"/></sheetNames>
<sheetDataSet><sheetData sheetId="0"><row r="7"><cell r="B7"><v>7.2</v></cell><cell r="C7" t="str"><v>EUR</v></cell><cell r="D7" t="e"><v>#N/A</v></cell><cell r="E7" t="b"><v>1</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`), &x)
	if err != nil {
		t.Fatal(err)
	}
	s := modelSource{cellSource: &cellSource{}, links: []linkedBook{x.book()}, first: []int{3}, ours: map[int]bool{}}
	id, ok := s.Link(1, "rates")
	if !ok || id != 3 {
		t.Fatalf("the sheet has the number %d, %v", id, ok)
	}
	at := func(col int32) formula.Cell { return formula.Cell{Sheet: 3, Row: 6, Col: col} }
	if v := s.Value(at(1)); v.Num != 7.2 {
		t.Errorf("B7: %v", v)
	}
	if v := s.Value(at(2)); v.Text != "EUR" {
		t.Errorf("C7: %v", v)
	}
	if v := s.Value(at(3)); v.Err != formula.NAError {
		t.Errorf("D7: %v", v)
	}
	if v := s.Value(at(9)); v.Fault() == nil || v.Fault().Reason != formula.MissingLink {
		t.Errorf("a value that is not stored: %v", v)
	}
	if _, ok := s.Link(2, "Rates"); ok {
		t.Error("a link that does not exist was found")
	}
}
