package budget

import "testing"

// TestChangesMoveBudgets: a transfer takes from one line what it gives another, a
// change order moves the sum, and what is dated later does not count.
func TestChangesMoveBudgets(t *testing.T) {
	p := &Plan{Cycle: Cycle{Changes: []Change{
		{ID: "T1", Month: 1, From: "A", Line: "B", Amount: MoneyOf(100)},
		{ID: "V1", Month: 2, Line: "B", Amount: MoneyOf(40)},
		{ID: "T2", Month: 2, Kind: "transfer", Line: "A", Amount: MoneyOf(-30)},
		{ID: "T2", Month: 2, Kind: "transfer", Line: "C", Amount: MoneyOf(30)},
		{ID: "V2", Month: 5, Line: "C", Amount: MoneyOf(7)},
	}}}
	for _, c := range []struct {
		line string
		last int
		want float64
	}{
		{"A", 0, 0}, {"A", 1, -100}, {"B", 1, 100}, {"A", 2, -130}, {"B", 2, 140}, {"C", 2, 30}, {"C", 5, 37}, {"D", 9, 0},
	} {
		if got := p.Changed(c.line, c.last); !got.Equal(MoneyOf(c.want)) {
			t.Errorf("%s up to month %d: %s, want %g", c.line, c.last, got, c.want)
		}
	}
}
