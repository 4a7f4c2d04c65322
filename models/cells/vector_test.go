package cells

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"ballast/budget/formula"
)

// TestVectorLoops: every loop with vectors gives what the loop in Go gives and that
// what the language gives, to the bit, whatever stands in the columns: errors, zeros
// of both signs, numbers that are alike to 15 digits, halves. A result may stand in
// the place of an operand.
func TestVectorLoops(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 17))
	odd := []float64{0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308, 5e-324, 0.1 + 0.2, 0.3, 0.5, 1.5, -2.5, 1.005, 1.115, 1e15, 1 << 52, 4503599627370495.5, 1e-320}
	number := func() float64 {
		switch r.IntN(6) {
		case 0:
			return odd[r.IntN(len(odd))]
		case 1:
			return float64(r.IntN(5) - 2)
		case 2:
			return float64(r.IntN(2000)-1000) / 200
		}
		return r.NormFloat64() * math.Pow(10, float64(r.IntN(9)-3))
	}
	calm := func() float64 { return r.NormFloat64() * 100 }
	for trial := range 3000 {
		n := 1 + r.IntN(70)
		draw := number
		if trial%2 == 0 {
			draw = calm
		}
		m := &Model{program: program{registers: 4}}
		columns := make([][]float64, 4)
		for c := range columns {
			columns[c] = make([]float64, n)
			for i := range columns[c] {
				columns[c][i] = draw()
			}
		}
		s := step{op: opcode(r.IntN(int(opPerform))), args: 2, out: 3, x: 0, y: 1, z: 2, digits: int16(r.IntN(6) - 1)}
		s.args = operands(s.op)
		if r.IntN(3) == 0 {
			s.out = int32(r.IntN(3))
		}
		if r.IntN(4) == 0 { // a constant
			m.program.registers = 1
			s.out, s.x = 0, 0
			for i := range n {
				columns[1][i], columns[2][i] = columns[1][0], columns[2][0]
			}
			for c := 1; c < 4; c++ {
				columns[c] = append(columns[c], slices.Repeat([]float64{columns[c][0]}, 16)...)
			}
		}
		want := make([]float64, n)
		for i := range want {
			want[i] = one(&s, columns[s.x][i], columns[s.y][i], columns[s.z][i])
		}
		for _, vectors := range []bool{false, hasVectors()} {
			k := &kernel{m: m, vectors: vectors}
			for _, c := range columns {
				k.columns = append(k.columns, slices.Clone(c))
			}
			k.loop(&s, n)
			for i, x := range want {
				got := k.columns[s.out][i]
				if isError(x) && isError(got) || math.Float64bits(x) == math.Float64bits(got) {
					continue
				}
				t.Fatalf("instruction %d, vectors %v, operands %v %v %v, digits %d: calculated %v, expected %v", s.op, vectors,
					columns[s.x][i], columns[s.y][i], columns[s.z][i], s.digits, got, x)
			}
		}
	}
}

// operands is how many an instruction has.
func operands(op opcode) uint8 {
	switch op {
	case opSelect:
		return 3
	case opNegate, opIsError, opNot, opAbs, opFloor, opRoot, opSettle, opRound:
		return 1
	}
	return 2
}

// one is an instruction on single numbers as the language has it.
func one(s *step, x, y, z float64) float64 {
	value := func(x float64) formula.Value { return formula.Num(x) }
	bad := isError(x) || isError(y)
	switch s.op {
	case opAdd:
		return x + y
	case opSubtract:
		return x - y
	case opMultiply, opFactor:
		return x * y
	case opShare:
		return x / y
	case opSelect:
		if isError(x) {
			return x
		}
		if x != 0 {
			return y
		}
		return z
	case opCatch:
		if isError(x) {
			return y
		}
		return x
	case opGuard:
		if isError(x) {
			return x
		}
		return y
	case opIsError:
		return truth(isError(x))
	case opSettle:
		return x
	}
	if isError(x) || operands(s.op) == 2 && bad {
		return math.NaN()
	}
	switch s.op {
	case opDivide:
		return x / y
	case opNegate:
		return -x
	case opPower:
		return figure(formula.Raise(x, y))
	case opMin:
		if y < x {
			return y
		}
		return x
	case opMax:
		if y > x {
			return y
		}
		return x
	case opAnd:
		return truth(x != 0 && y != 0)
	case opOr:
		return truth(x != 0 || y != 0)
	case opNot:
		return truth(x == 0)
	case opAbs:
		return math.Abs(x)
	case opFloor:
		return math.Floor(x)
	case opRoot:
		return math.Sqrt(x)
	case opRound:
		return figure(formula.Num(formula.Round(x, int(s.digits))))
	}
	return truth(holds(formula.Equal+formula.Op(s.op-opEqual), formula.Compare(value(x), value(y))))
}
