package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"ballast/budget/words"
)

// milestone is told how far a command is: the stage that it is in, and how
// much of it is done, 0 as it begins. It may be called from any goroutine and
// is waited for. The nil milestone is told nothing.
type milestone func(ctx context.Context, stage string, done int)

// at tells a milestone where the command is.
func (m milestone) at(ctx context.Context, stage string, done int) {
	if m != nil {
		m(ctx, stage, done)
	}
}

// timings is how long each stage took, in the order they ran.
type timings struct {
	stages  []timing
	reached milestone
}

type timing struct {
	stage string // read, compile, run, summarise, write
	took  time.Duration
}

// begin starts a stage; call what it returns when the stage ends.
func (t *timings) begin(ctx context.Context, stage string) (end func()) {
	t.reached.at(ctx, stage, 0)
	from := time.Now()
	return func() { t.stages = append(t.stages, timing{stage, time.Since(from)}) }
}

// total is the time of all stages that have ended.
func (t *timings) total() time.Duration {
	var sum time.Duration
	for _, s := range t.stages {
		sum += s.took
	}
	return sum
}

// print writes one line per stage and their sum.
func (t *timings) print(out io.Writer, w *words.Words) {
	line := func(took time.Duration, stage string) {
		fmt.Fprintf(out, "%10.1f ms  %s\n", took.Seconds()*1e3, w.Say("command.stage."+stage))
	}
	for _, s := range t.stages {
		line(s.took, s.stage)
	}
	line(t.total(), "total")
}
