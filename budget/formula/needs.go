package formula

// Needs is what a formula refers to, as far as its text says: names, tables and
// three-dimensional references are resolved. A program that works on columns of
// scenarios takes its precedents from here, so what is left out here would be
// folded although it moves.
type Needs struct {
	// Areas may be read; those of branches that are not taken are among them.
	Areas []Area
	// Dynamic: OFFSET or INDIRECT may read other cells too, which only computing
	// tells.
	Dynamic bool
	// Volatile: a function of the moment (RAND, NOW) is called.
	Volatile bool
	// Unknown are the functions and names that are not known, in the order of the
	// formula.
	Unknown []string
}

// Needs tells what a formula refers to.
// Checked: TestNeeds.
func (b *Book) Needs(f *Formula) Needs {
	w := needer{book: b, at: f.At}
	switch {
	case f.Form != DataTable:
		w.walk(f.Class.Root, 0)
	default:
		w.table(f)
	}
	return w.found
}

// NeedsOf tells what an expression refers to in a cell, as Needs does of a
// whole formula.
// Checked: TestHost.
func (b *Book) NeedsOf(at Cell, n Node) Needs {
	w := needer{book: b, at: at}
	w.walk(n, 0)
	return w.found
}

// needer collects needs.
type needer struct {
	book  *Book
	at    Cell
	found Needs
}

// walk takes a tree in; names are followed to a depth.
func (w *needer) walk(root Node, depth int) {
	Walk(root, func(n Node) bool {
		switch n := n.(type) {
		case *Range:
			w.found.Areas = append(w.found.Areas, n.Areas(w.at)...)
		case *Structured:
			if area, ok := w.book.TableArea(n, w.at); ok {
				w.found.Areas = append(w.found.Areas, area)
			}
		case *Name:
			w.name(n.Sheet, n.Text, depth)
		case *Apply:
			w.call(n, depth)
		case *Unary:
			if n.Op == Spilled {
				w.spill(n.X)
			}
		case *Binary:
			if n.Op == RangeTo {
				w.hull(n, depth)
				return false
			}
		}
		return true
	})
}

// name follows a defined name.
func (w *needer) name(sheet SheetRef, text string, depth int) {
	id := int(w.at.Sheet)
	if !sheet.Local {
		id = int(sheet.ID)
	}
	root, ok := w.book.Named(id, text)
	switch {
	case ok && depth < maxNesting:
		w.walk(root, depth+1)
	case ok:
	case w.book.tables[Fold(text)] != nil:
		if area, ok := w.book.TableArea(&Structured{Table: text}, w.at); ok {
			w.found.Areas = append(w.found.Areas, area)
		}
	default:
		w.found.Unknown = append(w.found.Unknown, text)
	}
}

// call notes what a function means for the needs.
func (w *needer) call(n *Apply, depth int) {
	switch {
	case n.Func == nil && w.book.lookup(int(w.at.Sheet), n.Name) != nil:
		w.name(SheetRef{Local: true}, n.Name, depth)
	case n.Func == nil:
		w.found.Unknown = append(w.found.Unknown, n.Addin+n.Name)
	case n.Name == "OFFSET" || n.Name == "INDIRECT":
		w.found.Dynamic = true
	case n.Func.Volatile:
		w.found.Volatile = true
	}
	switch n.Name {
	case "SUMIF", "AVERAGEIF":
		if len(n.Args) == 3 {
			w.reshaped(n.Args[0], n.Args[2], depth)
		}
	case "LOOKUP":
		if len(n.Args) == 3 {
			w.reshaped(n.Args[1], n.Args[2], depth)
		}
	}
}

// reshaped: the last range of SUMIF and LOOKUP reaches as far as the first.
func (w *needer) reshaped(keys, last Node, depth int) {
	from, to := needer{book: w.book, at: w.at}, needer{book: w.book, at: w.at}
	from.walk(keys, depth)
	to.walk(last, depth)
	if len(from.found.Areas) != 1 || len(to.found.Areas) != 1 || from.found.Dynamic || to.found.Dynamic {
		w.found.Dynamic = true
		return
	}
	k, a := from.found.Areas[0], to.found.Areas[0]
	a.Bottom = min(max(a.Bottom, a.Top+k.Bottom-k.Top), MaxRows-1)
	a.Right = min(max(a.Right, a.Left+k.Right-k.Left), MaxCols-1)
	w.found.Areas = append(w.found.Areas, a)
}

// hull: a range between two references may be as large as all they can be.
func (w *needer) hull(n *Binary, depth int) {
	inner := needer{book: w.book, at: w.at}
	inner.walk(n.X, depth)
	inner.walk(n.Y, depth)
	found := inner.found
	if len(found.Areas) > 0 {
		whole := found.Areas[0]
		for _, a := range found.Areas[1:] {
			if a.Sheet == whole.Sheet {
				whole = whole.Hull(a)
			}
		}
		w.found.Areas = append(append(w.found.Areas, found.Areas...), whole)
	}
	w.found.Dynamic = w.found.Dynamic || found.Dynamic
	w.found.Volatile = w.found.Volatile || found.Volatile
	w.found.Unknown = append(w.found.Unknown, found.Unknown...)
}

// spill: A1# reads all that the formula in A1 fills.
func (w *needer) spill(x Node) {
	if n, ok := x.(*Range); ok && n.Shape == OneCell {
		for _, a := range n.Areas(w.at) {
			if f := w.book.cells[a.First()]; f != nil && f.Form != PlainFormula {
				w.found.Areas = append(w.found.Areas, f.Area)
			}
		}
	}
}

// table: a data table reads its edges and, by its formulas, the input cells.
func (w *needer) table(f *Formula) {
	a := f.Area
	top, left := max(a.Top-1, 0), max(a.Left-1, 0)
	w.found.Areas = append(w.found.Areas, Area{a.Sheet, top, left, top, a.Right}, Area{a.Sheet, top, left, a.Bottom, left})
	if f.RowInput {
		w.found.Areas = append(w.found.Areas, AreaOf(f.RowCell))
	}
	if f.ColInput {
		w.found.Areas = append(w.found.Areas, AreaOf(f.ColCell))
	}
}
