package cells

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/formula"
	"ballast/sim"
)

// deepest and most bound the tree that is printed: a model of thousands of
// formulas is not to be read whole.
const (
	deepest = 12
	most    = 400
)

// ExplainScenario prints how an output comes to its value in a scenario: the tree
// of what it reads, every value beside that of the base case, and at the leaves
// the percentile of each draw.
func (m *Model) ExplainScenario(ctx context.Context, out io.Writer, result string, scenario int, c RunConfig) error {
	at, ok := m.outputNamed(result)
	if !ok {
		return fmt.Errorf("%s", m.w.Say("cells.explain.unknown", result))
	}
	cfg := c.config()
	cfg.KeepInputs = 0
	if scenario >= cfg.Scenarios {
		return fmt.Errorf("%s", m.w.Say("cells.explain.beyond", strconv.Itoa(scenario), cfg.Scenarios))
	}
	return sim.Subset(ctx, &m.engine, cfg, nil, []int{scenario}, func(b *sim.Block) error {
		x := &explanation{m: m, replay: newReplay(m), draw: func(v int) float64 { return b.In[v][0] }, seen: map[formula.Cell]bool{}}
		x.replay.begin(x.draw)
		fmt.Fprintln(&x.text, m.w.Say("cells.explain.scenario", strconv.Itoa(scenario), m.place(at)))
		x.cell(at, 0)
		if x.lines >= most {
			fmt.Fprintln(&x.text, m.w.Say("cells.explain.more", most))
		}
		_, err := io.WriteString(out, x.text.String())
		return err
	})
}

// ScenarioAt is the scenario of a run in which an output is at a share of its values, 0
// the least and 1 the greatest; scenarios in error have none.
func (m *Model) ScenarioAt(ctx context.Context, result string, share float64, c RunConfig) (int, error) {
	at, ok := m.outputNamed(result)
	place := slices.IndexFunc(m.outs, func(o *output) bool { return o.at == at })
	if !ok || place < 0 {
		return 0, fmt.Errorf("%s", m.w.Say("cells.explain.unknown", result))
	}
	run, err := m.Simulate(ctx, c)
	if err != nil {
		return 0, err
	}
	column := run.Output(place)
	var list []int
	for i, x := range column {
		if !math.IsNaN(x) {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		return 0, fmt.Errorf("%s", m.w.Say("model.finding.none", result))
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(column[a], column[b]) })
	return list[int(math.Round(share*float64(len(list)-1)))], nil
}

// Lower reports whether less of an output is better; "" is the first.
func (m *Model) Lower(result string) bool {
	at, _ := m.outputNamed(result)
	for _, o := range m.outs {
		if o.at == at {
			return o.lower
		}
	}
	return false
}

// outputNamed finds an output by its name or its cell; "" is the first.
func (m *Model) outputNamed(text string) (formula.Cell, bool) {
	if text == "" && len(m.outs) > 0 {
		return m.outs[0].at, true
	}
	return m.find(text)
}

// explanation is the tree in the making.
type explanation struct {
	m      *Model
	replay *replay
	draw   func(variable int) float64
	text   strings.Builder
	seen   map[formula.Cell]bool
	lines  int
}

// cell prints a cell and, the first time, what it reads that moves.
func (x *explanation) cell(at formula.Cell, depth int) {
	if x.lines++; x.lines > most {
		return
	}
	line := strings.Repeat("  ", depth) + x.m.place(at) + " " + x.values(at)
	f := x.m.book.Formula(at)
	v := x.m.graph.cells[at]
	switch {
	case v != nil:
		fmt.Fprintln(&x.text, line+"  "+x.leaf(v))
		return
	case f == nil:
		fmt.Fprintln(&x.text, line)
		return
	}
	line += "  =" + formula.Print(f.Class.Root, at)
	if x.seen[at] {
		fmt.Fprintln(&x.text, line+"  "+x.m.w.Say("cells.explain.above"))
		return
	}
	x.seen[at] = true
	fmt.Fprintln(&x.text, line)
	if depth >= deepest {
		return
	}
	for _, call := range calls(f.Class.Root) {
		if v := x.m.calls[site{f.At, call}]; v != nil {
			fmt.Fprintln(&x.text, strings.Repeat("  ", depth+1)+x.leaf(v))
		}
	}
	x.reads(f, depth)
}

// reads prints the cells that a formula reads and that move.
func (x *explanation) reads(f *formula.Formula, depth int) {
	done := map[formula.Cell]bool{f.At: true}
	r := x.m.reads(f)
	areas := slices.Clone(r.areas[:len(r.areas)-len(r.may)])
	for _, call := range r.windows {
		areas = append(areas, x.replay.run.Resolve(f.At, call).Areas()...)
	}
	for _, a := range areas {
		x.m.each(a, func(c formula.Cell) {
			if !done[c] && x.m.cellMoves(c) {
				done[c] = true
				x.cell(c, depth+1)
			}
		})
	}
}

// values is the value of a cell in the scenario and in the base case.
func (x *explanation) values(at formula.Cell) string {
	return x.m.w.Say("cells.explain.values", x.show(x.replay.value(at)), x.show(x.m.base.Value(at)))
}

// show writes a value shortly.
func (x *explanation) show(v formula.Value) string {
	if v.Kind == formula.Number {
		return plain(v.Num)
	}
	return v.String()
}

// leaf is a draw: its value, its definition and its percentile.
func (x *explanation) leaf(v *variable) string {
	value := x.draw(v.index)
	percentile := math.Round(1000*v.law.CDF(value)) / 10
	return x.m.w.Say("cells.explain.draw", v.key, plain(value), v.text, percentile)
}
