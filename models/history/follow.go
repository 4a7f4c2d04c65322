package history

import (
	"slices"
	"strings"
	"time"

	"ballast/budget"
	"ballast/models/outcome"
)

// Follow tells of every warning in how many as-of months in a row it stands, raises
// by a tier those that stand as long as their rule says, and tells of every action
// what its figure was when it was opened. rows says by metric after how many months;
// 0 and absent: never.
//
// Checked: TestFollow.
func Follow(o *outcome.Outcome, runs []Run, asOf string, rows map[string]int) {
	months := lastOfMonths(runs, asOf)
	for i := range o.Warnings {
		w := &o.Warnings[i]
		w.InARow = 1
		at := monthOf(asOf)
		for k := len(months) - 1; k >= 0; k-- {
			at = at.Add(-1)
			if months[k].Point.AsOf != at.String() || warned(months[k].Warnings, w.Metric, w.Where) == nil {
				break
			}
			w.InARow++
		}
		if n := rows[w.Metric]; n > 0 && w.InARow >= n && outcome.TierRank(w.Tier) < len(outcome.Tiers()) {
			w.Tier, w.Lasting = outcome.Tiers()[outcome.TierRank(w.Tier)], true
			w.Risen = w.Was != "" && outcome.TierRank(w.Tier) > outcome.TierRank(w.Was)
		}
	}
	slices.SortStableFunc(o.Warnings, func(a, b outcome.Warning) int { return outcome.TierRank(b.Tier) - outcome.TierRank(a.Tier) })
	for i := range o.Followups {
		f := &o.Followups[i]
		for k := len(months) - 1; k >= 0 && f.Then == nil; k-- {
			if months[k].Point.AsOf > f.Date {
				continue
			}
			if w := warned(months[k].Warnings, f.Metric, f.Where); w != nil {
				x := w.Value
				f.Then, f.ThenAt = &x, months[k].Point.AsOf
			}
		}
		metric, _ := budget.MetricOf(f.Metric)
		f.Judge(metric.Falling)
	}
}

// lastOfMonths are the last runs of the as-of months before one, in order.
func lastOfMonths(runs []Run, before string) []Run {
	last := map[string]Run{}
	var months []string
	for _, r := range runs {
		if r.Point.AsOf == "" || r.Point.AsOf >= before {
			continue
		}
		if _, known := last[r.Point.AsOf]; !known {
			months = append(months, r.Point.AsOf)
		}
		last[r.Point.AsOf] = r
	}
	slices.Sort(months)
	out := make([]Run, len(months))
	for i, m := range months {
		out[i] = last[m]
	}
	return out
}

// warned finds the warning of a metric at a place, nil without.
func warned(list []outcome.Warning, metric, where string) *outcome.Warning {
	for i := range list {
		if w := &list[i]; w.Metric == metric && strings.EqualFold(w.Where, where) {
			return w
		}
	}
	return nil
}

// monthOf reads "2026-03"; the zero month when it cannot.
func monthOf(text string) budget.Month {
	t, err := time.Parse("2006-01", text)
	if err != nil {
		return budget.Month{}
	}
	return budget.Month{Year: t.Year(), Month: int(t.Month())}
}
