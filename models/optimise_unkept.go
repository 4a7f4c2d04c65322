package models

import (
	"math"

	"ballast/models/outcome"
)

// The goals of a search that looks for how far a condition can be kept at all.
const (
	goalGap           = "chance" // P(gap) itself
	goalCover         = "cover"  // share of futures whose cover is below its floor
	goalConcentration = "spread" // Herfindahl's index
)

// condition is a condition that a mix must keep beside the limits on its amounts.
type condition struct {
	limit   string // as in outcome.BindingLimit
	goal    string
	allowed float64
}

// conditions are those of a search.
func (l *limits) conditions() []condition {
	out := []condition{{"gap", goalGap, l.allowed}}
	if !math.IsInf(l.dscrFloor, -1) {
		out = append(out, condition{"dscr", goalCover, l.dscrAllowed})
	}
	if l.concentration < 1 {
		out = append(out, condition{"concentration", goalConcentration, l.concentration})
	}
	return out
}

// without is the limits with one condition lifted, to be kept as well as possible.
func (l *limits) without(c condition) *limits {
	w := *l
	w.goal = c.goal
	switch c.goal {
	case goalGap:
		w.allowed = 1
	case goalCover:
		w.dscrAllowed = 1
	case goalConcentration:
		w.concentration = 1
	}
	return &w
}

// measure is how far a point keeps the condition that a goal stands for.
func (p *point) measure(goal string) float64 {
	switch goal {
	case goalCover:
		return p.low
	case goalConcentration:
		return p.spread
	}
	return p.gap
}

// infeasible says which condition cannot be kept: for each of them, how far it can be
// kept when all the others are. The first one that alone stands in the way, or else
// the gap, is the one whose limits are looked at.
//
// Checked: TestUnkeptConditionIsNamed, TestDebtWithoutOperationIsUnkept.
func (d *mixStudy) infeasible(s *search, l *limits, small, whole *sample, out *outcome.OptimiseOut) error {
	exact := *l
	exact.allowed = out.Allowed
	lowest := append([]float64(nil), l.lo...)
	if l.repair(lowest) > 0 {
		out.Unkept = []outcome.UnkeptCondition{{Limit: "amounts", Wanted: l.total, Reached: total(l.lo)}}
		out.Beyond = "amounts"
	}
	var first *point
	var blamed *limits
	for _, c := range exact.conditions() {
		reach := exact.without(c)
		best, err := d.best(s, reach, small, whole)
		out.Evaluations = s.watch.done
		if err != nil {
			return err
		}
		value := best.measure(c.goal)
		if c.goal == goalGap {
			out.SmallestGap = &value
		}
		if kept := best.violation == 0; kept && value > c.allowed || c.goal == goalGap && first == nil {
			if kept {
				u := outcome.UnkeptCondition{Limit: c.limit, Wanted: c.allowed, Reached: value, Floor: floorOf(l, c)}
				if c.goal == goalCover {
					u.Unjudged = best.blind
				}
				out.Unkept = append(out.Unkept, u)
			}
			if first == nil || kept && first.violation > 0 {
				first, blamed = &best, reach
			}
		}
	}
	if len(out.Unkept) == 0 {
		out.Beyond = "conditions" // no single one stands in the way
	}
	d.fill(out, first)
	var err error
	out.Binding, err = d.binding(s, blamed, small, *first)
	return err
}

// floorOf is the cover that must not be undercut, for the condition on it.
func floorOf(l *limits, c condition) *float64 {
	if c.goal != goalCover {
		return nil
	}
	return &l.dscrFloor
}
