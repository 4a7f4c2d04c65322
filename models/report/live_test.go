package report

import (
	"math"
	"strings"
	"testing"

	"ballast/budget/sheet"
)

// TestLiveCellAgrees: the cached figures behind the cell where the reader types
// a confidence are those of the recommendation, and its formulas use only what
// every spreadsheet program since 2010 knows.
func TestLiveCellAgrees(t *testing.T) {
	o, _ := fixture("en")
	b := build("en")
	for _, s := range b.Sheets {
		if s.Key != "reserve" {
			continue
		}
		seen := 0
		for _, c := range s.Cells {
			if c.Formula == "" || c.Row != 7 || c.Role == sheet.RoleAside {
				continue
			}
			seen++
			x := c.Value.(float64)
			switch c.Col {
			case 3:
				if want := o.Reserve.Contingency + o.Cost.Base; math.Abs(x-want) > 0.01 {
					t.Errorf("cost is %.2f, want %.2f", x, want)
				}
			case 5:
				if math.Abs(x-o.Reserve.Contingency) > 0.01 {
					t.Errorf("contingency is %.2f, want %.2f", x, o.Reserve.Contingency)
				}
			}
			rest := strings.NewReplacer("INDEX(", "", "MATCH(", "", "MAX(", "", "MIN(", "").Replace(c.Formula)
			if i := strings.IndexFunc(rest, func(r rune) bool { return r >= 'a' && r <= 'z' }); i >= 0 {
				t.Errorf("formula %s uses more than INDEX, MATCH, MIN and MAX", c.Formula)
			}
		}
		if seen != 4 {
			t.Errorf("%d live figures, want 4", seen)
		}
	}
}

// TestNames: the names that other sheets may refer to, and that each is given once.
func TestNames(t *testing.T) {
	count := map[string]int{}
	for _, n := range build("zh").Names {
		count[n.Name]++
	}
	for _, want := range strings.Fields("Base P50 P80 P90 Contingency ContingencyLow ContingencyHigh ManagementReserve " +
		"LiquidityReserve ProbabilityOverrun ProbabilityGap NPV.Mean Payback.P50 Payback.P80") {
		if count["Ballast."+want] != 1 {
			t.Errorf("name Ballast.%s is given %d times", want, count["Ballast."+want])
		}
	}
}

// TestPercentilesRise: the full table that the live cell reads never falls and
// agrees with the quantiles of the outcome.
func TestPercentilesRise(t *testing.T) {
	o, p := fixture("en")
	d := newDesk(o, p, Options{})
	q := d.percentiles()
	if len(q) != 99 {
		t.Fatalf("%d percentiles, want 99", len(q))
	}
	for i := 1; i < len(q); i++ {
		if q[i].X < q[i-1].X {
			t.Errorf("P%v is below P%v", q[i].P, q[i-1].P)
		}
	}
	for _, e := range o.Cost.Quantiles {
		// The reserve table is rounded to the cent.
		if got := at(q, e.P); math.Abs(got-e.X) > 0.01 {
			t.Errorf("P%v is %v, want %v", e.P, got, e.X)
		}
	}
}
