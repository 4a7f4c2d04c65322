package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTypedStays: the confidence that a reader types on a result is there again
// after the next run, of the plan or of the result in its place, with the figures
// that belong to it, and said; one that the sheet would not take is said to be
// gone.
func TestTypedStays(t *testing.T) {
	plan := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := os.WriteFile(plan, smallBook(t), 0o600); err != nil {
		t.Fatal(err)
	}
	result := resultName(plan)
	run := func(path string) string {
		t.Helper()
		got := ballast(t, "run", path, "--scenarios", "256")
		if got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		return got.out
	}
	// The sheet Reserve is the one with a validation; its input is the cell that
	// has it, the cost stands two columns on.
	input := regexp.MustCompile(`sqref="A(\d+)"`)
	cell := func(sheet, column string) *regexp.Regexp {
		return regexp.MustCompile(`(<c r="` + column + input.FindStringSubmatch(sheet)[1] + `"[^>]*?)(?: t="\w+")?>(?:<f>[^<]*</f>)?<v>([^<]*)</v>`)
	}
	isReserve := func(part, text string) bool {
		return strings.HasPrefix(part, "xl/worksheets/ballast_sheet") && strings.Contains(text, "<dataValidation ")
	}
	live := func() (c, cost string) {
		t.Helper()
		refill(t, result, func(part, text string) string {
			if isReserve(part, text) {
				c, cost = cell(text, "A").FindStringSubmatch(text)[2], cell(text, "C").FindStringSubmatch(text)[2]
			}
			return text
		})
		return c, cost
	}
	edit := func(kind, value string) {
		t.Helper()
		refill(t, result, func(part, text string) string {
			if isReserve(part, text) {
				text = cell(text, "A").ReplaceAllString(text, `${1}`+kind+`><v>`+value+`</v>`)
			}
			return text
		})
	}
	if out := run(plan); strings.Contains(out, "Kept") {
		t.Errorf("nothing was typed: %s", out)
	}
	own, cost := live()
	edit("", "0.95")
	for _, path := range []string{plan, result, plan} {
		out := run(path)
		c, now := live()
		if !strings.Contains(out, "Reserve!A") || !strings.Contains(out, "95 %") || c != "0.95" || now == cost {
			t.Errorf("run %s: %s at cost %s, before %s at %s\n%s", filepath.Base(path), c, now, own, cost, out)
		}
	}
	for bad, kind := range map[string]string{"95": "", "high": ` t="str"`} {
		edit(kind, bad)
		out := run(plan)
		if c, now := live(); c != own || now != cost || !strings.Contains(out, "Not kept") {
			t.Errorf("%v typed: %s at cost %s\n%s", bad, c, now, out)
		}
	}
	if out := run(plan); strings.Contains(out, "ept from the result") {
		t.Errorf("nothing is typed any more: %s", out)
	}
}
