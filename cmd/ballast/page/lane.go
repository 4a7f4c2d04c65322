package page

import (
	"context"
	"sync"
)

// lane lets a few jobs through at a time, in the order in which they came; those that
// take a moment pass the others that wait. Who finds too many before him is sent away.
type lane struct {
	mu      sync.Mutex
	free    int
	waiting []*turn
}

// turn is a place in the queue of a lane.
type turn struct {
	quick bool
	ready chan struct{}
}

// mostWaiting is how many may wait in a lane.
const mostWaiting = 20

func newLane(at int) *lane { return &lane{free: at} }

// enter waits for a turn and returns what gives it back. wait, when not nil, is told the
// place in the queue, from 1, before the wait begins.
//
// Checked: TestLane.
func (l *lane) enter(ctx context.Context, quick bool, wait func(place int)) (leave func(), err error) {
	l.mu.Lock()
	if l.free > 0 {
		l.free--
		l.mu.Unlock()
		return l.leave, nil
	}
	if len(l.waiting) >= mostWaiting {
		l.mu.Unlock()
		return nil, busy()
	}
	t := &turn{quick: quick, ready: make(chan struct{})}
	at := len(l.waiting)
	for quick && at > 0 && !l.waiting[at-1].quick {
		at--
	}
	l.waiting = append(l.waiting, nil)
	copy(l.waiting[at+1:], l.waiting[at:])
	l.waiting[at] = t
	l.mu.Unlock()
	if wait != nil {
		wait(at + 1)
	}
	select {
	case <-t.ready:
		return l.leave, nil
	case <-ctx.Done():
		if !l.forget(t) { // the turn came at the same moment
			l.leave()
		}
		return nil, context.Cause(ctx)
	}
}

// leave hands the place on.
func (l *lane) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		l.free++
		return
	}
	next := l.waiting[0]
	l.waiting = l.waiting[1:]
	close(next.ready)
}

// forget takes a turn out of the queue; false: it is not there any more.
func (l *lane) forget(t *turn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, x := range l.waiting {
		if x == t {
			l.waiting = append(l.waiting[:i], l.waiting[i+1:]...)
			return true
		}
	}
	return false
}

// newest is the run at hand of every owner: a newer one ends it.
type newest struct {
	mu   sync.Mutex
	runs map[string]context.CancelCauseFunc
	n    int
	at   map[string]int
}

// begin ends the run that an owner has and takes its place; done gives it back.
func (n *newest) begin(ctx context.Context, key string) (run context.Context, done func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	n.mu.Lock()
	defer n.mu.Unlock()
	if older := n.runs[key]; older != nil {
		older(errSuperseded)
	}
	if n.at == nil {
		n.at = map[string]int{}
	}
	n.n++
	mine := n.n
	n.runs[key], n.at[key] = cancel, mine
	return ctx, func() {
		cancel(nil)
		n.mu.Lock()
		defer n.mu.Unlock()
		if n.at[key] == mine {
			delete(n.runs, key)
			delete(n.at, key)
		}
	}
}
