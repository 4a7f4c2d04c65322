package cells

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/formula"
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
	nodes := 0
	for _, n := range m.nodes {
		if m.factors.invented(n.f.At) {
			continue
		}
		nodes++
		used[n.f.At.Sheet] = true
		reached[n.f.Class.R1C1] = true
	}
	sheets = len(used)
	formulas, tabs := len(m.book.Formulas())-m.factors.count(), len(m.Source.Sheets())
	if m.factors != nil {
		tabs--
	}
	lines := []string{m.w.Say("cells.facts.model", m.File, formulas, tabs)}
	if text := m.systems(); text != "" {
		lines = append(lines, text)
	}
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
		m.w.Say("cells.facts.reached", nodes, sheets, len(reached)),
		m.w.Say("cells.facts.ignored", formulas-nodes)+m.strangers())
	if n, first := m.interpreted(); n > 0 {
		lines = append(lines, m.w.Say("cells.facts.interpreted", n, m.place(first)))
	}
	if m.Macros {
		lines = append(lines, m.w.Say("cells.facts.macros"))
	}
	if m.Base.Reached > 0 {
		lines = append(lines, m.w.Say("cells.facts.base", m.Base.Compared-m.Base.Differing, m.Base.Reached, strconv.FormatFloat(m.Base.Largest, 'g', 2, 64)))
	}
	if n := m.Base.Unstored + m.Base.Unsure; n > 0 {
		lines = append(lines, m.w.Say("cells.facts.uncompared", n, m.Base.Unstored, m.Base.Unsure))
	}
	return lines
}

// interpreted is how many cells have no instructions and are computed by the interpreter in
// every scenario, and the first of them.
func (m *Model) interpreted() (n int, first formula.Cell) {
	for _, in := range m.program.instructions {
		if in.op != opInterpret {
			continue
		}
		if n == 0 {
			first = in.task.cells[0]
		}
		n += len(in.task.cells)
	}
	return n, first
}

// systems names the add-ins whose functions draw, each with how many of its calls do, and
// says where the workbook itself tells which of them made it; "" where none draws.
func (m *Model) systems() string {
	names := map[string]string{"atrisk": "@RISK", "risk": "@RISK / XLRisk", "xlrisk": "XLRisk", "crystalball": "Crystal Ball", "modelrisk": "ModelRisk",
		"psi": "Analytic Solver", "riskamp": "RiskAMP", "mc": "MC", "excel": "RAND"}
	count := map[string]int{}
	for _, v := range m.variables {
		if v.call == nil {
			continue
		}
		row, _ := m.entry(v.call)
		if row.system == "risk" && m.strict {
			row.system = "atrisk"
		}
		count[names[row.system]]++
	}
	var list []string
	for _, name := range slices.Sorted(maps.Keys(count)) {
		list = append(list, name+" "+strconv.Itoa(count[name]))
	}
	switch {
	case len(list) == 0:
		return ""
	case m.strict:
		return m.w.Say("cells.facts.made", strings.Join(list, ", "))
	}
	return m.w.Say("cells.facts.systems", strings.Join(list, ", "))
}

// strangers names functions that are not known, in formulas that no output needs, each with
// a cell; "" without any.
func (m *Model) strangers() string {
	const most = 3
	var list []string
	seen := map[string]bool{}
	looked := map[*formula.Class]bool{}
	for _, f := range m.book.Formulas() {
		if looked[f.Class] || m.reachedFormula(f) {
			continue
		}
		looked[f.Class] = true
		for _, name := range m.book.Needs(f).Unknown {
			if !seen[name] {
				seen[name] = true
				list = append(list, name+" ("+m.place(f.At)+")")
			}
		}
	}
	if n := len(list) - most; n > 0 {
		list = append(list[:most], m.w.Say("cells.facts.others", n))
	}
	if len(list) == 0 {
		return ""
	}
	return m.w.Say("cells.facts.strangers", strings.Join(list, ", "))
}

// plain writes a number shortly: six digits that count, large ones whole.
func plain(x float64) string {
	if size := math.Abs(x); size >= 1e6 && size < 1e15 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}
