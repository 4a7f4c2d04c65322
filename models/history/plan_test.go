package history

import (
	"slices"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestPast: whose past a run belongs to, of files of one ID, one name, or neither.
func TestPast(t *testing.T) {
	run := func(id, plan, file, asOf string) Run {
		return Run{PlanID: id, Plan: plan, File: file, Point: outcome.TrendPoint{AsOf: asOf}}
	}
	for name, c := range map[string]struct {
		runs  []Run
		me    Plan
		past  []int // places in runs
		apart []string
	}{
		"a file for every month": {[]Run{run("P", "N", "jan", "2026-01"), run("P", "N", "feb", "2026-02"), run("P", "N", "mar", "2026-03")},
			Plan{"P", "N", "mar", "2026-03"}, []int{0, 1, 2}, nil},
		"an earlier month again": {[]Run{run("P", "N", "jan", "2026-01"), run("P", "N", "feb", "2026-02")},
			Plan{"P", "N", "jan", "2026-01"}, []int{0}, nil},
		"a second version in the month": {[]Run{run("P", "N", "feb", "2026-02"), run("P", "N", "mar", "2026-03")},
			Plan{"P", "N", "mar-v2", "2026-03"}, []int{0}, []string{"mar"}},
		"back to one file": {[]Run{run("P", "N", "plan", ""), run("P", "N", "jan", "2026-01"), run("P", "N", "feb", "2026-02")},
			Plan{"P", "N", "plan", "2026-03"}, []int{0, 1, 2}, nil},
		"a copy with the ID and the name": {[]Run{run("P", "N", "north", "2026-01"), run("P", "N", "south", "2026-01"), run("P", "N", "north", "2026-02"), run("P", "N", "south", "2026-02")},
			Plan{"P", "N", "north", "2026-03"}, []int{0, 2}, []string{"south"}},
		"a copy with the ID and another name": {[]Run{run("P", "N", "north", "2026-01"), run("P", "S", "south", "2026-01")},
			Plan{"P", "N", "mar", "2026-03"}, []int{0}, []string{"south"}},
		"renamed in its file": {[]Run{run("P", "Old", "plan", "2026-01")},
			Plan{"P", "New", "plan", "2026-02"}, []int{0}, nil},
		"kept before it had an ID": {[]Run{run("", "N", "plan", "2026-01"), run("", "Other", "plan", "2026-01")},
			Plan{"P", "N", "plan", "2026-02"}, []int{0}, nil},
		"two of one name": {[]Run{run("", "N", "a", "2026-05"), run("", "N", "b", "2026-06")},
			Plan{"", "N", "a", "2026-06"}, []int{0}, []string{"b"}},
		"one name, IDs of their own": {[]Run{run("P", "N", "a", "2026-05"), run("Q", "N", "b", "2026-05")},
			Plan{"P", "N", "a2", "2026-06"}, []int{0}, nil},
		"no plan of the name": {[]Run{run("P", "N", "a", "2026-05")}, Plan{"", "M", "m", "2026-06"}, nil, nil},
	} {
		past, apart := c.me.Past(c.runs)
		var want []Run
		for _, k := range c.past {
			want = append(want, c.runs[k])
		}
		same := slices.EqualFunc(past, want, func(a, b Run) bool { return a.File == b.File && a.Point.AsOf == b.Point.AsOf })
		if !same || !slices.Equal(apart, c.apart) {
			t.Errorf("%s: past %v, apart %v", name, past, apart)
		}
	}
}

// TestBefore: the last run of the latest earlier month, whatever was run again since.
func TestBefore(t *testing.T) {
	run := func(id int64, asOf string) Run { return Run{ID: id, Point: outcome.TrendPoint{AsOf: asOf}} }
	runs := []Run{run(1, "2026-01"), run(2, "2026-02"), run(3, "2026-02"), run(4, "2026-01"), run(5, "2026-03")}
	for asOf, want := range map[string]int64{"2026-03": 3, "2026-02": 4, "2026-01": 1, "2026-09": 5, "": 5} {
		if got := Before(runs, asOf); got.ID != want {
			t.Errorf("%s: compared with run %d, want %d", asOf, got.ID, want)
		}
	}
	if Before(nil, "2026-01") != nil {
		t.Error("a run before the first")
	}
}

// TestInForce: a baseline belongs to the plan of its ID, whatever the file is called;
// of two files of one plan each has its own.
func TestInForce(t *testing.T) {
	of := func(id int64, planID, plan, file string) Approved {
		return Approved{Plan: plan, PlanID: planID, Baseline: budget.Baseline{ID: id, File: file}}
	}
	list := []Approved{of(1, "P", "N", "plan"), of(2, "Q", "N", "other"), of(3, "P", "S", "copy"), of(4, "", "N", "old")}
	for me, want := range map[Plan]int64{
		{"P", "N", "mar", ""}: 4, {"P", "N", "plan", ""}: 1, {"Q", "N", "x", ""}: 4, {"Q", "N", "other", ""}: 2, {"P", "S", "z", ""}: 3, {"", "N", "w", ""}: 4,
	} {
		if b := me.InForce(list); b == nil || b.ID != want {
			t.Errorf("%v: measured against %v, want %d", me, b, want)
		}
	}
}
