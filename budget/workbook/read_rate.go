package workbook

import (
	"math"

	"github.com/shopspring/decimal"
)

// compounded is the growth of n periods that grow by v each, to ten places.
func compounded(v decimal.Decimal, n int64) decimal.Decimal {
	return decimal.NewFromFloat(math.Pow(1+v.InexactFloat64(), float64(n)) - 1).Round(10)
}

// rootOf is a standard deviation of one period, over n independent ones.
func rootOf(v decimal.Decimal, n int64) decimal.Decimal {
	return decimal.NewFromFloat(v.InexactFloat64() * math.Sqrt(float64(n))).Round(10)
}
