package memory

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
)

// settings are what the process goes by: GOGC in per cent, negative for off, and
// GOMEMLIMIT in bytes.
func settings() (percent int32, limit uint64) {
	s := []metrics.Sample{{Name: "/gc/gogc:percent"}, {Name: "/gc/gomemlimit:bytes"}}
	metrics.Read(s)
	return int32(s[0].Value.Uint64()), s[1].Value.Uint64()
}

// kept keeps the compiler from placing what is made elsewhere than on the heap.
var kept []byte

// TestSet: nothing is collected while little is used; the first collection brings the
// settings asked for, and what the environment says stands.
func TestSet(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	percent, limit := settings()
	t.Cleanup(func() { debug.SetGCPercent(int(percent)); debug.SetMemoryLimit(int64(limit)) })

	runtime.GC()
	Set(70, 5<<30)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 16 {
		kept = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	if got, _ := settings(); after.NumGC != before.NumGC || got >= 0 {
		t.Errorf("%d collections in 16 MiB, GOGC %d", after.NumGC-before.NumGC, got)
	}

	for range 1000 { // the change follows the collection in a goroutine of the runtime
		runtime.GC()
		if got, _ := settings(); got == 70 { // it is the last to change
			break
		}
	}
	hold(t, "after the first collection", 70, 5<<30)
	t.Setenv("GOGC", "33")
	Set(90, 6<<30)
	hold(t, "GOGC of the environment", 70, 6<<30)
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "1GiB")
	Set(90, 7<<30)
	hold(t, "GOMEMLIMIT of the environment", 90, 6<<30)
}

func hold(t *testing.T, when string, percent int32, limit uint64) {
	t.Helper()
	if p, l := settings(); p != percent || l != limit {
		t.Errorf("%s: %d %% and %d bytes, want %d %% and %d", when, p, l, percent, limit)
	}
}
