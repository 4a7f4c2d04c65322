package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
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
	if no := r.calc.settle(r.ctx, sheet, c); no != nil {
		r.report(r.ref(sheet, c.address()), budget.Error, "formula-no-value", r.w.Say("problem.formula-no-value", c.code, no.why), r.w.Say(no.hint))
		return false
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

// cellAmount reads the number in a cell of which nothing more is known.
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

// number reads a number in the plan's units; ok is false when the cell is blank
// or reported.
func (x *record) number(field string) (amount, bool) {
	c := x.get(field)
	if c == nil {
		return amount{}, false
	}
	i := x.t.place[field]
	if x.t.read[i].bad {
		x.failed[i] = true
		return amount{}, false
	}
	if x.t.defs[i].Sure && c.kind == cellText {
		if n, ok := unit.ParsePercentile(c.text); ok {
			return amountOf(n), true
		}
	}
	a, bad := x.r.figure(c, &x.t.read[i])
	if bad != nil {
		x.refuse(field, c, bad)
		x.failed[i] = true
		return a, false
	}
	if !x.limited(field, a.Value.InexactFloat64()) {
		x.failed[i] = true
		return a, false
	}
	return a, true
}

// refuse reports why a cell's figure cannot be taken, and how to settle it.
func (x *record) refuse(field string, c *cell, bad *trouble) {
	i := x.t.place[field]
	x.complain(field, budget.Error, bad.code, x.r.sayTrouble(c, bad), x.r.sayRemedy(c, bad, x.t.where(i)))
}

// sayTrouble is what is wrong with a cell.
func (r *reader) sayTrouble(c *cell, bad *trouble) string {
	if len(bad.args) == 0 {
		return r.w.Say("problem."+bad.code, c.show(r.book.date1904))
	}
	return r.w.Say("problem."+bad.code, bad.args...)
}

// sayRemedy is how to settle it; where names the column for --read.
func (r *reader) sayRemedy(c *cell, bad *trouble, where string) string {
	switch bad.code {
	case "not-a-number":
		if c.kind == cellText && strings.HasPrefix(strings.TrimSpace(c.text), "=") {
			return r.w.Say("problem.not-a-number.formula")
		}
	case "number-doubt":
		return r.w.Say("problem.number-doubt.hint", where)
	case "currency-doubt":
		return r.w.Say("problem.currency-doubt.hint", where, r.plan.Project.Currency)
	case "unit-doubt":
		return r.w.Say("problem.unit-doubt.hint", where, "crore")
	}
	return r.w.Say("problem." + bad.code + ".hint")
}

// money reads an amount in the plan's currency.
func (x *record) money(field string) (budget.Money, bool) {
	a, ok := x.number(field)
	if ok && !x.ownCurrency(field, a) {
		x.failed[x.t.place[field]] = true
		return a.Value, false
	}
	return a.Value, ok
}

// foreign is the currency of an amount that is not the plan's, "" for the
// plan's own.
func (x *record) foreign(field string, a amount) string {
	if i, ok := x.t.place[field]; ok && !a.Named {
		return x.t.read[i].currency
	}
	return a.Currency
}

// ownCurrency reports an amount in a currency that the row cannot convert.
func (x *record) ownCurrency(field string, a amount) bool {
	code := x.foreign(field, a)
	if code == "" || unit.Same(code, x.currency()) {
		return true
	}
	x.complain(field, budget.Error, "foreign-currency", x.r.w.Say("problem.foreign-currency", x.get(field).show(x.r.book.date1904), code, x.r.plan.Project.Currency), x.r.w.Say("problem.foreign-currency.hint", code))
	return false
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

// share reads a share or rate: 8%, 0.08, or 8 in a column of per cents.
func (x *record) share(field string) (float64, bool) { return x.float(field) }

// months reads a whole number of months. One that comes of days or weeks is
// rounded, which is said.
func (x *record) months(field string, absent int) int {
	a, ok := x.number(field)
	if !ok {
		return absent
	}
	if converted := a.Written.Unit.Dimension == unit.Time && a.Written.Unit.Of != unit.Month; converted && !a.Value.IsInteger() && a.Value.Abs().LessThan(decimal.New(1, 6)) {
		n := int(a.Value.Round(0).IntPart())
		if a.Value.IsPositive() {
			n = max(1, n)
		}
		x.complain(field, budget.Warning, "rounded-months", x.r.w.Say("problem.rounded-months", x.row.Get(field), a.Written.Unit.Text, a.Value.Round(2).String(), n), x.r.w.Say("problem.rounded-months.hint"))
		return n
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
	case "yes", "y", "true", "1", "ja", "on", "x", "是", "启用", "计入", "√", "✓", "真":
		return true, true
	case "no", "n", "false", "0", "nein", "off", "否", "不", "停用", "不计入", "×", "假":
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
	words := def.Words(x.r.plan.Language)
	if near := nearWord(def, word, x.r.plan.Language); near != "" {
		words = []string{near}
	}
	x.unknownOption(field, word, words)
	return absent
}

func (x *record) unknownOption(field, word string, words []string) {
	code, message := "unknown-option", x.r.w.Say("problem.unknown-option", word, x.header(field))
	if field == "Shape" {
		code, message = "unknown-shape", x.r.w.Say("problem.unknown-shape", word)
	}
	hint := x.r.w.Say("problem.unknown-option.hint", strings.Join(words, ", "))
	if len(words) == 1 {
		hint = x.r.w.Say("problem.did-you-mean", words[0])
	}
	x.complain(field, budget.Error, code, message, hint)
	if i, ok := x.t.place[field]; ok {
		x.failed[i] = true // it is written, if not understood
	}
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
