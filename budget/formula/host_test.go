package formula

import "testing"

// TestHost: the host answers its own functions, also those that replace one of
// the language, and tells two calls of one formula apart; expressions and
// functions can be asked for by themselves.
func TestHost(t *testing.T) {
	w := newSheets(t, "A1 2\nA2 3\nB1 =RAND()-RAND()\nB2 =_xll.Draw(A1:A2)*10\nB3 =ROUND(A2/A1,0)")
	book := NewBook(w, Func{Name: "RAND", Max: Many, Host: true}, Func{Name: "DRAW", Max: Many, Host: true})
	calls := map[*Apply]float64{}
	run := NewRun(book, Options{Host: func(c *Call, n *Apply) Value {
		if n.Name == "DRAW" {
			return Num(c.Book().runTotal(c, n))
		}
		if _, ok := calls[n]; !ok {
			calls[n] = float64(1 + len(calls))
		}
		return Num(calls[n])
	}})
	expectCells(t, run, map[string]string{"B1": "-1", "B2": "50", "B3": "2"})
	f := book.Formula(cell(t, 0, "B2"))
	call := f.Class.Root.(*Binary).X.(*Apply)
	if a := run.Evaluate(f.At, call.Args[0]).Array(); a == nil || a.Rows != 2 || a.V[1].Num != 3 {
		t.Errorf("the argument by itself: %v", a)
	}
	if v := run.Operand(cell(t, 0, "B2"), call.Args[0]); v.Num != 3 {
		t.Errorf("the argument as an operand: %v", v)
	}
	if a := run.Resolve(f.At, call.Args[0]).Areas(); len(a) != 1 || a[0].Rows() != 2 {
		t.Errorf("the reference by itself: %v", a)
	}
	if n := book.NeedsOf(f.At, call); len(n.Areas) != 1 {
		t.Errorf("what the call reads: %+v", n)
	}
	round := book.Formula(cell(t, 0, "B3")).Class.Root.(*Apply).Func
	if v := run.Perform(round, f.At, []Value{Num(2.345), Str("2")}); v.Num != 2.35 {
		t.Errorf("ROUND by itself: %v", v)
	}
	if v := NewRun(book, Options{}).Value(f.At); v.Err != NAError {
		t.Errorf("without a host: %v", v)
	}
}

// runTotal adds the cells of the first argument of a call.
func (b *Book) runTotal(c *Call, n *Apply) (sum float64) {
	c.Each(c.Eval(n.Args[0]), func(x Value, _ bool) bool {
		sum += x.Num
		return true
	})
	return sum
}
