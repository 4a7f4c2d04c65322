package models

import (
	"context"
	"testing"

	"ballast/samples/bench"
)

// BenchmarkLoad measures what comes before the first scenario of a workload:
// reading its file, making the plan, compiling the model, and what a run of one
// scenario takes.
func BenchmarkLoad(b *testing.B) {
	for _, name := range []string{"S", "M", "L"} {
		path := "../samples/bench/" + name + ".json"
		w, err := bench.Read(path)
		if err != nil {
			b.Fatal(err)
		}
		plan := w.Plan()
		b.Run("workload="+name+"/stage=read", func(b *testing.B) {
			for b.Loop() {
				if _, err := bench.Read(path); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("workload="+name+"/stage=plan", func(b *testing.B) {
			for b.Loop() {
				w.Plan()
			}
		})
		b.Run("workload="+name+"/stage=compile", func(b *testing.B) {
			for b.Loop() {
				if m, problems := Compile(plan); m == nil {
					b.Fatal(problems)
				}
			}
		})
		m, _ := Compile(plan)
		cfg := figuresOf(w)
		cfg.Run.Scenarios = 1
		b.Run("workload="+name+"/stage=first", func(b *testing.B) {
			for b.Loop() {
				if _, err := Figures(context.Background(), m, cfg); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
