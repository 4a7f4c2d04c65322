package models

import (
	"context"
	"fmt"
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
		b.Run("workload="+name+"/stage=first", func(b *testing.B) {
			for b.Loop() {
				if _, err := Run(context.Background(), m, RunConfig{Scenarios: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRun measures a whole run of a workload with one and with two
// workers, as cmd/bench does, without reading its file.
func BenchmarkRun(b *testing.B) {
	for _, name := range []string{"S", "M"} {
		w, err := bench.Read("../samples/bench/" + name + ".json")
		if err != nil {
			b.Fatal(err)
		}
		m, problems := Compile(w.Plan())
		if m == nil {
			b.Fatal(problems)
		}
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("workload=%s/scenarios=%d/workers=%d", name, w.Scenarios, workers), func(b *testing.B) {
				for b.Loop() {
					if _, err := Run(context.Background(), m, RunConfig{Workers: workers}); err != nil {
						b.Fatal(err)
					}
				}
				perScenario(b, w.Scenarios)
			})
		}
	}
}
