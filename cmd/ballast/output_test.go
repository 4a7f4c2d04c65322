package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestResultName(t *testing.T) {
	for plan, want := range map[string]string{
		"plan.xlsx":           "plan.ballast.xlsx",
		"a.b/预算.xlsm":         "a.b/预算.ballast.xlsm",
		"PLAN.XLSM":           "PLAN.ballast.xlsm",
		"plan":                "plan.ballast.xlsx",
		"dir.x/plan":          "dir.x/plan.ballast.xlsx",
		"plan.ballast.xlsx":   "plan.ballast.xlsx", // a result is run in its place
		"Plan.Ballast.XLSM":   "Plan.Ballast.xlsm",
		"form.xltx":           "form.ballast.xlsx",
		"form.ballast.xltm":   "form.ballast.ballast.xlsm",
		"/tmp/2026.plan.xlsx": "/tmp/2026.plan.ballast.xlsx",
	} {
		if got := resultName(plan); got != want {
			t.Errorf("resultName(%q) = %q, want %q", plan, got, want)
		}
	}
}

// TestGuardPaths: nothing is written over the plan, by whatever name.
func TestGuardPaths(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("plan.xlsx", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("plan.xlsx", "link.xlsx"); err != nil {
		t.Logf("no symbolic links here: %v", err)
	}
	for _, c := range []struct {
		output, json string
		ok           bool
	}{
		{"out.xlsx", "", true},
		{"out.xlsx", "out.json", true},
		{"out.xlsx", "-", true},
		{"plan.xlsx", "", false},
		{"./plan.xlsx", "", false},
		{"link.xlsx", "", false},
		{"out.xlsm", "", false},
		{"out.csv", "", false},
		{"out.xlsx", "plan.xlsx", false},
		{"out.xlsx", "./out.xlsx", false},
	} {
		if _, err := os.Lstat(c.output); c.output == "link.xlsx" && err != nil {
			continue
		}
		if err := guardPaths("plan.xlsx", c.output, c.json); (err == nil) != c.ok {
			t.Errorf("guardPaths(plan.xlsx, %s, %s): %v", c.output, c.json, err)
		}
	}
}

// TestGuardJSON: only Ballast's own figures are overwritten without --force.
func TestGuardJSON(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	ours := put("ours.json", `{"version":"0.1.0","input":{"file":"p.xlsx","sha256":"ab"},"run":{"seed":1}}`)
	other := put("other.json", `{"version":"0.1.0"}`)
	for _, c := range []struct {
		path  string
		force bool
		ok    bool
	}{
		{ours, false, true}, {other, false, false}, {other, true, true},
		{filepath.Join(dir, "none.json"), false, true}, {"", false, true}, {"-", false, true}, {os.DevNull, false, true},
	} {
		if err := guardJSON(c.path, c.force); (err == nil) != c.ok {
			t.Errorf("guardJSON(%s, force %v): %v", c.path, c.force, err)
		}
	}
}

// TestWriteAtomic: a cancelled write leaves the old file and nothing else.
func TestWriteAtomic(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f.json")
	if err := writeAtomic(context.Background(), path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if err := writeAtomic(cancelled, path, []byte("new")); err == nil {
		t.Error("a cancelled write succeeded")
	}
	if data, _ := os.ReadFile(path); string(data) != "old" {
		t.Errorf("file holds %q", data)
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("files left: %v", list)
	}
	if err := writeAtomic(context.Background(), filepath.Join(dir, "no", "f.json"), nil); err == nil {
		t.Error("wrote into a folder that is not there")
	}
	if err := writeAtomic(context.Background(), os.DevNull, []byte("x")); err != nil {
		t.Errorf("a device: %v", err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device became a file: %v %v", info, err)
	}
}
