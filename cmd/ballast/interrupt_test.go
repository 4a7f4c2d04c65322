package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// TestInterruptLeavesNothing cancels a long run at many moments: it stops
// within a second, exits 130 (or was just done) and leaves no half-written file.
func TestInterruptLeavesNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	if got := ballast(t, "new", "--sample", "cloud-joint-operation", "plan.xlsx"); got.code != exitOK {
		t.Fatal(got.err)
	}
	for _, after := range []time.Duration{0, 1, 5, 20, 50, 100, 200, 400} {
		t.Run(fmt.Sprintf("after %d ms", after), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			var at time.Time
			timer := time.AfterFunc(after*time.Millisecond, func() { at = time.Now(); cancel() })
			defer timer.Stop()
			got := ballastIn(ctx, "run", "plan.xlsx", "--scenarios", "100000", "--json", "f.json")
			if got.code == exitInterrupted {
				if late := time.Since(at); late > time.Second {
					t.Errorf("stopped after %v", late)
				}
				if now := files(t); now != "plan.xlsx" {
					t.Errorf("files left: %s", now)
				}
				if !strings.Contains(got.err, "interrupted") || got.out != "" {
					t.Errorf("out %q, err %q", got.out, got.err)
				}
			} else if got.code != exitOK {
				t.Errorf("exit %d\n%s", got.code, got.err)
			}
			for _, f := range []string{"f.json", "plan.ballast.xlsx"} {
				os.Remove(f)
			}
		})
	}
}

// TestProgressBar: the bar grows, is not redrawn at every call, and is wiped.
func TestProgressBar(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	p := &progress{w: &out, words: "scenarios", width: 10, now: func() time.Time { return now }}
	for done := 0; done <= 1000; done += 10 {
		now = now.Add(time.Millisecond)
		p.step(done, 1000)
	}
	p.clear()
	text := out.String()
	if n := strings.Count(text, "scenarios"); n < 2 || n > 4 {
		t.Errorf("drawn %d times: %q", n, text)
	}
	if !strings.Contains(text, "██████████ 100 %  1000 / 1000 scenarios") || !strings.HasSuffix(text, "\r\x1b[K") {
		t.Errorf("drew %q", text)
	}
	var none *progress
	none.step(1, 2)
	none.clear()
	if newProgress(&out, "scenarios") != nil {
		t.Error("a bar on something that is no terminal")
	}
}
