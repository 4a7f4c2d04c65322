package budget

import (
	"slices"
	"testing"
)

// What people write of a stress, in both languages.
func TestParseStress(t *testing.T) {
	late := Shock{Kind: ShockLate, Source: "F2", Value: 6}
	for _, c := range []struct {
		text string
		want []Shock
		bad  string
	}{
		{"F2 late 6", []Shock{late}, ""},
		{"F2 late 6 months", []Shock{late}, ""},
		{"F2 is late by 6 months", []Shock{late}, ""},
		{"F2 延迟 6", []Shock{late}, ""},
		{"F2推迟6个月", []Shock{late}, ""},
		{"F1 fails", []Shock{{Kind: ShockFails, Source: "F1"}}, ""},
		{"F1 不到位", []Shock{{Kind: ShockFails, Source: "F1"}}, ""},
		{"rates +2%", []Shock{{Kind: ShockRates, Value: 0.02}}, ""},
		{"rates +200bp", []Shock{{Kind: ShockRates, Value: 0.02}}, ""},
		{"利率上升2%", []Shock{{Kind: ShockRates, Value: 0.02}}, ""},
		{"costs +15%", []Shock{{Kind: ShockCosts, Value: 0.15}}, ""},
		{"成本＋15％", []Shock{{Kind: ShockCosts, Value: 0.15}}, ""},
		{"revenue late 3", []Shock{{Kind: ShockRevenueLate, Value: 3}}, ""},
		{"revenue -20%", []Shock{{Kind: ShockRevenue, Value: -0.2}}, ""},
		{"收入减少20%", []Shock{{Kind: ShockRevenue, Value: -0.2}}, ""},
		{"F2 late 6; costs +15%", []Shock{late, {Kind: ShockCosts, Value: 0.15}}, ""},
		{"F2 延迟 6，成本 +15%", []Shock{late, {Kind: ShockCosts, Value: 0.15}}, ""},
		{"", nil, ""},
		{"costs +15", nil, "costs +15"},
		{"F2 late", nil, "F2 late"},
		{"F2 late soon", nil, "F2 late soon"},
		{"F2 late -3", nil, "F2 late -3"},
		{"rates +2%; nonsense here too much", nil, "nonsense here too much"},
	} {
		got, bad := ParseStress(c.text)
		if c.want == nil && bad != c.bad || c.want != nil && (bad != "" || !slices.EqualFunc(got, c.want, closeShock)) {
			t.Errorf("%q: %+v, bad %q; want %+v, bad %q", c.text, got, bad, c.want, c.bad)
		}
	}
}

func closeShock(a, b Shock) bool {
	return a.Kind == b.Kind && a.Source == b.Source && a.Value > b.Value-1e-12 && a.Value < b.Value+1e-12
}

// A parser never panics and never reads nothing as something.
func FuzzParseStress(f *testing.F) {
	for _, s := range []string{"F2 late 6", "costs +15%; revenue late 3", "利率上升2%", ";;", "% % %"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if shocks, bad := ParseStress(s); bad != "" && shocks != nil {
			t.Errorf("%q: %v and bad %q", s, shocks, bad)
		}
	})
}
