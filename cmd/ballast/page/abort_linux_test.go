package page

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestAbortEndsTheRun: a browser that leaves ends its run, and nothing of it goes on.
func TestAbortEndsTheRun(t *testing.T) { aborts(t, open(t, nil), 10) }

// TestSlowAbortsLeaveNothing: a hundred runs and a hundred uploads that are left; no
// goroutine and no child is there afterwards.
func TestSlowAbortsLeaveNothing(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	aborts(t, childOf(t), 100)
}

// aborts begins n runs and n uploads and leaves each.
func aborts(t *testing.T, s *site, n int) {
	v := s.visitor()
	path, _ := v.sample("office-move")
	plan := bytesOf(t, "office-move")
	v.client.CloseIdleConnections()
	before := runtime.NumGoroutine()
	for range n {
		ctx, leave := context.WithCancel(t.Context())
		answer, err := v.client.Do(v.request(ctx, path+"/run", jsonType, []byte(`{"scenarios":40000}`)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := answer.Body.Read(make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		leave()
		answer.Body.Close()
		ctx, leave = context.WithCancel(t.Context())
		gone := make(chan bool)
		go func() {
			if answer, err := v.client.Do(v.request(ctx, "/api/v1/plans", xlsxType, plan)); err == nil {
				answer.Body.Close()
			}
			close(gone)
		}()
		runtime.Gosched()
		leave()
		<-gone
	}
	if got := v.result(path, map[string]any{"scenarios": 300}); got["rid"] == nil { // it waits for what goes on
		t.Error("no result")
	}
	v.client.CloseIdleConnections()
	s.http.CloseClientConnections()
	s.http.Close() // it waits for every request
	if left := children(t); len(left) > 0 {
		t.Errorf("children are left: %v", left)
	}
	for range 1000 {
		if runtime.NumGoroutine() <= before+2 {
			return
		}
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before+5 {
		t.Errorf("%d goroutines, before %d", n, before)
	}
}

// request is one that may be left.
func (v *visitor) request(ctx context.Context, path, kind string, body []byte) *http.Request {
	v.t.Helper()
	r, err := http.NewRequestWithContext(ctx, "POST", v.http.URL+path, bytes.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	return r
}

// children are the processes that this one has started and not waited for.
func children(t *testing.T) (all []string) {
	t.Helper()
	lists, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range lists {
		if data, err := os.ReadFile(list); err == nil { // a thread may have ended
			all = append(all, strings.Fields(string(data))...)
		}
	}
	return all
}
