package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// monthly runs a plan from a file of its own name and returns its figures and what
// was said beside them.
func monthly(t *testing.T, file, source, store string) (*cycle, string) {
	t.Helper()
	data, err := workbook.FromText([]byte(source), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	got := ballast(t, "run", file, "--json", "-", "--store", store)
	if got.code != exitOK {
		t.Fatalf("%s: exit %d %s", file, got.code, got.err)
	}
	var o cycle
	if err := json.Unmarshal([]byte(got.out), &o); err != nil {
		t.Fatal(err)
	}
	return &o, got.err
}

// TestPlanID: the months of a plan belong together whatever their files are called,
// re-runs clear nothing, and a copy with the same ID is told apart and said.
func TestPlanID(t *testing.T) {
	t.Chdir(t.TempDir())
	store := "plans.db"
	at := func(id, name, asOf string, spent string) string {
		return strings.NewReplacer("Name | Hall\n", "Name | "+name+"\nPlan ID | "+id+"\n", "As-of month | 2026-03", "As-of month | "+asOf,
			"2026-03 | cost | C2 | 260", "2026-03 | cost | C2 | "+spent).Replace(gated["en"])
	}
	was := func(o *cycle) string {
		for _, w := range o.Warnings {
			if w.Metric == "cpi" && w.Where == "C2" {
				return w.Was + " to " + w.Tier
			}
		}
		return "no warning"
	}
	feb, said := monthly(t, "hall-02.xlsx", at("P-1", "Hall", "2026-02", "10"), store)
	if was(feb) != "no warning" && was(feb) != " to general" || strings.Contains(said, "P-1") {
		t.Errorf("February %q %s", was(feb), said)
	}
	mar, said := monthly(t, "hall-03.xlsx", at("P-1", "Hall", "2026-03", "900"), store)
	risen := was(mar)
	if !strings.HasSuffix(risen, "to major") || strings.HasPrefix(risen, " ") || strings.Contains(said, "kept apart") {
		t.Errorf("March in a file of its own: %q %s", risen, said)
	}
	for _, file := range []string{"hall-03.xlsx", "hall-03b.xlsx"} {
		if again, _ := monthly(t, file, at("P-1", "Hall", "2026-03", "901"), store); was(again) != risen {
			t.Errorf("%s, March again: %q, want %q", file, was(again), risen)
		}
	}
	copied, said := monthly(t, "annex.xlsx", at("P-1", "Annex", "2026-03", "900"), store)
	if was(copied) != " to major" || !strings.Contains(said, "P-1") || !strings.Contains(said, "hall-02.xlsx") {
		t.Errorf("a copy with another name: %q %s", was(copied), said)
	}
	if _, said := monthly(t, "none.xlsx", at("", "Shed", "2026-03", "900"), store); !strings.Contains(said, "no ID") || !strings.Contains(said, "P-") {
		t.Errorf("a plan without an ID: %s", said)
	}
	if list := ballast(t, "history", store, "--plan", "P-1").out; strings.Count(list, "Hall") != 4 || strings.Count(list, "Annex") != 1 {
		t.Errorf("history of P-1:\n%s", list)
	}
}

// TestMadePlansHaveAnID: new and adopt write an ID of its own into every plan.
func TestMadePlansHaveAnID(t *testing.T) {
	t.Chdir(t.TempDir())
	seen := map[string]bool{}
	for _, args := range [][]string{{"new", "a.xlsx"}, {"new", "--lang", "zh", "b.xlsx"}} {
		if got := ballast(t, args...); got.code != exitOK {
			t.Fatal(got.err)
		}
		p, _, err := workbook.Read(t.Context(), args[len(args)-1], workbook.ReadOptions{})
		if err != nil || len(p.Project.PlanID) != len("P-00000000") || seen[p.Project.PlanID] {
			t.Errorf("%v: ID %q (%v)", args, p.Project.PlanID, err)
		}
		seen[p.Project.PlanID] = true
	}
	book := plan(t, "== Budget\nItem | Amount\nRoof works | 1,000\nFloor works | 500\nTotal | =SUM(B2:B3)\n")
	if got := ballast(t, "adopt", book, "-o", "c.xlsx", "--yes"); got.code != exitOK {
		t.Fatal(got.out, got.err)
	}
	p, _, err := workbook.Read(t.Context(), "c.xlsx", workbook.ReadOptions{})
	if err != nil || !strings.HasPrefix(p.Project.PlanID, "P-") {
		t.Errorf("adopted: ID %q (%v)", p.Project.PlanID, err)
	}
}
