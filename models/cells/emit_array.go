package cells

import "ballast/budget/formula"

// largestSpread is how many elements an array inside a formula may have to be worked out
// element by element over columns; a formula with a larger one is interpreted.
const largestSpread = 4096

// entirely emits with operators that work on whole ranges, as they do in array formulas and
// inside SUMPRODUCT.
func (e *emitter) entirely(emit func() (operand, bool)) (operand, bool) {
	before := e.entire
	e.entire = true
	o, ok := emit()
	e.entire = before
	return o, ok
}

// isOne reports whether an expression surely gives one value of its own.
func (e *emitter) isOne(at formula.Cell, n formula.Node) bool {
	if !e.entire {
		return isSingle(n)
	}
	rows, cols, ok := e.extent(at, n)
	return ok && rows == 1 && cols == 1
}

// extent is the size of what an expression gives where operators work on whole ranges; ok
// is false where that is not known here.
func (e *emitter) extent(at formula.Cell, n formula.Node) (rows, cols int, ok bool) {
	switch n := n.(type) {
	case *formula.Literal:
		return 1, 1, true
	case *formula.Range, *formula.Structured, *formula.Name:
		a, ok := e.area(at, n, 0)
		if !ok {
			return 0, 0, false
		}
		clipped, ok := e.clip(a)
		return a.Rows(), a.Cols(), ok && clipped == a
	case *formula.Unary:
		if n.Op < formula.Spilled {
			return e.extent(at, n.X)
		}
	case *formula.Binary:
		if n.Op < formula.RangeTo {
			return e.common(at, n.X, n.Y)
		}
	case *formula.Apply:
		return e.extentOfCall(at, n)
	}
	return 0, 0, false
}

// common is the size to which expressions are stretched; those that are neither one row,
// one column nor of the size of the others have none.
func (e *emitter) common(at formula.Cell, list ...formula.Node) (rows, cols int, ok bool) {
	rows, cols = 1, 1
	for _, n := range list {
		r, c, ok := e.extent(at, n)
		if !ok || r > 1 && rows > 1 && r != rows || c > 1 && cols > 1 && c != cols {
			return 0, 0, false
		}
		rows, cols = max(rows, r), max(cols, c)
	}
	return rows, cols, rows*cols <= largestSpread
}

// extentOfCall is the size of what a function gives: as large as the arrays that stand
// where it wants single values.
func (e *emitter) extentOfCall(at formula.Cell, n *formula.Apply) (rows, cols int, ok bool) {
	switch {
	case n.Func == nil || n.Func.Host || n.Func.Volatile:
		return 0, 0, false
	case n.Name == "IF" || n.Name == "IFERROR":
		return e.common(at, n.Args...)
	case n.Func.Lazy != nil || n.Func.Args == "":
		return 0, 0, false
	}
	var single []formula.Node
	for i, a := range n.Args {
		if mode := n.Func.Mode(i); mode != 'r' && mode != 'R' && mode != 'a' && mode != 'A' {
			single = append(single, a)
			continue
		}
		if !givesOne(n.Name) {
			return 0, 0, false
		}
	}
	return e.common(at, single...)
}

// givesOne names the functions that make one value of a range or an array.
func givesOne(name string) bool {
	switch name {
	case "SUM", "MIN", "MAX", "AVERAGE", "PRODUCT", "AND", "OR", "NPV", "SUMPRODUCT", "SUMIF", "SUMIFS", "COUNTIF", "COUNTIFS", "AVERAGEIF", "AVERAGEIFS", "MAXIFS", "MINIFS":
		return true
	}
	return takesArrays(name)
}

// spread emits the elements of an array, row by row. With zero, an element that IF leaves
// out is 0 and not FALSE, which is the same to a sum.
func (e *emitter) spread(at formula.Cell, n formula.Node, depth int, zero bool) (list []operand, rows, cols int, ok bool) {
	if rows, cols, ok = e.extent(at, n); !ok || rows*cols > largestSpread {
		return nil, 0, 0, false
	}
	if call, isCall := n.(*formula.Apply); isCall && zero && call.Name == "IF" && len(call.Args) == 2 {
		n = &formula.Apply{Name: call.Name, Func: call.Func, Args: []formula.Node{call.Args[0], call.Args[1], &formula.Literal{Value: formula.Int(0)}}}
	}
	for row := range rows {
		for col := range cols {
			one, ok := e.element(at, n, row, col)
			if !ok {
				return nil, 0, 0, false
			}
			o, ok := e.expr(at, one, depth)
			if !ok || !o.constant() && o.kind == boxed {
				return nil, 0, 0, false
			}
			list = append(list, o)
		}
	}
	return list, rows, cols, true
}

// element is the expression of one element of an array: every range of which single cells
// are wanted gives way to its cell there.
func (e *emitter) element(at formula.Cell, n formula.Node, row, col int) (formula.Node, bool) {
	switch n := n.(type) {
	case *formula.Literal:
		return n, true
	case *formula.Range, *formula.Structured, *formula.Name:
		a, ok := e.area(at, n, 0)
		if !ok {
			return nil, false
		}
		cell := a.At(min(row, a.Rows()-1), min(col, a.Cols()-1))
		return &formula.Range{Sheet: formula.SheetRef{Name: e.book.SheetName(int(cell.Sheet)), ID: cell.Sheet, LastID: cell.Sheet}, From: formula.Coord{Row: cell.Row, Col: cell.Col}}, true
	case *formula.Unary:
		x, ok := e.element(at, n.X, row, col)
		return &formula.Unary{Op: n.Op, X: x}, ok
	case *formula.Binary:
		x, okX := e.element(at, n.X, row, col)
		y, okY := e.element(at, n.Y, row, col)
		return &formula.Binary{Op: n.Op, X: x, Y: y}, okX && okY
	case *formula.Apply:
		return e.elementOfCall(at, n, row, col)
	}
	return nil, false
}

// elementOfCall is the call for one element.
func (e *emitter) elementOfCall(at formula.Cell, n *formula.Apply, row, col int) (formula.Node, bool) {
	args := make([]formula.Node, len(n.Args))
	for i, a := range n.Args {
		args[i] = a
		if n.Func.Lazy == nil {
			if mode := n.Func.Mode(i); mode == 'r' || mode == 'R' || mode == 'a' || mode == 'A' {
				continue
			}
		}
		var ok bool
		if args[i], ok = e.element(at, a, row, col); !ok {
			return nil, false
		}
	}
	return &formula.Apply{Name: n.Name, Addin: n.Addin, Func: n.Func, Args: args}, true
}

// takesRange reports whether a function takes a range as it stands for argument i: as one,
// or as an array of which it makes one value, wherever that stands.
func takesRange(n *formula.Apply, i int) bool {
	if n.Func == nil || n.Func.Lazy != nil || n.Func.Args == "" {
		return false
	}
	mode := n.Func.Mode(i)
	return mode == 'r' || mode == 'R' || (mode == 'a' || mode == 'A') && givesOne(n.Name)
}

// plainOperands reports whether no operator and no function that wants single values has a
// range of several cells: operators on whole ranges and on single cells are then the same.
func (e *emitter) plainOperands(at formula.Cell, root formula.Node) bool {
	plain := true
	several := func(n formula.Node) bool {
		switch n := n.(type) {
		case *formula.Range:
			return !onlyCell(n)
		case *formula.Structured, *formula.Name, *formula.Constants:
			return true
		}
		return false
	}
	formula.Walk(root, func(n formula.Node) bool {
		switch n := n.(type) {
		case *formula.Unary:
			plain = plain && !several(n.X)
		case *formula.Binary:
			plain = plain && !several(n.X) && !several(n.Y)
		case *formula.Apply:
			for i, a := range n.Args {
				plain = plain && (takesRange(n, i) || !several(a))
			}
		case *formula.Lambda, *formula.Constants:
			plain = false
		}
		return plain
	})
	return plain
}
