package cells

import (
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim/distribution"
)

// Instead is the law of a cell in the place of what the workbook has there, be that a
// number, a formula or a law too. An input keeps its name and its correlations.
type Instead struct {
	At   formula.Cell
	Law  string // PERT(90,100,140), or one number
	Name string // of a cell that is no input yet; "" its place
}

// lawInstead is one of Options.Instead, read.
type lawInstead struct {
	Instead
	law   distribution.Distribution
	taken bool
}

// fromInstead reads what is to stand in the place of laws.
func (d *definer) fromInstead() {
	for _, x := range d.options.Instead {
		if law, ok := d.readLaw(d.ref(x.At), x.Law); ok {
			d.instead = append(d.instead, &lawInstead{Instead: x, law: law})
		}
	}
}

// takeInstead gives an input the law that is to stand in the place of its own.
func (d *definer) takeInstead(v *variable) {
	for _, x := range d.instead {
		if x.At == v.at && !x.taken {
			v.law, v.text, x.taken = x.law, x.Law, true
		}
	}
}

// newInstead makes inputs of the cells that are none yet.
func (d *definer) newInstead() {
	for _, x := range d.instead {
		if x.taken {
			continue
		}
		key := x.Name
		if key == "" {
			key = d.place(x.At)
		}
		d.addInput(&variable{key: key, name: x.Name, at: x.At, law: x.law, text: x.Law, said: d.ref(x.At)})
	}
}

// changed reports whether cells hold something else than the file: what it stores of
// formulas is then no measure.
func (o *Options) changed() bool {
	return o.shocks != nil || len(o.Typed)+len(o.Instead) > 0
}

// sayTyped says of cells that were typed into what nothing comes of.
func (m *Model) sayTyped() {
	all := slices.Clone(m.options.Typed)
	for _, x := range m.options.Instead {
		if !slices.Contains(all, x.At) {
			all = append(all, x.At)
		}
	}
	for _, at := range all {
		if !m.needs(at) {
			m.reportAs(m.ref(at), budget.Warning, "input-unused", "cells.typed.unused", m.place(at))
		}
	}
	for i, n := range m.nodes {
		if n.frozen && slices.ContainsFunc(all, func(at formula.Cell) bool { return m.follows(i, at, map[int]bool{}) }) {
			m.reportAs(m.ref(n.f.At), budget.Warning, "frozen", "cells.typed.frozen", m.place(n.f.At), m.Source.Value(n.f.At).String())
		}
	}
}

// needs reports whether an output can depend on a cell, or the workbook says there what is
// uncertain or asked for.
func (m *Model) needs(at formula.Cell) bool {
	if m.isOutput(at) || m.cells[at] != nil && m.reached[m.cells[at]] || m.reachedFormula(m.book.Formula(at)) {
		return true
	}
	name := m.Source.Sheets()[at.Sheet]
	for _, s := range []markSheet{uncertainSheet(), outputSheet(), decisionSheet()} {
		if among(name, s.names) {
			return true
		}
	}
	return slices.ContainsFunc(m.nodes, func(n node) bool { return m.readsCell(n.f, at) })
}

// readsCell reports whether a formula reads a cell.
func (m *Model) readsCell(f *formula.Formula, at formula.Cell) bool {
	return slices.ContainsFunc(m.reads(f).areas, func(a formula.Area) bool { return a.Contains(at) })
}

// follows reports whether a node reads a cell, by others or not.
func (m *Model) follows(i int, at formula.Cell, seen map[int]bool) bool {
	if seen[i] {
		return false
	}
	seen[i] = true
	n := &m.nodes[i]
	return m.readsCell(n.f, at) || slices.ContainsFunc(n.reads, func(j int) bool { return m.follows(j, at, seen) })
}

// DrawAs gives the model the draws of another in what both have in common: a difference
// between them is then that of what was changed, and not of chance. Base is that of the
// other: the file's own formulas were compared there.
//
// Checked: TestTypedModel.
func (m *Model) DrawAs(other *Model) error {
	m.Base = other.Base
	return m.drawAs(other)
}

// Field is a cell that outputs depend on and that can hold something else.
type Field struct {
	At    formula.Cell
	Place string
	Name  string // of the input, else what stands beside the cell; "" nothing
	Law   string // of an input
	Call  bool   // an input that a function in a formula draws
}

// Fields are the inputs, the cells of the sheet Decisions and then the numbers that the
// outputs read, by sheet and place, at most so many; more reports whether there are others.
func (m *Model) Fields(most int) (list []Field, more bool) {
	seen := map[formula.Cell]bool{}
	for _, v := range m.variables {
		if v.varied || seen[v.at] {
			continue
		}
		seen[v.at] = true
		list = append(list, Field{At: v.at, Place: m.place(v.at), Name: v.name, Law: v.text, Call: v.call != nil})
	}
	var rest []formula.Cell
	add := func(at formula.Cell) {
		if v := m.Source.Value(at); !seen[at] && int(at.Sheet) < len(m.Source.Sheets()) && v.Kind == formula.Number && !m.factors.invented(at) && m.book.Formula(at) == nil {
			seen[at], rest = true, append(rest, at)
		}
	}
	for _, x := range m.decisions {
		if at, ok := m.find(x.Cell); ok {
			add(at)
		}
	}
	for _, n := range m.nodes {
		for _, a := range m.reads(n.f).areas {
			if len(rest) <= most {
				m.each(a, add)
			}
		}
	}
	slices.SortFunc(rest, compareCells)
	for _, at := range rest {
		if len(list) >= most {
			return list, true
		}
		list = append(list, Field{At: at, Place: m.place(at), Name: m.beside(at)})
	}
	return list, false
}

// How far the words of a cell are looked for.
const (
	besideCols = 12
	besideRows = 60
)

// beside is the text that stands nearest to the left of a cell, and where none does the
// nearest above it.
func (m *Model) beside(at formula.Cell) string {
	look := func(rows, cols int32) string {
		for k := int32(1); ; k++ {
			to := formula.Cell{Sheet: at.Sheet, Row: at.Row - k*rows, Col: at.Col - k*cols}
			if to.Row < 0 || to.Col < 0 || k > besideCols*cols+besideRows*rows {
				return ""
			}
			if v := m.Source.Value(to); v.Kind == formula.Text && strings.TrimSpace(v.Text) != "" {
				return strings.TrimSpace(v.Text)
			}
		}
	}
	if name := look(0, 1); name != "" {
		return name
	}
	return look(1, 0)
}

// InputAt is the name and the definition of the input that a cell is, and whether a
// function in its formula draws it; ok is false where the cell is none.
func (m *Model) InputAt(at formula.Cell) (f Field, ok bool) {
	for _, v := range m.inputs {
		if v.at == at && !v.varied {
			return Field{At: at, Place: m.place(at), Name: v.name, Law: v.text, Call: v.call != nil}, true
		}
	}
	return f, false
}
