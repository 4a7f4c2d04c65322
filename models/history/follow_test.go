package history

import (
	"testing"

	"ballast/models/outcome"
)

// TestFollow: a warning that stands in as many months in a row as its rule says is a
// tier higher, a month without a run breaks the row, and a second run of a month does
// not count twice; an action is judged by what its figure was when it was opened.
func TestFollow(t *testing.T) {
	run := func(asOf, metric string, value float64) Run {
		return Run{Point: outcome.TrendPoint{AsOf: asOf}, Warnings: []outcome.Warning{{Tier: "general", Metric: metric, Where: "C1", Value: value}}}
	}
	for name, c := range map[string]struct {
		runs   []Run
		rule   int
		tier   string
		inARow int
	}{
		"three in a row":  {[]Run{run("2026-01", "cpi", 0.9), run("2026-02", "cpi", 0.9), run("2026-02", "cpi", 0.9)}, 3, "higher", 3},
		"two of three":    {[]Run{run("2026-02", "cpi", 0.9)}, 3, "general", 2},
		"broken row":      {[]Run{run("2025-12", "cpi", 0.9), run("2026-01", "cpi", 0.9)}, 2, "general", 1},
		"another metric":  {[]Run{run("2026-02", "spi", 0.9)}, 2, "general", 1},
		"no rule":         {[]Run{run("2026-01", "cpi", 0.9), run("2026-02", "cpi", 0.9)}, 0, "general", 3},
		"the month again": {[]Run{run("2026-02", "cpi", 0.9), run("2026-03", "cpi", 0.9)}, 3, "general", 2},
	} {
		now := 0.94
		o := &outcome.Outcome{Warnings: []outcome.Warning{{Tier: "general", Metric: "cpi", Where: "c1", Value: now}},
			Followups: []outcome.Followup{{ID: "A1", Date: "2026-02", Metric: "cpi", Where: "C1", Now: &now}}}
		Follow(o, c.runs, "2026-03", map[string]int{"cpi": c.rule})
		if w := o.Warnings[0]; w.Tier != c.tier || w.InARow != c.inARow || w.Lasting != (c.tier == "higher") {
			t.Errorf("%s: %+v", name, w)
		}
		f := o.Followups[0]
		if known := name != "another metric"; known != (f.Effect == "better") {
			t.Errorf("%s: action %+v", name, f)
		}
	}
}
