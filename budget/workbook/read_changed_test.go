package workbook

import (
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget"
)

// changedBook is a plan whose amounts follow from cells of the user's own sheet.
func changedBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, tab := range []string{"Project", "Costs", "Rates"} {
		if _, err := f.NewSheet(tab); err != nil {
			t.Fatal(err)
		}
	}
	for cell, v := range map[string]any{"Rates!A1": 10, "Rates!A2": 0.05, "Project!A1": "Start month", "Project!B1": "2026-01", "Project!A2": "Horizon", "Project!B2": 12,
		"Costs!A1": "ID", "Costs!B1": "Name", "Costs!C1": "Amount", "Costs!D1": "Owner",
		"Costs!A2": "C1", "Costs!B2": "Racks", "Costs!C2": 100, "Costs!A3": "C2", "Costs!B3": "Power", "Costs!A4": "C3", "Costs!B4": "Rent", "Costs!C4": 7} {
		tab, at := cell[:len(cell)-3], cell[len(cell)-2:]
		if err := f.SetCellValue(tab, at, v); err != nil {
			t.Fatal(err)
		}
	}
	for at, code := range map[string]string{"Rates!B1": "A1*3+Costs!C2", "Costs!C3": "Rates!B1", "Rates!C1": "A2*2"} {
		tab, at := at[:len(at)-3], at[len(at)-2:]
		if err := f.SetCellFormula(tab, at, code); err != nil {
			t.Fatal(err)
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestChangedCells: another number is read instead of a cell's own, what follows from it
// is worked out again over several sheets, and nothing else moves; a blank cell can be
// filled; formulas, other sheets and other places are refused by name.
func TestChangedCells(t *testing.T) {
	data := changedBook(t)
	read := func(c ...ChangedCell) *budget.Plan {
		t.Helper()
		p, problems, err := ReadBytes(t.Context(), "p.xlsx", data, ReadOptions{Changed: c})
		if err != nil || budget.HasErrors(problems) {
			t.Fatal(err, problems)
		}
		return p
	}
	amounts := func(p *budget.Plan) [3]float64 {
		var out [3]float64
		for i := range p.Costs {
			out[i] = p.Costs[i].Amount.InexactFloat64()
		}
		return out
	}
	for _, c := range []struct {
		change []ChangedCell
		want   [3]float64
	}{
		{nil, [3]float64{100, 130, 7}},
		{[]ChangedCell{{"Rates", "A1", 20, false}}, [3]float64{100, 160, 7}},
		{[]ChangedCell{{"Costs", "C2", 150, false}}, [3]float64{150, 180, 7}},
		{[]ChangedCell{{"成本", "$C$4", 9, false}, {"Rates", "A1", 1, false}}, [3]float64{100, 103, 9}},
		{[]ChangedCell{{"Rates", "Z9", 20, false}}, [3]float64{100, 130, 7}},
	} {
		if got := amounts(read(c.change...)); got != c.want {
			t.Errorf("%v: amounts %v, want %v", c.change, got, c.want)
		}
	}
	if p := read(ChangedCell{"Project", "B2", 24, false}); p.Project.Horizon != 24 {
		t.Errorf("horizon %d", p.Project.Horizon)
	}
	for why, c := range map[string]ChangedCell{CellFormula: {"Costs", "C3", 1, false}, CellNoSheet: {"Nowhere", "C3", 1, false}, CellNoPlace: {"Costs", "C", 1, false}} {
		var no *CellError
		if _, _, err := ReadBytes(t.Context(), "p.xlsx", data, ReadOptions{Changed: []ChangedCell{c}}); !errors.As(err, &no) || no.Why != why {
			t.Errorf("%v: %v, want %s", c, err, why)
		}
	}
}
