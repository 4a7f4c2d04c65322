package scratch

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func names(t *testing.T, dir string) int {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// TestTidies: the file of a run that was killed goes with the next one; that of
// a run that goes on stays, and so do files of other names.
func TestTidies(t *testing.T) {
	if dir := os.Getenv("BALLAST_SCRATCH_HELPER"); dir != "" {
		if _, err := Create(dir); err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("made\n")
		select {}
	}
	dir := filepath.Join(t.TempDir(), "a [folder]*")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"plan.xlsx", ".ballast-notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, other), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestTidies$")
	cmd.Env = append(os.Environ(), "BALLAST_SCRATCH_HELPER="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the other run made no file")
	}
	f, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n := names(t, dir); n != 4 {
		t.Errorf("%d files while both runs go on, want 4", n)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if err := Probe(filepath.Join(dir, "not", "yet", "there.json")); err != nil {
		t.Error(err)
	}
	if n := names(t, dir); n != 3 {
		t.Errorf("%d files after the other run was killed, want 3", n)
	}
	f.Close()
	if err := Probe(filepath.Join(dir, "x.json")); err != nil || names(t, dir) != 2 {
		t.Errorf("%d files at the end, want 2 (%v)", names(t, dir), err)
	}
	if err := Probe(filepath.Join(dir, "plan.xlsx", "x.json")); err == nil {
		t.Error("a file can be written into a file")
	}
}

// TestSettles: a file that is whole takes its name though another run tidies the folder up
// at that moment, and it is closed then.
func TestSettles(t *testing.T) {
	dir := t.TempDir()
	to := filepath.Join(dir, "result.json")
	for range 2 { // the second takes the place of the first
		f, err := Create(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("whole"); err != nil {
			t.Fatal(err)
		}
		tidy(dir)
		if err := Settle(f, to); err != nil {
			t.Fatal(err)
		}
		if f.Close() == nil {
			t.Error("the file was left open")
		}
	}
	if data, err := os.ReadFile(to); err != nil || string(data) != "whole" || names(t, dir) != 1 {
		t.Errorf("%q, %d files, %v", data, names(t, dir), err)
	}
}
