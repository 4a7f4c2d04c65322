package models

import (
	"math"
	"testing"
)

// TestBaseWork: the base of the work by month is that of every line by itself, placed from
// its own start by its own weights, on random plans; some lines are placed once and moved by
// events, some by their draws.
func TestBaseWork(t *testing.T) {
	t.Parallel()
	moved, placed := 0, 0
	for seed := range uint64(60) {
		m := compileChanged(t, randomPlan(seed))
		b := tileBlock(t, m, 12)
		w := m.newBaseWork(1)
		s := w.s
		want := make([]float64, m.horizon)
		w.of(b, 0, b.N)
		for i := range b.N {
			s.begin(b.In, i, b.Scenario[i])
			s.occur(planChoice)
			s.effects()
			clear(want)
			scale := 0.0
			for j := range m.lines {
				s.take(j)
				start, base := s.start(j), w.base(j)
				scale += math.Abs(base)
				for k, share := range s.lineWeights(j) {
					addSplit(want, start+float64(k), base*share)
				}
				if w.stands[j] {
					placed++
				}
			}
			for _, j := range s.touched {
				if w.stands[j] && s.delay[j] != 0 {
					moved++
				}
			}
			for k := range want {
				near(t, "base of the work", w.months[k*strip+i], want[k], 1e-12*scale)
			}
			if t.Failed() {
				t.Fatalf("plan %d, scenario %d: want %v", seed, i, want)
			}
		}
	}
	if moved < 20 || placed < 500 {
		t.Errorf("%d lines placed once, %d of them moved", placed, moved)
	}
}
