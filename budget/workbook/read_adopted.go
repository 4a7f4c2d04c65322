package workbook

import (
	"github.com/shopspring/decimal"

	"ballast/budget"
)

// defaultRange tells whether the range of a line is still the one that adopt
// assumed for its phase: the sheet is one that adopt made, and low and high
// are its shares of the likely value, which is 1 or an amount.
func (x *record) defaultRange() bool {
	if x.r.book.inputs["Costs"] == "" || x.option("Range means", "") == "" {
		return false
	}
	var v [3]decimal.Decimal
	for i, field := range [...]string{"Low", "Likely", "High"} {
		c, ok := x.get(field), false
		if c == nil || c.kind != cellNumber {
			return false
		}
		if v[i], ok = storedNumber(c.text); !ok || (c.format == formatPercent) != (x.get("Likely").format == formatPercent) {
			return false
		}
	}
	s := spreadOf(x.option("Phase", "other"))
	return v[0].Equal(spreadAt(v[1], s.low)) && v[2].Equal(spreadAt(v[1], s.high))
}

// spreadAt is an end of the range that adopt assumes: a share of the amount, which itself
// is 1 or, beside amounts of the budget's own, the amount.
func spreadAt(amount decimal.Decimal, share float64) decimal.Decimal {
	return amount.Mul(decimal.NewFromFloat(share)).Round(2)
}

// warnDefaults says first of all, where the results are looked at, that the
// ranges of an adopted plan are defaults until somebody edits them.
func (r *reader) warnDefaults(sheet string, defaults, lines int) {
	if defaults == 0 {
		return
	}
	all := r.problems
	r.problems = nil
	r.report(r.ref(sheet, "A1"), budget.Warning, "default-ranges", r.w.Say("problem.default-ranges", defaults, lines), r.w.Say("problem.default-ranges.hint"))
	r.problems = append(r.problems, all...)
}
