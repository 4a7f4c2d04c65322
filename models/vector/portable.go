//go:build !amd64 || purego

package vector

// Add adds x to dst, month by month.
func Add(dst, x []float64) { addPortable(dst, x) }

// Multiply multiplies dst by x, month by month.
func Multiply(dst, x []float64) { multiplyPortable(dst, x) }

// AbsSum adds up x and y without their signs.
func AbsSum(x, y []float64) float64 { return absSumPortable(x, y) }

// ClearBelow sets to zero what is nearer to it than tiny.
func ClearBelow(x []float64, tiny float64) { clearBelowPortable(x, tiny) }

// Least is the least of x, +Inf where it is empty; a zero has no sign.
func Least(x []float64) float64 { return leastPortable(x) }

// Net is netPortable.
func Net(ncf, profit, collected, paid, vat []float64) {
	netPortable(ncf, profit, collected, paid, vat)
}

// Turn is turnPortable, of all months.
func Turn(dst, months []float64, horizon int) { turnPortable(dst, months, horizon, 0) }

// Gather is gatherPortable.
func Gather(rows []float64, total *[Strip]float64, amount, shift []float64, scale, planned float64, w Window, want uint64, ahead [2][]float64) (rest uint64) {
	return gatherPortable(rows, total, amount, shift, scale, planned, w, want)
}

// Spread is spreadPortable.
func Spread(months, starts, weights []float64) { spreadPortable(months, starts, weights) }

// AtLeast is atLeastPortable.
func AtLeast(x []float64, limit float64) uint64 { return atLeastPortable(x, limit) }

// Mature is maturePortable.
func Mature(dst, z, curve []float64, level, sd float64) { maturePortable(dst, z, curve, level, sd) }

// AddMoves is addMovesPortable.
func AddMoves(sums *NodeRow, at, drawn, weights []float64, scale float64) {
	addMovesPortable(sums, at, drawn, weights, scale)
}
