package models

import (
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/distribution"
)

// deliveries sums up what the vendors delivered up to the as-of month, in the order of
// the sheet.
//
// Checked: TestDeliveriesByHand.
func (m *Model) deliveries() []outcome.VendorRecord {
	var out []outcome.VendorRecord
	var delays, taken, known []float64 // months late; quantities
	last := m.plan.LastMonth()
	for i := range m.plan.Deliveries {
		d := &m.plan.Deliveries[i]
		if d.Ordered > last {
			continue
		}
		k := slices.IndexFunc(out, func(r outcome.VendorRecord) bool { return r.Vendor == d.Vendor })
		if k < 0 {
			k = len(out)
			out = append(out, outcome.VendorRecord{Vendor: d.Vendor, Planned: m.plannedLate(d.Vendor)})
			delays, taken, known = append(delays, 0), append(taken, 0), append(known, 0)
		}
		r := &out[k]
		r.Orders++
		r.Claims += d.Claim.InexactFloat64()
		if d.Accepted != nil {
			taken[k] += *d.Accepted
			known[k] += d.Quantity
		}
		if late, ok := lateBy(d, last); ok {
			r.Judged++
			if late > 0 {
				r.Late++
				delays[k] += float64(late)
			}
		}
	}
	for k := range out {
		r := &out[k]
		r.LateRate, _ = outcome.Ratio(float64(r.Late), float64(r.Judged), "")
		r.MeanDelay, _ = outcome.Ratio(delays[k], float64(r.Late), "")
		r.Accepted, _ = outcome.Ratio(taken[k], known[k], "")
		r.Interval95 = exactShare(r.Late, r.Judged)
		r.Enough = r.Judged >= outcome.LeastDeliveries
		r.Verdict = deliveryVerdict(r)
	}
	return out
}

// lateBy is how many months a delivery is late, zero or less on time; ok is false where
// nothing was promised, and where it may still come in time.
func lateBy(d *budget.Delivery, last int) (months int, ok bool) {
	switch {
	case d.Promised == nil:
		return 0, false
	case d.Delivered != nil && *d.Delivered <= last:
		return *d.Delivered - *d.Promised, true
	case *d.Promised < last:
		return last - *d.Promised, true
	}
	return 0, false
}

// plannedLate is the share of late deliveries that the plan expects of a vendor, nil
// where neither its on-time rate nor its grade says it.
func (m *Model) plannedLate(vendor string) *float64 {
	for _, v := range m.plan.Vendors {
		if v.Name != vendor || v.OnTime == nil && v.Grade == "" {
			continue
		}
		onTime, _, _ := gradeDefaults(v.Grade)
		if v.OnTime != nil {
			onTime = *v.OnTime
		}
		late := 1 - onTime
		return &late
	}
	return nil
}

// deliveryVerdict says whether the record speaks against what the plan expects: the
// plan's rate lies outside of the interval.
func deliveryVerdict(r *outcome.VendorRecord) string {
	switch {
	case !r.Enough:
		return "thin"
	case r.Planned != nil && *r.Planned < r.Interval95[0]:
		return "later"
	case r.Planned != nil && *r.Planned > r.Interval95[1]:
		return "earlier"
	}
	return "as-planned"
}

// exactShare is the exact 95 % interval of a share of which k of n were seen; 0 to 1
// without any.
//
// Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits
// illustrated in the case of the binomial, Biometrika 26 (1934).
// Checked: TestExactShare, against the closed forms of k = 0 and k = n.
func exactShare(k, n int) outcome.Interval {
	at := func(a, b int, p float64) float64 {
		d, err := distribution.NewBeta(float64(a), float64(b), 0, 1)
		if err != nil {
			return 0
		}
		return d.Quantile(p)
	}
	i := outcome.Interval{0, 1}
	if k > 0 {
		i[0] = at(k, n-k+1, 0.025)
	}
	if k < n {
		i[1] = at(k+1, n-k, 0.975)
	}
	return i
}
