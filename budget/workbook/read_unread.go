package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// sayUnread says once for a table which columns with figures are not read.
// Columns of formulas of the same row, counters, words and what the setting Not
// read names are only logged.
func (r *reader) sayUnread(t *table) {
	double := map[int]bool{}
	for _, i := range t.double {
		double[i] = true
	}
	var names []string
	first, sides := -1, false
	for i := range t.cols {
		if t.defs[i].Field != "" || t.dated[i] || t.def.Key == "Profiles" || t.def.Key == "Correlations" {
			continue
		}
		ref, header := t.headRef(r, i), t.head.Columns[i].Header
		r.unused(ref, r.w.Say("log.unused.column", header))
		if r.unread[strings.ToUpper(t.where(i))] || r.unread[schema.Key(header)] {
			continue
		}
		side := sidesUnread(t, i)
		if !side && !r.figuresUnread(t, i) && !r.termsUnread(t, i) {
			continue
		}
		sides = sides || side
		if double[i] {
			r.report(ref, budget.Warning, "double-column", r.w.Say("problem.double-column", header), r.w.Say("problem.double-column.hint"))
			continue
		}
		if first < 0 {
			first = i
		}
		names = append(names, header+" ("+t.head.Columns[i].Letter+")")
	}
	if len(names) == 0 {
		return
	}
	hint := r.w.Say("problem.not-read.hint")
	for i := range t.cols {
		if t.defs[i].Field == "" && !t.dated[i] {
			if near := nearest(t.def, t.head.Columns[i].Header, r.plan.Language); near != "" {
				if _, taken := t.place[near]; !taken {
					hint = r.w.Say("problem.did-you-mean", near)
				}
			}
		}
	}
	if sides {
		hint = r.w.Say("problem.not-read.sides")
	}
	r.report(t.headRef(r, first), budget.Warning, "not-read", r.w.Say("problem.not-read", strings.Join(names, ", ")), hint)
}

// termsUnread tells whether a column of words that is not read holds terms that
// would change the figures: how often a loan is paid, what VAT is recovered.
func (r *reader) termsUnread(t *table, i int) bool {
	key := schema.Key(t.head.Columns[i].Header)
	for _, w := range []string{"frequency", "paymentfrequency", "instalments", "vatrecoverable", "escalation", "contingency", "currency", "retention",
		"cofinancingratio", "probability", "付款频率", "质保金", "增值税可抵扣", "币种"} {
		if key != w {
			continue
		}
		for _, row := range t.rows {
			if !row.at(t.cols[i]).blank() {
				return true
			}
		}
	}
	return false
}

// sidesUnread tells whether a column says on which side of a ledger amounts stand, some of
// them on credit: as S and H or D and C beside amounts without a sign.
func sidesUnread(t *table, i int) bool {
	if t.def.Key != "Actuals" && t.def.Key != "Ledger" && t.def.Key != "Commitments" {
		return false
	}
	credits := false
	for _, row := range t.rows {
		c := row.at(t.cols[i])
		if c.blank() {
			continue
		}
		switch schema.Key(c.text) {
		case "s", "soll", "d", "dr", "debit", "借", "借方":
		case "h", "haben", "c", "cr", "credit", "贷", "贷方":
			credits = true
		default:
			return false
		}
	}
	return credits
}

// figuresUnread tells whether a column holds figures that are typed: neither
// words, nor formulas of the same row, nor a counter of the rows.
func (r *reader) figuresUnread(t *table, i int) bool {
	figures, counter, last := 0, true, 0.0
	for _, row := range t.rows {
		c := row.at(t.cols[i])
		if c.blank() || c.kind != cellNumber && c.kind != cellText {
			continue
		}
		if c.formula && !crossRow(c) {
			continue
		}
		a, ok := cellAmount(c)
		if !ok || c.format == formatDate {
			continue
		}
		v := a.Value.InexactFloat64()
		counter = counter && (figures == 0 && (v == 0 || v == 1) || v == last+1)
		last = v
		figures++
	}
	return figures > 0 && !(counter && figures > 1)
}

// crossRow tells whether a formula looks at other rows than its own, fixed
// ones ($B$2) apart.
func crossRow(c *cell) bool {
	code := strings.ToUpper(c.code)
	for i := 0; i < len(code); {
		j := i
		for j < len(code) && (code[j] == '$' || code[j] >= 'A' && code[j] <= 'Z' || code[j] >= '0' && code[j] <= '9' || code[j] == '_' || code[j] == '.') {
			j++
		}
		if row, _, ok := splitAddress(code[i:j]); ok && row != c.row && !strings.Contains(code[i+1:j], "$") {
			return true
		}
		i = max(j, i+1)
	}
	return false
}
