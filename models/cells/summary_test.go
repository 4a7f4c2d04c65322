package cells

import (
	"math"
	"testing"
)

// TestWholeHistogram: whole numbers have a bar each while they are few, and bars of 2, 5,
// 10 and so on of them where they are many; every value is counted once, at its left edge.
func TestWholeHistogram(t *testing.T) {
	span := func(lo, hi, by float64) (x []float64) {
		for v := lo; v <= hi; v += by {
			x = append(x, v)
		}
		return x
	}
	for name, c := range map[string]struct {
		values []float64
		whole  bool
		width  float64
		bars   int
		first  float64 // share of the first bar
	}{
		"years":          {[]float64{3, 4, 4, 5, 5, 5, 7, 7}, true, 1, 5, 1.0 / 8},
		"one value":      {[]float64{6, 6, 6}, true, 1, 1, 1},
		"below zero":     {span(-3, 3, 1), true, 1, 7, 1.0 / 7},
		"forty":          {span(1, 40, 1), true, 1, 40, 1.0 / 40},
		"forty-one":      {span(0, 40, 1), true, 2, 21, 2.0 / 41},
		"uneven start":   {span(3, 52, 1), true, 2, 26, 1.0 / 50},
		"hundreds":       {span(0, 900, 1), true, 50, 19, 50.0 / 901},
		"halves":         {span(0, 4, 0.5), false, 0, 0, 0},
		"one of a kind":  {[]float64{1, 2, 3.25}, false, 0, 0, 0},
		"beyond integer": {[]float64{1e13, 2e13}, false, 0, 0, 0},
	} {
		h, whole := histogram(c.values, 40)
		sum := 0.0
		for _, s := range h.Shares {
			sum += s
		}
		if whole != c.whole || math.Abs(sum-1) > 1e-12 || len(h.Edges) != len(h.Shares)+1 {
			t.Errorf("%s: whole %v, shares add up to %v, %d edges of %d bars", name, whole, sum, len(h.Edges), len(h.Shares))
		}
		if c.whole && (len(h.Shares) != c.bars || h.Edges[1]-h.Edges[0] != c.width || math.Abs(h.Shares[0]-c.first) > 1e-12) {
			t.Errorf("%s: %d bars of %v, the first %v", name, len(h.Shares), h.Edges[1]-h.Edges[0], h.Shares[0])
		}
	}
}

// TestWrittenLaw: large numbers of a law are written out, others stay.
func TestWrittenLaw(t *testing.T) {
	for law, want := range map[string]string{
		"PERT(850000,900000,1.1e+06)":    "PERT(850000,900000,1100000)",
		"Normal(-2.5e+07,1.25e-07)":      "Normal(-25000000,1.25e-07)",
		"Lognormal(1e+20,2)":             "Lognormal(1e+20,2)",
		"Discrete(1:0.5,1.234567e+06:1)": "Discrete(1:0.5,1234567:1)",
	} {
		if got := written(law); got != want {
			t.Errorf("%s: %s, expected %s", law, got, want)
		}
	}
}
