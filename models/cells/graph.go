package cells

import (
	"slices"

	"ballast/budget"
	"ballast/budget/formula"
)

// node is a formula that an output needs.
type node struct {
	f      *formula.Formula
	reads  []int       // nodes
	inputs []*variable // cells that it reads
	from   int         // the node that reached it first, -1 for an output
	moves  bool
	frozen bool // at its stored value
	loop   bool // it needs itself
	moment bool // it has a function of the moment
	known  bool // its stored value rests on static values alone

	index, low int // of Tarjan's search
	open       bool
}

// within is what stands in an area.
type within struct {
	nodes  []int
	inputs []*variable
}

// graph is all that the outputs need.
type graph struct {
	*definer
	nodes   []node
	at      []int32 // nodes by the number of their formula, counted from 1; 0 none
	byArea  map[formula.Area]within
	reached map[*variable]bool // inputs that are cells
	order   [][]int            // components, each behind those it needs
	wild    []int              // nodes that read where an uncertain number leads
}

// newGraph follows the outputs.
func newGraph(d *definer) *graph {
	g := &graph{definer: d, at: make([]int32, len(d.book.Formulas())), byArea: map[formula.Area]within{}, reached: map[*variable]bool{}}
	for _, o := range d.outs {
		f := d.formulaAt(o.at)
		if d.cells[o.at] != nil || f == nil {
			continue
		}
		g.node(f, -1)
	}
	for i := 0; i < len(g.nodes); i++ {
		g.follow(i)
	}
	g.sort()
	g.mark()
	return g
}

// nodeOf is the number of a formula's node; ok is false where no output needs it.
func (g *graph) nodeOf(f *formula.Formula) (i int, ok bool) {
	if f == nil {
		return 0, false
	}
	i = int(g.at[f.Number]) - 1
	return i, i >= 0
}

// node is the number of a formula's node, made when it is met first.
func (g *graph) node(f *formula.Formula, from int) int {
	if i, ok := g.nodeOf(f); ok {
		return i
	}
	i := len(g.nodes)
	g.at[f.Number] = int32(i + 1)
	g.nodes = append(g.nodes, node{f: f, from: from, known: true})
	return i
}

// follow finds what a node reads, and refuses what cannot be simulated.
func (g *graph) follow(i int) {
	f := g.nodes[i].f
	r := g.reads(f)
	for _, name := range r.unknown {
		g.refuse(i, "formula-unsupported", name)
	}
	if f.Form == formula.DataTable {
		if g.redraws(f) {
			g.refuse(i, "data-table")
			return
		}
		g.wild = append(g.wild, i)
	}
	for _, call := range g.callsOf(f) {
		switch row := addins()[call.Name][0]; row.role {
		case roleStatistic:
			g.refuse(i, "statistic", call.Name)
		case roleRefused:
			g.refuse(i, "formula-unsupported", call.Name)
		}
	}
	if mentions(f) {
		if name := g.hidden(f); name != "" {
			g.refuse(i, "draw-hidden", name)
		}
	}
	if r.wild != "" {
		g.wild = append(g.wild, i)
	}
	if f.Class.Err != nil {
		g.refuse(i, "formula-unsupported", f.Text)
	}
	reads := make([]int, 0, len(r.areas))
	var inputs []*variable
	for _, a := range r.areas {
		if _, ok := g.clip(a); !ok {
			g.refuse(i, "area-large", largestArea)
		}
		if a.Single() {
			reads, inputs = g.meet(a.First(), i, reads, inputs)
			continue
		}
		w := g.area(a, i)
		reads = append(reads, w.nodes...)
		inputs = append(inputs, w.inputs...)
	}
	slices.Sort(reads)
	n := &g.nodes[i]
	n.reads, n.inputs, n.moment = slices.Compact(reads), inputs, r.volatile
}

// area gives the nodes and inputs in an area, which are reached.
func (g *graph) area(a formula.Area, from int) within {
	if w, seen := g.byArea[a]; seen {
		return w
	}
	var w within
	g.each(a, func(at formula.Cell) {
		w.nodes, w.inputs = g.meet(at, from, w.nodes, w.inputs)
	})
	slices.Sort(w.nodes)
	w.nodes = slices.Compact(w.nodes)
	g.byArea[a] = w
	return w
}

// meet adds the node or the input in a cell, which is reached.
func (g *graph) meet(at formula.Cell, from int, nodes []int, inputs []*variable) ([]int, []*variable) {
	if v := g.cells[at]; v != nil {
		g.reached[v] = true
		return nodes, append(inputs, v)
	}
	if f := g.formulaAt(at); f != nil {
		nodes = append(nodes, g.node(f, from))
	}
	return nodes, inputs
}

// refuse reports a node that cannot be simulated, with the way to it.
func (g *graph) refuse(i int, code string, args ...any) {
	g.report(g.ref(g.nodes[i].f.At), budget.Error, code, append(args, g.path(g.way(i)))...)
}

// way is the cells from an output to a node.
func (g *graph) way(i int) []formula.Cell {
	var cells []formula.Cell
	for ; i >= 0; i = g.nodes[i].from {
		cells = append(cells, g.nodes[i].f.At)
	}
	slices.Reverse(cells)
	return cells
}

// sort finds the components, each behind those that it needs.
// Source: R. Tarjan, Depth-first search and linear graph algorithms (1972),
// with a stack of its own, as chains are long.
func (g *graph) sort() {
	var open []int
	next := 1
	type frame struct{ node, read int }
	for root := range g.nodes {
		if g.nodes[root].index > 0 {
			continue
		}
		stack := []frame{{root, 0}}
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			n := &g.nodes[top.node]
			if top.read == 0 && n.index == 0 {
				n.index, n.low, n.open = next, next, true
				next++
				open = append(open, top.node)
			}
			if top.read < len(n.reads) {
				to := n.reads[top.read]
				top.read++
				switch m := &g.nodes[to]; {
				case m.index == 0:
					stack = append(stack, frame{to, 0})
				case m.open:
					n.low = min(n.low, m.index)
				}
				continue
			}
			stack = stack[:len(stack)-1]
			if len(stack) > 0 {
				above := &g.nodes[stack[len(stack)-1].node]
				above.low = min(above.low, n.low)
			}
			if n.low == n.index {
				open = g.close(open, top.node)
			}
		}
	}
}

// close takes a finished component off the open nodes.
func (g *graph) close(open []int, root int) []int {
	at := len(open) - 1
	for open[at] != root {
		at--
	}
	members := slices.Clone(open[at:])
	slices.SortFunc(members, func(a, b int) int { return compareCells(g.nodes[a].f.At, g.nodes[b].f.At) })
	for _, i := range members {
		g.nodes[i].open = false
		g.nodes[i].loop = len(members) > 1 || slices.Contains(g.nodes[i].reads, i)
	}
	g.order = append(g.order, members)
	return open[:at]
}

// mark finds which components move, and freezes what only the moment knows.
func (g *graph) mark() {
	for _, members := range g.order {
		moves, known := false, true
		for _, i := range members {
			m, k := g.state(i)
			moves, known = moves || m, known && k
		}
		for _, i := range members {
			n := &g.nodes[i]
			n.moves, n.known = moves, known
			switch {
			case !n.moment:
			case g.dated(n.f):
				g.date(i)
			default:
				g.freeze(i)
			}
		}
	}
}

// state reports whether a node moves, and whether its stored value can be known.
func (g *graph) state(i int) (moves, known bool) {
	n := &g.nodes[i]
	known = true
	for _, call := range g.callsOf(n.f) {
		if addins()[call.Name][0].role == roleDraw {
			moves = true
			if v := g.variable(site{n.f.At, call}); v != nil {
				known = known && v.known
			}
		}
	}
	for _, j := range n.reads {
		moves, known = moves || g.nodes[j].moves, known && g.nodes[j].known
	}
	for _, v := range n.inputs {
		moves, known = true, known && v.known
	}
	return moves, known
}

// freeze gives a formula of the moment its stored value; one that moves as well
// cannot be frozen.
func (g *graph) freeze(i int) {
	n := &g.nodes[i]
	if n.moves {
		g.refuse(i, "moment-moves", formula.Print(n.f.Class.Root, n.f.At))
		return
	}
	n.frozen = true
	for row := n.f.Area.Top; row <= n.f.Area.Bottom; row++ {
		for col := n.f.Area.Left; col <= n.f.Area.Right; col++ {
			at := formula.Cell{Sheet: n.f.Area.Sheet, Row: row, Col: col}
			v := g.Source.Value(at)
			if v.Kind == formula.Blank {
				g.refuse(i, "moment-unstored", formula.Print(n.f.Class.Root, n.f.At))
				return
			}
			g.fixed[at] = v
		}
	}
}

// compareCells orders cells by sheet, row and column.
func compareCells(a, b formula.Cell) int {
	switch {
	case a.Sheet != b.Sheet:
		return int(a.Sheet) - int(b.Sheet)
	case a.Row != b.Row:
		return int(a.Row) - int(b.Row)
	}
	return int(a.Col) - int(b.Col)
}
