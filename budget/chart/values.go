package chart

import (
	"fmt"
	"math"
	"slices"
	"time"

	"ballast/budget/sheet"
)

// plotted is a series with its values; a missing value is NaN.
type plotted struct {
	sheet.Series
	xs, ys []float64 // xs of a scatter only
	labels []string  // categories of all other kinds
}

// column returns the cells of a range in reading order, nil where it is empty.
func (a *Artist) column(r sheet.Range, home string) []*sheet.Cell {
	if r.R1 == 0 {
		return nil
	}
	key := r.Sheet
	if key == "" {
		key = home
	}
	var all []*sheet.Cell
	for row := r.R1; row <= r.R2; row++ {
		for col := r.C1; col <= r.C2; col++ {
			all = append(all, a.cells[key][place{row, col}])
		}
	}
	return all
}

// resolve reads the values of a chart's series, in drawing order.
func (a *Artist) resolve(c *sheet.Chart, home string) ([]plotted, error) {
	if len(c.Series) == 0 {
		return nil, fmt.Errorf("chart %s has no series", c.Key)
	}
	var all []plotted
	for i, s := range c.Series {
		p := plotted{Series: s}
		if p.Color == "" {
			p.Color = palette()[i%len(palette())]
		}
		for _, cell := range a.column(s.Y, home) {
			p.ys = append(p.ys, numberOf(cell))
		}
		for _, cell := range a.column(s.X, home) {
			p.xs = append(p.xs, numberOf(cell))
			p.labels = append(p.labels, category(cell, c.X))
		}
		if s.NameAt != nil {
			if at := a.column(*s.NameAt, home); len(at) > 0 && at[0] != nil {
				p.Name = sheet.Show(at[0].Value, at[0].Style.Format)
			}
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b plotted) int { return rank(a.Kind) - rank(b.Kind) })
	return all, nil
}

// palette gives colours to series that name none.
// Source: M. Okabe, K. Ito, "Color Universal Design" (2008).
func palette() []string {
	return []string{"0072B2", "E69F00", "009E73", "D55E00", "56B4E9", "CC79A7", "999999"}
}

// rank orders the kinds as they are drawn, one over the other.
func rank(k sheet.Kind) int {
	return slices.Index([]sheet.Kind{sheet.Area, sheet.Column, sheet.Bar, sheet.Line, sheet.Scatter}, k)
}

func numberOf(c *sheet.Cell) float64 {
	if c != nil {
		switch v := c.Value.(type) {
		case float64:
			return v
		case int:
			return float64(v)
		}
	}
	return math.NaN()
}

// category is the label of a point.
func category(c *sheet.Cell, x sheet.Axis) string {
	if c == nil {
		return ""
	}
	format := x.Format
	if format == "" {
		format = c.Style.Format
	}
	if _, ok := c.Value.(time.Time); ok && x.Date {
		format = "yyyy-mm"
	}
	return sheet.Show(c.Value, format)
}

// stack is where the parts of a stack begin and end at every category: areas
// add up with their signs, columns pile up positive and negative values apart.
type stack struct{ from, to [][]float64 }

// stacked works out the stacks of the series of a kind; unstacked series begin
// at zero.
func stacked(series []plotted, kind sheet.Kind, pile bool) stack {
	st := stack{make([][]float64, len(series)), make([][]float64, len(series))}
	var sum, above, below []float64
	at := func(list *[]float64, i int) *float64 {
		for len(*list) <= i {
			*list = append(*list, 0)
		}
		return &(*list)[i]
	}
	for k, s := range series {
		if s.Kind != kind {
			continue
		}
		for i, y := range s.ys {
			if math.IsNaN(y) {
				y = 0
			}
			from := 0.0
			if pile {
				base := at(&sum, i)
				if kind != sheet.Area {
					base = at(&above, i)
					if y < 0 {
						base = at(&below, i)
					}
				}
				from = *base
				*base += y
			}
			st.from[k] = append(st.from[k], from)
			st.to[k] = append(st.to[k], from+y)
		}
	}
	return st
}
