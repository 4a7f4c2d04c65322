package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

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
