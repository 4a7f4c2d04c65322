package cells

import (
	"fmt"
	"io"
	"strings"

	"ballast/budget/formula"
)

// Why prints the shortest way from an output down to a cell that it depends on, each
// formula on the way with its value in the base case.
//
// Checked: TestModelWhy of cmd/ballast.
func (m *Model) Why(out io.Writer, text string) error {
	at, ok := m.find(text)
	if !ok {
		return fmt.Errorf("%s", m.w.Say("problem.cell-unknown", text))
	}
	way, direct := m.wayTo(at)
	if way == nil {
		_, err := fmt.Fprintln(out, m.w.Say("cells.why.none", m.place(at)))
		return err
	}
	lines := []string{m.w.Say("cells.why.head", m.place(way[0]), m.place(at), len(way)-1)}
	for depth, c := range way {
		line := strings.Repeat("  ", depth) + m.place(c) + " = " + m.base.Value(c).String()
		if v := m.graph.cells[c]; v != nil {
			line += "  " + v.text
		} else if f := m.book.Formula(c); f != nil {
			line += "  =" + formula.Print(f.Class.Root, c)
		}
		lines = append(lines, line)
	}
	if direct > 1 {
		lines = append(lines, m.w.Say("cells.why.others", direct, m.place(at)))
	}
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

// wayTo is the cells from an output to a cell, nil where no output depends on it, and
// how many formulas that the outputs need read it. The nodes are in the order in which
// a search from the outputs met them, so the first that reads it has the shortest way.
func (m *Model) wayTo(at formula.Cell) (way []formula.Cell, direct int) {
	if m.isOutput(at) {
		return []formula.Cell{at}, 1
	}
	for i, n := range m.nodes {
		for _, a := range m.reads(n.f).areas {
			if a.Contains(at) {
				if direct++; way == nil {
					way = append(m.way(i), at)
				}
				break
			}
		}
	}
	return way, direct
}
