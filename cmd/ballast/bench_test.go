package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
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

// BenchmarkRerun is what a lever on a page waits for: the workbook read, compiled
// and simulated again, summarised with its result sheets, and the outcome as JSON.
func BenchmarkRerun(b *testing.B) {
	for _, scenarios := range []int{4096, 10000} {
		b.Run(fmt.Sprintf("sample=cloud-joint-operation/scenarios=%d", scenarios), func(b *testing.B) {
			r := newRehearsal(b, "cloud-joint-operation")
			r.o.sim.scenarios = &scenarios
			b.ReportAllocs()
			for b.Loop() {
				for _, stage := range []string{"read", "run", "summarise"} {
					if err := r.do(stage); err != nil {
						b.Fatal(err)
					}
				}
				if err := json.NewEncoder(io.Discard).Encode(r.j.outcome); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
