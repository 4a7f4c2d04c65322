package workbook

import (
	"testing"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/words"
)

// bare is a candidate of which nothing speaks for a cost table or against it:
// two lines under a sheet's name that says nothing.
func bare() *candidate {
	line := func(row int, amount int64) entry {
		return entry{row: &gridRow{number: row}, amount: decimal.NewFromInt(amount), cells: []*cell{{row: row, col: 2}}}
	}
	return &candidate{tab: tabPart{name: "Sheet1"}, g: &grid{name: "Sheet1"}, header: 1, last: 9, name: &field{role: colNone},
		entries: []entry{line(2, 40), line(3, 60)}, figure: figure{amount: &field{role: colForecast}}}
}

// withTotal adds the candidate's own total.
func withTotal(c *candidate) {
	c.entries = append(c.entries, entry{kind: entryTotal, row: &gridRow{number: 8}, amount: c.sum(), cells: []*cell{{row: 8, col: 2}}})
}

// TestScore: what each fact is worth when the cost table is chosen.
func TestScore(t *testing.T) {
	for name, x := range map[string]struct {
		change func(c *candidate)
		want   int
	}{
		"nothing":             {func(*candidate) {}, 0},
		"its own total":       {withTotal, 3},
		"a title of spending": {func(c *candidate) { c.tab.name = "Expenses" }, 2},
		"quantities times":    {func(c *candidate) { c.figure = figure{product: []*field{{}, {}}} }, 2},
		"months":              {func(c *candidate) { c.figure = figure{periods: []*field{{}, {}}} }, 2},
		"one month":           {func(c *candidate) { c.figure = figure{periods: []*field{{}}} }, 0},
		"parts":               {func(c *candidate) { c.figure = figure{parts: []*field{{}, {}}} }, 2},
		"a column of totals":  {func(c *candidate) { c.figure.amount.role = colTotal }, 2},
		"a column of budgets": {func(c *candidate) { c.figure.amount.role = colBudget }, 2},
		"a column of amounts": {func(c *candidate) { c.figure.amount.role = colAmount }, 2},
		"a column of rates":   {func(c *candidate) { c.figure.amount.role = colRate }, -3},
		"a header over names": {func(c *candidate) { c.name.role = colName }, 1},
		"five lines": {func(c *candidate) {
			c.entries = append(c.entries, c.entries[:1]...)
			c.entries = append(c.entries, c.entries[:2]...)
		}, 1},
		"four lines":                 {func(c *candidate) { c.entries = append(c.entries, c.entries...) }, 0},
		"a title beside":             {func(c *candidate) { c.tab.name = "Rate card" }, -4},
		"hidden":                     {func(c *candidate) { c.tab.hidden = true }, -2},
		"costs, but a hidden lookup": {func(c *candidate) { c.tab.name, c.tab.hidden = "Cost lookup", true }, 2 - 4 - 2},
	} {
		c := bare()
		x.change(c)
		if got := c.score(); got != x.want {
			t.Errorf("%s: %d points, want %d", name, got, x.want)
		}
	}
}

// TestChoose: a table is taken when it is at least two points ahead, however
// the tables are ordered; one point is a question.
func TestChoose(t *testing.T) {
	other := func(points int) *candidate { // with lines of its own
		c := bare()
		c.entries[0].amount = decimal.NewFromInt(7)
		c.tab.name = "Sheet2"
		switch points {
		case 1:
			c.name.role = colName
		case 2:
			c.figure.amount.role = colAmount
		case 3:
			c.name.role, c.figure.amount.role = colName, colAmount
		}
		return c
	}
	best := bare()
	withTotal(best) // 3 points
	for points, taken := range map[int]bool{1: true, 2: false, 3: false} {
		for _, order := range [][]*candidate{{best, other(points)}, {other(points), best}} {
			a := &adopter{r: &reader{ctx: t.Context(), w: words.For("en"), plan: &budget.Plan{}, book: &book{}}, candidates: order}
			c := a.choose()
			if taken != (c == best) || !taken && (len(a.r.problems) != 1 || a.r.problems[0].Code != "adopt-several") {
				t.Errorf("3 points against %d: took %v, problems %v", points, c != nil, a.r.problems)
			}
		}
	}
	for points, taken := range map[int]bool{0: false, 1: true} { // alone
		c := other(points)
		a := &adopter{r: &reader{ctx: t.Context(), w: words.For("en"), plan: &budget.Plan{}, book: &book{}}, candidates: []*candidate{c}}
		if got := a.choose(); taken != (got == c) {
			t.Errorf("alone with %d points: took %v", points, got != nil)
		}
	}
}
