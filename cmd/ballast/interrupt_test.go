package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"ballast/budget/workbook"
)

// interruption calls the program and interrupts it where it is so far in a
// stage; it waits there until the program has heard of it.
type interruption struct {
	stage string
	done  int
	by    func() // sends a signal; nil cancels the context

	once     sync.Once
	ctx      context.Context
	furthest int // that the stage got, also after the interruption
}

// run returns what the program said, and fails the test when it never came to
// the place.
func (i *interruption) run(t *testing.T, args ...string) said {
	t.Helper()
	base, cancel := context.WithCancel(t.Context())
	defer cancel()
	if i.by == nil {
		i.by = cancel
	}
	var out, err bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &out, err: &err, reached: func(ctx context.Context, stage string, done int) {
		if stage != i.stage {
			return
		}
		i.furthest = max(i.furthest, done)
		if done >= i.done {
			i.once.Do(func() {
				i.ctx = ctx
				i.by()
				<-ctx.Done()
			})
		}
	}}
	code := s.run(base, args)
	if i.ctx == nil {
		t.Fatalf("ballast %s never came to %s %d", strings.Join(args, " "), i.stage, i.done)
	}
	return said{code, out.String(), err.String()}
}

// TestInterruptLeavesNothing interrupts every command that works long at every
// stage: it exits 130, says so, prints no result and leaves no file behind. What
// adopt understood is printed before it writes.
func TestInterruptLeavesNothing(t *testing.T) {
	for _, c := range []struct {
		args   string
		stages string
	}{
		{"run plan.xlsx --json f.json --csv tables --csv-scenarios", "read compile run summarise write"},
		{"run plan.xlsx --scenarios auto", "run"},
		{"mixes plan.xlsx --force", "read compile run summarise search write"},
		{"mixes plan.xlsx --optimise --json f.json", "search"},
		{"adopt budget.xlsx", "read write"},
		{"adopt budget.xlsx --dry-run", "read"},
		{"compare plan.xlsx other.xlsx", "read run"},
		{"check plan.xlsx", "read compile"},
		{"explain plan.xlsx --scenario 3", "read compile run"},
		{"new more.xlsx", "write"},
		{"new --sample office-move", "write"},
	} {
		for _, stage := range strings.Fields(c.stages) {
			t.Run(c.args+" at "+stage, func(t *testing.T) {
				before := interruptable(t)
				i := interruption{stage: stage}
				got := i.run(t, strings.Fields(c.args)...)
				if understood := stage == "write" && strings.HasPrefix(c.args, "adopt"); got.out != "" && !understood {
					t.Errorf("printed %q", got.out)
				}
				if got.code != exitInterrupted || !strings.Contains(got.err, "interrupted") {
					t.Errorf("exit %d, err %q", got.code, got.err)
				}
				if now := files(t); now != before {
					t.Errorf("files: %s", now)
				}
			})
		}
	}
}

// interruptable makes a folder with two plans and a budget, and lists it.
func interruptable(t *testing.T) string {
	t.Helper()
	plan(t, limited)
	rewrite(t, "other.xlsx", strings.Replace(limited, "100 | 80 | 100 | 160", "110 | 80 | 100 | 160", 1))
	rewrite(t, "budget.xlsx", kitchen)
	return files(t)
}

// TestInterruptInTheMiddle: a simulation stops with the piece that it is at,
// long before its end.
func TestInterruptInTheMiddle(t *testing.T) {
	for _, args := range []string{"run plan.xlsx --scenarios 100000 --json f.json", "compare plan.xlsx other.xlsx --scenarios 100000"} {
		before := interruptable(t)
		i := interruption{stage: "run", done: 1}
		got := i.run(t, strings.Fields(args)...)
		if got.code != exitInterrupted || got.out != "" {
			t.Errorf("%s: exit %d, out %q, err %q", args, got.code, got.out, got.err)
		}
		if i.furthest > 50_000 {
			t.Errorf("%s: went on to scenario %d", args, i.furthest)
		}
		if now := files(t); now != before {
			t.Errorf("%s: files: %s", args, now)
		}
	}
}

// TestInterruptBetweenFiles: of several files those that were written are
// whole, and the one to come is not there.
func TestInterruptBetweenFiles(t *testing.T) {
	for done, want := range map[int]string{1: "plan.ballast.xlsx plan.xlsx", 2: "plan.ballast.xlsx plan.xlsx tables"} {
		before := interruptable(t)
		i := interruption{stage: "write", done: done}
		if got := i.run(t, "run", "plan.xlsx", "--csv", "tables", "--json", "f.json"); got.code != exitInterrupted {
			t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
		}
		before = strings.Replace(before, "plan.xlsx", want, 1)
		if now := files(t); now != before {
			t.Errorf("files after %d: %s, want %s", done, now, before)
		}
		if ours, err := workbook.IsResult("plan.ballast.xlsx"); err != nil || !ours {
			t.Errorf("the workbook is not whole: %v", err)
		}
		if done == 2 && len(listed("tables/"+tableList)) == 0 {
			t.Error("the folder of tables has no list")
		}
	}
}

// TestInterruptedSearch: Ctrl-C during the search writes the best so far, says
// so and exits 130.
func TestInterruptedSearch(t *testing.T) {
	name := plan(t, limited)
	i := interruption{stage: "search", done: 1}
	got := i.run(t, "mixes", name, "--optimise", "--json", "f.json")
	if got.code != exitInterrupted || !strings.Contains(got.out, "Unfinished") || got.err == "" {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	if now := files(t); now != "f.json plan.ballast.xlsx plan.xlsx" {
		t.Errorf("files: %s", now)
	}
}

// TestInterruptedStore: what was not written is not in the history either.
func TestInterruptedStore(t *testing.T) {
	name := plan(t, small)
	if got := ballast(t, "run", name, "--store", "plan.db"); got.code != exitOK {
		t.Fatal(got.err)
	}
	runs := ballast(t, "history", "plan.db").out
	for _, stage := range []string{"run", "summarise", "write"} {
		i := interruption{stage: stage}
		if got := i.run(t, "run", name, "--store", "plan.db"); got.code != exitInterrupted {
			t.Errorf("%s: exit %d\n%s%s", stage, got.code, got.out, got.err)
		}
	}
	if now := ballast(t, "history", "plan.db"); now.code != exitOK || now.out != runs {
		t.Errorf("the history has\n%s\nhad\n%s", now.out, runs)
	}
	if now := files(t); now != "plan.ballast.xlsx plan.db plan.xlsx" {
		t.Errorf("files: %s", now)
	}
}

// TestInterruptEndsWatch: Ctrl-C is how watch ends, with exit 0, also in the
// middle of a plan, of which nothing is then left.
func TestInterruptEndsWatch(t *testing.T) {
	for _, stage := range []string{"read", "compile", "run", "summarise", "write"} {
		name := plan(t, small)
		i := interruption{stage: stage}
		if got := i.run(t, "watch", "."); got.code != exitOK || got.out != "" {
			t.Errorf("%s: exit %d\n%s%s", stage, got.code, got.out, got.err)
		}
		if now := files(t); now != name {
			t.Errorf("%s: files: %s", stage, now)
		}
	}
}
