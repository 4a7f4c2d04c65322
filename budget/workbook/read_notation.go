package workbook

import (
	"ballast/budget"
	"ballast/budget/unit"
)

// settleNotation settles what dots and commas are in the texts of a table, and
// the order of day and month.
func (r *reader) settleNotation(t *table) {
	dots, commas := unit.DotsGroup(r.plan.Project.Currency)
	dots = dots || r.dotWords || r.book.formats.dots
	sheet := r.sheetTally[t.head.Sheet]
	if sheet == nil {
		sheet = &unit.Tally{}
	}
	for i := range t.cols {
		rd := &t.read[i]
		if rd.order == unit.Unsettled {
			rd.order = r.dateOrder(rd)
		}
		if rd.measure == measureNone || rd.notation != unit.Unsaid {
			continue
		}
		if rd.notation = r.decimal; rd.notation != unit.Unsaid {
			continue
		}
		rd.notation, _ = unit.Settle(rd.tally, *sheet, r.bookTally, dots, commas)
		if rd.notation == unit.Comma && rd.tally.DotDoubts > 0 && rd.tally.Commas == 0 && rd.measure == measureMoney {
			rd.how = r.w.Say("how.dots", rd.tally.Doubt)
			r.report(t.headRef(r, i), budget.Note, "grouped-dots", r.w.Say("problem.grouped-dots", rd.tally.Doubt,
				r.shownUnder(rd.tally.Doubt, unit.Comma)), r.w.Say("problem.grouped-dots.hint"))
		}
		if rd.tally.Mixed() {
			r.report(t.headRef(r, i), budget.Warning, "two-notations",
				r.w.Say("problem.two-notations", t.head.Columns[i].Header, rd.tally.Point, rd.tally.Comma), r.w.Say("problem.two-notations.hint"))
		}
	}
}

func (r *reader) shownUnder(text string, n unit.Notation) string {
	v, _ := unit.ParseNumber(text, n)
	return v.Value.String()
}

// dateOrder is the order of day and month in a column: what the user said, what
// its own cells show, then those of the whole workbook.
func (r *reader) dateOrder(rd *reading) unit.Order {
	if r.order != unit.Unsettled {
		return r.order
	}
	for _, clues := range [][3]int{rd.clues, r.bookClues} {
		switch {
		case clues[unit.DayMonth] > 0 && clues[unit.MonthDay] == 0:
			return unit.DayMonth
		case clues[unit.MonthDay] > 0 && clues[unit.DayMonth] == 0:
			return unit.MonthDay
		case clues[unit.MonthDay] > 0:
			return unit.Unsettled
		}
	}
	return unit.Unsettled
}
