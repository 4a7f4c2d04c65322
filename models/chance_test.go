package models

import "testing"

// TestChancesAgree: what a chance decides is what all that is known of the risk
// decides, under the plan's choice and under every other.
func TestChancesAgree(t *testing.T) {
	happened := map[chanceKind]int{}
	for seed := range uint64(200) {
		m := compileRandom(t, seed)
		b := tileBlock(t, m, 20)
		s := newScenario(m, 1)
		choices := []choice{planChoice}
		for k := range m.risks {
			choices = append(choices, choice{without: -1, toggle: k})
		}
		for i := range b.N {
			s.begin(b.In, i, b.Scenario[i])
			for _, c := range choices {
				s.occur(c)
				for j := range m.chances {
					q := &m.chances[j]
					want := 0
					if !m.risks[q.risk].off {
						want = s.eventCount(q.risk, c)
					}
					if got := s.counts[q.risk]; got != want {
						t.Fatalf("plan %d scenario %d: risk %s happens %d times, not %d", seed, i, m.risks[q.risk].id, got, want)
					}
					happened[q.kind] += want
				}
			}
		}
	}
	for _, kind := range []chanceKind{chanceOnce, chanceFrequent, chanceAsk} {
		if happened[kind] < 100 {
			t.Errorf("chances of kind %d happened only %d times", kind, happened[kind])
		}
	}
}
