package cells

import (
	"math"
	"slices"

	"ballast/budget"
	"ballast/budget/formula"
)

// Base says how the base case, computed at static inputs, compares with what the
// workbook stores.
type Base struct {
	Reached   int     // formula cells that the outputs need
	Compared  int     // of them, with the stored value
	Unstored  int     // without a stored value
	Unsure    int     // after a call whose stored value was a random draw
	Differing int     // that are not equal
	Largest   float64 // relative difference among those that are
	First     string  // the first that differs
}

// The differences that count as equal.
const (
	equalRelative = 1e-9  // of the values
	equalIterated = 1e-7  // of rates that are found by iteration
	equalAbsolute = 1e-12 // of the largest number that the formula reads
)

// compareBase is the gate: every cell that is reached at static inputs against
// its stored value.
// Checked: TestBaseCase.
func (m *Model) compareBase() {
	b := &m.Base
	for _, members := range m.order {
		for _, i := range members {
			n := &m.nodes[i]
			if m.factors.invented(n.f.At) {
				continue
			}
			m.each(n.f.Area, func(at formula.Cell) {
				b.Reached++
				m.compareCell(n, at)
			})
		}
	}
	severity := budget.Error
	if m.options.Unchecked {
		severity = budget.Warning
	}
	m.doubtful(severity)
	switch {
	case b.Differing > 0:
		text := "problem.base-differs"
		if m.circular() {
			text = "cells.base.circle"
		}
		m.reportAs(m.firstRef, severity, "base-differs", text, b.First, b.Differing, b.Compared)
	case b.Compared == 0 && b.Reached > 0:
		if b.Unstored == 0 { // what was random when the file was saved is no fault of it
			severity = budget.Warning
		}
		m.report(budget.Ref{File: m.File}, severity, "base-unchecked", b.Reached, b.Unstored, b.Unsure)
	case b.Unstored > 0:
		m.report(budget.Ref{File: m.File}, budget.Warning, "base-partly", b.Compared, b.Reached, b.Unstored)
	}
}

// circular reports whether the outputs rest on formulas that need one another: other
// programs stop at a change that they call small, which the stored values still show.
func (m *Model) circular() bool {
	return slices.ContainsFunc(m.order, func(members []int) bool { return len(members) > 1 })
}

// doubtful reports the texts that a formula which is reached would have to take for a
// number, and that are different numbers in different countries. None is guessed.
// Checked: TestDoubtfulText.
func (m *Model) doubtful(severity budget.Severity) {
	for _, f := range m.base.Faults() {
		if at := m.book.Formula(f.At); f.Reason == formula.LocaleDependent && at != nil && m.reachedFormula(at) {
			m.report(m.ref(f.At), severity, "text-doubtful", f.Name, m.place(f.At))
		}
	}
}

// reachedFormula reports whether an output needs a formula.
func (m *Model) reachedFormula(f *formula.Formula) bool {
	_, ok := m.nodeOf(f)
	return ok
}

// compareCell compares one cell.
func (m *Model) compareCell(n *node, at formula.Cell) {
	b := &m.Base
	if n.frozen {
		b.Compared++
		return
	}
	stored, computed := m.Source.Value(at), m.base.Value(at)
	switch {
	case !n.known:
		b.Unsure++
		return
	case stored.Kind == formula.Blank, stored.IsError() && stored.Err == formula.NameError && !computed.IsError():
		b.Unstored++
		return
	}
	b.Compared++
	if d, ok := m.same(n, stored, computed); ok {
		b.Largest = max(b.Largest, d)
		return
	}
	if b.Differing == 0 {
		b.First = m.w.Say("cells.base.first", m.place(at), stored.String(), computed.String())
		m.firstRef = m.ref(at)
	}
	b.Differing++
}

// same compares two values and gives their relative difference.
func (m *Model) same(n *node, stored, computed formula.Value) (difference float64, ok bool) {
	if stored.Kind != formula.Number || computed.Kind != formula.Number {
		return 0, formula.Same(stored, computed)
	}
	apart := math.Abs(stored.Num - computed.Num)
	size := max(math.Abs(stored.Num), math.Abs(computed.Num))
	if apart == 0 {
		return 0, true
	}
	tolerance := equalRelative
	if iterates(n.f.Class.Root) {
		tolerance = equalIterated
	}
	if apart <= tolerance*size {
		return apart / size, true
	}
	return 0, apart <= equalAbsolute*m.largestRead(n)
}

// iterates reports whether a formula finds a rate by iteration.
func iterates(root formula.Node) (found bool) {
	formula.Walk(root, func(n formula.Node) bool {
		if call, ok := n.(*formula.Apply); ok {
			switch call.Name {
			case "XIRR", "IRR", "RATE", "YIELD", "ODDFYIELD":
				found = true
			}
		}
		return true
	})
	return found
}

// largestRead is the size of the largest number that a formula reads.
func (m *Model) largestRead(n *node) float64 {
	largest := 0.0
	for _, a := range m.reads(n.f).areas {
		m.each(a, func(at formula.Cell) {
			if v := m.base.Value(at); v.Kind == formula.Number {
				largest = max(largest, math.Abs(v.Num))
			}
		})
	}
	return largest
}
