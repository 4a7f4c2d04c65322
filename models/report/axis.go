package report

import (
	"math"
	"strconv"

	"ballast/budget/sheet"
)

// marksOf is about how many marks a value axis has, fewMarks one beside long names, whose
// marks would stand aslant for want of room.
const (
	marksOf  = 6
	fewMarks = 4
)

// moneyUp gives a chart a vertical axis of money (the horizontal one of bars): round
// steps of 1, 2 or 5, from zero unless something lies below it, each a whole number of
// the unit that is written. The title, unless it is written already, has its amounts in
// that unit.
func (g *page) moneyUp(c sheet.Chart, title func(read reader) string) sheet.Chart {
	return g.moneyMarked(c, title, marksOf)
}

// moneyMarked is moneyUp with about so many marks.
func (g *page) moneyMarked(c sheet.Chart, title func(read reader) string, marks float64) sheet.Chart {
	lo, hi := g.labelRoom(c)
	a := g.moneySpan(math.Min(lo, 0), math.Max(hi, 0), marks)
	if title != nil {
		c.Title = title(g.m.on(a.top))
	}
	if a.divisor > 1 {
		g.divide(&c, a.divisor, false)
	}
	a.dress(&c.Y)
	for i := range c.Series {
		if c.Series[i].Labels != "" {
			c.Series[i].Labels = a.labels + ";-" + a.labels + ";" // nothing at a bar of nothing
		}
	}
	return c
}

// labelRoom is the range of what a chart draws, wider where numbers stand beyond the ends
// of its bars.
func (g *page) labelRoom(c sheet.Chart) (lo, hi float64) {
	lo, hi = g.heights(c)
	if c.Stack {
		return lo, hi
	}
	for _, s := range c.Series {
		if s.Labels != "" && s.Kind == sheet.Bar {
			room := float64(0.12 * (hi - lo))
			if lo < 0 {
				lo -= room
			}
			if hi > 0 {
				hi += room
			}
			return lo, hi
		}
	}
	return lo, hi
}

// moneyAcross is the same for the horizontal axis of a scatter, which need not begin at
// zero.
func (g *page) moneyAcross(c sheet.Chart, a moneyAxis) sheet.Chart {
	if a.divisor > 1 {
		g.divide(&c, a.divisor, true)
	}
	title := c.X.Title
	a.dress(&c.X)
	if title != "" {
		c.X.Title = title
		if a.title != "" {
			c.X.Title += g.w.Say("report.input.what", a.title)
		}
	}
	return c
}

// moneyAxis is how an axis of money is marked and written.
type moneyAxis struct {
	lo, hi, step   float64 // in what is drawn: amounts divided by divisor
	divisor        float64 // where a number format cannot write the marks in the unit, the drawn values are divided
	format, labels string
	title          string  // unit of the axis, where it does not stand at every mark
	top            float64 // the amount by which the unit was chosen
}

func (a moneyAxis) dress(to *sheet.Axis) {
	to.Min, to.Max, to.Step, to.Format = number(a.lo), number(a.hi), a.step, a.format
	to.Title = a.title
}

// ends are the ends of the axis as amounts.
func (a moneyAxis) ends() (lo, hi float64) { return a.lo * a.divisor, a.hi * a.divisor }

// moneyAxis chooses an axis that holds zero and all values.
func (d *desk) moneyAxis(lo, hi float64) moneyAxis {
	return d.moneySpan(math.Min(lo, 0), math.Max(hi, 0), marksOf)
}

// moneySpan chooses an axis around the values, with about so many marks. Its unit is the one in which a sentence
// writes its far end, as in titles and legends. In Chinese, and where a step is no whole
// number of the unit, the axis is named by it and the marks are bare numbers, with only
// the decimals that they need; else the unit stands at every mark but zero.
func (d *desk) moneySpan(lo, hi, marks float64) moneyAxis {
	if !(hi > lo) {
		hi = lo + 1
	}
	a := moneyAxis{step: round125((hi - lo) / marks), divisor: 1}
	a.lo, a.hi = math.Floor(lo/a.step+1e-6)*a.step, math.Ceil(hi/a.step-1e-6)*a.step
	a.top = peak(a.lo, a.hi)
	u := d.m.said().UnitOf(a.top)
	if d.w.Language == "zh" || a.step < u.Size*(1-1e-9) && u.Size > 1 {
		before, after := d.m.dress(u.Suffix)
		a.divisor, a.title = u.Size, before+after
		a.lo, a.hi, a.step = a.lo/u.Size, a.hi/u.Size, a.step/u.Size
		a.format, a.labels = markCode(a.step), labelCode(peak(a.lo, a.hi))
		return a
	}
	code := markCode(a.step) + map[float64]string{1e9: ",,,", 1e6: ",,", 1e3: ","}[u.Size] + quoted(u.Suffix)
	a.format, a.labels = code+";-"+code+";0", d.m.label(a.top)
	return a
}

// down and up are the marks of a step at or beyond a value, without the dust of
// multiplying by a step that has no exact binary form.
func down(x, step float64) float64 { return tidy(math.Floor(x/step+1e-6), step) }

func up(x, step float64) float64 { return tidy(math.Ceil(x/step-1e-6), step) }

func tidy(k, step float64) float64 {
	if step < 1 {
		return k / math.Round(1/step)
	}
	return k * step
}

// markCode is the format of the marks of an axis with a step: whole numbers, and below
// one only the decimals that a mark has.
func markCode(step float64) string {
	if step >= 1-1e-9 {
		return "#,##0"
	}
	return "General"
}

// labelCode is the format of numbers at bars: about three digits.
func labelCode(most float64) string {
	switch {
	case most >= 100:
		return "#,##0"
	case most >= 10:
		return "0.0"
	}
	return "0.00"
}

// divide draws amounts in a larger unit: columns aside hold them divided, by formulas on
// the cells that were drawn. across divides the horizontal values.
func (g *page) divide(c *sheet.Chart, by float64, across bool) {
	done := map[sheet.Range]sheet.Range{}
	for i := range c.Series {
		s := &c.Series[i]
		r := &s.Y
		if across {
			r = &s.X
		}
		if s.Secondary || r.Sheet != "" {
			continue
		}
		if _, ok := done[*r]; !ok {
			done[*r] = g.divided(*r, s.Name, by)
		}
		*r = done[*r]
	}
}

// divided writes one column of quotients aside, as long as the range.
func (g *page) divided(r sheet.Range, name string, by float64) sheet.Range {
	values := g.valuesOf(r)
	column := make([]any, len(values))
	for i, v := range values {
		row, col := r.R1+i, r.C1
		if r.R1 == r.R2 {
			row, col = r.R1, r.C1+i
		}
		if finite(v) {
			column[i] = sheet.Cell{Value: v / by, Style: sheet.Style{Size: 8, Color: silver, Format: "#,##0.####"},
				Formula: address(row, col) + "/" + strconv.FormatFloat(by, 'f', -1, 64), Role: sheet.RoleAside}
		}
	}
	return g.beside([]string{name}, column)[0]
}

// valuesOf reads a column (or row) of numbers of this page; NaN where there is none.
func (g *page) valuesOf(r sheet.Range) []float64 {
	n := max(r.R2-r.R1, r.C2-r.C1) + 1
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	for i := range g.s.Cells {
		c := &g.s.Cells[i]
		if c.Row < r.R1 || c.Row > r.R2 || c.Col < r.C1 || c.Col > r.C2 {
			continue
		}
		if x, ok := c.Value.(float64); ok {
			out[max(c.Row-r.R1, c.Col-r.C1)] = x
		}
	}
	return out
}

// heights is the range of what a chart draws on its first value axis: series that stack
// add up, above and below zero by themselves; areas and bars do so as one.
func (g *page) heights(c sheet.Chart) (lo, hi float64) {
	var up, down []float64
	take := func(x float64) {
		if finite(x) {
			lo, hi = math.Min(lo, x), math.Max(hi, x)
		}
	}
	for _, s := range c.Series {
		if s.Secondary {
			continue
		}
		values := g.valuesOf(s.Y)
		if !c.Stack || s.Kind != sheet.Area && s.Kind != sheet.Column && s.Kind != sheet.Bar {
			for _, x := range values {
				take(x)
			}
			continue
		}
		for len(up) < len(values) {
			up, down = append(up, 0), append(down, 0)
		}
		for i, x := range values {
			switch {
			case !finite(x):
			case s.Kind == sheet.Area: // areas add up algebraically
				up[i] += x
				take(up[i])
			case x > 0:
				up[i] += x
				take(up[i])
			default:
				down[i] += x
				take(down[i])
			}
		}
	}
	return lo, hi
}

// sharesUp gives a chart a vertical axis of shares, from nothing to at most all.
func (g *page) sharesUp(c sheet.Chart) sheet.Chart {
	_, hi := g.heights(c)
	a := shareAxis(hi)
	a.Title = c.Y.Title
	c.Y = a
	return c
}

// shareAxis is an axis of shares that holds hi.
func shareAxis(hi float64) sheet.Axis {
	hi = math.Min(math.Max(hi, 0.001), 1)
	step := round125(hi / marksOf)
	if hi > 0.02 {
		step = math.Max(step, 0.01)
	}
	format := "0%"
	if step < 0.0099 {
		format = "0.0%"
	}
	if step < 0.00099 {
		format = "0.00%"
	}
	return sheet.Axis{Format: format, Grid: true, Min: number(0), Max: number(math.Min(1, math.Ceil(hi/step-1e-6)*step)), Step: step}
}
