package formula

import (
	"strconv"
	"testing"
)

// manyFormulas is a workbook of n formulas in 120 columns, one in nine of a form
// of its own.
func manyFormulas(n int) *sheetBook {
	w := &sheetBook{sheets: []string{"Model", "Inputs"}, values: map[Cell]Value{}}
	for i := range n {
		row, col := i/120+1, i%120+3
		at := Cell{0, int32(row), int32(col)}
		left := Cell{0, int32(row), int32(col - 1)}.A1()
		text := "IF(" + left + ">0," + left + "*(1+Inputs!$B$2)^C$1,0)"
		switch i % 9 {
		case 0:
			text = "ROUND(" + left + "*" + strconv.Itoa(i) + "/12,2)"
		case 1, 2, 3:
			text = left + "*$B" + strconv.Itoa(row+1)
		case 4:
			text = "SUM($C" + strconv.Itoa(row+1) + ":" + left + ")"
		}
		w.sources = append(w.sources, Source{At: at, From: at, Text: text})
	}
	return w
}

// TestLongChain: a chain of 118,000 formulas is followed from its end, without
// the Go stack growing with it; so is one through a function's arguments.
func TestLongChain(t *testing.T) {
	const n = 118_000
	for _, form := range []string{"+1", "*1+SUM(1)", "^1+IF(TRUE,1)"} {
		w := &sheetBook{sheets: []string{"S1"}, values: map[Cell]Value{{0, 0, 0}: Int(0)}}
		for row := 1; row <= n; row++ {
			at := Cell{0, int32(row), 0}
			w.sources = append(w.sources, Source{At: at, From: at, Text: "A" + strconv.Itoa(row) + form})
		}
		w.values[Cell{0, 0, 0}] = Int(1)
		b := NewBook(w)
		if got := NewRun(b, Options{}).Value(Cell{0, n, 0}); got.Num != n+1 {
			t.Errorf("%s: calculated %v, expected %d", form, got, n+1)
		}
		if len(b.classes) != 1 {
			t.Errorf("%s: %d classes", form, len(b.classes))
		}
	}
}

// TestLongLoop: a circle as long is found and named whole.
func TestLongLoop(t *testing.T) {
	const n = 118_000
	w := &sheetBook{sheets: []string{"S1"}, values: map[Cell]Value{}}
	for row := range n {
		at := Cell{0, int32(row), 0}
		w.sources = append(w.sources, Source{At: at, From: at, Text: "A" + strconv.Itoa((row+n-1)%n+1) + "+1"})
	}
	r := NewRun(NewBook(w), Options{})
	got := r.Value(Cell{0, 5, 0})
	if got.Err != Circular || len(r.Cycles()) != 1 || len(r.Cycles()[0]) != n {
		t.Errorf("calculated %v, %d circles", got, len(r.Cycles()))
	}
}
