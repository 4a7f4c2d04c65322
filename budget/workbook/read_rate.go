package workbook

import (
	"math"

	"github.com/shopspring/decimal"
)

// compounded is the growth of n periods that grow by v each, to ten places.
func compounded(v decimal.Decimal, n int64) decimal.Decimal {
	return decimalOf(math.Pow(1+v.InexactFloat64(), float64(n)) - 1)
}

// rootOf is a standard deviation of one period, over n independent ones.
func rootOf(v decimal.Decimal, n int64) decimal.Decimal {
	return decimalOf(v.InexactFloat64() * math.Sqrt(float64(n)))
}

// decimalOf is a figure of the reader's own as a decimal, to ten places; 0 for
// one that is not finite, which the model reports where it is drawn.
func decimalOf(v float64) decimal.Decimal {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return decimal.Zero
	}
	return decimal.NewFromFloat(v).Round(10)
}
