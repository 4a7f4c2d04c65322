package main

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// mostShards is how many pieces a workflow has at most: its history stays small.
const mostShards = 500

// Work says which pieces are to be run.
type Work struct {
	Store    string // folder or address of the job
	From, To int    // pieces From, From+1, ..., To-1
	Group    int    // pieces of a child workflow at most
}

// Done is what a workflow came to.
type Done struct {
	Digests []string // of each piece, in order; no figures
}

// Progress is how far a workflow is.
type Progress struct{ Done, Total int }

// progressQuery is the name of the query, progressSignal that of what children tell.
const (
	progressQuery  = "progress"
	progressSignal = "pieces-done"
)

// Portfolio hands the pieces of a job out, a child workflow for each group of them.
//
// Checked: TestWorkflowRunsThePieces.
func Portfolio(ctx workflow.Context, w Work) (Done, error) {
	p := Progress{Total: w.To - w.From}
	if err := workflow.SetQueryHandler(ctx, progressQuery, func() (Progress, error) { return p, nil }); err != nil {
		return Done{}, err
	}
	ctx, cancel := workflow.WithCancel(ctx)
	defer cancel()
	told := workflow.GetSignalChannel(ctx, progressSignal)
	size := max(1, min(w.Group, mostShards))
	var all []workflow.ChildWorkflowFuture
	left, failed := workflow.NewSelector(ctx), error(nil)
	open := 0
	for from := w.From; from < w.To; from += size {
		part := Work{Store: w.Store, From: from, To: min(from+size, w.To), Group: size}
		f := workflow.ExecuteChildWorkflow(workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{WaitForCancellation: true}), Group, part)
		all, open = append(all, f), open+1
		left.AddFuture(f, func(f workflow.Future) {
			open--
			if err := f.Get(ctx, nil); err != nil && failed == nil {
				failed = err
				cancel() // the others would be in vain
			}
		})
	}
	left.AddReceive(told, func(c workflow.ReceiveChannel, _ bool) {
		n := 0
		c.Receive(ctx, &n)
		p.Done += n
	})
	for open > 0 {
		left.Select(ctx)
	}
	if failed != nil {
		return Done{}, failed
	}
	var out Done
	for _, f := range all {
		var part Done
		if err := f.Get(ctx, &part); err != nil {
			return Done{}, err
		}
		out.Digests = append(out.Digests, part.Digests...)
	}
	p.Done = p.Total
	return out, nil
}

// Group runs pieces, each as an activity. Of what goes wrong with machines each is tried
// again without end; a plan that cannot be run ends the group.
func Group(ctx workflow.Context, w Work) (Done, error) {
	ctx, cancel := workflow.WithCancel(ctx)
	defer cancel()
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 24 * time.Hour,
		HeartbeatTimeout:    5 * time.Second,
		WaitForCancellation: true,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: time.Minute, NonRetryableErrorTypes: []string{badPlan}},
	})
	n := w.To - w.From
	out, failed := Done{Digests: make([]string, n)}, error(nil)
	left, open, untold := workflow.NewSelector(ctx), n, 0
	parent := workflow.GetInfo(ctx).ParentWorkflowExecution
	for i := range n {
		f := workflow.ExecuteActivity(ctx, (*Pieces).Run, Piece{Store: w.Store, Index: w.From + i})
		left.AddFuture(f, func(f workflow.Future) {
			open--
			err := f.Get(ctx, &out.Digests[i])
			if err != nil && failed == nil {
				failed = err
				cancel()
			}
			if untold++; err == nil && parent != nil && (untold >= max(1, n/20) || open == 0) {
				// that the parent hears of it is no matter of the result
				workflow.SignalExternalWorkflow(ctx, parent.ID, "", progressSignal, untold)
				untold = 0
			}
		})
	}
	for open > 0 {
		left.Select(ctx)
	}
	if failed != nil {
		return Done{}, failed
	}
	return out, nil
}
