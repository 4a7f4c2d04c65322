package dist

import (
	"math"
	"sync"
)

// cubic is one cell of a table: c0 + c1 t + c2 t^2 + c3 t^3 for t in [0,1).
type cubic struct{ c0, c1, c2, c3 float64 }

func (c *cubic) at(t float64) float64 {
	return float64((float64((float64(c.c3*t)+c.c2)*t)+c.c1)*t) + c.c0
}

// hermite is the cubic with values y0, y1 and slopes d0, d1 (per cell) at its
// ends. Slopes are cut to three times the secant, which keeps it monotone.
// Source: Fritsch and Carlson, SIAM J. Numer. Anal. 17 (1980) 238-246.
func hermite(y0, y1, d0, d1 float64) cubic {
	secant := y1 - y0
	limit := 3 * secant
	d0, d1 = min(max(d0, 0), limit), min(max(d1, 0), limit)
	return cubic{y0, d0, float64(3*secant) - float64(2*d0) - d1, d0 + d1 - float64(2*secant)}
}

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
var scoreTable = sync.OnceValue(func() []cubic {
	const n = 52<<scoreBits + 1 // from 2^-53 to 1/2, and the cell that begins there
	table := make([]cubic, n)
	end := func(k int) (tail, z, density float64) {
		tail = math.Float64frombits(scoreFirst + uint64(k)<<scoreShift)
		z = scoreOf(tail, 1-tail)
		return tail, z, phi0 * exp(-0.5*float64(z*z))
	}
	for k := range table {
		m0, z0, f0 := end(k)
		if m0 >= 0.5 {
			table[k] = cubic{} // the score of exactly 1/2
			continue
		}
		m1, z1, f1 := end(k + 1)
		c := hermite(z0, z1, (m1-m0)/f0, (m1-m0)/f1)
		table[k] = cubic{-c.c0, -c.c1, -c.c2, -c.c3}
	}
	return table
})

// Uniforms sets dst[i] to the probability that a standard normal is at most
// z[i], NormalCDF from a table with an absolute error below 1e-8 and a relative
// one below 1e-5 in the lower tail, strictly inside (0,1). dst and z may be the
// same slice.
// Checked: TestUniformsTable.
func Uniforms(dst, z []float64) {
	table := probabilityTable()
	dst = dst[:len(z)]
	for i, x := range z {
		t := float64((x + probabilityEnd) * probabilityPerUnit)
		if !(t >= 0 && t < float64(len(table))) {
			dst[i] = probabilityOutside(x)
			continue
		}
		cell := int(t)
		p := table[cell].at(t - float64(cell))
		if p > below1 {
			p = below1
		}
		dst[i] = p
	}
}

const (
	probabilityEnd     = 8.25
	probabilityPerUnit = 32
	below1             = 1 - 1.0/(1<<53) // the largest float64 below 1
)

func probabilityOutside(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 0:
		return below1
	}
	return NormalCDF(-probabilityEnd)
}

// probabilityTable returns the read-only table of Uniforms, made once, when
// first asked for.
var probabilityTable = sync.OnceValue(func() []cubic {
	const n = 2 * probabilityEnd * probabilityPerUnit
	table := make([]cubic, int(n))
	end := func(k int) (p, slope float64) {
		z := float64(float64(k)/probabilityPerUnit) - probabilityEnd
		return NormalCDF(z), phi0 * exp(-0.5*float64(z*z)) / probabilityPerUnit
	}
	for k := range table {
		p0, d0 := end(k)
		p1, d1 := end(k + 1)
		table[k] = hermite(p0, p1, d0, d1)
	}
	return table
})
