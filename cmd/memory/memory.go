// Package memory says how often a command looks for garbage. Both commands use it.
package memory

import (
	"cmp"
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// Few is so little memory, in bytes, that nothing need be collected below it: a check, or
// the run of a small plan, ends before.
const Few = 40 << 20

// Settings are how often a process collects garbage.
type Settings struct {
	From  int64 // bytes in use below which it never does; 0: as Every says from the start
	Every int   // how much the heap may grow between collections, in per cent, as GOGC
	Most  int64 // bytes in use above which it collects more often, as GOMEMLIMIT; 0: none
}

// Set applies the settings to the process, but for what the environment says by GOGC or
// GOMEMLIMIT. The first collection, at From bytes in use, ends the time without any.
//
// Checked: TestSet.
func Set(s Settings) {
	every, most := os.Getenv("GOGC") == "", os.Getenv("GOMEMLIMIT") == ""
	if every && most && s.From > 0 {
		debug.SetGCPercent(-1)
		debug.SetMemoryLimit(s.From)
		runtime.AddCleanup(new([64]byte), func(s Settings) { s.set(true, true) }, s)
		return
	}
	s.set(every, most)
}

// set sets what it is told to.
func (s Settings) set(every, most bool) {
	if every {
		debug.SetGCPercent(s.Every)
	}
	if most {
		debug.SetMemoryLimit(cmp.Or(s.Most, math.MaxInt64))
	}
}
