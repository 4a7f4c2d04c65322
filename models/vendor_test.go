package models

import (
	"strings"
	"testing"

	"ballast/budget"
)

// TestVendorGrades: a better grade is on time more often, late for less long and
// steadier in price; letter case does not matter; no grade and an unknown one
// are certain; what is assumed is said.
func TestVendorGrades(t *testing.T) {
	all := vendorGrades()
	for i, g := range all[:len(all)-1] {
		onTime, delay, volatility := gradeDefaults(strings.ToLower(g.grade))
		if onTime != g.onTime || volatility != g.volatility {
			t.Errorf("%s: %v on time, volatility %v, want %v and %v", g.grade, onTime, volatility, g.onTime, g.volatility)
		}
		near(t, g.grade+": mean delay", delay.Mean(), (g.low+4*g.likely+g.high)/6, 1e-9)
		if i > 0 {
			_, before, _ := gradeDefaults(all[i-1].grade)
			if w := all[i-1]; g.onTime >= w.onTime || g.volatility <= w.volatility || delay.Mean() <= before.Mean() {
				t.Errorf("%s is not worse than %s", g.grade, w.grade)
			}
		}
	}
	for _, grade := range []string{"", "E", "first class"} {
		if onTime, _, volatility := gradeDefaults(grade); onTime != 1 || volatility != 0 {
			t.Errorf("%q: %v on time, volatility %v", grade, onTime, volatility)
		}
	}
	p := twoFutures()
	p.Vendors = []budget.Vendor{{Name: "Acme", Grade: "c"}}
	m := compileChanged(t, p)
	said := ""
	for _, n := range m.notes {
		said += n.Text + "\n"
	}
	if !strings.Contains(said, "Acme") || !strings.Contains(said, "75 %") {
		t.Errorf("what grade C stands for is not said:\n%s", said)
	}
}
