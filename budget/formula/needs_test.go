package formula

import (
	"fmt"
	"strings"
	"testing"
)

// TestNeeds: every way in which a formula reaches a cell.
func TestNeeds(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"A1+$B$2", "S1!A1 S1!B2"},
		{"SUM(A1:B2,S2!C:C)", "S1!A1:B2 S2!C1:C1048576"},
		{"SUM('S1:S2'!A1)", "S1!A1 S2!A1"},
		{"IF(TRUE,A1,B1)", "S1!A1 S1!B1"},
		{"data*2", "S1!A1:A3"},
		{"above", "S1!Z98"},
		{"SUM(T[Sum])", "S1!B2:B4"},
		{"T[@Sum]", ""},
		{"COUNTA(T)", "S1!A2:B4"},
		{"SUM(A1:INDEX(B1:B9,C1))", "S1!A1 S1!B1:B9 S1!C1 S1!A1:C9"},
		{"OFFSET(A1,B1,0)", "S1!A1 S1!B1 dynamic"},
		{"INDIRECT(C1)", "S1!C1 dynamic"},
		{"SUM(A1:OFFSET(A1,3,0))", "S1!A1 S1!A1 S1!A1 dynamic"},
		{"moved", "S1!A1 S1!B1 dynamic"},
		{"RAND()*A1", "S1!A1 volatile"},
		{"draw", "volatile"},
		{"NOSUCH(A1)+nothing", "S1!A1 unknown NOSUCH,nothing"},
		{"twice(A1)", "S1!C7 S1!A1"},
		{"SUM(D1#)", "S1!D1:D3 S1!D1"},
		{"SUMIF(A1:A9,1,B1)", "S1!B1:B9 S1!A1:A9 S1!B1"},
		{"SUMIF(data,1,B1)", "S1!B1:B3 S1!A1:A3 S1!B1"},
		{"SUMIF(OFFSET(A1,0,0,3),1,B1)", "S1!A1 S1!B1 dynamic"},
		{"LOOKUP(2,A1:A5,C1)", "S1!C1:C5 S1!A1:A5 S1!C1"},
		{"_xll.RiskTriang(1,A1,3)", "S1!A1 unknown _xll.RISKTRIANG"},
		{"LET(x,A1,x+B1)", "S1!A1 S1!B1"},
		{"[1]Prices!A1+S9!A1", "2!A1"},
	} {
		w := newSheets(t, "D1:D3 [=SEQUENCE(3)]", "A1 7")
		w.links["Prices"] = 2
		w.names = []Definition{
			{"data", -1, "S1!$A$1:$A$3"}, {"above", -1, "S1!A1048576"}, {"moved", -1, "OFFSET(S1!$A$1,S1!$B$1,0)"}, {"draw", -1, "RAND()"},
			{"twice", -1, "LAMBDA(x,x*S1!$C$7)"},
		}
		w.tables = []Table{{Name: "T", Area: areaOf(t, 0, "A1:B4"), Columns: []string{"Item", "Sum"}, Header: true}}
		w.put(t, 0, "Z99 ="+c.formula)
		b := NewBook(w)
		if got := needsText(b, b.Needs(b.Formula(cell(t, 0, "Z99")))); got != c.want {
			t.Errorf("=%s needs %q, expected %q", c.formula, got, c.want)
		}
	}
}

// needsText writes needs.
func needsText(b *Book, n Needs) string {
	var parts []string
	for _, a := range n.Areas {
		sheet := b.SheetName(int(a.Sheet))
		if sheet == "" {
			sheet = fmt.Sprint(a.Sheet)
		}
		text := sheet + "!" + a.First().A1()
		if !a.Single() {
			text += ":" + a.At(a.Rows()-1, a.Cols()-1).A1()
		}
		parts = append(parts, text)
	}
	if n.Dynamic {
		parts = append(parts, "dynamic")
	}
	if n.Volatile {
		parts = append(parts, "volatile")
	}
	if len(n.Unknown) > 0 {
		parts = append(parts, "unknown "+strings.Join(n.Unknown, ","))
	}
	return strings.Join(parts, " ")
}

// TestNeedsAreEnough: on workbooks whose every formula is computed, no cell is
// read that the needs do not name, unless they say that they cannot tell.
func TestNeedsAreEnough(t *testing.T) {
	formulas, read := 0, 0
	for name, w := range excelBooks(t) {
		b := NewBook(w)
		spy := &reader{Workbook: w}
		alone := NewBook(spy)
		for i, f := range b.Formulas() {
			if i%17 != 0 {
				continue
			}
			needs := b.Needs(f)
			if needs.Dynamic {
				continue
			}
			formulas++
			alone.cells = map[Cell]*Formula{f.At: f}
			spy.seen = map[Cell]bool{}
			NewRun(alone, Options{Volatile: frozen, Locale: Locale{Decimal: '.'}}).Value(f.At)
			for at := range spy.seen {
				read++
				if !within(needs.Areas, at) {
					t.Errorf("%s: %s =%s reads %s, which its needs do not name", name, b.Place(f.At), f.Text, b.Place(at))
				}
			}
		}
	}
	t.Logf("%d formulas, %d cells read", formulas, read)
	if formulas < 2000 || read < 2000 {
		t.Errorf("only %d formulas and %d cells", formulas, read)
	}
}

// reader notes which cells are read.
type reader struct {
	Workbook
	seen map[Cell]bool
}

func (r *reader) Value(at Cell) Value {
	r.seen[at] = true
	return r.Workbook.Value(at)
}

func within(areas []Area, at Cell) bool {
	for _, a := range areas {
		if a.Contains(at) {
			return true
		}
	}
	return false
}
