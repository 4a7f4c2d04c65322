package workbook

import (
	"math"
	"path/filepath"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/internal/adopt"
)

// title finds the name of the project: the first title above the table.
func (m *maker) title() {
	for _, t := range m.r.Titles {
		s := strings.TrimSpace(t.Text)
		if n := len([]rune(s)); n < 3 || n > 80 || strings.ContainsAny(s, ":：") {
			continue
		}
		m.name = t
		return
	}
}

// projectName is the title, or the file's name.
func (m *maker) projectName() string {
	if m.name != nil {
		return strings.TrimSpace(m.name.Text)
	}
	return strings.TrimSuffix(m.a.r.plan.File, filepath.Ext(m.a.r.plan.File))
}

// year finds the year that the budget names: in its headers, titles, the
// sheet's name or the file's.
func (m *maker) year() int {
	for _, c := range m.r.Blocks[0].Figure.Columns() {
		if c.Span.Year > 0 {
			return c.Span.Year
		}
	}
	texts := append([]*cell{{kind: cellText, text: m.r.Blocks[0].Sheet.Name}, {kind: cellText, text: m.a.r.plan.File}}, m.titleCells()...)
	for i := len(texts) - 1; i >= 0; i-- {
		if y, ok := yearIn(texts[i]); ok {
			return y
		}
	}
	return 0
}

// titleCells are the texts above the first table, the nearest last.
func (m *maker) titleCells() []*cell {
	var out []*cell
	for _, t := range m.r.Titles {
		out = append(out, &cell{kind: cellText, text: t.Text})
	}
	return out
}

// calendar settles the first month and the number of months.
func (m *maker) calendar() {
	out, fallback := m.out, m.a.o.Start
	if fallback.IsZero() {
		fallback = budget.Month{Year: 2026, Month: 1}
	}
	year := m.year()
	out.Start, out.Horizon = fallback, 12
	if m.a.o.Months > 0 {
		out.Horizon = m.a.o.Months
	}
	if year > 0 {
		out.Start, m.known = budget.Month{Year: year, Month: 1}, true
	}
	if m.wide {
		m.placePeriods(year, fallback)
		return
	}
	m.dates()
}

// placePeriods gives the periods of every table their place among the months.
func (m *maker) placePeriods(year int, fallback budget.Month) {
	from := year
	if from == 0 {
		from = fallback.Year
	}
	starts := make([]budget.Month, len(m.r.Blocks))
	first, end := math.MaxInt, 0
	for i, b := range m.r.Blocks {
		spans := make([]unit.Span, len(b.Figure.Periods))
		for k, c := range b.Figure.Periods {
			spans[k] = c.Span
		}
		var offsets []int
		offsets, starts[i] = placeSpans(spans, from)
		at := starts[i].Year*12 + starts[i].Month - 1
		first = min(first, at)
		for k, c := range b.Figure.Periods {
			m.offsets[c] = at + offsets[k]
			end = max(end, at+offsets[k]+c.Span.Months)
		}
	}
	for c := range m.offsets {
		m.offsets[c] -= first
	}
	m.out.Horizon = end - first
	if year > 0 || m.r.Blocks[0].Figure.Periods[0].Span.Ordinal == 0 {
		m.out.Start = budget.Month{Year: first / 12, Month: first%12 + 1}
	}
}

// placeSpans gives every period its first month, counted from the first of
// all, and that first month when a year is known. Periods without a year run
// on from the one before: Jul to Jun is one year, not two halves of one.
func placeSpans(all []unit.Span, year int) (offsets []int, start budget.Month) {
	at := make([]int, len(all))
	first, last := -1, -1<<30
	for i, p := range all {
		y := p.Year
		if y == 0 {
			y = year
		}
		at[i] = y*12 + p.First - 1
		if p.Ordinal > 0 {
			at[i] = year*12 + (p.Ordinal-1)*p.Months
		}
		for p.Year == 0 && p.Ordinal == 0 && at[i] < last {
			at[i] += 12
		}
		last = at[i]
		if first < 0 || at[i] < first {
			first = at[i]
		}
	}
	for i := range at {
		at[i] -= first
	}
	return at, budget.Month{Year: first / 12, Month: first%12 + 1}
}

// dates takes the span of the lines' own dates, when every line has them.
func (m *maker) dates() {
	first, last, n := math.MaxInt, 0, 0
	for _, e := range m.lines {
		s, ok := monthAt(e, e.Block.Start)
		if !ok || e.Monthly {
			return
		}
		end, ok := monthAt(e, e.Block.End)
		if !ok {
			end = s + max(0, e.Block.Each-1)
		}
		if end < s {
			return
		}
		first, last, n = min(first, s), max(last, end), n+1
	}
	if n == 0 || last-first >= 600 {
		return
	}
	m.dated = true
	if first < 1900*12 { // months without a year
		year := m.year()
		if m.known = year > 0; year == 0 {
			year = m.out.Start.Year
		}
		m.shift = 12 * (year - first/12)
		first, last = first+m.shift, last+m.shift
	} else {
		m.known = true
	}
	m.out.Start = budget.Month{Year: first / 12, Month: first%12 + 1}
	m.out.Horizon = last - first + 1
}

// monthAt is the month in a column of dates, counted from the year 0.
func monthAt(e *adopt.Entry, c *adopt.Column) (int, bool) {
	if c == nil {
		return 0, false
	}
	x := e.Row.At(c.Col)
	if x.Blank() || x.Month == 0 {
		return 0, false
	}
	return x.Year*12 + x.Month - 1, true
}

// currency is the one that the budget names. Where it names none, none is
// claimed: the sign of any currency stands for it until somebody says.
func (m *maker) currency() {
	if m.out.Currency = m.r.Code; m.out.Currency == "" {
		m.out.Currency = anyMoney
		m.out.Assumed = append(m.out.Assumed, m.say("adopt.assumed.currency", anyMoney))
	}
}
