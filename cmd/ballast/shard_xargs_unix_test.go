//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestShardsUnderXargs: pieces that xargs -P 2 runs, each as a process of its own, give the
// digest of one process. The test runs itself in the place of the program.
func TestShardsUnderXargs(t *testing.T) {
	if job := os.Getenv("BALLAST_SHARD_JOB"); job != "" {
		if got := ballast(t, "shard", "run", job, "--workers", "1", "--index", os.Getenv("BALLAST_SHARD_INDEX")); got.code != exitOK {
			t.Fatal(got.err)
		}
		return
	}
	t.Parallel()
	xargs, err := exec.LookPath("xargs")
	if err != nil {
		t.Skip("NOT CHECKED: no xargs here")
	}
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move", "c": "office-move"})
	p, _ := figuresOf(t, exitOK, dir, "--scenarios", "256", "--own-runs", "0")
	job := filepath.Join(t.TempDir(), "job")
	if got := ballast(t, "shard", "plan", dir, "--scenarios", "256", "--own-runs", "0", "-o", job); got.code != exitOK {
		t.Fatal(got.err)
	}
	c := exec.Command(xargs, "-P", "2", "-I{}", "env", "BALLAST_SHARD_INDEX={}", os.Args[0], "-test.run=^TestShardsUnderXargs$")
	c.Env, c.Stdin = append(os.Environ(), "BALLAST_SHARD_JOB="+job), strings.NewReader("2\n0\n1\n")
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if got := ballast(t, "shard", "merge", job, "--json", "-"); got.code != exitOK || !strings.Contains(got.out, `"digest": "`+p.Run.Digest+`"`) {
		t.Errorf("exit %d: another digest than %s\n%s", got.code, p.Run.Digest, got.err)
	}
}
