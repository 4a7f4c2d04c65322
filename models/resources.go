package models

import (
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// resources is what is at hand of every emergency resource at the as-of month, and what an
// event of each grade needs against it, in the order of the sheet; nil without any.
//
// Checked: TestResourcesByHand of cmd/ballast.
func (m *Model) resources() *outcome.Resources {
	if len(m.plan.Resources) == 0 {
		return nil
	}
	out, last := &outcome.Resources{}, m.plan.LastMonth()
	seen := map[string]int{}
	for i := range m.plan.Resources {
		r := &m.plan.Resources[i]
		key := strings.ToLower(r.Name)
		if r.Month > last {
			continue
		}
		if r.Entry == "need" {
			out.Needs = append(out.Needs, m.needOf(r, last))
			continue
		}
		k, known := seen[key]
		if !known {
			k = len(out.Items)
			seen[key] = k
			out.Items = append(out.Items, outcome.Resource{Name: r.Name, AtHand: m.plan.AtHand(r.Name, last)})
		}
		x := &out.Items[k]
		switch r.Entry {
		case "stock":
			x.Stock += r.Quantity
			x.Kind, x.Tier, x.Holder = r.Kind, r.Tier, r.Holder
		case "use":
			x.Out += r.Quantity
			x.Uses = append(x.Uses, outcome.ResourceUse{Date: m.plan.Project.Start.Add(r.Month).String(), Who: r.Holder, Event: r.Event, Quantity: r.Quantity})
		case "return":
			x.Out -= r.Quantity
			x.Uses = append(x.Uses, outcome.ResourceUse{Date: m.plan.Project.Start.Add(r.Month).String(), Who: r.Holder, Event: r.Event, Quantity: -r.Quantity})
		}
	}
	return out
}

// needOf is what an event of a grade needs, beside what is at hand of it.
func (m *Model) needOf(need *budget.Resource, last int) outcome.ResourceNeed {
	x := outcome.ResourceNeed{Grade: need.Grade, What: need.Name, Needed: need.Quantity}
	seen := map[string]bool{}
	for i := range m.plan.Resources {
		r := &m.plan.Resources[i]
		if key := strings.ToLower(r.Name); r.Entry == "stock" && !seen[key] && r.Meets(need) {
			seen[key] = true
			x.AtHand += m.plan.AtHand(r.Name, last)
		}
	}
	x.Short = max(0, x.Needed-x.AtHand)
	return x
}
