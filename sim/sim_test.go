package sim

import (
	"context"
	"errors"
	"math"
	"os"
	"testing"

	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// sumKernel adds the variables up, as a scalar and as a series of partial sums.
type sumKernel struct{ periods int }

func (k sumKernel) Run(b *Block) error {
	for i := range b.N {
		sum := 0.0
		for v, col := range b.In {
			sum += col[i]
			if b.Series != nil && v < k.periods {
				b.Series[0][v][i] = sum
			}
		}
		b.Scalar[0][i] = sum
		if len(b.Sum) > 0 {
			b.Sum[0] += sum
		}
	}
	return nil
}

func must(t testing.TB) func(distribution.Distribution, error) distribution.Distribution {
	return func(d distribution.Distribution, err error) distribution.Distribution {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// sumProgram adds n normals with mean 10 and sd 2, pairwise correlated.
func sumProgram(t testing.TB, n int, rho float64) *Program {
	p := &Program{Scalars: []string{"sum"}, Series: []string{"partial"}, Periods: 2, Sums: 1,
		NewKernel: func(uint64) Kernel { return sumKernel{2} }}
	for i := range n {
		d := must(t)(distribution.NewNormal(10, 2))
		p.Variables = append(p.Variables, Variable{Key: string(rune('a' + i)), Dist: d, Weight: float64(i)})
		for j := range i {
			if rho != 0 {
				p.Links = append(p.Links, Link{A: i, B: j, Rho: rho})
			}
		}
	}
	return p
}

func sameBits(t *testing.T, what string, a, b []float64) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%s: %d and %d values", what, len(a), len(b))
	}
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			t.Fatalf("%s: value %d is %v and %v", what, i, a[i], b[i])
		}
	}
}

// TestSameBits: the number of workers, a split into parts and a replay of
// single scenarios change nothing.
func TestSameBits(t *testing.T) {
	for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		for _, rho := range []float64{0, 0.4} {
			p := sumProgram(t, 5, rho)
			cfg := Config{Scenarios: 10000, Seed: 7, Sampling: kind, Workers: 1, KeepInputs: 3000}
			one, err := Run(context.Background(), p, cfg)
			if err != nil {
				t.Fatal(err)
			}
			for _, workers := range []int{2, 7} {
				cfg.Workers = workers
				r, err := Run(context.Background(), p, cfg)
				if err != nil {
					t.Fatal(err)
				}
				sameBits(t, "workers", one.Scalar[0], r.Scalar[0])
				sameBits(t, "workers, series", one.Series[0][1], r.Series[0][1])
				sameBits(t, "workers, inputs", one.Inputs[2], r.Inputs[2])
				sameBits(t, "workers, sums", one.Sums, r.Sums)
			}
			checkParts(t, p, cfg, one)
			checkSubset(t, p, cfg, one)
		}
	}
}

func checkParts(t *testing.T, p *Program, cfg Config, whole *Result) {
	t.Helper()
	if whole.Sampling == design.Sobol {
		return // its replicates depend on the length of the whole run
	}
	cfg.Replicate = whole.Replicate
	a, b := cfg, cfg
	a.Scenarios, b.First, b.Scenarios = 4000, 4000, 6000
	ra, err := Run(context.Background(), p, a)
	if err != nil {
		t.Fatal(err)
	}
	rb, err := Run(context.Background(), p, b)
	if err != nil {
		t.Fatal(err)
	}
	if err := ra.Merge(rb); err != nil {
		t.Fatal(err)
	}
	sameBits(t, "parts", whole.Scalar[0], ra.Scalar[0])
	sameBits(t, "parts, series", whole.Series[0][0], ra.Series[0][0])
}

func checkSubset(t *testing.T, p *Program, cfg Config, whole *Result) {
	t.Helper()
	chosen := []int{0, 1, 999, 1000, 4711, 9999}
	var got []float64
	err := Subset(context.Background(), p, cfg, nil, chosen, func(b *Block) error {
		got = append(got, b.Scalar[0]...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range chosen {
		sameBits(t, "subset", whole.Scalar[0][s:s+1], got[i:i+1])
	}
	got = nil
	err = Subset(context.Background(), p, cfg, whole, chosen, func(b *Block) error { // some of them kept, some drawn again
		got = append(got, b.Scalar[0]...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range chosen {
		sameBits(t, "subset from kept draws", whole.Scalar[0][s:s+1], got[i:i+1])
	}
}

// TestAddedVariable: a new variable, or another order, leaves the draws of the
// others as they were.
func TestAddedVariable(t *testing.T) {
	small, large := sumProgram(t, 3, 0), sumProgram(t, 4, 0)
	large.Variables[0], large.Variables[3] = large.Variables[3], large.Variables[0]
	for _, kind := range []design.Kind{design.LHS, design.MC} {
		cfg := Config{Scenarios: 2000, Sampling: kind, KeepInputs: 2000}
		a, err := Run(context.Background(), small, cfg)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Run(context.Background(), large, cfg)
		if err != nil {
			t.Fatal(err)
		}
		sameBits(t, "first variable", a.Inputs[0], b.Inputs[3])
		sameBits(t, "second variable", a.Inputs[1], b.Inputs[1])
	}
}

// TestSumOfNormals: the sum of n normals with common correlation rho has mean
// n mu and variance sd^2 (n + n(n-1) r), r = 2 sin(pi rho/6), and is normal.
func TestSumOfNormals(t *testing.T) {
	const n = 8
	for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		for _, rho := range []float64{0, 0.3, 0.7} {
			p := sumProgram(t, n, rho)
			r, err := Run(context.Background(), p, Config{Scenarios: 40000, Seed: 3, Sampling: kind})
			if err != nil {
				t.Fatal(err)
			}
			pearson := 2 * math.Sin(math.Pi*rho/6)
			sd := 2 * math.Sqrt(n+n*(n-1)*pearson)
			mean, got := stats.MeanSD(r.Scalar[0])
			if math.Abs(mean-10*n) > 4*sd/math.Sqrt(40000) || math.Abs(got/sd-1) > 0.02 {
				t.Errorf("%s rho %g: mean %.3f want %d, sd %.4f want %.4f", kind, rho, mean, 10*n, got, sd)
			}
			q := stats.Quantiles(r.Scalar[0], []float64{0.8})[0]
			if want := 10*n + sd*0.8416212335729143; math.Abs(q-want) > 0.03*sd {
				t.Errorf("%s rho %g: P80 %.3f want %.3f", kind, rho, q, want)
			}
		}
	}
}

// TestCommonFactor: a common factor gives the same distribution as all pairs.
func TestCommonFactor(t *testing.T) {
	const n, rho = 8, 0.3
	p := sumProgram(t, n, 0)
	var all []int
	for v := range n {
		all = append(all, v)
	}
	p.Factors = CommonFactor(all, rho)
	for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		r, err := Run(context.Background(), p, Config{Scenarios: 40000, Seed: 5, Sampling: kind, KeepInputs: 40000})
		if err != nil {
			t.Fatal(err)
		}
		_, sd := stats.MeanSD(r.Scalar[0])
		if want := 2 * math.Sqrt(n+n*(n-1)*2*math.Sin(math.Pi*rho/6)); math.Abs(sd/want-1) > 0.02 {
			t.Errorf("%s: sd %.4f want %.4f", kind, sd, want)
		}
		if got := stats.Spearman(r.Inputs[1], r.Inputs[6]); math.Abs(got-rho) > 0.02 {
			t.Errorf("%s: rank correlation %.4f want %.2f", kind, got, rho)
		}
	}
}

// TestSlowCoverage: over 400 seeds, the 95 % interval of the P80 contains the true
// value in 92-98 % (binomial sd of the share: 1.1 points).
func TestSlowCoverage(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	for _, kind := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		p := sumProgram(t, 4, 0)
		truth := 40 + 4*0.8416212335729143
		in := 0
		for seed := range uint64(400) {
			r, err := Run(context.Background(), p, Config{Scenarios: 20000, Seed: seed, Sampling: kind})
			if err != nil {
				t.Fatal(err)
			}
			x := r.Scalar[0]
			var per []float64
			for _, b := range r.Replicates(r.N) {
				per = append(per, stats.Quantiles(x[b[0]:b[1]], []float64{0.8})[0])
			}
			lo, hi, _ := stats.Interval(stats.Quantiles(x, []float64{0.8})[0], per)
			if lo <= truth && truth <= hi {
				in++
			}
		}
		if share := float64(in) / 400; share < 0.92 || share > 0.98 {
			t.Errorf("%s: the interval holds the true P80 in %.1f %% of 400 seeds, want 92-98 %%", kind, 100*share)
		}
	}
}

// TestNotFinite: a NaN names the output and the scenario.
func TestNotFinite(t *testing.T) {
	p := sumProgram(t, 1, 0)
	p.NewKernel = func(uint64) Kernel { return nanKernel{} }
	_, err := Run(context.Background(), p, Config{Scenarios: 3000})
	var nf *NotFiniteError
	if !errors.As(err, &nf) || nf.Name != "sum" || nf.Scenario != 2345 {
		t.Fatalf("got %v, want NaN of sum in scenario 2345", err)
	}
}

type nanKernel struct{}

func (nanKernel) Run(b *Block) error {
	for i, s := range b.Scenario {
		if s == 2345 {
			b.Scalar[0][i] = math.NaN()
		}
	}
	return nil
}

// TestCancel: a cancelled run returns the context's error.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	p := sumProgram(t, 3, 0)
	_, err := Run(ctx, p, Config{Scenarios: 100000, Progress: func(done, total int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}

// TestBadProgram: two variables of one name, and correlations of unknown ones.
func TestBadProgram(t *testing.T) {
	p := sumProgram(t, 2, 0)
	p.Variables[1].Key = p.Variables[0].Key
	if _, err := Run(context.Background(), p, Config{}); err == nil {
		t.Error("equal keys were accepted")
	}
	p = sumProgram(t, 2, 0)
	p.Links = []Link{{A: 0, B: 5, Rho: 0.5}}
	if _, err := Run(context.Background(), p, Config{}); err == nil {
		t.Error("a correlation with variable 5 of 2 was accepted")
	}
	p.Links = []Link{{A: 0, B: 1, Rho: 1.5}}
	if _, err := Run(context.Background(), p, Config{}); err == nil {
		t.Error("a correlation of 1.5 was accepted")
	}
}
