package cells

import (
	"math"
	"testing"
	"time"

	"ballast/budget"
	"ballast/budget/formula"
)

// TestFreeze: a formula that cannot be computed keeps its stored value where it is frozen,
// whatever it would read; its dependants move on. Without that it is refused.
func TestFreeze(t *testing.T) {
	g := newGrid(t, "A1 100\nA2 =CUBEVALUE(\"x\",A1)\nA3 =A1+A2")
	g.values[place(t, 0, "A2")], g.values[place(t, 0, "A3")] = formula.Num(7), formula.Num(107)
	o := Options{Inputs: []string{"Model!A1=Uniform(90,110)"}, Results: []string{"Model!A3"}}
	if _, problems := Compile(Workbook{Source: g}, o); !budget.HasErrors(problems) {
		t.Error("a function of a cube was not refused")
	}
	o.Freeze = []string{"Model!A2"}
	m, problems := Compile(Workbook{Source: g}, o)
	if budget.HasErrors(problems) || codesOf(problems, budget.Note) != "frozen" {
		t.Fatal(problems)
	}
	if low := m.oneByOne(m.newKernel(0), 0)[0][0]; low != 97 {
		t.Errorf("calculated %v at an input of 90, expected 97", low)
	}
}

// TestAsOf: TODAY and NOW are the day that is asked for, also in formulas that move; what
// then differs from the stored values is not compared, and where it is the stored day, is.
func TestAsOf(t *testing.T) {
	text := "A1 100\nA2 =TODAY()-46000\nA3 =A1*A2\nA4 =A1+NOW()"
	g := newGrid(t, text)
	for cell, x := range map[string]float64{"A2": 112, "A3": 11200, "A4": 46212} {
		g.values[place(t, 0, cell)] = formula.Num(x)
	}
	o := Options{Inputs: []string{"Model!A1=Uniform(90,110)"}, Results: []string{"Model!A3", "Model!A4"}}
	for _, c := range []struct {
		day              time.Time
		today            float64
		compared, unsure int
	}{
		{time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), 46113, 0, 3}, // 46113: 2026-04-01
		{time.Date(2026, 4, 0, 0, 0, 0, 0, time.UTC), 46112, 3, 0},
	} {
		o.AsOf = c.day
		m, problems := Compile(Workbook{Source: g}, o)
		if budget.HasErrors(problems) {
			t.Fatal(problems)
		}
		low := m.oneByOne(m.newKernel(0), 0)
		if a, b := low[0][0], low[1][0]; math.Abs(a-90*(c.today-46000)) > 1e-9 || b != 90+c.today {
			t.Errorf("%s: calculated %v and %v", c.day, a, b)
		}
		if m.Base.Compared != c.compared || m.Base.Unsure != c.unsure {
			t.Errorf("%s: %+v", c.day, m.Base)
		}
	}
}
