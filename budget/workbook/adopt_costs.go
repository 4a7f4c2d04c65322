package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// costColumns is where the columns of the sheet Costs stand.
type costColumns struct {
	place map[string]int
	first int // first month column, 0 without
	last  int // of all columns
}

// costHeader is the row of the header on the sheet Costs.
const costHeader = 4

func (m *maker) costColumns() costColumns {
	fields := []string{"ID", "Name", "Phase"}
	for _, l := range m.out.Lines {
		if l.Category != "" {
			fields = append(fields, "Category")
			break
		}
	}
	fields = append(fields, "Amount", "Low", "Likely", "High", "Range means")
	for _, e := range m.lines {
		if m.reserve(e) {
			fields = append(fields, "Include")
			break
		}
	}
	wide := len(m.c.figure.periods) > 0
	if !wide {
		fields = append(fields, "Start", "Months")
	}
	fields = append(fields, "assumed", "source")
	c := costColumns{place: map[string]int{}}
	for i, f := range fields {
		c.place[f] = i + 1
	}
	c.last = len(fields)
	if wide {
		c.first = c.last + 1
		c.last += m.out.Horizon
	}
	return c
}

// costRows is where the amounts stand.
func (m *maker) costRows() (first, last, col int) {
	return costHeader + 1, costHeader + len(m.lines), m.costColumns().place["Amount"]
}

// costsTab makes the sheet Costs.
func (m *maker) costsTab() sheet.Sheet {
	def, lang := m.def, m.out.Language
	cols := m.costColumns()
	t := &tabMaker{s: sheet.Sheet{Key: "costs", Title: def.Name(lang), FreezeRow: costHeader + 1, FreezeCol: 3, Landscape: true, Gridlines: true,
		Widths: map[int]float64{1: 10, 2: 36, 3: 14}}}
	t.title(def.Name(lang), m.say("adopt.costs.hint", m.out.Table.Sheet))
	if m.out.Unit != "" {
		t.row = costHeader - 1
		t.put(1, sheet.Cell{Value: m.say("adopt.unit", m.out.Unit)})
	}
	t.row = costHeader
	for f, col := range cols.place {
		h := sheet.Cell{Style: headStyle()}
		if t.s.Widths[col] == 0 {
			t.s.Widths[col] = 11
		}
		if d, ok := def.Column(f); ok {
			h.Value, h.Note = d.Header(lang), d.Help(lang)
		} else {
			h.Value = m.say("adopt.column." + f)
			t.s.Widths[col] = map[string]float64{"assumed": 46, "source": 26}[f]
		}
		if f == "Low" || f == "High" || f == "Likely" {
			h.Note = m.say("adopt.note.estimates")
		}
		t.put(col, h)
	}
	t.s.Widths[cols.place["Amount"]], t.s.Widths[cols.place["Category"]] = 16, 20
	delete(t.s.Widths, 0) // no column Category
	for k := range m.out.Horizon {
		if cols.first > 0 {
			t.s.Widths[cols.first+k] = 13
			t.put(cols.first+k, sheet.Cell{Value: firstDay(m.out.Start.Add(k)), Style: withFormat(headStyle(), "yyyy-mm")})
		}
	}
	for i := range m.lines {
		t.row++
		m.costRow(t, cols, i)
	}
	return t.s
}

func withFormat(s sheet.Style, format string) sheet.Style {
	s.Format = format
	return s
}

// costRow writes one line: what the budget says as formulas, what it does not
// as assumptions.
func (m *maker) costRow(t *tabMaker, cols costColumns, i int) {
	e, l := m.lines[i], m.out.Lines[i]
	var assumed []string
	put := func(field string, c sheet.Cell) {
		if col, ok := cols.place[field]; ok {
			t.put(col, c)
		}
	}
	guess := func(field string, c sheet.Cell) {
		c.Style.Fill = assumedFill
		put(field, c)
		assumed = append(assumed, m.fieldName(field))
	}
	if m.coded {
		id := m.link(e.row.at(m.c.code.col))
		id.Style.Align = "left"
		put("ID", id)
	} else {
		put("ID", sheet.Cell{Value: l.ID})
	}
	if e.name != nil {
		put("Name", m.link(e.name))
	} else {
		put("Name", sheet.Cell{Value: l.Name})
	}
	if e.group != nil {
		put("Category", m.link(e.group))
	}
	if p := m.c.textAt(e.row, m.c.phase); p != nil && e.phase != "" {
		put("Phase", m.link(p))
	} else {
		guess("Phase", sheet.Cell{Value: m.phaseName(l.Phase)})
	}
	m.amountCell(e, cols, t, put)
	m.estimateCells(i, put, guess)
	if m.reserve(e) {
		put("Include", sheet.Cell{Value: boolWord(true, m.out.Language)})
		assumed = append(assumed, m.say("adopt.assumed.certain"))
	} else if col, ok := cols.place["Include"]; ok {
		t.put(col, sheet.Cell{Value: boolWord(true, m.out.Language)})
	}
	switch {
	case cols.first > 0:
		m.monthCells(e, cols, t)
	case m.dated:
		m.dateCells(e, put)
	default:
		put("Start", sheet.Cell{Value: firstDay(m.out.Start), Style: sheet.Style{Format: "yyyy-mm", Fill: assumedFill}})
		guess("Months", sheet.Cell{Value: m.out.Horizon})
	}
	if len(assumed) > 0 {
		put("assumed", sheet.Cell{Value: m.say("adopt.review", strings.Join(assumed, m.say("adopt.comma"))), Style: sheet.Style{Italic: true, Color: "6B7280"}})
	}
	put("source", m.source(l.Cells))
}

func (m *maker) fieldName(field string) string {
	d, _ := m.def.Column(field)
	return d.Header(m.out.Language)
}

// amountCell writes the amount: the budget's own cell, or what it is made of.
func (m *maker) amountCell(e entry, cols costColumns, t *tabMaker, put func(string, sheet.Cell)) {
	f := m.c.figure
	style := sheet.Style{Format: "#,##0.00"}
	c := sheet.Cell{Value: e.amount.InexactFloat64(), Style: style}
	switch {
	case f.amount != nil && !e.row.at(f.amount.col).blank():
		c = m.link(e.row.at(f.amount.col))
		c.Style = style
	case len(f.product) > 0:
		c.Formula = m.at(e.cells[0]) + "*" + m.at(e.cells[1])
	case len(f.parts) > 0:
		var terms []string
		for _, x := range e.cells {
			terms = append(terms, m.at(x))
		}
		c.Formula = strings.Join(terms, "+")
	case cols.first > 0:
		c.Formula = "SUM(" + opc.CellAddress(t.row, cols.first) + ":" + opc.CellAddress(t.row, cols.last) + ")"
	}
	put("Amount", c)
}

// estimateCells writes the estimates: the budget's own, or the assumption.
func (m *maker) estimateCells(i int, put, guess func(string, sheet.Cell)) {
	e, l := m.lines[i], m.out.Lines[i]
	if m.estimated() {
		f := m.c.figure
		for field, col := range map[string]*field{"Low": f.low, "Likely": f.amount, "High": f.high} {
			if col != nil {
				c := m.link(e.row.at(col.col))
				c.Style.Format = "#,##0.00"
				put(field, c)
			}
		}
		return
	}
	if l.High == 0 {
		return
	}
	note := ""
	if i < maxNotes {
		s := spreadOf(l.Phase)
		note = m.say("adopt.note.spread", m.phaseName(s.phase), percentText(1-s.low), percentText(s.high-1), s.class)
	}
	guess("Low", sheet.Cell{Value: l.Low, Style: sheet.Style{Format: "0%"}, Note: note})
	put("Likely", sheet.Cell{Value: 1.0, Style: sheet.Style{Format: "0%", Fill: assumedFill}})
	guess("High", sheet.Cell{Value: l.High, Style: sheet.Style{Format: "0%"}})
	put("Range means", sheet.Cell{Value: "P10-P90", Style: sheet.Style{Fill: assumedFill}})
}

// monthCells writes the months of a wide line.
func (m *maker) monthCells(e entry, cols costColumns, t *tabMaker) {
	for k, f := range m.c.figure.periods {
		x := e.row.at(f.col)
		v, ok := m.a.number(x)
		if !ok {
			continue
		}
		for month := range f.period.months {
			formula, part := share(m.at(x), v, f.period.months, month)
			t.put(cols.first+m.offsets[k]+month, sheet.Cell{Formula: formula, Value: part.InexactFloat64(), Style: sheet.Style{Format: "#,##0.00"}})
		}
	}
}

// dateCells writes the start and the months of a line with dates of its own.
func (m *maker) dateCells(e entry, put func(string, sheet.Cell)) {
	start := e.row.at(m.c.start.col)
	c := m.link(start)
	if start.kind == cellNumber {
		c.Style.Format = "yyyy-mm-dd"
	}
	put("Start", c)
	from, _ := m.monthAt(e, m.c.start)
	to, ok := m.monthAt(e, m.c.end)
	if !ok {
		put("Months", sheet.Cell{Value: 1, Style: sheet.Style{Fill: assumedFill}})
		return
	}
	months := sheet.Cell{Value: to - from + 1}
	if end := e.row.at(m.c.end.col); start.kind == cellNumber && end.kind == cellNumber {
		a, b := m.at(start), m.at(end)
		months.Formula = "(YEAR(" + b + ")-YEAR(" + a + "))*12+MONTH(" + b + ")-MONTH(" + a + ")+1"
	}
	put("Months", months)
}

// decimalText writes an amount for people: 1,234.50.
func decimalText(d decimal.Decimal) string {
	s := d.StringFixed(2)
	whole, cents, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if d.IsNegative() {
		whole = "-" + whole
	}
	return whole + "." + cents
}
