package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// record is one row of a table while it is read: its getters report what they
// cannot read and return what is neutral.
type record struct {
	r      *reader
	t      *table
	row    budget.Row
	cells  []*cell // parallel to the table's columns; nil when blank
	failed []bool  // parallel: the cell had something that could not be had
}

// record resolves the cells of a row. Formulas without a stored value are
// calculated here, error values reported.
func (r *reader) record(t *table, row *gridRow) *record {
	x := &record{r: r, t: t, cells: make([]*cell, len(t.cols)), failed: make([]bool, len(t.cols))}
	x.row = budget.Row{Table: t.head, Number: row.number}
	for i, col := range t.cols {
		c := row.at(col)
		if c.blank() && len(t.fill[col]) > 0 {
			c = t.filled(row.number, col)
		}
		if c == nil {
			continue
		}
		if t.defs[i].Field != "" || t.dated[i] {
			x.failed[i] = !r.resolve(t.head.Sheet, c)
		}
		if !x.failed[i] && !c.blank() {
			x.cells[i] = c
		}
	}
	last := -1
	for i := range t.cols {
		if !t.dated[i] && x.cells[i] != nil {
			last = i
		}
	}
	x.row.Text = make([]string, last+1)
	for i := range x.row.Text {
		if !t.dated[i] {
			x.row.Text[i] = x.cells[i].show(r.book.date1904)
		}
	}
	return x
}

// resolve makes sure that a cell has a value; it reports and returns false
// when it has none to be trusted.
func (r *reader) resolve(sheet string, c *cell) bool {
	if c.kind == cellError {
		r.report(r.ref(sheet, c.address()), budget.Error, "cell-error", r.w.Say("problem.cell-error", c.text), r.w.Say("problem.cell-error.hint"))
		return false
	}
	if !c.formula || c.cached {
		r.keep(sheet, c)
		return true
	}
	text, err := r.calc.value(r.ctx, sheet, c)
	if err != nil {
		r.report(r.ref(sheet, c.address()), budget.Error, "formula-no-value", r.w.Say("problem.formula-no-value", c.code), r.w.Say("problem.formula-no-value.hint"))
		return false
	}
	c.cached, c.text, c.kind = true, text, cellText
	if _, ok := storedNumber(text); ok {
		c.kind = cellNumber
	}
	return true
}

// get returns the cell of a field, nil when absent or blank.
func (x *record) get(field string) *cell {
	if i, ok := x.t.place[field]; ok {
		return x.cells[i]
	}
	return nil
}

// broken tells whether the field's cell was reported already.
func (x *record) broken(field string) bool {
	i, ok := x.t.place[field]
	return ok && x.failed[i]
}

// quote returns the row's name and some fields for a problem.
func (x *record) quote(fields ...string) []budget.Field {
	name := "Name"
	if x.row.Get("Name") == "" {
		name = "ID"
	}
	return x.row.Excerpt(append([]string{name}, fields...)...)
}

// complain reports a problem at a field and quotes the row.
func (x *record) complain(field string, s budget.Severity, code, message, hint string) {
	var row []budget.Field
	if field == "Name" || field == "ID" {
		row = x.row.Excerpt("ID", "Name")
	} else {
		row = x.quote(field)
	}
	x.r.report(x.row.Ref(field), s, code, message, hint, row...)
}

// missing reports that a cell must not be empty, unless it was reported already.
func (x *record) missing(field, hint string) {
	_, has := x.t.place[field]
	d, _ := x.t.def.Column(field)
	if !x.broken(field) && (has || !d.Required) { // a required column that is not there is reported once
		x.complain(field, budget.Error, "missing-value", x.r.w.Say("problem.missing-value", x.header(field)), hint)
	}
}

// header is the field's header as written, or as the schema writes it.
func (x *record) header(field string) string {
	if i, ok := x.t.place[field]; ok {
		return x.t.head.Columns[i].Header
	}
	d, _ := x.t.def.Column(field)
	return d.Header(x.r.plan.Language)
}

func (x *record) text(field string) string {
	c := x.get(field)
	if c == nil {
		return ""
	}
	if c.kind == cellNumber && c.format == formatGeneral {
		if v, ok := storedNumber(c.text); ok {
			return v.String()
		}
	}
	return strings.TrimSpace(c.show(x.r.book.date1904))
}

// cellAmount reads the number in a cell.
func cellAmount(c *cell) (amount, bool) {
	switch c.kind {
	case cellNumber:
		v, ok := storedNumber(c.text)
		return amount{Value: v, Percent: c.format == formatPercent}, ok && v.Abs().LessThan(decimal.New(1, 18))
	case cellText:
		a, ok := parseAmount(c.text)
		return a, ok && a.Value.Abs().LessThan(decimal.New(1, 18))
	}
	return amount{}, false
}

// number reads a number; ok is false when the cell is blank or reported.
func (x *record) number(field string) (amount, bool) {
	c := x.get(field)
	if c == nil {
		return amount{}, false
	}
	a, ok := cellAmount(c)
	if !ok {
		x.complain(field, budget.Error, "not-a-number", x.r.w.Say("problem.not-a-number", c.show(x.r.book.date1904)), x.r.w.Say("problem.not-a-number.hint"))
		x.failed[x.t.place[field]] = true
		return a, ok
	}
	return a.scaled(x.t.unit[x.t.place[field]]), true
}

func (x *record) money(field string) (budget.Money, bool) {
	a, ok := x.number(field)
	return a.Value, ok
}

func (x *record) moneyPointer(field string) *budget.Money {
	if m, ok := x.money(field); ok {
		return &m
	}
	return nil
}

func (x *record) float(field string) (float64, bool) {
	a, ok := x.number(field)
	return a.Value.InexactFloat64(), ok
}

// share reads a share or rate: 8%, 0.08, or 8 under a header with a percent sign.
func (x *record) share(field string) (float64, bool) {
	a, ok := x.number(field)
	if ok && !a.Percent && x.t.percent[x.t.place[field]] && a.Value.Abs().GreaterThan(decimal.New(1, 0)) {
		a.Value = a.Value.Shift(-2)
	}
	return a.Value.InexactFloat64(), ok
}

// months reads a whole number of months.
func (x *record) months(field string, absent int) int {
	a, ok := x.number(field)
	if !ok {
		return absent
	}
	if !a.Value.IsInteger() || a.Value.Abs().GreaterThan(decimal.New(1, 15)) {
		x.complain(field, budget.Error, "whole-number", x.r.w.Say("problem.whole-number", a.Value.String()), x.r.w.Say("problem.whole-number.hint"))
		return absent
	}
	return int(a.Value.IntPart())
}

// yes reads a yes or no.
func (x *record) yes(field string, absent bool) bool {
	word := x.text(field)
	if word == "" {
		return absent
	}
	v, ok := parseBool(word)
	if !ok {
		x.unknownOption(field, word, []string{boolWord(true, x.r.plan.Language), boolWord(false, x.r.plan.Language)})
		return absent
	}
	return v
}

// parseBool reads yes and no in both languages.
func parseBool(word string) (value, ok bool) {
	switch schema.Key(word) {
	case "yes", "y", "true", "1", "on", "x", "是", "启用", "计入", "√", "✓", "真":
		return true, true
	case "no", "n", "false", "0", "off", "否", "不", "停用", "不计入", "×", "假":
		return false, true
	}
	return false, false
}

// boolWord is the word that templates write for yes and no.
func boolWord(v bool, lang string) string {
	switch {
	case v && lang == "zh":
		return "是"
	case v:
		return "yes"
	case lang == "zh":
		return "否"
	}
	return "no"
}

// option reads a word of a choice: its canonical form, or what was written
// when the choice is open.
func (x *record) option(field, absent string) string {
	word := x.text(field)
	if word == "" {
		return absent
	}
	def, _ := x.t.def.Column(field)
	if o, ok := def.Option(word); ok {
		return o.Canonical
	}
	if def.Open {
		return word
	}
	x.unknownOption(field, word, def.Words(x.r.plan.Language))
	return absent
}

func (x *record) unknownOption(field, word string, words []string) {
	code, message := "unknown-option", x.r.w.Say("problem.unknown-option", word, x.header(field))
	if field == "Shape" {
		code, message = "unknown-shape", x.r.w.Say("problem.unknown-shape", word)
	}
	x.complain(field, budget.Error, code, message, x.r.w.Say("problem.unknown-option.hint", strings.Join(words, ", ")))
}

// list reads names between commas and their like.
func (x *record) list(field string) []string {
	return splitList(x.text(field))
}

// splitList splits at , ; / and the Chinese marks 、 ， ； and line breaks.
func splitList(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",;/、，；\n", c) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
