package cells

import (
	"strings"

	"ballast/budget/formula"
)

// reading is what a formula may read: its needs, and where OFFSET and INDIRECT
// lead when what they are told is certain.
type reading struct {
	areas    []formula.Area
	unknown  []string
	volatile bool
	windows  []*formula.Apply // calls of OFFSET that lead somewhere else in every scenario
	may      []formula.Area   // where they may lead; these are among areas too, behind the others
	wild     string           // a function that reads where an uncertain number leads
}

// reads tells what a formula may read, worked out once.
func (d *definer) reads(f *formula.Formula) *reading {
	if r := d.readings[f.Number]; r != nil {
		return r
	}
	needs := d.book.Needs(f)
	r := &reading{areas: needs.Areas, unknown: needs.Unknown, volatile: needs.Volatile}
	d.readings[f.Number] = r
	if needs.Dynamic {
		d.resolve(r, f)
	}
	return r
}

// resolve adds what the calls of OFFSET and INDIRECT refer to.
func (d *definer) resolve(r *reading, f *formula.Formula) {
	found, alone := false, windows(f.Class.Root)
	d.eachCall(f.At, f.Class.Root, 0, func(n *formula.Apply) {
		selectors := n.Args
		switch n.Name {
		case "OFFSET":
			if d.byAddress(f.At, n) {
				selectors = n.Args[min(1, len(n.Args)):]
			}
		case "INDIRECT":
		default:
			return
		}
		found = true
		if d.moves(f.At, selectors) {
			if a, ok := d.windowed(f.At, n); ok && alone[n] {
				r.windows, r.may = append(r.windows, n), append(r.may, a)
			} else {
				r.wild = n.Name
			}
			return
		}
		r.areas = append(r.areas, d.base.Resolve(f.At, n).Areas()...)
	})
	r.areas = append(r.areas, r.may...)
	if !found {
		r.wild = f.Class.R1C1 // a range that another one reshapes
	}
}

// byAddress reports whether a call begins with a reference by address, which what stands in
// its cells does not move.
func (d *definer) byAddress(at formula.Cell, n *formula.Apply) bool {
	if len(n.Args) == 0 {
		return false
	}
	_, table := n.Args[0].(*formula.Structured)
	_, ok := d.rangeOf(at, n.Args[0])
	return ok || table
}

// nestedNames is how many names that name names are followed.
const nestedNames = 16

// eachCall visits the calls of a tree and of the names in it.
func (d *definer) eachCall(at formula.Cell, root formula.Node, depth int, see func(*formula.Apply)) {
	formula.Walk(root, func(n formula.Node) bool {
		switch n := n.(type) {
		case *formula.Apply:
			see(n)
		case *formula.Name:
			sheet := int(at.Sheet)
			if !n.Sheet.Local {
				sheet = int(n.Sheet.ID)
			}
			if inner, ok := d.book.Named(sheet, n.Text); ok && depth < nestedNames {
				d.eachCall(at, inner, depth+1, see)
			}
		}
		return true
	})
}

// moves reports whether expressions of a cell draw, or read what moves.
func (d *definer) moves(at formula.Cell, list []formula.Node) bool {
	for _, n := range list {
		for _, call := range calls(n) {
			if addins()[call.Name][0].role == roleDraw {
				return true
			}
		}
		for _, a := range d.book.NeedsOf(at, n).Areas {
			if d.areaMoves(a) {
				return true
			}
		}
	}
	return false
}

// areaMoves reports whether a cell of an area moves.
func (d *definer) areaMoves(a formula.Area) bool {
	if moves, seen := d.areaMoved[a]; seen {
		return moves
	}
	moves := false
	d.each(a, func(at formula.Cell) { moves = moves || d.cellMoves(at) })
	d.areaMoved[a] = moves
	return moves
}

// cellMoves reports whether a cell is drawn, or reads what moves.
func (d *definer) cellMoves(at formula.Cell) bool {
	if d.cells[at] != nil {
		return true
	}
	f := d.formulaAt(at)
	if f == nil {
		return false
	}
	if seen := d.moved[f.Number]; seen != unseen {
		return seen == stirred
	}
	d.moved[f.Number] = still // a circle moves by what else it reads
	moves := d.draws(f) || len(d.reads(f).windows) > 0
	for _, a := range d.reads(f).areas {
		moves = moves || d.areaMoves(a)
	}
	if moves {
		d.moved[f.Number] = stirred
	}
	return moves
}

// draws reports whether a formula draws by itself.
func (d *definer) draws(f *formula.Formula) bool {
	for _, call := range d.callsOf(f) {
		if addins()[call.Name][0].role == roleDraw {
			return true
		}
	}
	return false
}

// hidden names a draw that cannot be told from others: in a defined name, which
// every use would draw anew, or in a function that is called many times.
func (d *definer) hidden(f *formula.Formula) (text string) {
	own := map[*formula.Apply]bool{}
	for _, call := range d.callsOf(f) {
		own[call] = true
	}
	d.eachCall(f.At, f.Class.Root, 0, func(n *formula.Apply) {
		if rows := addins()[n.Name]; !own[n] && n.Func != nil && n.Func.Host && rows[0].role == roleDraw {
			text = n.Name
		}
	})
	formula.Walk(f.Class.Root, func(n formula.Node) bool {
		if lambda, ok := n.(*formula.Lambda); ok {
			for _, call := range calls(lambda.Body) {
				if addins()[call.Name][0].role == roleDraw {
					text = call.Name
				}
			}
		}
		return true
	})
	return text
}

// mentions reports whether a formula has any name or function value at all, so
// that hidden need not look.
func mentions(f *formula.Formula) (any bool) {
	formula.Walk(f.Class.Root, func(n formula.Node) bool {
		switch n.(type) {
		case *formula.Name, *formula.Lambda:
			any = true
		}
		return !any
	})
	return any
}

// path writes cells on the way to a cell: Out!B1 > Model!F90 > Model!D88.
func (d *definer) path(cells []formula.Cell) string {
	const shown = 8
	var names []string
	for i, at := range cells {
		if len(cells) > shown && i == shown/2 {
			names = append(names, "…")
		}
		if len(cells) > shown && i >= shown/2 && i < len(cells)-shown/2 {
			continue
		}
		names = append(names, d.place(at))
	}
	return strings.Join(names, " > ")
}
