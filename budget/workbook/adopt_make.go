package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// maker turns the chosen candidate into an Adoption.
type maker struct {
	a       *adopter
	c       *candidate
	out     *Adoption
	lines   []entry
	exp     int32
	offsets []int // of each period, in months from the start
	name    *cell // of the project: a title, nil without one
	dated   bool  // lines have start dates of their own
	known   bool  // the start is said by the budget
	def     schema.Sheet
	phases  schema.Column
	coded   bool // the budget's codes are the IDs
}

// make builds the adoption of a candidate.
func (a *adopter) make(c *candidate) *Adoption {
	m := &maker{a: a, c: c, lines: c.lines()}
	m.def, _ = a.r.def("Costs")
	m.phases, _ = m.def.Column("Phase")
	m.coded = m.ownCodes()
	m.exp, _ = c.unit()
	_, unit := c.unit()
	m.out = &Adoption{
		Language: a.r.plan.Language, Table: a.r.ref(c.tab.name, area{c.header, c.left, c.last, c.right}.String()), Header: c.header,
		Total: c.scaledSum(), Unit: unit,
	}
	if own, _ := c.ownTotal(c.sum()); own != nil {
		m.out.Own = a.r.ref(c.tab.name, m.ownCell(own))
	}
	m.columns()
	m.left()
	m.title()
	m.calendar()
	m.currency()
	m.adoptLines()
	m.assume()
	m.out.Book = m.book()
	return m.out
}

// ownCell is where the budget's own total stands: its cell in the column of
// totals, or the cells of all periods.
func (m *maker) ownCell(own *entry) string {
	if f := m.c.figure.amount; f != nil {
		if v, ok := m.a.number(own.row.at(f.col)); ok && near(v, own.amount) {
			return own.row.at(f.col).address()
		}
	}
	cells := own.cells[0].address()
	if len(own.cells) > 1 {
		cells += ":" + own.cells[len(own.cells)-1].address()
	}
	return cells
}

func (m *maker) say(key string, args ...any) string { return m.a.r.w.Say(key, args...) }

// columns says what each labelled column was taken for.
func (m *maker) columns() {
	meaning := map[*field]string{m.c.name: "name"}
	put := func(key string, list ...*field) {
		for _, f := range list {
			if f != nil {
				meaning[f] = key
			}
		}
	}
	put("code", m.c.code)
	put("group", m.c.group)
	put("phase", m.c.phase)
	put("start", m.c.start)
	put("end", m.c.end)
	put("amount", m.c.figure.amount)
	put("period", m.c.figure.periods...)
	put("part", m.c.figure.parts...)
	put("factor", m.c.figure.product...)
	if m.estimated() {
		put("low", m.c.figure.low)
		put("high", m.c.figure.high)
	}
	for _, f := range m.c.fields {
		key := meaning[f]
		if key == "" {
			if f.label == "" {
				continue
			}
			key = "unused"
		}
		at := opc.CellAddress(m.c.header, f.col)
		if !f.head.blank() {
			at = f.head.address()
		}
		m.out.Columns = append(m.out.Columns, AdoptedColumn{Cell: at, Header: strings.Join(f.parts, " / "), Meaning: m.say("adopt.role." + key)})
	}
}

// left lists the rows that are no lines.
func (m *maker) left() {
	for _, e := range m.c.entries {
		if e.kind == entryLine {
			continue
		}
		text := m.say("adopt.left." + e.kind.key())
		if e.name != nil {
			text += ": " + strings.TrimSpace(e.name.show(m.a.r.book.date1904))
		}
		a := area{e.row.number, m.c.left, e.row.number, m.c.right}
		m.out.LeftOut = append(m.out.LeftOut, budget.Line{Ref: m.a.r.ref(m.c.tab.name, a.String()), Text: text})
	}
}

// estimated tells whether the budget has low and high amounts for its lines,
// in order around the amount.
func (m *maker) estimated() bool {
	f := m.c.figure
	if f.low == nil || f.high == nil || len(f.periods) > 0 {
		return false
	}
	for _, e := range m.lines {
		low, ok1 := m.a.number(e.row.at(f.low.col))
		high, ok2 := m.a.number(e.row.at(f.high.col))
		if !ok1 || !ok2 || low.GreaterThan(e.amount) || high.LessThan(e.amount) {
			return false
		}
	}
	return true
}

// adoptLines makes the lines with their names, phases and estimates.
func (m *maker) adoptLines() {
	own := m.estimated()
	for i, e := range m.lines {
		l := AdoptedLine{ID: "L" + decimal.NewFromInt(int64(i+1)).String(), Amount: e.amount.Shift(m.exp)}
		if m.coded {
			l.ID = e.code
		}
		l.Name = e.cells[0].address()
		if e.name != nil {
			l.Name = strings.TrimSpace(e.name.show(m.a.r.book.date1904))
		}
		if e.group != nil {
			l.Category = strings.TrimSpace(e.group.show(m.a.r.book.date1904))
		}
		l.Phase, _ = m.c.phaseOf(e, m.phases)
		l.Cells = e.cells[0].address()
		if len(e.cells) > 1 {
			l.Cells += ":" + e.cells[len(e.cells)-1].address()
		}
		if s := spreadOf(l.Phase); !own && e.amount.IsPositive() && !m.reserve(e) {
			l.Low, l.High = s.low, s.high
		}
		m.out.Lines = append(m.out.Lines, l)
	}
}

// reserve tells whether a line is a contingency inside the budget.
func (m *maker) reserve(e entry) bool { return e.name != nil && contingencyWord(e.name.text) }

// ownCodes tells whether the budget's codes can be IDs: every line has one of
// its own, and no other sheet would take it for a list.
func (m *maker) ownCodes() bool {
	seen := map[string]bool{}
	for _, e := range m.lines {
		if e.code == "" || len([]rune(e.code)) > 30 || seen[strings.ToLower(e.code)] || strings.ContainsAny(e.code, ",;/、，；|!") ||
			e.row.at(m.c.code.col).kind == cellText && e.code != strings.TrimSpace(e.code) {
			return false
		}
		seen[strings.ToLower(e.code)] = true
	}
	return len(m.lines) > 0 && m.c.code != nil && m.c.code != m.c.name
}

// assume lists what the budget does not say.
func (m *maker) assume() {
	out := m.out
	if !m.known {
		out.Assumed = append(out.Assumed, m.say("adopt.assumed.start", out.Start.String()))
	}
	if len(m.c.figure.periods) == 0 && !m.dated {
		out.Assumed = append(out.Assumed, m.say("adopt.assumed.months", out.Horizon))
	}
	if m.estimated() {
		return
	}
	used := map[string]bool{}
	for _, l := range out.Lines {
		if l.High > 0 {
			used[spreadOf(l.Phase).phase] = true
		}
	}
	for _, s := range spreads() {
		if used[s.phase] {
			out.Assumed = append(out.Assumed, m.say("adopt.assumed.spread", m.phaseName(s.phase), percentText(1-s.low), percentText(s.high-1)))
		}
	}
	for i, e := range m.lines {
		if m.reserve(e) {
			out.Assumed = append(out.Assumed, m.say("adopt.assumed.reserve", out.Lines[i].Name, e.cells[0].address()))
		}
	}
}

// phaseName is a phase's word in the language of the budget.
func (m *maker) phaseName(phase string) string {
	if o, ok := m.phases.Option(phase); ok {
		return o.Word(m.out.Language)
	}
	return phase
}

func percentText(share float64) string {
	return decimal.NewFromFloat(share).Shift(2).Round(0).String() + " %"
}

// book makes the sheets.
func (m *maker) book() *sheet.Book {
	b := &sheet.Book{Language: m.out.Language, Inputs: true}
	b.Sheets = []sheet.Sheet{m.projectTab(), m.costsTab(), m.recordTab()}
	for _, t := range m.a.r.book.tabs {
		if _, _, ok := schema.MatchSheet(m.a.r.defs, t.name); ok {
			b.Passed = append(b.Passed, t.name)
		}
	}
	return b
}
