package budget

import "github.com/shopspring/decimal"

// Money is an exact decimal amount in the plan's currency (or, before
// conversion, in the line's). Everything a person wrote or will read is Money;
// float64 is for simulation only.
type Money = decimal.Decimal

// Cents rounds to two decimals, half away from zero.
func Cents(m Money) Money { return m.Round(2) }

// MoneyOf converts a simulated figure to Money, rounded to the cent. NaN and
// infinities become zero; callers check those before they get here.
func MoneyOf(x float64) Money {
	if x != x || x > 1e300 || x < -1e300 {
		return decimal.Zero
	}
	return decimal.NewFromFloat(x).Round(2)
}

// MoneyOfCents returns a whole number of cents as Money.
func MoneyOfCents(cents int64) Money { return decimal.New(cents, -2) }
