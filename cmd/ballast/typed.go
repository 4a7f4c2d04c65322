package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"ballast/budget/words"
	"ballast/models/report"
)

// confidence is what the reader typed as a confidence on the result that is
// written over, with its cell; ok is false where nothing was, or nothing that the
// sheet takes.
func (j *job) confidence() (share float64, at string, ok bool) {
	lo, hi := report.LiveBounds()
	for _, t := range j.typed {
		c, err := strconv.ParseFloat(strings.TrimSpace(t.Text), 64)
		if t.Name == "Live.Confidence" && err == nil && c >= lo && c <= hi {
			return c, t.Place, true
		}
	}
	return 0, "", false
}

// sayTyped tells what became of what the reader typed.
func (j *job) sayTyped(out io.Writer, w *words.Words) {
	c, at, ok := j.confidence()
	if ok {
		fmt.Fprintln(out, w.Say("command.typed.kept", at+" "+words.PercentSign(w.Language, strconv.FormatFloat(100*c, 'f', -1, 64))))
	}
	for _, t := range j.typed {
		if t.Place != at {
			fmt.Fprintln(out, w.Say("command.typed.reset", t.Place, t.Text))
		}
	}
}
