package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"ballast/budget/workbook"
)

// shardRuns runs the pieces of a job at once, as a scheduler does, and returns what went
// wrong.
func shardRuns(t *testing.T, job string, n int) {
	t.Helper()
	all := make([]said, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			all[i] = ballast(t, "shard", "run", job, "--index", strconv.Itoa(i), "--workers", "1")
		}()
	}
	wg.Wait()
	for i, got := range all {
		if got.code != exitOK {
			t.Fatalf("piece %d: exit %d\n%s", i, got.code, got.err)
		}
	}
}

// TestShardsAreThePortfolio: pieces that are run at once and merged give the JSON, the
// sheets and the sentences of one process, to the last figure; a piece that is run again
// changes nothing.
func TestShardsAreThePortfolio(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	list := filepath.Join(portfolioSample, "portfolio.xlsx")
	one := ballast(t, "portfolio", list, "--scenarios", "2048", "-o", at("one.xlsx"), "--json", at("one.json"))
	if one.code != exitOK {
		t.Fatal(one.err)
	}
	if got := ballast(t, "shard", "plan", list, "--scenarios", "2048", "--shards", "3", "-o", at("job")); got.code != exitOK || !strings.Contains(got.out, "3") {
		t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	shardRuns(t, at("job"), 3)
	before, err := os.ReadFile(at("job/shards/0001.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if got := ballast(t, "shard", "run", at("job"), "--index", "1", "--again"); got.code != exitOK {
		t.Fatal(got.err)
	}
	if after, err := os.ReadFile(at("job/shards/0001.bin")); err != nil || !bytes.Equal(before, after) {
		t.Errorf("a piece that is run again is another (%v)", err)
	}
	many := ballast(t, "shard", "merge", at("job"), "-o", at("many.xlsx"), "--json", at("many.json"))
	if many.code != exitOK {
		t.Fatal(many.err)
	}
	if a, b := strings.ReplaceAll(one.out, at("one"), ""), strings.ReplaceAll(many.out, at("many"), ""); a != b {
		t.Errorf("one process says\n%s\nthe pieces\n%s", a, b)
	}
	a, _ := os.ReadFile(at("one.json"))
	b, _ := os.ReadFile(at("many.json"))
	if len(a) == 0 || !bytes.Equal(a, b) {
		t.Error("other figures in the JSON")
	}
	sheets := func(name string) string {
		dump, err := workbook.DumpResults(at(name))
		if err != nil {
			t.Fatal(err)
		}
		return dump
	}
	if sheets("one.xlsx") != sheets("many.xlsx") {
		t.Error("other result sheets")
	}
}

// TestShardsOfAFolder: a folder is parted as well, and the pool of a list is not needed.
func TestShardsOfAFolder(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move", "c": "office-move"})
	p, _ := figuresOf(t, exitOK, dir, "--scenarios", "1024")
	job := filepath.Join(t.TempDir(), "job")
	if got := ballast(t, "shard", "plan", dir, "--scenarios", "1024", "-o", job); got.code != exitOK {
		t.Fatal(got.err)
	}
	shardRuns(t, job, 3)
	got := ballast(t, "shard", "merge", job, "--json", "-")
	if got.code != exitOK || !strings.Contains(got.out, p.Run.Digest) {
		t.Errorf("exit %d: another digest than %s\n%s", got.code, p.Run.Digest, got.err)
	}
}

// TestShardsThatDoNotFit: what is missing, damaged, of another job or of another version is
// named, and so is a plan that is another file than was planned with.
func TestShardsThatDoNotFit(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move"})
	tmp := t.TempDir()
	job, other := filepath.Join(tmp, "job"), filepath.Join(tmp, "other")
	for path, seed := range map[string]string{job: "1", other: "2"} {
		if got := ballast(t, "shard", "plan", dir, "--scenarios", "512", "--seed", seed, "-o", path); got.code != exitOK {
			t.Fatal(got.err)
		}
		shardRuns(t, path, 2)
	}
	says := func(what string, want ...string) {
		t.Helper()
		got := ballast(t, "shard", "merge", job, "-q")
		for _, w := range want {
			if got.code != exitFailed || got.out != "" || !strings.Contains(got.err, w) {
				t.Errorf("%s: exit %d, %q is not said:\n%s", what, got.code, w, got.err)
			}
		}
	}
	file := filepath.Join(job, "shards", "0001.bin")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put := func(data []byte) {
		t.Helper()
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	says("missing", "shard 1 is not there", "--index 1")
	put(good[:len(good)/2])
	says("cut short", "shard 1", "damaged")
	put(bytes.Replace(good, good[1000:1010], []byte("0000000000"), 1))
	says("changed", "shard 1", "damaged")
	foreign, err := os.ReadFile(filepath.Join(other, "shards", "0001.bin"))
	if err != nil {
		t.Fatal(err)
	}
	put(foreign)
	says("foreign", "shard 1", "another job")
	put([]byte("some other file that stands here and is long enough to have a hash at its end, and lines\n"))
	says("no shard", "shard 1")
	shardRuns(t, job, 2) // a damaged one is run again
	for _, stray := range []string{"0007.bin", "copy of 0001.bin"} {
		if err := os.WriteFile(filepath.Join(job, "shards", stray), good, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := ballast(t, "shard", "merge", job); got.code != exitOK || !strings.Contains(got.out, "shards/0007.bin, shards/copy of 0001.bin") {
		t.Errorf("exit %d, files that are no pieces of the job are not said:\n%s%s", got.code, got.out, got.err)
	}
	if got := ballast(t, "shard", "run", job, "--index", "2"); got.code != exitFailed || !strings.Contains(got.err, "no shard 2") {
		t.Errorf("exit %d\n%s", got.code, got.err)
	}
	plan := filepath.Join(job, "plans", "0002.xlsx")
	if err := os.WriteFile(plan, []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := ballast(t, "shard", "run", job, "--index", "1", "--again"); got.code != exitFailed || !strings.Contains(got.err, "b.xlsx") {
		t.Errorf("another plan: exit %d\n%s", got.code, got.err)
	}
	text, err := os.ReadFile(filepath.Join(job, "job.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(job, "job.json"), bytes.Replace(text, []byte(release), []byte("0.0.7"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	says("another version", "0.0.7")
	for _, args := range [][]string{{"shard", "plan", dir}, {"shard", "run", job}, {"shard", "plan", dir, "-o", other}, {"shard", "plan", dir, "-o", filepath.Join(tmp, "x"), "--shards", "0"}} {
		if got := ballast(t, args...); got.code != exitUsage && got.code != exitFailed {
			t.Errorf("%v: exit %d", args, got.code)
		}
	}
}

// TestShardsOfOnePlan: a plan is parted by its futures; any number of pieces counts the
// same, and the P80 is that of its run within the bin and the interval.
func TestShardsOfOnePlan(t *testing.T) {
	t.Parallel()
	plan := "../../samples/office-move/plan.xlsx"
	digests := map[string]bool{}
	for _, k := range []int{1, 4} {
		job := filepath.Join(t.TempDir(), "job")
		if got := ballast(t, "shard", "plan", plan, "--scenarios", "20000", "--shards", strconv.Itoa(k), "-o", job); got.code != exitOK {
			t.Fatal(got.err)
		}
		shardRuns(t, job, k)
		got := ballast(t, "shard", "merge", job, "--json", "-", "-o", filepath.Join(t.TempDir(), "r.xlsx"))
		var o struct {
			Run     struct{ Digest string }
			Reserve struct {
				Contingency float64
				Interval95  [2]float64
			}
		}
		if err := json.Unmarshal([]byte(got.out), &o); err != nil || got.code != exitOK {
			t.Fatalf("exit %d, %v\n%s", got.code, err, got.err)
		}
		digests[o.Run.Digest] = true
		if o.Reserve.Contingency <= 0 || o.Reserve.Contingency < o.Reserve.Interval95[0] || o.Reserve.Contingency > o.Reserve.Interval95[1] {
			t.Errorf("reserve %+v", o.Reserve)
		}
	}
	if len(digests) != 1 {
		t.Errorf("digests %v", digests)
	}
}

// TestShardInterrupt: Ctrl-C at any stage leaves no half of a job, a piece or a result.
func TestShardInterrupt(t *testing.T) {
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move"})
	t.Chdir(t.TempDir())
	for _, stage := range []string{"write"} {
		i := interruption{stage: stage}
		if got := i.run(t, "shard", "plan", dir, "--scenarios", "512", "-o", "job"); got.code != exitInterrupted || got.out != "" {
			t.Errorf("plan at %s: exit %d\n%s%s", stage, got.code, got.out, got.err)
		}
		if _, err := os.Stat("job/job.json"); err == nil {
			t.Errorf("plan at %s: there is a job", stage)
		}
	}
	if got := ballast(t, "shard", "plan", dir, "--scenarios", "512", "--shards", "1", "-o", "job"); got.code != exitOK {
		t.Fatal(got.err)
	}
	before := tree(t, "job")
	i := interruption{stage: "run", done: 1}
	if got := i.run(t, "shard", "run", "job", "--index", "0"); got.code != exitInterrupted || got.out != "" || tree(t, "job") != before {
		t.Errorf("run: exit %d\n%s%s\n%s", got.code, got.out, got.err, tree(t, "job"))
	}
	shardRuns(t, "job", 1)
	before = tree(t, ".")
	for stage, done := range map[string]int{"merge": 1, "write": 0} {
		i := interruption{stage: stage, done: done}
		if got := i.run(t, "shard", "merge", "job", "-o", "r.xlsx", "--json", "r.json"); got.code != exitInterrupted || got.out != "" || tree(t, ".") != before {
			t.Errorf("merge at %s: exit %d\n%s%s\n%s", stage, got.code, got.out, got.err, tree(t, "."))
		}
	}
}

// TestPortfolioInterrupt: the same of the portfolio command.
func TestPortfolioInterrupt(t *testing.T) {
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move"})
	t.Chdir(t.TempDir())
	i := interruption{stage: "run", done: 1}
	if got := i.run(t, "portfolio", dir, "--scenarios", "512", "-o", "r.xlsx", "--json", "r.json", "--each", "each"); got.code != exitInterrupted || got.out != "" || tree(t, ".") != "." {
		t.Errorf("exit %d\n%s%s\n%s", got.code, got.out, got.err, tree(t, "."))
	}
}

// tree lists the files under a folder.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		all = append(all, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

// TestModuleStaysFree: Ballast itself needs neither Temporal nor the kits of clouds; its
// workers for Temporal are a module of their own.
func TestModuleStaysFree(t *testing.T) {
	for file, want := range map[string]bool{"go.mod": false, "go.sum": false, "cmd/ballast-temporal/go.mod": true} {
		text, err := os.ReadFile(filepath.Join(moduleRoot, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"temporal", "gocloud.dev"} {
			if strings.Contains(string(text), name) != want {
				t.Errorf("%s names %s: want %v", file, name, want)
			}
		}
	}
}
