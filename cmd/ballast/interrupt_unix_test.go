//go:build unix

package main

import (
	"os"
	"syscall"
	"testing"
)

// TestInterruptSignals: Ctrl-C and SIGTERM exit 130.
func TestInterruptSignals(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(s.String(), func(t *testing.T) {
			name := plan(t, small)
			i := interruption{stage: "run", by: func() {
				if err := syscall.Kill(os.Getpid(), s); err != nil {
					t.Error(err)
				}
			}}
			if got := i.run(t, "run", name); got.code != exitInterrupted {
				t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
			}
			if now := files(t); now != name {
				t.Errorf("files left: %s", now)
			}
		})
	}
}
