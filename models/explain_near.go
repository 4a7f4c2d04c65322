package models

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
)

// ExplainPercentile runs the plan and replays the future whose total cost is nearest
// to the quantile of p, 0..1, as ExplainScenario does; 0 is the cheapest, 1 the dearest. It says first what the
// quantile is, which is smoothed over all futures, and what that one future costs.
//
// Checked: TestExplainPercentile.
func (m *Model) ExplainPercentile(ctx context.Context, out io.Writer, p float64, cfg RunConfig) error {
	first, err := newSimulation(m, cfg)
	if err != nil {
		return err
	}
	cfg.Glance = true
	s, err := Simulate(ctx, m, cfg)
	if err != nil {
		return err
	}
	q := s.col(m.out.total).quantile(p)
	number, cost := closest(s.total()[:min(len(s.total()), first.cfg.Scenarios)], q)
	if p == 0 || p == 1 {
		number, cost = extreme(s.total()[:min(len(s.total()), first.cfg.Scenarios)], p == 1)
		key := map[bool]string{true: "explain.dearest", false: "explain.cheapest"}[p == 1]
		if _, err := fmt.Fprintln(out, m.words.Say(key, strconv.Itoa(number), money(cost))); err != nil {
			return err
		}
		return m.ExplainScenario(ctx, out, number, cfg)
	}
	if _, err := fmt.Fprintln(out, m.words.Say("explain.nearest", strconv.FormatFloat(100*p, 'g', 4, 64), money(q), strconv.Itoa(number), money(cost))); err != nil {
		return err
	}
	return m.ExplainScenario(ctx, out, number, cfg)
}

// extreme is the place of the largest or the smallest value, the first of several.
func extreme(x []float64, most bool) (at int, value float64) {
	for i, v := range x {
		if most && v > x[at] || !most && v < x[at] {
			at = i
		}
	}
	return at, x[at]
}

// closest is the place of the value nearest to q, the first of several.
func closest(x []float64, q float64) (at int, value float64) {
	for i, v := range x {
		if math.Abs(v-q) < math.Abs(x[at]-q) {
			at = i
		}
	}
	return at, x[at]
}
