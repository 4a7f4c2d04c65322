package cells

import (
	"fmt"
	"maps"
	"slices"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim/distribution"
)

// vary makes a cell one that Model.At sets: it is drawn as the one value that it has.
func (d *definer) vary(text string) {
	said := budget.Ref{File: "--by " + text}
	at, ok := d.find(text)
	if !ok {
		d.report(said, budget.Error, "cell-unknown", text)
		return
	}
	now := 0.0
	if v := d.Source.Value(at); v.Kind == formula.Number {
		now = v.Num
	}
	law, err := distribution.NewFixed(now)
	if err != nil {
		d.report(said, budget.Error, "cell-unknown", text)
		return
	}
	if old := d.cells[at]; old != nil && !old.varied && d.options.Hold {
		if law, err = distribution.NewFixed(old.static); err == nil {
			old.law, old.text, old.moving, old.varied = law, law.String(), nil, true
			d.varied = append(d.varied, old)
		}
		return
	}
	v := &variable{key: d.place(at), at: at, law: law, text: law.String(), said: said, varied: true}
	d.varied = append(d.varied, v)
	d.addInput(v)
}

// Varied is one of Options.Vary: its place, and the value that the workbook has there.
func (m *Model) Varied(i int) (cell string, now float64) {
	v := m.varied[i]
	return m.place(v.at), v.static
}

// At is the model with the cells of Options.Vary at other values, parallel to them. It
// is the same program on the same draws, and its base case is that at these values.
func (m *Model) At(values ...float64) (*Model, error) {
	d := *m.definer
	d.fixed = maps.Clone(d.fixed)
	g := *m.graph
	g.definer = &d
	c := *m
	c.graph = &g
	c.variables, c.engine.Variables = slices.Clone(c.variables), slices.Clone(c.engine.Variables)
	for i, x := range values {
		law, err := distribution.NewFixed(x)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.place(m.varied[i].at), err)
		}
		v := *m.varied[i]
		v.law, v.static = law, x
		d.fixed[v.at] = formula.Num(x)
		if v.index >= 0 {
			c.variables[v.index], c.engine.Variables[v.index].Dist = &v, law
		}
	}
	d.renew()
	c.engine.NewKernel = c.newKernel
	return &c, nil
}

// drawAs gives what both models have in common the draws that it has in the other.
func (m *Model) drawAs(other *Model) error {
	frame, err := other.engine.Order()
	if err != nil {
		return fmt.Errorf("the model: %w", err)
	}
	m.engine.Frame = frame
	return nil
}
