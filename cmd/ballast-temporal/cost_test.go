//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"ballast/budget/workbook"
)

// TestScaleCost prints what portfolios cost, each step as processes of their own: seconds
// of the processors, which a busy machine leaves nearly as they are, and the most memory of
// a process; that the figures are the same, whichever way. make bench-portfolio runs it. The
// goals are those of two cores on which NumPy takes 0.29 s for the workload S.
// BALLAST_BENCH_PLANS lists numbers of plans, of which the first also go through shards and
// Temporal; BALLAST_BENCH_FUTURES is the number of futures of one plan that is parted into
// 100 shards; 0 leaves that out.
func TestScaleCost(t *testing.T) {
	sizes, futures := strings.Fields(os.Getenv("BALLAST_BENCH_PLANS")), os.Getenv("BALLAST_BENCH_FUTURES")
	if len(sizes) == 0 {
		t.Skip("NOT CHECKED: make bench-portfolio runs it")
	}
	b := newBench(t)
	fmt.Println("| what | goal | CPU s | most MiB of a process | digest |\n|---|---|---|---|---|")
	for i, size := range sizes {
		n, err := strconv.Atoi(size)
		if err != nil {
			t.Fatal(err)
		}
		b.portfolio(n, i == 0)
	}
	if futures != "" && futures != "0" {
		b.large(futures, 100)
	}
}

// costs is what processes have taken.
type costs struct{ cpu, mib float64 }

func (c *costs) add(p *os.ProcessState) {
	c.cpu += p.UserTime().Seconds() + p.SystemTime().Seconds()
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		c.mib = max(c.mib, float64(u.Maxrss)/1024)
	}
}

// bench runs the two programs.
type bench struct {
	t            *testing.T
	dir          string
	one, workers string // programs
}

func newBench(t *testing.T) *bench {
	dir := t.TempDir()
	b := &bench{t: t, dir: dir, one: filepath.Join(dir, "ballast"), workers: filepath.Join(dir, "ballast-temporal")}
	for program, from := range map[string]string{b.one: "../ballast", b.workers: "."} { // each in its module
		build := exec.Command("go", "build", "-o", program, ".")
		build.Dir = from
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return b
}

// run runs a program to its end.
func (b *bench) run(c *costs, program string, args ...string) string {
	b.t.Helper()
	cmd := exec.Command(program, args...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		b.t.Fatalf("%s %v: %v\n%s", filepath.Base(program), args, err, errs.String())
	}
	c.add(cmd.ProcessState)
	return string(out)
}

// digest is what tells the figures of a result apart.
func (b *bench) digest(text string) string {
	b.t.Helper()
	var o struct{ Run struct{ Digest string } }
	if err := json.Unmarshal([]byte(text), &o); err != nil || o.Run.Digest == "" {
		b.t.Fatalf("no digest: %v", err)
	}
	return o.Run.Digest
}

// portfolio measures n plans in one process and, when asked, in shards and on Temporal.
func (b *bench) portfolio(n int, parted bool) {
	plans := filepath.Join(b.dir, fmt.Sprint("plans", n))
	b.write(plans, n)
	what := fmt.Sprintf("%d plans, 40 lines, 36 months, 10,000 futures", n)
	var own costs
	want := b.digest(b.run(&own, b.one, "portfolio", plans, "--scenarios", "10000", "--own-runs", "0", "--json", "-"))
	fmt.Printf("| %s, in process | %.0f s, 1,024 MiB | %.1f | %.0f | %.12s |\n", what, 0.3*float64(n), own.cpu, own.mib, want)
	if !parted {
		return
	}
	shards := max(2, n/25)
	tell := func(how string, c costs, got string) {
		fmt.Printf("| the same, %d shards%s | +10 %%, same digest | %.1f (%+.1f %%) | %.0f | %.12s |\n", shards, how, c.cpu, 100*(c.cpu/own.cpu-1), c.mib, got)
		if got != want {
			b.t.Errorf("%s: another digest", how)
		}
	}
	var c costs
	job := b.plan(&c, plans, "shards", shards)
	for k := range shards {
		b.run(&c, b.one, "shard", "run", job, "--index", fmt.Sprint(k))
	}
	got := b.digest(b.run(&c, b.one, "shard", "merge", job, "--json", "-"))
	tell(" one after the other", c, got)
	if _, err := exec.LookPath("temporal"); err != nil {
		fmt.Println("| the same on Temporal | | NOT MEASURED: the program temporal is not here | | |")
		return
	}
	c = costs{}
	job = b.plan(&c, plans, "temporal", shards)
	server := begin(b.t, "temporal", "server", "start-dev", "--headless", "--port", "17233", "--db-filename", filepath.Join(b.dir, "temporal.db"))
	one, two := begin(b.t, b.workers, "worker", "-address", "127.0.0.1:17233", "-threads", "1"), begin(b.t, b.workers, "worker", "-address", "127.0.0.1:17233", "-threads", "1")
	small := filepath.Join(b.dir, "small")
	b.write(small, 2)
	b.start(&costs{}, b.plan(&costs{}, small, "first", 2)) // until the server is there and has done something
	before := used(server, one, two)
	b.start(&c, job)
	c.cpu += used(server, one, two) - before
	kill(server, one, two)
	sum := costs{mib: c.mib}
	for _, x := range []*exec.Cmd{server, one, two} {
		sum.add(x.ProcessState)
	}
	c.mib = sum.mib
	got = b.digest(b.run(&c, b.one, "shard", "merge", job, "--json", "-"))
	tell(" on a Temporal server that runs, and two workers", c, got)
	fmt.Printf("| starting server and workers, and a first small job | | %.1f | | |\n", before)
}

// start hands a job to the server, as often as it takes until that is there.
func (b *bench) start(c *costs, job string) {
	for {
		cmd := exec.Command(b.workers, "start", "-address", "127.0.0.1:17233", job)
		err := cmd.Run()
		c.add(cmd.ProcessState)
		if err == nil {
			return
		}
	}
}

// used is how many seconds of the processors programs that run have taken, as Linux tells:
// user and system time in hundredths.
func used(all ...*exec.Cmd) float64 {
	sum := 0.0
	for _, x := range all {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", x.Process.Pid))
		if _, rest, ok := strings.Cut(string(text), ") "); err == nil && ok {
			fields := strings.Fields(rest)
			for _, k := range []int{11, 12} {
				ticks, _ := strconv.ParseFloat(fields[k], 64)
				sum += ticks / 100
			}
		}
	}
	return sum
}

// plan makes a job.
func (b *bench) plan(c *costs, plans, name string, shards int) string {
	job := filepath.Join(b.dir, name)
	b.run(c, b.one, "shard", "plan", plans, "--scenarios", "10000", "--own-runs", "0", "--shards", fmt.Sprint(shards), "-o", job)
	return job
}

// large measures one plan of very many futures.
func (b *bench) large(futures string, shards int) {
	job := filepath.Join(b.dir, "large")
	var c, merge costs
	b.run(&c, b.one, "shard", "plan", "../../samples/office-move/plan.xlsx", "--scenarios", futures, "--shards", fmt.Sprint(shards), "-o", job)
	for k := range shards {
		b.run(&c, b.one, "shard", "run", job, "--index", fmt.Sprint(k))
	}
	said := b.run(&merge, b.one, "shard", "merge", job)
	text := b.run(&merge, b.one, "shard", "merge", job, "-q", "--json", "-")
	fmt.Printf("| the office plan, %s futures, %d shards | ends; merge in 200 MiB | %.1f | %.0f; merge %.0f | %.12s |\n\n%s\n", futures, shards, c.cpu+merge.cpu/2, c.mib, merge.mib, b.digest(text), said)
}

// write makes n plans of 40 lines over 36 months: a third of the lines follow one of three
// drivers that all plans share, a quarter start late, four risks. A number makes its plan
// again.
func (b *bench) write(dir string, n int) {
	b.t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Fatal(err)
	}
	for k := range n {
		data, err := workbook.FromText([]byte(text(k)), "en")
		if err != nil {
			b.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("p%04d.xlsx", k)), data, 0o644); err != nil {
			b.t.Fatal(err)
		}
	}
}

// text is plan k.
func text(k int) string {
	r := rand.New(rand.NewPCG(1, uint64(k)))
	drivers := []string{"STEEL", "COPPER", "WAGE"}
	var s strings.Builder
	fmt.Fprintf(&s, "== Project\nName | Plan %d\nCurrency | EUR\nStart month | 2026-01\nHorizon | 36\nScenarios | 10000\n\n== Costs\nID | Name | Amount | Start | Months | Profile | Distribution | Low | Likely | High | Slip | Driver\n", k)
	for c := range 40 {
		amount := 10000 + r.IntN(200000)
		slip, driver := "", ""
		if c%4 == 0 {
			slip = "PERT(0,1,4)"
		}
		if c%3 == 0 {
			driver = drivers[r.IntN(3)]
		}
		start := r.IntN(18)
		fmt.Fprintf(&s, "C%d | Line %d | %d | %d-%02d | %d | %s | PERT | %.0f | %d | %.0f | %s | %s\n", c, c, amount, 2026+start/12, 1+start%12, 1+r.IntN(12),
			[]string{"even", "s-curve", "front", "back"}[r.IntN(4)], float64(amount)*(0.8+0.15*r.Float64()), amount, float64(amount)*(1.1+0.6*r.Float64()), slip, driver)
	}
	s.WriteString("\n== Drivers\nName | Kind | Growth | Volatility\nSTEEL | walk | 2% | 20%\nCOPPER | walk | 2% | 20%\nWAGE | walk | 3.5% | 3%\n\n== Risks\nID | Name | Probability | Impact\n")
	for k := range 4 {
		fmt.Fprintf(&s, "R%d | Risk %d | %.0f%% | PERT(20000,%d,300000)\n", k, k, 10+20*r.Float64(), 50000+r.IntN(50000))
	}
	return s.String()
}
