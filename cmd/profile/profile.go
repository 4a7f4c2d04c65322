// Package profile writes where a command spends its time. Both commands use it.
package profile

import (
	"errors"
	"os"
	"runtime/pprof"
)

// Start writes a CPU profile of what follows to the file path until stop is called.
// An empty path does nothing. The error says that the file cannot be written, or that
// a profile is under way.
//
// Checked: TestStart.
func Start(path string) (stop func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() {
		pprof.StopCPUProfile()
		f.Close()
	}, nil
}
