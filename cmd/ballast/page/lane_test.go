package page

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"testing"
)

// TestLane: one at a time, in the order of coming, quick ones before the others that
// wait; who finds too many waiting is sent away; who leaves gives up the place.
func TestLane(t *testing.T) {
	l := newLane(1)
	leave, err := l.enter(t.Context(), "", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	order := make(chan string, 10)
	queue := func(ctx context.Context, name string, quick bool) {
		placed := make(chan int)
		go func() {
			leave, err := l.enter(ctx, name, quick, func(place int) { placed <- place })
			if err != nil {
				order <- name + " left"
				return
			}
			order <- name
			leave()
		}()
		<-placed
	}
	queue(t.Context(), "first", false)
	gone, away := context.WithCancelCause(t.Context())
	queue(gone, "second", false)
	queue(t.Context(), "third", false)
	queue(t.Context(), "quick", true)
	away(errSuperseded)
	if got := <-order; got != "second left" {
		t.Fatal(got)
	}
	leave()
	for _, want := range []string{"quick", "first", "third"} {
		if got := <-order; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	leave, err = l.enter(t.Context(), "", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	for range mostWaiting {
		queue(until(t), "waits", false)
	}
	var p *Problem
	if _, err := l.enter(t.Context(), "", false, nil); !errors.As(err, &p) || p.Code != "busy" || p.retry == 0 {
		t.Errorf("with %d waiting: %v", mostWaiting, err)
	}
}

// TestLaneIsFair: of those who wait, whoever was let in longest ago is next, however often
// the others ask; a lane is clear when nobody is in, or for who does not wait any more.
func TestLaneIsFair(t *testing.T) {
	t.Parallel()
	l := newLane(1)
	leave, err := l.enter(t.Context(), "ann", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	entered := make(chan string)
	leaves := map[string]func(){}
	ask := func(who string, place int) {
		placed := make(chan int)
		go func() {
			leave, err := l.enter(t.Context(), who, false, func(at int) { placed <- at })
			if err != nil {
				t.Error(err)
			}
			leaves[who] = leave
			entered <- who
		}()
		if got := <-placed; got != place {
			t.Errorf("%s is told place %d, want %d", who, got, place)
		}
	}
	ask("ann", 1)
	ask("bob", 1) // ann had her turn
	ask("cid", 2)
	if !l.others("ann") || newLane(1).others("ann") {
		t.Error("bob waits beside ann, and nobody in an empty lane")
	}
	leave()
	for _, want := range []string{"bob", "cid", "ann"} {
		got := <-entered
		if got != want {
			t.Errorf("%s is in, want %s", got, want)
		}
		if got == "cid" {
			ask("bob", 2) // he had his after ann had hers
		}
		leaves[got]()
	}
	gone, away := context.WithCancel(t.Context())
	away()
	l.clear(gone)
	if got := <-entered; got != "bob" {
		t.Error(got)
	}
	if l.others("bob") || !l.others("ann") {
		t.Error("bob alone is in")
	}
	cleared := make(chan bool)
	go func() {
		l.clear(t.Context())
		cleared <- true
	}()
	leaves["bob"]()
	<-cleared
	if len(l.last) != 0 || len(l.in) != 0 || l.free != 1 {
		t.Errorf("%v, %d free", l.last, l.free)
	}
}

// TestRestMakesWay: the rest of a run waits while anybody has his first look or moves a
// slider, and a first look waits for nobody.
func TestRestMakesWay(t *testing.T) {
	t.Parallel()
	s := open(t, nil).server
	leave, err := s.live.enter(t.Context(), "bob", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &ride{ctx: t.Context(), j: &job{s: s}, in: s.live, left: livePatience}
	defer r.bound()()
	r.makeWay()
	r.in = s.whole
	went := make(chan bool)
	go func() {
		r.makeWay()
		close(went)
	}()
	for waits := false; !waits && t.Context().Err() == nil; runtime.Gosched() {
		s.live.mu.Lock()
		waits = s.live.idle != nil
		s.live.mu.Unlock()
	}
	select {
	case <-went:
		t.Error("it does not wait")
	default:
	}
	leave()
	<-went
}

// until is a context that the test ends.
func until(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx
}

// TestNewerRunEndsOlder: the newest run of a tab has its place, and one that ends leaves
// that of a newer one alone.
func TestNewerRunEndsOlder(t *testing.T) {
	n := &newest{runs: map[string][]*atHand{}}
	a, doneA := n.begin(t.Context(), "ann", "")
	b, doneB := n.begin(t.Context(), "bob", "")
	c, doneC := n.begin(t.Context(), "ann", "")
	if context.Cause(a) != errSuperseded || b.Err() != nil || c.Err() != nil {
		t.Errorf("%v %v %v", context.Cause(a), b.Err(), c.Err())
	}
	doneA()
	d, doneD := n.begin(t.Context(), "ann", "")
	if context.Cause(c) != errSuperseded || d.Err() != nil {
		t.Error("a run that has ended took the place of a newer one")
	}
	doneB()
	doneC()
	doneD()
	if len(n.runs) != 0 {
		t.Errorf("%d are left", len(n.runs))
	}
}

// TestTabsLeaveEachOtherAlone: a run of one tab goes on beside that of another of the same
// owner; of too many the oldest ends, and what another owner has does not count.
func TestTabsLeaveEachOtherAlone(t *testing.T) {
	n := &newest{runs: map[string][]*atHand{}}
	begin := func(owner, tab string) context.Context {
		ctx, _ := n.begin(t.Context(), owner, tab)
		return ctx
	}
	bob := begin("bob", "1")
	var ann []context.Context
	for i := range mostTabs {
		ann = append(ann, begin("ann", strconv.Itoa(i)))
	}
	for i, ctx := range ann {
		if ctx.Err() != nil {
			t.Errorf("tab %d: %v", i, context.Cause(ctx))
		}
	}
	again := begin("ann", "2")
	if context.Cause(ann[2]) != errSuperseded || ann[0].Err() != nil || again.Err() != nil {
		t.Error("a newer run of a tab ends that of the tab alone")
	}
	begin("ann", "one more")
	if context.Cause(ann[0]) != errSuperseded || ann[1].Err() != nil || bob.Err() != nil {
		t.Errorf("of too many the oldest ends: %v %v %v", ann[0].Err(), ann[1].Err(), bob.Err())
	}
}
