package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestSolveVectors: the assembly takes the steps of the Go code, to the bit, on
// polynomials that rise, fall or bend, and on what is not finite.
func TestSolveVectors(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	odd := []float64{0, math.Inf(1), math.Inf(-1), math.NaN(), 1e300, -1e300, 5e-324}
	marked, others := 0, 0
	for turn := range 2000 {
		var a solver
		a.n = 1 + r.IntN(chunk)
		for p := range a.c {
			for i := range a.n {
				a.c[p][i] = r.NormFloat64() / float64(1+p*p*p)
				if p == 1 && turn%4 > 0 {
					a.c[p][i] += 3
				}
				if turn%10 == 0 && r.IntN(20) == 0 {
					a.c[p][i] = odd[r.IntN(len(odd))]
				}
			}
		}
		for i := range a.n {
			a.slope[i] = a.c[1][i]
			a.low[i], a.high[i] = r.NormFloat64()-3, r.NormFloat64()+3
			if turn%10 == 0 && r.IntN(20) == 0 {
				a.low[i], a.high[i] = odd[r.IntN(len(odd))], odd[r.IntN(len(odd))]
			}
		}
		b, limit := a, r.NormFloat64()
		for k := range 3 {
			step := r.Float64()
			a.steps(limit, step, 2)
			b.stepsPortable(limit, step, 2)
			a.started, b.started = true, true
			limit += step
			for i := range a.n {
				for _, x := range [][2]float64{{a.x[i], b.x[i]}, {a.slope[i], b.slope[i]}, {a.k[i], b.k[i]}} {
					if math.Float64bits(x[0]) != math.Float64bits(x[1]) && !(math.IsNaN(x[0]) && math.IsNaN(x[1])) {
						t.Fatalf("turn %d, limit %d, scenario %d: %v, want %v", turn, k, i, x[0], x[1])
					}
				}
				if a.marks[i/4]>>(i%4)&1 != b.marks[i/4]>>(i%4)&1 {
					t.Fatalf("turn %d, limit %d, scenario %d, at %v after %v: marked %b, want %b", turn, k, i, b.x[i], b.k[i], a.marks[i/4], b.marks[i/4])
				}
				marked += int(b.marks[i/4] >> (i % 4) & 1)
				others += int(^b.marks[i/4] >> (i % 4) & 1)
			}
		}
	}
	if marked < 1000 || others < 1000 {
		t.Errorf("%d scenarios were marked, %d were not", marked, others)
	}
}

// TestDoubtVectors: the assembly marks the scenarios that the Go code marks, for any number
// of them.
func TestDoubtVectors(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 6))
	odd := []float64{0, math.Inf(1), math.Inf(-1), math.NaN(), 0.3, -0.3, 1}
	marked, others := 0, 0
	for range 2000 {
		n := 1 + r.IntN(chunk)
		number := func() float64 {
			if r.IntN(20) == 0 {
				return odd[r.IntN(len(odd))]
			}
			return r.NormFloat64()
		}
		a, value := solver{n: n, own: make([]float64, n)}, make([]float64, n)
		for i := range value {
			value[i], a.own[i], a.k[i], a.h[i] = number(), number(), number(), number()
		}
		b := a
		a.doubt(value, 0.5)
		b.doubtPortable(value, 0.5, 0)
		if a.marks != b.marks {
			t.Fatalf("of %d scenarios %b are marked, want %b", n, a.marks, b.marks)
		}
		marked, others = marked+len(b.marked()), others+n-len(b.marked())
	}
	if marked < 1000 || others < 1000 {
		t.Errorf("%d scenarios were marked, %d were not", marked, others)
	}
}
