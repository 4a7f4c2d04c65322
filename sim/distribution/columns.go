package distribution

import (
	"math"
	"sync"
)

// Normals sets dst[i] to the normal score of u[i], NormalQuantile from a table
// with an absolute error below 1e-9. u must lie in (0,1); 0 and 1 count as
// 2^-53 and 1-2^-53. dst and u may be the same slice.
//
// The cells are equal parts of each power of two of the smaller tail, so that
// they follow the tail down and need no search: the place of a number is in
// its bits.
// Checked: TestNormalsTable.
func Normals(dst, u []float64) {
	table := scoreTable()
	dst = dst[:len(u)]
	if wide(len(u)) {
		normals512(&dst[0], &u[0], len(u), &table[0], len(table), 0)
		return
	}
	normalsInQuads(dst, u, sixteen, table)
}

// normalsInQuads is NormalsApart four at a time where the processor can.
func normalsInQuads(dst, u []float64, stride int, table []cubic) {
	for len(u) > 0 {
		done := 0
		if n := quads(len(u)); n > 0 {
			done = normals2(&dst[0], &u[0], n, &table[0], 8*uintptr(stride-sixteen))
		}
		if done == len(u) {
			return
		}
		dst, u = dst[done/sixteen*stride:], u[done/sixteen*sixteen:]
		end := min(sixteen, len(u)) // one up to there needs more care, or they are the last
		normals(dst[done%sixteen:end], u[done%sixteen:end], table)
		if u = u[end:]; len(u) > 0 {
			dst = dst[stride:]
		}
	}
}

// sixteen is how many scores NormalsApart writes side by side.
const sixteen = 16

// NormalsApart is Normals with the score of u[i] at dst[i/16*stride+i%16]:
// sixteens that lie stride numbers apart, at least 16.
// Checked: TestNormalsApart.
func NormalsApart(dst, u []float64, stride int) {
	if len(u) == 0 {
		return
	}
	table := scoreTable()
	last := (len(u) - 1) / sixteen
	dst = dst[:last*stride+len(u)-last*sixteen]
	if wide(len(u)) {
		normals512(&dst[0], &u[0], len(u), &table[0], len(table), 8*uintptr(stride-sixteen))
		return
	}
	normalsInQuads(dst, u, stride, table)
}

// WordNormals is NormalsApart of whole sixteens of numbers in the middle of 2^32 equal
// cells: u[i] = (words[i]+0.5)/2^32. Sixteens side by side are 16 numbers apart.
// Checked: TestWordNormals.
func WordNormals(dst []float64, words []uint32, stride int) {
	if len(words) == 0 {
		return
	}
	table, whole := scoreTable(), len(words)/sixteen
	words, dst = words[:whole*sixteen], dst[:(whole-1)*stride+sixteen]
	if quads(sixteen) > 0 {
		scores2(&dst[0], &words[0], whole, &table[0], 8*uintptr(stride-sixteen))
		return
	}
	for k := range whole {
		var u [sixteen]float64
		for i, w := range words[k*sixteen:][:sixteen] {
			u[i] = (float64(w) + 0.5) * (1.0 / (1 << 32))
		}
		normals(dst[k*stride:][:sixteen], u[:], table)
	}
}

// normals is Normals in Go.
func normals(dst, u []float64, table []cubic) {
	for i, p := range u {
		tail := min(math.Float64bits(p), math.Float64bits(1-p)) // of positive numbers, in order
		tail = max(tail, scoreFirst)
		cell := (tail - scoreFirst) >> scoreShift
		if cell >= uint64(len(table)) { // NaN, or outside [0,1]
			dst[i] = math.NaN()
			continue
		}
		t := math.Float64frombits(tail<<scoreBits&(1<<52-1)|0x3ff<<52) - 1
		z := table[cell].at(t)
		dst[i] = math.Float64frombits(math.Float64bits(z) ^ math.Float64bits(p-0.5)&(1<<63))
	}
}

const (
	scoreBits  = 6 // 64 cells in each power of two
	scoreShift = 52 - scoreBits
	scoreFirst = (1023 - 53) << 52 // bits of 2^-53
)

// scoreTable returns the read-only table of Normals. It is made once, when
// first asked for. Its values are minus the score of the upper tail; Normals
// turns the sign.
var scoreTable = sync.OnceValue(makeScores)

func makeScores() []cubic {
	const n = 52<<scoreBits + 1 // from 2^-53 to 1/2, and the cell that begins there
	table := make([]cubic, n)
	end := func(k int) (tail, z, density float64) {
		tail = math.Float64frombits(scoreFirst + uint64(k)<<scoreShift)
		z = scoreOf(tail, 1-tail)
		return tail, z, phi0 * exp(-0.5*float64(z*z))
	}
	m0, z0, f0 := end(0)
	for k := range table[:n-1] { // the last stays 0: the score of exactly 1/2
		m1, z1, f1 := end(k + 1)
		c := hermite(z0, z1, (m1-m0)/f0, (m1-m0)/f1)
		table[k] = cubic{-c.c0, -c.c1, -c.c2, -c.c3}
		m0, z0, f0 = m1, z1, f1
	}
	return table
}
