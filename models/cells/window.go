package cells

import (
	"math"

	"ballast/budget/formula"
)

// largestWindow is how many cells a call of OFFSET with an uncertain distance or size may
// lead to, to be computed in columns; one that may lead to more is interpreted.
const largestWindow = 10_000

// windowed finds where a call of OFFSET may lead whose distance or size moves: the rows, the
// columns or both that its sheet uses. What it is told for certain narrows that.
//
// Checked: TestUncertainOffset.
func (d *definer) windowed(at formula.Cell, n *formula.Apply) (a formula.Area, ok bool) {
	base, ok := d.rangeOf(at, n.Args[0])
	if !ok || len(n.Args) < 3 {
		return a, false
	}
	rows, cols := d.Source.Extent(int(base.Sheet))
	a = formula.Area{Sheet: base.Sheet, Bottom: int32(rows) - 1, Right: int32(cols) - 1}
	parts := [4]float64{0, 0, math.NaN(), math.NaN()}
	moving := [4]bool{}
	for i, arg := range n.Args[1:] {
		if _, empty := arg.(*formula.Empty); empty {
			continue
		}
		if moving[i] = d.moves(at, []formula.Node{arg}); moving[i] {
			continue
		}
		v := formula.AsNumber(d.base.Operand(at, arg), formula.Locale{}, d.Source.Date1904())
		if v.Kind != formula.Number {
			return a, false
		}
		parts[i] = v.Num
	}
	still, ok := formula.Shifted(base, parts[0], parts[1], parts[2], parts[3])
	if rowsStay, colsStay := !moving[0] && !moving[2], !moving[1] && !moving[3]; rowsStay || colsStay {
		if !ok {
			return a, false
		}
		if rowsStay {
			a.Top, a.Bottom = still.Top, still.Bottom
		} else {
			a.Left, a.Right = still.Left, still.Right
		}
	}
	return a, a.Rows() > 0 && a.Cols() > 0 && a.Rows()*a.Cols() <= largestWindow
}

// rangeOf is where a reference by address, or a name of one, lies.
func (d *definer) rangeOf(at formula.Cell, n formula.Node) (formula.Area, bool) {
	if name, ok := n.(*formula.Name); ok && name.Sheet.Local {
		if named, ok := d.book.Named(int(at.Sheet), name.Text); ok {
			n = named
		}
	}
	if r, ok := n.(*formula.Range); ok {
		if areas := r.Areas(at); len(areas) == 1 {
			return areas[0], true
		}
	}
	return formula.Area{}, false
}

// windows are the calls of OFFSET in a formula that read no more than where they lead. One
// that another reference is made of, or that SUMIF stretches, may read more.
func windows(root formula.Node) map[*formula.Apply]bool {
	found := map[*formula.Apply]bool{}
	var walk func(n formula.Node, alone bool)
	walk = func(n formula.Node, alone bool) {
		switch n := n.(type) {
		case *formula.Unary:
			walk(n.X, alone && n.Op < formula.Spilled)
		case *formula.Binary:
			walk(n.X, alone && n.Op < formula.RangeTo)
			walk(n.Y, alone && n.Op < formula.RangeTo)
		case *formula.Apply:
			if n.Name == "OFFSET" && alone {
				found[n] = true
			}
			alone = alone && n.Func != nil && n.Name != "OFFSET" && n.Name != "SUMIF" && n.Name != "AVERAGEIF" && n.Name != "CELL"
			for _, a := range n.Args {
				walk(a, alone)
			}
		}
	}
	walk(root, true)
	return found
}

// windowAt is an argument that is the part of an area to which OFFSET leads.
type windowAt struct {
	argument int
	base     formula.Area
	known    formula.Area    // every place to which it may lead with something in it
	fixed    []formula.Value // of the known area, row by row
	operands []int           // of its cells that move, else -1
	parts    [4]float64      // rows, columns, height, width; NaN where not given
	moving   [4]int          // operands of those that move, else -1
}

// window adds a call of OFFSET whose distance or size moves to the arguments of a call.
func (e *emitter) window(c *calling, operands []operand, i int, at formula.Cell, arg formula.Node, name string) ([]operand, bool) {
	n, ok := arg.(*formula.Apply)
	if !ok || n.Name != "OFFSET" || !takesWindows(name) || !windows(n)[n] {
		return operands, false
	}
	known, ok := e.windowed(at, n)
	if !ok {
		return operands, false
	}
	w := windowAt{argument: i, known: known, parts: [4]float64{0, 0, math.NaN(), math.NaN()}, moving: [4]int{-1, -1, -1, -1}}
	w.base, _ = e.rangeOf(at, n.Args[0])
	more := operands
	for k, part := range n.Args[1:] {
		if _, empty := part.(*formula.Empty); empty {
			continue
		}
		o, ok := e.expr(at, part, 0)
		if o, ok = e.numericIf(o, ok); !ok || !o.constant() && o.kind != number {
			return operands, false
		}
		if o.constant() {
			if w.parts[k] = o.value().Num; o.value().Kind != formula.Number {
				return operands, false
			}
			continue
		}
		w.moving[k] = len(more)
		more = append(more, o)
	}
	e.each(known, func(cell formula.Cell) {
		o, found := e.cell(cell)
		ok = ok && found && (o.constant() || o.kind != boxed)
		v, place := formula.Value{}, -1
		if ok && o.constant() {
			v = o.value()
		} else if ok {
			place = len(more)
			more = append(more, o)
		}
		w.fixed, w.operands = append(w.fixed, v), append(w.operands, place)
	})
	if !ok || len(w.fixed) != known.Rows()*known.Cols() {
		return operands, false
	}
	c.windows = append(c.windows, w)
	return more, true
}

// numericIf is numeric of an operand that there is.
func (e *emitter) numericIf(o operand, ok bool) (operand, bool) {
	if !ok {
		return o, false
	}
	return e.numeric(o)
}

// takesWindows names the functions to which the part of an area may be given as values.
func takesWindows(name string) bool {
	switch name {
	case "OFFSET", "SUM", "MIN", "MAX", "AVERAGE", "PRODUCT":
		return true
	}
	return takesArrays(name)
}

// hasWindow reports whether an argument is a call of OFFSET that moves.
func (e *emitter) hasWindow(at formula.Cell, args []formula.Node) bool {
	for _, a := range args {
		if n, ok := a.(*formula.Apply); ok && n.Name == "OFFSET" && len(n.Args) > 1 && e.moves(at, n.Args[1:]) {
			return true
		}
	}
	return false
}

// pointed emits OFFSET where one value is wanted: that to which it leads.
func (e *emitter) pointed(at formula.Cell, n *formula.Apply) (operand, bool) {
	if e.entire {
		return operand{}, false
	}
	value := &formula.Func{Name: "OFFSET", Min: 1, Max: 1, Args: "r", Call: func(_ *formula.Call, a []formula.Value) formula.Value { return a[0] }}
	return e.perform(at, &formula.Apply{Name: "OFFSET", Func: value, Args: []formula.Node{n}}, 0)
}

// lead is the part of the area in a scenario; bad says why there is none.
func (w *windowAt) lead(operands []source, lane int) (v formula.Value, bad fault) {
	parts := w.parts
	for k, o := range w.moving {
		if o < 0 {
			continue
		}
		x := operands[o].value(lane)
		if x.IsError() {
			return v, passed
		}
		parts[k] = x.Num
	}
	a, ok := formula.Shifted(w.base, parts[0], parts[1], parts[2], parts[3])
	if !ok || a.Rows()*a.Cols() > largestWindow {
		return v, seen
	}
	array := &formula.Array{Rows: a.Rows(), Cols: a.Cols(), V: make([]formula.Value, a.Rows()*a.Cols())}
	for i := range array.V {
		at := a.At(i/array.Cols, i%array.Cols)
		if !w.known.Contains(at) {
			continue // nothing stands there
		}
		k := int(at.Row-w.known.Top)*w.known.Cols() + int(at.Col-w.known.Left)
		if array.V[i] = w.fixed[k]; w.operands[k] >= 0 {
			array.V[i] = operands[w.operands[k]].value(lane)
		}
	}
	return formula.Grid(array), none
}
