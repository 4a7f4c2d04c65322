package main

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"ballast/cmd/ballast/shard"
)

// badPlan is the type of the errors that no second try mends.
const badPlan = "BadPlan"

// Pieces runs pieces of jobs.
type Pieces struct{ Threads int }

// Piece is one of a job.
type Piece struct {
	Store string
	Index int
}

// beat is how often a piece says that it is alive, well within the timeout.
const beat = time.Second

// Run runs a piece and returns the hash of its file, which stands in the store. A piece
// that is there already is not run again.
func (p *Pieces) Run(ctx context.Context, x Piece) (digest string, err error) {
	var done atomic.Int64
	alive, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		tick := time.NewTicker(beat)
		defer tick.Stop()
		for {
			activity.RecordHeartbeat(ctx, done.Load())
			select {
			case <-alive.Done():
				return
			case <-tick.C:
			}
		}
	}()
	s, err := open(ctx, x.Store)
	if err != nil {
		return "", err
	}
	defer s.Close()
	j, err := shard.Load(ctx, s, release)
	if err != nil {
		return "", err
	}
	digest, err = j.Run(ctx, s, x.Index, shard.Options{Workers: p.Threads, Progress: func(n, _ int) { done.Store(int64(n)) }})
	if bad := (*shard.BadPlanError)(nil); errors.As(err, &bad) {
		return "", temporal.NewNonRetryableApplicationError(bad.Error(), badPlan, err)
	}
	return digest, err
}
