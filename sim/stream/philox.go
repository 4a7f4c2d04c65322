package stream

import "math/bits"

// Constants of Philox4x64: the two multipliers and the two Weyl increments of
// the key.
// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
// 1, 2, 3", SC11 (2011), and its library Random123, philox.h.
const (
	mul0  = 0xD2E7470EE14C6C93
	mul1  = 0xCA5A826395121157
	weyl0 = 0x9E3779B97F4A7C15
	weyl1 = 0xBB67AE8584CAA73B
)

// rounds is 7: Salmon et al. (2011, table 2) report that Philox4x64-7 passes
// all of BigCrush; their default of 10 is a margin. Ten rounds take
// 1.4 times as long (BenchmarkPhilox) for nothing that a budget could notice,
// and the tests of this package look at 1e7 draws with 7.
const rounds = 7

// philox returns the 256 random bits that belong to a counter and a key.
// Source: Salmon et al. (2011), section 3.4.
// Checked: TestKnownAnswers, the vectors published with Random123 for 7 and
// for 10 rounds.
func philox(c [4]uint64, k0, k1 uint64, rounds int) [4]uint64 {
	for range rounds {
		c[0], c[1], c[2], c[3] = round(c[0], c[1], c[2], c[3], k0, k1)
		k0 += weyl0
		k1 += weyl1
	}
	return c
}

func round(c0, c1, c2, c3, k0, k1 uint64) (uint64, uint64, uint64, uint64) {
	hi0, lo0 := bits.Mul64(mul0, c0)
	hi1, lo1 := bits.Mul64(mul1, c2)
	return hi1 ^ c1 ^ k0, lo1, hi0 ^ c3 ^ k1, lo0
}

// schedule is the two keys of every round, made once for a whole column.
type schedule [2 * rounds]uint64

// set writes the keys in place and without a loop: a short column waits for
// them.
func (k *schedule) set(s Stream) {
	const mask = 1<<64 - 1
	k[0], k[1] = s.k0, s.k1
	k[2], k[3] = s.k0+weyl0, s.k1+weyl1
	k[4], k[5] = s.k0+2*weyl0&mask, s.k1+2*weyl1&mask
	k[6], k[7] = s.k0+3*weyl0&mask, s.k1+3*weyl1&mask
	k[8], k[9] = s.k0+4*weyl0&mask, s.k1+4*weyl1&mask
	k[10], k[11] = s.k0+5*weyl0&mask, s.k1+5*weyl1&mask
	k[12], k[13] = s.k0+6*weyl0&mask, s.k1+6*weyl1&mask
}

// block is philox of the counter {c, x, y, 0}, unrolled: with the keys in
// memory all else fits the registers, and it runs at the speed of a splitmix64.
// Checked: TestBlockIsPhilox.
func (k *schedule) block(c, x, y uint64) (c0, c1, c2, c3 uint64) {
	c0, c1, c2, c3 = round(c, x, y, 0, k[0], k[1])
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k[2], k[3])
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k[4], k[5])
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k[6], k[7])
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k[8], k[9])
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k[10], k[11])
	return round(c0, c1, c2, c3, k[12], k[13])
}
