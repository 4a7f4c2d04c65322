package sim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// factorProgram has two blocks under a general factor, one variable that
// moves against the rest, one that is a factor, and two on their own.
func factorProgram(t testing.TB) *Program {
	p := sumProgram(t, 8, 0)
	p.Variables[1].Dist = must(t)(distribution.NewPERT(1, 2, 5, 4))
	p.Variables[2].Dist = must(t)(distribution.NewTriangular(0, 1, 4))
	p.Factors = &Factors{Variables: []int{0, 1, 2, 3, 4, 5}, Loadings: [][]Loading{
		{{0, 0.5}, {1, 0.6}}, {{0, 0.3}, {1, 0.7}}, {{0, 0.4}, {2, 0.5}}, {{0, -0.6}, {2, 0.3}}, {{2, 1}}, nil}}
	return p
}

// TestFactorRanks compares the realised rank correlations of a factor program
// with the closed form 6/pi asin(r/2), r the sum of products of loadings.
// Four standard errors of a rank correlation near 0 are 4/sqrt(60,000) = 0.016.
func TestFactorRanks(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	p := factorProgram(t)
	for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		r, err := Run(context.Background(), p, Config{Scenarios: 60000, Seed: 11, Sampling: kind, KeepInputs: 60000})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(r.Linked, p.Factors.Variables) {
			t.Fatalf("linked variables %v", r.Linked)
		}
		for i := range r.Inputs {
			for j := range i {
				pearson := 0.0
				if i < 6 {
					for _, a := range p.Factors.Loadings[i] {
						for _, b := range p.Factors.Loadings[j] {
							if a.Factor == b.Factor {
								pearson += a.Weight * b.Weight
							}
						}
					}
				}
				want := 6 / math.Pi * math.Asin(pearson/2)
				if got := stats.Spearman(r.Inputs[i], r.Inputs[j]); math.Abs(got-want) > 0.016 {
					t.Errorf("%s: rank correlation (%d,%d) is %.4f, closed form %.4f, tolerance 0.016", kind, i, j, got, want)
				}
			}
		}
		for _, q := range []float64{0.01, 0.1, 0.5, 0.9, 0.99} {
			for v := range r.Inputs {
				d := p.Variables[v].Dist
				if got := d.CDF(stats.Quantiles(r.Inputs[v], []float64{q})[0]); math.Abs(got-q) > 4*math.Sqrt(q*(1-q)/60000) {
					t.Errorf("%s: variable %d has P%.0f at its P%.3f", kind, v, 100*q, 100*got)
				}
			}
		}
	}
}

// TestFactorBits: workers, parts, replay, and the order of rows change nothing.
func TestFactorBits(t *testing.T) {
	for _, df := range []float64{0, 5} {
		for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
			p := factorProgram(t)
			p.CopulaDF = df
			cfg := Config{Scenarios: 10000, Seed: 7, Sampling: kind, Workers: 1, KeepInputs: 3000}
			one, err := Run(context.Background(), p, cfg)
			if err != nil {
				t.Fatal(err)
			}
			cfg.Workers = 3
			three, err := Run(context.Background(), p, cfg)
			if err != nil {
				t.Fatal(err)
			}
			sameBits(t, "workers", one.Scalar[0], three.Scalar[0])
			checkParts(t, p, cfg, one)
			checkSubset(t, p, cfg, one)

			back := factorProgram(t)
			back.CopulaDF = df
			slices.Reverse(back.Variables)
			slices.Reverse(back.Factors.Loadings)
			slices.Reverse(back.Factors.Variables)
			for k, v := range back.Factors.Variables {
				back.Factors.Variables[k] = len(back.Variables) - 1 - v
			}
			turned, err := Run(context.Background(), back, cfg)
			if err != nil {
				t.Fatal(err)
			}
			for v := range one.Inputs {
				sameBits(t, "order of rows", one.Inputs[v], turned.Inputs[len(one.Inputs)-1-v])
			}
		}
	}
}

// TestFactorTail: a t copula through a factor has the tail dependence of
// TestStudentCopula in depend: of two variables with correlation 0.5 of the
// normals and 4 degrees of freedom, P(both above P99 | one above) is 0.25-0.36;
// it is 0.13 for a Gaussian one.
func TestFactorTail(t *testing.T) {
	p := sumProgram(t, 2, 0)
	w := math.Sqrt(0.5)
	p.Factors = &Factors{Variables: []int{0, 1}, Loadings: [][]Loading{{{0, w}}, {{0, w}}}}
	for _, c := range []struct{ df, lo, hi float64 }{{4, 0.25, 0.36}, {0, 0.10, 0.16}} {
		p.CopulaDF = c.df
		r, err := Run(context.Background(), p, Config{Scenarios: 80000, Seed: 2, Sampling: design.MC, KeepInputs: 80000})
		if err != nil {
			t.Fatal(err)
		}
		both, level := 0, p.Variables[0].Dist.Quantile(0.99)
		for i, x := range r.Inputs[0] {
			if x > level && r.Inputs[1][i] > level {
				both++
			}
		}
		if got := float64(both) / 800; got < c.lo || got > c.hi {
			t.Errorf("df %g: P(both above P99 | one above) = %.3f, want %g to %g", c.df, got, c.lo, c.hi)
		}
	}
}

// TestFactorErrors: what is wrong is refused, by name.
func TestFactorErrors(t *testing.T) {
	for want, spoil := range map[string]func(p *Program){
		`variable "b" sum to 1.13`:                func(p *Program) { p.Factors.Loadings[1] = []Loading{{0, 0.8}, {1, 0.7}} },
		`variable "c" sum to NaN`:                 func(p *Program) { p.Factors.Loadings[2][0].Weight = math.NaN() },
		`variable "c" has a loading on factor -1`: func(p *Program) { p.Factors.Loadings[2][0].Factor = -1 },
		`on factor 1000000`:                       func(p *Program) { p.Factors.Loadings[2][0].Factor = 1e6 },
		`loadings of 5 variables for 6`:           func(p *Program) { p.Factors.Loadings = p.Factors.Loadings[:5] },
		`variable 8 of 8 at place 3`:              func(p *Program) { p.Factors.Variables[3] = 8 },
		`variable "a" twice, again at place 3`:    func(p *Program) { p.Factors.Variables[3] = 0 },
		`exclude each other`:                      func(p *Program) { p.Links = []Link{{6, 7, 0.5}} },
		`degrees of freedom -1`:                   func(p *Program) { p.CopulaDF = -1 },
	} {
		p := factorProgram(t)
		spoil(p)
		if _, err := Run(context.Background(), p, Config{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
	if _, err := Run(context.Background(), factorProgram(t), Config{Scenarios: 10}); err != nil {
		t.Error(err)
	}
}

// BenchmarkDraw measures what drawing costs, per variable and scenario: on
// their own, linked by a full matrix, and by two factors each.
func BenchmarkDraw(b *testing.B) {
	const n, scenarios = 300, 10000
	for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		for _, how := range []string{"alone", "links", "factors"} {
			p := drawProgram(b, n, how)
			b.Run(fmt.Sprintf("sampling=%s/how=%s", kind, how), func(b *testing.B) {
				c, err := compile(p)
				if err != nil {
					b.Fatal(err)
				}
				d, err := newDrawer(c, Config{Scenarios: scenarios, Sampling: kind}.withDefaults())
				if err != nil {
					b.Fatal(err)
				}
				w, units := &worker{d: d, columns: make([][]float64, n), views: make([][]float64, n)}, d.cut.pieces(0, scenarios)
				k := 0
				for b.Loop() {
					u := units[k%len(units)]
					if err := d.draw(w.in(u.end-u.first), u, &w.scratch); err != nil {
						b.Fatal(err)
					}
					k++
				}
				drawn := float64(b.N) * scenarios / float64(len(units))
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/drawn/n, "ns/draw")
			})
		}
	}
}

// drawProgram has n PERT variables.
func drawProgram(t testing.TB, n int, how string) *Program {
	p := &Program{}
	d := must(t)(distribution.NewPERT(0.8, 1, 1.5, 4))
	f := &Factors{}
	for i := range n {
		p.Variables = append(p.Variables, Variable{Key: fmt.Sprint("line ", i), Dist: d, Weight: 1})
		f.Variables = append(f.Variables, i)
		f.Loadings = append(f.Loadings, []Loading{{0, 0.3}, {1 + i%10, 0.4}})
		for j := range i {
			if how == "links" {
				p.Links = append(p.Links, Link{A: i, B: j, Rho: 0.2})
			}
		}
	}
	if how == "factors" {
		p.Factors = f
	}
	return p
}
