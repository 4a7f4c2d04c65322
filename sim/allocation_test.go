package sim

import (
	"runtime"
	"testing"

	"ballast/sim/design"
)

// TestAllocationsDoNotGrow: ten times the scenarios in replicates of the same
// length take at most a few allocations more per replicate (for its place in
// the result), none per scenario, for each design and each copula.
func TestAllocationsDoNotGrow(t *testing.T) {
	if testing.Short() {
		t.Skip("allocations are not those of a run under the race detector")
	}
	const replicate = 500
	for name, p := range programs(t) {
		if err := p.Compile(); err != nil {
			t.Fatal(err)
		}
		p.NewKernel = func(uint64) Kernel { return firstDraw{} }
		for _, kind := range designs() {
			few := allocations(t, p, kind, 2*replicate, replicate)
			many := allocations(t, p, kind, 20*replicate, replicate)
			if perReplicate := float64(many-few) / 18; perReplicate > 8 {
				t.Errorf("%s, %s: %d allocations for %d scenarios, %d for %d: %.1f a replicate", name, kind, few, 2*replicate, many, 20*replicate, perReplicate)
			}
		}
	}
}

// firstDraw copies the first variable and allocates nothing.
type firstDraw struct{}

// Run implements Kernel.
func (firstDraw) Run(b *Block) error {
	copy(b.Scalar[0], b.In[0])
	return nil
}

// allocations counts those of a run of one worker, the least of three.
func allocations(t *testing.T, p *Program, kind design.Kind, n, replicate int) uint64 {
	least := ^uint64(0)
	for range 3 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		ran(t, p, Config{Scenarios: n, Replicate: replicate, Sampling: kind, Workers: 1})
		runtime.ReadMemStats(&after)
		least = min(least, after.Mallocs-before.Mallocs)
	}
	return least
}
