package cells

import (
	"math"

	"ballast/budget/formula"
	"ballast/sim"
)

// kernel runs a program on blocks of scenarios. It is one worker's.
type kernel struct {
	m       *Model
	n       int // room for so many scenarios
	vectors bool
	columns [][]float64 // variables, then registers, then constants
	steps   []step
	boxes   [][]formula.Value
	odd     []bool // scenarios that the program cannot do
	anyOdd  bool
	tasks   map[*interpretation]*interpreter
	run     *formula.Run // for functions that are performed
	numbers []float64
	replay  *replay
}

// step is an instruction with its columns found; in is one that is not a loop.
type step struct {
	op      opcode
	args    uint8
	digits  int16
	out     int32
	x, y, z int32
	in      *instruction
	call    *performance
}

// newKernel makes the evaluator of one worker.
func (m *Model) newKernel(uint64) sim.Kernel {
	k := &kernel{m: m, tasks: map[*interpretation]*interpreter{}, vectors: hasVectors(),
		run: formula.NewRun(m.book, formula.Options{Override: m.fixed, Host: (&drawn{m: m}).answer, Volatile: m.moment}), replay: newReplay(m)}
	p := &m.program
	k.steps = make([]step, len(p.instructions))
	for i := range p.instructions {
		k.steps[i] = p.step(&p.instructions[i])
	}
	return k
}

// step finds the columns of an instruction.
func (p *program) step(in *instruction) step {
	if in.op >= opPerform {
		return step{op: in.op, in: in}
	}
	s := step{op: in.op, args: uint8(len(in.args)), digits: int16(in.digits), out: in.outs[0]}
	for i, at := range []*int32{&s.x, &s.y, &s.z}[:len(in.args)] {
		*at = int32(p.index(in.args[i]))
	}
	return s
}

// index is the column of an operand that is none of values.
func (p *program) index(o operand) int {
	if o.constant() {
		return p.variables + p.registers + int(o.slot)
	}
	return int(o.id)
}

// grow makes room for a block: registers in one piece, so that they do not push one
// another out of the cache.
func (k *kernel) grow(n int) {
	if n <= k.n {
		return
	}
	k.n = n
	p := &k.m.program
	k.columns = make([][]float64, p.variables+p.registers+len(p.constants))
	all := make([]float64, (p.registers+len(p.constants))*n)
	for i := p.variables; i < len(k.columns); i++ {
		k.columns[i], all = all[:n:n], all[n:]
	}
	for i, x := range p.constants {
		column := k.columns[p.variables+p.registers+i]
		for lane := range column {
			column[lane] = x
		}
	}
	k.boxes = make([][]formula.Value, p.boxes)
	for i := range k.boxes {
		k.boxes[i] = make([]formula.Value, n)
	}
	k.odd = make([]bool, n)
}

// Run implements sim.Kernel.
func (k *kernel) Run(b *sim.Block) error {
	k.grow(b.N)
	p := &k.m.program
	if p.whole != "" {
		for lane := range b.N {
			k.again(b, lane)
		}
		return nil
	}
	clear(k.odd)
	k.anyOdd = false
	copy(k.columns, b.In[:p.variables])
	for i := range k.steps {
		k.step(b, &k.steps[i])
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
	return nil
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
	for i, x := range k.column(b, o) {
		dst[i] = x
		if isError(x) {
			dst[i] = math.NaN()
		}
	}
}

// column is the numbers of an operand.
func (k *kernel) column(b *sim.Block, o operand) []float64 {
	return k.columns[k.m.program.index(o)][:b.N]
}

// stride is how many bytes a vector goes on in a column: none in that of a constant.
func (k *kernel) stride(column int32) int {
	if int(column) >= k.m.program.variables+k.m.program.registers {
		return 0
	}
	return 32
}

// step runs one instruction.
func (k *kernel) step(b *sim.Block, s *step) {
	switch s.op {
	case opInterpret:
		k.interpret(b, s.in)
	case opPerform:
		k.perform(b, s)
	case opQuantile:
		k.quantile(b, s.in)
	default:
		k.loop(s, b.N)
	}
}

// loop runs an instruction on columns of numbers: as many scenarios by vectors as
// they take, the others, or those that they leave, by the loops in Go.
func (k *kernel) loop(s *step, n int) {
	out, x := k.columns[s.out][:n], k.columns[s.x][:n]
	switch {
	case s.args == 1:
		k.unary(s, out, x)
	case s.args == 3:
		k.selected(s, out, x, k.columns[s.y][:n], k.columns[s.z][:n])
	case s.op >= opEqual && s.op <= opGreaterEqual:
		k.compared(s, out, x, k.columns[s.y][:n])
	default:
		k.binary(s, out, x, k.columns[s.y][:n])
	}
}

// binary runs an instruction of two operands.
func (k *kernel) binary(s *step, out, x, y []float64) {
	done := 0
	if k.vectors {
		done = binaryVector(s.op, out, x, y, k.stride(s.x), k.stride(s.y))
	}
	if done < len(out) {
		binaryLoop(s.op, out[done:], x[done:], y[done:])
	}
}

// few is how many scenarios the loops in Go take where vectors stop.
const few = 4

// compared runs a comparison.
func (k *kernel) compared(s *step, out, x, y []float64) {
	results := comparison(s.op)
	for len(out) > 0 {
		done, take := 0, len(out)
		if k.vectors {
			done = compareVector(out, x, y, k.stride(s.x), k.stride(s.y), &results)
			take = min(done+few, take)
		}
		compareLoop(out[done:take], x[done:], y[done:], &results)
		out, x, y = out[take:], x[take:], y[take:]
	}
}

// selected runs a choice.
func (k *kernel) selected(s *step, out, test, yes, no []float64) {
	done := 0
	if k.vectors {
		done = selectVector(out, test, yes, no, k.stride(s.x), k.stride(s.y), k.stride(s.z))
	}
	selectLoop(out[done:], test[done:], yes[done:], no[done:])
}

// unary runs an instruction of one operand.
func (k *kernel) unary(s *step, out, x []float64) {
	if s.op == opRound && k.vectors && s.digits >= 0 && s.digits <= mostScaled {
		scale := math.Pow10(int(s.digits))
		for len(out) > 0 {
			done := roundVector(out, x, scale)
			take := min(done+few, len(out))
			roundLoop(out[done:take], x[done:], int(s.digits))
			out, x = out[take:], x[take:]
		}
		return
	}
	done := 0
	if k.vectors {
		done = unaryVector(s.op, out, x)
	}
	unaryLoop(s.op, out[done:], x[done:], int(s.digits))
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
	x := k.column(b, o)[lane]
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
			args[i] = in.moving.args[i].number(k.column(b, o)[lane])
		}
		x := in.moving.at(k.column(b, in.args[0])[lane], args)
		out[lane] = figure(formula.Num(x))
	}
}
