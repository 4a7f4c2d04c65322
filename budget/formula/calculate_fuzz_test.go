package formula

import (
	"os"
	"testing"
)

// FuzzCalculate: no formula makes the interpreter panic, run without end or give
// a number that is not finite; a second run gives the same.
func FuzzCalculate(f *testing.F) {
	for name, w := range excelBooks(f) {
		for i, s := range w.sources {
			if i%599 == len(name)%599 {
				f.Add(s.Text)
			}
		}
	}
	for i, row := range functions() {
		for k, args := range []string{"(A1)", "(A1:B3,B2)", "(A1,2,C1:C3)", "(-1,0,1E300,A1:B3)", "({1,2;3,4},TRUE,\"x\",,A1)", "(A1:B3,C1:C3,1,1,1,1,1)", "(,,,,,)", "(\"\",\"\",\"\",\"\")", "(1E308,1E308,-1E308)", "(A1:C3,A1:C3)"} {
			if patient := os.Getenv("BALLAST_SLOW") != ""; patient || (i+k)%2 == 0 { // the gate takes every other
				f.Add(row.Name + args)
			}
		}
	}
	sheet := "A1 1\nA2 -2.5\nA3 text\nB1 TRUE\nB2 #N/A\nC1 45000\nC2 =A1+C1\nC3 =C3+1\nD1:D3 [=SEQUENCE(3)]"
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 300 {
			return
		}
		for _, form := range []string{"Z9 =" + text, "Z9:Z10 {=" + text + "}"} {
			w := newSheets(t, sheet)
			w.put(t, 0, form)
			w.names = []Definition{{"rate", -1, "0.05"}, {"twice", -1, "LAMBDA(x,x*2)"}}
			b := NewBook(w)
			b.Needs(b.Formula(cell(t, 0, "Z9")))
			var shown [2]string
			for i := range shown {
				v := NewRun(b, Options{Reads: 50_000, Volatile: frozen}).Value(cell(t, 0, "Z9"))
				if v.Kind == Number && v.Num-v.Num != 0 || v.Kind > Error {
					t.Fatalf("=%s is %v", text, v)
				}
				shown[i] = v.String()
			}
			if shown[0] != shown[1] {
				t.Fatalf("=%s is %s, then %s", text, shown[0], shown[1])
			}
		}
	})
}
