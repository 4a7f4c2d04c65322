package workbook

import (
	"fmt"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// choose returns the one candidate that is clearly the cost table; otherwise
// it reports why there is none, or which several there are.
func (a *adopter) choose() *candidate {
	all := a.asked(a.candidates)
	var good []*candidate
	for _, c := range all {
		if c.trouble == "" && len(c.lines()) >= 2 && !c.sum().IsZero() {
			c.ownTotal(c.sum())
		}
		if c.trouble == "" && len(c.lines()) >= 2 && !c.sum().IsZero() && (a.o.Table != "" || c.score() > 0) {
			good = append(good, c)
		}
	}
	if len(good) == 0 {
		a.none(all)
		return nil
	}
	good = overview(detailed(good))
	sort.SliceStable(good, func(i, j int) bool { return good[i].score() > good[j].score() })
	if blocked := a.better(all, good[0]); blocked != nil {
		a.none([]*candidate{blocked})
		return nil
	}
	if len(good) > 1 && good[0].score()-good[1].score() < 2 {
		a.several(good)
		return nil
	}
	return a.sound(good[0])
}

// sound reports amounts that have no value: formulas that cannot be worked
// out, and errors.
func (a *adopter) sound(c *candidate) *candidate {
	good := true
	for _, x := range c.bad {
		good = a.r.resolve(c.tab.name, x) && good
	}
	for _, e := range c.lines() {
		for _, x := range e.cells {
			a.r.keep(c.tab.name, x)
		}
	}
	a.r.warnKept()
	if !good {
		return nil
	}
	return c
}

// asked keeps the candidates that the options name.
func (a *adopter) asked(all []*candidate) []*candidate {
	if a.o.Table == "" {
		return all
	}
	sheet, cells := a.o.Table, ""
	if title, at, ok := opc.CutAddress(a.o.Table); ok {
		sheet, cells = title, at
	}
	want, ranged := parseArea(cells)
	var out []*candidate
	for _, c := range all {
		if !strings.EqualFold(c.tab.name, sheet) || ranged && (c.header < want.top || c.header > want.bottom || c.right < want.left || c.left > want.right) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// better returns a candidate that cannot be used but looks more like the cost
// table than the best that can: taking the other would be a guess.
func (a *adopter) better(all []*candidate, best *candidate) *candidate {
	for _, c := range all {
		if c.trouble != "" && len(c.lines()) >= 2 && c.score() >= best.score() && len(c.lines()) >= len(best.lines()) {
			return c
		}
	}
	return nil
}

// score grades how much a candidate looks like a cost table; 0 or less is none.
func (c *candidate) score() int {
	s := 0
	if own, ok := c.ownTotal(c.sum()); ok && own != nil {
		s += 3
	}
	if c.about(spendingWord) {
		s += 2
	}
	switch f := c.figure; {
	case len(f.product) > 0 || len(f.periods) > 1 || len(f.parts) > 0:
		s += 2
	case f.amount != nil && (f.amount.role == colTotal || f.amount.role == colBudget || f.amount.role == colAmount):
		s += 2
	case f.amount != nil && f.amount.role == colRate:
		s -= 3
	}
	if c.name.role == colName {
		s++
	}
	if len(c.lines()) >= 5 {
		s++
	}
	if c.about(asideWord) {
		s -= 4
	}
	if c.tab.hidden {
		s -= 2
	}
	return s
}

// asideWord tells whether a table is by its title something beside a budget.
func asideWord(text string) bool {
	return hasWord(text, "rate card|rates|price list|invoices|invoice|timesheet|headcount|assumptions|lookup|list|contacts|inventory|actuals|cash flow|balance sheet|费率表|价目表|发票|人员名单|假设|现金流|资产负债表|决算表")
}

// detailed keeps, of candidates with the same total, the one with most lines:
// the others sum it up.
func detailed(all []*candidate) []*candidate {
	var out []*candidate
	for _, c := range all {
		keep := true
		for _, d := range all {
			same := c != d && near(c.scaledSum(), d.scaledSum())
			if same && (len(d.lines()) > len(c.lines()) || len(d.lines()) == len(c.lines()) && d.header < c.header) {
				keep = false
			}
		}
		if keep {
			out = append(out, c)
		}
	}
	return out
}

// overview returns the one candidate whose lines are the totals of all others.
func overview(all []*candidate) []*candidate {
	for _, c := range all {
		others := decimal.Zero
		for _, d := range all {
			if d != c {
				others = others.Add(d.scaledSum())
			}
		}
		if len(all) > 2 && near(c.scaledSum(), others) {
			return []*candidate{c}
		}
	}
	return all
}

// scaledSum is the sum of the lines in units of one.
func (c *candidate) scaledSum() decimal.Decimal {
	exp, _ := c.unit()
	return c.sum().Shift(exp)
}

// none reports why no table can be used.
func (a *adopter) none(all []*candidate) {
	var worst *candidate
	for _, c := range all {
		if c.trouble != "" && (worst == nil || len(c.entries) > len(worst.entries)) {
			worst = c
		}
	}
	if worst == nil {
		a.refuse("adopt-no-table")
		return
	}
	ref := a.r.ref(worst.tab.name, opc.CellAddress(worst.header, worst.left))
	if worst.trouble == "adopt-total" {
		ref.Cell = worst.detail[0].(string)
	}
	a.r.report(ref, budget.Error, worst.trouble, a.r.w.Say("problem."+worst.trouble, worst.detail...), a.r.w.Say("problem."+worst.trouble+".hint"))
}

// several reports tables that could each be the one.
func (a *adopter) several(good []*candidate) {
	var list []string
	for _, c := range good {
		if good[0].score()-c.score() < 2 {
			list = append(list, fmt.Sprintf("%s (%d, %s)", c.place(), len(c.lines()), c.scaledSum()))
		}
	}
	a.refuse("adopt-several", strings.Join(list, "; "))
}

// unit is the power of ten in which the amounts are written, and the words
// that say so.
func (c *candidate) unit() (int32, string) {
	f := c.figure.amount
	if f == nil && len(c.figure.periods) > 0 {
		f = c.figure.periods[0]
	}
	if f != nil {
		for _, p := range f.parts {
			if u, ok := headerUnit(p); ok && u.Shift != 0 {
				return u.Shift, unitWords(u.Shift)
			}
		}
	}
	u, at := c.g.titleUnit(c.header)
	if at == nil || u.Shift == 0 || len(c.figure.product) > 0 {
		return 0, ""
	}
	return u.Shift, unitWords(u.Shift)
}

// headerUnit is the unit of money that a header of a budget names, whatever its
// name is.
func headerUnit(header string) (unit.Unit, bool) {
	if u, ok := unit.ParseTitle(header); ok {
		return u, true
	}
	words := strings.Fields(strings.NewReplacer("(", " ", ")", " ", "[", " ", "]", " ", "/", " ", ",", " ").Replace(schema.HalfWidth(header)))
	for i := range words {
		if u, ok := unit.Parse(strings.Join(words[i:], " ")); ok && u.Dimension == unit.Money {
			return u, true
		}
	}
	return unit.Unit{}, false
}

// unitWords writes a power of ten as a unit that the reader knows.
func unitWords(exp int32) string {
	switch exp {
	case 3:
		return "'000"
	case 4:
		return "万"
	case 5:
		return "lakh"
	case 6:
		return "million"
	case 7:
		return "crore"
	case 8:
		return "亿"
	case 9:
		return "billion"
	}
	return "billion"
}
