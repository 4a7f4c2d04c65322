package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// The bounds of a mutant: what a person with a broken file may be made to wait,
// and the memory that any laptop has.
const (
	mutantSeconds = 10      // of processor time; at twice that the system ends the process
	mutantMemory  = 1 << 30 // resident, at most at any time
)

// TestMutants: broken workbooks, broken parts and extreme numbers go through
// check, adopt and run, each in a child process with limits: none crashes, hangs
// or takes all memory, and what check finds no error in, run does not fail on.
// make fuzz runs it; BALLAST_MUTANTS says how many, BALLAST_MUTANT the first. A
// mutant is made of its number alone; with BALLAST_EXTREME each is a plan with one
// extreme number or distribution, and those that were simulated are counted. One that fails stands in build/fuzz
// afterwards, to become a case of samples/files or TestOddFiles.
func TestMutants(t *testing.T) {
	if os.Getenv("BALLAST_MUTANT_CHILD") != "" {
		mutantChild()
		return
	}
	count, err := strconv.Atoi(os.Getenv("BALLAST_MUTANTS"))
	if err != nil {
		t.Skip("FUZZ: make fuzz runs this")
	}
	first, _ := strconv.Atoi(os.Getenv("BALLAST_MUTANT"))
	next, done := make(chan int), make(chan mutantVerdict)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { superviseMutants(t, next, done) })
	}
	go func() {
		for i := range count {
			next <- first + i
		}
		close(next)
		wg.Wait()
		close(done)
	}()
	kinds, slowest, largest := map[string]int{}, 0.0, 0
	for v := range done {
		kinds[v.kind]++
		if strings.Contains(v.said, "run: exit 0") || strings.Contains(v.said, "run: exit 5") {
			kinds[v.kind+", simulated"]++
		}
		slowest, largest = max(slowest, v.seconds), max(largest, v.peak)
		why := v.fault
		switch {
		case why != "":
		case v.seconds > mutantSeconds:
			why = fmt.Sprintf("%.1f s of processor time", v.seconds)
		case v.peak > mutantMemory>>20:
			why = fmt.Sprintf("%d MiB", v.peak)
		}
		if why != "" {
			t.Errorf("mutant %d (%s): %s, see %s", v.index, v.kind, why, keepMutant(t, v))
		}
	}
	t.Logf("%d mutants: %v; slowest %.2f s of processor time, largest process %d MiB", count, kinds, slowest, largest)
}

// mutantVerdict is what came of one mutant.
type mutantVerdict struct {
	index   int
	kind    string
	seconds float64
	peak    int    // MiB of the child so far
	fault   string // "" none
	said    string
}

// superviseMutants hands numbers to a child, and begins another when it died or
// does not answer.
func superviseMutants(t *testing.T, next <-chan int, done chan<- mutantVerdict) {
	var c *mutantProcess
	for i := range next {
		if c == nil {
			c = startMutants(t)
		}
		v, alive := c.ask(i)
		if !alive || v.peak > mutantMemory>>20 {
			c.stop()
			c = nil
		}
		done <- v
	}
	if c != nil {
		c.stop()
	}
}

// mutantProcess is a child that tries mutants.
type mutantProcess struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	answers chan string
	errors  *bytes.Buffer
}

func startMutants(t *testing.T) *mutantProcess {
	c := &mutantProcess{cmd: exec.Command(os.Args[0], "-test.run=^TestMutants$"), answers: make(chan string), errors: &bytes.Buffer{}}
	c.cmd.Env = append(os.Environ(), "BALLAST_MUTANT_CHILD=1")
	c.cmd.Stderr = c.errors
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if s, ok := strings.CutPrefix(lines.Text(), "mutant\t"); ok {
				c.answers <- s
			}
		}
		close(c.answers)
	}()
	return c
}

// ask has one mutant tried; alive is false when the child is of no more use.
func (c *mutantProcess) ask(i int) (v mutantVerdict, alive bool) {
	m := makeMutant(i)
	v = mutantVerdict{index: i, kind: m.kind}
	fmt.Fprintln(c.in, i)
	s, ok := <-c.answers
	f := strings.Split(s, "\t")
	if !ok || len(f) != 4 {
		c.stop()
		v.fault, v.said = "the process died", c.errors.String()
		return v, false
	}
	v.seconds, _ = strconv.ParseFloat(f[0], 64)
	v.peak, _ = strconv.Atoi(f[1])
	v.fault, _ = strconv.Unquote(f[2])
	v.said, _ = strconv.Unquote(f[3])
	return v, true
}

// stop ends the child.
func (c *mutantProcess) stop() {
	c.in.Close()
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

// keepMutant writes a mutant that failed, with what was said, and returns its
// place.
func keepMutant(t *testing.T, v mutantVerdict) string {
	t.Helper()
	dir := filepath.Join(moduleRoot, "build", "fuzz")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	m := makeMutant(v.index)
	name := filepath.Join(dir, fmt.Sprintf("%d.xlsx", v.index))
	if err := os.WriteFile(name, m.data, 0o600); err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprintf("%s of %s, %s\n%s\n%s\n", m.kind, m.seed, m.command, v.fault, v.said)
	if err := os.WriteFile(strings.TrimSuffix(name, ".xlsx")+".txt", []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// mutantChild tries the mutants whose numbers it reads.
func mutantChild() {
	limitMutants()
	dir, err := os.MkdirTemp("", "ballast-mutant-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	numbers := bufio.NewScanner(os.Stdin)
	for numbers.Scan() {
		i, err := strconv.Atoi(numbers.Text())
		if err != nil {
			return
		}
		m := makeMutant(i)
		before, _ := usedByMutants()
		limitMutant(before + 2*mutantSeconds)
		fault, said := m.try(dir)
		after, peak := usedByMutants()
		fmt.Printf("mutant\t%.3f\t%d\t%q\t%q\n", after-before, peak, fault, said)
	}
}

// try runs the program on a mutant and says what must not happen.
func (m mutant) try(dir string) (fault, said string) {
	for _, f := range []string{"m.xlsx", "m.ballast.xlsx", "m.adopted.xlsx"} {
		os.Remove(filepath.Join(dir, f))
	}
	path := filepath.Join(dir, "m.xlsx")
	if err := os.WriteFile(path, m.data, 0o600); err != nil {
		return err.Error(), ""
	}
	call := func(args ...string) int {
		got := ballastIn(context.Background(), args...)
		said += args[0] + ": exit " + strconv.Itoa(got.code) + "\n" + got.out + got.err
		if strings.Contains(got.err, "internal error") {
			fault = "internal error"
		}
		return got.code
	}
	switch m.command {
	case "adopt":
		call("adopt", path)
	case "run":
		checked := call("check", path)
		if ran := call("run", path, "--scenarios", "64"); checked != ran && fault == "" {
			fault = fmt.Sprintf("check exits %d, run %d", checked, ran)
		}
	default:
		call("check", path)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".ballast-*")); len(left) > 0 && fault == "" {
		fault = "files left behind"
	}
	if len(said) > 8000 {
		said = said[:4000] + "\n...\n" + said[len(said)-4000:]
	}
	return fault, said
}
