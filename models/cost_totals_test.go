package models

import "testing"

// TestPlainTotalsAgree: what a line costs is the same to the bit whether the draws of every
// line are taken or those of the plain lines together, on random plans with events.
func TestPlainTotalsAgree(t *testing.T) {
	t.Parallel()
	plain, touched := 0, 0
	for seed := range uint64(60) {
		p := randomPlan(seed)
		makePlainer(p)
		m := compileChanged(t, p)
		b := tileBlock(t, m, 100)
		b.Scalar = matrix(len(m.program.Scalars), b.N)
		var got [2][][]float64
		for way := range got {
			k := newKernel(m, 1, costKernel)
			if way == 1 {
				k.totals = newPlainTotals(m)
				plain += len(k.totals.lines)
			}
			k.seen = func(s *scenario) {
				got[way] = append(got[way], append([]float64(nil), s.lineTotal...))
				touched += len(s.touched)
			}
			if err := k.Run(b); err != nil {
				t.Fatal(err)
			}
		}
		for i := range got[0] {
			for j, want := range got[0][i] {
				if got[1][i][j] != want {
					t.Fatalf("plan %d, scenario %d, line %d: %v, want %v", seed, i, j, got[1][i][j], want)
				}
			}
		}
	}
	if plain < 50 || touched < 100 {
		t.Errorf("%d plain lines, %d times an event touched a line", plain, touched)
	}
}
