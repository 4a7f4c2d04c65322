package workbook

import (
	"strings"

	"ballast/budget/workbook/internal/opc"
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

func columnLabel(f *field) string {
	return opc.ColumnLetters(f.col) + " " + strings.Join(f.parts, " / ")
}

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
