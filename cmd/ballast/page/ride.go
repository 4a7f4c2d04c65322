package page

import (
	"context"
	"net/http"
	"time"

	"ballast/cmd/ballast/service"
)

// How long a job may work; while a live one waits for its turn nobody counts.
const (
	livePatience = 30 * time.Second
	longPatience = 60 * time.Second
)

// ride is a job that has its turn in a lane.
type ride struct {
	ctx   context.Context
	j     *job
	t     *teller
	in    *lane
	leave func()

	end   context.CancelCauseFunc // of a live job
	left  time.Duration
	since time.Time
	timer *time.Timer
}

// ride takes the place of the older run of the owner's tab, waits for a turn in a lane and works.
//
// Checked: TestEditsOfMany.
func (j *job) ride(ctx context.Context, t *teller, l *lane, work func(*ride) (Event, error)) (Event, error) {
	ctx, done := j.s.newest.begin(ctx, j.owner, j.slot())
	defer done()
	r := &ride{ctx: ctx, j: j, t: t, left: livePatience}
	if err := r.enter(l); err != nil {
		return Event{}, ended(ctx, err)
	}
	defer func() { r.leave() }()
	defer r.bound()()
	e, err := work(r)
	if err != nil {
		return Event{}, ended(r.ctx, err)
	}
	return e, nil
}

// enter waits for a turn.
func (r *ride) enter(l *lane) (err error) {
	r.in, r.leave = l, func() {}
	leave, err := l.enter(r.ctx, r.j.owner, false, func(place int) { _ = r.t.say(Event{Type: "queued", Place: place}) })
	if err == nil {
		r.leave = leave
	}
	return err
}

// change gives the turn back and waits for one in another lane.
func (r *ride) change(to *lane) error {
	if r.in == to {
		return nil
	}
	r.pause()
	defer r.resume()
	r.leave()
	return r.enter(to)
}

// bound ends the job when it has worked too long; over is called when it is done. A long
// one has a deadline: who looks for the best mix keeps the best so far.
func (r *ride) bound() (over func()) {
	if r.j.long {
		ctx, cancel := context.WithTimeoutCause(r.ctx, longPatience, errTimeout)
		r.ctx = ctx
		return cancel
	}
	r.ctx, r.end = context.WithCancelCause(r.ctx)
	r.resume()
	return func() {
		r.pause()
		r.end(nil)
	}
}

func (r *ride) pause() {
	r.timer.Stop()
	r.left -= time.Since(r.since)
}

func (r *ride) resume() {
	r.since = time.Now()
	r.timer = time.AfterFunc(max(r.left, 0), func() { r.end(errTimeout) })
}

// progress hears how far the run is. The rest of a run makes way between its pieces: its
// workers wait with it.
func (r *ride) progress(done, total int) {
	r.t.progress(done, total)
	r.makeWay()
}

// makeWay lets first looks at others, and sliders, go first where the rest of a run is at work.
//
// Checked: TestRestMakesWay.
func (r *ride) makeWay() {
	if r.in != r.j.s.whole {
		return
	}
	r.pause()
	r.j.s.live.clear(r.ctx)
	r.resume()
}

// lane is where the job does most of its work.
func (j *job) lane() *lane {
	if j.long {
		return j.s.long
	}
	return j.s.whole
}

// first is where the job begins: where its first scenarios are shown at once, if they are.
func (j *job) first(v service.Variant, short bool) *lane {
	if short || j.e.book.Previews(v) && (!j.wantsBase(v) || j.baseAlike(v) != nil) {
		return j.s.live
	}
	return j.lane()
}

// slot is what a newer run of the same owner takes the place of: a tab of his browser,
// where long jobs have a place of their own.
func (j *job) slot() string {
	if j.long {
		return j.tab + " long"
	}
	return j.tab
}

// tabOf is the tab of the browser that a request comes from, as it calls itself; "" of a
// program that has one run at a time.
func tabOf(r *http.Request) string {
	tab := r.Header.Get("Ballast-Tab")
	return tab[:min(len(tab), 64)]
}

// ended puts the cause in the place of a context that has ended.
func ended(ctx context.Context, err error) error {
	switch cause := context.Cause(ctx); cause {
	case errSuperseded:
		return problem(http.StatusConflict, "superseded")
	case errTimeout:
		return problem(http.StatusUnprocessableEntity, "timeout")
	}
	return err
}
