package page

import (
	"context"
	"slices"
	"sync"
)

// lane lets a few jobs through at a time. Those that take a moment pass the others that
// wait; of the others whoever was let in longest ago is next, so that nobody who asks
// often keeps somebody else waiting. Who finds too many before him is sent away.
type lane struct {
	mu         sync.Mutex
	most, free int
	waiting    []*turn
	turns      int            // how many were let in
	last       map[string]int // the turn at which somebody was, while anybody waits
	in         map[string]int // who is in, and how often
	idle       chan struct{}  // closed when nobody is in; nil while nobody asks
}

// turn is a place in the queue of a lane.
type turn struct {
	who   string
	quick bool
	ready chan struct{}
}

// mostWaiting is how many may wait in a lane.
const mostWaiting = 20

func newLane(at int) *lane {
	return &lane{most: at, free: at, last: map[string]int{}, in: map[string]int{}}
}

// enter waits for a turn and returns what gives it back. wait, when not nil, is told the
// place in the queue, from 1, before the wait begins.
//
// Checked: TestLane, TestLaneIsFair.
func (l *lane) enter(ctx context.Context, who string, quick bool, wait func(place int)) (leave func(), err error) {
	l.mu.Lock()
	if l.free > 0 {
		l.free--
		l.note(who)
		l.mu.Unlock()
		return func() { l.leave(who) }, nil
	}
	if len(l.waiting) >= mostWaiting {
		l.mu.Unlock()
		return nil, busy()
	}
	t := &turn{who: who, quick: quick, ready: make(chan struct{})}
	l.waiting = append(l.waiting, t)
	place := 1
	for _, x := range l.waiting {
		if l.before(x, t) {
			place++
		}
	}
	l.mu.Unlock()
	if wait != nil {
		wait(place)
	}
	select {
	case <-t.ready:
		return func() { l.leave(who) }, nil
	case <-ctx.Done():
		if !l.forget(t) { // the turn came at the same moment
			l.leave(who)
		}
		return nil, context.Cause(ctx)
	}
}

// note remembers that somebody is let in.
func (l *lane) note(who string) {
	l.turns++
	l.last[who] = l.turns
	l.in[who]++
}

// others reports whether anybody else is in or waits.
//
// Checked: TestLaneIsFair.
func (l *lane) others(who string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for x := range l.in {
		if x != who {
			return true
		}
	}
	return slices.ContainsFunc(l.waiting, func(t *turn) bool { return t.who != who })
}

// before reports whether a is let in before b, which came later or is a.
func (l *lane) before(a, b *turn) bool {
	switch {
	case a == b:
		return false
	case a.quick != b.quick:
		return a.quick
	}
	return a.quick || l.last[a.who] <= l.last[b.who]
}

// leave hands the place of somebody on.
func (l *lane) leave(who string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.in[who]--; l.in[who] == 0 {
		delete(l.in, who)
	}
	if len(l.waiting) == 0 {
		l.free++
		clear(l.last)
		if l.idle != nil && l.free == l.most {
			close(l.idle)
			l.idle = nil
		}
		return
	}
	next := 0
	for i, t := range l.waiting[1:] {
		if !l.before(l.waiting[next], t) {
			next = i + 1
		}
	}
	t := l.waiting[next]
	l.waiting = append(l.waiting[:next], l.waiting[next+1:]...)
	l.note(t.who)
	close(t.ready)
}

// clear waits until nobody is in the lane, or the context ends.
//
// Checked: TestLaneIsFair.
func (l *lane) clear(ctx context.Context) {
	l.mu.Lock()
	if l.free == l.most {
		l.mu.Unlock()
		return
	}
	if l.idle == nil {
		l.idle = make(chan struct{})
	}
	idle := l.idle
	l.mu.Unlock()
	select {
	case <-idle:
	case <-ctx.Done():
	}
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

// newest is the runs at hand of every owner, one of each tab of the browser: a newer run
// ends the older one of its tab, and the oldest of all where an owner has too many.
type newest struct {
	mu   sync.Mutex
	runs map[string][]*atHand // by owner, the oldest first
}

// atHand is a run that has not ended.
type atHand struct {
	tab string
	end context.CancelCauseFunc
}

// mostTabs is how many runs of one owner go on at a time.
const mostTabs = 4

// begin ends the run that a tab of an owner has and takes its place; done gives it back.
//
// Checked: TestNewerRunEndsOlder, TestTabsLeaveEachOtherAlone.
func (n *newest) begin(ctx context.Context, owner, tab string) (run context.Context, done func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	mine := &atHand{tab, cancel}
	n.mu.Lock()
	defer n.mu.Unlock()
	for i, r := range n.runs[owner] {
		if r.tab == tab || i == 0 && len(n.runs[owner]) >= mostTabs && !n.has(owner, tab) {
			r.end(errSuperseded)
			n.leave(owner, r)
			break
		}
	}
	n.runs[owner] = append(n.runs[owner], mine)
	return ctx, func() {
		cancel(nil)
		n.mu.Lock()
		defer n.mu.Unlock()
		n.leave(owner, mine)
	}
}

func (n *newest) has(owner, tab string) bool {
	return slices.ContainsFunc(n.runs[owner], func(r *atHand) bool { return r.tab == tab })
}

// leave takes a run out; one that is not there any more is no fault.
func (n *newest) leave(owner string, x *atHand) {
	left := slices.DeleteFunc(slices.Clone(n.runs[owner]), func(r *atHand) bool { return r == x })
	if n.runs[owner] = left; len(left) == 0 {
		delete(n.runs, owner)
	}
}
