package history

import (
	"encoding/json"
	"strings"

	"ballast/models/outcome"
)

// marks is what is kept of a run's appraisals, for the months and the plans to come.
type marks struct {
	Cards   []outcome.CardPoint    `json:"cards,omitempty"`
	Vendors []outcome.VendorRecord `json:"vendors,omitempty"`
}

// pack writes them; "" without any.
func (m marks) pack() string {
	if len(m.Cards)+len(m.Vendors) == 0 {
		return ""
	}
	text, err := json.Marshal(m)
	if err != nil {
		return ""
	}
	return string(text)
}

// Appraised adds to an outcome the grades of the months before an as-of month, each by its
// last run, and what the other plans of a history say of its vendors, each by its last run.
// past is the plan's own, all are those of every plan.
//
// Checked: TestAppraised.
func Appraised(o *outcome.Outcome, past, all []Run, me Plan) {
	if o.Control != nil {
		for _, r := range lastOfMonths(past, me.AsOf) {
			for _, c := range r.Cards {
				c.AsOf = r.Point.AsOf
				o.Control.Cards.History = append(o.Control.Cards.History, c)
			}
		}
	}
	last := map[string]Run{} // by plan
	for _, r := range all {
		if len(r.Vendors) > 0 && !me.owns(kept{r.PlanID, r.Plan, r.File}) {
			last[r.PlanID+"|"+r.Plan] = r
		}
	}
	for i := range o.Deliveries {
		d := &o.Deliveries[i]
		var x outcome.Elsewhere
		for _, r := range last {
			for _, v := range r.Vendors {
				if strings.EqualFold(strings.TrimSpace(v.Vendor), strings.TrimSpace(d.Vendor)) {
					x.Plans, x.Judged, x.Late = x.Plans+1, x.Judged+v.Judged, x.Late+v.Late
				}
			}
		}
		if x.Plans > 0 {
			x.LateRate, _ = outcome.Ratio(float64(x.Late), float64(x.Judged), "")
			d.Elsewhere = &x
		}
	}
}
