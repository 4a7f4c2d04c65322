package workbook

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// Amounts are often written in thousands or in 万: the unit stands in brackets
// in the header, or above the table ("单位：万元", "in thousands"). It counts
// for money columns, their estimates and dated columns; a cell that names its
// own unit or is a percentage keeps it.

// unitExponent reads a unit of money: 4 for 万元, 3 for k EUR, 0 for others.
func unitExponent(unit string) int32 {
	s := strings.ToLower(strings.ReplaceAll(schema.HalfWidth(unit), " ", ""))
	for _, u := range []struct {
		name string
		exp  int32
	}{{"百万", 6}, {"千万", 7}, {"十亿", 9}, {"万", 4}, {"亿", 8}, {"千", 3}, {"thousand", 3}, {"million", 6}, {"billion", 9}, {"'000", 3}, {"000s", 3}} {
		if strings.Contains(s, u.name) {
			return u.exp
		}
	}
	s = trimCurrency(s)
	switch s {
	case "k", "000":
		return 3
	case "m", "mn", "mio":
		return 6
	case "bn":
		return 9
	}
	return 0
}

// bracketUnit is the unit in the brackets of a header.
func bracketUnit(header string) int32 {
	s := schema.HalfWidth(header)
	open, end := strings.LastIndexByte(s, '('), strings.LastIndexByte(s, ')')
	if open < 0 || end < open {
		return 0
	}
	return unitExponent(s[open+1 : end])
}

// titleUnit looks above a header row for a statement of the unit.
func (g *grid) titleUnit(header int) (exp int32, at *cell) {
	for i := range g.rows {
		if g.rows[i].number >= header {
			break
		}
		for k := range g.rows[i].cells {
			c := &g.rows[i].cells[k]
			if c.kind != cellText || len(c.text) > 90 {
				continue
			}
			s := strings.ToLower(strings.ReplaceAll(schema.HalfWidth(c.text), " ", ""))
			for _, mark := range []string{"单位:", "单位为", "unit:", "units:", "amountsin", "allfiguresin", "figuresin"} {
				if j := strings.Index(s, mark); j >= 0 {
					if e := unitExponent(strings.Trim(s[j+len(mark):], ").,;")); e != 0 {
						exp, at = e, c
					}
				}
			}
		}
	}
	return exp, at
}

// unitOf is the exponent by which a column's plain numbers are scaled.
func unitOf(def schema.Column, header string, title int32) int32 {
	if def.Dimension != schema.Money {
		return 0
	}
	if e := bracketUnit(header); e != 0 {
		return e
	}
	return title
}

// scaled brings an amount to units of one.
func (a amount) scaled(exp int32) amount {
	if exp != 0 && !a.Percent && !a.Scaled {
		a.Value = a.Value.Shift(exp)
	}
	return a
}

// noteUnits says that a table's amounts are scaled.
func (r *reader) noteUnits(t *table, at *cell) {
	for i, e := range t.unit {
		if e == 0 {
			continue
		}
		ref, text := r.ref(t.head.Sheet, t.head.Columns[i].Letter+strconv.Itoa(t.head.HeaderRow)), t.head.Columns[i].Header
		if at != nil {
			ref, text = r.ref(t.head.Sheet, at.address()), strings.TrimSpace(at.text)
		}
		r.report(ref, budget.Note, "scaled-amounts", r.w.Say("problem.scaled-amounts", text), r.w.Say("problem.scaled-amounts.hint"))
		return
	}
}
