package sim

import (
	"context"
	"errors"
	"slices"
	"testing"

	"ballast/sim/design"
)

// stopped keeps a value of every scenario, one more where it is smoothed, and counts.
type stopped struct{}

func (stopped) Run(b *Block) error {
	for i, x := range b.In[0] {
		b.Scalar[0][i] = x
		if b.Smooth {
			b.Scalar[1][i] = 2 * x
		}
		b.Sum[0] += x
		if row := b.Row(i); row != nil && x > 0.5 {
			row[0] = x
		}
	}
	return nil
}

// TestStops: where a run stops it has what a run of as many scenarios has, which stays as
// it is while the run goes on; the whole is that of a run that does not stop, smoothed no
// further than was said; an error ends it; behind the pilot of a run that counts it does
// not stop.
func TestStops(t *testing.T) {
	p := sumProgram(t, 2, 0)
	p.Scalars, p.Keep, p.Sums, p.Row = []string{"x", "twice"}, []Keep{KeepEvery, KeepSmooth}, 1, 1
	p.NewKernel = func(uint64) Kernel { return stopped{} }
	same := func(what string, a, b *Result) {
		t.Helper()
		if a.N != b.N || a.SmoothN != b.SmoothN || !slices.Equal(a.Sums, b.Sums) || len(a.Rows) != len(b.Rows) {
			t.Fatalf("%s: %d scenarios (%d smoothed, %d rows), want %d (%d, %d)", what, a.N, a.SmoothN, len(a.Rows), b.N, b.SmoothN, len(b.Rows))
		}
		for k := range a.Scalar {
			if !slices.Equal(a.Scalar[k], b.Scalar[k]) {
				t.Fatalf("%s: output %d differs", what, k)
			}
		}
	}
	for _, workers := range []int{1, 3} {
		cfg := Config{Scenarios: 2000, Replicate: 256, Sampling: design.Sobol, Seed: 4, Workers: workers}
		stops := cfg
		var heads []*Result
		stops.Stops = []int{512, 1024, 4096}
		stops.Stop = func(r *Result) (bool, error) { heads = append(heads, r); return r.N < 1024, nil }
		got := run(t, p, stops)
		if len(heads) != 2 {
			t.Fatalf("%d stops", len(heads))
		}
		for k, n := range []int{512, 1024} {
			short := cfg
			short.Scenarios = n
			same("a stop", heads[k], run(t, p, short))
		}
		cfg.KeepSmooth = 1024
		same("the whole", got, run(t, p, cfg))
		wrong := errors.New("no more")
		stops.Stop = func(*Result) (bool, error) { return true, wrong }
		if _, err := Run(context.Background(), p, stops); !errors.Is(err, wrong) {
			t.Errorf("the run went on: %v", err)
		}
		cfg.Bins, cfg.KeepScalars = true, 600 // rounded up to 768, which are the pilot
		stops.Bins, stops.KeepScalars = true, 600
		stops.Stop = func(r *Result) (bool, error) { return r.N < 512, nil }
		cfg.KeepSmooth = 512
		counted, want := run(t, p, stops), run(t, p, cfg)
		same("a run that counts", counted, want)
		at := []float64{0.1, 0.5, 0.9}
		a, _ := counted.ScalarBins[0].Quantiles(at)
		if b, _ := want.ScalarBins[0].Quantiles(at); !slices.Equal(a, b) {
			t.Errorf("counted: quantiles %v, want %v", a, b)
		}
	}
}
