//go:build !purego

package cells

import "golang.org/x/sys/cpu"

// The vectors do what the loops in Go do (loops.go), and leave to them what is left of
// a column: each gives how many scenarios it has done. An operand that is a constant
// has a step of 0, others of one vector.
//
// Checked: TestVectorLoops.

// hasVectors reports whether the processor has the vectors of the assembly.
func hasVectors() bool { return cpu.X86.HasAVX2 }

// sixteens is what the loops that take sixteen scenarios at once can do of n.
func sixteens(n int) int { return n &^ 15 }

// binaryVector runs an instruction of two operands.
func binaryVector(op opcode, out, x, y []float64, sx, sy int) (done int) {
	n := sixteens(len(out))
	if n == 0 {
		return 0
	}
	o, a, b := &out[0], &x[0], &y[0]
	switch op {
	case opAdd:
		addAVX2(o, a, b, n, sx, sy)
	case opSubtract:
		subtractAVX2(o, a, b, n, sx, sy)
	case opMultiply, opFactor:
		multiplyAVX2(o, a, b, n, sx, sy)
	case opDivide:
		divideAVX2(o, a, b, n, sx, sy)
	case opShare:
		shareAVX2(o, a, b, n, sx, sy)
	case opMin:
		leastAVX2(o, a, b, n, sx, sy)
	case opMax:
		largestAVX2(o, a, b, n, sx, sy)
	case opCatch:
		catchAVX2(o, a, b, n, sx, sy)
	default:
		return 0
	}
	return n
}

// compareVector compares, until it comes to what only the digits tell.
func compareVector(out, x, y []float64, sx, sy int, results *[3]float64) (done int) {
	n := len(out) &^ 3
	if n == 0 {
		return 0
	}
	return compareAVX2(&out[0], &x[0], &y[0], n, sx, sy, results)
}

// selectVector chooses.
func selectVector(out, test, yes, no []float64, st, sy, sn int) (done int) {
	n := sixteens(len(out))
	if n > 0 {
		selectAVX2(&out[0], &test[0], &yes[0], &no[0], n, st, sy, sn)
	}
	return n
}

// unaryVector runs an instruction of one operand.
func unaryVector(op opcode, out, x []float64) (done int) {
	n := sixteens(len(out))
	if n == 0 {
		return 0
	}
	switch op {
	case opNegate:
		negateAVX2(&out[0], &x[0], n)
	case opAbs:
		absAVX2(&out[0], &x[0], n)
	case opFloor:
		floorAVX2(&out[0], &x[0], n)
	case opRoot:
		rootAVX2(&out[0], &x[0], n)
	default:
		return 0
	}
	return n
}

// roundVector rounds at 1/scale, until it comes to what only the digits tell.
func roundVector(out, x []float64, scale float64) (done int) {
	n := len(out) &^ 3
	if n == 0 {
		return 0
	}
	return roundAVX2(&out[0], &x[0], n, scale)
}

//go:noescape
func addAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func subtractAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func multiplyAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func divideAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func shareAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func leastAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func largestAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func catchAVX2(out, x, y *float64, n, sx, sy int)

//go:noescape
func selectAVX2(out, test, yes, no *float64, n, st, sy, sn int)

//go:noescape
func compareAVX2(out, x, y *float64, n, sx, sy int, results *[3]float64) (done int)

//go:noescape
func roundAVX2(out, x *float64, n int, scale float64) (done int)

//go:noescape
func negateAVX2(out, x *float64, n int)

//go:noescape
func absAVX2(out, x *float64, n int)

//go:noescape
func floorAVX2(out, x *float64, n int)

//go:noescape
func rootAVX2(out, x *float64, n int)
