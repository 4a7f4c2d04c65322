package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ballast/budget/words"
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

// TestTimeLeft: at the speed so far; of the first few of many it is not told.
func TestTimeLeft(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	p := &progress{w: &out, words: "plans", width: 10, now: func() time.Time { return now }}
	p.tellLeft(words.For("en"))
	for done, want := range map[int]string{1: "", 10: "about 3 h 0 min left", 100: "about 15 min left", 190: "about 1 min left", 199: "less than a minute left", 200: ""} {
		now = time.Unix(int64(map[int]int{1: 60, 10: 568, 100: 900, 190: 1000, 199: 1010, 200: 1020}[done]), 0)
		if got := p.timeLeft(now, done, 200); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%d of 200: %q, expected %q", done, got, want)
		}
	}
}
