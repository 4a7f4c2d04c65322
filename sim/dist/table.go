package dist

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
	err float64 // largest error found, in the unit of tableTolerance
}

// newQuantileTable makes the smallest table of 256 to 4,096 cells that keeps to
// tableTolerance where it is looked at; ok is false when none does.
// Checked: TestTables, against the quantiles themselves.
func newQuantileTable(l law) (t quantileTable, ok bool) {
	for cells := usualCells; cells <= 4096; cells *= 4 {
		if t = buildTable(l, cells); t.err <= tableTolerance {
			return t, true
		}
	}
	return t, false
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

// gridTails returns the tails at the ends of the cells and beyond.
func gridTails(cells int) []tails {
	step := 2 * tableEnd / float64(cells)
	at := make([]tails, cells+1+2*beyond)
	for i := range at {
		z := float64(float64(i-beyond)*step) - tableEnd
		at[i] = tails{NormalCDF(z), NormalCDF(-z)}
	}
	return at
}

// usualTails returns the read-only grid of the usual tables, made once.
var usualTails = sync.OnceValue(func() []tails { return gridTails(usualCells) })

const usualCells = 256

// buildTable computes the quantile at the ends of the cells and its slopes by
// central differences of sixth order.
func buildTable(l law, cells int) quantileTable {
	at := usualTails()
	if cells != usualCells {
		at = gridTails(cells)
	}
	step := 2 * tableEnd / float64(cells)
	quantile := walk(l)
	y := make([]float64, len(at))
	for i, t := range at {
		y[i] = quantile(t.p, t.q)
		if i > 0 && !(y[i] >= y[i-1]) { // rounding, or a NaN that check finds
			y[i] = y[i-1]
		}
	}
	slope := func(i int) float64 {
		v := y[i : i+7]
		d := float64(45*(v[4]-v[2])) - float64(9*(v[5]-v[1])) + (v[6] - v[0])
		return d / 60
	}
	t := quantileTable{grid: grid{cells: make([]cubic, cells), end: tableEnd, perUnit: 1 / step, lo: y[beyond], hi: y[beyond+cells]}}
	for i := range t.cells {
		t.cells[i] = hermite(y[i+beyond], y[i+1+beyond], slope(i), slope(i+1))
	}
	t.err = t.check(l, y[beyond:], slope)
	return t
}

// check estimates the largest error of a table in two ways. Cubics over two
// cells each are compared with all values between: for a smooth quantile that
// is 16 times the error, and it is taken for eight times. And the middles of
// eight cells are compared with the quantile itself.
func (t *quantileTable) check(l law, y []float64, slope func(i int) float64) float64 {
	median := l.quantile(0.5, 0.5)
	unit := (l.quantile(0.975, 0.025) - l.quantile(0.025, 0.975)) / 4
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
		double := hermite(y[i], y[i+2], float64(2*slope(i)), float64(2*slope(i+2)))
		note(double.at(0.5), y[i+1], 8)
	}
	for k := range 8 {
		cell := len(t.cells) * (2*k + 3) / 20
		z := float64((float64(cell)+0.5)/t.perUnit) - tableEnd
		note(t.cells[cell].at(0.5), l.quantile(NormalCDF(z), NormalCDF(-z)), 1)
	}
	if math.IsNaN(worst) {
		return math.Inf(1)
	}
	return worst
}
