//go:build !amd64 || purego

package models

// The portable loops, where there is no assembly.

func addMonths(dst, x []float64)                      { addMonthsPortable(dst, x) }
func addScaled(dst []float64, a float64, x []float64) { addScaledPortable(dst, a, x) }
func multiply(dst, x []float64)                       { multiplyPortable(dst, x) }
func absSum(x, y []float64) float64                   { return absSumPortable(x, y) }
func clearBelow(x []float64, tiny float64)            { clearBelowPortable(x, tiny) }
func least(x []float64) float64                       { return leastPortable(x) }

func net(ncf, profit, collected, paid, vat []float64) {
	netPortable(ncf, profit, collected, paid, vat)
}

func turn(dst, months []float64, horizon int) { turnPortable(dst, months, horizon, 0) }
