package cells

import (
	"ballast/budget"
	"ballast/budget/formula"
	"ballast/budget/formula/calendar"
)

// freezeCells gives the cells of Options.Freeze their stored values: what they would read
// is not looked at.
// Checked: TestFreeze.
func (d *definer) freezeCells() {
	for _, text := range d.options.Freeze {
		said := budget.Ref{File: "--freeze " + text}
		at, ok := d.find(text)
		if !ok {
			d.report(said, budget.Error, "cell-unknown", text)
			continue
		}
		f, v := d.book.Formula(at), d.Source.Value(at)
		switch {
		case f == nil:
			d.report(d.ref(at), budget.Error, "freeze-number", d.place(at))
		case v.Kind == formula.Blank:
			d.report(d.ref(at), budget.Error, "freeze-unstored", d.place(at))
		default:
			d.frozen[at], d.fixed[at] = true, v
			d.report(d.ref(at), budget.Note, "frozen", formula.Print(f.Class.Root, f.At), v.String())
		}
	}
}

// formulaAt is the formula of a cell, unless it was frozen.
func (d *definer) formulaAt(at formula.Cell) *formula.Formula {
	if d.frozen[at] {
		return nil
	}
	return d.book.Formula(at)
}

// moment answers TODAY and NOW where Options.AsOf says which day it is.
func (d *definer) moment(_ formula.Cell, name string) formula.Value {
	if day := d.options.AsOf; !day.IsZero() && (name == "TODAY" || name == "NOW") {
		system := calendar.From1900
		if d.Source.Date1904() {
			system = calendar.From1904
		}
		if n, ok := system.Serial(day.Year(), int(day.Month()), day.Day()); ok {
			return formula.Int(n)
		}
	}
	return formula.Fail(formula.NAError)
}

// dated reports whether a formula of the moment can be computed: the day is known, and it
// asks for nothing else that only the moment knows.
func (d *definer) dated(f *formula.Formula) bool {
	dated := !d.options.AsOf.IsZero()
	d.eachCall(f.At, f.Class.Root, 0, func(n *formula.Apply) {
		if n.Func != nil && n.Func.Volatile && n.Name != "TODAY" && n.Name != "NOW" {
			dated = false
		}
	})
	return dated
}

// date says of a formula of the moment which day it was computed on. Where that gives
// another value than the one stored, what follows from it cannot be compared.
func (g *graph) date(i int) {
	n := &g.nodes[i]
	v := g.base.Value(n.f.At)
	if stored := g.Source.Value(n.f.At); !formula.Same(v, stored) {
		n.known = false
	}
	g.report(g.ref(n.f.At), budget.Note, "dated", formula.Print(n.f.Class.Root, n.f.At), g.options.AsOf.Format("2006-01-02"), v.String())
}
