package workbook

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// figure says where the amount of a row stands: in one column, in a column for
// each period, in several that add up, or as quantities times a rate.
type figure struct {
	amount  *field
	periods []*field
	parts   []*field // add up to the amount
	product []*field // multiply to it
	low     *field
	high    *field
}

func (f figure) none() bool {
	return f.amount == nil && len(f.periods) == 0 && len(f.parts) == 0 && len(f.product) == 0
}

// assign gives every column its role and finds where the amount stands.
func (c *candidate) assign(a *adopter) {
	for _, f := range c.fields {
		c.roleOf(a, f)
	}
	c.pickTexts()
	if c.name == nil {
		return
	}
	c.pickFigure(a)
}

// roleOf settles a column's role by its headers and by what stands below.
func (c *candidate) roleOf(a *adopter, f *field) {
	if f.dates > f.nums && f.dates > f.texts {
		if f.role = textRole(f.label); f.role != colEnd {
			f.role = colStart
		}
		return
	}
	if f.nums == 0 || f.nums < f.texts {
		if f.texts > 0 {
			f.role = textRole(f.label)
		}
		return
	}
	if r := textRole(f.label); r == colCode || f.label == "" && f.col == c.left || r == colName && f.col == c.left {
		f.role = colCode
		return
	}
	for i, part := range f.parts {
		if p, ok := a.headerPeriod(f.cells[i]); ok && f.period.months == 0 {
			f.period = p
		} else if ok && f.period.year == 0 && p.months == 12 {
			f.period.year = p.year
		}
		if r := figureRole(part); r != colNone && (f.role == colNone || r >= colForecast && f.role < colForecast) {
			f.role = r
		}
	}
	if f.period.months > 0 && f.role != colTotal {
		f.kind = f.role
	}
}

// pickTexts finds the columns of names, codes, groups, phases and dates.
func (c *candidate) pickTexts() {
	take := func(place **field, f *field) {
		if *place == nil {
			*place = f
		}
	}
	var named, other []*field
	for _, f := range c.fields {
		switch f.role {
		case colCode:
			take(&c.code, f)
		case colGroup:
			take(&c.group, f)
		case colPhase:
			take(&c.phase, f)
		case colStart:
			take(&c.start, f)
		case colEnd:
			take(&c.end, f)
		case colName:
			named = append(named, f)
		case colNone:
			if f.texts > 0 && f.texts >= f.nums {
				other = append(other, f)
			}
		}
	}
	wordiest := func(list []*field) *field {
		var best *field
		for _, f := range list {
			if best == nil || f.width > best.width {
				best = f
			}
		}
		return best
	}
	c.name = wordiest(named)
	for _, f := range named {
		if f != c.name && c.code == nil && f.width*3 < c.name.width {
			c.code = f
		}
	}
	if c.name == nil {
		c.name = wordiest(other)
	}
	switch {
	case c.name == nil && c.group != nil:
		c.name, c.group = c.group, nil
	case c.name == nil:
		c.name, c.phase = c.phase, nil
	case c.group != nil && c.name.role == colNone && c.group.col < c.name.col && c.name.texts*2 < c.group.texts:
		c.name, c.group = c.group, nil // a column of remarks without a header
	}
}

// pickFigure finds where the amounts stand.
func (c *candidate) pickFigure(a *adopter) {
	if col := lettersColumn(a.o.Amount); col > 0 {
		for _, f := range c.fields {
			if f.col == col && f.nums > 0 {
				c.figure = figure{amount: f}
			}
		}
		return
	}
	var all []*field
	by := map[columnRole][]*field{}
	for _, f := range c.fields {
		if f.nums == 0 || f.nums < f.texts || f.role == colCode {
			continue
		}
		if f.period.months > 0 && f.role != colTotal {
			all = append(all, f)
			continue
		}
		by[f.role] = append(by[f.role], f)
	}
	c.figure.low, c.figure.high = sole(by[colLow]), sole(by[colHigh])
	c.figure.amount = c.single(by)
	c.pickPeriods(all, by)
	if !c.figure.none() || c.trouble != "" {
		return
	}
	c.pickParts(by)
}

// single is the one column of amounts; the class that says the whole comes
// before the one that says a part.
func (c *candidate) single(by map[columnRole][]*field) *field {
	for _, r := range []columnRole{colTotal, colBudget, colAmount, colLikely, colForecast} {
		switch len(by[r]) {
		case 0:
		case 1:
			return by[r][0]
		default:
			if r == colTotal {
				return by[r][len(by[r])-1]
			}
			if last := by[r][len(by[r])-1]; c.sumsOthers(last, by[r][:len(by[r])-1]) {
				return last
			}
			c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(by[r])}
			return nil
		}
	}
	return nil
}

// sumsOthers tells whether a column is the sum of others in every row.
func (c *candidate) sumsOthers(total *field, parts []*field) bool {
	rows := 0
	for i := range c.g.rows {
		row := &c.g.rows[i]
		if row.number <= c.header || row.number > c.last {
			continue
		}
		want, ok := amountIn(row.at(total.col))
		if !ok {
			continue
		}
		sum := decimal.Zero
		for _, p := range parts {
			v, _ := amountIn(row.at(p.col))
			sum = sum.Add(v)
		}
		if sum.Sub(want).Abs().GreaterThan(decimal.New(1, -2)) {
			return false
		}
		rows++
	}
	return rows > 1
}

// pickPeriods takes the columns of months, quarters or years, the finest that
// there are, of the plan rather than of what was spent.
func (c *candidate) pickPeriods(all []*field, by map[columnRole][]*field) {
	var plan, past []*field
	for _, f := range all {
		switch f.kind {
		case colActual, colPrior, colVariance, colPercent, colQuantity, colRate:
			past = append(past, f)
		default:
			plan = append(plan, f)
		}
	}
	if slices.ContainsFunc(plan, func(f *field) bool { return f.kind == colBudget }) {
		plan = slices.DeleteFunc(plan, func(f *field) bool { return f.kind != colBudget })
	}
	finest := 0
	for _, f := range plan {
		if finest == 0 || f.period.months < finest {
			finest = f.period.months
		}
	}
	plan = slices.DeleteFunc(plan, func(f *field) bool { return f.period.months != finest })
	years := finest == 12 && (len(past) > 0 || slices.ContainsFunc(plan, func(f *field) bool { return f.kind == colBudget }))
	switch {
	case len(plan) == 0:
	case len(plan) == 1 && c.figure.amount == nil:
		c.figure.amount, c.trouble, c.detail = plan[0], "", nil
	case len(plan) == 1:
	case years && c.figure.amount == nil && len(past) == 0: // Budget 2025, Budget 2026: two versions, or two years?
		c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(plan)}
	case years && c.figure.amount == nil:
		c.figure.amount = latest(plan)
	case c.figure.amount != nil && !c.agrees(c.figure.amount, plan):
		c.trouble, c.detail = "adopt-periods", []any{c.place(), columnLabel(c.figure.amount)}
	default:
		c.figure.periods, c.trouble, c.detail = plan, "", nil
	}
}

// agrees tells whether the periods of every row add up to its total.
func (c *candidate) agrees(total *field, periods []*field) bool {
	for i := range c.g.rows {
		row := &c.g.rows[i]
		if row.number <= c.header || row.number > c.last {
			continue
		}
		want, ok := amountIn(row.at(total.col))
		if !ok {
			continue
		}
		sum, n := decimal.Zero, 0
		for _, p := range periods {
			if v, ok := amountIn(row.at(p.col)); ok {
				sum, n = sum.Add(v), n+1
			}
		}
		if n > 0 && sum.Sub(want).Abs().GreaterThan(decimal.New(int64(len(periods)), -2)) {
			return false
		}
	}
	return true
}

// pickParts makes the amount of several columns: quantities and a rate, or
// numbered parts such as WP1 to WP4.
func (c *candidate) pickParts(by map[columnRole][]*field) {
	q, rate := by[colQuantity], by[colRate]
	switch {
	case len(q) == 1 && len(rate) == 1:
		c.figure.product = []*field{q[0], rate[0]}
	case len(q) > 1 && len(rate) == 1, len(q) > 0 && len(rate) > 1:
		c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(append(slices.Clone(q), rate...))}
	case len(rate) == 1 && len(q) == 0:
		c.figure.amount = rate[0]
	case numbered(by[colNone]):
		c.figure.parts = by[colNone]
	case len(by[colNone]) == 1:
		c.figure.amount = by[colNone][0]
	case len(by[colNone]) > 1:
		c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(by[colNone])}
	}
}

// numbered tells whether labels are one word with different numbers: WP1, WP2.
func numbered(list []*field) bool {
	stem := ""
	for i, f := range list {
		s := strings.TrimRight(headerKey(f.label), "0123456789")
		if s == headerKey(f.label) || s == "" || i > 0 && s != stem {
			return false
		}
		stem = s
	}
	return len(list) > 1
}

func sole(list []*field) *field {
	if len(list) == 1 {
		return list[0]
	}
	return nil
}

func latest(list []*field) *field {
	best := list[0]
	for _, f := range list {
		if f.period.year >= best.period.year {
			best = f
		}
	}
	return best
}

func columnLabel(f *field) string { return columnLetters(f.col) + " " + strings.Join(f.parts, " / ") }

func columnNames(list []*field) string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = columnLabel(f)
	}
	return strings.Join(names, ", ")
}

// lettersColumn turns AB into 28; 0 for other text.
func lettersColumn(s string) int {
	_, col, ok := splitAddress(s + "1")
	if !ok {
		return 0
	}
	return col
}

// place is where the table stands: Sheet!A4:F20.
func (c *candidate) place() string {
	return c.tab.name + "!" + area{c.header, c.left, c.last, c.right}.String()
}
