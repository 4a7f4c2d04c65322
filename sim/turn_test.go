package sim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"ballast/sim/design"
	"ballast/sim/stats"
)

// turned are programs in which a direction is turned: free, in a matrix, with
// common factors, each with a Gaussian and with a t copula. The variables 1 and
// 3 do not pull, and are correlated with those that do.
func turned(t testing.TB) map[string]*Program {
	out := map[string]*Program{}
	for _, df := range []float64{0, 4} {
		for _, how := range []string{"free", "matrix", "factors"} {
			p := mixed(t, df)
			p.Pull = []float64{8, 0, 20, 0, -2, 3}
			if how != "matrix" {
				p.Links = nil
			}
			if how == "factors" {
				p.Factors = &Factors{Variables: []int{0, 1, 2, 4}, Loadings: [][]Loading{{{0, 0.5}, {1, 0.6}}, {{0, 0.7}}, {{1, 0.5}}, {{1, -0.4}}}}
			}
			out[fmt.Sprintf("%s, df %g", how, df)] = p
		}
	}
	return out
}

// scoreColumns runs a program and returns its draws, the scores, and the draws
// of all variables had the score been to.
func scoreColumns(t *testing.T, p *Program, cfg Config, to float64) (in, at [][]float64, score []float64) {
	t.Helper()
	n := len(p.Variables)
	in, at = make([][]float64, n), make([][]float64, n)
	q := *p
	q.Scalars = []string{"sum"}
	scenarios := make([]int, cfg.Scenarios)
	for i := range scenarios {
		scenarios[i] = i
	}
	err := Subset(context.Background(), &q, cfg, nil, scenarios, func(b *Block) error {
		targets, moved := make([]float64, b.N), make([]float64, b.N)
		for i := range targets {
			targets[i] = to
		}
		score = append(score, b.Score()...)
		for v := range n {
			in[v] = append(in[v], b.In[v][:b.N]...)
			b.Moved(moved, v, 0, targets)
			at[v] = append(at[v], moved...)
			movedBy(t, b, v, to)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return in, at, score
}

// movedBy checks that a variable moved to three scores at once, and some scenarios of a
// block alone, is what it is moved to each of them.
func movedBy(t *testing.T, b *Block, v int, to float64) {
	t.Helper()
	for _, n := range []int{1, 3, 4, b.N} {
		from := b.N - min(n, b.N)
		n = b.N - from
		wide := (n + 3) &^ 3
		away, want, got := make([]float64, 3*wide), make([]float64, n), make([]float64, 3*wide)
		for k := range 3 {
			for j := range n {
				away[k*wide+j] = to + float64(k) - b.Score()[from+j]
			}
		}
		b.MovedBy(got, v, from, n, away)
		b.MovedBy(away, v, from, n, away)
		for k := range 3 {
			targets := slices.Repeat([]float64{to + float64(k)}, n)
			b.Moved(want, v, from, targets)
			if !slices.Equal(got[k*wide:][:n], want) || !slices.Equal(away[k*wide:][:n], want) {
				t.Errorf("variable %d of %d scenarios from %d on moved to %v at once is %v, %v in place, not %v", v, n, from, to+float64(k), got[k*wide:][:n], away[k*wide:][:n], want)
			}
		}
	}
}

// TestTurnIsExact: turned draws have the marginals that were asked for and the
// correlations that they have unturned, under every design.
func TestTurnIsExact(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	const n = 1 << 15
	for name, p := range turned(t) {
		plain := *p
		plain.Pull = nil
		want := ran(t, &plain, Config{Scenarios: n, Seed: 3, KeepInputs: n, Sampling: design.Sobol})
		for _, kind := range designs() {
			r := ran(t, p, Config{Scenarios: n, Seed: 4, KeepInputs: n, Sampling: kind})
			for v, x := range p.Variables {
				mean, sd := stats.MeanSD(r.Inputs[v])
				spread := math.Sqrt(x.Dist.Variance())
				if math.Abs(mean-x.Dist.Mean()) > 5*spread/math.Sqrt(n) || math.Abs(sd/spread-1) > 0.04 {
					t.Errorf("%s, %s: variable %d has mean %.4f and sd %.4f, wanted %.4f and %.4f", name, kind, v, mean, sd, x.Dist.Mean(), spread)
				}
				for w := range v {
					a, b := stats.Spearman(want.Inputs[v], want.Inputs[w]), stats.Spearman(r.Inputs[v], r.Inputs[w])
					if math.Abs(a-b) > 5*math.Sqrt(2.0/n)*1.5 {
						t.Errorf("%s, %s: variables %d and %d have the rank correlation %.4f, unturned %.4f", name, kind, v, w, b, a)
					}
				}
			}
		}
	}
}

// TestScoreIsIndependent: the score is standard normal; moved to their own score
// the draws are what they are; moved to one score they tell nothing of the score
// that they had, in any product of two of them either; and a scenario that is
// replayed at another score has the draws that Moved says.
func TestScoreIsIndependent(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	const n = 1 << 14
	for name, p := range turned(t) {
		for _, kind := range designs() {
			cfg := Config{Scenarios: n, Seed: 6, Sampling: kind}
			in, at, score := scoreColumns(t, p, cfg, 0.7)
			what := name + ", " + string(kind)
			mean, sd := stats.MeanSD(score)
			if math.Abs(mean) > 4/math.Sqrt(n) || math.Abs(sd-1) > 4/math.Sqrt(n) {
				t.Errorf("%s: the score has mean %.4f and sd %.4f", what, mean, sd)
			}
			square := make([]float64, n)
			for i, h := range score {
				square[i] = float64(h * h)
			}
			for v := range at {
				for w := range v + 1 {
					both := make([]float64, n)
					for i := range both {
						both[i] = (rankScore(p, v, at[v][i]) + 0.3) * (rankScore(p, w, at[w][i]) - 0.2)
					}
					for k, y := range [][]float64{score, square} {
						if r := stats.Pearson(both, y); math.Abs(r) > 5/math.Sqrt(n) {
							t.Errorf("%s: variables %d and %d without the score are correlated %.4f with its power %d", what, v, w, r, k+1)
						}
					}
				}
			}
			movedWith(t, what, p, cfg, in, at, score)
		}
	}
}

// rankScore is a bounded figure that rises with a draw.
func rankScore(p *Program, v int, x float64) float64 {
	return math.Atan((x - p.Variables[v].Dist.Mean()) / math.Sqrt(p.Variables[v].Dist.Variance()))
}

// movedWith compares draws moved to their own score, and replays.
func movedWith(t *testing.T, what string, p *Program, cfg Config, in, at [][]float64, score []float64) {
	t.Helper()
	chosen, to := []int{0, 1, 700, 701, 5000, 12345}, make([]float64, 6)
	for i := range to {
		to[i] = 0.7
	}
	got := make([][]float64, len(in))
	err := SubsetAt(context.Background(), p, cfg, chosen, to, func(b *Block) error {
		for v := range got {
			got[v] = append(got[v], b.In[v][:b.N]...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for v := range in {
		for k, i := range chosen {
			if got[v][k] != at[v][i] {
				t.Errorf("%s: variable %d of scenario %d replayed at another score is %v, moved there %v", what, v, i, got[v][k], at[v][i])
			}
		}
	}
	err = Subset(context.Background(), p, cfg, nil, chosen, func(b *Block) error {
		own := make([]float64, b.N)
		for v := range got {
			b.Moved(own, v, 0, b.Score())
			for i, x := range own {
				if math.Abs(x-b.In[v][i]) > 1e-6*(1+math.Abs(x)) {
					t.Errorf("%s: variable %d is %v at its own score, drawn %v", what, v, x, b.In[v][i])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTurnConcentrates: of the sum that pulls add up to, all variance is the
// score's when the marginals are normal.
func TestTurnConcentrates(t *testing.T) {
	for _, rho := range []float64{0, 0.3} {
		p := sumProgram(t, 6, rho)
		p.Pull = []float64{2, 2, 2, 2, 2, 2}
		_, at, _ := scoreColumns(t, p, Config{Scenarios: 4096, Seed: 1, Sampling: design.Sobol}, 1)
		for i := range at[0] {
			sum := 0.0
			for v := range at {
				sum += at[v][i]
			}
			if i > 0 && math.Abs(sum-sumAt(at, 0)) > 1e-6 {
				t.Fatalf("rho %g: with the score fixed the sum of scenario %d is %v, of the first %v", rho, i, sum, sumAt(at, 0))
			}
		}
	}
}

func sumAt(x [][]float64, i int) float64 {
	sum := 0.0
	for _, col := range x {
		sum += col[i]
	}
	return sum
}

// TestFrameWithoutMembers: a variable of the direction that a program draws in
// another way is left out of it, so that the score stays independent of it.
func TestFrameWithoutMembers(t *testing.T) {
	p := turned(t)["free, df 0"]
	frame, err := p.Order()
	if err != nil || len(frame.Direction) != 4 {
		t.Fatalf("direction %v, %v", frame, err)
	}
	q := *p
	q.samplers = nil
	q.Variables = append([]Variable(nil), p.Variables...)
	q.Variables[0].Dist = p.Variables[1].Dist // discrete
	q.Frame = frame
	_, at, score := scoreColumns(t, &q, Config{Scenarios: 8192, Seed: 5, Sampling: design.Sobol}, 0)
	if r := stats.Pearson(at[0], score); math.Abs(r) > 0.05 {
		t.Errorf("the variable that is left out is correlated %.3f with the score", r)
	}
}

// TestWithin: a variable within another one has its own distribution, also given
// on which side of any cut the other lies, and where it lies on one side of both
// of two cuts the draws are one and the same number, whichever of the two decides.
func TestWithin(t *testing.T) {
	cuts := []float64{0.35, 0.6, 0.9}
	for _, kind := range designs() {
		p := formula(t, 0, func(x []float64) float64 { return x[1] }, "Uniform(0,1)", "Uniform(0,1)", "Lognormal(10,4)")
		p.Variables[1].Within = &Within{Of: 0, Cuts: cuts}
		p.Variables[2].Within = &Within{Of: 0, Cuts: cuts}
		const n = 1 << 16
		r := ran(t, p, Config{Scenarios: n, Seed: 8, Sampling: kind, KeepInputs: n})
		for _, cut := range append([]float64{0}, cuts...) {
			for _, above := range []bool{false, true} {
				var x []float64
				for i, u := range r.Inputs[0] {
					if u >= cut == above {
						x = append(x, r.Inputs[1][i])
					}
				}
				if len(x) == 0 {
					continue
				}
				for _, q := range []float64{0.05, 0.5, 0.95} {
					if got := stats.Quantiles(x, []float64{q})[0]; math.Abs(got-q) > 5*math.Sqrt(q*(1-q)/float64(len(x))) {
						t.Errorf("%s: given u above %g %v the quantile at %g is %.4f", kind, cut, above, q, got)
					}
				}
			}
		}
		mean, _ := stats.MeanSD(r.Inputs[2])
		if math.Abs(mean-10) > 0.1 {
			t.Errorf("%s: mean %.3f of a lognormal with mean 10", kind, mean)
		}
	}
}
