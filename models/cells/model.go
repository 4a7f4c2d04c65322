package cells

import (
	"fmt"
	"math"
	"slices"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim"
)

// Model is a workbook ready to be simulated.
type Model struct {
	*graph
	Base      Base
	variables []*variable // in the order of the sheets
	program   program
	engine    sim.Program
	firstRef  budget.Ref
}

// Compile makes a model of a workbook and lists what is wrong, assumed or left
// out. The model is of use where no problem is an error.
func Compile(w Workbook, o Options) (*Model, []budget.Problem) {
	d := newDefiner(w.withFactors(), o)
	d.fromInstead()
	d.fromSheets()
	d.fromNotes()
	d.fromWindows()
	d.fromCalls()
	d.fromPlan()
	d.fromOptions()
	d.freezeCells()
	d.fromDecisions()
	d.fromTables()
	d.only()
	d.renew()
	m := &Model{graph: newGraph(d)}
	m.renew()
	m.checkLoops()
	m.checkOutputs()
	m.enumerate()
	m.sampled()
	if !budget.HasErrors(m.problems) {
		m.sayFrozen()
		m.sayPlanned()
		if !o.changed() {
			m.compareBase()
		}
	}
	if !budget.HasErrors(m.problems) {
		m.build()
		m.sayTyped()
	}
	return m, m.problems
}

// only keeps the outputs that the results of the command name, if any.
func (d *definer) only() {
	if len(d.options.Results) == 0 {
		return
	}
	wanted := map[formula.Cell]bool{}
	for _, text := range d.options.Results {
		if at, ok := d.find(text); ok {
			wanted[at] = true
		}
	}
	d.outs = slices.DeleteFunc(d.outs, func(o *output) bool { return !wanted[o.at] })
}

// checkLoops refuses the circles that the base case runs into, unless the
// workbook repeats them; one behind a branch that is not taken is none.
func (m *Model) checkLoops() {
	for _, n := range m.nodes {
		if n.loop {
			m.base.Value(n.f.At)
		}
	}
	for _, cells := range m.base.Cycles() {
		m.report(m.ref(cells[0]), budget.Error, "circle", m.path(append(cells, cells[0])))
	}
}

// checkOutputs sees that there are outputs, and that each depends on an input.
func (m *Model) checkOutputs() {
	if len(m.outs) == 0 {
		m.report(budget.Ref{File: m.File}, budget.Error, "no-output")
	}
	names := map[string]*output{}
	for _, o := range m.outs {
		if old := names[o.name]; old != nil {
			o.name = fmt.Sprintf("%s (%s)", o.name, m.place(o.at))
		}
		names[o.name] = o
		i, reached := m.nodeOf(m.book.Formula(o.at))
		if m.graph.cells[o.at] == nil && (!reached || !m.nodes[i].moves) && !budget.HasErrors(m.problems) {
			m.report(o.said, budget.Error, "output-fixed", o.name, m.place(o.at))
		}
	}
}

// enumerate numbers the variables that the outputs reach, in the order of the
// sheets, and says which are not reached.
func (m *Model) enumerate() {
	slices.SortStableFunc(m.inputs, func(a, b *variable) int {
		if c := compareCells(a.at, b.at); c != 0 {
			return c
		}
		return a.number - b.number
	})
	keys := map[string]bool{}
	for _, v := range m.inputs {
		v.index = -1
		if !m.isReached(v) {
			switch {
			case v.varied:
				m.reportAs(v.said, budget.Warning, "input-unused", "cells.vary.unused", m.place(v.at))
			case v.call == nil && !v.planned:
				m.report(v.said, budget.Warning, "input-unused", m.place(v.at))
			}
			continue
		}
		if keys[v.key] {
			v.key = fmt.Sprintf("%s (%s#%d)", v.key, m.place(v.at), v.number)
		}
		keys[v.key] = true
		v.index = len(m.variables)
		if mean := v.law.Mean(); v.moving == nil && whole(v.law) && math.Abs(mean-v.static) > 1e-9*math.Max(1, math.Abs(mean)) {
			m.report(m.ref(v.at), budget.Note, "static-member", m.place(v.at), plain(v.static), plain(mean))
		}
		m.variables = append(m.variables, v)
	}
}

// isReached reports whether an output depends on a variable.
func (m *Model) isReached(v *variable) bool {
	if v.call != nil {
		_, reached := m.nodeOf(m.book.Formula(v.at))
		return reached
	}
	return m.reached[v] || m.isOutput(v.at)
}

// isOutput reports whether a cell is asked for.
func (m *Model) isOutput(at formula.Cell) bool {
	return slices.ContainsFunc(m.outs, func(o *output) bool { return o.at == at })
}

// sayFrozen says which formulas of the moment and which values of linked
// workbooks stand for themselves.
func (m *Model) sayFrozen() {
	for _, n := range m.nodes {
		if n.frozen {
			m.report(m.ref(n.f.At), budget.Note, "frozen", formula.Print(n.f.Class.Root, n.f.At), m.Source.Value(n.f.At).String())
		}
	}
	own := len(m.Source.Sheets())
	for _, n := range m.nodes {
		for _, a := range m.reads(n.f).areas {
			if int(a.Sheet) >= own {
				m.report(m.ref(n.f.At), budget.Note, "linked", formula.Print(n.f.Class.Root, n.f.At))
				break
			}
		}
	}
}

// build makes the program.
func (m *Model) build() {
	m.program = emit(m.graph, m.variables)
	if m.program.whole != "" {
		m.report(budget.Ref{File: m.File}, budget.Warning, "interpreted", m.program.whole)
	}
	m.engine = sim.Program{NewKernel: m.newKernel}
	for _, v := range m.variables {
		m.engine.Variables = append(m.engine.Variables, sim.Variable{Key: v.key, Dist: v.law})
	}
	m.engine.Links = m.correlations(m.variables)
	for _, o := range m.outs {
		m.engine.Scalars = append(m.engine.Scalars, o.name)
		m.engine.Errors = append(m.engine.Errors, true)
	}
	m.weigh()
}

// weigh ranks the variables by how far the first output moves when each alone
// goes from the tenth to the ninetieth percentile: designs have good and less
// good coordinates.
func (m *Model) weigh() {
	n := len(m.variables)
	k := m.newKernel(0)
	low, high := m.oneByOne(k, 0.1), m.oneByOne(k, 0.9)
	for i := range n {
		for out := range m.outs {
			if d := high[out][i] - low[out][i]; d == d && out == 0 {
				m.engine.Variables[i].Weight = max(d, -d)
			}
		}
	}
}

// oneByOne is the outputs where each variable in turn is at a percentile and the
// others are static: by output, then by variable.
func (m *Model) oneByOne(k sim.Kernel, share float64) [][]float64 {
	n := len(m.variables)
	b := &sim.Block{N: n}
	for i, v := range m.variables {
		column := make([]float64, n)
		for k := range column {
			column[k] = v.static
		}
		column[i] = v.law.Quantile(share)
		b.In = append(b.In, column)
	}
	for range m.outs {
		b.Scalar = append(b.Scalar, make([]float64, n))
	}
	if n > 0 {
		_ = k.Run(b) // a kernel of this package returns no error
	}
	return b.Scalar
}
