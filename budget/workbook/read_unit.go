package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
)

// reading is how the figures of a column are taken: settled by its header, what
// stands above the table, and its cells as a whole, before any row is read.
type reading struct {
	measure  measure
	unit     unit.Unit // of the header, else the one above the table
	head     unit.Head // the header, taken apart
	titled   bool      // the unit stands above the table
	carried  bool      // the column's own name has a per cent sign
	currency string    // ISO code of a currency that is not the plan's

	tally     unit.Tally // what its texts say about their notation
	notation  unit.Notation
	order     unit.Order
	clues     [3]int // by unit.Order: cells that settle the order of their day and month
	debit     bool   // a DR stands in the column
	days      bool   // its days are neither all firsts nor all lasts of a month
	daysKnown bool

	percent  bool                    // plain figures are per cent
	by       map[string]unit.Verdict // where another column decides: by its choice
	quantile int                     // 10 for P10; 0 none
	bad      bool                    // what they are could not be settled, which was reported
	forced   string                  // what the user said that the column is, "" nothing
	how      string                  // how they are taken, for the list of columns; "" as written
	example  string
}

// newReading is what a header alone says.
func newReading(def schema.Column, h unit.Head) reading {
	rd := reading{measure: measureOf(def), head: h, unit: h.Unit, order: h.Order, carried: strings.Contains(def.Field, "%")}
	if u, ok := unit.Parse(h.Name); ok && u.Dimension == unit.Quantile {
		rd.unit = u
	}
	if rd.unit.Dimension == unit.Share && rd.carried {
		rd.unit = unit.Unit{Per: rd.unit.Per} // the same sign twice
	}
	if rd.measure == measureMonths && rd.unit.Letter != "" && rd.unit.Dimension == unit.Time {
		rd.unit.Letter = "" // (d) and (a) are units in a column of durations
	}
	if rd.measure != measureMonths && rd.unit.Dimension == unit.Time && rd.unit.Letter != "" {
		rd.unit = unit.Unit{} // and labels elsewhere
	}
	return rd
}

// isQuantile tells whether a column's name is P10, P50 or the like.
func isQuantile(name string) bool {
	u, ok := unit.Parse(name)
	return ok && u.Dimension == unit.Quantile
}

// quantiles tells whether P10 and P90 among these headers are percentiles:
// beside one another, and without P1 to P9, which are periods.
func (r *reader) quantiles(cells map[int]*cell) bool {
	n := 0
	for _, c := range cells {
		if c == nil || c.kind != cellText {
			continue
		}
		u, ok := unit.Parse(c.text)
		switch {
		case !ok || u.Dimension != unit.Quantile:
		case u.Percent < 10 && u.Percent != 5:
			return false
		default:
			n++
		}
	}
	return n >= 2
}

// datedMeasure is what stands under the months of a sheet.
func datedMeasure(def schema.Sheet) measure {
	switch def.Key {
	case "Costs", "Actuals":
		return measureMoney
	}
	return measureCount
}

// titleUnit looks above a header row for a statement of the unit.
func (g *grid) titleUnit(header int) (u unit.Unit, at *cell) {
	for i := range g.rows {
		if g.rows[i].number >= header {
			break
		}
		for k := range g.rows[i].cells {
			c := &g.rows[i].cells[k]
			if c.kind != cellText {
				continue
			}
			if found, ok := unit.ParseTitle(c.text); ok && (found.Shift != 0 || at == nil) {
				u, at = found, c
			}
		}
	}
	return u, at
}

// trouble is why a figure cannot be taken: a key of problem.*, the code, and
// what is set into the text.
type trouble struct {
	code string
	args []any
}

// raw reads the number in a cell as it is written.
func (r *reader) raw(c *cell, rd *reading) (unit.Number, *trouble) {
	switch c.kind {
	case cellNumber:
		v, ok := storedNumber(c.text)
		if !ok || !v.Abs().LessThan(decimal.New(1, 18)) {
			return unit.Number{}, &trouble{code: "not-a-number"}
		}
		n := unit.Number{Value: v}
		switch {
		case c.format == formatPercent:
			n.Value, n.Unit = v.Shift(2), unit.Unit{Dimension: unit.Share, Shift: -2, Text: "%"}
		case c.unit > 0:
			n.Unit = r.book.formats.units[c.unit-1]
		}
		return n, nil
	case cellText:
		n, ok := unit.ParseNumber(c.text, rd.notation)
		if ok && n.Unit.Letter == "m" && rd.measure == measureMonths {
			n.Unit = unit.Unit{Dimension: unit.Time, Of: unit.Month, Text: n.Unit.Text}
		}
		switch {
		case !ok || !n.In().Abs().LessThan(decimal.New(1, 18)):
			return n, &trouble{code: "not-a-number"}
		case n.Doubt && !plainDoubt(rd.measure, c.text):
			grouped, decimals := bothReadings(c.text)
			return n, &trouble{code: "number-doubt", args: []any{strings.TrimSpace(c.text), grouped, decimals}}
		case n.Doubt:
			n, _ = unit.ParseNumber(c.text, unit.Point)
		}
		return n, nil
	}
	return unit.Number{}, &trouble{code: "not-a-number"}
}

// plainDoubt tells whether 1.125 can only be a decimal: factors and shares do
// not run into the thousands.
func plainDoubt(m measure, text string) bool {
	switch m {
	case measureMoney, measureEstimate, measureImpact, measureMix, measureCount, measureAny:
		return false
	}
	return strings.ContainsRune(text, '.')
}

// bothReadings shows what a text in doubt is with groups and with decimals.
func bothReadings(text string) (grouped, decimals string) {
	for _, n := range []unit.Notation{unit.Point, unit.Comma} {
		v, _ := unit.ParseNumber(text, n)
		if strings.ContainsRune(text, rune(n)) {
			decimals = v.Value.String()
		} else {
			grouped = v.Value.String()
		}
	}
	return grouped, decimals
}

// figure reads the figure in a cell in the units of the plan.
func (r *reader) figure(c *cell, rd *reading) (amount, *trouble) {
	if c.kind == cellNumber && c.format == formatGeneral && c.unit == 0 && rd.measure == measureMoney && !rd.unit.Known() {
		if v, ok := storedNumber(c.text); ok && v.Abs().LessThan(decimal.New(1, 18)) { // most cells of most plans
			return amount{Value: v, Written: unit.Number{Value: v}}, nil
		}
	}
	n, bad := r.raw(c, rd)
	if bad != nil {
		return amount{}, bad
	}
	own := n.Unit.Known()
	if !own {
		n.Unit = rd.unit
		if rd.forced == "plain" {
			n.Unit = unit.Unit{}
		}
	} else if n.Unit.Per == unit.NoPeriod && rd.unit.Per != unit.NoPeriod {
		n.Unit.Per = rd.unit.Per
	}
	a := amount{Value: n.Value, Plus: n.Plus, Written: n, Scaled: own && n.Unit.Dimension == unit.Money && n.Unit.Shift != 0, Named: own && n.Unit.Currency != ""}
	return a, r.inUnits(&a, n, rd, own)
}

// inUnits brings a figure to the units of its measure.
func (r *reader) inUnits(a *amount, n unit.Number, rd *reading, own bool) *trouble {
	foreign := func() *trouble { return &trouble{code: "foreign-unit", args: []any{n.Unit.Text}} }
	u := n.Unit
	switch rd.measure {
	case measureMoney:
		return r.inMoney(a, n, rd, own)
	case measureEstimate, measureImpact, measureMix:
		switch u.Dimension {
		case unit.Share:
			a.Value, a.Percent = n.Value.Shift(u.Shift), true
			return nil
		case unit.Time:
			return foreign()
		case unit.Deviation, unit.Quantile:
			return nil // settled row by row
		}
		return r.inMoney(a, n, rd, own)
	case measureMonths:
		switch u.Dimension {
		case unit.Time:
			a.Value = unit.Months(n.Value, u.Of)
		case unit.None, unit.Rate:
		default:
			return foreign()
		}
		return nil
	case measureBase:
		if u.Dimension == unit.Share {
			a.Value, a.Percent = n.Value.Shift(u.Shift), true
		} else if u.Dimension != unit.None && own {
			return foreign()
		}
		return nil
	case measureCount, measureAny, measureFrequency:
		switch u.Dimension {
		case unit.Share:
			a.Value, a.Percent = n.Value.Shift(u.Shift), true
		case unit.Money:
			a.Value = n.Value.Shift(u.Shift)
		}
		if rd.measure == measureFrequency && u.Per != unit.NoPeriod && u.Per != unit.Year {
			a.Value = a.Value.Mul(decimal.NewFromInt(u.Per.PerYear()))
		}
		return nil
	}
	switch u.Dimension {
	case unit.Share:
		a.Value, a.Percent = n.Value.Shift(u.Shift), true
	case unit.None, unit.Rate:
		if rd.percent {
			a.Value = n.Value.Shift(-2)
		}
	default:
		return foreign()
	}
	a.Value = perYear(a.Value, u.Per, rd.measure)
	return nil
}

// inMoney brings an amount to units of one of the plan's currency.
func (r *reader) inMoney(a *amount, n unit.Number, rd *reading, own bool) *trouble {
	u := n.Unit
	switch u.Dimension {
	case unit.Share:
		return &trouble{code: "percent-amount", args: []any{showNumber(n.Value.Shift(u.Shift), true)}}
	case unit.Time, unit.Quantile, unit.Deviation:
		return &trouble{code: "foreign-unit", args: []any{u.Text}}
	case unit.Rate, unit.None:
		a.Per = u.Per
		return nil
	}
	if !own {
		a.Value, a.Per = n.Value.Shift(u.Shift), u.Per
		return nil
	}
	if u.Doubtful == "cr" && u.Shift == 7 {
		switch {
		case rd.debit:
			u.Shift, n.Value = 0, n.Value.Abs().Neg()
		case !unit.CroreCountry(r.plan.Project.Currency) && !r.crores:
			return &trouble{code: "unit-doubt", args: []any{u.Text, r.w.Say("unit.crore"), r.w.Say("unit.credit")}}
		}
	}
	a.Value, a.Per = n.Value.Shift(u.Shift), u.Per
	if u.Shift == 0 && rd.unit.Shift > 0 && u.Currency != "" && !spelled(u.Text) { // €12 under k€
		a.Value = a.Value.Shift(rd.unit.Shift)
	}
	if u.Currency == "" {
		return nil
	}
	code, several, ok := unit.Canonical(u.Currency, r.plan.Project.Currency)
	switch {
	case !ok || unit.Same(u.Currency, r.plan.Project.Currency):
	case code == "" && len(several) > 0:
		return &trouble{code: "currency-doubt", args: []any{u.Currency, r.plan.Project.Currency, strings.Join(several, ", ")}}
	default:
		a.Currency = code
	}
	return nil
}

// spelled tells whether a currency is written as a word, which is a unit of one
// even under a header in thousands; a sign or code is decoration.
func spelled(text string) bool {
	low := strings.ToLower(text)
	for _, w := range []string{"元", "圆", "euro", "dollar", "yuan", "rupee"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// perYear turns a rate of a period into that of a year: a rate of interest is
// multiplied, growth and discounting compound, a standard deviation grows with
// the root of time.
func perYear(v decimal.Decimal, per unit.Period, m measure) decimal.Decimal {
	n := per.PerYear()
	if n <= 1 {
		return v
	}
	switch m {
	case measureRate, measureFee:
		return v.Mul(decimal.NewFromInt(n))
	case measureGrowth, measureDiscount:
		return compounded(v, n)
	case measureVolatility:
		return rootOf(v, n)
	}
	return v
}
