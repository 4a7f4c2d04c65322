package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
)

// TestPreviewKeepsTheBits: a run that shows its first scenarios on the way ends with the
// outcome of one that does not, byte for byte, and what it shows is the run of them alone
// but for the length of its replicates.
func TestPreviewKeepsTheBits(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{3, 8, 14} {
		p := randomPlan(seed)
		p.Project.Sampling = []string{"LHS", "MC", "Sobol"}[seed%3]
		m := compileChanged(t, p)
		const n = 5000
		_, want := runKeeping(t, m, RunConfig{Scenarios: n})
		shown := 0
		_, got := runKeeping(t, m, RunConfig{Scenarios: n, Preview: func(s *Simulation) error {
			shown = s.N()
			s.Glance()
			return nil
		}})
		a, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Errorf("plan %d (%s): the outcome after a preview of %d is another", seed, p.Project.Sampling, shown)
		}
		if shown < 2000 || shown > 2600 {
			t.Errorf("plan %d: the preview has %d scenarios", seed, shown)
		}
	}
	p := randomPlan(3)
	stop := errors.New("nobody looks")
	_, err := Simulate(t.Context(), compileChanged(t, p), RunConfig{Scenarios: 5000, Preview: func(*Simulation) error { return stop }})
	if !errors.Is(err, stop) {
		t.Errorf("the run went on: %v", err)
	}
}

// TestGlanceIsTheOutcome: curves and fans are those of the result, to the bit.
func TestGlanceIsTheOutcome(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		s := simulated(t, randomPlan(seed), 500)
		o, err := s.Summarise(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		g := s.Glance()
		for _, p := range []int{5, 50, 80, 95} {
			if got, want := g.Curves.Cost[10*p], o.Cost.Quantiles.At(float64(p)); got != want {
				t.Errorf("plan %d: P%d of cost %v, the result has %v", seed, p, got, want)
			}
		}
		if (g.Fan == nil) != (o.Cash == nil) {
			t.Fatalf("plan %d: a fan and no cash, or the other way round", seed)
		}
		for k := range g.Fan {
			m := o.Cash.Months[k]
			if f := g.Fan[k]; f.P5 != m.Quantiles.At(5) || f.P50 != m.Quantiles.At(50) || f.Mean != m.Mean || *f.Gap != m.ProbabilityGap || f.Date != m.Date {
				t.Fatalf("plan %d, month %d: %+v, the result has %+v", seed, k+1, f, m)
			}
		}
		for k, f := range g.Spend {
			if m := o.Cost.Months[k]; f.P95 != m.Quantiles.At(95) || *f.Planned != m.Planned {
				t.Fatalf("plan %d, month %d: %+v, the result has %+v", seed, k+1, f, m)
			}
		}
		if o.Return != nil && g.Curves.NPV[500] != o.Return.NPV.Quantiles.At(50) {
			t.Errorf("plan %d: median NPV %v, the result has %v", seed, g.Curves.NPV[500], o.Return.NPV.Quantiles.At(50))
		}
	}
}

// TestGlanceAlone: a run for a glance has the figures of the whole run, to the bit, and
// what variants are compared by, and keeps less.
func TestGlanceAlone(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		m := compileChanged(t, randomPlan(seed))
		glance := func(only bool) (text string, stand *Stand, bytes int64) {
			s, err := Simulate(t.Context(), m, RunConfig{Scenarios: 500, Glance: only})
			if err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(s.Glance())
			if err != nil {
				t.Fatal(err)
			}
			return string(data), s.Stand(), s.Bytes()
		}
		want, stand, all := glance(false)
		got, other, less := glance(true)
		if got != want {
			t.Errorf("plan %d: another glance", seed)
		}
		for i, f := range stand.figures {
			sameBits(t, fmt.Sprintf("plan %d: %s", seed, f.key), append(other.figures[i].per, other.figures[i].value), append(f.per, f.value))
		}
		if less >= all {
			t.Errorf("plan %d: keeps %d bytes, the whole run %d", seed, less, all)
		}
	}
}

// TestCeilingOfScenarios: no run has more than the ceiling, whatever asks for more.
func TestCeilingOfScenarios(t *testing.T) {
	p := randomPlan(5)
	p.Project.Accuracy, p.Project.MaxScenarios = 1e-9, 1_000_000
	for _, n := range []int{-1, 9000} {
		s, err := Simulate(t.Context(), compileChanged(t, p), RunConfig{Scenarios: n, Most: 5000})
		if err != nil {
			t.Fatal(err)
		}
		if s.N() > 5000 || s.N() < 4000 {
			t.Errorf("%d scenarios were asked for with a ceiling of 5,000, and %d were run", n, s.N())
		}
	}
}
