package history

import (
	"testing"

	"ballast/models/outcome"
)

// TestAppraised: grades of earlier months come from the last run of each, and a vendor of
// other plans from the last run of each plan, whatever was run since in this one.
func TestAppraised(t *testing.T) {
	s := opened(t, t.TempDir()+"/x.db")
	save := func(id, plan, asOf, grade string, judged, late int) {
		r, book := aRun(plan, 1)
		r.PlanID, r.Point.AsOf = id, asOf
		r.Cards = []outcome.CardPoint{{Kind: "owner", Name: "Ann", Grade: grade}}
		r.Vendors = []outcome.VendorRecord{{Vendor: "Acme ", Judged: judged, Late: late}}
		if _, err := s.Save(t.Context(), r, book); err != nil {
			t.Fatal(err)
		}
	}
	save("P", "north", "2026-01", "C", 1, 1)
	save("P", "north", "2026-01", "B", 1, 1)
	save("P", "north", "2026-02", "A", 2, 1)
	save("Q", "south", "2026-01", "D", 9, 9)
	save("Q", "south", "2026-02", "D", 10, 4)
	save("R", "west", "2026-02", "D", 6, 0)
	all, err := s.Runs(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	me := Plan{ID: "P", Name: "north", File: "north.xlsx", AsOf: "2026-03"}
	past, _ := me.Past(all)
	o := &outcome.Outcome{Control: &outcome.Control{}, Deliveries: []outcome.VendorRecord{{Vendor: "acme"}, {Vendor: "Bolt"}}}
	Appraised(o, past, all, me)
	h := o.Control.Cards.History
	if len(h) != 2 || h[0].AsOf != "2026-01" || h[0].Grade != "B" || h[1].Grade != "A" {
		t.Errorf("history %+v", h)
	}
	if e := o.Deliveries[0].Elsewhere; e == nil || e.Plans != 2 || e.Judged != 16 || e.Late != 4 || *e.LateRate != 0.25 {
		t.Errorf("elsewhere %+v", e)
	}
	if o.Deliveries[1].Elsewhere != nil {
		t.Error("a vendor that no other plan has")
	}
}
