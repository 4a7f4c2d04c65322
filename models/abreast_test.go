package models

import "testing"

// TestAbreastAgrees: what is worked out for eight scenarios at once is, bit by
// bit, what each of them works out alone; on plans in progress too.
func TestAbreastAgrees(t *testing.T) {
	lines, rest, paths := 0, 0, 0
	for seed := range uint64(120) {
		p := randomPlan(seed)
		if seed%3 == 0 {
			p = lived(seed)
		}
		m := compileChanged(t, p)
		b := tileBlock(t, m, 13)
		k, s := newKernel(m, 1, costKernel), newScenario(m, 1)
		for i := range b.N {
			k.begin(b, i)
			k.s.drivers()
			k.s.amounts()
			s.begin(b.In, i, b.Scenario[i])
			s.drivers()
			s.amounts()
			for d := range m.drivers {
				sameBits(t, "path of "+m.drivers[d].name, k.s.paths[d], s.paths[d])
				paths++
			}
			sameBits(t, "levels", k.s.level, s.level)
			for _, j := range m.plain.others {
				got := []float64{k.s.amount[j], k.s.shift[j], k.s.duration[j], k.s.lag[j]}
				sameBits(t, "draws of "+m.lines[j].id, got, []float64{s.amount[j], s.shift[j], s.duration[j], s.lag[j]})
				lines++
				if m.lines[j].rest != nil {
					rest++
				}
			}
		}
	}
	if lines < 1000 || rest < 300 || paths < 1000 {
		t.Errorf("compared only %d lines, %d of them in progress, and %d paths", lines, rest, paths)
	}
}
