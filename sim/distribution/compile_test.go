package distribution

import (
	"fmt"
	"testing"
)

// BenchmarkCompile makes samplers, among them those of the uncertain factors of
// a large plan: 100 PERT distributions of different shapes.
func BenchmarkCompile(b *testing.B) {
	for _, text := range benchmarked() {
		d := build(b, text)
		b.Run("dist="+text, func(b *testing.B) {
			for b.Loop() {
				Compile(d)
			}
		})
	}
	var plan []Distribution
	for i := range 100 {
		plan = append(plan, build(b, fmt.Sprintf("PERT(0.8,%v,1.6)", 0.81+0.005*float64(i))))
	}
	b.Run("plan=100 PERT", func(b *testing.B) {
		for b.Loop() {
			for _, d := range plan {
				Compile(d)
			}
		}
	})
}

// BenchmarkFirstUse makes the tables that all distributions share.
func BenchmarkFirstUse(b *testing.B) {
	for _, table := range []struct {
		name string
		make func()
	}{
		{"scores", func() { makeScores() }}, {"probabilities", func() { makeProbabilities() }},
		{"powers", func() { makePowers() }}, {"tails", func() { newScoreGrid(usualCells) }},
	} {
		b.Run("table="+table.name, func(b *testing.B) {
			for b.Loop() {
				table.make()
			}
		})
	}
}

// BenchmarkQuantileOfArguments draws from families whose arguments are drawn
// too: the distribution is built once a draw.
func BenchmarkQuantileOfArguments(b *testing.B) {
	for _, c := range []struct {
		name string
		args []float64
	}{{"Normal", []float64{100, 15}}, {"Triangular", []float64{90, 100, 140}}, {"Lognormal", []float64{100, 30}}, {"PERT", []float64{90, 100, 140}}, {"Gamma", []float64{4, 25}},
		{"Poisson", []float64{3}}, {"Binomial", []float64{20, 0.3}}, {"Gumbel", []float64{100, 15}}} {
		f, _ := FamilyOf(c.name)
		b.Run("dist="+c.name, func(b *testing.B) {
			for b.Loop() {
				f.Quantile(0.7, c.args...)
			}
		})
	}
}
