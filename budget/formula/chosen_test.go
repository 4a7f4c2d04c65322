package formula

import (
	"fmt"
	"strings"
	"testing"
)

// TestChoice: what a call with criteria looks at, cell by cell, adds up to what
// the function gives.
func TestChoice(t *testing.T) {
	want := map[string]float64{
		`SUMIF(A1:A4,"apple",B1:B4)`: 4, `SUMIFS(B1:B4,A1:A4,"<>pear",B1:B4,">1")`: 7, `SUMIF(B1:B4,">=3")`: 7,
		`SUMIF(A1:A4,12,B1)`: 4, `SUMIF(A:A,"p*",B:B)`: 2, `COUNTIFS(A1:A4,"*p*",B1:B4,">1")`: 2,
	}
	var texts []string
	sheet := "A1 'apple\nA2 'pear\nA3 'Apple\nA4 12\nB1 1\nB2 2\nB3 3\nB4 4\n"
	for text := range want {
		texts = append(texts, text)
		sheet += fmt.Sprintf("D%d =%s\n", len(texts), text)
	}
	b := NewBook(newSheets(t, sheet))
	r := NewRun(b, Options{})
	for i, text := range texts {
		at := cell(t, 0, fmt.Sprintf("D%d", i+1))
		choice, ok := r.Choice(at, b.Formula(at).Class.Root.(*Apply))
		if !ok {
			t.Errorf("%s: no choice", text)
			continue
		}
		sum := 0.0
		for row := range choice.Rows {
			for col := range choice.Cols {
				all := true
				for _, k := range choice.Tests {
					all = all && k.Holds(r.Value(k.In.At(row, col)))
				}
				switch {
				case !all:
				case strings.HasPrefix(text, "COUNT"):
					sum++
				default:
					sum += r.Value(choice.Add.At(row, col)).Num
				}
			}
		}
		if got := r.Value(at).Num; sum != want[text] || got != want[text] {
			t.Errorf("%s: by its cells %v, calculated %v, expected %v", text, sum, got, want[text])
		}
	}
}

// TestPrepared: a call made ready gives what the function gives in a cell, with
// numbers and with what must be converted.
func TestPrepared(t *testing.T) {
	b := NewBook(newSheets(t, "A1 3\nA2 5\nB1 =ROUND(2.345,\"2\")\nB2 =MEDIAN(A1:A2,9)\nB3 =MOD(-1,3)"))
	r := NewRun(b, Options{})
	for place, args := range map[string][]Value{
		"B1": {Num(2.345), Str("2")}, "B2": {Refer(AreaOf(cell(t, 0, "A1")).Hull(AreaOf(cell(t, 0, "A2")))), Num(9)}, "B3": {Num(-1), Num(3)},
	} {
		at := cell(t, 0, place)
		p := r.Prepare(b.Formula(at).Class.Root.(*Apply).Func, at, len(args))
		for range 2 {
			if got, want := p.Perform(append([]Value{}, args...)), r.Value(at); got.Num != want.Num || want.Kind != Number {
				t.Errorf("%s: prepared %v, in the cell %v", place, got, want)
			}
		}
	}
}
