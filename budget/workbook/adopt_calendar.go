package workbook

import (
	"math"
	"path/filepath"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
)

// title finds the name of the project: the first title above the table.
func (m *maker) title() {
	for _, t := range m.c.titles() {
		s := strings.TrimSpace(t.text)
		if n := len([]rune(s)); n < 3 || n > 80 || strings.ContainsAny(s, ":：") {
			continue
		}
		m.name = t
		return
	}
}

// projectName is the title, or the file's name.
func (m *maker) projectName() string {
	if m.name != nil {
		return strings.TrimSpace(m.name.text)
	}
	return strings.TrimSuffix(m.a.r.plan.File, filepath.Ext(m.a.r.plan.File))
}

// year finds the year that the budget names: in its headers, titles, the
// sheet's name or the file's.
func (m *maker) year() int {
	for _, f := range m.c.figure.all() {
		if f.period.year > 0 {
			return f.period.year
		}
	}
	texts := append([]*cell{{kind: cellText, text: m.c.tab.name}, {kind: cellText, text: m.a.r.plan.File}}, m.c.titles()...)
	for i := len(texts) - 1; i >= 0; i-- {
		if y, ok := yearIn(texts[i]); ok {
			return y
		}
	}
	return 0
}

// all returns every column that the amount is made of.
func (f figure) all() []*field {
	var all []*field
	if f.amount != nil {
		all = append(all, f.amount)
	}
	return append(append(append(all, f.periods...), f.parts...), f.product...)
}

// calendar settles the first month and the number of months.
func (m *maker) calendar() {
	out, fallback := m.out, m.a.o.Start
	if fallback.IsZero() {
		fallback = budget.Month{Year: 2026, Month: 1}
	}
	year := m.year()
	out.Start, out.Horizon = fallback, 12
	if year > 0 {
		out.Start, m.known = budget.Month{Year: year, Month: 1}, true
	}
	if periods := m.c.figure.periods; len(periods) > 0 {
		all := make([]period, len(periods))
		for i, f := range periods {
			all[i] = f.period
		}
		from := year
		if from == 0 {
			from = fallback.Year
		}
		var first budget.Month
		m.offsets, first = placePeriods(all, from)
		if year > 0 || all[0].ordinal == 0 {
			out.Start = first
		}
		out.Horizon = 0
		for i, p := range all {
			out.Horizon = max(out.Horizon, m.offsets[i]+p.months)
		}
		return
	}
	m.dates()
}

// dates takes the span of the lines' own dates, when every line has them.
func (m *maker) dates() {
	if m.c.start == nil {
		return
	}
	first, last, n := math.MaxInt, 0, 0
	for _, e := range m.lines {
		s, ok := m.monthAt(e, m.c.start)
		if !ok {
			return
		}
		end, ok := m.monthAt(e, m.c.end)
		if !ok {
			end = s
		}
		if end < s {
			return
		}
		first, last, n = min(first, s), max(last, end), n+1
	}
	if n == 0 || last-first >= 600 {
		return
	}
	m.dated, m.known = true, true
	m.out.Start = budget.Month{Year: first / 12, Month: first%12 + 1}
	m.out.Horizon = last - first + 1
}

// monthAt is the month in a column of dates, counted from the year 0.
func (m *maker) monthAt(e entry, f *field) (int, bool) {
	if f == nil {
		return 0, false
	}
	c := e.row.at(f.col)
	if c.blank() {
		return 0, false
	}
	d, ok := m.a.r.cellMonth(c, unit.DayMonth)
	return d.Year*12 + d.Month - 1, ok
}

// currency finds the currency that the headers and titles name.
func (m *maker) currency() {
	var texts []string
	for _, f := range m.c.figure.all() {
		texts = append(texts, f.parts...)
	}
	for _, t := range m.c.titles() {
		texts = append(texts, t.text)
	}
	for _, s := range texts {
		code := currencyIn(s)
		if u, ok := unit.ParseTitle(s); ok && code == "" && u.Currency != "" {
			if code, _, _ = unit.Canonical(u.Currency, ""); code == "" && (u.Shift == 5 || u.Shift == 7) {
				code = "INR" // rupees in lakhs or crores
			}
		}
		if code != "" {
			m.out.Currency = code
			return
		}
	}
	m.out.Currency = "USD"
	if m.out.Language == "zh" {
		m.out.Currency = "CNY"
	}
	m.out.Assumed = append(m.out.Assumed, m.say("adopt.assumed.currency", m.out.Currency))
}

// currencyIn finds a currency in a text.
func currencyIn(s string) string {
	for _, c := range []struct{ code, words, signs string }{
		{"CNY", "cny|rmb|人民币|万元|元", "￥|¥"}, {"EUR", "eur|euro|euros", "€"}, {"GBP", "gbp|pounds", "£"}, {"USD", "usd|us|dollars", "$"},
		{"HKD", "hkd", ""}, {"JPY", "jpy|yen", ""}, {"CHF", "chf", ""}, {"AUD", "aud", ""}, {"CAD", "cad", ""}, {"INR", "inr", "₹"}, {"KES", "kes|ksh", ""},
	} {
		if hasWord(s, c.words) {
			return c.code
		}
		for _, sign := range strings.Split(c.signs, "|") {
			if sign != "" && strings.Contains(s, sign) {
				return c.code
			}
		}
	}
	return ""
}
