//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk: a disk that has no room left, of whatever length what is written
// has got, leaves nothing empty or cut short behind and what stood there before
// as it was; the command says that it failed. A limit on the length of a file stands
// for the disk: the system refuses to write beyond it, in the middle of a part,
// for any user. It holds for a whole process, so that a process of its own runs
// the commands.
func TestFullDisk(t *testing.T) {
	if os.Getenv("BALLAST_FULL_DISK") == "" {
		t.Parallel() // what it looks at is the other process
		c := exec.Command(os.Args[0], "-test.run=^TestFullDisk$")
		c.Env = append(os.Environ(), "BALLAST_FULL_DISK=1")
		if said, err := c.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, said)
		}
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	name := plan(t, small)
	for _, args := range [][]string{
		{"run", name, "--quiet", "--scenarios", "64", "--json", "f.json", "--report", "p.html", "--charts", "charts", "--csv", "csv", "--store", "h.db"},
		{"run", name, "--quiet", "--scenarios", "64"},
		{"new", "--sample", "office-move", "--force", "mine.xlsx"},
	} {
		t.Log(args)
		before := standing(t)
		full := fillTo(t, 1<<40, args)
		if full.code != exitOK {
			t.Fatalf("%v: exit %d\n%s", args, full.code, full.err)
		}
		longest := 0
		for _, data := range standing(t) {
			longest = max(longest, len(data))
		}
		for _, old := range []bool{false, true} { // with what a run before has left, and without
			if !old {
				restore(t, before)
			}
			failed := 0
			for limit := 0; limit < longest; limit += max(512, longest/3) {
				was := standing(t)
				got := fillTo(t, uint64(limit), args)
				if got.code != exitOK {
					failed++
					if got.err == "" {
						t.Errorf("%v, %d bytes: nothing said", args, limit)
					}
				}
				whole(t, was, args, limit)
			}
			if failed == 0 {
				t.Errorf("%v: no limit was felt", args)
			}
			if got := fillTo(t, 1<<40, args); got.code != exitOK {
				t.Errorf("%v: with room again: exit %d\n%s", args, got.code, got.err)
			}
		}
		restore(t, before)
	}
}

// fillTo runs a command with a limit on the length of files.
func fillTo(t *testing.T, limit uint64, args []string) said {
	t.Helper()
	var now syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
		t.Fatal(err)
	}
	small := now
	small.Cur = min(limit, now.Max)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
			t.Fatal(err)
		}
	}()
	return ballast(t, args...)
}

// standing is what stands in the folder, by path.
func standing(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// restore leaves only what stood there before.
func restore(t *testing.T, before map[string][]byte) {
	t.Helper()
	for path := range standing(t) {
		if before[path] == nil {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, dir := range []string{"charts", "csv"} {
		_ = os.Remove(dir) // an empty folder is no file of before
	}
}

// whole judges what a failed run left: every file is as it was before, or is new
// and complete.
func whole(t *testing.T, was map[string][]byte, args []string, limit int) {
	t.Helper()
	now := standing(t)
	for path := range was {
		if now[path] == nil {
			t.Errorf("%v, %d bytes: %s is gone", args, limit, path)
		}
	}
	for path, data := range now {
		if bytes.Equal(was[path], data) && was[path] != nil {
			continue
		}
		good := len(data) > 0
		switch filepath.Ext(path) {
		case ".xlsx":
			good = good && tabsOf(t, path) != ""
		case ".json":
			good = json.Valid(data)
		case ".html":
			good = strings.HasSuffix(strings.TrimSpace(string(data)), "</html>")
		case ".svg":
			good = strings.HasSuffix(strings.TrimSpace(string(data)), "</svg>")
		case ".png":
			good = bytes.HasSuffix(data, []byte("IEND\xaeB`\x82"))
		case ".csv", ".txt", ".tsv":
			good = good && bytes.HasSuffix(data, []byte("\n"))
		case ".db":
			good = ballast(t, "history", path).code == exitOK
		default:
			good = false // nothing else is ours to leave
		}
		if !good {
			t.Errorf("%v, %d bytes: %s is left with %d bytes, before %d", args, limit, path, len(data), len(was[path]))
		}
	}
}
