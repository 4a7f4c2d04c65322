package page

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"ballast/budget/words"
)

// How an answer of lines goes.
const (
	tick         = 100 * time.Millisecond // at most so often a line of progress
	beatEvery    = 100                    // ticks without a line
	lineDeadline = 30 * time.Second
)

// Event is one line of an answer in lines.
type Event struct {
	Type       string   `json:"type"` // queued, progress, beat, preview, figures, result, error
	Seq        int      `json:"seq"`
	Place      int      `json:"place,omitempty"`
	Done       int      `json:"done,omitempty"`
	Total      int      `json:"total,omitempty"`
	Result     any      `json:"result,omitempty"`
	Comparison any      `json:"comparison,omitempty"`
	Answer     any      `json:"answer,omitempty"`
	Table      any      `json:"table,omitempty"` // of a sweep
	Problem    *Problem `json:"problem,omitempty"`
}

// teller hands on what a job says to the stream that tells it. The engine reports its
// progress under a lock: it never waits for the browser.
type teller struct {
	done, total atomic.Int64
	events      chan Event
	over        <-chan struct{}
}

func (t *teller) progress(done, total int) {
	t.total.Store(int64(total))
	t.done.Store(int64(done))
}

// say sends a line, or gives up when nobody listens any more.
func (t *teller) say(e Event) error {
	select {
	case t.events <- e:
		return nil
	case <-t.over:
		return context.Canceled
	}
}

// stream answers in lines while a job goes on. An answer once begun ends with a result
// or with an error in its last line. The browser leaving ends the job.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, seq int, say *words.Words, job func(ctx context.Context, t *teller) (Event, error)) error {
	ctx, end := context.WithCancel(r.Context())
	defer end()
	h := w.Header()
	h.Set("Content-Type", "application/x-ndjson")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	to, flush, over := packedLines(w, r)
	lines := &lineWriter{to: to, flush: flush, out: http.NewResponseController(w), seq: seq}
	defer func() {
		if lines.begun {
			_ = over() // the last line is out already
		}
	}()
	type ending struct {
		e   Event
		err error
	}
	t := &teller{events: make(chan Event), over: ctx.Done()}
	finished := make(chan ending, 1)
	go func() {
		e, err := guardedJob(ctx, t, job)
		finished <- ending{e, err}
	}()
	clock := time.NewTicker(tick)
	defer clock.Stop()
	told, still := int64(0), 0
	for {
		select {
		case e := <-t.events:
			if err := lines.write(e); err != nil {
				end()
			}
		case x := <-finished:
			if x.err == nil {
				return lines.write(x.e)
			}
			if r.Context().Err() != nil {
				return nil // nobody is there
			}
			if p := (*Problem)(nil); !lines.begun && errors.As(x.err, &p) && p.retry > 0 {
				h.Del("Content-Encoding")
				return p
			}
			return lines.write(Event{Type: "error", Problem: problemOf(ctx, x.err, say)})
		case <-clock.C:
			still++
			if done := t.done.Load(); done != told {
				told, still = done, 0
				if lines.write(Event{Type: "progress", Done: int(done), Total: int(t.total.Load())}) != nil {
					end()
				}
			} else if still >= beatEvery {
				still = 0
				if lines.write(Event{Type: "beat"}) != nil {
					end()
				}
			}
		}
	}
}

// lineWriter writes events, each as one line of JSON that goes out at once.
type lineWriter struct {
	to    io.Writer
	flush func() error
	out   *http.ResponseController
	seq   int
	begun bool
}

// write gives an event its number and sends it; who does not take it in time is let go.
func (l *lineWriter) write(e Event) error {
	e.Seq, l.begun = l.seq, true
	_ = l.out.SetWriteDeadline(time.Now().Add(lineDeadline)) // not every writer has one
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := l.to.Write(append(spoken(data), '\n')); err != nil {
		return err
	}
	if err := l.flush(); err != nil {
		return err
	}
	return l.out.Flush()
}

// packedLines is where lines are written: packed where the browser takes that, each line
// to its end, so that none waits for the next.
func packedLines(w http.ResponseWriter, r *http.Request) (to io.Writer, flush, end func() error) {
	w.Header().Add("Vary", "Accept-Encoding")
	if !takesGzip(r) {
		none := func() error { return nil }
		return w, none, none
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := smallest(w)
	return z, z.Flush, z.Close
}

// errFault is a panic of a job: a bug of ours, which must not end the server.
var errFault = errors.New("fault in a job")

func guardedJob(ctx context.Context, t *teller, job func(context.Context, *teller) (Event, error)) (e Event, err error) {
	defer func() {
		if recover() != nil {
			err = errFault
		}
	}()
	return job(ctx, t)
}
