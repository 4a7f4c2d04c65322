package schema

// A row is written: column(what it measures, headers, 表头, help, 说明), then
// what else is true of it, then where it goes.

// column makes a Column of alias lists written "Name|Title".
func column(d Dimension, english, chinese, helpEnglish, helpChinese string) Column {
	en := names(english)
	return Column{Field: en[0], English: en, Chinese: names(chinese), Dimension: d, help: help{helpEnglish, helpChinese}}
}

// require marks a column without which the sheet is of no use.
func (c Column) require() Column {
	c.Required = true
	return c
}

// alone lets a table have no column but this one.
func (c Column) alone() Column {
	c.Alone = true
	return c
}

// uncertain lets the cells hold distributions.
func (c Column) uncertain() Column {
	c.Form = Uncertain
	return c
}

// list lets the cells hold several entries.
func (c Column) list() Column {
	c.Form = List
	return c
}

// yesNo lets the cells hold yes or no.
func (c Column) yesNo() Column {
	c.Form = YesNo
	return c
}

// choice lets the cells hold one of some words.
func (c Column) choice(options ...Option) Column {
	c.Form, c.Options = Choice, options
	return c
}

// openChoice is choice, but keeps other words as written.
func (c Column) openChoice(options ...Option) Column {
	c = c.choice(options...)
	c.Open = true
	return c
}

// by names the column that can give the figures another meaning.
func (c Column) by(field string) Column {
	c.By = field
	return c
}

// of names the sheet that the cells refer to.
func (c Column) of(sheet string) Column {
	c.Of = sheet
	return c
}

// between bounds the figures.
func (c Column) between(low, high float64) Column {
	c.Bounds = Bounds{low, high}
	return c
}

// limited is between for figures that are many, long or often, in place of the
// limits of the dimension; see Limits.
func (c Column) limited(low, high float64) Column {
	c.limits = Bounds{low, high}
	return c
}

// whole bounds figures that are parts of a whole: 0 to 1, and nothing else.
func (c Column) whole() Column { return c.between(0, 1).strict() }

// sure lets a confidence be written as the percentile that it is: P80.
func (c Column) sure() Column {
	c.Sure = true
	return c
}

// signed wants the per cent sign in the header.
func (c Column) signed() Column {
	c.Signed = true
	return c
}

// strict lets a spreadsheet refuse what lies outside the bounds.
func (c Column) strict() Column {
	c.Strict = true
	return c
}

// absent is what counts while the cell is blank, as a person would write it.
func (c Column) absent(text string) Column {
	c.Absent = text
	return c
}

// into says which field of a plan's row the column fills; see to.
func (c Column) into(target func(row any) any) Column {
	c.target = target
	return c
}

// to makes a target of a function that gives the address of a field.
func to[R any](field func(*R) any) func(row any) any {
	return func(row any) any {
		if r, ok := row.(*R); ok {
			return field(r)
		}
		return nil
	}
}

// option makes an Option of alias lists written "yes|y".
func option(canonical, english, chinese string) Option {
	return Option{Canonical: canonical, English: names(english), Chinese: names(chinese)}
}

// sheet makes a Sheet of alias lists, what it is for and its columns.
func sheet(english, chinese, helpEnglish, helpChinese string, columns ...Column) Sheet {
	en := names(english)
	return Sheet{Key: en[0], English: en, Chinese: names(chinese), Columns: columns, help: help{helpEnglish, helpChinese}}
}

// require marks a sheet without which a workbook is no plan.
func (s Sheet) require() Sheet {
	s.Required = true
	return s
}
