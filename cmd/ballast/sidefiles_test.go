package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"ballast/budget/handout"
)

// TestSideFilesFirst: what cannot be written at the end of a run, and a history
// that cannot be read, are said before it begins to read the plan.
func TestSideFilesFirst(t *testing.T) {
	damaged, err := os.ReadFile(fileCases + "/store-damaged-pages.db")
	if err != nil {
		t.Fatal(err)
	}
	name := plan(t, small)
	if err := os.Mkdir("folder", 0o755); err != nil {
		t.Fatal(err)
	}
	for file, data := range map[string][]byte{"old.db": damaged, "notes.txt": []byte(strings.Repeat("no database ", 90))} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for args, want := range map[string]string{
		"--json nowhere/f.json":  "nowhere",
		"--json folder":          "folder",
		"--report nowhere/p.htm": "nowhere",
		"--report folder":        "folder",
		"-o nowhere/r.xlsx":      "nowhere",
		"--charts notes.txt/c":   "notes.txt",
		"--csv notes.txt/c":      "notes.txt",
		"--store nowhere/h.db":   "nowhere",
		"--store old.db":         "damaged",
		"--store notes.txt":      "not a history",
	} {
		var reached []string
		s := streams{in: strings.NewReader(""), out: &strings.Builder{}, err: &strings.Builder{}, reached: func(_ context.Context, stage string, _ int) { reached = append(reached, stage) }}
		code := s.run(t.Context(), append([]string{"run", name}, strings.Fields(args)...))
		said := s.err.(*strings.Builder).String()
		if code == exitOK || !strings.Contains(said, want) || len(reached) > 0 {
			t.Errorf("run %s: exit %d after %v\n%s", args, code, reached, said)
		}
	}
	if now := files(t); now != "folder notes.txt old.db "+name {
		t.Errorf("files: %s", now)
	}
}

// TestFolderCutShort: a folder that cannot be filled to its end is as it was
// before.
func TestFolderCutShort(t *testing.T) {
	t.Chdir(t.TempDir())
	list := []handout.File{{Name: "a.svg", Data: []byte("a")}, {Name: "b.svg", Data: []byte("b")}, {Name: "no/c.svg"}}
	if err := writeFolder(t.Context(), "new", "list.txt", list); err == nil {
		t.Error("a folder that is not there was written to")
	}
	if _, err := os.Stat("new"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %v", err)
	}
	if err := writeFolder(t.Context(), "old", "list.txt", list[:1]); err != nil {
		t.Fatal(err)
	}
	if err := writeFolder(t.Context(), "old", "list.txt", list); err == nil {
		t.Error("a folder that is not there was written to")
	}
	if found, _ := os.ReadDir("old"); len(found) != 2 {
		t.Errorf("%v, want the two files of before", found)
	}
}
