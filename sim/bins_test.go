package sim

import (
	"context"
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"ballast/sim/design"
	"ballast/sim/stats"
)

// largeConfig keeps little, so that a small run is counted as a large one is.
func largeConfig(kind design.Kind) Config {
	return Config{Scenarios: 20000, Seed: 7, Sampling: kind, Workers: 1, Replicate: 1024,
		KeepInputs: 3000, KeepSeries: 4000, KeepScalars: 6000, KeepSample: 3000, Bins: true}
}

func run(t testing.TB, p *Program, cfg Config) *Result {
	t.Helper()
	r, err := Run(context.Background(), p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sameResult compares everything that readers see of two results.
func sameResult(t *testing.T, what string, a, b *Result) {
	t.Helper()
	if a.N != b.N || a.ScalarN != b.ScalarN || a.SeriesN != b.SeriesN || a.SampleN != b.SampleN || a.InputsN != b.InputsN {
		t.Fatalf("%s: kept %d %d %d %d of %d and %d %d %d %d of %d", what, a.ScalarN, a.SeriesN, a.SampleN, a.InputsN, a.N, b.ScalarN, b.SeriesN, b.SampleN, b.InputsN, b.N)
	}
	for k := range a.Scalar {
		sameBits(t, fmt.Sprint(what, ": scalar ", k), a.Scalar[k], b.Scalar[k])
		sameCounts(t, fmt.Sprint(what, ": counts of scalar ", k), a.ScalarBins[k], b.ScalarBins[k])
	}
	for s := range a.Series {
		for m := range a.Series[s] {
			sameBits(t, what+": series", a.Series[s][m], b.Series[s][m])
			sameCounts(t, what+": counts of series", a.SeriesBins[s][m], b.SeriesBins[s][m])
		}
	}
	for v := range a.Inputs {
		sameBits(t, what+": inputs", a.Inputs[v], b.Inputs[v])
	}
	sameBits(t, what+": sums", a.Sums, b.Sums)
}

func sameCounts(t *testing.T, what string, a, b *stats.Binned) {
	t.Helper()
	if a == nil && b == nil {
		return
	}
	figures := func(x *stats.Binned) []float64 {
		ps := []float64{0, 0.01, 0.1, 0.33, 0.5, 0.9, 0.99, 1}
		q, bounds := x.Quantiles(ps)
		mean, sd := x.MeanSD()
		below, _ := x.Below(50)
		lo, hi := x.Range()
		return append(append(append(q, bounds...), mean, sd, below, lo, hi, float64(x.N())), x.GroupShares(mean)...)
	}
	sameBits(t, what, figures(a), figures(b))
}

// TestLargeRunSameBits: a run that is counted rather than kept has the same
// bits for any number of workers and in any parts, whether the parts lend each
// other the pilot or not, and whether the first of them was itself so small
// that it counted nothing.
func TestLargeRunSameBits(t *testing.T) {
	kinds := []design.Kind{design.LHS, design.MC, design.Sobol}
	if testing.Short() {
		kinds = kinds[:1]
	}
	for _, kind := range kinds {
		p := sumProgram(t, 5, 0.4)
		p.ScalarMarks, p.SeriesMarks = [][]float64{{50}}, [][]float64{{9}}
		cfg := largeConfig(kind)
		one := run(t, p, cfg)
		if one.ScalarBins == nil || one.SeriesBins == nil || one.SeriesN >= one.N {
			t.Fatal("nothing was counted")
		}
		for _, workers := range []int{2, 7} {
			cfg.Workers = workers
			sameResult(t, fmt.Sprint(kind, ", ", workers, " workers"), one, run(t, p, cfg))
		}
		for _, cuts := range [][]int{{2048, 20000}, {4096, 5120, 20000}, {10240, 20000}, {1024, 3072, 7168, 20000}} {
			for _, lend := range []bool{false, true} {
				sameResult(t, fmt.Sprint(kind, " in parts ", cuts, lend), one, inParts(t, p, cfg, cuts, lend))
			}
		}
	}
}

func inParts(t *testing.T, p *Program, cfg Config, cuts []int, lend bool) *Result {
	t.Helper()
	var all *Result
	first := 0
	for _, end := range cuts {
		cfg.First, cfg.Scenarios, cfg.Pilot = first, end-first, nil
		if lend {
			cfg.Pilot = all
		}
		part := run(t, p, cfg)
		if first = end; all == nil {
			all = part
		} else if err := all.Merge(part); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestLargeRunFigures: what is counted agrees with a run that keeps all.
func TestLargeRunFigures(t *testing.T) {
	p := sumProgram(t, 5, 0.4)
	p.ScalarMarks = [][]float64{{50}}
	cfg := largeConfig(design.LHS)
	large := run(t, p, cfg)
	cfg.Bins, cfg.KeepSeries, cfg.KeepScalars, cfg.KeepSample = false, 0, 0, 0
	all := run(t, p, cfg)
	sameBits(t, "sums", all.Sums, large.Sums)
	ps := []float64{0.01, 0.2, 0.5, 0.8, 0.99}
	check := func(what string, b *stats.Binned, x []float64) {
		got, bounds := b.Quantiles(ps)
		for i, want := range stats.Quantiles(x, ps) {
			if !(math.Abs(got[i]-want) <= bounds[i]) || bounds[i] > 0.01 {
				t.Errorf("%s: P%g is %v, want %v within %v", what, 100*ps[i], got[i], want, bounds[i])
			}
		}
		mean, _ := b.MeanSD()
		if want := stats.Mean(x); math.Abs(mean-want) > 1e-9 {
			t.Errorf("%s: mean %v, want %v", what, mean, want)
		}
	}
	check("scalar", large.ScalarBins[0], all.Scalar[0])
	check("series", large.SeriesBins[0][1], all.Series[0][1])
	below := 0
	for _, x := range all.Scalar[0] {
		if x < 50 {
			below++
		}
	}
	if got, bound := large.ScalarBins[0].Below(50); got != float64(below)/20000 || bound != 0 {
		t.Errorf("share below the mark %v, want %v", got, float64(below)/20000)
	}
	sameBits(t, "what is kept", all.Scalar[0][:large.ScalarN], large.Scalar[0])
}

// TestPartsThatDoNotBelong: parts with other bins are refused.
func TestPartsThatDoNotBelong(t *testing.T) {
	p := sumProgram(t, 3, 0)
	cfg := largeConfig(design.MC)
	cfg.Scenarios = 10240
	a := run(t, p, cfg)
	cfg.First, cfg.KeepSeries = 10240, 2000
	if err := a.Merge(run(t, p, cfg)); err == nil {
		t.Error("a part with another pilot was taken")
	}
}

// TestKeep: each kind of scalar is kept as far as asked and the kernel knows
// where the sample ends.
func TestKeep(t *testing.T) {
	p := &Program{Scalars: []string{"a", "b", "c"}, Keep: []Keep{KeepEvery, KeepWithSeries, KeepSample}, Series: []string{"s"}, Periods: 1,
		NewKernel: func(uint64) Kernel { return keepKernel{} }}
	for _, kind := range []design.Kind{design.LHS, design.Sobol} {
		r := run(t, p, Config{Scenarios: 5000, Replicate: 1024, Sampling: kind, KeepSeries: 2100, KeepSample: 300, Workers: 3})
		series, sample := 2304, 512
		if kind == design.LHS {
			series, sample = 3072, 1024
		}
		if len(r.Scalar[0]) != 5000 || len(r.Scalar[1]) != series || len(r.Scalar[2]) != sample || r.SeriesN != series || r.SampleN != sample {
			t.Fatalf("%s: kept %d, %d, %d; series %d", kind, len(r.Scalar[0]), len(r.Scalar[1]), len(r.Scalar[2]), r.SeriesN)
		}
		for k, col := range r.Scalar {
			for i, x := range col {
				if want := float64(i * (k + 1)); x != want || k == 2 && i < sample && r.Series[0][0][i] != 1 {
					t.Fatalf("%s: scalar %d of scenario %d is %v, want %v", kind, k, i, x, want)
				}
			}
		}
	}
}

type keepKernel struct{}

func (keepKernel) Run(b *Block) error {
	for i, s := range b.Scenario {
		for k, col := range b.Scalar {
			if kept := [3]bool{true, b.Kept, b.Sample}[k]; kept != (col != nil) {
				return fmt.Errorf("scenario %d: column %d of what is kept %v", s, k, kept)
			}
			if col != nil {
				col[i] = float64(s * (k + 1))
			}
		}
		if b.Series != nil {
			b.Series[0][0][i] = 0
			if b.Sample {
				b.Series[0][0][i] = 1
			}
		}
	}
	return nil
}

// TestCutter: pieces cover a run without gaps, cross no replicate, and are the
// same ones in every part of it.
func TestCutter(t *testing.T) {
	for _, c := range []cutter{{1000, 256}, {1000, 1000}, {64, 256}, {4096, 256}, {2048, 1000}, {7, 3}} {
		whole := c.pieces(0, 9999)
		at := 0
		for _, u := range whole {
			if u.first != at || u.end <= u.first || u.first/c.replicate != (u.end-1)/c.replicate || u.end-u.first > c.piece {
				t.Fatalf("%v: piece %v after %d", c, u, at)
			}
			for s := u.first; s < u.end; s++ {
				if c.holding(s, 9999) != u {
					t.Fatalf("%v: scenario %d is in %v, want %v", c, s, c.holding(s, 9999), u)
				}
			}
			at = u.end
		}
		cut := 9999 / c.replicate / 2 * c.replicate
		if parts := append(c.pieces(0, cut), c.pieces(cut, 9999)...); at != 9999 || !reflect.DeepEqual(parts, whole) {
			t.Errorf("%v: the pieces of two parts are others than those of the whole", c)
		}
	}
}

// TestNotFiniteColumn: the place of the first one, whatever the length.
func TestNotFiniteColumn(t *testing.T) {
	for n := range 40 {
		x := make([]float64, n)
		for i := range x {
			x[i] = math.MaxFloat64 * float64(1-i%2*2)
		}
		if at := notFinite(x); at != -1 {
			t.Fatalf("%d finite values: place %d", n, at)
		}
		for i := range x {
			for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
				y := slices.Clone(x)
				y[i], y[n-1] = bad, bad
				if at := notFinite(y); at != i {
					t.Fatalf("length %d: place %d, want %d", n, at, i)
				}
			}
		}
	}
}

// TestSlowTenMillion: a run of ten million scenarios finishes in little memory and
// its quantiles are within the bound that they state. The output is a known
// function of one stratified draw, so the quantiles are known too.
func TestSlowTenMillion(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	const n = 10_000_000
	p := sumProgram(t, 1, 0)
	p.Series, p.ScalarMarks = nil, [][]float64{{12}}
	cfg := Config{Scenarios: n, Seed: 3, KeepScalars: 1 << 18, Bins: true}
	large := run(t, p, cfg)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapInuse > 100<<20 {
		t.Errorf("heap of %d MB", m.HeapInuse>>20)
	}
	cfg.Bins, cfg.KeepScalars = false, 0
	exact := run(t, p, cfg).Scalar[0]
	ps := []float64{0.001, 0.01, 0.1, 0.5, 0.8, 0.95, 0.99, 0.999}
	got, bounds := large.ScalarBins[0].Quantiles(ps)
	for i, want := range stats.Quantiles(exact, ps) {
		t.Logf("P%g is %v, exact %v, bound %v", 100*ps[i], got[i], want, bounds[i])
		if !(math.Abs(got[i]-want) <= bounds[i]) || bounds[i] > 1e-3 {
			t.Errorf("P%g is %v, want %v within %v", 100*ps[i], got[i], want, bounds[i])
		}
	}
	below := 0
	for _, x := range exact {
		if x < 12 {
			below++
		}
	}
	if got, _ := large.ScalarBins[0].Below(12); got != float64(below)/n {
		t.Errorf("share below 12 is %v, want %v", got, float64(below)/n)
	}
}
