package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// TestWatchAndHistoryOfPortfolios: watch runs a workbook that lists plans as a portfolio,
// once as it stands and again when one of its plans has changed, and the history lists
// both runs; what does not change is not run.
func TestWatchAndHistoryOfPortfolios(t *testing.T) {
	plans := folderOf(t, map[string]string{"a": "office-move", "b": "office-move"})
	dir := t.TempDir()
	t.Chdir(dir)
	list, err := workbook.FromText([]byte("== Portfolio\nName | Moves\nScenarios | 512\n\n== Plans\nID | File\n | "+plans+"/*.xlsx\n"), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("list.xlsx", list, 0o644); err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(filepath.Join(plans, "a.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var out, errs strings.Builder
	s := streams{in: strings.NewReader(""), out: &out, err: &errs, reached: func(_ context.Context, stage string, looks int) {
		if stage != "wait" {
			return
		}
		switch looks {
		case 1: // it has looked twice and run once
			if err := os.WriteFile(filepath.Join(plans, "c.xlsx"), other, 0o644); err != nil {
				t.Error(err)
			}
		case 2:
			cancel()
		}
	}}
	if code := s.run(ctx, []string{"watch", ".", "--every", "1ms", "--store", "h.db"}); code != exitOK {
		t.Fatalf("exit %d\n%s%s", code, out.String(), errs.String())
	}
	if n := strings.Count(out.String(), "list.xlsx"); n != 2 || !strings.Contains(out.String(), "can be released") {
		t.Errorf("%d lines:\n%s%s", n, out.String(), errs.String())
	}
	got := ballast(t, "history", "h.db")
	if n := strings.Count(got.out, "portfolio Moves"); n != 2 || got.code != exitOK {
		t.Errorf("%d runs:\n%s%s", n, got.out, got.err)
	}
}
