package cells

import (
	"math"

	"ballast/budget/formula"
)

// kind says what the values of a column are.
type kind uint8

const (
	number kind = iota // what is not finite is an error
	logic              // 1 or 0, NaN an error
	boxed              // anything, one formula.Value a scenario
)

// operand is a column or a constant.
type operand struct {
	kind kind
	id   int32          // of the column; -1 a constant
	slot int32          // of its column
	held *formula.Value // of a constant
}

// value is the value of a constant.
func (o operand) value() formula.Value {
	if o.held == nil {
		return formula.Value{}
	}
	return *o.held
}

// constant reports whether the operand is one.
func (o operand) constant() bool { return o.id < 0 }

// fixed makes a constant.
func fixed(v formula.Value) operand {
	k := boxed
	switch v.Kind {
	case formula.Number, formula.Blank, formula.Error:
		k = number
	case formula.Bool:
		k = logic
	}
	return operand{kind: k, id: -1, held: &v}
}

// float is a constant as a column holds it.
func (o operand) float() float64 {
	switch o.held.Kind {
	case formula.Number, formula.Bool:
		return o.held.Num
	case formula.Blank:
		return 0
	}
	return math.NaN()
}

// opcode is what an instruction does.
type opcode uint8

const (
	opAdd opcode = iota
	opSubtract
	opMultiply
	opDivide
	opFactor // multiply where an overflow is no error: a discount factor
	opShare  // divide by such a factor
	opNegate
	opPower
	opMin
	opMax
	opEqual
	opNotEqual
	opLess
	opLessEqual
	opGreater
	opGreaterEqual
	opSelect // the second where the first holds, else the third
	opCatch  // the first, where that is an error the second
	opGuard  // the second, where the first is an error that
	opIsError
	opLeast // opMin of what cannot be an error
	opLargest
	opChoose // opSelect by what cannot be one
	opAnd
	opOr
	opNot
	opAbs
	opFloor
	opRoot
	opSettle // an error that overflowed becomes NaN
	opRound
	opPair      // two operators on three operands (fuse.go)
	opWhen      // the third where a comparison of the first two holds, else the fourth
	opPerform   // a function of the language, scenario by scenario
	opQuantile  // the value of a call with uncertain parameters
	opInterpret // whole formulas, scenario by scenario
)

// instruction computes columns from columns.
type instruction struct {
	op     opcode
	args   []operand
	outs   []int32
	kinds  []kind // of the results
	digits int    // of opRound; of opPair and opWhen what they join
	call   *calling
	moving *moving
	task   *interpretation
}

// interpretation is formulas that are computed by the interpreter in every
// scenario, from the values of all cells that they read.
type interpretation struct {
	cells  []formula.Cell // the results, one for each column
	reads  []formula.Cell // that move, one for each argument
	stable map[formula.Cell]formula.Value
}

// program turns the draws of a block of scenarios into the outputs. Columns are
// numbered: first the variables, then registers.
type program struct {
	instructions []instruction
	variables    int
	registers    int    // columns of numbers
	boxes        int    // columns of values
	spans        []span // of the variables
	constants    []float64
	outs         []operand
	whole        string // why every scenario is interpreted; "" it is not
}

// key tells equal instructions, so that each is done once.
type key struct {
	op      opcode
	digits  int16
	a, b, c int32 // columns, or constants below them
}

// literal is a constant as a key tells it.
type literal struct {
	kind formula.Kind
	bits uint64
}

// keyOf is the key of an instruction of at most three numeric operands.
func (e *emitter) keyOf(in *instruction, args []operand) (k key, ok bool) {
	if len(args) > 3 || in.call != nil || in.moving != nil || in.task != nil {
		return key{}, false
	}
	k = key{op: in.op, digits: int16(in.digits)}
	for i, part := range []*int32{&k.a, &k.b, &k.c}[:len(args)] {
		a := args[i]
		switch {
		case a.kind == boxed:
			return key{}, false
		case a.constant():
			*part = e.literal(a)
		default:
			*part = a.id
		}
	}
	return k, true
}

// literal numbers a constant downwards from -1.
func (e *emitter) literal(o operand) int32 {
	l := literal{o.held.Kind, math.Float64bits(o.float())}
	n, ok := e.literals[l]
	if !ok {
		n = -1 - int32(len(e.literals))
		e.literals[l] = n
	}
	return n
}
