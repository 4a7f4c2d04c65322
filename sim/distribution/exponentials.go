package distribution

import (
	"math"
	"sync"
)

// exponentials sets dst[i] to exp(a + b x[i]), to a relative error below 1e-15
// (beyond the rounding of a + b x): twice as fast as exp in a loop.
// Source: Tang, "Table-driven implementation of the exponential function",
// ACM TOMS 15 (1989) 144-157, with 64 table entries.
// Checked: TestExponentials.
func exponentials(dst, x []float64, a, b float64) {
	table := powerTable()
	dst = dst[:len(x)]
	for wide(len(x)) {
		done := exponentials512(&dst[0], &x[0], len(x), a, b, table)
		dst, x = dst[done:], x[done:]
		n := min(8, len(x)) // one of these needs more care
		exponentialsPortable(dst[:n], x[:n], a, b, table)
		dst, x = dst[n:], x[n:]
	}
	for n := quads(len(x)); n > 0; n = quads(len(x)) {
		done := exponentials2(&dst[0], &x[0], n, a, b, table)
		dst, x = dst[done:], x[done:]
		care := min(4, len(x)) // one of these needs more of it, or they are the last
		exponentialsPortable(dst[:care], x[:care], a, b, table)
		dst, x = dst[care:], x[care:]
	}
	exponentialsPortable(dst, x, a, b, table)
}

// exponentialsPortable is exponentials in Go.
func exponentialsPortable(dst, x []float64, a, b float64, table *[powers]float64) {
	const (
		perUnit = powers / math.Ln2
		stepHi  = 6.93147180369123816490e-01 / powers // few enough bits for k*stepHi to be exact
		stepLo  = 1.90821492927058770002e-10 / powers
		toWhole = 3 << 51 // adding it rounds to a whole number
	)
	for i, v := range x {
		y := a + float64(b*v)
		if !(y > -700 && y < 700) {
			dst[i] = exp(y)
			continue
		}
		k := float64(y*perUnit) + toWhole
		n := math.Float64bits(k) // its low bits are k as an integer
		k -= toWhole
		r := y - float64(k*stepHi) - float64(k*stepLo)
		series := float64(r*r) * (0.5 + float64(r*(1.0/6+float64(r*(1.0/24+float64(r*(1.0/120)))))))
		p := table[n%powers]
		scale := math.Float64frombits(uint64(int64(n<<13)>>(13+powerBits)+1023) << 52)
		dst[i] = (p + float64(p*(r+float64(series)))) * scale
	}
}

const (
	powerBits = 6
	powers    = 1 << powerBits
)

// powerTable returns the read-only table of 2^(j/64), made once.
var powerTable = sync.OnceValue(makePowers)

func makePowers() *[powers]float64 {
	var table [powers]float64
	for j := range table {
		table[j] = exp(float64(float64(j) / powers * math.Ln2))
	}
	return &table
}
