package stream

import "unsafe"

// Fill sets dst[i] to Uniform(first+i).
func (s Stream) Fill(dst []float64, first uint64) { s.fill(dst, first, 0, useScenario) }

// fill writes the uniform numbers first, first+1, ... of the sequence that the
// middle words of the counter name: the words in the place of the numbers,
// then their units.
func (s Stream) fill(dst []float64, first, x, y uint64) {
	if len(dst) == 0 {
		return
	}
	words := unsafe.Slice((*uint64)(unsafe.Pointer(&dst[0])), len(dst))
	s.words(words, first, x, y)
	if wide() {
		units512(&dst[0], len(dst))
		return
	}
	if n := len(dst) &^ 3; n > 0 && quads() {
		units2(&dst[0], n)
		dst, words = dst[n:], words[n:]
	}
	for i, w := range words {
		dst[i] = unit(w)
	}
}

// FillBits sets dst[i] to Bits(first+i).
func (s Stream) FillBits(dst []uint64, first uint64) { s.words(dst, first, 0, useScenario) }

// words writes the words first, first+1, ... of a sequence: whole blocks in the
// middle, two at a time, and parts at both ends.
func (s Stream) words(dst []uint64, first, x, y uint64) {
	var k schedule
	k.set(s)
	var w [8]uint64
	if part := first % 4; part != 0 {
		w[0], w[1], w[2], w[3] = k.block(first/4, x, y)
		n := copy(dst, w[part:4])
		first, dst = first+uint64(n), dst[n:]
	}
	c := first / 4
	if pairs := len(dst) / 8; pairs > 0 {
		k.pairs(dst, pairs, c, x, y)
		c, dst = c+2*uint64(pairs), dst[8*pairs:]
	}
	if len(dst) > 0 {
		k.pairs(w[:], 1, c, x, y)
		copy(dst, w[:])
	}
}

// pairs writes the words of the blocks c, c+1, ..., two blocks at a time.
func (k *schedule) pairs(dst []uint64, pairs int, c, x, y uint64) {
	if paired() {
		pairs2(&dst[0], pairs, k, c, x, y)
		return
	}
	k.pairsPortable(dst, pairs, c, x, y)
}

// pairsPortable is pairs in Go.
func (k *schedule) pairsPortable(dst []uint64, pairs int, c, x, y uint64) {
	for ; pairs > 0; pairs-- {
		dst[0], dst[1], dst[2], dst[3] = k.block(c, x, y)
		dst[4], dst[5], dst[6], dst[7] = k.block(c+1, x, y)
		c, dst = c+2, dst[8:]
	}
}
