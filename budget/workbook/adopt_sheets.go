package workbook

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/adopt"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// Colours of the sheets that adopt makes: assumptions stand out, what points at
// the budget does not.
const (
	assumedFill = "FFF2CC"
	headFill    = "F3F5F8"
	linkColor   = "0072B2"
	maxNotes    = 300 // notes on single cells; the headers carry theirs in any case
)

// tabMaker fills one sheet.
type tabMaker struct {
	s   sheet.Sheet
	row int
}

func (t *tabMaker) put(col int, c sheet.Cell) {
	c.Row, c.Col = t.row, col
	t.s.Cells = append(t.s.Cells, c)
}

func (t *tabMaker) title(title, hint string) {
	t.row = 1
	t.put(1, sheet.Cell{Value: title, Style: sheet.Style{Size: 16, Bold: true}})
	t.row = 2
	t.put(1, sheet.Cell{Value: hint, Style: sheet.Style{Size: 9, Italic: true, Color: "6B7280"}})
	t.row = 4
}

func headStyle() sheet.Style {
	return sheet.Style{Bold: true, Fill: headFill, Bottom: "A9B0BA", Wrap: true, VAlign: "center"}
}

// storedValue is what a formula that points at a cell shows.
func storedValue(c *adopt.Cell) any {
	if c.Kind == adopt.Number || c.Kind == adopt.Date {
		return c.Value.InexactFloat64()
	}
	return c.Text
}

// link is a cell that points at one of the user's.
func link(c *adopt.Cell) sheet.Cell { return sheet.Cell{Formula: address(c), Value: storedValue(c)} }

// letterCell writes a column and a row as an address.
func letterCell(col, row int) string { return opc.CellAddress(row, col) }

// source is a cell that leads to where a line stands.
func (m *maker) source(tab, cells string) sheet.Cell {
	first, _, _ := strings.Cut(cells, ":")
	return sheet.Cell{Value: tab + "!" + cells, Link: &sheet.Link{UserSheet: tab, Cell: first}, Style: sheet.Style{Color: linkColor}}
}

// projectRow is the row of the first setting on the sheet Project.
const projectRow = 5

// projectSettings are the settings that adopt writes, from the top down.
func (m *maker) projectSettings() []string {
	list := []string{"Name", "Currency", "Start month", "Horizon", "Language"}
	if m.a.o.PlanID != "" {
		list = append(list, "Plan ID")
	}
	return list
}

// setting is the cell of a setting on the sheet Project, for a formula: the
// rows of the costs follow it.
func (m *maker) setting(field string) string {
	return fmt.Sprintf("{project}!$B$%d", projectRow+slices.Index(m.projectSettings(), field))
}

// projectTab makes the sheet Project.
func (m *maker) projectTab() sheet.Sheet {
	def, _ := schema.Find("Project")
	lang := m.out.Language
	t := &tabMaker{s: sheet.Sheet{Key: "project", Title: def.Name(lang), Widths: map[int]float64{1: 26, 2: 30, 3: 70}, Gridlines: true}}
	t.title(m.say("adopt.project.title"), m.say("adopt.project.hint"))
	t.put(1, sheet.Cell{Value: m.say("adopt.setting"), Style: headStyle()})
	t.put(2, sheet.Cell{Value: m.say("adopt.value"), Style: headStyle()})
	t.put(3, sheet.Cell{Value: m.say("adopt.column.assumed"), Style: headStyle()})
	for _, field := range m.projectSettings() {
		c, assumed := m.settingCell(field)
		t.row++
		d, _ := def.Column(field)
		t.put(1, sheet.Cell{Value: d.Header(lang), Note: d.Help(lang)})
		if assumed != "" {
			c.Style.Fill = assumedFill
			t.put(3, sheet.Cell{Value: assumed, Style: sheet.Style{Italic: true, Color: "6B7280"}})
		}
		c.Style.Align = "left"
		t.put(2, c)
	}
	return t.s
}

// settingCell is the value of a setting, and what is assumed about it.
func (m *maker) settingCell(field string) (c sheet.Cell, assumed string) {
	def, _ := schema.Find("Project")
	switch field {
	case "Name":
		if m.name != nil {
			return link(m.name), ""
		}
		return sheet.Cell{Value: m.projectName()}, ""
	case "Plan ID":
		return sheet.Cell{Value: m.a.o.PlanID}, ""
	case "Currency":
		if m.out.Currency == anyMoney {
			assumed = m.say("adopt.assumed.currency", anyMoney)
		}
		return sheet.Cell{Value: m.out.Currency}, assumed
	case "Start month":
		if !m.known {
			assumed = m.say("adopt.assumed.start", m.out.Start.String())
		}
		return sheet.Cell{Value: firstDay(m.out.Start), Style: sheet.Style{Format: "yyyy-mm"}}, assumed
	case "Horizon":
		if m.monthly {
			assumed = m.say("adopt.assumed.monthly", m.out.Horizon)
		} else if !m.wide && !m.dated {
			assumed = m.say("adopt.assumed.months", m.out.Horizon)
		}
		return sheet.Cell{Value: m.out.Horizon}, assumed
	}
	d, _ := def.Column("Language")
	word := m.out.Language
	if o, ok := d.Option(word); ok {
		word = o.Word(word)
	}
	return sheet.Cell{Value: word}, ""
}

func firstDay(m budget.Month) time.Time {
	return time.Date(m.Year, time.Month(m.Month), 1, 0, 0, 0, 0, time.UTC)
}

// recordTab makes the sheet that says what was understood.
func (m *maker) recordTab() sheet.Sheet {
	out := m.out
	t := &tabMaker{s: sheet.Sheet{Key: "record", Title: m.say("adopt.record"), Widths: map[int]float64{1: 22, 2: 40, 3: 60}}}
	t.title(m.say("adopt.record"), m.say("adopt.record.hint", out.tablesText()))
	section := func(key string) {
		t.row++
		t.put(1, sheet.Cell{Value: m.say(key), Style: sheet.Style{Bold: true, Size: 12, Bottom: linkColor}})
		t.row++
	}
	if len(out.Doubts) > 0 {
		section("adopt.record.doubts")
		for _, s := range out.Doubts {
			t.put(1, sheet.Cell{Value: s, Style: sheet.Style{Fill: assumedFill}})
			t.row++
		}
	}
	section("adopt.record.columns")
	for _, c := range out.Columns {
		t.put(1, m.source(c.Sheet, c.Cell))
		t.put(2, sheet.Cell{Value: c.Header})
		t.put(3, sheet.Cell{Value: c.Meaning})
		t.row++
	}
	section("adopt.record.total")
	m.totals(t)
	section("adopt.record.assumed")
	for _, s := range out.Assumed {
		t.put(1, sheet.Cell{Value: s, Style: sheet.Style{Fill: assumedFill}})
		t.row++
	}
	section("adopt.record.left")
	for _, l := range out.LeftOut {
		t.put(1, m.source(l.Ref.Sheet, l.Ref.Cell))
		t.put(2, sheet.Cell{Value: l.Text})
		t.row++
	}
	return t.s
}

// totals compares the lines with the budget's own totals, live.
func (m *maker) totals(t *tabMaker) {
	lines := m.r.Total.InexactFloat64()
	first, last, col := m.costRows()
	area := fmt.Sprintf("{costs}!$%s$%d:$%s$%d", opc.ColumnLetters(col), first, opc.ColumnLetters(col), last)
	format := sheet.Style{Format: "#,##0.00"}
	formula := func(f string) string {
		if m.typedAsText() {
			return "" // a sheet does not add texts up
		}
		return f
	}
	t.put(1, sheet.Cell{Value: m.say("adopt.record.lines")})
	t.put(2, sheet.Cell{Formula: formula("SUM(" + area + ")"), Value: lines, Style: format})
	sum := t.row
	t.row++
	switch {
	case m.out.Own.Cell != "":
		var own []string
		value := decimal.Zero
		for _, x := range m.r.Own {
			own, value = append(own, address(x)), value.Add(x.Value)
		}
		t.put(1, sheet.Cell{Value: m.say("adopt.record.own", m.out.Own.Sheet+"!"+m.out.Own.Cell)})
		t.put(2, sheet.Cell{Formula: formula(strings.Join(own, "+")), Value: value.InexactFloat64(), Style: format})
		t.row++
		t.put(1, sheet.Cell{Value: m.say("adopt.record.difference")})
		t.put(2, sheet.Cell{Formula: fmt.Sprintf("ROUND(B%d-B%d,2)", sum, t.row-1), Value: m.r.Total.Sub(value).Round(2).InexactFloat64(), Style: format})
		t.row++
	case !m.r.Proven:
		t.put(1, sheet.Cell{Value: m.say("adopt.record.none")})
		t.row++
	}
	for _, x := range m.out.Totals {
		t.put(1, m.source(x.Ref.Sheet, x.Ref.Cell))
		t.put(2, sheet.Cell{Value: x.Amount.InexactFloat64(), Style: format})
		t.put(3, sheet.Cell{Value: x.Text})
		t.row++
	}
}

// typedAsText tells whether amounts are texts that only read as numbers.
func (m *maker) typedAsText() bool {
	for _, e := range m.lines {
		for _, x := range e.Cells {
			if x.Kind == adopt.Text {
				return true
			}
		}
	}
	return false
}

// share is the part of a period's amount that one of its months gets: equal
// shares rounded to the cent, the last what is left.
func share(address string, value decimal.Decimal, months, k int) (formula string, part decimal.Decimal) {
	if months == 1 {
		return address, value
	}
	each := value.DivRound(decimal.NewFromInt(int64(months)), 2)
	if k < months-1 {
		return fmt.Sprintf("ROUND(%s/%d,2)", address, months), each
	}
	return fmt.Sprintf("%s-%d*ROUND(%s/%d,2)", address, months-1, address, months), value.Sub(each.Mul(decimal.NewFromInt(int64(months - 1))))
}
