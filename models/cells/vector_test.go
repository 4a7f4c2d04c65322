package cells

import (
	"math"
	"math/rand/v2"
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
		columns := make([]column, 5)
		for c := range columns {
			for i := range columns[c] {
				columns[c][i] = draw()
			}
		}
		in := instruction{op: opcode(r.IntN(int(opPerform))), digits: r.IntN(6) - 1, outs: []int32{4}}
		if in.op == opPair {
			in.digits = r.IntN(firsts * int(joints))
		}
		if in.op == opWhen {
			in.digits = int(opEqual) + r.IntN(6)
		}
		if r.IntN(3) == 0 {
			in.outs[0] = int32(r.IntN(4))
		}
		m := &Model{}
		m.program.registers = len(columns)
		for c := range operands(in.op) {
			o := operand{id: int32(c)}
			if r.IntN(5) == 0 {
				o = fixed(formula.Num(calm()))
				o.slot = int32(len(m.program.constants))
				m.program.constants = append(m.program.constants, o.float())
			}
			in.args = append(in.args, o)
		}
		k := &kernel{m: m}
		k.lay()
		copy(k.columns, columns)
		want := make([]float64, n)
		for i := range want {
			var x [4]float64
			for c, o := range in.args {
				x[c] = k.column(o)[i]
			}
			if sureOnly(in.op) && (isError(x[0]) || in.op != opChoose && isError(x[1])) {
				for c, o := range in.args { // such an instruction never meets one
					if !o.constant() {
						columns[c][i], k.columns[c][i], x[c] = 1, 1, 1
					}
				}
			}
			want[i] = one(&in, x[0], x[1], x[2], x[3])
		}
		for _, vectors := range []bool{false, hasVectors()} {
			k := &kernel{m: m, vectors: vectors}
			k.lay()
			copy(k.columns, columns)
			s := k.step(&in)
			if s.vector != nil {
				s.vector(&s.out[0], &s.x[0], &s.y[0], &s.z[0], (n+15)&^15, s.sx, s.sy, s.sz)
			} else {
				s.loop(&s, (n+15)&^15)
			}
			for i, x := range want {
				if got := s.out[i]; (!isError(x) || !isError(got)) && math.Float64bits(x) != math.Float64bits(got) {
					t.Fatalf("instruction %d, vectors %v, scenario %d of %d, operands %v %v %v, digits %d: calculated %v, expected %v", in.op, vectors, i, n,
						columns[0][i], columns[1][i], columns[2][i], in.digits, got, x)
				}
			}
		}
	}
}

// sureOnly reports whether an instruction is only emitted where there are no errors.
func sureOnly(op opcode) bool { return op == opLeast || op == opLargest || op == opChoose }

// operands is how many an instruction has.
func operands(op opcode) int {
	switch op {
	case opWhen:
		return 4
	case opSelect, opChoose, opPair:
		return 3
	case opNegate, opIsError, opNot, opAbs, opFloor, opRoot, opSettle, opRound:
		return 1
	}
	return 2
}

// one is an instruction on single numbers as the language has it.
func one(s *instruction, x, y, z, w float64) float64 {
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
	case opPair:
		first := &instruction{op: [firsts]opcode{opAdd, opSubtract, opMultiply, opShare}[s.digits/int(joints)]}
		result := one(first, x, y, 0, 0)
		switch joint(s.digits % int(joints)) {
		case plusThird:
			return result + z
		case minusThird:
			return result - z
		case fromThird:
			return z - result
		case timesThird:
			return result * z
		case overThird:
			return result / z
		}
		if joint(s.digits%int(joints)) == dividesThird {
			return z / result
		}
		if isError(result) {
			return z
		}
		return result
	case opWhen:
		switch holds := one(&instruction{op: opcode(s.digits)}, x, y, 0, 0); {
		case isError(holds):
			return holds
		case holds != 0:
			return z
		}
		return w
	case opSelect, opChoose:
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
	case opMin, opLeast:
		if y < x {
			return y
		}
		return x
	case opMax, opLargest:
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
		return figure(formula.Num(formula.Round(x, s.digits)))
	}
	return truth(holds(formula.Equal+formula.Op(s.op-opEqual), formula.Compare(value(x), value(y))))
}
