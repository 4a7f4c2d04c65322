package chart

import (
	"math"
	"slices"

	"ballast/budget/sheet"
)

// Table is the values of a chart for who reads rather than looks: a column for the
// categories (or the values along X), and one for each series.
type Table struct {
	Head []string   `json:"head"`
	Rows [][]string `json:"rows"`
}

// Table reads the values of a chart; series that only take their place in a stack are
// left out. The areas of a stack, such as the bands of a fan, are told by their upper
// edges.
//
// Checked: TestTableOfChart.
func (a *Artist) Table(sheetKey, key string) (*Table, error) {
	c, err := a.find(sheetKey, key)
	if err != nil {
		return nil, err
	}
	all, err := a.resolve(c, sheetKey)
	if err != nil {
		return nil, err
	}
	t := &Table{Head: []string{c.X.Title}}
	at := map[string]int{} // row of a category
	edge := map[int]float64{}
	for _, s := range all {
		if s.Kind == sheet.Area && c.Stack {
			s.ys = slices.Clone(s.ys)
			for i, y := range s.ys {
				edge[i] += y
				s.ys[i] = edge[i]
			}
		}
		if s.Invisible {
			continue
		}
		t.Head = append(t.Head, s.Name)
		format := c.Y.Format
		if s.Secondary && c.Y2 != nil {
			format = c.Y2.Format
		}
		for i, y := range s.ys {
			label := ""
			if i < len(s.labels) {
				label = s.labels[i]
			}
			if math.IsNaN(y) || label == "" {
				continue
			}
			row, ok := at[label]
			if !ok {
				row = len(t.Rows)
				at[label] = row
				t.Rows = append(t.Rows, []string{label})
			}
			for len(t.Rows[row]) < len(t.Head)-1 {
				t.Rows[row] = append(t.Rows[row], "")
			}
			if len(t.Rows[row]) == len(t.Head)-1 { // of points that share a label, the first
				t.Rows[row] = append(t.Rows[row], sheet.Show(y, format))
			}
		}
	}
	for i := range t.Rows {
		for len(t.Rows[i]) < len(t.Head) {
			t.Rows[i] = append(t.Rows[i], "")
		}
	}
	return t, nil
}
