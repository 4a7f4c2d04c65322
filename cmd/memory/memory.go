// Package memory says how often a command looks for garbage. Both commands use it.
package memory

import (
	"cmp"
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// few is so little memory, in bytes, that nothing need be collected below it: a check, or
// the run of a small plan, ends before.
const few = 40 << 20

// Set says how often this process collects garbage: never before it has used 40 MiB, and
// from the first collection on when the heap has grown by so many per cent, as GOGC, and
// more often above so many bytes, as GOMEMLIMIT; 0 bytes are no limit. What the environment
// says by these names stands, and then it holds from the start.
//
// Checked: TestSet.
func Set(percent int, limit int64) {
	limit = cmp.Or(limit, math.MaxInt64)
	free, unlimited := os.Getenv("GOGC") == "", os.Getenv("GOMEMLIMIT") == ""
	if free && unlimited {
		debug.SetGCPercent(-1)
		debug.SetMemoryLimit(few)
		runtime.AddCleanup(new([64]byte), func(percent int) {
			debug.SetMemoryLimit(limit)
			debug.SetGCPercent(percent)
		}, percent)
		return
	}
	if free {
		debug.SetGCPercent(percent)
	}
	if unlimited {
		debug.SetMemoryLimit(limit)
	}
}
