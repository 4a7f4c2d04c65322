package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"ballast/budget/words"
)

// progress draws a bar on a terminal. Its methods may be called from any
// goroutine; the nil progress draws nothing.
type progress struct {
	w     io.Writer
	words string // what is counted
	width int    // cells of the bar

	mu    sync.Mutex
	now   func() time.Time
	last  time.Time
	drawn bool

	begun time.Time    // of what is counted
	left  *words.Words // tells the time that is left; nil: it is not told
}

// redraw is the least time between two drawings.
const redraw = 80 * time.Millisecond

// newProgress returns a bar when w is a terminal, nil when it is not.
func newProgress(w io.Writer, words string) *progress {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	width := 30
	if cols, _, err := term.GetSize(int(f.Fd())); err == nil && cols > 0 && cols < 70 {
		width = max(5, cols-40)
	}
	return &progress{w: w, words: words, width: width, now: time.Now}
}

// step reports that done of total are finished.
func (p *progress) step(done, total int) {
	if p == nil || total <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Sub(p.last) < redraw && done < total {
		return
	}
	p.last, p.drawn = now, true
	if p.begun.IsZero() {
		p.begun = now
	}
	full := min(p.width, p.width*done/total)
	fmt.Fprintf(p.w, "\r%s%s %3d %%  %d / %d %s%s",
		strings.Repeat("█", full), strings.Repeat("░", p.width-full), 100*done/total, done, total, p.words, p.timeLeft(now, done, total))
}

// tellLeft lets the bar say how long it will still take.
func (p *progress) tellLeft(w *words.Words) {
	if p != nil {
		p.left, p.begun = w, p.now()
	}
}

// timeLeft is what is left at the speed so far, in words. Of the first few of many it is
// not known.
func (p *progress) timeLeft(now time.Time, done, total int) string {
	if p.left == nil || done < 3 || done >= total {
		return ""
	}
	left := time.Duration(float64(now.Sub(p.begun)) * float64(total-done) / float64(done))
	minutes := int((left + 30*time.Second) / time.Minute)
	text := p.left.Say("portfolio.left.soon")
	switch {
	case minutes >= 60:
		text = p.left.Say("portfolio.left", p.left.Say("portfolio.left.hours", minutes/60, minutes%60))
	case minutes > 0:
		text = p.left.Say("portfolio.left", p.left.Say("portfolio.left.minutes", minutes))
	}
	return ", " + text + "\x1b[K"
}

// clear takes the bar off the terminal.
func (p *progress) clear() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.drawn = false
	}
}

// say changes what is counted.
func (p *progress) say(words string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.words = words + "\x1b[K"
}
