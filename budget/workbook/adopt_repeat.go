package workbook

import (
	"strings"

	"ballast/budget/workbook/schema"
)

// isTotal tells whether a row repeats others, by its formulas or its words.
func (c *candidate) isTotal(a *adopter, row *gridRow, e *entry, words string) bool {
	for _, x := range e.cells {
		if c.adds(x) {
			e.sums = true
			return true
		}
	}
	for _, text := range strings.Split(words, " | ") {
		if totalWord(text, false) || carriedWord(text) {
			return true
		}
		if totalWord(text, true) && !c.counted(a, row) {
			return true
		}
	}
	return false
}

// adds tells whether a cell's formula adds up, or repeats, cells of its own
// column within the table.
func (c *candidate) adds(x *cell) bool {
	if !x.formula {
		return false
	}
	parts, ok := summands(x.code)
	if !ok {
		p, single := oneSummand(x.code)
		if !single {
			return false
		}
		parts = []summand{p}
	}
	for _, p := range parts {
		if p.sheet != "" || p.left > x.col || p.right < x.col || p.top <= c.header && p.bottom <= c.header || p.top > c.last {
			return false
		}
		if p.top <= x.row && x.row <= p.bottom {
			return false
		}
	}
	return true
}

// counted tells whether a row has a quantity and a rate, as lines have.
func (c *candidate) counted(a *adopter, row *gridRow) bool {
	n := 0
	for _, f := range c.fields {
		if f.role == colQuantity || f.role == colRate {
			if _, ok := a.number(row.at(f.col)); ok {
				n++
			}
		}
	}
	return n > 1
}

// incomeRow tells whether the row's own category says that it is income.
func (c *candidate) incomeRow(row *gridRow) bool {
	x := c.textAt(row, c.group)
	return x != nil && incomeWord(x.text)
}

// hasTotals tells whether a total was met before.
func (c *candidate) hasTotals() bool {
	for _, e := range c.entries {
		if e.kind == entryTotal {
			return true
		}
	}
	return false
}

func minusIn(cells []*cell) bool {
	for _, x := range cells {
		if x.formula && strings.Contains(x.code, "-") {
			return true
		}
	}
	return false
}

func ofWhich(text string) bool {
	s := strings.ToLower(schema.HalfWidth(text))
	return strings.HasPrefix(s, "of which") || strings.HasPrefix(s, "thereof") || strings.HasPrefix(s, "其中")
}

func carriedWord(text string) bool {
	return hasWord(text, "carried forward|brought forward|carried to summary|carried to collection|c/f|b/f|转下页|承上页|本页合计")
}

// grandWord tells whether a total is by its words that of all.
func grandWord(text string) bool {
	return hasWord(text, "grand total|gesamtsumme|gesamtkosten|total général|total project|project total|total budget|total cost|total costs|total expenses|total expenditure|contract sum|总计|总合计|总投资|总预算|费用合计|支出合计")
}
