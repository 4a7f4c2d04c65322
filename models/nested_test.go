package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/sim/stats"
)

// TestNestedRisks: on the random plans, plans in progress too, the impact of a risk
// that shares a uniform with its occurrence is, given that the risk happens, under
// either choice of the response and whatever became of its parent, at a place in
// its distribution that is uniform. The draw itself is one number for all
// choices: TestWithin of sim.
func TestNestedRisks(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	seen := map[string]int{}
	tried, strange := 0, 0
	for seed := range uint64(120) {
		p := randomPlan(seed)
		if seed%3 == 0 {
			p = lived(seed)
		}
		p.Project.Sampling = []string{"Sobol", "MC", "LHS"}[seed%3]
		m := compileChanged(t, p)
		const n = 4000
		b := tileBlock(t, m, n)
		s := newScenario(m, 1)
		for k := range m.risks {
			r := &m.risks[k]
			if !m.nestable(r) {
				if r.impact.v >= 0 && !r.off {
					seen["two uniforms"]++
				}
				continue
			}
			within := m.program.Variables[r.impact.v].Within
			if within == nil {
				t.Fatalf("plan %d: %s has no shared uniform", seed, r.id)
			}
			u := make([]float64, b.N) // place of the impact in its distribution
			for i, x := range b.In[r.occurs.v] {
				u[i] = place(x, within.Cuts)
			}
			for _, toggle := range []int{-1, k} {
				for _, parent := range []bool{false, true} {
					if parent && len(r.parents) == 0 {
						continue
					}
					var given []float64
					for i := range b.N {
						s.begin(b.In, i, b.Scenario[i])
						if s.eventCountAfter(k, choice{without: -1, toggle: toggle}, parent) > 0 {
							given = append(given, u[i])
						}
					}
					if len(given) < 100 {
						continue
					}
					seen["choices"]++
					if r.rate > 0 {
						seen["frequent"]++
					}
					if parent {
						seen["parent"]++
					}
					mean, sd := stats.MeanSD(given)
					root := math.Sqrt(float64(len(given)))
					tried += 2
					for _, off := range []float64{(mean - 0.5) * root * math.Sqrt(12), (sd*sd*12 - 1) * root / math.Sqrt(0.8)} {
						if math.Abs(off) > 3 {
							strange++
						}
						if math.Abs(off) > 5 {
							t.Errorf("plan %d %s, toggled %d, parent %v: the place of the impact has mean %.4f and variance %.4f/12 in %d scenarios", seed, r.id, toggle, parent, mean, sd*sd*12, len(given))
						}
					}
				}
			}
		}
	}
	if float64(strange) > 0.02*float64(tried) {
		t.Errorf("%d of %d figures are off by three standard errors", strange, tried)
	}
	for what, least := range map[string]int{"two uniforms": 20, "choices": 100, "frequent": 20, "parent": 10} {
		if seen[what] < least {
			t.Errorf("only %d of %s", seen[what], what)
		}
	}
}

// place is where u lies in its interval between cuts.
func place(u float64, cuts []float64) float64 {
	lo, hi := 0.0, 1.0
	for _, c := range cuts {
		if u >= c {
			lo = c
		} else {
			hi = min(hi, c)
		}
	}
	return (u - lo) / (hi - lo)
}

// TestResponseLeavesDraws: a plan with every response switched draws everything as the
// plan itself does, to the bit, under every design: risks that share a uniform and those
// that do not, with other probabilities for the response, for parents that happened and as
// of a month; and every event that happens either way is the same one, but for what the
// response leaves of it. What is listed risk by risk, for a strip of scenarios, is what
// each of them lists by itself.
func TestResponseLeavesDraws(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(36) {
		build := func() *budget.Plan {
			p := randomPlan(seed)
			if seed%2 == 0 {
				p = lived(seed)
			}
			p.Project.Sampling = []string{"Sobol", "MC", "LHS"}[seed%3]
			return p
		}
		q := build()
		for k := range q.Risks {
			q.Risks[k].ResponseOn = !q.Risks[k].ResponseOn
		}
		m, n := compileChanged(t, build()), compileChanged(t, q)
		frame, err := m.Frame()
		if err != nil {
			t.Fatal(err)
		}
		n.program.Frame = frame
		const scenarios = 64
		a, b := tileBlock(t, m, scenarios), tileBlock(t, n, scenarios)
		at := map[string]int{}
		for v := range n.vars {
			at[n.vars[v].key] = v
		}
		for v := range m.vars {
			w, ok := at[m.vars[v].key]
			if !ok || len(m.vars) != len(n.vars) {
				t.Fatalf("plan %d: %s is drawn with one choice of the responses only", seed, m.vars[v].key)
			}
			sameBits(t, m.vars[v].key, b.In[w], a.In[v])
		}
		on, off := newScenario(m, 1), newScenario(n, 1)
		strips, other := newHappenings(m), newHappenings(n)
		for i := range scenarios {
			if i%strip == 0 {
				strips.work(on, a.In, a.Scenario, i, min(strip, scenarios-i), nil)
				other.work(off, b.In, b.Scenario, i, min(strip, scenarios-i), nil)
			}
			on.begin(a.In, i, a.Scenario[i])
			off.begin(b.In, i, b.Scenario[i])
			on.occur(planChoice)
			off.occur(planChoice)
			sameEvents(t, m, on, off, seen)
			strips.recall(on)
			other.recall(off)
			sameEvents(t, m, on, off, seen)
		}
	}
	for what, least := range map[string]int{"both": 1000, "once": 200, "nested": 500, "two uniforms": 100, "child": 100, "frequent": 100, "later event": 50, "as of": 300} {
		if seen[what] < least {
			t.Errorf("only %d of %s: %v", seen[what], what, seen)
		}
	}
}

// sameEvents compares the events of a scenario with those that it has with every response
// switched: the i-th of a risk, where both have it, is drawn alike.
func sameEvents(t *testing.T, m *Model, on, off *scenario, seen map[string]int) {
	t.Helper()
	var draws [2]map[[2]int]event
	for which, s := range [2]*scenario{on, off} {
		draws[which] = map[[2]int]event{}
		count := map[int]int{}
		for _, e := range s.events {
			if e.past {
				continue
			}
			r := &s.m.risks[e.risk]
			bare := s.event(e.risk, count[e.risk], false)
			if want := s.event(e.risk, count[e.risk], r.respond); want != e {
				t.Fatalf("%s: event %+v, its draws make %+v", r.id, e, want)
			}
			draws[which][[2]int{e.risk, count[e.risk]}] = bare
			count[e.risk]++
		}
	}
	for key, e := range draws[0] {
		r := &m.risks[key[0]]
		f, both := draws[1][key]
		if !both {
			seen["once"]++
			continue
		}
		if e != f {
			t.Fatalf("%s, event %d: %+v, with its response switched %+v", r.id, key[1], e, f)
		}
		for what, is := range map[string]bool{"both": true, "nested": m.nestable(r), "two uniforms": !m.nestable(r) && r.impact.v >= 0, "child": len(r.parents) > 0,
			"frequent": r.rate > 0, "later event": key[1] > 0, "as of": m.past != nil} {
			if is && (r.hasResponse || what == "both") {
				seen[what]++
			}
		}
	}
}
