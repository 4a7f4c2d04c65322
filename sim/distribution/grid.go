package distribution

import "sync"

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

// grid is a rising function as cubics over equal cells of [-end, end]; below it
// has the value lo, above hi, and none of its values lies outside these.
type grid struct {
	cells        []cubic
	end, perUnit float64 // perUnit cells in a unit of the argument
	lo, hi       float64
}

// columns sets dst[i] to the function at x[i]; NaN stays as it is.
func (g *grid) columns(dst, x []float64) {
	dst = dst[:len(x)]
	if wide(len(x)) {
		grid512(&dst[0], &x[0], len(x), g)
		return
	}
	for n := quads(len(x)); n > 0; n = quads(len(x)) {
		done := grid2(&dst[0], &x[0], n, g)
		dst, x = dst[done:], x[done:]
		care := min(8, len(x)) // one of these needs more of it, or they are the last
		g.portable(dst[:care], x[:care])
		dst, x = dst[care:], x[care:]
	}
	g.portable(dst, x)
}

// portable is columns in Go.
func (g *grid) portable(dst, x []float64) {
	cells, end, perUnit, lo, hi := g.cells, g.end, g.perUnit, g.lo, g.hi
	for i, v := range x {
		at := float64((v + end) * perUnit)
		if !(at >= 0 && at < float64(len(cells))) {
			switch {
			case at < 0:
				v = lo
			case at > 0:
				v = hi
			}
			dst[i] = v
			continue
		}
		cell := int(at)
		y := cells[cell].at(at - float64(cell))
		if y < lo {
			y = lo
		}
		if y > hi {
			y = hi
		}
		dst[i] = y
	}
}

// Uniforms sets dst[i] to the probability that a standard normal is at most
// z[i], NormalCDF from a table with an absolute error below 1e-8 and a relative
// one below 1e-5 in the lower tail, strictly inside (0,1). dst and z may be the
// same slice.
// Checked: TestUniformsTable.
func Uniforms(dst, z []float64) { probabilityGrid().columns(dst, z) }

const (
	probabilityEnd     = 8.25
	probabilityPerUnit = 32
	below1             = 1 - 1.0/(1<<53) // the largest float64 below 1
)

// probabilityGrid returns the read-only table of Uniforms, made once, when
// first asked for.
var probabilityGrid = sync.OnceValue(makeProbabilities)

func makeProbabilities() *grid {
	const n = int(2 * probabilityEnd * probabilityPerUnit)
	var p, slope [n + 1]float64
	for k := range n/2 + 1 { // symmetric about 0
		z := float64(float64(k)/probabilityPerUnit) - probabilityEnd
		p[k], p[n-k] = normalTails(z)
		slope[k] = phi0 * exp(-0.5*float64(z*z)) / probabilityPerUnit
		slope[n-k] = slope[k]
	}
	cells := make([]cubic, n)
	for k := range cells {
		cells[k] = hermite(p[k], p[k+1], slope[k], slope[k+1])
	}
	return &grid{cells: cells, end: probabilityEnd, perUnit: probabilityPerUnit, lo: p[0], hi: below1}
}
