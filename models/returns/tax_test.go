package returns

import (
	"math/rand/v2"
	"testing"
)

func TestTaxes(t *testing.T) {
	dst := make([]float64, 8)
	// Quarters: +30, -60, and two months of +50: 50 less the loss of 60 leaves nothing.
	Taxes(dst, []float64{10, 10, 10, -20, -20, -20, 25, 25}, 0.25)
	for m, want := range []float64{0, 0, 7.5, 0, 0, 0, 0, 0} {
		near(t, "loss after profit", dst[m], want, 1e-12)
	}
	Taxes(dst, []float64{-10, -10, -10, 20, 20, 20, 25, 25}, 0.2)
	for m, want := range []float64{0, 0, 0, 0, 0, 6, 0, 10} {
		near(t, "profit after loss", dst[m], want, 1e-12)
	}
}

// The same by a ledger of losses: each quarter's loss is kept and used up by
// later profits.
func TestTaxesByLossLedger(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		profit := make([]float64, 1+r.IntN(60))
		dst := make([]float64, len(profit))
		for m := range profit {
			profit[m] = 10 * r.NormFloat64()
		}
		Taxes(dst, profit, 0.3)
		loss, quarter := 0.0, 0.0
		for m, x := range profit {
			quarter += x
			want := 0.0
			if m%3 == 2 || m == len(profit)-1 {
				used := min(loss, max(quarter, 0))
				want = 0.3 * max(0, quarter-used)
				loss += max(0, -quarter) - used
				quarter = 0
			}
			near(t, "tax", dst[m], want, 1e-9)
		}
	}
}
