package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"ballast/cmd/ballast/shard"
)

// jobID is what the workflow of a job is called, and how many pieces it has: two starts of
// one job are one.
func jobID(ctx context.Context, where string) (id string, pieces int, err error) {
	s, err := open(ctx, where)
	if err != nil {
		return "", 0, err
	}
	defer s.Close()
	j, err := shard.Load(ctx, s, release)
	if err != nil {
		return "", 0, err
	}
	return "ballast-" + j.ID()[:16], len(j.Groups), nil
}

// start hands a job out, or goes on with one that runs or was ended before its time, and
// waits for it. Ctrl-C leaves it running.
func (s *settings) start(ctx context.Context, c client.Client, where string, out io.Writer) error {
	if !strings.Contains(where, "://") {
		at, err := filepath.Abs(where)
		if err != nil {
			return err
		}
		where = at
	}
	id, pieces, err := jobID(ctx, where)
	if err != nil {
		return err
	}
	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: s.queue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING, WorkflowIDReusePolicy: enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE},
		Portfolio, Work{Store: where, To: pieces, Group: s.group})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d pieces, workflow %s\n", where, pieces, id)
	finished := make(chan error, 1)
	var done Done
	go func() { finished <- run.Get(ctx, &done) }()
	tick := time.NewTicker(s.every)
	defer tick.Stop()
	for last := -1; ; {
		select {
		case err := <-finished:
			if err != nil {
				return left(ctx, err, id)
			}
			fmt.Fprintf(out, "%d of %d pieces done, digest %s\nballast shard merge %s\n", pieces, pieces, done.digest(), where)
			return nil
		case <-tick.C:
			if p, err := progress(ctx, c, id); err == nil && p.Done != last {
				last = p.Done
				fmt.Fprintf(out, "%d of %d pieces done\n", p.Done, p.Total)
			}
		}
	}
}

// left says what becomes of a job whose starter is interrupted.
func left(ctx context.Context, err error, id string) error {
	if ctx.Err() != nil {
		return fmt.Errorf("the job %s runs on; start goes on with it, cancel ends it", id)
	}
	return err
}

// progress asks a workflow how far it is.
func progress(ctx context.Context, c client.Client, id string) (p Progress, err error) {
	v, err := c.QueryWorkflow(ctx, id, "", progressQuery)
	if err != nil {
		return p, err
	}
	return p, v.Get(&p)
}

// digest is the hash of the hashes of all pieces.
func (d Done) digest() string {
	sum := sha256.Sum256([]byte(strings.Join(d.Digests, "\n")))
	return hex.EncodeToString(sum[:])
}
