package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"ballast/cmd/ballast/shard"
	"ballast/models/portfolio"
)

// TestScaleKill starts a server and two workers and, while they run a job, kills a worker,
// the server, and both at once; the job ends with the figures of one process, and no piece
// that was written is written again. make scale-kill runs it; it needs the program temporal.
func TestScaleKill(t *testing.T) {
	if os.Getenv("BALLAST_SCALE_KILL") == "" {
		t.Skip("NOT CHECKED: make scale-kill runs it")
	}
	if _, err := exec.LookPath("temporal"); err != nil {
		t.Fatalf("the program temporal is needed: %v", err)
	}
	dir, want := job(t, 8, 200000)
	tmp := t.TempDir()
	binary := filepath.Join(tmp, "ballast-temporal")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	server := func() *exec.Cmd {
		return begin(t, "temporal", "server", "start-dev", "--headless", "--port", "17233", "--db-filename", filepath.Join(tmp, "temporal.db"))
	}
	worker := func() *exec.Cmd { return begin(t, binary, "worker", "-address", "127.0.0.1:17233", "-threads", "1") }
	s, one, two := server(), worker(), worker()
	defer func() { kill(s, one, two) }()
	starter := make(chan error, 1)
	go func() {
		for { // a starter that loses the server is begun again, as a person would
			out, err := exec.Command(binary, "start", "-address", "127.0.0.1:17233", dir).CombinedOutput()
			t.Logf("start: %s%v", out, err)
			if err == nil {
				starter <- nil
				return
			}
			time.Sleep(time.Second)
		}
	}()
	written := map[string]time.Time{}
	steps := []struct {
		after int
		what  string
		do    func()
	}{
		{1, "a worker", func() { kill(one); one = worker() }},
		{3, "the server", func() { kill(s); s = server() }},
		{5, "both", func() { kill(s, two); s, two = server(), worker() }},
	}
	for _, step := range steps {
		for len(pieces(dir, written)) < step.after {
			time.Sleep(20 * time.Millisecond)
		}
		t.Logf("killed: %s, with %d pieces written", step.what, len(written))
		step.do()
	}
	if err := <-starter; err != nil {
		t.Fatal(err)
	}
	before := len(written)
	for name, at := range pieces(dir, map[string]time.Time{}) {
		if old, ok := written[name]; ok && !old.Equal(at) {
			t.Errorf("%s was written twice", name)
		}
	}
	t.Logf("%d pieces stood there before the last kill", before)
	j, err := shard.Load(context.Background(), shard.Folder(dir), release)
	if err != nil {
		t.Fatal(err)
	}
	got, err := j.Merge(context.Background(), shard.Folder(dir), portfolio.Settings{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("digest %s, one process %s", got.Run.Digest, want.Run.Digest)
	if got.Run.Digest != want.Run.Digest {
		t.Error("another digest than one process")
	}
}

// pieces notes the pieces that are written, and when.
func pieces(dir string, known map[string]time.Time) map[string]time.Time {
	files, _ := filepath.Glob(filepath.Join(dir, "shards", "*.bin"))
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			if _, ok := known[f]; !ok {
				known[f] = info.ModTime()
			}
		}
	}
	return known
}

// begin starts a program.
func begin(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(name, args...)
	c.Stdout, c.Stderr = io.Discard, io.Discard
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Logf("started: %s %v", filepath.Base(name), args)
	return c
}

// kill ends programs as a power cut does.
func kill(all ...*exec.Cmd) {
	for _, c := range all {
		_ = c.Process.Kill()
	}
	for _, c := range all {
		_ = c.Wait()
	}
}
