package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestRunStress: run prints and writes the plan beside itself under stresses, in both
// languages, those of the sheet by their names; what cannot be read is refused.
func TestRunStress(t *testing.T) {
	name := plan(t, funded)
	got := ballast(t, "run", name, "--json", "f.json", "--stress", "costs +15%; F2 late 3", "--stress", "bank LATE")
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	for _, want := range []string{"as planned", "costs +15%; F2 late 3", "Bank late", "reserve at P80", "P(gap)", "peak gap, P90"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is not said:\n%s", want, got.out)
		}
	}
	type figures struct {
		Contingency float64
		Gap         float64 `json:"probability_gap"`
	}
	var o struct {
		Reserve struct{ Contingency float64 }
		Cash    struct {
			Gap float64 `json:"probability_gap"`
		}
		Test struct {
			Unstressed figures
			Stresses   []struct {
				Name, Text string
				Figures    figures
			}
		} `json:"stress_test"`
	}
	data, err := os.ReadFile("f.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	if u := o.Test.Unstressed; u.Contingency != o.Reserve.Contingency || u.Gap != o.Cash.Gap || len(o.Test.Stresses) != 2 {
		t.Fatalf("%+v", o)
	}
	if o.Test.Stresses[0].Figures.Contingency <= o.Reserve.Contingency || o.Test.Stresses[1].Text != "F2 late 6" || o.Test.Stresses[1].Figures.Contingency != o.Reserve.Contingency {
		t.Errorf("%+v", o.Test)
	}
	if got := ballast(t, "run", name, "--lang", "zh", "--stress", "成本 +15%"); got.code != exitOK || !strings.Contains(got.out, "按计划") || !strings.Contains(got.out, "出现资金缺口的概率") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	for text, say := range map[string]string{"weather bad": "cannot read", "F9 late 3": "there is no source F9", "F2 late -1": "cannot read"} {
		if got := ballast(t, "run", name, "--stress", text); got.code != exitUsage || !strings.Contains(got.err, say) {
			t.Errorf("%s: exit %d, %s", text, got.code, got.err)
		}
	}
}
