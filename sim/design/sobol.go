package design

import (
	_ "embed" // for the table of direction numbers
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// sobolDimensions is how many Sobol coordinates there are.
const sobolDimensions = 4096

// joeKuo is the head of the published table; see its first lines.
//
//go:embed joekuo.txt
var joeKuo string

// directionNumbers returns the direction numbers of the first n coordinates,
// with reversed bits: bit i of a number has weight 2^-(i+1). They are read-only,
// and read once in a process.
// Source: Joe and Kuo, SIAM J. Sci. Comput. 30 (2008) 2635-2654; Bratley and
// Fox, ACM TOMS 14 (1988) 88-100, for the recurrence.
// Checked: TestSobolPoints, TestSobolIsBalanced.
func directionNumbers(n int) ([][32]uint32, error) {
	t := &known
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.numbers) == 0 {
		t.rest = joeKuo
		for strings.HasPrefix(t.rest, "#") {
			_, t.rest, _ = strings.Cut(t.rest, "\n")
		}
		t.numbers = append(t.numbers, firstDirection())
	}
	t.numbers = slices.Grow(t.numbers, max(0, n-len(t.numbers)))
	for len(t.numbers) < n {
		line, rest, _ := strings.Cut(t.rest, "\n")
		v, err := parseDirection(line, len(t.numbers)+1)
		if err != nil {
			return nil, err
		}
		t.numbers, t.rest = append(t.numbers, v), rest
	}
	return t.numbers[:n:n], nil
}

// known is how far the table has been read.
var known struct {
	mu      sync.Mutex
	numbers [][32]uint32
	rest    string // of the table
}

// firstDirection is that of the first coordinate, which is not in the table.
func firstDirection() (v [32]uint32) {
	for i := range v {
		v[i] = 1 << i
	}
	return v
}

// parseDirection reads one line of the table, "d s a m_1 ... m_s".
func parseDirection(line string, dimension int) (v [32]uint32, err error) {
	var f [3 + 32]uint32
	n := 0
	for i := 0; i < len(line); n++ {
		start, x := i, uint64(0)
		for ; i < len(line) && line[i]-'0' < 10; i++ {
			x = min(10*x+uint64(line[i]-'0'), 1<<32)
		}
		if i == start || x == 1<<32 || n == len(f) || i < len(line) && line[i] != ' ' {
			return v, fmt.Errorf("design: direction numbers: line %q", line)
		}
		f[n] = uint32(x)
		i++ // the blank
	}
	s, a := int(f[1]), f[2]
	if int(f[0]) != dimension || n != 3+s {
		return v, fmt.Errorf("design: direction numbers: line %q, wanted dimension %d", line, dimension)
	}
	return expand(s, a, f[3:3+s]), nil
}

// expand runs the recurrence of the primitive polynomial of degree s with
// inner coefficients a from its first s numbers.
func expand(s int, a uint32, m []uint32) (v [32]uint32) {
	for i := range v {
		if i < s {
			v[i] = m[i] << (31 - i)
			continue
		}
		v[i] = v[i-s] ^ v[i-s]>>s
		for k := 1; k < s; k++ {
			v[i] ^= v[i-k] & -(a >> (s - 1 - k) & 1) // without a branch: half are mispredicted
		}
	}
	for i := range v {
		v[i] = bits.Reverse32(v[i])
	}
	return v
}

// sobolReversed returns the bits of point i in Gray code order, reversed.
func sobolReversed(direction *[32]uint32, i uint32) (x uint32) {
	for gray := i ^ i>>1; gray != 0; gray &= gray - 1 {
		x ^= direction[bits.TrailingZeros32(gray)]
	}
	return x
}

// scramble is Owen's nested scramble of a number with reversed bits: bit i is
// flipped or not by a hash of the bits below it, that is of the more
// significant ones of the number itself.
// Source: Laine and Karras, "Stratified sampling for stochastic transparency",
// Comput. Graph. Forum 30 (2011) 1197-1204; Burley, "Practical hash-based Owen
// scrambling", JCGT 9 (2020) no. 4; the constants are those that Vegdahl found
// by search ("Building a better LK hash", 2021), with a full-width multiplier.
// Checked: TestScrambleIsNested, TestScrambleIsFair.
func scramble(x, add, mul uint32) uint32 {
	x ^= x * 0x3d20adea
	x += add
	x *= mul
	x ^= x * 0x05526c56
	x ^= x * 0x53a22864
	return x
}
