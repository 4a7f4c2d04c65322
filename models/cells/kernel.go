package cells

import (
	"math"

	"ballast/budget/formula"
	"ballast/sim"
)

// width is the room of a column: as many scenarios as a block of a run has.
const width = 256

// column is the values of a block of scenarios; what lies beyond them is of no account.
type column = [width]float64

// kernel runs a program on blocks of scenarios. It is one worker's.
type kernel struct {
	m       *Model
	vectors bool
	columns []column // variables, then registers, then constants: in one piece, so that they do not push one another out of the cache
	steps   []step
	boxes   [][]formula.Value
	odd     []bool // scenarios that the program cannot do
	anyOdd  bool
	tasks   map[*interpretation]*interpreter
	run     *formula.Run // for functions that are performed
	numbers []float64
	replay  *replay
}

// vector is a loop of the assembly over n scenarios, a multiple of sixteen. Of an
// operand that is a constant the step, in bytes from one vector to the next, is 0.
type vector func(out, x, y, z *float64, n, sx, sy, sz int)

// loop is one in Go, over a multiple of four.
type loop func(s *step, n int)

// step is an instruction with its columns and its loop found; without either it is one
// that is not a loop.
type step struct {
	vector       vector
	loop         loop
	out, x, y, z *column
	sx, sy, sz   int
	choice       *choice // of opWhen
	op           opcode
	digits       int
	in           *instruction
	call         *performance
}

// newKernel makes the evaluator of one worker.
func (m *Model) newKernel(uint64) sim.Kernel { return m.kernel(hasVectors()) }

// kernel makes one with vectors or without.
func (m *Model) kernel(vectors bool) *kernel {
	k := &kernel{m: m, tasks: map[*interpretation]*interpreter{}, vectors: vectors, odd: make([]bool, width),
		run: formula.NewRun(m.book, formula.Options{Override: m.fixed, Host: (&drawn{m: m}).answer, Volatile: m.moment}), replay: newReplay(m)}
	k.lay()
	return k
}

// lay makes room for the columns and finds those of every instruction.
func (k *kernel) lay() {
	p := &k.m.program
	k.columns = make([]column, p.variables+p.registers+len(p.constants))
	for i, x := range p.constants {
		c := &k.columns[p.variables+p.registers+i]
		for lane := range c {
			c[lane] = x
		}
	}
	k.boxes = make([][]formula.Value, p.boxes)
	for i := range k.boxes {
		k.boxes[i] = make([]formula.Value, width)
	}
	k.steps = make([]step, len(p.instructions))
	for i := range p.instructions {
		k.steps[i] = k.step(&p.instructions[i])
	}
}

// step finds the columns and the loop of an instruction.
func (k *kernel) step(in *instruction) step {
	s := step{op: in.op, digits: in.digits, in: in}
	if in.op >= opPerform {
		return s
	}
	s.out = &k.columns[in.outs[0]]
	columns, strides := [3]*column{}, [3]int{}
	for i := range columns {
		a := in.args[min(i, len(in.args)-1)] // loops of fewer operands do not look at the others
		columns[i], strides[i] = k.column(a), stride(a)
	}
	if in.op == opWhen {
		s.choice = k.choice(in)
	}
	s.x, s.y, s.z = columns[0], columns[1], columns[2]
	s.sx, s.sy, s.sz = strides[0], strides[1], strides[2]
	s.loop = loopOf(in)
	if k.vectors {
		s.vector = vectorOf(in)
		if s.vector == nil {
			s.loop = pausing(in.op, s.loop)
		}
	}
	return s
}

// stride is how many bytes a vector goes on in a column: none in that of a constant.
func stride(o operand) int {
	if o.constant() {
		return 0
	}
	return 32
}

// choice is what a comparison chooses where the first number is less, equal and greater.
type choice struct {
	from    [3]*column
	strides [3]int
	results [3]float64 // of the comparison
}

// choice finds the columns of a choice.
func (k *kernel) choice(in *instruction) *choice {
	c := &choice{results: comparison(opcode(in.digits))}
	for order, holds := range c.results {
		o := in.args[3]
		if holds != 0 {
			o = in.args[2]
		}
		c.from[order], c.strides[order] = k.column(o), stride(o)
	}
	return c
}

// column is the numbers of an operand.
func (k *kernel) column(o operand) *column {
	if o.constant() {
		return &k.columns[k.m.program.variables+k.m.program.registers+int(o.slot)]
	}
	return &k.columns[o.id]
}

// Run implements sim.Kernel.
func (k *kernel) Run(b *sim.Block) error {
	if b.N <= width {
		k.block(b)
		return nil
	}
	cut := func(columns [][]float64, from, to int) [][]float64 {
		parts := make([][]float64, len(columns))
		for i, c := range columns {
			parts[i] = c[from:to]
		}
		return parts
	}
	for from := 0; from < b.N; from += width {
		to := min(from+width, b.N)
		k.block(&sim.Block{N: to - from, In: cut(b.In, from, to), Scalar: cut(b.Scalar, from, to)})
	}
	return nil
}

// block runs a block of at most as many scenarios as a column has room for.
func (k *kernel) block(b *sim.Block) {
	p := &k.m.program
	if p.whole != "" {
		for lane := range b.N {
			k.again(b, lane)
		}
		return
	}
	clear(k.odd)
	k.anyOdd = false
	for i, s := range p.spans {
		k.draw(&k.columns[i], b.In[i][:b.N], s)
	}
	n := (b.N + 15) &^ 15
	for i := range k.steps {
		s := &k.steps[i]
		switch {
		case s.vector != nil:
			s.vector(&s.out[0], &s.x[0], &s.y[0], &s.z[0], n, s.sx, s.sy, s.sz)
		case s.loop != nil:
			s.loop(s, n)
		default:
			k.other(b, s)
		}
	}
	for out, o := range p.outs {
		k.output(b, b.Scalar[out], o)
	}
	if k.anyOdd {
		for lane, odd := range k.odd[:b.N] {
			if odd {
				k.again(b, lane)
			}
		}
	}
}

// draw takes over the draws of a variable. A scenario in which it goes farther than
// the program was made for is odd.
func (k *kernel) draw(to *column, from []float64, s span) {
	copy(to[:], from)
	if !s.finite() {
		return
	}
	for lane, x := range from {
		if !(x >= s.lo && x <= s.hi) {
			k.odd[lane], k.anyOdd = true, true
		}
	}
}

// other runs an instruction that is not a loop.
func (k *kernel) other(b *sim.Block, s *step) {
	switch s.op {
	case opInterpret:
		k.interpret(b, s.in)
	case opPerform:
		k.perform(b, s)
	case opQuantile:
		k.quantile(b, s.in)
	}
}

// again interprets a scenario as a whole.
func (k *kernel) again(b *sim.Block, lane int) {
	k.replay.begin(func(v int) float64 { return b.In[v][lane] })
	for out := range b.Scalar {
		b.Scalar[out][lane] = figure(k.replay.value(k.m.outs[out].at))
	}
}

// figure is a value as an output's column holds it: NaN where it is no number.
func figure(v formula.Value) float64 {
	if v.Kind == formula.Number || v.Kind == formula.Bool {
		return v.Num
	}
	return math.NaN()
}

// output writes an output.
func (k *kernel) output(b *sim.Block, dst []float64, o operand) {
	if o.kind == boxed && !o.constant() {
		for i, v := range k.boxes[o.id][:b.N] {
			dst[i] = figure(v)
		}
		return
	}
	for i, x := range k.column(o)[:b.N] {
		dst[i] = x
		if isError(x) {
			dst[i] = math.NaN()
		}
	}
}

// single is the value of an operand in one scenario; the error of a column is
// one whose name is not known.
func (k *kernel) single(b *sim.Block, o operand, lane int) formula.Value {
	switch {
	case o.constant():
		return o.value()
	case o.kind == boxed:
		return k.boxes[o.id][lane]
	}
	x := k.column(o)[lane]
	switch {
	case isError(x):
		return formula.Fail(formula.UnknownError)
	case o.kind == logic:
		return formula.Logic(x != 0)
	}
	return formula.Num(x)
}

// settle is a value as a column of a kind holds it; one of another kind makes
// the scenario odd.
func (k *kernel) settle(v formula.Value, want kind, lane int) float64 {
	switch {
	case v.IsError():
		return math.NaN()
	case v.Kind == formula.Number && want == number, v.Kind == formula.Bool && want == logic:
		return v.Num
	}
	k.odd[lane], k.anyOdd = true, true
	return math.NaN()
}

// quantile works out the value of a call with uncertain parameters.
func (k *kernel) quantile(b *sim.Block, in *instruction) {
	out := k.columns[in.outs[0]][:b.N]
	if cap(k.numbers) < len(in.args) {
		k.numbers = make([]float64, len(in.args))
	}
	args := k.numbers[:len(in.args)-1]
	for lane := range out {
		for i, o := range in.args[1:] {
			args[i] = in.moving.args[i].number(k.column(o)[lane])
		}
		x := in.moving.at(k.column(in.args[0])[lane], args)
		out[lane] = figure(formula.Num(x))
	}
}
