package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGenerate: a man page for each command that the help lists, completions of
// four shells, and the same bytes when asked twice.
func TestGenerate(t *testing.T) {
	t.Parallel()
	dirs := []string{t.TempDir(), t.TempDir()}
	for _, dir := range dirs {
		got := ballast(t, "generate", "--man", filepath.Join(dir, "man"), "--date", "2026-11-26", "--completions", filepath.Join(dir, "sh"))
		if got.code != exitOK || got.out != "" {
			t.Fatalf("%+v", got)
		}
	}
	help := ballast(t, "--help").out
	for _, name := range []string{"run", "check", "adopt", "mixes", "portfolio", "seek", "history"} {
		page, err := os.ReadFile(filepath.Join(dirs[0], "man", "ballast-"+name+".1"))
		if err != nil || !bytes.Contains(page, []byte("Nov 2026")) || !bytes.Contains(page, []byte("\\fB")) {
			t.Errorf("%s: %v: no page with a date and an option:\n%.200s", name, err, page)
		}
		if !strings.Contains(help, "\n  "+name+" ") {
			t.Errorf("%s has a page and no line in the help", name)
		}
	}
	if strings.Contains(help, "generate") {
		t.Error("generate is for packages; the help should not list it")
	}
	for _, f := range []string{"man/ballast.1", "man/ballast-run.1", "sh/ballast.bash", "sh/ballast.fish", "sh/ballast.ps1", "sh/_ballast"} {
		a, errA := os.ReadFile(filepath.Join(dirs[0], f))
		b, errB := os.ReadFile(filepath.Join(dirs[1], f))
		if errA != nil || errB != nil || len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s: %v %v, %d and %d bytes, not twice the same", f, errA, errB, len(a), len(b))
		}
	}
	for _, args := range [][]string{{"generate"}, {"generate", "--man", t.TempDir()}, {"generate", "--man", t.TempDir(), "--date", "26.11.2026"}} {
		if got := ballast(t, args...); got.code != exitUsage || got.err == "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
}
