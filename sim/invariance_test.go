package sim

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ballast/sim/design"
	"ballast/sim/stats"
)

// mixed is a program of different distributions, of which the first four are
// correlated pairwise; add lists further ones, correlated with nothing.
func mixed(t testing.TB, df float64, add ...string) *Program {
	texts := append([]string{"PERT(90,100,140)", "Discrete(0:0.7,1:0.2,3:0.1)", "Lognormal(100,30)", "Bernoulli(0.3)", "Triangular(1,2,4)", "Gamma(2,3)"}, add...)
	p := formula(t, 0, func(x []float64) float64 {
		sum := 0.0
		for i, v := range x {
			sum += float64(v * float64(i+1)) // not to be fused: see TestGoldenBits
		}
		return sum
	}, texts...)
	rho := []float64{0.5, 0.3, -0.4, 0.2, 0.6, -0.1}
	for i := range 4 {
		for j := range i {
			p.Links = append(p.Links, Link{A: i, B: j, Rho: rho[0]})
			rho = rho[1:]
		}
	}
	p.CopulaDF = df
	return p
}

func ran(t testing.TB, p *Program, cfg Config) *Result {
	t.Helper()
	r, err := Run(context.Background(), p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// programs are those of the invariances: no copula, a Gaussian one, Student's t.
func programs(t testing.TB) map[string]*Program {
	free := mixed(t, 0)
	free.Links = nil
	out := map[string]*Program{"free": free, "gaussian": mixed(t, 0), "t": mixed(t, 5)}
	for name, p := range map[string]*Program{"free": free, "gaussian": out["gaussian"], "t": out["t"]} {
		q := *p
		q.Pull = []float64{8, 0, 20, 1, -2, 3} // that of the Bernoulli does not count
		out[name+" turned"] = &q
	}
	return out
}

// TestAnySplit: a run cut into any parts at the ends of replicates, run in any
// order by any number of workers and merged, has the bits of the whole; so has
// every scenario replayed alone, in whatever company.
func TestAnySplit(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for name, p := range programs(t) {
		for _, kind := range designs() {
			const n = 5000
			cfg := Config{Scenarios: n, Seed: 5, Sampling: kind, Workers: 2, KeepInputs: n, Replicate: design.ReplicateLength(kind, n)}
			whole := ran(t, p, cfg)
			cuts := []int{0, n}
			for range 3 {
				cuts = append(cuts, r.IntN(n/cfg.Replicate)*cfg.Replicate)
			}
			slices.Sort(cuts)
			cuts = slices.Compact(cuts)
			parts := make([]*Result, len(cuts)-1)
			for _, k := range r.Perm(len(parts)) {
				part := cfg
				part.First, part.Scenarios, part.Workers = cuts[k], cuts[k+1]-cuts[k], 1+r.IntN(4)
				parts[k] = ran(t, p, part)
			}
			for _, part := range parts[1:] {
				if err := parts[0].Merge(part); err != nil {
					t.Fatal(err)
				}
			}
			what := fmt.Sprintf("%s, %s, parts from %v", name, kind, cuts)
			sameBits(t, what, whole.Scalar[0], parts[0].Scalar[0])
			for v := range whole.Inputs {
				sameBits(t, what, whole.Inputs[v], parts[0].Inputs[v])
			}
			chosen := make([]int, 40)
			for i := range chosen {
				chosen[i] = r.IntN(n)
			}
			slices.Sort(chosen)
			chosen = slices.Compact(chosen)
			for _, group := range [][]int{chosen, chosen[:1], chosen[7:8]} {
				err := Subset(context.Background(), p, cfg, nil, group, func(b *Block) error {
					for i, s := range b.Scenario {
						sameBits(t, name+" replayed", whole.Scalar[0][s:s+1], b.Scalar[0][i:i+1])
						for v := range b.In {
							sameBits(t, name+" replayed", whole.Inputs[v][s:s+1], b.In[v][i:i+1])
						}
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// TestPlacesDoNotMatter: variables in any order, and with more of them that are
// correlated with nothing, keep their draws bit for bit. Under Sobol a variable
// that is added must be the least important: coordinates go by importance.
func TestPlacesDoNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for name, p := range programs(t) {
		for _, kind := range designs() {
			cfg := Config{Scenarios: 3000, Seed: 9, Sampling: kind, KeepInputs: 3000}
			before := ran(t, p, cfg)
			q := *p
			q.samplers = nil
			q.Variables = append(slices.Clone(p.Variables),
				Variable{Key: "added", Dist: p.Variables[0].Dist, Weight: -1}, Variable{Key: "and another", Dist: p.Variables[2].Dist, Weight: -2})
			perm := r.Perm(len(q.Variables)) // variable v goes to perm[v]
			shuffled := make([]Variable, len(perm))
			for v, at := range perm {
				shuffled[at] = q.Variables[v]
			}
			q.Variables = shuffled
			if p.Pull != nil {
				q.Pull = make([]float64, len(perm))
				for v, pull := range p.Pull {
					q.Pull[perm[v]] = pull
				}
			}
			q.Links = nil
			for _, l := range p.Links {
				q.Links = append(q.Links, Link{A: perm[l.B], B: perm[l.A], Rho: l.Rho})
			}
			after := ran(t, &q, cfg)
			for v := range p.Variables {
				sameBits(t, fmt.Sprintf("%s, %s, variable %d", name, kind, v), before.Inputs[v], after.Inputs[perm[v]])
			}
		}
	}
}

// sameDraws allows what the order of a sum may change.
func sameDraws(t *testing.T, what string, a, b []float64) {
	t.Helper()
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-9*(1+math.Abs(a[i])) {
			t.Fatalf("%s: value %d is %v and %v", what, i, a[i], b[i])
		}
	}
}

// TestCoordinatesKeepDraws: a program that is given the coordinates of another
// keeps the draws of the variables that both have, whatever their weights and
// whatever else either has.
func TestCoordinatesKeepDraws(t *testing.T) {
	for name, p := range programs(t) {
		for _, kind := range designs() {
			cfg := Config{Scenarios: 3000, Seed: 9, Sampling: kind, KeepInputs: 3000}
			q := *p
			q.samplers = nil
			q.Variables = append(slices.Clone(p.Variables), Variable{Key: "added", Dist: p.Variables[0].Dist, Weight: 1e9})
			q.Pull = nil
			if p.Pull != nil {
				q.Pull = append(slices.Clone(p.Pull), 40)
			}
			order, err := q.Order()
			if first := order.Coordinates[0]; err != nil || first != "added" && first != scoreKey {
				t.Fatalf("order %v, %v: the weightiest is not first", order, err)
			}
			with, without := ran(t, &q, cfg), *p
			without.samplers, without.Frame = nil, order
			before := ran(t, &without, cfg)
			for v := range p.Variables {
				sameDraws(t, fmt.Sprintf("%s, %s, variable %d", name, kind, v), before.Inputs[v], with.Inputs[v])
			}
		}
	}
}

// TestSeedsAndKeysMatter: another seed or another key gives other draws, which
// are not correlated with the first. Two scrambles of one Sobol coordinate are
// alike or opposite in their first digit, so there a replicate, and not a
// scenario, is what is independent.
func TestSeedsAndKeysMatter(t *testing.T) {
	const n = 20000
	for _, kind := range designs() {
		p := formula(t, 0, func(x []float64) float64 { return x[0] }, "Normal(0,1)")
		cfg, independent := Config{Scenarios: n, Seed: 1, Sampling: kind}, float64(n)
		if kind == design.Sobol {
			cfg.Replicate, independent = 32, n/32
		}
		a := ran(t, p, cfg).Scalar[0]
		cfg.Seed = 2
		b := ran(t, p, cfg).Scalar[0]
		p.Variables[0].Key = "v01"
		c := ran(t, p, cfg).Scalar[0]
		for what, r := range map[string]float64{"seed": stats.Pearson(a, b), "key": stats.Pearson(b, c)} {
			if math.Abs(r) > 4.5/math.Sqrt(independent) {
				t.Errorf("%s: another %s gives draws of correlation %.4f", kind, what, r)
			}
		}
	}
}

// TestMarginalsUnchanged: correlation of any kind only pairs the values of a
// Latin hypercube anew: in every replicate each variable, discrete ones with
// all their ties too, has exactly the values that it has without correlation.
func TestMarginalsUnchanged(t *testing.T) {
	cfg := Config{Scenarios: 5000, Seed: 2, Sampling: design.LHS, KeepInputs: 5000}
	all := programs(t)
	free := ran(t, all["free"], cfg)
	for name, p := range all {
		r := ran(t, p, cfg)
		moved := 0
		for v := range r.Inputs {
			for _, b := range r.Replicates(r.N) {
				want, got := slices.Clone(free.Inputs[v][b[0]:b[1]]), slices.Clone(r.Inputs[v][b[0]:b[1]])
				if !slices.Equal(want, got) {
					moved++
				}
				slices.Sort(want)
				slices.Sort(got)
				sameBits(t, fmt.Sprintf("%s, variable %d, replicate at %d", name, v, b[0]), want, got)
			}
		}
		if (moved == 0) != strings.HasPrefix(name, "free") {
			t.Errorf("%s: %d columns are paired anew", name, moved)
		}
	}
}

// TestRealisedCorrelation: the rank correlations of the draws are those asked
// for, in every design, for continuous variables (ties of discrete ones weaken
// a rank correlation, and are left out). Tolerance: four standard errors
// 1/sqrt(n) of independent scenarios.
func TestRealisedCorrelation(t *testing.T) {
	const n = 40000
	for _, kind := range designs() {
		p := formula(t, 0, func(x []float64) float64 { return x[0] }, "PERT(90,100,140)", "Lognormal(100,30)", "Uniform(0,1)", "Weibull(0.5,1)")
		want := map[[2]int]float64{{1, 0}: 0.7, {2, 0}: -0.3, {2, 1}: 0.1, {3, 0}: 0.5, {3, 1}: 0.4, {3, 2}: -0.2}
		for at, rho := range want {
			p.Links = append(p.Links, Link{A: at[0], B: at[1], Rho: rho})
		}
		r := ran(t, p, Config{Scenarios: n, Seed: 4, Sampling: kind, KeepInputs: n})
		if len(r.Repairs) > 0 {
			t.Fatalf("repairs %v", r.Repairs)
		}
		for at, rho := range want {
			if got := stats.Spearman(r.Inputs[at[0]], r.Inputs[at[1]]); math.Abs(got-rho) > 4/math.Sqrt(n) {
				t.Errorf("%s: realised %v %.4f, asked %.4f", kind, at, got, rho)
			}
		}
	}
}

// TestReplicatesAreIndependent: the means of neighbouring replicates are not
// correlated over 600 of them, in every design.
func TestReplicatesAreIndependent(t *testing.T) {
	const length, reps = 64, 600
	for _, kind := range designs() {
		p := formula(t, 0, func(x []float64) float64 { return x[0] * x[1] }, "Uniform(0,1)", "Uniform(0,1)")
		y := ran(t, p, Config{Scenarios: length * reps, Replicate: length, Seed: 6, Sampling: kind}).Scalar[0]
		means := make([]float64, reps)
		for k := range means {
			means[k] = stats.Mean(y[k*length : (k+1)*length])
		}
		if r := stats.Pearson(means[:reps-1], means[1:]); math.Abs(r) > 4/math.Sqrt(reps) {
			t.Errorf("%s: means of neighbouring replicates have correlation %.3f", kind, r)
		}
	}
}
