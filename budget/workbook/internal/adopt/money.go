package adopt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
)

// money settles whether the amounts are shown to be money, in which currency
// and in which scale. Number formats count most, then headers, then titles.
func (f *finder) money(r *Reading) {
	for _, e := range r.Lines() {
		for _, x := range e.Cells {
			if x.Sign != "" {
				r.Money = true
				f.currency(r, x.Sign)
			}
		}
	}
	for _, b := range r.Blocks {
		f.headMoney(r, b)
	}
	for _, b := range r.Blocks {
		for _, t := range f.titles(b) {
			if u, ok := titleUnit(t.Text); ok {
				r.Money = r.Money || u.Currency != "" || u.Shift != 0
				f.currency(r, u.Currency)
				if r.Shift == 0 && len(b.Figure.Product) == 0 {
					r.Shift = u.Shift
				}
			}
			f.currency(r, currencyIn(t.Text))
		}
		r.Money = r.Money || f.about(b, "spending", "money") && !f.titled(b, "effort") && !f.titled(b, "nonmoney")
	}
	if !r.Money && !f.titled(r.Blocks[0], "effort") && !f.titled(r.Blocks[0], "nonmoney") {
		for _, e := range r.Entries {
			r.Money = r.Money || (e.Kind == Total || e.Kind == Line || e.Kind == Heading) && f.words.Has(e.words, "spending", "money")
		}
	}
	r.Money = r.Money || f.reserved(r) || f.linked(r)
	f.mixed(r)
	f.scale(r)
	if strings.HasPrefix(strings.ToLower(r.Code), "r") && (r.Shift == 5 || r.Shift == 7) {
		if _, several, _ := unit.Canonical(r.Code, ""); len(several) > 0 {
			r.Code = "INR" // rupees in lakhs or crores
		}
	}
}

// reserved tells whether the budget sets a contingency of its own aside in a
// total that agrees, as only budgets do.
func (f *finder) reserved(r *Reading) bool {
	return r.Proven && !r.Reserve.IsZero() && !f.titled(r.Blocks[0], "effort") && !f.titled(r.Blocks[0], "nonmoney")
}

// linked tells whether lines point at amounts of other tables that are a quantity
// times a price: the summary of bills.
func (f *finder) linked(r *Reading) bool {
	for _, b := range r.Blocks {
		for _, e := range r.Entries {
			for _, x := range e.Cells {
				s := f.shapeOf(x)
				if e.Block != b || e.Kind != Line || !s.sum || len(s.terms) != 1 || s.terms[0].sheet == "" {
					continue
				}
				for _, o := range f.places[strings.ToLower(s.terms[0].sheet)] {
					for _, c := range o.Figure.Columns() {
						if t := s.terms[0]; t.Left == c.Col && o.Area().has(t.Top, t.Left) && priced(c, 3) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// headMoney takes what the headers over the amounts, and over the rates that
// make them, say.
func (f *finder) headMoney(r *Reading, b *Block) {
	heads := b.Figure.Columns()
	for _, c := range b.Figure.Columns() {
		heads = append(heads, c.from...)
	}
	amounts := len(b.Figure.Columns())
	for _, c := range b.Figure.Columns() {
		r.Money = r.Money || priced(c, 3)
	}
	if len(b.Figure.Product) > 1 {
		r.Money = true // a quantity times a price
	}
	for i, c := range heads {
		for _, l := range c.Labels {
			f.currency(r, headCurrency(l.Text))
			if f.words.Has(l.Text, "money", "net", "gross", "tax") || headCurrency(l.Text) != "" || moneyUnit(l.Text) {
				r.Money = true
			}
			if u, ok := headerUnit(l.Text); ok && u.Shift != 0 && i < amounts && r.Shift == 0 && len(b.Figure.Product) == 0 {
				r.Shift, r.Money = u.Shift, true
			}
		}
	}
	for row := b.Top; row <= b.Header; row++ { // a unit in the corner of the table: $m
		if x := b.sheet.at(row, b.Left); x.IsText() {
			f.corner(r, x)
		}
	}
}

// corner takes the unit that stands in the corner of a table. "mil" is a
// million in English and a thousand in Spanish: it is taken for a million, and
// said.
func (f *finder) corner(r *Reading, x *Cell) {
	text := strings.ToLower(strings.TrimSpace(x.Text))
	u, ok := headerUnit(x.Text)
	if sign, mil := strings.CutSuffix(strings.TrimSuffix(text, "."), "mil"); mil && !ok && sign != "" && len(sign) <= 4 {
		if _, _, known := unit.Canonical(sign, ""); known {
			u, ok = unit.Unit{Dimension: unit.Money, Currency: strings.TrimSpace(sign), Shift: 6}, true
			r.doubt(Doubt{Code: "adopt-scale", Sheet: x.Sheet.Name, Cell: x.Address(), Text: x.Text})
		}
	}
	if !ok || u.Currency == "" && u.Shift == 0 {
		return
	}
	f.currency(r, u.Currency)
	r.Money = true
	if r.Shift == 0 {
		r.Shift = u.Shift
	}
}

// priced tells whether a column is worked out as a quantity times a price: one
// of its sources counts, and none weighs or marks.
func priced(c *Column, deep int) bool {
	if !c.product || deep == 0 {
		return false
	}
	counts := false
	for _, s := range c.from {
		switch s.Role {
		case "quantity", "rate":
			counts = true
		case "nonmoney", "score", "percent":
			return false
		}
		counts = counts || priced(s, deep-1)
	}
	return counts && c.Role != "quantity" && c.Role != "nonmoney"
}

// scale takes the scale that the number formats of all amounts hide.
func (f *finder) scale(r *Reading) {
	if r.Shift != 0 {
		return
	}
	for i, e := range r.Lines() {
		for _, x := range e.Cells {
			if i == 0 && r.Shift == 0 {
				r.Shift = x.Shift
			}
			if x.Shift != r.Shift {
				r.Shift = 0
				return
			}
		}
	}
}

// currency keeps the first currency that is named: its code, or a sign that
// several share as it is written.
func (f *finder) currency(r *Reading, text string) {
	if r.Code != "" || text == "" {
		return
	}
	code, several, ok := unit.Canonical(text, "")
	switch {
	case !ok:
	case code != "":
		r.Code = code
	case len(several) > 0 && (text == "元" || text == "圆" || (text == "¥" || text == "￥") && f.chinese()):
		r.Code = "CNY"
	case len(several) > 0:
		r.Code = text
	}
}

// chinese tells whether the sheets speak Chinese rather than Japanese.
func (f *finder) chinese() bool {
	han := false
	for _, s := range f.sheets {
		for i := 0; i < len(s.Rows) && i < 30; i++ {
			for k := range s.Rows[i].Cells {
				if t := s.Rows[i].Cells[k].Text; strings.ContainsFunc(t, isDense) {
					han = true
					if strings.ContainsFunc(t, func(r rune) bool { return r >= 0x3040 && r <= 0x30FF }) {
						return false
					}
				}
			}
		}
	}
	return han
}

// headCurrency is the currency that a header names.
func headCurrency(label string) string {
	if u, ok := headerUnit(label); ok && u.Currency != "" {
		return u.Currency
	}
	return currencyIn(label)
}

// currencyIn finds a currency's code, sign or word standing by itself in a text.
func currencyIn(text string) string {
	if len(text) > 200 {
		return ""
	}
	s := schema.HalfWidth(text)
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n\u00a0()[]{}/,:;.|-", r) }) {
		if isCode(w) || strings.ContainsAny(w, "€$£₹₽₺₴₦₩¥￥zł") && len([]rune(w)) <= 3 || strings.HasSuffix(w, "元") && len([]rune(w)) <= 3 {
			if _, _, ok := unit.Canonical(w, ""); ok {
				return w
			}
			if strings.HasSuffix(w, "元") {
				return "元"
			}
		}
	}
	switch lower := " " + strings.ToLower(fold(s)) + " "; {
	case strings.Contains(s, "人民币"):
		return "CNY"
	case strings.Contains(lower, " euro ") || strings.Contains(lower, " euros "):
		return "EUR"
	case strings.Contains(lower, " руб ") || strings.Contains(lower, " рублей ") || strings.Contains(lower, " рубли "):
		return "RUB"
	case strings.Contains(lower, " reais "):
		return "BRL"
	case strings.Contains(s, "円"):
		return "JPY"
	}
	return ""
}

// isCode tells whether a word is written like the code of a currency.
func isCode(w string) bool {
	return len(w) >= 2 && len(w) <= 4 && w != "RE" && w != "FT" && strings.ToUpper(w) == w && strings.Trim(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// notBudget tells why a block is no table of costs, "" when it may be one.
func (f *finder) notBudget(b *Block) (why, at string) {
	if f.opts.Amount != "" && f.opts.bounded() {
		return "", ""
	}
	for _, c := range b.Columns {
		for _, l := range c.Labels {
			if n := f.words.Means(l.Text)["register"]; n > 1 || n > 0 && !f.words.Has(l.Text, "money", "budget") {
				return "register", l.Address()
			}
		}
	}
	days, day := 0, ""
	for _, c := range b.Columns {
		if c.nums > 0 && f.has(c, "weekday") {
			if days++; day == "" {
				day = c.Labels[0].Address()
			}
		}
	}
	if days >= 3 {
		return "register", day // hours of a week
	}
	if at := f.scores(b); at != "" {
		return "scores", at
	}
	if f.titled(b, "aside") && !f.titled(b, "spending") {
		return "aside", ""
	}
	return "", ""
}

// scores finds marks: several columns of small whole numbers with words of
// judgement over them or averages beside them.
func (f *finder) scores(b *Block) string {
	marks, words, mean := 0, 0, false
	at := ""
	for _, c := range b.Columns {
		if c.nums == 0 || c.nums < c.texts || c.Role == "code" {
			continue
		}
		small, averaged := true, false
		for _, row := range b.rows {
			if x := row.At(c.Col); x.IsNumber() {
				small = small && !x.Value.IsNegative() && x.Value.LessThanOrEqual(decimal.New(10, 0)) && x.Sign == ""
				averaged = averaged || f.shapeOf(x).mean
			}
		}
		mean = mean || averaged
		if small {
			marks++
		}
		if c.Role == "score" || f.has(c, "score") {
			words++
			if at == "" && len(c.Labels) > 0 {
				at = c.Labels[0].Address()
			}
		}
	}
	if marks >= 3 && (mean || words > 0) || words >= 2 {
		if at == "" && len(b.Columns[0].Labels) > 0 {
			at = b.Columns[0].Labels[0].Address()
		}
		return at
	}
	return ""
}

// mixed doubts lines in several currencies, which no sum adds up: by the number
// formats of their amounts, or by a column of codes where the header over the
// amounts names none.
func (f *finder) mixed(r *Reading) {
	var found []string
	var at *Cell
	note := func(text string, x *Cell) {
		code, several, ok := unit.Canonical(text, "")
		if !ok || code == "" && len(several) == 0 {
			return
		}
		if code == "" {
			code = text
		}
		if !slices.Contains(found, code) {
			found, at = append(found, code), x
		}
	}
	for _, e := range r.Lines() {
		for _, x := range e.Cells {
			if x.Sign != "" {
				note(x.Sign, x)
			}
		}
	}
	if len(found) == 0 {
		for _, e := range r.Lines() {
			named := slices.ContainsFunc(e.Block.Figure.Columns(), func(c *Column) bool {
				return slices.ContainsFunc(c.Labels, func(l *Cell) bool { return headCurrency(l.Text) != "" })
			})
			for i := range e.Row.Cells {
				if x := &e.Row.Cells[i]; !named && x.IsText() && x.Col >= e.Block.Left && x.Col <= e.Block.Right && (isCode(x.Text) && len(x.Text) == 3 || !strings.ContainsAny(x.Text, " ") && strings.ContainsAny(x.Text, "€$£¥₹₽")) {
					note(strings.TrimSpace(x.Text), x)
				}
			}
		}
		if len(found) == 1 {
			f.currency(r, found[0])
		}
	}
	if len(found) > 1 {
		r.doubt(Doubt{Code: "adopt-currencies", Sheet: at.Sheet.Name, Cell: at.Address(), Text: strings.Join(found, ", ")})
	}
}
