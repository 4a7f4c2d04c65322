package stats

import (
	"math"
	"math/big"
)

// ExactSum adds float64 numbers without any rounding: the numbers may come in
// any order and in any groups, and the sum has the same bits. Its zero value
// is 0. It is a fixed-point number of 2,144 bits that covers the whole range
// of float64, in limbs of 32 bits, the carries of which are put off.
//
// Source: Neal, Fast exact summation using small and large superaccumulators,
// arXiv:1505.05571 (2015), the small one.
// Checked: TestExactSum, against math/big.
type ExactSum struct {
	limb    [67]int64 // limb i counts units of 2^(32i-1075)
	pending int       // additions since the carries were last settled
	special float64   // sum of the infinities and NaN, 0 when there were none
}

// mostPending is how many additions below 2^52 a limb takes before it may
// overflow.
const mostPending = 2000

// Add takes one more term; no order of the terms changes the sum.
func (s *ExactSum) Add(x float64) {
	if x == 0 {
		return
	}
	bits := math.Float64bits(x)
	exponent, mantissa := int(bits>>52&0x7ff), bits&(1<<52-1)
	switch exponent {
	case 0x7ff:
		s.special += x
		return
	case 0:
		exponent = 1
	default:
		mantissa |= 1 << 52
	}
	if s.pending++; s.pending > mostPending {
		s.settle()
	}
	i, shift := exponent>>5, uint(exponent&31)
	low, high := int64(mantissa<<shift&math.MaxUint32), int64(mantissa>>(32-shift))
	if bits>>63 != 0 {
		low, high = -low, -high
	}
	s.limb[i] += low
	s.limb[i+1] += high
}

// Merge takes all terms of another sum, which stays as it is.
func (s *ExactSum) Merge(o *ExactSum) {
	other := *o
	other.settle()
	s.settle()
	for i, x := range other.limb {
		s.limb[i] += x
	}
	s.pending++
	s.special += other.special
}

// settle moves what is over 32 bits of every limb into the next one; the
// highest keeps the sign.
func (s *ExactSum) settle() {
	s.pending = 0
	last := len(s.limb) - 1
	for i := range last {
		s.limb[i+1] += s.limb[i] >> 32
		s.limb[i] &= math.MaxUint32
	}
}

// Value returns the sum, rounded once, to the nearest float64.
func (s *ExactSum) Value() float64 {
	if s.special != 0 || s.special != s.special {
		return s.special
	}
	t := *s
	t.settle()
	negative := t.limb[len(t.limb)-1] < 0
	if negative {
		for i := range t.limb {
			t.limb[i] = -t.limb[i]
		}
		t.settle()
	}
	var bytes [len(t.limb) * 4]byte // the most significant first
	for i, x := range t.limb {
		at := len(bytes) - 4*i
		bytes[at-1], bytes[at-2], bytes[at-3], bytes[at-4] = byte(x), byte(x>>8), byte(x>>16), byte(x>>24)
	}
	units := new(big.Int).SetBytes(bytes[:])
	if units.Sign() == 0 {
		return 0
	}
	if negative {
		units.Neg(units)
	}
	exact := new(big.Float).SetInt(units)
	x, _ := exact.SetMantExp(exact, -1075).Float64()
	return x
}
