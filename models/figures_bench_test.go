package models

import (
	"context"
	"fmt"
	"testing"

	"ballast/samples/bench"
)

// BenchmarkFigures measures a whole run of a workload with one and with two
// workers, without reading its file.
func BenchmarkFigures(b *testing.B) {
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
				cfg := figuresOf(w)
				cfg.Run.Workers = workers
				for b.Loop() {
					if _, err := Figures(context.Background(), m, cfg); err != nil {
						b.Fatal(err)
					}
				}
				perScenario(b, w.Scenarios)
			})
		}
	}
}

// figuresOf asks for what a workload wants.
func figuresOf(w *bench.Workload) FiguresConfig {
	o := &w.Outputs
	return FiguresConfig{CostQuantiles: o.CostQuantiles, CashQuantiles: o.CashQuantiles, ReserveQuantile: o.ReserveQuantile,
		Sample: o.SensitivitySample, Top: o.SensitivityTop}
}
