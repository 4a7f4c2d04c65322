package cells

import (
	"context"
	"math"
	"slices"
	"strings"

	"ballast/budget/formula"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// Compare explains how the outputs of a model became those of another: by the
// definitions of its inputs alone, then by its numbers and formulas, on the same draws of
// what both have by the same name.
//
// Checked: TestModelCompare of cmd/ballast.
func Compare(ctx context.Context, a, b *Model, c RunConfig) (*outcome.ModelBridge, error) {
	if err := a.drawAs(b); err != nil {
		return nil, err
	}
	first, err := a.Simulate(ctx, c)
	if err != nil {
		return nil, err
	}
	runs := []*Simulation{first}
	for _, m := range []*Model{a.defined(b), b} {
		run, err := first.Of(ctx, m)
		if err != nil {
			return nil, err
		}
		runs = append(runs, run)
	}
	x := &outcome.ModelBridge{From: a.File, To: b.File, Outputs: []outcome.ModelDifference{}, Changes: changes(a, b)}
	for i, o := range b.outs {
		k := slices.IndexFunc(a.outs, func(other *output) bool { return strings.EqualFold(other.name, o.name) })
		if k < 0 {
			x.Only = append(x.Only, o.name)
			continue
		}
		d := outcome.ModelDifference{Name: o.name, From: runs[0].brief(k), To: runs[2].brief(i)}
		d.Inputs = difference(runs[0], runs[1], k, k)
		d.Rest = difference(runs[1], runs[2], k, i)
		d.All = difference(runs[0], runs[2], k, i)
		x.Outputs = append(x.Outputs, d)
	}
	for _, o := range a.outs {
		if !slices.ContainsFunc(b.outs, func(other *output) bool { return strings.EqualFold(other.name, o.name) }) {
			x.Only = append(x.Only, o.name)
		}
	}
	return x, nil
}

// defined is the model with the laws that another has for the inputs of the same keys.
func (m *Model) defined(other *Model) *Model {
	c := *m
	c.variables, c.engine.Variables = slices.Clone(c.variables), slices.Clone(c.engine.Variables)
	for i, v := range m.variables {
		k := slices.IndexFunc(other.variables, func(o *variable) bool { return o.key == v.key })
		if k < 0 || v.moving != nil || other.variables[k].moving != nil {
			continue
		}
		own := *v
		own.law = other.variables[k].law
		c.variables[i], c.engine.Variables[i].Dist = &own, own.law
	}
	c.program = emit(c.graph, c.variables) // which rests on how far they go
	c.engine.NewKernel = c.newKernel
	return &c
}

// brief is what a list says of an output.
func (s *Simulation) brief(i int) outcome.ModelBrief {
	b := outcome.ModelBrief{Name: s.m.outs[i].name}
	b.Mean, _ = s.Mean(i)
	b.P5, _ = s.Quantile(i, 0.05)
	b.P95, _ = s.Quantile(i, 0.95)
	b.BelowZero, _ = s.Chance(i, func(x float64) bool { return x < 0 })
	return b
}

// difference is by how much the mean of an output moves from one run to another, over the
// scenarios in which neither is in error.
func difference(a, b *Simulation, i, k int) outcome.ModelMove {
	column := make([]float64, a.res.N)
	for s := range column {
		column[s] = b.res.Scalar[k][s] - a.res.Scalar[i][s] // NaN where one is an error
	}
	good := withoutErrors(column)
	if len(good) == 0 {
		return outcome.ModelMove{}
	}
	m := outcome.ModelMove{Mean: stats.Mean(good)}
	m.Visible = m.Mean != 0
	if low, high, _ := stats.Interval(m.Mean, a.byReplicate(column, stats.Mean)); finiteNumber(low) {
		m.Interval95 = &outcome.Interval{low, high}
		m.Visible = low > 0 || high < 0
	}
	return m
}

// changes lists what differs: definitions of inputs, numbers and formulas of the cells
// that an output of either model needs, in the order of the second's sheets.
func changes(a, b *Model) []outcome.ModelChange {
	list := []outcome.ModelChange{}
	laws := func(m *Model) map[string]string {
		all := map[string]string{}
		for _, v := range m.variables {
			all[v.key] = v.law.String()
			if v.moving != nil {
				all[v.key] = v.text
			}
		}
		return all
	}
	before, after := laws(a), laws(b)
	for _, m := range []*Model{b, a} {
		for _, v := range m.variables {
			_, old := before[v.key]
			if _, now := after[v.key]; (m == b || !now) && before[v.key] != after[v.key] || old != now && m == b && !old {
				list = append(list, outcome.ModelChange{Kind: "input", Cell: m.place(v.at), Name: v.name, From: before[v.key], To: after[v.key]})
			}
		}
	}
	was, is := a.contents(), b.contents()
	for _, m := range []map[string]content{is, was} {
		for place := range m {
			x, y := was[place], is[place]
			if x.text == y.text || x.text != "" && y.text != "" && x.number && y.number && x.value == y.value {
				continue
			}
			kind := "number"
			if !x.number && x.text != "" || !y.number && y.text != "" {
				kind = "formula"
			}
			list = append(list, outcome.ModelChange{Kind: kind, Cell: place, From: x.text, To: y.text})
			was[place], is[place] = content{}, content{} // said once
		}
	}
	slices.SortStableFunc(list, func(x, y outcome.ModelChange) int {
		if x.Kind != y.Kind {
			return strings.Compare(y.Kind, x.Kind) // numbers, inputs, formulas
		}
		return strings.Compare(x.Cell, y.Cell)
	})
	return slices.Compact(list)
}

// content is what stands in a cell.
type content struct {
	text   string
	number bool
	value  float64
}

// contents are the cells that the outputs need, by place: formulas as they are written,
// else what is stored.
func (m *Model) contents() map[string]content {
	all := map[string]content{}
	for _, n := range m.nodes {
		if m.graph.cells[n.f.At] == nil {
			all[m.place(n.f.At)] = content{text: "=" + formula.Print(n.f.Class.Root, n.f.At)}
		}
	}
	for _, n := range m.nodes {
		for _, a := range m.reads(n.f).areas {
			m.each(a, func(at formula.Cell) {
				if m.graph.cells[at] != nil || m.book.Formula(at) != nil {
					return
				}
				if v := m.Source.Value(at); v.Kind != formula.Blank {
					all[m.place(at)] = content{text: v.String(), number: v.Kind == formula.Number && !math.IsNaN(v.Num), value: v.Num}
				}
			})
		}
	}
	return all
}
