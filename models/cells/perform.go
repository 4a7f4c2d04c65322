package cells

import (
	"math"

	"ballast/budget/formula"
	"ballast/sim"
)

// calling is a function of the language that is called in every scenario: what of
// its arguments stays, and where the operands of the instruction go.
type calling struct {
	fn    *formula.Func
	at    formula.Cell
	fixed []formula.Value // by argument: constants, and references to what stays
	moves []argumentAt
	area  []arrayAt

	windows []windowAt
}

// argumentAt is an argument that is one operand.
type argumentAt struct {
	argument, operand int
	sees              bool // the function sees which error it is
}

// arrayAt is an argument that is an area with cells that move.
type arrayAt struct {
	argument   int
	rows, cols int
	fixed      []formula.Value
	places     []int // that move, one for each operand from the first
	first      int
}

// performance is a call made ready for one worker.
type performance struct {
	call     *formula.Prepared
	args     []formula.Value
	arrays   []*formula.Array
	operands []source
}

// source is where an operand's values stand.
type source struct {
	kind   kind
	column []float64
	boxes  []formula.Value
}

// prepare makes a call ready.
func (k *kernel) prepare(in *instruction) *performance {
	c := in.call
	p := &performance{call: k.run.Prepare(c.fn, c.at, len(c.fixed)), args: make([]formula.Value, len(c.fixed)), operands: make([]source, len(in.args))}
	for _, a := range c.area {
		array := &formula.Array{Rows: a.rows, Cols: a.cols, V: append([]formula.Value{}, a.fixed...)}
		p.arrays = append(p.arrays, array)
	}
	return p
}

// perform calls a function of the language in every scenario.
func (k *kernel) perform(b *sim.Block, s *step) {
	in := s.in
	if s.call == nil {
		s.call = k.prepare(in)
	}
	p, c := s.call, in.call
	for i, o := range in.args {
		p.operands[i] = source{kind: o.kind}
		if o.kind == boxed {
			p.operands[i].boxes = k.boxes[o.id]
		} else {
			p.operands[i].column = k.column(o)[:]
		}
	}
	out := k.columns[in.outs[0]][:b.N]
	for lane := range out {
		copy(p.args, c.fixed)
		bad := p.feed(c, lane)
		if bad == seen {
			k.odd[lane], k.anyOdd = true, true
		}
		if bad != none {
			out[lane] = math.NaN()
			continue
		}
		out[lane] = k.settle(k.outcome(p.call.Perform(p.args)), in.kinds[0], lane)
	}
}

// fault says what errors among the arguments do.
type fault uint8

const (
	none   fault = iota
	passed       // the result is one
	seen         // the function sees which it is, which a column does not know
)

// feed puts the values of a scenario among the arguments.
func (p *performance) feed(c *calling, lane int) fault {
	for _, m := range c.moves {
		v := p.operands[m.operand].value(lane)
		if v.IsError() {
			if m.sees {
				return seen
			}
			return passed
		}
		p.args[m.argument] = v
	}
	for i, a := range c.area {
		array := p.arrays[i]
		for n, place := range a.places {
			array.V[place] = p.operands[a.first+n].value(lane)
		}
		p.args[a.argument] = formula.Grid(array)
	}
	for i := range c.windows {
		v, bad := c.windows[i].lead(p.operands, lane)
		if bad != none {
			return bad
		}
		p.args[c.windows[i].argument] = v
	}
	return none
}

// value is the value of an operand in a scenario; the error of a column is one whose
// name is not known.
func (s *source) value(lane int) formula.Value {
	if s.kind == boxed {
		return s.boxes[lane]
	}
	x := s.column[lane]
	switch {
	case isError(x):
		return formula.Fail(formula.UnknownError)
	case s.kind == logic:
		return formula.Logic(x != 0)
	}
	return formula.Value{Kind: formula.Number, Num: x}
}

// outcome is the single value of what a function gives; more than one stays, and no
// column takes it.
func (k *kernel) outcome(v formula.Value) formula.Value {
	switch v.Kind {
	case formula.Reference:
		if areas := v.Areas(); len(areas) == 1 && areas[0].Single() {
			return k.run.Value(areas[0].First())
		}
	case formula.Matrix:
		if a := v.Array(); len(a.V) == 1 {
			return a.V[0]
		}
	}
	return v
}
