package models

import (
	"slices"
	"testing"
)

// TestHappeningsAgree: what is listed for a strip of scenarios, risk by risk,
// is what occur lists in each of them alone: the same events in the same order,
// the same counts, and the same plain lines touched; on plans in progress too.
func TestHappeningsAgree(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(200) {
		p := randomPlan(seed)
		if seed%3 == 0 {
			p = lived(seed)
		}
		if seed%2 == 0 {
			makePlainer(p)
		}
		m := compileChanged(t, p)
		b := tileBlock(t, m, 100) // the last strip is not full
		h, ts, got, want := newHappenings(m), newTiles(m), newScenario(m, 1), newScenario(m, 1)
		for i := range b.N {
			if i%strip == 0 {
				n := min(strip, b.N-i)
				if ts != nil {
					ts.begin(i, n)
				}
				h.work(got, b.In, b.Scenario, i, n, ts)
			}
			got.begin(b.In, i, b.Scenario[i])
			h.recall(got)
			got.effects()
			want.begin(b.In, i, b.Scenario[i])
			want.occur(planChoice)
			want.effects()
			if !slices.Equal(got.events, want.events) || !slices.Equal(got.counts, want.counts) {
				t.Fatalf("plan %d scenario %d: events %v and counts %v, want %v and %v", seed, i, got.events, got.counts, want.events, want.counts)
			}
			sameEffects(t, got, want)
			for k := range m.lines {
				if ts != nil && m.plain.member[k] && ts.skip[k]>>(i%strip)&1 != 0 != want.isTouched[k] {
					t.Fatalf("plan %d scenario %d: line %s is touched: %t", seed, i, m.lines[k].id, want.isTouched[k])
				}
			}
			noteEvents(seen, want)
		}
	}
	for what, least := range map[string]int{"past": 500, "money": 1000, "touched": 1000, "several": 100, "child": 100} {
		if seen[what] < least {
			t.Errorf("only %d of %s", seen[what], what)
		}
	}
}

// sameEffects compares what the events of a scenario change.
func sameEffects(t *testing.T, got, want *scenario) {
	t.Helper()
	sameBits(t, "factors", got.factor, want.factor)
	sameBits(t, "delays", got.delay, want.delay)
	sameBits(t, "delays of streams", got.streamDelay, want.streamDelay)
	sameBits(t, "delays of sources", got.sourceDelay, want.sourceDelay)
	if !slices.Equal(got.isTouched, want.isTouched) {
		t.Fatalf("lines touched: %v, want %v", got.isTouched, want.isTouched)
	}
}

// noteEvents counts what kinds of events there were.
func noteEvents(seen map[string]int, s *scenario) {
	for _, e := range s.events {
		for what, is := range map[string]bool{"past": e.past, "money": e.isMoney, "several": s.counts[e.risk] > 1, "child": len(s.m.risks[e.risk].parents) > 0} {
			if is {
				seen[what]++
			}
		}
	}
	seen["touched"] += len(s.touched)
}

// TestEffectsOfNothing: where no risk of a plan can act on anything but money,
// there is nothing to clear from one scenario to the next.
func TestEffectsOfNothing(t *testing.T) {
	idle, events := 0, 0
	for seed := range uint64(200) {
		p := randomPlan(seed)
		if seed%2 == 0 {
			for i := range p.Risks {
				p.Risks[i].Delay, p.Risks[i].ImpactIs = nil, "amount"
			}
		}
		m := compileChanged(t, p)
		if m.acting {
			continue
		}
		idle++
		b := tileBlock(t, m, 20)
		s := newScenario(m, 1)
		for i := range b.N {
			s.begin(b.In, i, b.Scenario[i])
			s.occur(planChoice)
			m.acting = true // look all the same
			s.effects()
			m.acting = false
			for k := range m.lines {
				if s.factor[k] != 1 || s.delay[k] != 0 {
					t.Fatalf("plan %d scenario %d: line %s has factor %v and delay %v", seed, i, m.lines[k].id, s.factor[k], s.delay[k])
				}
			}
			if slices.ContainsFunc(append(s.streamDelay, s.sourceDelay...), func(x float64) bool { return x != 0 }) || len(s.touched) > 0 {
				t.Fatalf("plan %d scenario %d: delays %v %v, lines %v", seed, i, s.streamDelay, s.sourceDelay, s.touched)
			}
			events += len(s.events)
		}
	}
	if idle < 20 || events < 300 {
		t.Errorf("only %d plans, %d events", idle, events)
	}
}
