package design

import (
	"fmt"
	"math/bits"
)

// Fill sets dst[i] to the number in (0,1) of a variable in scenario first+i.
// Any range gives the same numbers. Whole replicates are the fastest: a part of
// a Latin hypercube costs as much as all of it.
func (d *Design) Fill(dst []float64, variable, first int) {
	if first < 0 || first+len(dst) > d.scenarios {
		panic(fmt.Sprintf("design: scenarios %d to %d of %d", first, first+len(dst), d.scenarios))
	}
	v := &d.variables[variable]
	if v.kind == MC {
		v.stream.Fill(dst, uint64(first))
		return
	}
	for len(dst) > 0 {
		start := first - first%d.replicate
		end := min(start+d.replicate, d.scenarios)
		if v.kind == LHS && d.kind == Sobol {
			start, end = subBlock(first, start, end)
		}
		part := dst[:min(len(dst), end-first)]
		switch {
		case v.kind == LHS:
			v.fillHypercube(part, first, start, end)
		case d.orders != nil:
			v.fillShuffled(part, first-start, d.orders.of(start/d.replicate), uint64(start/d.replicate))
		default:
			v.fillSobol(part, uint32(first-start), uint64(start/d.replicate))
		}
		first, dst = first+len(part), dst[len(part):]
	}
}

// subBlock cuts a long Sobol replicate into Latin hypercubes of 256, which is
// how long a piece of work is, for the variables that have no coordinate: a
// part of a hypercube costs as much as all of it.
func subBlock(first, start, end int) (int, int) {
	const length = 256
	from := first - (first-start)%length
	return from, min(from+length, end)
}

// below1 is the largest float64 below 1.
const below1 = 1 - 1.0/(1<<53)

// fillHypercube fills a range of the Latin hypercube of the scenarios start to
// end-1: each of the n = end-start equal strata is hit exactly once. Scenario i
// takes one random word: the upper half drives the permutation of the strata,
// the lower half places the point in its stratum.
// Source: McKay, Beckman, Conover, Technometrics 21 (1979) 239-245; the
// permutation is the inside-out shuffle of Durstenfeld, CACM 7 (1964) 420.
// Checked: TestLatinHypercube, TestDesignsAreIndependent.
func (v *variable) fillHypercube(dst []float64, first, start, end int) {
	const size = 1024
	var stratumArray [size]uint32
	var wordArray [size]uint64
	n := end - start
	stratum, word := stratumArray[:], wordArray[:]
	if n > size {
		stratum, word = make([]uint32, n), make([]uint64, n)
	}
	stratum, word = stratum[:n], word[:n]
	v.stream.FillBits(word, uint64(start))
	for i := range stratum {
		j := (word[i] >> 32) * uint64(i+1) >> 32
		stratum[i] = stratum[j]
		stratum[j] = uint32(i)
	}
	width := 1 / float64(n)
	stratum, word = stratum[first-start:], word[first-start:]
	for i := range dst {
		in := float64((float64(uint32(word[i])) + 0.5) * (1.0 / (1 << 32))) // exact
		dst[i] = min((float64(stratum[i])+in)*width, below1)
	}
}

// fillSobol fills points from, from+1, ... of one scrambled replicate, in Gray
// code order.
// Checked: TestSobolPoints, TestScrambleIsNested.
func (v *variable) fillSobol(dst []float64, from uint32, replicate uint64) {
	seed := v.seed(replicate)
	add, mul := uint32(seed), uint32(seed>>32)|1
	if head := int(-from & 15); (wide() || quads()) && len(dst) >= head+16 {
		sobolPoints(dst[:head], &v.direction, from, add, mul)
		dst, from = dst[head:], from+uint32(head)
		sixteens := len(dst) / 16
		if x := sobolReversed(&v.direction, from); wide() {
			sobol512(&dst[0], sixteens, &v.direction, from, x, add, mul)
		} else {
			sobol2(&dst[0], sixteens, &v.direction, from, x, add, mul)
		}
		dst, from = dst[16*sixteens:], from+uint32(16*sixteens)
	}
	sobolPoints(dst, &v.direction, from, add, mul)
}

// FillWords sets dst[i] to the place of Fill's number of a variable among 2^32 equal
// cells, whose middle it is: (dst[i]+0.5)/2^32. That is for whole sixteens of Sobol
// points of one replicate, on processors where the numbers are made by way of them;
// otherwise ok is false and dst as it was.
// Checked: TestWords.
func (d *Design) FillWords(dst []uint32, variable, first int) (ok bool) {
	v := &d.variables[variable]
	from := first % d.replicate
	if v.kind != Sobol || d.orders != nil || wide() || !quads() || from%16 != 0 || len(dst)%16 != 0 || len(dst) == 0 ||
		from+len(dst) > d.replicate || first+len(dst) > d.scenarios {
		return false
	}
	seed := v.seed(uint64(first / d.replicate))
	sobolWords2(&dst[0], len(dst)/16, &v.direction, uint32(from), sobolReversed(&v.direction, uint32(from)), uint32(seed), uint32(seed>>32)|1)
	return true
}

// sobolPoints fills scrambled points from, from+1, ..., each of which is one
// exclusive or from the last.
// Source: Antonov and Saleev, USSR Comput. Math. Math. Phys. 19 (1979) 252-256.
func sobolPoints(dst []float64, direction *[32]uint32, from, add, mul uint32) {
	if len(dst) == 0 {
		return
	}
	x := sobolReversed(direction, from)
	for i := range dst {
		dst[i] = (float64(bits.Reverse32(scramble(x, add, mul))) + 0.5) * (1.0 / (1 << 32))
		from++
		x ^= direction[bits.TrailingZeros32(from)&31]
	}
}
