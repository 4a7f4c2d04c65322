// Package stream makes random numbers that are a pure function of (seed, name
// of the variable, scenario): a counter-based generator. Any scenario can be
// drawn alone, in any order, by any number of workers, with the same bits.
package stream

import (
	"crypto/sha256"
	"encoding/binary"
)

// Stream is the random numbers of one variable. It is a small value without
// state: copy it, share it between goroutines. The zero value is a valid
// stream of its own.
type Stream struct {
	k0, k1 uint64
}

// The third word of a counter says what it is used for, so that no two uses of
// a stream ever share bits.
const (
	useScenario = 0 // counter {scenario/4, 0, 0, 0}
	useNth      = 1 // counter {k/4, scenario, 1, 0}
	useSub      = 2 // counter {k, 0, 2, 0}, giving the key of another stream
)

// New returns the stream of the variable with this stable name under a seed.
// The key of the generator is the first 128 bits of SHA-256 over the seed (8
// bytes, little-endian) and the name, so distinct names give unrelated streams.
func New(seed uint64, name string) Stream {
	text := binary.LittleEndian.AppendUint64(make([]byte, 0, 8+len(name)), seed)
	sum := sha256.Sum256(append(text, name...))
	return Stream{binary.LittleEndian.Uint64(sum[:8]), binary.LittleEndian.Uint64(sum[8:16])}
}

// Sub returns the k-th stream under s, unrelated to s and to every other Sub.
func (s Stream) Sub(k uint64) Stream {
	w := philox([4]uint64{k, 0, useSub, 0}, s.k0, s.k1, rounds)
	return Stream{w[0], w[1]}
}

// Bits returns the 64 random bits of a scenario (or of any other counter).
func (s Stream) Bits(counter uint64) uint64 {
	return philox([4]uint64{counter / 4, 0, useScenario, 0}, s.k0, s.k1, rounds)[counter%4]
}

// Uniform returns the uniform number of a scenario, strictly inside (0,1).
func (s Stream) Uniform(scenario uint64) float64 { return unit(s.Bits(scenario)) }

// Nth returns the k-th extra uniform number of a scenario, independent of
// Uniform and of every other k: for monthly noise, further events and such.
func (s Stream) Nth(scenario, k uint64) float64 {
	return unit(philox([4]uint64{k / 4, scenario, useNth, 0}, s.k0, s.k1, rounds)[k%4])
}

// unit turns 64 random bits into a number strictly inside (0,1): the middle of
// one of 2^52 equal cells, (k+0.5)/2^52 with k the upper 52 bits. The result
// is exact, and 1-Unit is on the same grid; 2^53 cells would round the last
// centre to 1.
func unit(bits uint64) float64 {
	return (float64(int64(bits>>12)) + 0.5) * (1.0 / (1 << 52))
}
