package main

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook"
)

// withResponses is a plan with a response that is on and one that is off, money and revenue.
const withResponses = small + `
== Risks
ID | Name | Probability | From | To | Cost impact | Response | Response on | Response cost | Residual probability | Residual impact %
R1 | Strike | 40% | 2026-02 | 2026-06 | PERT(20,30,60) | agreement | yes | 5 | 10% | 50%
R2 | Flood | 30% | 2026-02 | 2026-06 | Uniform(10,50) | wall | no | 4 | 5% |

== Funding
ID | Name | Kind | Committed | Date
F1 | Own | own funds | 170 | 2026-01

== Revenue
ID | Name | Amount per month | Start
S1 | Rent | 30 | 2026-05
`

// toldWhole is what a run of a plan says: its JSON without what it was made from and when, and
// all texts and figures of its sheets.
func toldWhole(t *testing.T, source string, args ...string) (parts map[string]string, sheets string) {
	t.Helper()
	name := plan(t, source)
	if got := ballast(t, append([]string{"run", name, "-q", "-o", "r.xlsx", "--json", "o.json"}, args...)...); got.code != exitOK {
		t.Fatalf("%v: exit %d\n%s", args, got.code, got.err)
	}
	data, err := os.ReadFile("o.json")
	if err != nil {
		t.Fatal(err)
	}
	var o map[string]json.RawMessage
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for key, value := range o {
		if key != "input" && key != "run" && key != "log" {
			parts[key] = string(value)
		}
	}
	dump, err := workbook.DumpResults("r.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	sheets, _, _ = strings.Cut(dump, "# Run log")
	return parts, sheets
}

// TestMitigationOfTheWholeReport: --mitigation before gives the report of the plan whose
// responses are all off, after of the plan whose responses are all on, as-set that of the
// plan as it stands: every figure of the JSON and every cell of the sheets, not the cost
// alone.
func TestMitigationOfTheWholeReport(t *testing.T) {
	off := strings.Replace(withResponses, "agreement | yes", "agreement | no", 1)
	on := strings.Replace(withResponses, "wall | no", "wall | yes", 1)
	seen := map[string]bool{}
	for _, c := range []struct{ mitigation, as string }{{"before", off}, {"after", on}, {"as-set", withResponses}} {
		parts, sheets := toldWhole(t, withResponses, "--mitigation", c.mitigation)
		want, wantSheets := toldWhole(t, c.as)
		for _, key := range slices.Sorted(maps.Keys(want)) {
			if parts[key] != want[key] {
				t.Errorf("%s: %s is %.300s, in the plan set so %.300s", c.mitigation, key, parts[key], want[key])
			}
		}
		if len(parts) != len(want) || len(want) < 10 {
			t.Errorf("%s: %d parts, %d in the plan set so", c.mitigation, len(parts), len(want))
		}
		if sheets != wantSheets {
			t.Errorf("%s: the sheets differ from those of the plan set so", c.mitigation)
		}
		for _, key := range []string{"cost", "reserve", "cash", "return", "risks"} {
			if at := key + parts[key]; parts[key] == "" || seen[at] {
				t.Errorf("%s: %s is missing, or as under another mitigation", c.mitigation, key)
			} else {
				seen[at] = true
			}
		}
	}
	if got := ballast(t, "run", plan(t, withResponses), "--mitigation", "perhaps"); got.code != exitUsage {
		t.Errorf("an unknown mitigation: exit %d", got.code)
	}
}

// TestObjectiveOverrides: --objective of mixes stands in the place of the setting Optimise
// for: the same answer as the plan set so; npv and owners-npv are one, which differs from
// cost.
func TestObjectiveOverrides(t *testing.T) {
	priced := strings.Replace(limited, "F1 | Own | own funds | 150 | 2026-01 | | | | 160", "F1 | Own | own funds | 150 | 2026-01 | | 12% | | 160", 1) + "\n== Revenue\nID | Name | Amount per month | Start\nS1 | Rent | 40 | 2026-05\n"
	best := func(set string, args ...string) string {
		t.Helper()
		source := strings.Replace(priced, "Horizon | 12", "Horizon | 12\nOptimise for | "+set, 1)
		got := ballast(t, append([]string{"mixes", plan(t, source), "--optimise", "--quiet", "--scenarios", "100", "--json", "-"}, args...)...)
		var o struct {
			Study struct {
				Optimised json.RawMessage
			} `json:"mix_study"`
		}
		if err := json.Unmarshal([]byte(got.out), &o); err != nil || got.code != exitOK || len(o.Study.Optimised) < 100 {
			t.Fatalf("%s %v: exit %d %v\n%s", set, args, got.code, err, got.err)
		}
		return string(o.Study.Optimised)
	}
	if got, npv := best("cost", "--objective", "owners-npv"), best("npv"); got != npv || !strings.Contains(npv, `"objective": "npv"`) {
		t.Errorf("--objective owners-npv: %.400s, in the plan set so %.400s", got, npv)
	}
	for word, want := range map[string]string{"": "gap", "npv": "npv", "owners-npv": "npv", "cost": "cost", "gap": "gap"} {
		p := budget.Plan{Project: budget.Project{Mixes: budget.MixRules{Objective: "gap"}}}
		from := source{mitigation: "as-set", objective: word}
		if err := from.change(&p); err != nil || p.Project.Mixes.Objective != want {
			t.Errorf("--objective %q: %v, %s, want %s", word, err, p.Project.Mixes.Objective, want)
		}
	}
	if got := ballast(t, "mixes", plan(t, priced), "--optimise", "--objective", "beauty"); got.code != exitUsage {
		t.Errorf("an unknown objective: exit %d", got.code)
	}
}

// TestWhyItFails: for a gap, the limit, the payback and the cover the causes inside the
// failing futures stand in the JSON with cells, in a sentence on the console, and on the
// sheet Sensitivity, in both languages.
func TestWhyItFails(t *testing.T) {
	source := strings.NewReplacer("Horizon | 12", "Horizon | 24\nBudget limit | 165\nPayback target | 18\nOpening cash | 30", "170 | 2026-01", "110 | 2026-01").Replace(withResponses) +
		"F2 | Bank | loan | 60 | 2026-02\n"
	source = strings.Replace(source, "== Revenue\nID | Name | Amount per month | Start\nS1 | Rent | 30 | 2026-05\n", "== Revenue\nID | Name | Amount per month | Start | Volume\nS1 | Rent | 14 | 2026-05 | Discrete(0.2:0.2, 1:0.8)\n", 1)
	source = strings.Replace(source, "F2 | Bank | loan | 60 | 2026-02\n", "", 1)
	source = strings.Replace(source, "F1 | Own | own funds | 110 | 2026-01\n", "F1 | Own | own funds | 110 | 2026-01 | | |\nF2 | Bank | loan | 60 | 2026-02 | 8% | equal | 12\n", 1)
	source = strings.Replace(source, "ID | Name | Kind | Committed | Date\n", "ID | Name | Kind | Committed | Date | Rate | Repayment | Term\n", 1)
	for lang, sheet := range map[string]string{"en": "# Sensitivity", "zh": "# 敏感性"} {
		got := ballast(t, "run", plan(t, source), "-o", "r.xlsx", "--json", "o.json", "--lang", lang)
		if got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		data, err := os.ReadFile("o.json")
		if err != nil {
			t.Fatal(err)
		}
		var o struct {
			Failures []struct {
				Event    string
				Share    float64 `json:"probability"`
				Typical  *int    `json:"typical_scenario"`
				Sentence string
				Causes   []struct{ Input, At string }
			}
		}
		if err := json.Unmarshal(data, &o); err != nil {
			t.Fatal(err)
		}
		dump, err := workbook.DumpResults("r.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		_, stands, _ := strings.Cut(dump, sheet)
		var events []string
		for _, f := range o.Failures {
			events = append(events, f.Event)
			if f.Share == 0 || f.Sentence == "" || f.Typical == nil || len(f.Causes) == 0 || !strings.Contains(f.Causes[0].At, "!") {
				t.Errorf("%s: %+v", lang, f)
				continue
			}
			if !strings.Contains(got.out, f.Sentence) {
				t.Errorf("%s: the console does not say %q", lang, f.Sentence)
			}
			if !strings.Contains(stands, f.Sentence) {
				t.Errorf("%s: the sheet does not say %q", lang, f.Sentence)
			}
		}
		if len(events) != 4 {
			t.Errorf("%s: the events are %v", lang, events)
		}
	}
}
