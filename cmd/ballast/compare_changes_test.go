package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
	"ballast/models/outcome"
)

// TestCompareChanges: compare names what differs, row by row with cells, and by owner; it
// puts the mixes of both beside each other, and calls noise no visible difference.
func TestCompareChanges(t *testing.T) {
	before := strings.NewReplacer("ID | Name | Amount | Low", "ID | Name | Owner | Amount | Low", "C1 | Racks | 100", "C1 | Racks | Ann | 100", "C2 | Power | 50", "C2 | Power | Bo | 50").Replace(funded)
	after := strings.NewReplacer("C1 | Racks | Ann | 100 | 80 | 100 | 160", "C1 | Racks | Ann | 120 | 90 | 120 | 190", "C2 | Power | Bo | 50 | 45 | 50 | 70", "C3 | Cooling | Bo | 30 | 25 | 30 | 50",
		"F2 | Bank | loan | 40 | 2026-01 | 90% | 6%", "F2 | Bank | loan | 55 | 2026-01 | 90% | 7%", "Horizon | 12", "Horizon | 14").Replace(before)
	name := plan(t, before)
	data, err := workbook.FromText([]byte(after), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("after.xlsx", data, 0o600); err != nil {
		t.Fatal(err)
	}
	got := ballast(t, "compare", name, "after.xlsx", "--json")
	var b outcome.Bridge
	if err := json.Unmarshal([]byte(got.out), &b); err != nil || got.code != exitOK {
		t.Fatalf("exit %d %v %s", got.code, err, got.err)
	}
	seen := map[string]outcome.Change{}
	for _, c := range b.Changes {
		seen[c.Kind+" "+c.ID+" "+c.What] = c
		if !strings.Contains(c.At, "!") {
			t.Errorf("%+v has no cell", c)
		}
	}
	if x := seen["line C1 amount"]; x.From != "100" || x.To != "120" || x.Base != 20 || x.Owner != "Ann" || x.At != "Costs!D2" {
		t.Errorf("C1: %+v", x)
	}
	for key, base := range map[string]float64{"line C1 range": 0, "line C2 removed": -50, "line C3 added": 30, "source F2 amount": 0, "source F2 rate": 0, "setting Horizon value": 0} {
		if x, ok := seen[key]; !ok || x.Base != base {
			t.Errorf("%s: %+v", key, x)
		}
	}
	if len(b.Changes) != 7 {
		t.Errorf("%d changes: %+v", len(b.Changes), b.Changes)
	}
	owners := map[string]float64{}
	for _, o := range b.Owners {
		owners[o.Owner] = o.Base
	}
	if owners["Ann"] != 20 || owners["Bo"] != -20 || len(owners) != 2 {
		t.Errorf("owners %v", owners)
	}
	if len(b.Mixes) != 2 || b.Mixes[0].Gap[0] == b.Mixes[0].Gap[1] {
		t.Errorf("mixes %+v", b.Mixes)
	}
	for lang, want := range map[string][]string{
		"en": {"What changed, row by row (7):", "Costs!D2", "amount 100 → 120", "base +€20", "Change of the base by owner:", "mix", "Own first"},
		"zh": {"逐项变化（7项）：", "金额 100 → 120", "按责任人的基准变化：", "资金组合"},
	} {
		got := ballast(t, "compare", name, "after.xlsx", "--lang", lang)
		for _, w := range want {
			if got.code != exitOK || !strings.Contains(got.out, w) {
				t.Errorf("%s: exit %d, no %q in\n%s%s", lang, got.code, w, got.out, got.err)
			}
		}
	}
	if got := ballast(t, "compare", name, name); !strings.Contains(got.out, "No row and no setting differs.") || strings.Contains(got.out, "visible") {
		t.Errorf("a plan and itself:\n%s", got.out)
	}
}
