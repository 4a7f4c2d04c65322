package models

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestExplainPercentile: the future that is replayed for a percentile is the one
// whose cost is nearest to the smoothed quantile, and both are said.
func TestExplainPercentile(t *testing.T) {
	for seed := range uint64(4) {
		p := randomPlan(seed)
		p.Language = "en"
		m := compileChanged(t, p)
		cfg := RunConfig{Scenarios: 2000}
		var out, alone bytes.Buffer
		if err := m.ExplainPercentile(t.Context(), &out, 0.8, cfg); err != nil {
			t.Fatal(err)
		}
		head, rest, _ := strings.Cut(out.String(), "\n")
		s := simulated(t, p, 2000)
		q := s.col(s.m.out.total).quantile(0.8)
		number, cost := closest(s.total(), q)
		for i, x := range s.total() {
			if math.Abs(x-q) < math.Abs(cost-q) {
				t.Errorf("plan %d: scenario %d is nearer than %d", seed, i, number)
			}
		}
		if want := m.words.Say("explain.nearest", "80", money(q), fmt.Sprint(number), money(cost)); head != want {
			t.Errorf("plan %d: %q, want %q", seed, head, want)
		}
		if err := m.ExplainScenario(t.Context(), &alone, number, cfg); err != nil {
			t.Fatal(err)
		}
		if rest != alone.String() {
			t.Errorf("plan %d: another future is replayed than that of --scenario %d", seed, number)
		}
	}
}
