package workbook

import (
	"ballast/budget"
)

// defaultRange tells whether the range of a line is still the one that adopt
// assumed for its phase: the sheet is one that adopt made, and low, likely and
// high are its shares.
func (x *record) defaultRange() bool {
	if x.r.book.inputs["Costs"] == "" || x.option("Range means", "") == "" {
		return false
	}
	s := spreadOf(x.option("Phase", "other"))
	for field, want := range map[string]float64{"Low": s.low, "Likely": 1, "High": s.high} {
		c := x.get(field)
		if c == nil || c.kind != cellNumber || c.format != formatPercent {
			return false
		}
		if v, ok := storedNumber(c.text); !ok || v.InexactFloat64() != want {
			return false
		}
	}
	return true
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
