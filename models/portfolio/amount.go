package portfolio

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
)

// perUnit is how many parts a unit of money has: a hundredth of a cent each.
const perUnit = 1e4

// Amount is money as a whole number of ten-thousandths of the unit, of 128 bits in two's
// complement. Sums of amounts are exact, so that no order of adding changes them.
type Amount struct {
	hi int64
	lo uint64
}

// amountOf rounds money to an amount. What is not finite, or above 1e30, is an error.
func amountOf(x float64) (Amount, error) {
	parts := math.RoundToEven(x * perUnit)
	if !(math.Abs(parts) <= 1e34) {
		return Amount{}, fmt.Errorf("portfolio: %v is no amount", x)
	}
	if math.Abs(parts) < 1<<62 {
		whole := int64(parts)
		return Amount{hi: whole >> 63, lo: uint64(whole)}, nil
	}
	fraction, exponent := math.Frexp(math.Abs(parts)) // a whole number of 53 bits, moved
	mantissa, shift := uint64(math.Ldexp(fraction, 53)), uint(exponent-53)
	a := Amount{hi: int64(mantissa >> (64 - shift)), lo: mantissa << shift}
	if shift >= 64 {
		a = Amount{hi: int64(mantissa << (shift - 64))}
	}
	if parts < 0 {
		return Amount{}.Sub(a), nil
	}
	return a, nil
}

// Add is the sum.
func (a Amount) Add(b Amount) Amount {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(uint64(a.hi), uint64(b.hi), carry)
	return Amount{hi: int64(hi), lo: lo}
}

// Sub is the difference.
func (a Amount) Sub(b Amount) Amount {
	lo, borrow := bits.Sub64(a.lo, b.lo, 0)
	hi, _ := bits.Sub64(uint64(a.hi), uint64(b.hi), borrow)
	return Amount{hi: int64(hi), lo: lo}
}

// MarshalText writes an amount as hexadecimal digits.
func (a Amount) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%016x%016x", uint64(a.hi), a.lo), nil
}

// UnmarshalText reads what MarshalText wrote.
func (a *Amount) UnmarshalText(text []byte) error {
	var hi uint64
	if _, err := fmt.Sscanf(string(text), "%016x%016x", &hi, &a.lo); err != nil {
		return fmt.Errorf("portfolio: %q is no amount: %w", text, err)
	}
	a.hi = int64(hi)
	return nil
}

// Float is the amount in units of money, to the nearest where it has few digits.
func (a Amount) Float() float64 {
	if a.hi == int64(a.lo)>>63 { // it has 64 bits
		return float64(int64(a.lo)) / perUnit
	}
	return (float64(float64(a.hi)*0x1p64) + float64(a.lo)) / perUnit
}

// width is how many bytes an amount takes.
const width = 16

// put writes amounts into bytes.
func put(dst []byte, x []Amount) {
	for i, a := range x {
		binary.LittleEndian.PutUint64(dst[width*i:], a.lo)
		binary.LittleEndian.PutUint64(dst[width*i+8:], uint64(a.hi))
	}
}

// get reads them back.
func get(x []Amount, src []byte) {
	for i := range x {
		x[i].lo = binary.LittleEndian.Uint64(src[width*i:])
		x[i].hi = int64(binary.LittleEndian.Uint64(src[width*i+8:]))
	}
}

// floats are amounts in units of money.
func floats(dst []float64, x []Amount) []float64 {
	if cap(dst) < len(x) {
		dst = make([]float64, len(x))
	}
	dst = dst[:len(x)]
	for i, a := range x {
		dst[i] = a.Float()
	}
	return dst
}
