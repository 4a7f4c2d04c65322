package models

import (
	"context"
	"fmt"
	"testing"

	"ballast/samples/bench"
	"ballast/sim"
)

// blockLength is how many scenarios a block of the benchmark has.
const blockLength = 256

// BenchmarkStage measures what the stages of a scenario cost on the workloads
// of samples/bench: drawing the numbers, risks alone, the future (drivers, risks
// and cost with timing), revenue, funding, returns. One operation is a block; ns/scenario is stated.
func BenchmarkStage(b *testing.B) {
	for _, name := range []string{"S", "M"} {
		w, err := bench.Read("../samples/bench/" + name + ".json")
		if err != nil {
			b.Fatal(err)
		}
		m, problems := Compile(w.Plan())
		if m == nil {
			b.Fatal(problems)
		}
		label := fmt.Sprintf("workload=%s/lines=%d/", name, len(w.Lines))
		b.Run(label+"stage=draw", func(b *testing.B) { benchDraw(b, m) })
		in, ids := drawnBlock(b, m)
		k := newKernel(m, 1, fullKernel)
		s, block := k.s, &sim.Block{N: len(ids), Scenario: ids, In: in}
		each := func(stage string, f func(i int)) {
			b.Run(label+"stage="+stage, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					for i := range ids {
						f(i)
					}
				}
				perScenario(b, len(ids))
			})
		}
		begin := func(i int) { s.begin(in, i, ids[i]) }
		each("risks", func(i int) {
			if i%strip == 0 {
				k.events.work(s, in, ids, i, min(strip, len(ids)-i), nil)
			}
			begin(i)
			k.events.recall(s)
			s.effects()
		})
		each("future", func(i int) { k.begin(block, i); k.future() })
		each("revenue", func(i int) { begin(i); s.revenue(); s.netFlow() })
		each("funding", func(i int) {
			begin(i)
			s.supply()
			m.funds.Run(s.ncf, m.opening, m.minimum, s.supplies, &s.book)
		})
		to := recorder{columns: matrix(len(m.out.scalars), len(ids))}
		each("returns", func(i int) { begin(i); to.i = i; s.returns(s.ncf, &m.project, m.out.project, true, &to) })
	}
}

func perScenario(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/scenario")
}

// benchDraw runs the program with a kernel that does nothing.
func benchDraw(b *testing.B, m *Model) {
	p := m.program
	p.Scalars, p.Series, p.Sums = nil, nil, 0
	p.NewKernel = func(uint64) sim.Kernel { return idle{} }
	for b.Loop() {
		if _, err := sim.Run(context.Background(), &p, sim.Config{Scenarios: 1000, Replicate: 1000, Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
	perScenario(b, 1000)
}

type idle struct{}

func (idle) Run(*sim.Block) error { return nil }

// drawnBlock returns the draws of a block.
func drawnBlock(b *testing.B, m *Model) (in [][]float64, ids []int) {
	p := m.program
	p.Scalars, p.Series, p.Sums = nil, nil, 0
	p.NewKernel = func(uint64) sim.Kernel { return idle{} }
	r, err := sim.Run(context.Background(), &p, sim.Config{Scenarios: blockLength, Replicate: blockLength, KeepInputs: blockLength})
	if err != nil {
		b.Fatal(err)
	}
	for i := range blockLength {
		ids = append(ids, i)
	}
	return r.Inputs, ids
}
