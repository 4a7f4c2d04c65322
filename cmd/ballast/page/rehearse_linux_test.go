package page

import (
	"net/http"
	"os"
	"runtime"
	"testing"
)

// hungry is a child that takes what a hostile file would make it take, and says then that
// all was well: memory, or the processor for ever.
func hungry(what string) int {
	if _, err := os.Stdin.Read(make([]byte, 1)); err != nil { // the limits are set by then
		return 1
	}
	switch what {
	case "eat":
		var taken [][]byte // piece by piece: a kernel may count a heap at its next piece only
		for len(taken) < 64 {
			taken = append(taken, make([]byte, childMemory/16))
		}
		runtime.KeepAlive(taken)
	case "spin":
		for n := uint64(1); n != 0; n += 2 { // an odd number is never zero
		}
	}
	_, _ = os.Stdout.WriteString("read\n")
	return 0
}

// tooHeavy has a plan read by a child that takes too much.
func tooHeavy(t *testing.T, what string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, func(c *Config) { c.Child = []string{self, what} })
	v := s.visitor()
	if got := v.do("POST", "/api/v1/plans", bytesOf(t, "office-move")); got.status != http.StatusUnprocessableEntity || got.code() != "too-heavy" {
		t.Errorf("%s: %d %.200s", what, got.status, got.body)
	}
	if got := v.do("GET", "/healthz", nil); got.status != http.StatusOK {
		t.Errorf("after it the server answers %d", got.status)
	}
}

// TestChildIsBounded: a child that takes more memory than a rehearsal may is ended by the
// kernel, and the server goes on.
func TestChildIsBounded(t *testing.T) {
	t.Parallel()
	tooHeavy(t, "eat")
}

// TestSlowChildSpins: one that would use the processor for ever is ended too.
func TestSlowChildSpins(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	tooHeavy(t, "spin")
}
