package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/mock"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"ballast/budget"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/shard"
	"ballast/models/outcome"
	"ballast/models/portfolio"
)

// job makes a job of n plans of the sample into a folder, as ballast shard plan does, and
// says what one process gives.
func job(t *testing.T, n, scenarios int) (dir string, want *outcome.Portfolio) {
	t.Helper()
	ctx := context.Background()
	files, err := filepath.Glob("../../samples/portfolio/plans/*.xlsx")
	if err != nil || len(files) < n {
		t.Fatalf("%d plans, %v", len(files), err)
	}
	var plans []*budget.Plan
	j := &shard.Job{Version: release}
	survey := func() *portfolio.Survey {
		s := portfolio.NewSurvey(portfolio.Settings{Scenarios: scenarios, Language: "en"})
		for i, p := range plans {
			if found := s.Add(portfolio.Entry{ID: p.Project.PlanID, File: filepath.Base(files[i]), Chance: 1, Share: 1}, p); len(found) > 0 {
				t.Fatal(found)
			}
		}
		if found := s.Finish(func(int) {}); len(found) > 0 {
			t.Fatal(found)
		}
		return s
	}
	var books [][]byte
	for i, file := range files[:n] {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := workbook.ReadBytes(ctx, filepath.Base(file), data, workbook.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		plans, books = append(plans, p), append(books, data)
		j.Plans = append(j.Plans, shard.Input{Name: shard.PlanName(i, file), File: filepath.Base(file), SHA256: p.SHA256})
	}
	read := func(_ context.Context, i int) (*budget.Plan, error) { return plans[i], nil }
	if want, err = portfolio.Run(ctx, survey(), portfolio.Config{Open: read}); err != nil {
		t.Fatal(err)
	}
	if j.Spec, err = survey().Spec(ctx, read); err != nil {
		t.Fatal(err)
	}
	j.Groups = portfolio.Groups(n, n)
	dir = t.TempDir()
	if err := j.Save(ctx, shard.Folder(dir), func(i int) ([]byte, error) { return books[i], nil }); err != nil {
		t.Fatal(err)
	}
	return dir, want
}

// environment is one in which the workflows and their activities run without a server, and
// a func that waits until the last activity is through. A server waits for an activity that
// is cancelled, as WaitForCancellation asks; this environment takes it for ended at once,
// while it may still be writing. The test waits at its end in any case.
func environment(t *testing.T) (env *testsuite.TestWorkflowEnvironment, through func()) {
	var suite testsuite.WorkflowTestSuite
	env = suite.NewTestWorkflowEnvironment()
	env.RegisterWorkflow(Portfolio)
	env.RegisterWorkflow(Group)
	var mu sync.Mutex
	var running sync.WaitGroup
	over, pieces := false, &Pieces{Threads: 1}
	env.RegisterActivityWithOptions(func(ctx context.Context, x Piece) (string, error) {
		mu.Lock()
		if over {
			mu.Unlock()
			return "", context.Canceled
		}
		running.Add(1)
		mu.Unlock()
		defer running.Done()
		return pieces.Run(ctx, x)
	}, activity.RegisterOptions{Name: "Run"})
	through = func() {
		mu.Lock()
		over = true
		mu.Unlock()
		running.Wait()
	}
	t.Cleanup(through) // before the folder of the job is removed, which was made before
	return env, through
}

// TestWorkflowRunsThePieces: the workflow runs every piece, in groups; merged they are what
// one process gives, to the bit, from a folder and from a bucket; the query tells that all
// is done; a second run finds every piece there.
func TestWorkflowRunsThePieces(t *testing.T) {
	dir, want := job(t, 5, 512)
	for _, where := range []string{dir, "file://" + filepath.ToSlash(dir) + "?no_tmp_dir=1&metadata=skip"} {
		env, _ := environment(t)
		env.ExecuteWorkflow(Portfolio, Work{Store: where, To: 5, Group: 2})
		if err := env.GetWorkflowError(); err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		var done Done
		if err := env.GetWorkflowResult(&done); err != nil || len(done.Digests) != 5 {
			t.Fatalf("%s: %+v, %v", where, done, err)
		}
		v, err := env.QueryWorkflow(progressQuery)
		var p Progress
		if err != nil || v.Get(&p) != nil || p.Done != 5 || p.Total != 5 {
			t.Errorf("%s: progress %+v, %v", where, p, err)
		}
		s, err := open(context.Background(), where)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		j, err := shard.Load(context.Background(), s, release)
		if err != nil {
			t.Fatal(err)
		}
		got, err := j.Merge(context.Background(), s, portfolio.Settings{}, nil)
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		if got.Run.Digest != want.Run.Digest || got.Reserve.Contingency != want.Reserve.Contingency {
			t.Errorf("%s: another digest than one process", where)
		}
	}
}

// TestBadPlanEndsTheJob: a plan that is another file than was planned with is not tried
// again, and the others are given up.
func TestBadPlanEndsTheJob(t *testing.T) {
	dir, _ := job(t, 3, 512)
	if err := os.WriteFile(filepath.Join(dir, "plans", "0002.xlsx"), []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	env, _ := environment(t)
	tries := 0
	var mu sync.Mutex
	env.SetOnActivityStartedListener(func(*activity.Info, context.Context, converter.EncodedValues) {
		mu.Lock()
		defer mu.Unlock()
		tries++
	})
	env.ExecuteWorkflow(Portfolio, Work{Store: dir, To: 3, Group: 500})
	if err := env.GetWorkflowError(); err == nil || !strings.Contains(err.Error(), "another file") {
		t.Errorf("error %v", err)
	}
	if tries > 3 {
		t.Errorf("%d tries of 3 pieces", tries)
	}
}

// TestTroubleIsTriedAgain: what goes wrong with a machine is tried again until it goes
// well.
func TestTroubleIsTriedAgain(t *testing.T) {
	env, _ := environment(t)
	standIn(env, 12)
	env.ExecuteWorkflow(Portfolio, Work{Store: "nowhere", To: 3, Group: 2})
	inOrder(t, env, 0, 3)
}

// TestCancel: a job that is ended before its time says so and leaves no piece half.
func TestCancel(t *testing.T) {
	dir, _ := job(t, 3, 512)
	env, through := environment(t)
	env.RegisterDelayedCallback(env.CancelWorkflow, 0)
	env.ExecuteWorkflow(Portfolio, Work{Store: dir, To: 3, Group: 2})
	if err := env.GetWorkflowError(); !temporal.IsCanceledError(err) && err != nil && !strings.Contains(err.Error(), "cancel") {
		t.Errorf("error %v", err)
	}
	through()
	left, err := filepath.Glob(filepath.Join(dir, "shards", ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestRelease: the worker has the version of the command.
func TestRelease(t *testing.T) {
	text, err := os.ReadFile("../ballast/version.go")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), fmt.Sprintf("var release = %q", release)) {
		t.Errorf("the worker is %s, the command another version", release)
	}
}

// TestManyPiecesAreGrouped: 1,201 pieces are run by three child workflows of at most 500,
// whatever is asked for, each piece once, and their digests stand in order. The children are
// stood in for: the environment holds a thousand callbacks, and 1,201 activities that end
// while it is busy would wait for it and it for them.
func TestManyPiecesAreGrouped(t *testing.T) {
	env, _ := environment(t)
	groups := 0
	var mu sync.Mutex
	env.OnWorkflow(Group, mock.Anything, mock.Anything).Return(func(_ workflow.Context, w Work) (done Done, err error) {
		mu.Lock()
		defer mu.Unlock()
		groups++
		if w.To-w.From > 500 {
			return Done{}, fmt.Errorf("pieces %d to %d in one group", w.From, w.To)
		}
		for k := w.From; k < w.To; k++ {
			done.Digests = append(done.Digests, fmt.Sprint(k))
		}
		return done, nil
	})
	env.ExecuteWorkflow(Portfolio, Work{Store: "nowhere", To: 1201, Group: 5000})
	inOrder(t, env, 0, 1201)
	if groups != 3 {
		t.Errorf("%d groups", groups)
	}
}

// TestGroupRunsItsPieces: the largest group runs each of its pieces once, and their digests
// stand in order.
func TestGroupRunsItsPieces(t *testing.T) {
	env, _ := environment(t)
	tries := standIn(env, 0)
	env.ExecuteWorkflow(Group, Work{Store: "nowhere", From: 500, To: 1000, Group: 500})
	inOrder(t, env, 500, 1000)
	if *tries != 500 {
		t.Errorf("%d tries of 500 pieces", *tries)
	}
}

// standIn answers for the pieces, with their places as digests, but for the first tries,
// which fail; it counts all.
func standIn(env *testsuite.TestWorkflowEnvironment, failing int) (tries *int) {
	tries = new(int)
	var mu sync.Mutex
	env.OnActivity((&Pieces{}).Run, mock.Anything, mock.Anything).Return(func(_ context.Context, x Piece) (string, error) {
		mu.Lock()
		defer mu.Unlock()
		if *tries++; *tries <= failing {
			return "", fmt.Errorf("the disk is away")
		}
		return fmt.Sprint(x.Index), nil
	})
	return tries
}

// inOrder fails unless the workflow came to the digests of pieces from, ..., to-1.
func inOrder(t *testing.T, env *testsuite.TestWorkflowEnvironment, from, to int) {
	t.Helper()
	if err := env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	var done Done
	if err := env.GetWorkflowResult(&done); err != nil || len(done.Digests) != to-from {
		t.Fatalf("%d digests, %v", len(done.Digests), err)
	}
	for i, d := range done.Digests {
		if d != fmt.Sprint(from+i) {
			t.Fatalf("piece %d has the digest of %s", from+i, d)
		}
	}
}
