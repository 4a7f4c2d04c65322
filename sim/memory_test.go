//go:build unix

package sim

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"ballast/sim/stats"
)

// largeRun tells the test process to be the watched half of
// TestSlowMillionBy120Months.
const largeRun = "BALLAST_TEST_LARGE_RUN"

// yearsKernel writes three series of 120 months and 46 figures, as a plan with
// three partners has them.
type yearsKernel struct{}

func (yearsKernel) Run(b *Block) error {
	for i := range b.N {
		x := b.In[0][i]
		for k := range b.Scalar {
			b.Scalar[k][i] = x * float64(k+1)
		}
	}
	for s := range b.Series {
		for m, col := range b.Series[s] {
			for i := range col {
				col[i] = b.In[s%2][i] * float64(m)
			}
		}
	}
	return nil
}

// TestOneLargeRun is the watched half of TestSlowMillionBy120Months.
func TestOneLargeRun(t *testing.T) {
	if os.Getenv(largeRun) == "" {
		t.Skip("only for TestSlowMillionBy120Months")
	}
	p := sumProgram(t, 2, 0)
	p.Series, p.Periods, p.Sums = []string{"cost", "cash", "flow"}, 120, 0
	p.Scalars = make([]string, 46)
	p.NewKernel = func(uint64) Kernel { return yearsKernel{} }
	r := run(t, p, Config{Scenarios: 1_000_000, KeepSeries: 384 << 20 / (8 * 360), KeepScalars: 512 << 20 / (8 * 46), Bins: true})
	got, bounds := r.SeriesBins[1][60].Quantiles([]float64{0.8})
	want := stats.Quantiles(r.Scalar[0], []float64{0.8})[0] // a normal with the same mean and deviation
	fmt.Printf("KEPT=%d P80=%v within %v\n", r.SeriesN, got[0]/60-want, bounds[0])
	runtime.KeepAlive(r)
}

// TestSlowMillionBy120Months: a run of a million scenarios over 120 months takes
// less than 1.2 GiB, which leaves the rest of the process 0.3 GiB of the 1.5
// that a whole run may take.
func TestSlowMillionBy120Months(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestOneLargeRun$")
	cmd.Env = append(os.Environ(), largeRun+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	memory := usage.Maxrss >> 10 // Linux counts KiB
	t.Logf("%d MiB, cpu %v: %s", memory, cmd.ProcessState.UserTime(), out)
	if !strings.Contains(string(out), "KEPT=140032 ") || runtime.GOOS == "linux" && memory > 1200 {
		t.Errorf("%d MiB, want 1,200\n%s", memory, out)
	}
}
