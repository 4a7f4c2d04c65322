package service

import (
	"ballast/budget/words"
	"ballast/models/outcome"
)

// Column is one variant of a comparison.
type Column struct {
	Name     string             `json:"name"`
	RID      string             `json:"rid"`
	Changed  []Changed          `json:"changed"`
	Headline *outcome.Headline  `json:"headline,omitempty"`
	Curve    outcome.Curve      `json:"curve,omitempty"` // of the cost, 101 points
	Fan      []outcome.FanMonth `json:"fan,omitempty"`
	Outputs  []OutputCurve      `json:"outputs,omitempty"` // of a model, instead of headline, curve and fan
}

// OutputCurve is the distribution of an output of a model: least, P1 to P99, greatest;
// none where every scenario is in error.
type OutputCurve struct {
	Name  string    `json:"name"`
	Curve []float64 `json:"curve"`
}

// Compared is a figure of all variants, and what each differs by from the first.
type Compared struct {
	Key       string              `json:"key"`
	Label     string              `json:"label"`
	Kind      string              `json:"kind"`
	Values    []*float64          `json:"values"`
	Changes   []*float64          `json:"changes"`
	Intervals []*outcome.Interval `json:"intervals"`
	Visible   []bool              `json:"visible"`
}

// Comparison is two to four variants side by side, on the same draws.
type Comparison struct {
	Columns []Column   `json:"columns"`
	Rows    []Compared `json:"rows"`
}

// Compare sets results beside the first of them, figure by figure, by paired differences.
//
// Checked: TestCompareIsPaired.
func Compare(names []string, all []*Result) *Comparison {
	if all[0].Formulas != nil {
		return compareModels(names, all)
	}
	c := &Comparison{}
	for i, r := range all {
		curve := make(outcome.Curve, 0, 101)
		for k := 0; k < len(r.Curves.Cost); k += 10 {
			curve = append(curve, r.Curves.Cost[k])
		}
		c.Columns = append(c.Columns, Column{Name: names[i], RID: r.RID, Changed: r.Changed, Headline: &r.Headline, Curve: curve, Fan: r.Fan})
	}
	first := all[0]
	w := words.For(first.Language)
	for _, d := range first.Stand.Differences(first.Stand) {
		c.Rows = append(c.Rows, Compared{Key: d.Key, Kind: d.Kind, Label: FigureName(w, d.Key, first.Confidence), Values: []*float64{d.Value},
			Changes: []*float64{nil}, Intervals: []*outcome.Interval{nil}, Visible: []bool{false}})
	}
	for i, r := range all[1:] {
		for _, d := range first.Stand.Differences(r.Stand) {
			c.put(i+1, d, w, first.Confidence)
		}
	}
	return c
}

// put puts the difference of column n into its row.
func (c *Comparison) put(n int, d outcome.Difference, w *words.Words, confidence float64) {
	c.add(n, Diff{Difference: d, Label: FigureName(w, d.Key, confidence)})
}

// add puts a difference of column n into its row, which is made when it is met first.
func (c *Comparison) add(n int, d Diff) {
	at := -1
	for i := range c.Rows {
		if c.Rows[i].Key == d.Key {
			at = i
		}
	}
	if at < 0 { // the first one has nothing to say of it
		at = len(c.Rows)
		c.Rows = append(c.Rows, Compared{Key: d.Key, Kind: d.Kind, Label: d.Label})
	}
	x := &c.Rows[at]
	for len(x.Values) < n {
		x.Values, x.Changes, x.Intervals, x.Visible = append(x.Values, nil), append(x.Changes, nil), append(x.Intervals, nil), append(x.Visible, false)
	}
	x.Values, x.Changes = append(x.Values, d.Value), append(x.Changes, d.Change)
	x.Intervals, x.Visible = append(x.Intervals, d.Interval95), append(x.Visible, d.Visible)
}
