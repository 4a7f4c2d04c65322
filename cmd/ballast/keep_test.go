package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"ballast/budget/words"
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
	if got := ballast(t, "run", name, "-q", "--notify", keep, "--notify-format", "text"); got.code != exitOK {
		t.Fatalf("exit %d\n%s", got.code, got.err)
	}
	text, err := os.ReadFile("told.json")
	if err != nil {
		t.Fatal(err)
	}
	said := ballast(t, "run", name)
	headline, _, _ := strings.Cut(said.out, "\n")
	if lines := strings.Split(strings.TrimSpace(string(text)), "\n"); len(lines) < 3 || len(lines) > 10 || lines[1] != headline {
		t.Errorf("the message is not the decision in at most ten lines (headline %q):\n%s", headline, text)
	}
	if got := ballast(t, "run", name, "-q", "--notify", keep, "--notify-format", "mail"); got.code != exitUsage {
		t.Errorf("an unknown format: exit %d", got.code)
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
	if h, r := columnEnds(zh.out); len(h) != 11 || len(r) != 11 || !slices.Equal(h[4:10], r[4:10]) {
		t.Errorf("in Chinese the columns of figures end at %v and %v:\n%s", h, r, zh.out)
	}
	var runs []map[string]any
	if err := json.Unmarshal([]byte(ballast(t, "history", "plan.db", "--json").out), &runs); err != nil || len(runs) != 2 || runs[1]["sha256"] == "" {
		t.Errorf("%v %v", runs, err)
	}
	for _, args := range []string{"compare plan.db#1 plan.db#2", "compare --store plan.db 1 plan.xlsx", "compare --store plan.db 1 2 --lang zh"} {
		got := ballast(t, strings.Fields(args)...)
		if got.code != exitOK || strings.Count(got.out, "\n") < 10 {
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

// looking calls watch with an --every that is soon over, and hands what it
// printed so far to each step in turn, as it begins to wait; behind the last
// step it is interrupted.
func looking(t *testing.T, args string, steps ...func(out, errs string)) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out, errs bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &out, err: &errs, reached: func(_ context.Context, stage string, looks int) {
		if stage != "wait" || looks >= len(steps) {
			return
		}
		steps[looks](out.String(), errs.String())
		out.Reset()
		errs.Reset()
		if looks == len(steps)-1 {
			stop()
		}
	}}
	if code := s.run(ctx, append([]string{"watch", ".", "--every", "1ms", "--scenarios", "1000"}, strings.Fields(args)...)); code != exitOK {
		t.Errorf("exit %d\n%s", code, errs.String())
	}
	if out.Len() > 0 {
		t.Errorf("printed when it was over:\n%s", out.String())
	}
}

// TestWatch: what changes is run again, and only that; a broken plan is named
// and does not stop the others; Ctrl-C ends it with exit 0 and nothing half
// written.
func TestWatch(t *testing.T) {
	plan(t, strings.Replace(fmt.Sprintf(running, ""), "As-of month | 2026-03", "As-of month | 2026-02", 1))
	rewrite(t, "bad.xlsx", broken())
	says := func(got string, want ...string) {
		t.Helper()
		for _, text := range want {
			if !strings.Contains(got, text) {
				t.Errorf("%q is not in\n%s", text, got)
			}
		}
	}
	unchanged := func(out, errs string) {
		t.Helper()
		if out != "" || strings.Contains(errs, "bad.xlsx") {
			t.Errorf("an unchanged plan was run again:\n%s%s", out, errs)
		}
	}
	looking(t, "--store plan.db",
		func(out, errs string) {
			says(out, "plan.xlsx  as of 2026-02")
			says(errs, "bad.xlsx")
		},
		unchanged,
		func(out, errs string) {
			unchanged(out, errs)
			rewrite(t, "plan.xlsx", fmt.Sprintf(running, "2026-03 | cost | C1 | 25,000\n"))
		},
		func(out, _ string) { says(out, "as of 2026-03", "risen to") },
		unchanged,
	)
	if now := files(t); now != "bad.xlsx plan.ballast.xlsx plan.db plan.xlsx" {
		t.Errorf("files: %s", now)
	}
	looking(t, "--store plan.db",
		func(out, errs string) { // bad.xlsx never came into the history
			unchanged(out, "")
			says(errs, "bad.xlsx")
			rewrite(t, "plan.xlsx", fmt.Sprintf(running, "2026-03 | cost | C1 | 45,000\n"))
		},
		func(out, _ string) { says(out, "plan.xlsx  as of 2026-03") },
	)
	rewrite(t, "plan.xlsx", fmt.Sprintf(running, "2026-03 | cost | C1 | 46,000\n"))
	looking(t, "--store plan.db --lang zh", func(out, _ string) { says(out, "plan.xlsx  截止 2026-03  应急储备") })
	for args, want := range map[string]int{"watch": exitUsage, "watch none": exitFailed, "watch plan.xlsx": exitFailed, "watch . --every 0s": exitUsage} {
		if got := ballast(t, strings.Fields(args)...); got.code != want {
			t.Errorf("ballast %s: exit %d, want %d", args, got.code, want)
		}
	}
}

// columnEnds returns where on the screen the cells of the first two lines of a table end.
// Two blanks stand between columns.
func columnEnds(table string) (head, row []int) {
	ends := func(line string) (all []int) {
		for _, at := range regexp.MustCompile(`\S+( \S+)*`).FindAllStringIndex(line, -1) {
			all = append(all, words.Width(line[:at[1]]))
		}
		return all
	}
	lines := strings.Split(table, "\n")
	return ends(lines[0]), ends(lines[1])
}
