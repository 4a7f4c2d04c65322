package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
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
	live := func() (c, cost string) {
		t.Helper()
		f, err := excelize.OpenFile(result)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		return named(t, f, "Ballast.Live.Confidence"), named(t, f, "Ballast.Live.Cost")
	}
	edit := func(value any) {
		t.Helper()
		f, err := excelize.OpenFile(result)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		tab, cell := placeOf(t, f, "Ballast.Live.Confidence")
		if err := f.SetCellValue(tab, cell, value); err != nil {
			t.Fatal(err)
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
	}
	if out := run(plan); strings.Contains(out, "Kept") {
		t.Errorf("nothing was typed: %s", out)
	}
	own, cost := live()
	edit(0.95)
	for _, path := range []string{plan, result, plan} {
		out := run(path)
		c, now := live()
		if !strings.Contains(out, "Reserve!A") || !strings.Contains(out, "95 %") || c != "0.95" || now == cost {
			t.Errorf("run %s: %s at cost %s, before %s at %s\n%s", filepath.Base(path), c, now, own, cost, out)
		}
	}
	for _, bad := range []any{95, "high"} {
		edit(bad)
		out := run(plan)
		if c, now := live(); c != own || now != cost || !strings.Contains(out, "Not kept") {
			t.Errorf("%v typed: %s at cost %s\n%s", bad, c, now, out)
		}
	}
	if out := run(plan); strings.Contains(out, "ept from the result") {
		t.Errorf("nothing is typed any more: %s", out)
	}
}

// placeOf is the cell of a name.
func placeOf(t *testing.T, f *excelize.File, name string) (tab, cell string) {
	t.Helper()
	for _, n := range f.GetDefinedName() {
		if n.Name == name {
			tab, cell, _ = strings.Cut(strings.ReplaceAll(n.RefersTo, "$", ""), "!")
			return strings.Trim(tab, "'"), cell
		}
	}
	t.Fatalf("no name %s", name)
	return "", ""
}

// named is the stored value of a named cell.
func named(t *testing.T, f *excelize.File, name string) string {
	t.Helper()
	tab, cell := placeOf(t, f, name)
	v, err := f.GetCellValue(tab, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return v
}
