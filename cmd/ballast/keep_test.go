package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"ballast/budget/workbook"
)

// rewrite replaces the plan in the working folder.
func rewrite(t *testing.T, name, source string) {
	t.Helper()
	data, err := workbook.FromText([]byte(source), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestFailOn: exit 5 when a warning reaches the tier; the results are written
// all the same; 0 without the flag.
func TestFailOn(t *testing.T) {
	name := plan(t, fmt.Sprintf(running, ""))
	for _, c := range []struct {
		args string
		want int
	}{
		{"run plan.xlsx -q", exitOK},
		{"run plan.xlsx -q --fail-on higher", exitAlert},
		{"run plan.xlsx -q --fail-on Major", exitAlert}, // CPI of 0.83, P(overrun)
		{"run plan.xlsx -q --fail-on low", exitUsage},
	} {
		if got := ballast(t, strings.Fields(c.args)...); got.code != c.want {
			t.Errorf("ballast %s: exit %d, want %d\n%s", c.args, got.code, c.want, got.err)
		}
	}
	if now := files(t); now != "plan.ballast.xlsx "+name {
		t.Errorf("files: %s", now)
	}
	rewrite(t, name, small)
	if got := ballast(t, "run", name, "-q", "--fail-on", "general"); got.code != exitOK {
		t.Errorf("a plan without actuals: exit %d", got.code)
	}
}

// TestNotify: the command gets the JSON of the run; its failure is ours.
func TestNotify(t *testing.T) {
	keep := "cat > told.json"
	if runtime.GOOS == "windows" {
		keep = `findstr "^" > told.json`
	}
	name := plan(t, fmt.Sprintf(running, ""))
	if got := ballast(t, "run", name, "-q", "--notify", keep); got.code != exitOK {
		t.Fatalf("exit %d\n%s", got.code, got.err)
	}
	data, err := os.ReadFile("told.json")
	if err != nil {
		t.Fatal(err)
	}
	if o := figures(t, data); o["control"] == nil || o["warnings"] == nil {
		t.Error("the JSON lacks control or warnings")
	}
	if got := ballast(t, "run", name, "-q", "--notify", "exit 3"); got.code != exitFailed || !strings.Contains(got.err, "--notify") {
		t.Errorf("exit %d\n%s", got.code, got.err)
	}
}

// TestStore: runs are kept, listed and charted; what has risen is marked.
func TestStore(t *testing.T) {
	first := strings.Replace(fmt.Sprintf(running, ""), "As-of month | 2026-03", "As-of month | 2026-02", 1)
	name := plan(t, first)
	run := func(source string) controlled {
		rewrite(t, name, source)
		got := ballast(t, "run", name, "-q", "--store", "plan.db", "--json", "-")
		if got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		var c controlled
		if err := json.Unmarshal([]byte(got.out), &c); err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, w := range run(first).Warnings {
		if w.Was != "" || w.Risen {
			t.Errorf("first run: %+v", w)
		}
	}
	second := run(fmt.Sprintf(running, "2026-03 | cost | C1 | 25,000\n"))
	risen, known := 0, 0
	for _, w := range second.Warnings {
		if w.Risen {
			risen++
		}
		if w.Was != "" {
			known++
		}
	}
	if risen == 0 || known != len(second.Warnings) {
		t.Errorf("second run: %+v", second.Warnings)
	}
	list := ballast(t, "history", "plan.db")
	if list.code != exitOK || strings.Count(list.out, "\n") != 3 || !strings.Contains(list.out, "2026-02") || !strings.Contains(list.out, "Running") {
		t.Errorf("exit %d\n%s%s", list.code, list.out, list.err)
	}
	zh := ballast(t, "history", "plan.db", "--lang", "zh")
	if zh.code != exitOK || strings.Count(zh.out, "\n") != 3 || !strings.Contains(zh.out, "超支概率") || !strings.Contains(zh.out, "重大") ||
		strings.Contains(zh.out, "overrun") || strings.Contains(zh.out, "major") {
		t.Errorf("in Chinese: exit %d\n%s%s", zh.code, zh.out, zh.err)
	}
	var runs []map[string]any
	if err := json.Unmarshal([]byte(ballast(t, "history", "plan.db", "--json").out), &runs); err != nil || len(runs) != 2 || runs[1]["sha256"] == "" {
		t.Errorf("%v %v", runs, err)
	}
	for _, args := range []string{"compare plan.db#1 plan.db#2", "compare --store plan.db 1 plan.xlsx", "compare --store plan.db 1 2 --lang zh"} {
		got := ballast(t, strings.Fields(args)...)
		if got.code != exitOK || strings.Count(got.out, "\n") != 10 {
			t.Errorf("ballast %s: exit %d\n%s%s", args, got.code, got.out, got.err)
		}
	}
	for args, want := range map[string]int{"compare plan.db#1 plan.db#9": exitFailed, "compare plan.xlsx": exitUsage, "compare 1 2": exitFailed,
		"history none.db": exitFailed, "history plan.xlsx": exitFailed, "history": exitUsage} {
		if got := ballast(t, strings.Fields(args)...); got.code != want || got.err == "" {
			t.Errorf("ballast %s: exit %d, want %d\n%s", args, got.code, want, got.err)
		}
	}
	if now := files(t); now != "plan.ballast.xlsx plan.db plan.xlsx" {
		t.Errorf("files: %s", now)
	}
}

// TestStoreRefusesForeignFile: a file that is no history stays as it is.
func TestStoreRefusesForeignFile(t *testing.T) {
	name := plan(t, small)
	if err := os.WriteFile("mine.db", []byte("my notes, no database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ballast(t, "run", name, "-q", "--store", "mine.db"); got.code != exitFailed {
		t.Errorf("exit %d\n%s", got.code, got.err)
	}
	if data, _ := os.ReadFile("mine.db"); string(data) != "my notes, no database at all" {
		t.Error("the file was changed")
	}
}

// safeBuffer is written by a command and read by the test at the same time.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// until waits for a text to appear.
func until(t *testing.T, out *safeBuffer, text string, n int) {
	t.Helper()
	for range 600 {
		if strings.Count(out.String(), text) >= n {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%q did not come %d times:\n%s", text, n, out.String())
}

// TestWatch: what changes is run again, and only that; a broken plan is named
// and does not stop the others; Ctrl-C ends it with exit 0 and nothing half
// written.
func TestWatch(t *testing.T) {
	plan(t, strings.Replace(fmt.Sprintf(running, ""), "As-of month | 2026-03", "As-of month | 2026-02", 1))
	rewrite(t, "bad.xlsx", broken())
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out, errs safeBuffer
	done := make(chan int)
	watch := func() {
		done <- run(ctx, []string{"watch", ".", "--every", "30ms", "--store", "plan.db", "--scenarios", "1000"}, strings.NewReader(""), &out, &errs)
	}
	go watch()
	until(t, &out, "plan.xlsx  as of 2026-02", 1)
	until(t, &errs, "bad.xlsx", 1)
	time.Sleep(150 * time.Millisecond)
	if n := strings.Count(out.String(), "as of"); n != 1 {
		t.Errorf("an unchanged plan was run %d times:\n%s", n, out.String())
	}
	rewrite(t, "plan.xlsx", fmt.Sprintf(running, "2026-03 | cost | C1 | 25,000\n"))
	until(t, &out, "as of 2026-03", 1)
	until(t, &out, "risen to", 1)
	stop()
	if code := <-done; code != exitOK {
		t.Errorf("exit %d\n%s", code, errs.String())
	}
	if now := files(t); now != "bad.xlsx plan.ballast.xlsx plan.db plan.xlsx" {
		t.Errorf("files: %s", now)
	}
	ctx, stop = context.WithCancel(t.Context())
	before := out.String()
	go watch()
	time.Sleep(400 * time.Millisecond)
	stop()
	<-done
	if more := strings.TrimPrefix(out.String(), before); strings.Contains(more, "plan.xlsx") {
		t.Errorf("a stored plan was run again:\n%s", more)
	}
	ctx, stop = context.WithCancel(t.Context())
	rewrite(t, "plan.xlsx", fmt.Sprintf(running, "2026-03 | cost | C1 | 45,000\n"))
	zh := make(chan int)
	go func() {
		zh <- run(ctx, []string{"watch", ".", "--every", "30ms", "--store", "plan.db", "--scenarios", "1000", "--lang", "zh"}, strings.NewReader(""), &out, &errs)
	}()
	until(t, &out, "plan.xlsx  截止 2026-03  应急储备", 1)
	stop()
	if code := <-zh; code != exitOK {
		t.Errorf("exit %d\n%s", code, errs.String())
	}
	for args, want := range map[string]int{"watch": exitUsage, "watch none": exitFailed, "watch plan.xlsx": exitFailed, "watch . --every 0s": exitUsage} {
		if got := ballast(t, strings.Fields(args)...); got.code != want {
			t.Errorf("ballast %s: exit %d, want %d", args, got.code, want)
		}
	}
}
