//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

// TestSignals: Ctrl-C and SIGTERM exit 130.
func TestSignals(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(s.String(), func(t *testing.T) {
			name := "plan.xlsx"
			t.Chdir(t.TempDir())
			if got := ballast(t, "new", "--sample", "cloud-joint-operation", name); got.code != exitOK {
				t.Fatal(got.err)
			}
			caught := make(chan os.Signal, 1)
			signal.Notify(caught, s) // should the signal come before run listens
			defer signal.Stop(caught)
			timer := time.AfterFunc(100*time.Millisecond, func() {
				if err := syscall.Kill(os.Getpid(), s); err != nil {
					t.Error(err)
				}
			})
			defer timer.Stop()
			got := ballast(t, "run", name, "--scenarios", "100000")
			if got.code != exitInterrupted {
				t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
			}
			if now := files(t); now != name {
				t.Errorf("files left: %s", now)
			}
		})
	}
}
