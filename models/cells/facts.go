package cells

import (
	"math"
	"strconv"
)

// shownInputs is how many inputs are listed by name.
const shownInputs = 40

// Facts are lines that say what was understood: the size of the model, each
// input with its static value, each output, how much they reach, and how the
// base case compares with the file.
func (m *Model) Facts() []string {
	sheets := 0
	used := map[int32]bool{}
	reached := map[string]bool{}
	for _, n := range m.nodes {
		used[n.f.At.Sheet] = true
		reached[n.f.Class.R1C1] = true
	}
	sheets = len(used)
	formulas := len(m.book.Formulas())
	lines := []string{m.w.Say("cells.facts.model", m.File, formulas, len(m.Source.Sheets()))}
	for i, v := range m.variables {
		if i == shownInputs {
			lines = append(lines, m.w.Say("cells.facts.more", len(m.variables)-shownInputs))
			break
		}
		lines = append(lines, m.w.Say("cells.facts.input", m.place(v.at), v.name, v.text, plain(v.static)))
	}
	for _, o := range m.outs {
		lines = append(lines, m.w.Say("cells.facts.output", m.place(o.at), o.name))
	}
	lines = append(lines,
		m.w.Say("cells.facts.reached", len(m.nodes), sheets, len(reached)),
		m.w.Say("cells.facts.ignored", formulas-len(m.nodes)))
	if m.Base.Reached > 0 {
		lines = append(lines, m.w.Say("cells.facts.base", m.Base.Compared-m.Base.Differing, m.Base.Reached, strconv.FormatFloat(m.Base.Largest, 'g', 2, 64)))
	}
	if n := m.Base.Unstored + m.Base.Unsure; n > 0 {
		lines = append(lines, m.w.Say("cells.facts.uncompared", n, m.Base.Unstored, m.Base.Unsure))
	}
	return lines
}

// plain writes a number shortly: six digits that count, large ones whole.
func plain(x float64) string {
	if size := math.Abs(x); size >= 1e6 && size < 1e15 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}
