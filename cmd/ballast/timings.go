package main

import (
	"fmt"
	"io"
	"time"

	"ballast/budget/words"
)

// timings is how long each stage took, in the order they ran.
type timings struct {
	stages []timing
}

type timing struct {
	stage string // read, compile, run, summarise, write
	took  time.Duration
}

// begin starts a stage; call what it returns when the stage ends.
func (t *timings) begin(stage string) (end func()) {
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
