package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// funded is a plan with two sources, two mixes and a stress.
const funded = small + `
== Funding
ID | Name | Kind | Committed | Date | Arrival probability | Rate | Repayment | Max amount
F1 | Own | own funds | 150 | 2026-01 | | | | 160
F2 | Bank | loan | 40 | 2026-01 | 90% | 6% | bullet | 80

== Mixes
Source | Own first | Bank first
F1 | 160 | 80
F2 | 20 | 80

== Stress
Shock | Name
F2 late 6 | Bank late
`

// limited is the plan with room for a search of the best amounts.
var limited = strings.Replace(funded, "Horizon | 12", "Horizon | 12\nBudget limit | 400", 1)

// TestMixes: the mixes are compared on the sheet and in JSON, by run as well;
// shocks of the command line come behind those of the plan.
func TestMixes(t *testing.T) {
	name := plan(t, funded)
	got := ballast(t, "mixes", name, "--json", "f.json", "--stress", "costs +15%", "--stress", "F1 fails; rates +2%")
	if got.code != exitOK || !strings.Contains(got.out, "Own first: gap in") || !strings.Contains(got.out, "can least do without Own") {
		t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	var o struct {
		Mixes []struct {
			Name            string
			ProbabilityGap  float64  `json:"probability_gap"`
			BetterThanFirst *float64 `json:"better_than_first"`
			Removal         []struct {
				ID             string
				ProbabilityGap float64 `json:"probability_gap"`
			}
		}
		Study struct {
			Stress []struct {
				Text  string
				Mixes []struct {
					ProbabilityGap float64 `json:"probability_gap"`
				}
			}
		} `json:"mix_study"`
	}
	data, err := os.ReadFile("f.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	if len(o.Mixes) != 2 || o.Mixes[0].BetterThanFirst != nil || o.Mixes[1].BetterThanFirst == nil || len(o.Mixes[0].Removal) != 2 {
		t.Errorf("mixes %+v", o.Mixes)
	}
	if o.Mixes[0].Removal[0].ProbabilityGap != 1 { // 20 for a cost of 150
		t.Errorf("without own funds %+v", o.Mixes[0].Removal)
	}
	if len(o.Study.Stress) != 3 || o.Study.Stress[1].Text != "costs +15%" || o.Study.Stress[2].Mixes[0].ProbabilityGap != 1 {
		t.Errorf("stress %+v", o.Study.Stress)
	}
	if o.Study.Stress[1].Mixes[0].ProbabilityGap <= o.Mixes[0].ProbabilityGap {
		t.Errorf("dearer costs: %v, as it is %v", o.Study.Stress[1].Mixes[0], o.Mixes[0])
	}
	if got := ballast(t, "run", name, "--json", "f.json"); got.code != exitOK {
		t.Fatal(got.err)
	}
	if data, err = os.ReadFile("f.json"); err != nil || !strings.Contains(string(data), `"mixes"`) {
		t.Errorf("run does not compare the mixes of the plan: %v", err)
	}
}

// TestMixesUsage: what cannot be asked is refused before any work.
func TestMixesUsage(t *testing.T) {
	name := plan(t, funded)
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"--stress", "weather bad"}, exitUsage, "cannot read"},
		{[]string{"--stress", "F9 late 3"}, exitUsage, "there is no source F9"},
		{[]string{"--optimise", "--scenarios", "0"}, exitUsage, "number from 1"},
	} {
		got := ballast(t, append([]string{"mixes", name}, c.args...)...)
		if got.code != c.code || !strings.Contains(got.err, c.say) {
			t.Errorf("%v: exit %d, %s", c.args, got.code, got.err)
		}
	}
	if now := files(t); now != name {
		t.Errorf("files: %s", now)
	}
	name = plan(t, small)
	if got := ballast(t, "mixes", name); got.code != exitFailed || !strings.Contains(got.err, "no funding sources") {
		t.Errorf("without sources: exit %d, %s", got.code, got.err)
	}
}

// TestMixesOptimise: the best amounts, limits under which the gap stays too likely, and a
// source that its least amount keeps out.
func TestMixesOptimise(t *testing.T) {
	limit := func(s string) string {
		return strings.Replace(funded, "Horizon | 12", "Horizon | 12\nBudget limit | "+s, 1)
	}
	name := plan(t, limit("400"))
	got := ballast(t, "mixes", name, "--optimise")
	if got.code != exitOK || !strings.Contains(got.out, "The best amounts cost") || !strings.Contains(got.out, "On fresh draws") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	name = plan(t, limit("120"))
	got = ballast(t, "mixes", name, "--optimise")
	if got.code != exitOK || !strings.Contains(got.out, "No amounts within the limits") || !strings.Contains(got.out, "the budget limit on all sources") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	name = plan(t, strings.Replace(limit("120"), "Max amount\nF1 | Own | own funds | 150 | 2026-01 | | | | 160", "Max amount | Min amount\nF1 | Own | own funds | 150 | 2026-01 | | | | 160 | 150", 1))
	got = ballast(t, "mixes", name, "--optimise")
	if got.code != exitOK || !strings.Contains(got.out+got.err, "F1 is nothing or at least 150, but may be at most 120: it cannot be used [no-feasible-mix]") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
}
