package workbook

import (
	"errors"
	"testing"

	"ballast/budget"
	"ballast/samples"
)

// samplePlan is a sample as a workbook.
func samplePlan(t *testing.T, name string) []byte {
	t.Helper()
	text, err := samples.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := FromText(text, samples.Language(name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestOverlay: what is typed into a cell is read as if it stood there: amounts with their
// units, per cent, months, words, nothing; with the same problems at the same cell, and
// the formulas that follow from it worked out again. What cannot be is told.
func TestOverlay(t *testing.T) {
	data := samplePlan(t, "office-move")
	read := func(sheet, cell, text string) (*budget.Plan, []budget.Problem, error) {
		return ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{Overlay: []Overlay{{sheet, cell, text}}})
	}
	plain, _, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	line := plain.Costs[0]
	at := line.Row.Ref("Amount")
	for text, want := range map[string]string{"120000": "120000", "1.2m": "1200000", "1,234.50": "1234.5", "45k": "45000", " 7 ": "7"} {
		p, problems, err := read(at.Sheet, at.Cell, text)
		if err != nil || budget.HasErrors(problems) {
			t.Errorf("%s = %q: %v %v", at.Cell, text, err, problems)
		} else if got := p.Costs[0].Amount.String(); got != want {
			t.Errorf("%s = %q was read as %s, want %s", at.Cell, text, got, want)
		}
	}
	if _, problems, err := read(at.Sheet, at.Cell, "a lot"); err != nil || !told(problems, "not-a-number", at.Cell) {
		t.Errorf("an amount of words: %v %v", err, problems)
	}
	if risk := plain.Risks[0].Row.Ref("Probability"); risk.Cell != "" {
		p, _, err := read(risk.Sheet, risk.Cell, "35%")
		if err != nil || p.Risks[0].Probability != 0.35 {
			t.Errorf("35%% was read as %v (%v)", p.Risks[0].Probability, err)
		}
	}
	var no *CellError
	if _, _, err := read(at.Sheet, at.Cell, "=1+1"); !errors.As(err, &no) || no.Why != CellFormula {
		t.Errorf("a formula was typed: %v", err)
	}
	if _, _, err := read("Nowhere", "A1", "1"); !errors.As(err, &no) || no.Why != CellNoSheet {
		t.Errorf("a sheet that is not there: %v", err)
	}
	if _, _, err := read(at.Sheet, "never", "1"); !errors.As(err, &no) || no.Why != CellNoPlace {
		t.Errorf("no address of a cell: %v", err)
	}
	if p, _, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{}); err != nil || p.Costs[0].Amount.String() != line.Amount.String() {
		t.Error("the file itself has changed")
	}
}

func told(problems []budget.Problem, code, cell string) bool {
	for _, p := range problems {
		if p.Code == code && p.Ref.Cell == cell {
			return true
		}
	}
	return false
}

// TestServerLimits: a file beyond the limits of who reads those of strangers is refused,
// and problems beyond their number are counted, not listed.
func TestServerLimits(t *testing.T) {
	data := samplePlan(t, "office-move")
	for _, c := range []struct {
		limits Limits
		code   string
	}{
		{Limits{File: len(data) - 1}, "too-large"},
		{Limits{Unpacked: 1000}, "too-large"},
		{Limits{Parts: 3}, "too-large"},
		{Limits{Cells: 20}, "zip-damaged"},
		{Limits{File: len(data), Unpacked: 64 << 20, Parts: 2000, Cells: 200_000, Problems: 1000}, ""},
	} {
		_, problems, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{Limits: c.limits})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range problems {
			found = found || p.Code == c.code
		}
		if found != (c.code != "") || c.code == "" && budget.HasErrors(problems) {
			t.Errorf("%+v: %v", c.limits, problems)
		}
	}
	var many []Overlay
	formulas := map[string]bool{}
	plain, _, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{Formulas: func(ref budget.Ref) { formulas[ref.Cell] = true }})
	if err != nil {
		t.Fatal(err)
	}
	for i := range plain.Costs {
		at := plain.Costs[i].Row.Ref("Amount")
		if formulas[at.Cell] {
			continue
		}
		many = append(many, Overlay{at.Sheet, at.Cell, "much"})
	}
	_, problems, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{Overlay: many, Limits: Limits{Problems: 5}})
	if err != nil || len(problems) != 6 || !told(problems, "too-large", "") {
		t.Errorf("%d problems were listed: %v %v", len(problems), err, problems)
	}
}

// TestFormulasAreTold: every formula of the sheets that are read is named, and nothing
// else.
func TestFormulasAreTold(t *testing.T) {
	data := samplePlan(t, "office-move")
	cells := map[string]bool{}
	tell := ReadOptions{Formulas: func(ref budget.Ref) { cells[ref.Sheet+"!"+ref.Cell] = true }}
	p, _, err := ReadBytes(t.Context(), "plan.xlsx", data, tell)
	if err != nil {
		t.Fatal(err)
	}
	at := p.Costs[0].Row.Ref("Amount")
	if cells[at.Sheet+"!"+at.Cell] || !cells["Costs!E7"] {
		t.Errorf("%s is a number, Costs!E7 is not: %v", at, cells)
	}
}
