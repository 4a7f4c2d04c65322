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
