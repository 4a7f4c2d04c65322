package workbook

import (
	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// fill reads every column of the row that goes into a field of its own, as the
// column's row in the schema says. Where a cell is blank or faulty, the field
// keeps what it had.
func (x *record) fill(row any) {
	for _, c := range x.t.def.Columns {
		if x.get(c.Field) == nil {
			continue
		}
		if target := c.Target(row); target != nil {
			x.put(c, target)
		}
	}
}

// put reads one cell into a field.
func (x *record) put(c schema.Column, target any) {
	switch p := target.(type) {
	case *string:
		if c.Form == schema.Choice {
			*p = x.option(c.Field, *p)
		} else {
			*p = x.text(c.Field)
		}
	case *bool:
		*p = x.yes(c.Field, *p)
	case *int:
		if c.Dimension == schema.Date {
			*p = x.start(c.Field, *p)
		} else {
			*p = x.months(c.Field, *p)
		}
	case **int:
		*p = x.monthPointer(c.Field)
	case *float64:
		if v, ok := x.figure(c); ok {
			*p = v
		}
	case **float64:
		if v, ok := x.figure(c); ok {
			*p = &v
		}
	case *budget.Money:
		if m, ok := x.money(c.Field); ok {
			*p = m
		}
	case **budget.Money:
		*p = x.moneyPointer(c.Field)
	case **budget.Quantity:
		*p = x.quantity(c.Field)
	}
}

// figure reads a fraction or a plain number and checks its bounds.
func (x *record) figure(c schema.Column) (v float64, ok bool) {
	if c.IsFraction() {
		v, ok = x.share(c.Field)
	} else {
		v, ok = x.float(c.Field)
	}
	if ok {
		x.within(c, v)
	}
	return v, ok
}

// limited reports a figure that nothing can be calculated with: size is what a
// distribution reaches, or the figure itself. ok is false when it was.
func (x *record) limited(field string, size float64) (ok bool) {
	c := x.t.defs[x.t.place[field]]
	b, bounded := c.Limits()
	if !bounded || size >= b.Low && size <= b.High {
		return true
	}
	code, words := "out-of-bounds", "problem.out-of-bounds"
	if c.Field == "Horizon" {
		code, words = "horizon-range", "problem.setting-range"
	}
	x.complain(field, budget.Error, code, x.r.w.Say(words, x.header(field), x.row.Get(field), plainLimit(b.Low), plainLimit(b.High)), x.r.w.Say(words+".hint"))
	return false
}

// plainLimit writes a limit as a person would.
func plainLimit(v float64) string { return decimal.NewFromFloat(v).String() }

// within reports a figure outside its bounds; most are percentages without
// their sign. The ranges of settings are checked with the plan: several are
// narrower than what a spreadsheet should refuse.
func (x *record) within(c schema.Column, v float64) {
	if x.t.def.Key == "Project" || !c.Bounded() || v >= c.Bounds.Low && v <= c.Bounds.High || c.By != "" && x.get(c.By) != nil {
		return
	}
	limit := func(v float64) string { return showNumber(decimal.NewFromFloat(v), c.Dimension != schema.Frequency) }
	code := "share-range"
	if c.Dimension == schema.Probability {
		code = "probability-range"
	}
	x.complain(c.Field, budget.Error, code,
		x.r.w.Say("problem."+code, x.header(c.Field), x.row.Get(c.Field), limit(c.Bounds.Low), limit(c.Bounds.High)),
		x.r.w.Say("problem."+code+".hint"))
}
