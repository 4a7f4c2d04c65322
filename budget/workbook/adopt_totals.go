package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// lines returns the cost lines of a candidate.
func (c *candidate) lines() []entry {
	var all []entry
	for _, e := range c.entries {
		if e.kind == entryLine {
			all = append(all, e)
		}
	}
	return all
}

// sum is the sum of the cost lines, as written.
func (c *candidate) sum() decimal.Decimal {
	s := decimal.Zero
	for _, e := range c.lines() {
		s = s.Add(e.amount)
	}
	return s
}

// parents makes rows that repeat the rows under them totals: 1 above 1.1 and
// 1.2, or 一 and A above what follows them, when the amounts agree. A parent
// with an amount of its own is a reason to refuse.
func (c *candidate) parents() {
	sums, counts := c.children()
	for i := range c.entries {
		e := &c.entries[i]
		if e.kind != entryLine || e.code == "" {
			continue
		}
		code := outlineCode(e.code)
		sum, n := sums[code], counts[code]
		if n == 0 && upperCode(code) {
			sum, n = c.until(i, upperCode)
		}
		switch {
		case n == 0:
		case near(sum, e.amount):
			e.kind = entryTotal
		case !upperCode(code):
			c.trouble, c.detail = "adopt-total", []any{e.cells[0].address(), showNumber(e.amount, false), showNumber(sum, false), showNumber(e.amount.Sub(sum), false)}
		}
	}
}

// children adds up, by the code of every ancestor, the lines that are nobody's
// ancestor.
func (c *candidate) children() (sums map[string]decimal.Decimal, counts map[string]int) {
	sums, counts = map[string]decimal.Decimal{}, map[string]int{}
	ancestors := func(code string, each func(string)) {
		for i := range code {
			if code[i] == '.' && i > 0 && i < len(code)-1 {
				each(code[:i])
			}
		}
	}
	parent := map[string]bool{}
	for _, e := range c.entries {
		if e.kind == entryLine {
			ancestors(outlineCode(e.code), func(p string) { parent[p] = true })
		}
	}
	for _, e := range c.entries {
		if code := outlineCode(e.code); e.kind == entryLine && !parent[code] {
			ancestors(code, func(p string) { sums[p], counts[p] = sums[p].Add(e.amount), counts[p]+1 })
		}
	}
	return sums, counts
}

// outlineCode is a code without the marks at its end: 1.2., 一、
func outlineCode(code string) string { return strings.TrimRight(code, ". 、") }

// until adds up the lines after one up to the next of its level.
func (c *candidate) until(i int, level func(string) bool) (sum decimal.Decimal, n int) {
	for _, x := range c.entries[i+1:] {
		if level(outlineCode(x.code)) {
			break
		}
		if x.kind == entryLine {
			sum, n = sum.Add(x.amount), n+1
		}
	}
	return sum, n
}

// upperCode tells whether a code counts chapters: 一, 二, A, B, I, II.
func upperCode(code string) bool {
	code = strings.Trim(schema.HalfWidth(code), "()")
	return code != "" && (strings.Trim(code, "一二三四五六七八九十") == "" || strings.Trim(code, "IVX") == "" || len(code) == 1 && code[0] >= 'A' && code[0] <= 'H')
}

// near tells whether two amounts as written are the same to the cent.
func near(a, b decimal.Decimal) bool { return a.Sub(b).Abs().LessThan(decimal.New(5, -3)) }

// ownTotal finds the budget's own total that the lines reach. Every other
// total must be one of a run of lines next to it; one that is not, or a last
// total that differs from the lines, is a reason to refuse.
func (c *candidate) ownTotal(sum decimal.Decimal) (own *entry, ok bool) {
	for i := range c.entries {
		e := &c.entries[i]
		if e.kind != entryTotal || e.income || len(e.cells) == 0 {
			continue
		}
		if near(e.amount, sum) {
			own = e
		}
	}
	for i := range c.entries {
		e := &c.entries[i]
		if e.kind != entryTotal || e.income || len(e.cells) == 0 || near(e.amount, sum) || c.explained(i) {
			continue
		}
		if e.sums && own != nil && !e.grand {
			continue // a subtotal over lines that do not stand together
		}
		c.trouble = "adopt-total"
		c.detail = []any{e.cells[0].address(), showNumber(e.amount, false), showNumber(sum, false), showNumber(e.amount.Sub(sum), false)}
		return nil, false
	}
	return own, true
}

// explained tells whether a total is the sum of a run of lines right above or
// right below it, or of totals above.
func (c *candidate) explained(i int) bool {
	want := c.entries[i].amount
	run := func(step int, kind entryKind) bool {
		sum, n := decimal.Zero, 0
		for k := i + step; k >= 0 && k < len(c.entries); k += step {
			x := c.entries[k]
			if x.kind != kind || x.income {
				continue
			}
			if sum, n = sum.Add(x.amount), n+1; near(sum, want) {
				return true
			}
		}
		return false
	}
	return want.IsZero() || run(-1, entryLine) || run(1, entryLine) || run(-1, entryTotal)
}
