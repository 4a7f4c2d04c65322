package design

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
)

func newDesign(t testing.TB, c Config) *Design {
	t.Helper()
	d, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func names(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("C%d", i)
	}
	return out
}

func column(d *Design, v, first, n int) []float64 {
	out := make([]float64, n)
	d.Fill(out, v, first)
	return out
}

// TestAnyRange: every split into ranges gives the same numbers, all strictly
// inside (0,1), also from many goroutines at once.
func TestAnyRange(t *testing.T) {
	for _, c := range []Config{
		{Kind: LHS, Scenarios: 2345}, {Kind: LHS, Scenarios: 12345}, {Kind: LHS, Scenarios: 5000, Replicate: 2500},
		{Kind: MC, Scenarios: 2345}, {Kind: Sobol, Scenarios: 2345}, {Kind: Sobol, Scenarios: 1000, Replicate: 100}, {Kind: LHS, Scenarios: 1},
	} {
		c.Names, c.Seed = names(3), 9
		d := newDesign(t, c)
		var wait sync.WaitGroup
		for v := range c.Names {
			whole := column(d, v, 0, c.Scenarios)
			sizes := []int{1, 7, 100, 1000}
			if testing.Short() {
				sizes = sizes[1:] // a part of a hypercube costs as much as all of it
			}
			for _, size := range sizes {
				wait.Go(func() {
					for first := 0; first < c.Scenarios; first += size {
						part := column(d, v, first, min(size, c.Scenarios-first))
						if !slices.Equal(part, whole[first:first+len(part)]) {
							t.Errorf("%s of %d: range from %d, length %d differs", c.Kind, c.Scenarios, first, len(part))
							return
						}
					}
				})
			}
			for i, u := range whole {
				if !(u > 0 && u < 1) {
					t.Fatalf("%s: scenario %d has %v", c.Kind, i, u)
				}
			}
		}
		wait.Wait()
	}
}

// TestLatinHypercube: each replicate, also a short last one, hits each of its
// strata once.
func TestLatinHypercube(t *testing.T) {
	for _, c := range []Config{{Scenarios: 10500}, {Scenarios: 777}, {Scenarios: 5000, Replicate: 2000}} {
		c.Names = names(2)
		d := newDesign(t, c)
		for v := range c.Names {
			for start := 0; start < c.Scenarios; start += d.replicate {
				n := min(d.replicate, c.Scenarios-start)
				seen := make([]bool, n)
				for i, u := range column(d, v, start, n) {
					if k := int(u * float64(n)); seen[k] {
						t.Fatalf("replicate at %d: scenario %d is the second in stratum %d of %d", start, i, k, n)
					} else {
						seen[k] = true
					}
				}
			}
		}
	}
}

// TestOthersUnchanged: adding a variable or changing the order of variables
// leaves the numbers of the others as they were (LHS and MC).
func TestOthersUnchanged(t *testing.T) {
	for _, kind := range []Kind{LHS, MC} {
		a := newDesign(t, Config{Kind: kind, Scenarios: 3000, Names: []string{"A", "B"}})
		b := newDesign(t, Config{Kind: kind, Scenarios: 3000, Names: []string{"new", "B", "A"}})
		if !slices.Equal(column(a, 0, 0, 3000), column(b, 2, 0, 3000)) || !slices.Equal(column(a, 1, 0, 3000), column(b, 1, 0, 3000)) {
			t.Errorf("%s: numbers changed", kind)
		}
		c := newDesign(t, Config{Kind: kind, Scenarios: 3000, Seed: 1, Names: []string{"A"}})
		if slices.Equal(column(a, 0, 0, 3000), column(c, 0, 0, 3000)) {
			t.Errorf("%s: the seed changes nothing", kind)
		}
	}
}

// TestDesignsAreIndependent: correlations between variables, and between
// replicates of one variable, have mean 0 and the spread of random pairings
// (1/sqrt(n-1)) over many pairs.
func TestDesignsAreIndependent(t *testing.T) {
	const vars, n, reps = 40, 200, 20
	for _, kind := range []Kind{LHS, MC} {
		d := newDesign(t, Config{Kind: kind, Scenarios: n * reps, Replicate: n, Names: names(vars)})
		var across, within []float64
		for r := range reps {
			for v := 0; v+1 < vars; v += 2 {
				across = append(across, correlation(column(d, v, r*n, n), column(d, v+1, r*n, n)))
			}
		}
		for v := range vars {
			for r := 0; r+1 < reps; r += 2 {
				within = append(within, correlation(column(d, v, r*n, n), column(d, v, r*n+n, n)))
			}
		}
		for what, r := range map[string][]float64{"variables": across, "replicates": within} {
			sum, square := 0.0, 0.0
			for _, x := range r {
				sum, square = sum+x, square+x*x
			}
			k := float64(len(r))
			mean := sum / math.Sqrt(k/(n-1))
			spread := (square*(n-1)/k - 1) / math.Sqrt(2/k)
			if math.Abs(mean) > 4 || math.Abs(spread) > 4 {
				t.Errorf("%s, between %s: mean %.2f and spread %.2f standard errors off", kind, what, mean, spread)
			}
		}
	}
}

func correlation(x, y []float64) float64 {
	var xy, xx, yy float64
	for i := range x {
		a, b := x[i]-0.5, y[i]-0.5
		xy, xx, yy = xy+a*b, xx+a*a, yy+b*b
	}
	return xy / math.Sqrt(xx*yy)
}

func TestBadConfig(t *testing.T) {
	for what, c := range map[string]Config{
		"kind": {Kind: "grid"}, "scenarios": {Scenarios: -1}, "replicate": {Replicate: -1}, "names": {Names: []string{"a", "a"}},
		"rank length": {Kind: Sobol, Names: names(2), Rank: []int{0}}, "rank twice": {Kind: Sobol, Names: names(2), Rank: []int{0, 0}},
		"rank range": {Kind: Sobol, Names: names(2), Rank: []int{0, 2}},
	} {
		if _, err := New(c); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func TestReplicateLength(t *testing.T) {
	for _, tt := range []struct {
		kind    Kind
		n, want int
	}{{LHS, 1, 1}, {LHS, 15, 2}, {LHS, 9999, 1000}, {MC, 1e6, 1000}, {LHS, 2000, 200}, {Sobol, 10, 1}, {Sobol, 10000, 1024}, {Sobol, 16384, 1024}, {Sobol, 1e6, 1024}, {Sobol, 4096, 256}, {MC, 10000, 250}, {MC, 10, 1}} {
		if got := ReplicateLength(tt.kind, tt.n); got != tt.want {
			t.Errorf("%s of %d: %d, want %d", tt.kind, tt.n, got, tt.want)
		}
	}
}

// BenchmarkFill fills pieces of work, variable after variable as a run does.
func BenchmarkFill(b *testing.B) {
	const vars, scenarios = 300, 16384
	for _, kind := range []Kind{LHS, MC, Sobol} {
		for _, n := range []int{128, 256, 1000} {
			b.Run(fmt.Sprintf("design=%s/n=%d", kind, n), func(b *testing.B) {
				d := newDesign(b, Config{Kind: kind, Scenarios: scenarios, Names: names(vars)})
				u, first, v := make([]float64, n), 0, 0
				for b.Loop() {
					d.Fill(u, v, first)
					if v++; v == vars {
						v, first = 0, (first+n)%(scenarios-n)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/draw")
			})
		}
	}
}

// BenchmarkNew makes the design of a large plan.
func BenchmarkNew(b *testing.B) {
	for _, n := range []int{50, 990, 4096} {
		b.Run(fmt.Sprintf("design=Sobol/variables=%d", n), func(b *testing.B) {
			c := Config{Kind: Sobol, Scenarios: 100000, Names: names(n)}
			for b.Loop() {
				if _, err := New(c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
