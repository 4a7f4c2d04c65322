package cells

import (
	"math"

	"ballast/budget/formula"
	"ballast/sim"
)

// kernel runs a program on blocks of scenarios. It is one worker's.
type kernel struct {
	m         *Model
	n         int // room for so many scenarios
	registers [][]float64
	boxes     [][]formula.Value
	constants [][]float64
	odd       []bool // scenarios that the program cannot do
	anyOdd    bool
	tasks     map[*interpretation]*interpreter
	run       *formula.Run // for functions that are performed
	values    []formula.Value
	numbers   []float64
	replay    *replay
}

// newKernel makes the evaluator of one worker.
func (m *Model) newKernel(uint64) sim.Kernel {
	return &kernel{m: m, tasks: map[*interpretation]*interpreter{},
		run: formula.NewRun(m.book, formula.Options{}), replay: newReplay(m)}
}

// grow makes room for a block.
func (k *kernel) grow(n int) {
	if n <= k.n {
		return
	}
	k.n = n
	k.registers = make([][]float64, k.m.program.registers)
	for i := range k.registers {
		k.registers[i] = make([]float64, n)
	}
	k.boxes = make([][]formula.Value, k.m.program.boxes)
	for i := range k.boxes {
		k.boxes[i] = make([]formula.Value, n)
	}
	k.constants = make([][]float64, len(k.m.program.constants))
	for i, x := range k.m.program.constants {
		k.constants[i] = make([]float64, n)
		for lane := range n {
			k.constants[i][lane] = x
		}
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
	for i := range p.instructions {
		k.step(b, &p.instructions[i])
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
	switch {
	case o.constant():
		return k.constants[o.slot][:b.N]
	case o.id < k.m.program.variables:
		return b.In[o.id]
	}
	return k.registers[o.id-k.m.program.variables][:b.N]
}

// step runs one instruction.
func (k *kernel) step(b *sim.Block, in *instruction) {
	switch in.op {
	case opInterpret:
		k.interpret(b, in)
		return
	case opPerform:
		k.perform(b, in)
		return
	case opQuantile:
		k.quantile(b, in)
		return
	}
	out := k.registers[in.outs[0]-k.m.program.variables][:b.N]
	x := k.column(b, in.args[0])
	switch len(in.args) {
	case 1:
		unaryLoop(in.op, out, x, in.digits)
	case 2:
		binaryLoop(in.op, out, x, k.column(b, in.args[1]))
	case 3:
		selectLoop(out, x, k.column(b, in.args[1]), k.column(b, in.args[2]))
	}
}

// perform calls a function of the language in every scenario.
func (k *kernel) perform(b *sim.Block, in *instruction) {
	out := k.registers[in.outs[0]-k.m.program.variables][:b.N]
	if cap(k.values) < len(in.args) {
		k.values = make([]formula.Value, len(in.args))
	}
	args := k.values[:len(in.args)]
	for lane := range out {
		bad := false
		for i, a := range in.args {
			args[i] = k.single(b, a, lane)
			bad = bad || args[i].IsError()
		}
		if bad {
			out[lane] = math.NaN()
			continue
		}
		out[lane] = k.settle(k.run.Perform(in.fn, in.at, args), in.kinds[0], lane)
	}
}

// single is the value of an operand in one scenario; the error of a column is
// one whose name is not known.
func (k *kernel) single(b *sim.Block, o operand, lane int) formula.Value {
	switch {
	case o.constant():
		return o.value
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
	out := k.registers[in.outs[0]-k.m.program.variables][:b.N]
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
