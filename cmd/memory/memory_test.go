package memory

import (
	"runtime"
	"runtime/metrics"
	"testing"
)

// settings are what the process goes by: GOGC in per cent, all bits set for off, and
// GOMEMLIMIT in bytes.
func settings() (every, most uint64) {
	s := []metrics.Sample{{Name: "/gc/gogc:percent"}, {Name: "/gc/gomemlimit:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64(), s[1].Value.Uint64()
}

// TestSet: nothing is collected below what is said; the first collection brings the
// other settings, and what the environment says stands.
func TestSet(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	before, limit := settings()
	t.Cleanup(func() { Settings{Every: int(int32(before)), Most: int64(limit)}.set(true, true) })

	Set(Settings{From: 1 << 40, Every: 70, Most: 5 << 30})
	if every, most := settings(); every != ^uint64(0) && int32(every) != -1 || most != 1<<40 {
		t.Errorf("collects at %d %% and %d bytes from the start", int64(every), most)
	}
	for range 1000 { // the change follows the collection in a goroutine of the runtime
		runtime.GC()
		if every, _ := settings(); every == 70 {
			break
		}
	}
	if every, most := settings(); every != 70 || most != 5<<30 {
		t.Errorf("after the first collection %d %% and %d bytes", every, most)
	}

	t.Setenv("GOGC", "33")
	Set(Settings{From: 1 << 40, Every: 90, Most: 6 << 30})
	if every, most := settings(); every != 70 || most != 6<<30 {
		t.Errorf("GOGC of the environment: %d %% and %d bytes", every, most)
	}
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "1GiB")
	Set(Settings{From: 1 << 40, Every: 90, Most: 7 << 30})
	if every, most := settings(); every != 90 || most != 6<<30 {
		t.Errorf("GOMEMLIMIT of the environment: %d %% and %d bytes", every, most)
	}
}
