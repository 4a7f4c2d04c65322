package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
)

// outline finds the tables of every sheet before any row is read, because how
// a number is written may be settled on another sheet.
func (r *reader) outline() error {
	r.sheetTally = map[string]*unit.Tally{}
	for _, def := range r.defs {
		t, ok := r.found[def.Key]
		if !ok || def.Key == "Project" {
			continue
		}
		g, err := r.sheet(t)
		if err != nil {
			return err
		}
		r.grids[def.Key] = g
		if g == nil {
			continue
		}
		r.tablesOf[def.Key] = r.tables(g, r.widened(g, def))
		for _, t := range r.tablesOf[def.Key] {
			r.gather(t)
		}
	}
	return nil
}

// widened is the definition of a sheet with the columns that its own headers
// add, or without those that are not there.
func (r *reader) widened(g *grid, def schema.Sheet) schema.Sheet {
	switch def.Key {
	case "Mixes":
		return withMixColumns(g, def)
	case "Reference":
		return presentColumns(g, def)
	}
	return def
}

// gather counts what the cells of a table say about notation, the order of
// dates, and which words of account stand there.
func (r *reader) gather(t *table) {
	sheet := r.sheetTally[t.head.Sheet]
	if sheet == nil {
		sheet = &unit.Tally{}
		r.sheetTally[t.head.Sheet] = sheet
	}
	at := map[int]int{}
	for i, col := range t.cols {
		at[col] = i
		r.notice(t.head.Columns[i].Header)
	}
	for _, row := range t.rows {
		for k := range row.cells {
			c := &row.cells[k]
			if c.kind != cellText {
				continue
			}
			r.dotWords = r.dotWords || dotWords(c.text)
			if i, ok := at[c.col]; ok && (t.read[i].measure != measureNone || t.defs[i].Dimension == schema.Date) {
				t.read[i].hear(c.text, t.defs[i].Dimension == schema.Date)
			}
		}
	}
	for i := range t.cols {
		rd := &t.read[i]
		if rd.measure == measureNone && t.defs[i].Dimension != schema.Date {
			continue
		}
		sheet.Merge(rd.tally)
		r.bookTally.Merge(rd.tally)
		for o, n := range rd.clues {
			r.bookClues[o] += n
		}
	}
	if t.titled != nil {
		r.notice(t.titled.text)
	}
}

// hear takes in what one text of a column says.
func (rd *reading) hear(text string, isDate bool) {
	if isDate {
		if o := unit.DateClue(text); o != unit.Unsettled {
			rd.clues[o]++
		}
		return
	}
	if open := strings.IndexByte(text, '('); open > 0 && strings.ContainsAny(text, ";；") {
		for _, arg := range strings.FieldsFunc(schema.HalfWidth(text[open+1:]), func(c rune) bool { return c == ';' || c == ')' }) {
			rd.tally.Add(arg)
		}
		return
	}
	rd.tally.Add(text)
	if low := strings.ToLower(strings.TrimSpace(text)); strings.HasSuffix(low, "dr") || strings.HasSuffix(low, "dr.") {
		rd.debit = true
	}
}

// notice keeps what a header or title says for the whole workbook.
func (r *reader) notice(text string) {
	for _, w := range strings.FieldsFunc(text, func(c rune) bool { return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') }) {
		switch w {
		case "MM":
			r.mm = true
		case "lakh", "Lakh", "lakhs", "Lakhs", "lac", "Lac", "lacs", "crore", "Crore", "crores", "Crores":
			r.crores = true
		}
	}
}

// dotWords tells whether a text is in a language whose dots part thousands.
func dotWords(text string) bool {
	if len(text) > 200 {
		return false
	}
	if strings.ContainsAny(text, "äöüßÄÖÜñãõ") {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(text)) {
		switch w {
		case "und", "der", "die", "für", "mit", "y", "los", "las", "con", "para", "della", "degli", "een", "het", "og":
			return true
		}
	}
	return false
}

// settle brings the months of all tables to the plan's start and settles how
// the figures of every column are taken.
func (r *reader) settle() {
	for _, def := range r.defs {
		for _, t := range r.tablesOf[def.Key] {
			r.placeMonths(t)
			r.settleUnits(t)
			r.settleNotation(t)
		}
	}
}

// placeMonths counts the months of dated columns from the plan's start.
func (r *reader) placeMonths(t *table) {
	start := r.plan.Project.Start.Year*12 + r.plan.Project.Start.Month - 1
	last, taken, seen := -1<<30, months{by: map[int]int{}}, months{by: map[int]int{}}
	for i, dated := range t.dated {
		if !dated {
			continue
		}
		p, at, by := t.periods[i], t.months[i], &taken
		if t.actual[i] {
			by = &seen
		}
		switch {
		case t.def.Key != "Costs" && t.def.Key != "Actuals" && p.Ordinal > 0:
			t.head.Columns[i].Month = at
			r.takeMonths(t, by, i, at)
			continue
		case p.Months == 1 && p.Year > 0 && !p.Fiscal:
		default:
			at = r.placeSpan(t, i, p, start, last)
		}
		last = at
		r.takeMonths(t, by, i, at)
		if !r.hasStart {
			at = start
		}
		t.months[i] = at - start
		t.head.Columns[i].Month = max(t.months[i], -1)
	}
}

// months is which column of a table stands for a month.
type months struct {
	by    map[int]int
	last  int  // the first one of the column before
	added bool // that amounts of one month are added was said
}

// takeMonths notes for which months a column stands. Columns of one month, such as
// weeks, are amounts that add up; one of a quarter or a year beside its months is
// their total rather, and a driver or a profile has one value a month: these
// are refused at the later column.
func (r *reader) takeMonths(t *table, m *months, i, at int) {
	p, length := t.periods[i], func(i int) int { return max(1, t.periods[i].Months) }
	n := length(i)
	leap := p.Year == 0 && p.Ordinal == 0 && at > m.last+6 // Jan, Feb, Jan: the same year again
	m.last = at
	for k := at; k < at+n; k++ {
		before, double := m.by[k]
		again, named := m.by[k-12]
		if !double && leap && named {
			before = again
		}
		switch {
		case !double && !(leap && named):
			m.by[k] = i
			continue
		case double && (t.def.Key == "Costs" || t.def.Key == "Actuals") && n == length(before) && k == at:
			if !m.added {
				r.report(t.headRef(r, i), budget.Warning, "same-month", r.w.Say("problem.same-month"), r.w.Say("problem.same-month.hint"))
			}
			m.added = true
		default:
			r.report(t.headRef(r, i), budget.Error, "months-overlap", r.w.Say("problem.months-overlap", t.head.Columns[i].Header, t.head.Columns[before].Header), r.w.Say("problem.months-overlap.hint"))
		}
		return
	}
}

// placeSpan finds the first month of a quarter, half-year or year, or of a
// month without a year, counted from the year 0.
func (r *reader) placeSpan(t *table, i int, p unit.Span, start, last int) int {
	fiscal := max(1, r.fiscal)
	header := t.head.Columns[i].Header
	ref := t.headRef(r, i)
	at := start
	switch {
	case p.Ordinal > 0 && p.Letter == 'p':
		year := start - (start-(fiscal-1)+1200)%12
		at = year + p.Ordinal - 1
		if r.fiscal == 0 {
			at = start + p.Ordinal - 1
		}
	case p.Ordinal > 0:
		at = start + (p.Ordinal-1)*p.Months
	case p.Year > 0:
		if p.Two && r.fiscal == 0 {
			r.report(ref, budget.Error, "fiscal-year", r.w.Say("problem.fiscal-year", header), r.w.Say("problem.fiscal-year.hint"))
			r.saidFiscal = true
		}
		at = p.Begin(fiscal)
	default:
		year := start - (start-(fiscal-1)+1200)%12 // the year of accounts that holds the start
		at = year + p.First - 1
		if p.Months == 1 {
			at = start - start%12 + p.First - 1
		}
		for at+p.Months <= start || at <= last {
			at += 12
		}
	}
	if p.Months > 1 && !r.saidFiscal {
		r.saidFiscal = true
		first, end := showAt(at), showAt(at+p.Months-1)
		key := "problem.period-columns"
		if r.fiscal > 1 {
			key = "problem.period-columns.fiscal"
		}
		r.report(ref, budget.Note, "period-columns", r.w.Say(key, header, first, end), r.w.Say("problem.period-columns.hint"))
	}
	return at
}

// showAt writes a month counted from the year 0.
func showAt(at int) string { return budget.Month{Year: at / 12, Month: at%12 + 1}.String() }
