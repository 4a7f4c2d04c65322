package cells

import (
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
)

// A data table puts values into input cells and tells what a formula comes to. One whose
// input cell is read by a formula is a sweep: it is computed in every scenario. One whose
// input cell no formula reads only makes the program draw again and again: it is a
// simulation made at home, and the cells at its edge are its outputs.

// tabulate computes the cells of data tables.
func tabulate(r *formula.Run, table *formula.Formula, at formula.Cell) formula.Value {
	return r.Tabulate(table, at)
}

// redraws reports whether a data table does nothing but draw again.
func (d *definer) redraws(f *formula.Formula) bool {
	if known, seen := d.redrawn[f]; seen {
		return known
	}
	var inputs []formula.Cell
	if f.RowInput {
		inputs = append(inputs, f.RowCell)
	}
	if f.ColInput {
		inputs = append(inputs, f.ColCell)
	}
	read := len(inputs) == 0
	for _, other := range d.book.Formulas() {
		if read {
			break
		}
		if other.Form == formula.DataTable {
			continue
		}
		for _, a := range d.book.Needs(other).Areas {
			for _, in := range inputs {
				read = read || a.Contains(in)
			}
		}
	}
	draws := false
	for _, at := range edge(f) {
		draws = draws || d.cellMoves(at)
	}
	d.redrawn[f] = !read && draws
	return d.redrawn[f]
}

// edge is the cells whose values a data table tells.
func edge(f *formula.Formula) (cells []formula.Cell) {
	a := f.Area
	switch {
	case a.Top == 0 || a.Left == 0:
	case f.RowInput && f.ColInput:
		cells = append(cells, formula.Cell{Sheet: a.Sheet, Row: a.Top - 1, Col: a.Left - 1})
	case f.RowInput:
		for row := a.Top; row <= a.Bottom; row++ {
			cells = append(cells, formula.Cell{Sheet: a.Sheet, Row: row, Col: a.Left - 1})
		}
	case f.ColInput:
		for col := a.Left; col <= a.Right; col++ {
			cells = append(cells, formula.Cell{Sheet: a.Sheet, Row: a.Top - 1, Col: col})
		}
	}
	return cells
}

// fromTables makes outputs of the edges of data tables that only draw again, where
// nothing else is asked for, and says so.
// Checked: TestHomeMade.
func (d *definer) fromTables() {
	asked := len(d.outs) > 0
	for _, f := range d.book.Formulas() {
		if f.Form != formula.DataTable || !d.redraws(f) {
			continue
		}
		var names []string
		for _, at := range edge(f) {
			if !d.cellMoves(at) {
				continue
			}
			names = append(names, d.place(at))
			if !asked {
				d.addOutput(&output{name: d.label(at), at: at, said: d.ref(f.At)})
			}
		}
		area := f.Area.First().A1() + ":" + f.Area.At(f.Area.Rows()-1, f.Area.Cols()-1).A1()
		d.report(d.ref(f.At), budget.Note, "data-table-draws", area, strings.Join(names, ", "))
	}
	d.forget()
}

// label is the text above a cell or to the left of it, "" without one.
func (d *definer) label(at formula.Cell) string {
	above, left := at, at
	above.Row--
	left.Col--
	for _, c := range []formula.Cell{above, left} {
		if c.Row >= 0 && c.Col >= 0 {
			if v := d.Source.Value(c); v.Kind == formula.Text {
				return strings.TrimSpace(v.Text)
			}
		}
	}
	return ""
}

// mostCopies is how many cells that draw by one formula may stand in a range before a
// figure of the range is taken for that of a sample.
const mostCopies = 50

// sampled warns of formulas that reckon a figure of a sample, such as an average, from
// many rows that draw their own numbers by one formula: what is simulated then is the
// figure of that sample and not a row.
// Checked: TestCopiedRows.
func (m *Model) sampled() {
	for _, n := range m.nodes {
		if !n.moves || !ofSample(n.f.Class.Root) {
			continue
		}
		for _, a := range m.reads(n.f).areas {
			if first, copies := m.copies(a); copies >= mostCopies {
				m.report(m.ref(n.f.At), budget.Warning, "copied-rows", m.place(n.f.At), copies, m.place(first))
				break
			}
		}
	}
}

// copies counts the formulas of an area, when they are of one class, each draws by itself
// or in its row, and none reads another of them.
func (m *Model) copies(a formula.Area) (first formula.Cell, copies int) {
	if a.Rows() < mostCopies {
		return first, 0
	}
	var class *formula.Class
	w := m.area(a, -1)
	for _, i := range w.nodes {
		f := m.nodes[i].f
		if class == nil {
			class, first = f.Class, f.At
		}
		if f.Class != class || !m.ownDraws(f) {
			return first, 0
		}
		copies++
	}
	return first, copies
}

// ownDraws reports whether a formula draws, or reads a cell of its row that does, and no
// other row that moves.
func (m *Model) ownDraws(f *formula.Formula) bool {
	own := m.draws(f)
	for _, a := range m.reads(f).areas {
		m.each(a, func(at formula.Cell) {
			if at.Sheet == f.At.Sheet && at.Row == f.At.Row {
				if g := m.book.Formula(at); g != nil && m.draws(g) {
					own = true
				}
			}
		})
	}
	return own
}

// ofSample reports whether a formula calls a function that describes a sample.
func ofSample(root formula.Node) (found bool) {
	formula.Walk(root, func(n formula.Node) bool {
		if call, ok := n.(*formula.Apply); ok {
			switch call.Name {
			case "AVERAGE", "STDEV", "STDEV.S", "STDEV.P", "STDEVP", "VAR", "VAR.S", "VAR.P", "VARP", "MEDIAN", "SKEW", "KURT", "COUNTIF", "COUNTIFS", "FREQUENCY",
				"PERCENTILE", "PERCENTILE.INC", "PERCENTILE.EXC", "QUARTILE", "QUARTILE.INC", "QUARTILE.EXC":
				found = true
			}
		}
		return true
	})
	return found
}
