//go:build !purego

package cells

import (
	"math"

	"golang.org/x/sys/cpu"
)

// The vectors do what the loops in Go do (loops.go, pairs.go).
//
// Checked: TestVectorLoops.

// hasVectors reports whether the processor has the vectors of the assembly.
func hasVectors() bool { return cpu.X86.HasAVX2 }

// vectorOf is the assembly of an instruction, nil where there is none.
func vectorOf(in *instruction) vector {
	switch in.op {
	case opAdd:
		return addAVX2
	case opSubtract:
		return subtractAVX2
	case opMultiply, opFactor:
		return multiplyAVX2
	case opDivide:
		return divideAVX2
	case opShare:
		return shareAVX2
	case opMin:
		return leastAVX2
	case opMax:
		return largestAVX2
	case opLeast:
		return sureLeastAVX2
	case opLargest:
		return sureLargestAVX2
	case opCatch:
		return catchAVX2
	case opSelect:
		return selectAVX2
	case opChoose:
		return chooseAVX2
	case opNegate:
		return negateAVX2
	case opAbs:
		return absAVX2
	case opFloor:
		return floorAVX2
	case opRoot:
		return rootAVX2
	case opPair:
		return pairVector(in.digits)
	}
	return nil
}

// pairVector is the assembly of a pair (fuse.go).
func pairVector(pair int) vector {
	return [firsts][joints]vector{
		{sumPlusAVX2, sumMinusAVX2, sumFromAVX2, sumTimesAVX2, sumOverAVX2, sumDividesAVX2, sumCaughtAVX2},
		{differencePlusAVX2, differenceMinusAVX2, differenceFromAVX2, differenceTimesAVX2, differenceOverAVX2, differenceDividesAVX2, differenceCaughtAVX2},
		{productPlusAVX2, productMinusAVX2, productFromAVX2, productTimesAVX2, productOverAVX2, productDividesAVX2, productCaughtAVX2},
		{sharePlusAVX2, shareMinusAVX2, shareFromAVX2, shareTimesAVX2, shareOverAVX2, shareDividesAVX2, shareCaughtAVX2},
	}[pair/int(joints)][pair%int(joints)]
}

// pausing is the loop of an instruction whose assembly stops before what only the
// digits tell: that is done in Go.
func pausing(op opcode, plain loop) loop {
	switch {
	case op >= opEqual && op <= opGreaterEqual:
		return compareVectors
	case op == opRound:
		return roundVectors
	case op == opWhen:
		return whenVectors
	}
	return plain
}

// few is how many scenarios the loops in Go take where vectors stop.
const few = 4

// compareVectors is compareLoop.
func compareVectors(s *step, n int) {
	results := comparison(s.op)
	for from := 0; from < n; from += few {
		from += compareAVX2(&s.out[from], &s.x[from], &s.y[from], n-from, s.sx, s.sy, &results)
		if from >= n {
			return
		}
		compareFrom(s, from, from+few)
	}
}

// whenVectors is whenLoop.
func whenVectors(s *step, n int) {
	c := s.choice
	for from := 0; from < n; from += few {
		from += whenAVX2(&s.out[from], &s.x[from], &s.y[from], &c.from[0][from], &c.from[1][from], &c.from[2][from], n-from, s.sx, s.sy, &c.strides)
		if from >= n {
			return
		}
		whenFrom(s, from, from+few)
	}
}

// roundVectors is roundLoop.
func roundVectors(s *step, n int) {
	if s.digits < 0 || s.digits > mostScaled {
		roundLoop(s, n)
		return
	}
	scale := math.Pow10(s.digits)
	for from := 0; from < n; from += few {
		from += roundAVX2(&s.out[from], &s.x[from], n-from, scale)
		if from >= n {
			return
		}
		roundFrom(s, from, from+few)
	}
}

//go:noescape
func compareAVX2(out, x, y *float64, n, sx, sy int, results *[3]float64) (done int)

//go:noescape
func whenAVX2(out, x, y, less, equal, greater *float64, n, sx, sy int, strides *[3]int) (done int)

//go:noescape
func roundAVX2(out, x *float64, n int, scale float64) (done int)

//go:noescape
func addAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func subtractAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func multiplyAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func divideAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func shareAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func leastAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func largestAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sureLeastAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sureLargestAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func catchAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func selectAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func chooseAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func negateAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func absAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func floorAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func rootAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sumPlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sumMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sumFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sumTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sumOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sumDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func differencePlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func differenceMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func differenceFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func differenceTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func differenceOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func differenceDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func productPlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func productMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func productFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func productTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func productOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func productDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sharePlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func shareMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func shareFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func shareTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func shareOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func shareDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func sumCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func differenceCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func productCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)

//go:noescape
func shareCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)
