package cells

import (
	"ballast/budget/formula"
)

// emitter makes the program of a graph.
type emitter struct {
	*graph
	program
	kinds    []kind                   // of the columns made so far
	ranges   []span                   // of the same
	cells    map[formula.Cell]operand // of formulas that fill more than their cell, and of circles
	results  []result                 // of others, by node
	seen     map[key]int32            // columns that are there
	literals map[literal]int32
	ids      []int32   // room for results
	operands []operand // room for operands
	entire   bool      // operators work on whole ranges: an array formula, SUMPRODUCT
}

// result is the operand of a formula, once it has been emitted.
type result struct {
	operand
	ok bool
}

// maxSpread is how many cells of an array formula get columns of their own.
const maxSpread = 4096

// emit makes the program; variables have their places.
func emit(g *graph, variables []*variable) program {
	n := len(g.nodes)
	e := &emitter{graph: g, cells: map[formula.Cell]operand{}, results: make([]result, n), seen: make(map[key]int32, 4*n), literals: map[literal]int32{}}
	e.variables, e.instructions = len(variables), make([]instruction, 0, 3*n)
	e.kinds, e.ranges = make([]kind, len(variables), len(variables)+4*n), make([]span, 0, len(variables)+4*n)
	for _, v := range variables {
		e.ranges = append(e.ranges, v.span())
	}
	e.spans = e.ranges[:len(variables):len(variables)]
	for _, i := range g.wild {
		if g.nodes[i].moves {
			e.whole = g.place(g.nodes[i].f.At)
		}
	}
	for _, members := range g.order {
		if e.whole == "" && g.nodes[members[0]].moves {
			e.component(members)
		}
	}
	for _, o := range g.outs {
		out, ok := e.cell(o.at)
		if !ok {
			out = fixed(formula.Value{})
		}
		e.outs = append(e.outs, out)
	}
	p := e.program
	p.trim(len(e.kinds))
	p.fuse(len(e.kinds))
	p.allocate(e.kinds)
	return p
}

// component emits formulas that need one another, or one formula.
func (e *emitter) component(members []int) {
	n := &e.nodes[members[0]]
	if len(members) == 1 && !n.loop {
		if out, ok := e.formula(n.f); ok {
			if out.constant() && out.value().Kind == formula.Blank {
				out = fixed(formula.Int(0))
			}
			e.results[members[0]] = result{out, true}
			return
		}
	}
	e.interpret(members)
}

// formula emits a formula that gives one value.
func (e *emitter) formula(f *formula.Formula) (operand, bool) {
	array := f.Form == formula.ArrayFormula || f.Form == formula.DynamicArray
	if f.Form != formula.PlainFormula && (!array || !f.Area.Single()) {
		return operand{}, false
	}
	e.entire = array
	defer func() { e.entire = false }()
	root, ok := e.inlined(f.At, f.Class.Root)
	if !ok || array && !onlyCell(root) && !e.isOne(f.At, root) {
		return operand{}, false
	}
	return e.expr(f.At, root, 0)
}

// interpret emits formulas for the interpreter.
func (e *emitter) interpret(members []int) {
	task := &interpretation{stable: map[formula.Cell]formula.Value{}}
	inside := map[formula.Cell]bool{}
	for _, i := range members {
		a := e.nodes[i].f.Area
		if a.Rows()*a.Cols() > maxSpread {
			e.whole = e.place(e.nodes[i].f.At)
			return
		}
		e.each(a, func(at formula.Cell) {
			inside[at] = true
			task.cells = append(task.cells, at)
		})
	}
	var args []operand
	seen := map[formula.Cell]bool{}
	for _, i := range members {
		for _, a := range e.reads(e.nodes[i].f).areas {
			e.each(a, func(at formula.Cell) {
				if seen[at] || inside[at] {
					return
				}
				seen[at] = true
				args = e.read(task, at, args)
			})
		}
	}
	outs, kinds := make([]int32, len(task.cells)), make([]kind, len(task.cells))
	for k, at := range task.cells {
		o := e.column(kindOf(e.base.Value(at)), anything)
		outs[k], kinds[k], e.cells[at] = o.id, o.kind, o
	}
	e.instructions = append(e.instructions, instruction{op: opInterpret, args: args, outs: outs, kinds: kinds, task: task})
}

// read adds a cell to what an interpretation reads: a column, or a value that
// stays. Constants of the workbook are there anyway.
func (e *emitter) read(task *interpretation, at formula.Cell, args []operand) []operand {
	if e.graph.cells[at] == nil && e.book.Formula(at) == nil {
		return args
	}
	o, ok := e.cell(at)
	if !ok {
		return args
	}
	if o.constant() {
		task.stable[at] = o.value()
		return args
	}
	task.reads = append(task.reads, at)
	return append(args, o)
}

// kindOf is the kind of column that a value of the base case stands for.
func kindOf(v formula.Value) kind {
	switch v.Kind {
	case formula.Number, formula.Error:
		return number
	case formula.Bool:
		return logic
	}
	return boxed
}

// cell is the operand of a cell.
func (e *emitter) cell(at formula.Cell) (operand, bool) {
	if v := e.graph.cells[at]; v != nil {
		return operand{kind: number, id: int32(v.index)}, true
	}
	f := e.formulaAt(at)
	if f == nil {
		return fixed(e.Source.Value(at)), true
	}
	i, ok := e.nodeOf(f)
	if ok && e.results[i].ok {
		return e.results[i].operand, true
	}
	if o, ok := e.cells[at]; ok {
		return o, true
	}
	if !ok || e.nodes[i].moves {
		return operand{}, false
	}
	return fixed(e.base.Value(at)), true
}

// put emits an instruction with one result, unless an equal one is there.
func (e *emitter) put(op opcode, k kind, args ...operand) operand {
	return e.join(instruction{op: op}, k, args)
}

// add is put for an instruction with more than operands.
func (e *emitter) add(in instruction, k kind) operand { return e.join(in, k, in.args) }

// join emits an instruction with these operands, which it copies.
func (e *emitter) join(in instruction, k kind, args []operand) operand {
	if o, ok := e.without(&in, k, args); ok {
		return o
	}
	id, keyed := e.keyOf(&in, args)
	if keyed {
		if column, ok := e.seen[id]; ok {
			return operand{kind: e.kinds[column], id: column}
		}
	}
	o := e.column(k, e.reach(&in, args))
	if len(e.ids) == 0 {
		e.ids = make([]int32, 4096)
	}
	in.args = e.pooled(args)
	in.outs, e.ids = e.ids[:1:1], e.ids[1:]
	in.outs[0], in.kinds = o.id, e.kinds[o.id:o.id+1:o.id+1]
	e.instructions = append(e.instructions, in)
	if keyed {
		e.seen[id] = o.id
	}
	return o
}

// column makes a column.
func (e *emitter) column(k kind, s span) operand {
	o := operand{kind: k, id: int32(len(e.kinds))}
	e.kinds, e.ranges = append(e.kinds, k), append(e.ranges, s)
	return o
}

// pooled is a copy of operands in a piece of memory that many share.
func (e *emitter) pooled(args []operand) []operand {
	n := len(args)
	if len(e.operands) < n {
		e.operands = make([]operand, max(4096, n))
	}
	list := e.operands[:n:n]
	copy(list, args)
	e.operands = e.operands[n:]
	return list
}

// fold is the value of an expression that does not move.
func (e *emitter) fold(at formula.Cell, n formula.Node) (operand, bool) {
	v := e.now(at, n)
	return fixed(v), v.Kind != formula.Matrix
}

// now is the value of an expression in the base case.
func (e *emitter) now(at formula.Cell, n formula.Node) formula.Value {
	if !e.entire {
		return e.base.Operand(at, n)
	}
	v := e.base.Evaluate(at, n)
	if a := v.Array(); a != nil && len(a.V) == 1 {
		return a.V[0]
	}
	return v
}
