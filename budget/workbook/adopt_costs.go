package workbook

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/adopt"
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
	any := func(is func(AdoptedLine) bool) bool {
		for _, l := range m.out.Lines {
			if is(l) {
				return true
			}
		}
		return false
	}
	fields := []string{"ID", "Name", "Phase"}
	if any(func(l AdoptedLine) bool { return l.Category != "" }) {
		fields = append(fields, "Category")
	}
	fields = append(fields, "Amount")
	if m.monthly {
		fields = append(fields, "Basis")
	}
	fields = append(fields, "Low", "Likely", "High", "Range means")
	if any(func(l AdoptedLine) bool { return l.Reserve }) {
		fields = append(fields, "Include")
	}
	if !m.wide {
		fields = append(fields, "Start", "Months")
	}
	fields = append(fields, "assumed", "source")
	c := costColumns{place: map[string]int{}}
	for i, f := range fields {
		c.place[f] = i + 1
	}
	c.last = len(fields)
	if m.wide {
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
	t.title(def.Name(lang), m.say("adopt.costs.hint", m.sheetNames()))
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
			t.put(cols.first+k, m.monthHead(cols.first, k))
		}
	}
	for i := range m.lines {
		t.row++
		m.costRow(t, cols, i)
	}
	return t.s
}

// monthHead is the header of a month: the start of the project, and a month
// later than the one before.
func (m *maker) monthHead(first, k int) sheet.Cell {
	c := sheet.Cell{Value: firstDay(m.out.Start.Add(k)), Style: withFormat(headStyle(), "yyyy-mm"), Formula: m.setting("Start month")}
	if k > 0 {
		c.Formula = "EDATE(" + opc.CellAddress(costHeader, first+k-1) + ",1)"
	}
	return c
}

// sheetNames are the names of the sheets that the tables stand on.
func (m *maker) sheetNames() string {
	var all []string
	for _, t := range m.out.Tables {
		if len(all) == 0 || all[len(all)-1] != t.Sheet {
			all = append(all, t.Sheet)
		}
	}
	return strings.Join(all, m.say("adopt.comma"))
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
	m.nameCells(i, put)
	if e.Phase != nil {
		put("Phase", link(e.Phase))
	} else {
		guess("Phase", sheet.Cell{Value: m.phaseName(l.Phase)})
	}
	m.amountCell(e, cols, t, put)
	if m.monthly {
		put("Basis", sheet.Cell{Value: m.option("Basis", map[bool]string{true: "per month", false: "total"}[l.Monthly])})
	}
	m.estimateCells(i, put, guess)
	put("Include", sheet.Cell{Value: boolWord(!l.Reserve, m.out.Language)})
	if l.Reserve {
		assumed = append(assumed, m.say("adopt.assumed.certain"))
	}
	switch {
	case cols.first > 0:
		m.monthCells(e, cols, t)
	case m.dated:
		m.dateCells(e, put)
	default:
		put("Start", sheet.Cell{Formula: m.setting("Start month"), Value: firstDay(m.out.Start), Style: sheet.Style{Format: "yyyy-mm", Fill: assumedFill}})
		guess("Months", sheet.Cell{Formula: m.setting("Horizon"), Value: m.out.Horizon})
	}
	if len(assumed) > 0 {
		put("assumed", sheet.Cell{Value: m.say("adopt.review", strings.Join(assumed, m.say("adopt.comma"))), Style: sheet.Style{Italic: true, Color: "6B7280"}})
	}
	put("source", m.source(l.Sheet, l.Cells))
}

// nameCells writes the ID, the name and the category.
func (m *maker) nameCells(i int, put func(string, sheet.Cell)) {
	e, l := m.lines[i], m.out.Lines[i]
	id, name := sheet.Cell{Value: l.ID}, sheet.Cell{Value: l.Name}
	if m.coded {
		id = link(e.Row.At(e.Block.Code.Col))
		id.Style.Align = "left"
	}
	if e.Name != nil {
		name = link(e.Name)
	}
	put("ID", id)
	put("Name", name)
	if e.Group != nil {
		put("Category", link(e.Group))
	}
}

// option is the word of an option in the language of the budget.
func (m *maker) option(field, canonical string) string {
	d, _ := m.def.Column(field)
	if o, ok := d.Option(canonical); ok {
		return o.Word(m.out.Language)
	}
	return canonical
}

func (m *maker) fieldName(field string) string {
	d, _ := m.def.Column(field)
	return d.Header(m.out.Language)
}

// amountCell writes the amount: the budget's own cell, or what it is made of.
func (m *maker) amountCell(e *adopt.Entry, cols costColumns, t *tabMaker, put func(string, sheet.Cell)) {
	c := sheet.Cell{Value: e.Amount.InexactFloat64(), Style: sheet.Style{Format: "#,##0.00"}}
	mark := "+"
	if len(e.Block.Figure.Product) > 0 || e.Block.Figure.Times != nil {
		mark = "*"
	}
	var terms []string
	for _, x := range e.Cells {
		terms = append(terms, address(x))
	}
	c.Formula = strings.Join(terms, mark)
	total := e.Block.Figure.Amount
	switch {
	case len(e.Cells) == 1:
		c.Value = storedValue(e.Cells[0])
	case cols.first > 0 && total != nil && e.Row.At(total.Col).IsNumber():
		c.Formula, c.Value = address(e.Row.At(total.Col)), storedValue(e.Row.At(total.Col))
	case cols.first > 0:
		c.Formula = "SUM(" + opc.CellAddress(t.row, cols.first) + ":" + opc.CellAddress(t.row, cols.last) + ")"
	}
	put("Amount", c)
}

// estimateCells writes the estimates: the budget's own, or the assumption.
func (m *maker) estimateCells(i int, put, guess func(string, sheet.Cell)) {
	e, l := m.lines[i], m.out.Lines[i]
	if m.ownRange(e) {
		g := e.Block.Figure
		for field, col := range map[string]*adopt.Column{"Low": g.Low, "Likely": g.Amount, "High": g.High} {
			c := link(e.Row.At(col.Col))
			c.Style.Format = "#,##0.00"
			put(field, c)
		}
		return
	}
	if l.High == 0 {
		return
	}
	note := ""
	if i < maxNotes {
		s := spreadOf(l.Phase)
		note = m.say("adopt.note.spread", m.phaseName(s.phase), m.percentText(1-s.low), m.percentText(s.high-1), s.class)
	}
	cell := func(factor float64) sheet.Cell {
		if m.ranged { // beside amounts of the budget's own
			return sheet.Cell{Value: spreadAt(e.Amount, factor).InexactFloat64(), Style: sheet.Style{Format: "#,##0.00"}}
		}
		return sheet.Cell{Value: factor, Style: sheet.Style{Format: "0%"}}
	}
	low, likely := cell(l.Low), cell(1)
	low.Note, likely.Style.Fill = note, assumedFill
	guess("Low", low)
	put("Likely", likely)
	guess("High", cell(l.High))
	put("Range means", sheet.Cell{Value: "P10-P90", Style: sheet.Style{Fill: assumedFill}})
}

// monthCells writes the months of a wide line. Columns that fall into one month,
// as weeks do, are added up in its cell.
func (m *maker) monthCells(e *adopt.Entry, cols costColumns, t *tabMaker) {
	at := map[int]int{} // month -> place among the cells of the sheet
	for _, p := range e.Block.Figure.Periods {
		x := e.Row.At(p.Col)
		if !x.IsNumber() {
			continue
		}
		for month := range p.Span.Months {
			formula, part := share(address(x), x.Value, p.Span.Months, month)
			if i, taken := at[m.offsets[p]+month]; taken {
				c := &t.s.Cells[i]
				c.Formula += "+" + formula
				if v, ok := c.Value.(float64); ok {
					c.Value = v + part.InexactFloat64()
				}
				continue
			}
			at[m.offsets[p]+month] = len(t.s.Cells)
			t.put(cols.first+m.offsets[p]+month, sheet.Cell{Formula: formula, Value: part.InexactFloat64(), Style: sheet.Style{Format: "#,##0.00"}})
		}
	}
}

// dateCells writes the start and the months of a line with dates of its own.
func (m *maker) dateCells(e *adopt.Entry, put func(string, sheet.Cell)) {
	start := e.Row.At(e.Block.Start.Col)
	c := link(start)
	if start.Kind == adopt.Date {
		c.Style.Format = "yyyy-mm-dd"
	}
	from, _ := monthAt(e, e.Block.Start)
	if e.Block.Each > 0 {
		k := from + m.shift - m.out.Start.Year*12 - m.out.Start.Month + 1
		put("Start", sheet.Cell{Formula: fmt.Sprintf("EDATE(%s,%d)", m.setting("Start month"), k), Value: firstDay(m.out.Start.Add(k)), Style: sheet.Style{Format: "yyyy-mm"}})
		put("Months", sheet.Cell{Value: e.Block.Each})
		return
	}
	put("Start", c)
	to, ok := monthAt(e, e.Block.End)
	if !ok {
		put("Months", sheet.Cell{Value: 1, Style: sheet.Style{Fill: assumedFill}})
		return
	}
	months := sheet.Cell{Value: to - from + 1}
	if end := e.Row.At(e.Block.End.Col); start.Kind == adopt.Date && end.Kind == adopt.Date {
		a, b := address(start), address(end)
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
