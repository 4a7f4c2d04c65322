package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"ballast/budget/sheet"
)

// benchmarkStages times one stage of a run of a sample; what goes before it is
// done once.
func benchmarkStages(b *testing.B, stage string) {
	for _, sample := range []string{"office-move", "cloud-joint-operation"} {
		b.Run(fmt.Sprintf("sample=%s/scenarios=10k", sample), func(b *testing.B) {
			r := newRehearsal(b, sample)
			b.ReportAllocs()
			for b.Loop() {
				if err := r.do(stage); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// rehearsal is a run whose stages can be repeated.
type rehearsal struct {
	o    runOptions
	std  streams
	j    *job
	book *sheet.Book
}

func newRehearsal(b *testing.B, sample string) *rehearsal {
	dir := b.TempDir()
	data, _, err := newWorkbook(sample, "")
	if err != nil {
		b.Fatal(err)
	}
	count := 10000
	r := &rehearsal{std: streams{out: io.Discard, err: io.Discard}}
	r.o = runOptions{plan: filepath.Join(dir, "plan.xlsx"), output: filepath.Join(dir, "plan.ballast.xlsx"), quiet: true}
	r.o.sim.scenarios = &count
	if err := os.WriteFile(r.o.plan, data, 0o600); err != nil {
		b.Fatal(err)
	}
	for _, stage := range []string{"read", "run", "summarise"} {
		if err := r.do(stage); err != nil {
			b.Fatal(err)
		}
	}
	return r
}

// do repeats one stage. Read includes compile, which stands alone as compile.
func (r *rehearsal) do(stage string) (err error) {
	ctx := context.Background()
	switch stage {
	case "read":
		r.j, err = prepare(ctx, source{path: r.o.plan}, &timings{})
	case "compile":
		r.j.compile(ctx, &timings{})
	case "run":
		err = r.j.simulate(ctx, r.o, r.std, &timings{})
	case "summarise":
		r.book, err = r.j.summarise(ctx, &timings{})
	case "write":
		_, err = r.j.write(ctx, r.o, r.std, r.book, &timings{})
	}
	return err
}

func BenchmarkRead(b *testing.B)      { benchmarkStages(b, "read") }
func BenchmarkCompile(b *testing.B)   { benchmarkStages(b, "compile") }
func BenchmarkRun(b *testing.B)       { benchmarkStages(b, "run") }
func BenchmarkSummarise(b *testing.B) { benchmarkStages(b, "summarise") }
func BenchmarkWrite(b *testing.B)     { benchmarkStages(b, "write") }

// BenchmarkRerun is what a lever on a page waits for, in a warm process: from the bytes of
// the workbook to the bytes of the outcome's JSON, read, compiled, simulated by two workers
// and summarised with its result sheets. Beside the wall time it tells the processor time,
// user and system of all threads, where the system does, and the least of both, since what
// else runs on the machine only adds.
func BenchmarkRerun(b *testing.B) {
	for _, scenarios := range []int{4096, 10000} {
		b.Run(fmt.Sprintf("sample=cloud-joint-operation/scenarios=%d", scenarios), func(b *testing.B) {
			r := newRehearsal(b, "cloud-joint-operation")
			r.o.sim.scenarios, r.o.sim.workers = &scenarios, 2
			wall, cpu := math.Inf(1), math.Inf(1)
			b.ReportAllocs()
			for b.Loop() {
				start, used := b.Elapsed(), cpuSeconds()
				if err := r.again(); err != nil {
					b.Fatal(err)
				}
				wall, cpu = min(wall, (b.Elapsed()-start).Seconds()), min(cpu, cpuSeconds()-used)
			}
			b.ReportMetric(1e3*wall, "least-wall-ms")
			b.ReportMetric(1e3*cpu, "least-CPU-ms")
		})
	}
}

// again does what BenchmarkRerun times, once.
func (r *rehearsal) again() error {
	for _, stage := range []string{"read", "run", "summarise"} {
		if err := r.do(stage); err != nil {
			return err
		}
	}
	_, err := encodeOutcome(r.j.outcome)
	return err
}
