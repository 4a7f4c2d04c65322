package stats

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

func TestTQuantile(t *testing.T) {
	// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
	for _, c := range []struct{ p, df, want float64 }{
		{0.975, 1, 12.706}, {0.975, 4, 2.776}, {0.975, 9, 2.262}, {0.975, 10, 2.228},
		{0.975, 30, 2.042}, {0.975, 100, 1.984}, {0.95, 5, 2.015}, {0.9, 2, 1.886},
	} {
		first := TQuantile(c.p, c.df)
		if got := TQuantile(c.p, c.df); got != first || math.Abs(got-c.want) > 0.0006 {
			t.Errorf("TQuantile(%v, %v) = %v, want %v", c.p, c.df, got, c.want)
		}
	}
}

func TestInterval(t *testing.T) {
	// NIST/SEMATECH e-Handbook 1.3.5.2, ZARR13.DAT: 195 values, mean 9.261460,
	// sd 0.022789, 95 % interval 9.258242 to 9.264679. Replicates with that
	// mean and deviation must give that interval.
	x := make([]float64, 195)
	for i := range x {
		x[i] = float64(i)
	}
	m, s := MeanSD(x)
	for i := range x {
		x[i] = 9.261460 + (x[i]-m)/s*0.022789
	}
	lo, hi, se := Interval(Mean(x), x)
	if math.Abs(lo-9.258242) > 2e-6 || math.Abs(hi-9.264679) > 2e-6 || math.Abs(se-0.022789/math.Sqrt(195)) > 1e-9 {
		t.Errorf("interval %v to %v, se %v", lo, hi, se)
	}
	if lo, hi, se := Interval(3, []float64{3}); !math.IsNaN(lo) || !math.IsNaN(hi) || !math.IsNaN(se) {
		t.Errorf("one replicate: %v %v %v, want NaN", lo, hi, se)
	}
	if lo, hi, _ := Interval(3, []float64{3, inf}); lo != -inf || hi != inf {
		t.Errorf("infinite replicate: %v to %v, want unbounded", lo, hi)
	}
}

// Over 2,000 runs of 10 normal replicates the interval must hold the true mean
// in 95 % of them; four standard errors of a share of 2,000 are 2 %.
func TestIntervalCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	hit := 0
	for range 2000 {
		x := make([]float64, 10)
		for i := range x {
			x[i] = 5 + 2*r.NormFloat64()
		}
		if lo, hi, _ := Interval(Mean(x), x); lo <= 5 && 5 <= hi {
			hit++
		}
	}
	if share := float64(hit) / 2000; math.Abs(share-0.95) > 0.02 {
		t.Errorf("coverage %v, want 0.95 +- 0.02", share)
	}
}

func TestMeanSD(t *testing.T) {
	// Excel STDEV.S documentation: sd 27.46391572 of these ten strengths.
	x := []float64{1345, 1301, 1368, 1322, 1310, 1370, 1318, 1350, 1303, 1299}
	mean, sd := MeanSD(x)
	if math.Abs(sd-27.46391572) > 1e-8 || math.Abs(mean-1328.6) > 1e-9 {
		t.Errorf("mean %v sd %v", mean, sd)
	}
	if _, sd := MeanSD([]float64{4}); sd != 0 {
		t.Errorf("sd of one value: %v", sd)
	}
}

func TestHistogram(t *testing.T) {
	for _, c := range []struct {
		name   string
		x      []float64
		hint   int
		edges  []float64
		counts []int
	}{
		{"steps of 2.5", []float64{0, 1, 2.5, 9.9, 10}, 4, []float64{0, 2.5, 5, 7.5, 10}, []int{2, 1, 0, 2}},
		{"infinite left out", []float64{1, 2, inf, -inf}, 1, []float64{1, 2}, []int{2}},
		{"constant", []float64{100, 100}, 0, []float64{100, 110}, []int{2}},
		{"zeros", []float64{0, 0, 0}, 0, []float64{0, 1}, []int{3}},
		{"nothing finite", []float64{inf}, 0, nil, nil},
		{"negative", []float64{-12, -3, 4}, 4, []float64{-15, -10, -5, 0, 5}, []int{1, 0, 1, 1}},
	} {
		edges, counts := Histogram(c.x, c.hint)
		if !slices.Equal(edges, c.edges) || !slices.Equal(counts, c.counts) {
			t.Errorf("%s: %v %v, want %v %v", c.name, edges, counts, c.edges, c.counts)
		}
	}
}

func TestHistogramCountsEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for run := range 300 {
		x := make([]float64, 1+r.IntN(500))
		scale := math.Pow(10, float64(r.IntN(20)-8))
		for i := range x {
			x[i] = (r.NormFloat64() + 5*float64(run%3)) * scale
		}
		edges, counts := Histogram(x, 30)
		total := 0
		for i, n := range counts {
			total += n
			if edges[i] >= edges[i+1] {
				t.Fatalf("edges do not rise: %v", edges)
			}
		}
		if total != len(x) || len(counts) > 62 {
			t.Fatalf("%d of %d values in %d bins", total, len(x), len(counts))
		}
	}
}

// repeats is how often a proof by repetition repeats: as often as is asked for in make
// check-slow, a quarter of that in the gate.
func repeats(most int) int {
	if os.Getenv("BALLAST_SLOW") != "" {
		return most
	}
	return most / 4
}
