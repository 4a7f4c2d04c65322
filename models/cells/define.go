package cells

import (
	"errors"
	"math"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim/distribution"
)

// variable is one uncertain number of the model.
type variable struct {
	key, name string
	at        formula.Cell   // the cell that is drawn, or that of the formula with the call
	call      *formula.Apply // nil: the cell itself is drawn
	number    int            // of the call in its formula, from 1
	law       distribution.Distribution
	text      string // the definition as it was written
	said      budget.Ref
	static    float64 // in the base case
	varied    bool    // one of Options.Vary
	planned   bool    // an amount of the plan in the same workbook
	known     bool    // the file's own values rest on it
	replaces  bool    // a formula stands in the cell
	moving    *moving // parameters that are uncertain themselves: law is then uniform
	index     int     // among the variables of the program
}

// output is one figure that is asked for.
type output struct {
	name   string
	at     formula.Cell
	said   budget.Ref
	unit   string
	target *float64 // what it ought to reach
	lower  bool     // less is better
	budget *float64 // of an output that is a cost

	confidence float64 // with which a budget and its contingency are to hold
}

// addInput takes a definition of a cell in.
func (d *definer) addInput(v *variable) {
	if old := d.cells[v.at]; old != nil {
		if v.varied && !old.varied {
			d.reportAs(v.said, budget.Error, "input-twice", "cells.vary.drawn", d.place(v.at), old.text, old.said.String())
			return
		}
		d.report(v.said, budget.Error, "input-twice", d.place(v.at), old.text, old.said.String(), v.text)
		return
	}
	for _, a := range d.Merged {
		if a.Contains(v.at) && a.First() != v.at {
			d.report(v.said, budget.Error, "input-merged", d.place(v.at), d.place(a.First()))
			return
		}
	}
	stored := d.Source.Value(v.at)
	v.replaces = d.book.Formula(v.at) != nil
	v.static, v.known = stored.Num, true
	if stored.Kind != formula.Number {
		v.static, v.known = staticOf(v.law), stored.Kind == formula.Blank && !v.replaces
		if stored.Kind == formula.Text {
			d.report(v.said, budget.Error, "input-text", d.place(v.at), stored.Text)
			return
		}
	}
	if v.replaces && !v.planned {
		d.report(v.said, budget.Note, "input-replaces", d.place(v.at))
	}
	d.takeInstead(v)
	v.shocked(d.options.shocks)
	d.cells[v.at], d.fixed[v.at] = v, formula.Num(v.static)
	d.inputs = append(d.inputs, v)
}

// staticOf is where a law stands in the base case when nothing else says it: its
// mean, of one without a mean its median; of a discrete one the member nearest.
func staticOf(law distribution.Distribution) float64 {
	m := law.Mean()
	if math.IsNaN(m) || math.IsInf(m, 0) {
		return law.Quantile(0.5)
	}
	if p := law.CDF(m); whole(law) {
		below, above := law.Quantile(p), law.Quantile(math.Min(p+1e-9, 1))
		if math.Abs(above-m) < math.Abs(below-m) {
			return above
		}
		return below
	}
	return m
}

// whole reports whether a law has single members: a step at the median.
func whole(law distribution.Distribution) bool {
	x := law.Quantile(0.5)
	return law.CDF(x) > law.CDF(math.Nextafter(x, math.Inf(-1)))+1e-9
}

// addOutput takes a cell that is asked for in; one named twice keeps its first
// name.
func (d *definer) addOutput(o *output) {
	for _, old := range d.outs {
		if old.at == o.at {
			return
		}
	}
	if o.name == "" {
		o.name = d.place(o.at)
	}
	d.outs = append(d.outs, o)
}

// fromOptions takes the inputs and results of the command in.
func (d *definer) fromOptions() {
	for _, text := range d.options.Inputs {
		said := budget.Ref{File: "--input " + text}
		place, law, ok := cutOutside(text)
		if !ok {
			d.report(said, budget.Error, "input-form", text)
			continue
		}
		d.define(said, said, place, law, "")
	}
	d.newInstead()
	for _, text := range d.options.Vary {
		d.vary(text)
	}
	for _, text := range d.options.Results {
		at, ok := d.find(text)
		if !ok {
			d.report(budget.Ref{File: "--result " + text}, budget.Error, "cell-unknown", text)
			continue
		}
		d.addOutput(&output{at: at, said: d.ref(at)})
	}
}

// cutOutside parts CELL=LAW at the first = that stands in no quotes.
func cutOutside(text string) (place, law string, ok bool) {
	quoted := false
	for i, r := range text {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == '=' && !quoted:
			return strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+1:]), true
		}
	}
	return "", "", false
}

// find is the cell that a text names: an address with its sheet, a defined name,
// or the name of an output that is known already.
func (d *definer) find(text string) (formula.Cell, bool) {
	text = strings.TrimSpace(text)
	for _, o := range d.outs {
		if strings.EqualFold(o.name, text) {
			return o.at, true
		}
	}
	root, err := formula.Parse(d.quoted(formula.Halfwidth(text)), formula.Cell{})
	if err != nil {
		return formula.Cell{}, false
	}
	switch n := root.(type) {
	case *formula.Range:
		return d.address(n)
	case *formula.Name:
		if named, ok := d.book.Named(-1, n.Text); ok {
			if r, ok := named.(*formula.Range); ok {
				return d.address(r)
			}
		}
	}
	return formula.Cell{}, false
}

// quoted puts the quotes that a formula wants about the name of a sheet, which a person may
// leave out: Cash flow!D5.
func (d *definer) quoted(text string) string {
	cut := strings.LastIndexByte(text, '!')
	if cut < 1 || text[0] == '\'' {
		return text
	}
	for _, sheet := range d.Source.Sheets() {
		if strings.EqualFold(formula.Halfwidth(sheet), text[:cut]) {
			return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" + text[cut:]
		}
	}
	return text
}

// address is the one cell of a reference; without a sheet it is on the first.
func (d *definer) address(n *formula.Range) (formula.Cell, bool) {
	area := n.Area(formula.Cell{})
	if !n.Sheet.Local {
		area.Sheet = int32(d.book.Sheet(n.Sheet.Name))
	} else if len(d.Source.Sheets()) > 1 {
		return formula.Cell{}, false
	}
	return area.First(), area.Single() && area.Sheet >= 0
}

// define makes an input of the text of a cell and that of a law, which stands at its own
// place.
func (d *definer) define(said, lawAt budget.Ref, place, text, name string) {
	at, ok := d.find(place)
	if !ok {
		d.report(said, budget.Error, "cell-unknown", place)
		return
	}
	law, ok := d.readLaw(lawAt, text)
	if !ok {
		return
	}
	key := name
	if key == "" {
		key = d.place(at)
	}
	d.addInput(&variable{key: key, name: name, at: at, law: law, text: text, said: said})
}

// readLaw reads the text of a distribution, and says what is wrong with it.
func (d *definer) readLaw(said budget.Ref, text string) (law distribution.Distribution, ok bool) {
	law, err := d.law(text)
	if err == nil {
		return law, true
	}
	why := err.Error()
	var bad *distribution.ParamError
	if errors.As(err, &bad) {
		why = d.lawFault(bad)
	}
	d.report(said, budget.Error, "bad-distribution", text, why)
	return nil, false
}

// law reads the text of a distribution; a range of cells gives the values that
// are stored there.
func (d *definer) law(text string) (distribution.Distribution, error) {
	spec, err := distribution.Parse(text)
	if err != nil {
		return nil, err
	}
	var values []float64
	if spec.Range != "" {
		values = d.numbers(spec.Range)
	}
	return spec.Build(values)
}

// numbers are the numbers of a range of cells.
func (d *definer) numbers(text string) (values []float64) {
	root, err := formula.Parse(formula.Halfwidth(text), formula.Cell{})
	n, ok := root.(*formula.Range)
	if err != nil || !ok {
		return nil
	}
	area := n.Area(formula.Cell{})
	area.Sheet = int32(d.book.Sheet(n.Sheet.Name))
	if area.Sheet < 0 {
		return nil
	}
	d.each(area, func(at formula.Cell) {
		if v := d.base.Value(at); v.Kind == formula.Number {
			values = append(values, v.Num)
		}
	})
	return values
}

// largestArea is how many cells a range may have that an output reads.
const largestArea = 1 << 22

// clip cuts an area to what its sheet uses; ok is false where it is too large.
func (d *definer) clip(a formula.Area) (clipped formula.Area, ok bool) {
	if a.Single() {
		return a, true
	}
	rows, cols := d.Source.Extent(int(a.Sheet))
	a.Bottom, a.Right = min(a.Bottom, int32(rows)-1), min(a.Right, int32(cols)-1)
	return a, max(a.Rows(), 0)*max(a.Cols(), 0) <= largestArea
}

// each visits the cells of an area that its sheet uses, row by row; of one that
// is too large, which is refused, none.
func (d *definer) each(a formula.Area, see func(at formula.Cell)) {
	a, ok := d.clip(a)
	if !ok {
		return
	}
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			see(formula.Cell{Sheet: a.Sheet, Row: row, Col: col})
		}
	}
}
