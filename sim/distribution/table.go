package distribution

import (
	"math"
	"sync"
)

// The grid of a quantile table: normal scores over +-8. Draws beyond are one in
// 8e14 and take the value at the end.
const tableEnd = 8.0

// tableTolerance is the error that a quantile table may have, as a share of
// the distance from the median or of a quarter of the range from P2.5 to P97.5
// (for a normal: of one standard deviation), whichever is larger.
const tableTolerance = 1e-6

// quantileTable is the quantile of a law as a function of the normal score.
type quantileTable struct {
	grid
	err   float64 // largest error found, in the unit of tableTolerance
	small bool    // all of its values are numbers below huge
}

// newQuantileTable makes the smallest table of 256 to 4,096 cells that keeps to
// tableTolerance where it is looked at; ok is false when none does.
// Checked: TestTables, against the quantiles themselves.
func newQuantileTable(l law) (t quantileTable, ok bool) {
	for cells := usualCells; cells <= 4096; cells *= 4 {
		at := usualGrid()
		if cells != usualCells {
			at = newScoreGrid(cells)
		}
		if y, ok := column(l, at); ok {
			if t = buildTable(l, y, at); t.err <= tableTolerance {
				return t, true
			}
		}
		if t = buildTable(l, walked(l, at), at); t.err <= tableTolerance {
			return t, true
		}
	}
	return t, false
}

// column returns all quantiles of a grid at once, for a law that can.
func column(l law, at *scoreGrid) (y []float64, ok bool) {
	c, ok := l.(interface {
		column(at *scoreGrid) (y []float64, ok bool)
	})
	if !ok {
		return nil, false
	}
	return c.column(at)
}

// walked returns the quantiles of a grid one after the other.
func walked(l law, at *scoreGrid) []float64 {
	quantile, y := walk(l), make([]float64, len(at.ends))
	for i, t := range at.ends {
		y[i] = quantile(t.p, t.q)
	}
	return y
}

// near returns the quantile function of a law that may begin at a guess.
func near(l law) func(p, q, guess float64) float64 {
	if n, ok := l.(interface {
		near(p, q, guess float64) float64
	}); ok {
		return n.near
	}
	return func(p, q, guess float64) float64 { return l.quantile(p, q) }
}

// walk returns the quantile function of a law for calls with increasing p. One
// that is found by iteration starts from where it was; its error then is below
// 1e-8 of the distance from the nearer end.
func walk(l law) func(p, q float64) float64 {
	if w, ok := l.(interface {
		walk() func(p, q float64) float64
	}); ok {
		return w.walk()
	}
	return l.quantile
}

// beyond is how many points outside the grid the slopes look at.
const beyond = 3

// tails is NormalCDF of a score and of minus it.
type tails struct{ p, q float64 }

// scoreGrid is where a table with a number of cells looks at a law.
type scoreGrid struct {
	step    float64
	ends    []tails  // of the cells, and beyond
	sampled [8]int   // cells whose middles are checked
	middles [8]tails // of those
}

func newScoreGrid(cells int) *scoreGrid {
	g := &scoreGrid{step: 2 * tableEnd / float64(cells), ends: make([]tails, cells+1+2*beyond)}
	at := func(cell float64) tails {
		p, q := normalTails(float64(cell*g.step) - tableEnd)
		return tails{p, q}
	}
	for i, last := 0, len(g.ends)-1; i <= last/2; i++ { // the scores are symmetric about 0
		t := at(float64(i - beyond))
		g.ends[i], g.ends[last-i] = t, tails{t.q, t.p}
	}
	for k := range g.middles {
		g.sampled[k] = cells * (2*k + 3) / 20
		g.middles[k] = at(float64(g.sampled[k]) + 0.5)
	}
	return g
}

// usualGrid returns the read-only grid of the usual tables, made once.
var usualGrid = sync.OnceValue(func() *scoreGrid { return newScoreGrid(usualCells) })

const usualCells = 256

// buildTable makes a table from the quantiles at the ends of its cells and
// beyond. Slopes are central differences of sixth order.
func buildTable(l law, y []float64, at *scoreGrid) quantileTable {
	for i := range y {
		if i > 0 && !(y[i] >= y[i-1]) { // rounding, or a NaN that check finds
			y[i] = y[i-1]
		}
	}
	cells := len(y) - 1 - 2*beyond
	slope := make([]float64, cells+1)
	for i := range slope {
		v := y[i : i+7]
		d := float64(45*(v[4]-v[2])) - float64(9*(v[5]-v[1])) + (v[6] - v[0])
		slope[i] = d / 60
	}
	y = y[beyond : beyond+cells+1]
	t := quantileTable{grid: grid{cells: make([]cubic, cells), end: tableEnd, perUnit: float64(cells) / (2 * tableEnd), lo: y[0], hi: y[cells]}}
	for i := range t.cells {
		t.cells[i] = hermite(y[i], y[i+1], slope[i], slope[i+1])
	}
	t.err = t.check(l, y, slope, at)
	t.small = t.smallCells()
	return t
}

// check estimates the largest error of a table in two ways. Cubics over two
// cells each are compared with all values between: for a smooth quantile that
// is 16 times the error, and it is taken for eight times. And the middles of
// eight cells are compared with the quantile itself.
func (t *quantileTable) check(l law, y, slope []float64, grid *scoreGrid) float64 {
	exact := near(l)
	at := func(p, q float64) float64 {
		x := []float64{scoreOf(p, q)}
		t.columns(x, x)
		return exact(p, q, x[0])
	}
	median := at(0.5, 0.5)
	unit := (at(0.975, 0.025) - at(0.025, 0.975)) / 4
	worst := 0.0
	note := func(got, exact, share float64) {
		if got != exact { // equal even if infinite
			e := math.Abs(got-exact) / (share * max(unit, math.Abs(exact-median)))
			if !(e <= worst) {
				worst = e
			}
		}
	}
	for i := 0; i+2 <= len(t.cells); i += 2 {
		double := hermite(y[i], y[i+2], float64(2*slope[i]), float64(2*slope[i+2]))
		note(double.at(0.5), y[i+1], 8)
	}
	for k, m := range grid.middles {
		got := t.cells[grid.sampled[k]].at(0.5)
		note(got, exact(m.p, m.q, got), 1)
	}
	if math.IsNaN(worst) {
		return math.Inf(1)
	}
	return worst
}
