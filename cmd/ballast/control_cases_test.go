package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// TestControlCases: every plan of samples/control, through the whole program:
// what has happened is known whole, and what has not is drawn given that it has
// not (models/doc.go section 13).
func TestControlCases(t *testing.T) {
	for _, file := range []string{"cases", "more"} {
		for _, c := range textCasesOf(t, file, "../../samples/control/"+file+".txt") {
			t.Run(c.kind+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				c.run(t)
			})
		}
	}
}

// TestNotifyFailureHidesNothing: where the command that tells somebody fails, the
// exit of the alarm stays.
func TestNotifyFailureHidesNothing(t *testing.T) {
	plan(t, `== Project
Name | Alarm
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 1000
Budget limit | 500

== Costs
ID | Name | Amount | Start | Months
C1 | a | 1200 | 2026-01 | 12

== Rules
Metric | General | Higher | Major
Probability of overrun | 0.5 | 0.7 | 0.9
`)
	got := ballast(t, "run", "plan.xlsx", "-q", "--fail-on", "major", "--notify", "exit 3")
	if got.code != exitAlert || !strings.Contains(got.err, "--notify") {
		t.Errorf("exit %d\n%s", got.code, got.err)
	}
}

// TestTwoPlansOfOneName: what has risen is told by the runs of the same file, of
// an earlier month; to run again in a month clears nothing.
func TestTwoPlansOfOneName(t *testing.T) {
	const source = `== Project
Name | Budget 2026
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 1000
As-of month | %s
Budget limit | 1300

== Costs
ID | Name | Amount | Low | Likely | High | Start | Months | Owner
C1 | a | 1200 | 1000 | 1200 | 1500 | 2026-01 | 12 | Ann

== Actuals
Date | Kind | ID | Amount
2026-01 | cost | C1 | 300
2026-%s | cost | C1 | %s

== Progress
ID | %% complete
C1 | %s
`
	fine := fmt.Sprintf(source, "2026-05", "05", "200", "41%%")
	bad := fmt.Sprintf(source, "2026-06", "06", "470", "45%%")
	plan(t, strings.ReplaceAll(fine, "%%", "%"))
	run := func(file, source string) (risen bool, said string) {
		rewrite(t, file, strings.ReplaceAll(source, "%%", "%"))
		got := ballast(t, "run", file, "--store", "runs.db", "--json", file+".json")
		if got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		var c controlled
		data, err := os.ReadFile(file + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		for _, w := range c.Warnings {
			risen = risen || w.Risen && w.Tier == "major"
		}
		return risen, got.err
	}
	run("a.xlsx", fine)
	if _, said := run("b.xlsx", bad); !strings.Contains(said, "a.xlsx") {
		t.Errorf("the shared name is not said:\n%s", said)
	}
	for range 2 {
		if risen, _ := run("a.xlsx", bad); !risen {
			t.Error("the rise of the first plan is hidden")
		}
	}
}

// TestCompareReadsBothWays: what a part changed is the same read from either plan, but
// for the sign, and how much the order matters is said.
func TestCompareReadsBothWays(t *testing.T) {
	const before = `== Project
Name | Test
Currency | EUR
Start month | 2026-01
Horizon | 24
Scenarios | 2000
Opening cash | 100
Minimum cash | 0
Sampling | LHS

== Costs
ID | Name | Amount | Low | Likely | High | Start | Months
C1 | a | 1200 | 1000 | 1200 | 1800 | 2026-01 | 8
C2 | b | 600 | 500 | 600 | 900 | 2026-06 | 10

== Funding
ID | Kind | Committed | Date | Delay | Draw | Repayment
F1 | own funds | 900 | 2026-01 | PERT(0,1,3) | scheduled | none

== Risks
ID | Name | Probability | Cost impact | From | To
R1 | x | 0.3 | PERT(100,200,400) | 2026-03 | 2026-10
`
	after := strings.NewReplacer("Scenarios | 2000", "Scenarios | 2000\nReserve confidence | 90%", "1800 | 2026-01", "2200 | 2026-04", "| 900 | 2026-01", "| 1100 | 2026-01", "x | 0.3", "x | 0.5").Replace(before)
	plan(t, before)
	rewrite(t, "a.xlsx", before)
	rewrite(t, "b.xlsx", after)
	type bridge struct {
		Steps []struct {
			Part              string
			Cost, Contingency float64
			Spread            float64
			ProbabilityGap    float64 `json:"probability_gap"`
		}
		Spread float64 `json:"largest_spread"`
	}
	read := func(from, to string) (b bridge) {
		got := ballast(t, "compare", from, to, "--json")
		if err := json.Unmarshal([]byte(got.out), &b); err != nil || got.code != exitOK {
			t.Fatalf("exit %d, %v\n%s", got.code, err, got.err)
		}
		return b
	}
	forth, back := read("a.xlsx", "b.xlsx"), read("b.xlsx", "a.xlsx")
	moved := 0
	for k, s := range forth.Steps {
		if d := s.Contingency + back.Steps[k].Contingency; math.Abs(d) > 3 { // of 330: the two orders of coordinates differ by chance
			t.Errorf("%s: %v one way and %v the other", s.Part, s.Contingency, back.Steps[k].Contingency)
		}
		if d := s.ProbabilityGap + back.Steps[k].ProbabilityGap; math.Abs(d) > 0.01 {
			t.Errorf("%s: P(gap) %v one way and %v the other", s.Part, s.ProbabilityGap, back.Steps[k].ProbabilityGap)
		}
		if s.Contingency != 0 {
			moved++
		}
	}
	if moved < 3 || forth.Spread <= 0 || math.Abs(forth.Spread-back.Spread) > 3 {
		t.Errorf("%d parts moved; the orders differ by %v and %v", moved, forth.Spread, back.Spread)
	}
}
