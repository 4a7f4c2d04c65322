package workbook

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/unit"
)

// amount is a number as written in a cell: exact, and whether it carried a
// percent sign (Value of "35%" is 0.35).
type amount struct {
	Value   decimal.Decimal
	Percent bool
	Scaled  bool // it carried its own unit, such as k or 万

	Written  unit.Number // as it stands in the cell
	Plus     bool        // with a plus sign
	Per      unit.Period // an amount of this period
	Named    bool        // the cell names a currency itself
	Currency string      // ISO code of a currency that is not the plan's
}

// parseAmount reads a number whose notation nothing else settles: 1,234.50,
// ¥1.2m, (300), 35%, 1.2万. One mark before exactly three digits parts groups.
func parseAmount(text string) (a amount, ok bool) {
	n, ok := unit.ParseNumber(text, unit.Unsaid)
	return amountOf(n), ok && (n.Unit.Dimension <= unit.Share)
}

// amountOf is a number in units of one.
func amountOf(n unit.Number) amount {
	return amount{Value: n.In(), Percent: n.Unit.Dimension == unit.Share, Scaled: n.Unit.Dimension == unit.Money && n.Unit.Shift != 0}
}

// storedNumber reads the number of a numeric cell exactly as Excel shows it:
// to 15 significant digits, so that 0.1+0.2 is 0.3 and not its binary twin.
func storedNumber(raw string) (decimal.Decimal, bool) {
	if len(raw) > 40 {
		return decimal.Zero, false
	}
	v, err := decimal.NewFromString(strings.TrimSpace(raw))
	if err != nil || v.Exponent() > 40 || v.Exponent() < -400 {
		return decimal.Zero, false
	}
	if n := v.NumDigits(); n > 15 {
		v = v.Round(int32(15-n) - v.Exponent())
	}
	if v.IsZero() {
		return decimal.Zero, true
	}
	return v, true
}

// showNumber writes a number for a message: 80, 0.5, 35%.
func showNumber(v decimal.Decimal, percent bool) string {
	sign := ""
	if percent {
		v, sign = v.Shift(2), "%"
	}
	if text := v.String(); len(text) <= longestNumber {
		return text + sign
	}
	return strconv.FormatFloat(v.InexactFloat64(), 'g', 6, 64) + sign
}

// longestNumber is how many characters of a number are shown before it is
// shortened: 1e+300 is read faster than three hundred digits.
const longestNumber = 32
