package returns

// Taxes fills dst with the tax paid in each month: the rate on the profit of
// each quarter of the project after losses carried forward, paid at the end of
// the quarter (months 2, 5, 8, ... and the last month). With losses carried
// forward without limit, the profit taxed to date is the highest cumulative
// profit that a quarter has closed with.
//
// Checked: TestTaxes, against a ledger of losses kept quarter by quarter.
func Taxes(dst, profit []float64, rate float64) {
	cumulative, taxed := 0.0, 0.0
	clear(dst)
	for at := 0; at < len(profit); at += 3 {
		last := min(at+3, len(profit)) - 1
		for _, x := range profit[at : last+1] {
			cumulative += x
		}
		if cumulative > taxed {
			dst[last] = rate * (cumulative - taxed)
			taxed = cumulative
		}
	}
}
