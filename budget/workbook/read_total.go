package workbook

import (
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// isTotalRow tells whether a row sums others, by its formulas or its words. A
// row with a key is a line unless it adds up other rows of its own table or is
// called nothing but a total; a row without one is a total when its formulas
// add up, or when it is called a total and its figures bear that out.
func (r *reader) isTotalRow(t *table, row *gridRow, key string) bool {
	keyCell := row.at(t.cols[t.place[key]])
	if sumsRows(t, row) {
		return true
	}
	if !keyCell.blank() {
		if keyCell.kind == cellText && totalWord(keyCell.text, key == "Name") && (key != "Name" || hasTotal(t, row)) {
			return true
		}
		name := t.cellOf(row, "Name")
		return key != "Name" && !name.blank() && name.kind == cellText && totalWord(name.text, false)
	}
	if hasTotal(t, row) {
		return true
	}
	for i := range row.cells {
		c := &row.cells[i]
		if c.kind != cellText || !t.spans(c.col) {
			continue
		}
		if totalWord(c.text, false) || totalWord(c.text, true) && addsUp(t, row) {
			return true
		}
	}
	return false
}

// cellOf is the cell of a field in a row, nil without such a column.
func (t *table) cellOf(row *gridRow, field string) *cell {
	i, ok := t.place[field]
	if !ok {
		return nil
	}
	return row.at(t.cols[i])
}

// counts tells whether a column holds amounts that totals add up.
func (t *table) counts(i int) bool {
	return t.dated[i] || t.defs[i].IsMoney() && t.defs[i].Form == schema.Plain
}

// hasTotal tells whether a cell under a recognised column adds cells up, other
// than along its own row.
func hasTotal(t *table, row *gridRow) bool {
	for i, col := range t.cols {
		c := row.at(col)
		if c == nil || !c.formula || t.defs[i].Field == "" && !t.dated[i] {
			continue
		}
		if parts, ok := summands(c.code); ok && !alongRow(parts, c) {
			return true
		}
	}
	return false
}

// sumsRows tells whether an amount of the row adds up amounts of other rows of
// the same table and column: such a row repeats what they say, whatever it is
// called.
func sumsRows(t *table, row *gridRow) bool {
	for i, col := range t.cols {
		c := row.at(col)
		if c == nil || !c.formula || !t.counts(i) {
			continue
		}
		parts, ok := summands(c.code)
		if !ok {
			continue
		}
		for _, p := range parts {
			if p.sheet == "" && p.left <= col && col <= p.right && t.covers(p.area, row.number) {
				return true
			}
		}
	}
	return false
}

// covers tells whether an area holds a row of the table other than one.
func (t *table) covers(a area, but int) bool {
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i].number >= a.top })
	for ; i < len(t.rows) && t.rows[i].number <= a.bottom; i++ {
		if t.rows[i].number != but {
			return true
		}
	}
	return false
}

// addsUp tells whether an amount of the row is the sum of a run of amounts
// right above it.
func addsUp(t *table, row *gridRow) bool {
	for i, col := range t.cols {
		if !t.counts(i) {
			continue
		}
		c := row.at(col)
		if c.blank() {
			continue
		}
		want, ok := cellAmount(c)
		if !ok {
			continue
		}
		sum, n := decimal.Zero, 0
		for k := len(t.rows) - 1; k >= 0; k-- {
			above := t.rows[k]
			if above.number >= row.number {
				continue
			}
			if v, ok := amountIn(above.at(col)); ok {
				sum, n = sum.Add(v), n+1
			}
			if n > 0 && sum.Sub(want.Value).Abs().LessThan(decimal.New(1, -2)) {
				return true
			}
		}
	}
	return false
}

// amountIn is the amount in a cell that may be missing.
func amountIn(c *cell) (decimal.Decimal, bool) {
	if c.blank() {
		return decimal.Zero, false
	}
	a, ok := cellAmount(c)
	return a.Value, ok
}

// summand is one range or cell that a formula adds.
type summand struct {
	sheet string // "" the formula's own
	area
}

// alongRow tells whether all summands stand in the row of the sum.
func alongRow(parts []summand, c *cell) bool {
	for _, p := range parts {
		if p.sheet != "" || p.top != c.row || p.bottom != c.row {
			return false
		}
	}
	return true
}

// summands takes a formula apart that does nothing but add cells up: SUM,
// SUBTOTAL and AGGREGATE over ranges, and chains of them and of cells with a
// plus between. ok is false for every other formula, such as SUM(B2:B9)*10%.
func summands(code string) (parts []summand, ok bool) {
	code = strings.TrimSpace(code)
	if code == "" || len(code) > 2000 || !strings.ContainsAny(code, "(+") {
		return nil, false
	}
	for _, term := range splitFormula(strings.TrimPrefix(code, "+"), '+') {
		upper := strings.ToUpper(strings.TrimSpace(term))
		args := []string{strings.TrimSpace(term)}
		for _, f := range []struct {
			name string
			skip int
		}{{"SUM(", 0}, {"SUBTOTAL(", 1}, {"AGGREGATE(", 2}} {
			if strings.HasPrefix(upper, f.name) && strings.HasSuffix(upper, ")") {
				inner := strings.TrimSpace(term)[len(f.name):]
				args = splitFormula(inner[:len(inner)-1], ',')
				args = args[min(f.skip, len(args)):]
			}
		}
		for _, a := range args {
			p, good := oneSummand(a)
			if !good {
				return nil, false
			}
			parts = append(parts, p)
		}
	}
	return parts, len(parts) > 0
}

// splitFormula splits at a mark that stands outside brackets and quotes.
func splitFormula(s string, mark byte) (parts []string) {
	depth, from, quote := 0, 0, byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == mark && depth == 0:
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}

// oneSummand reads "D3", "D3:D9" or "'Work 1'!D3:D9".
func oneSummand(s string) (summand, bool) {
	s = strings.TrimSpace(s)
	p := summand{}
	if title, cells, ok := opc.CutAddress(s); ok {
		p.sheet, s = title, cells
	}
	var ok bool
	p.area, ok = parseArea(s)
	return p, ok
}

// totalWord tells whether a text is a word for a total, or begins or ends with
// one.
func totalWord(text string, affix bool) bool {
	s := schema.Key(text)
	for _, w := range []string{"total", "totals", "subtotal", "subtotals", "grandtotal", "sum", "summe", "gesamt", "gesamtsumme", "gesamtbetrag",
		"zwischensumme", "teilsumme", "somme", "soustotal", "totalgeneral", "totalgénéral", "合计", "小计", "总计", "共计", "累计", "总合计", "本页小计"} {
		if s == w {
			return true
		}
	}
	if !affix {
		return false
	}
	lower := strings.ToLower(strings.TrimSpace(text))
	for _, w := range []string{"total ", "total:", "subtotal ", "subtotal:", "sub-total", "sub total", "grand total",
		"summe ", "summe:", "zwischensumme ", "gesamtsumme ", "sous-total", "总计", "合计", "小计"} {
		if strings.HasPrefix(lower, w) {
			return true
		}
	}
	return strings.HasSuffix(s, "合计") || strings.HasSuffix(s, "小计") || strings.HasSuffix(s, "总计") ||
		strings.HasSuffix(lower, " total") || strings.HasSuffix(lower, " subtotal")
}
