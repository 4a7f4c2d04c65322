package page

import (
	"bytes"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestFiftyPlansStayInBounds: fifty plans in turn, each run and its sliders moved, never
// take more than the shelf may, what is used stays, and what was let go is said to be.
func TestFiftyPlansStayInBounds(t *testing.T) {
	t.Parallel()
	const most = 24 << 20
	s := open(t, func(c *Config) { c.Memory = most })
	v := s.visitor()
	data := bytesOf(t, "office-move")
	var first, rid string
	for k := range 50 {
		s.clock.pass(time.Second)
		path, _ := v.plan(data)
		base := v.result(path, map[string]any{"scenarios": 256})
		if k == 0 {
			first, rid = path, base["rid"].(string)
		}
		s.server.plans.mu.Lock()
		total, plans := s.server.plans.bytes(), len(s.server.plans.plans)
		s.server.plans.mu.Unlock()
		if total > most-most/atWork {
			t.Fatalf("after %d plans the shelf holds %d MB in %d plans", k+1, total>>20, plans)
		}
		if got := v.do("GET", path+"/results/"+base["rid"].(string), nil); got.status != http.StatusOK {
			t.Fatalf("the plan in use is gone: %d", got.status)
		}
	}
	got := v.do("GET", first+"/results/"+rid, nil)
	if got.status != http.StatusGone && got.status != http.StatusNotFound {
		t.Errorf("the first of fifty: %d", got.status)
	}
}

// TestSheetsAreCounted: result sheets that were looked at count, and those of plans that
// were not used longest go first; they are made anew when they are asked for.
func TestSheetsAreCounted(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	var paths []string
	sheets := func(at string) {
		if got := v.do("GET", at+"/pages.json?lang=zh", nil); got.status != http.StatusOK || !strings.Contains(string(got.body), "储备") {
			t.Errorf("%s: %d", at, got.status)
		}
	}
	taken := func() int64 {
		s.server.plans.mu.Lock()
		defer s.server.plans.mu.Unlock()
		return s.server.plans.bytes()
	}
	for range 2 {
		s.clock.pass(time.Second)
		path, base := v.small()
		paths = append(paths, path+"/results/"+base["rid"].(string))
		before := taken()
		sheets(paths[len(paths)-1])
		if grown := taken() - before; grown < 100<<10 {
			t.Errorf("sheets take %d bytes more", grown)
		}
	}
	s.server.plans.most = taken() - 1
	sheets(paths[1])
	for _, e := range s.server.plans.plans {
		for _, k := range e.results {
			if here := k.PaperBytes() > 0; here != strings.HasSuffix(paths[1], k.rid) {
				t.Errorf("sheets of %s are kept: %v", k.rid, here)
			}
		}
	}
	sheets(paths[0])
}

// TestWhoWaitsHoldsNoRun: those who have the figures of fewer scenarios and wait for the
// rest keep no columns of a run meanwhile. It counts bytes, alone.
func TestWhoWaitsHoldsNoRun(t *testing.T) {
	s := open(t, nil)
	const users = 4
	var all []*visitor
	var paths []string
	for range users {
		v := s.visitor()
		path, _ := v.sample("office-move")
		all, paths = append(all, v), append(paths, path)
	}
	leave, err := s.server.whole.enter(t.Context(), "somebody", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	heap := func() int64 {
		runtime.GC()
		runtime.GC() // what pools hold goes with the second
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	plain := func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") } // who packs takes a megabyte
	told := make(chan *reply, users)
	for k, v := range all {
		go func() { told <- v.do("POST", paths[k]+"/run?steps=1", map[string]any{"scenarios": 8192}, plain) }()
	}
	s.server.whole.until(t, users)
	waiting := heap() - before
	leave()
	for range users {
		if got := <-told; !bytes.Contains(got.body, []byte(`"of":8192`)) {
			t.Errorf("%d: %.200s", got.status, got.body)
		}
	}
	hot := int64(0)
	for _, e := range s.server.plans.plans {
		hot += e.results[0].hot()
	}
	if waiting > hot/8 {
		t.Errorf("%d who wait hold %d kB, the columns of their runs take %d kB", users, waiting>>10, hot>>10)
	}
}

// TestIdlePlansGo: a plan that nobody asks for is forgotten after the time it is kept,
// one that is asked for is not.
func TestIdlePlansGo(t *testing.T) {
	s := open(t, func(c *Config) { c.Keep = time.Hour })
	v := s.visitor()
	idle, _ := v.sample("office-move")
	used, _ := v.sample("office-move")
	s.clock.pass(40 * time.Minute)
	if got := v.do("GET", used, nil); got.status != http.StatusOK {
		t.Fatal(got.status)
	}
	s.clock.pass(40 * time.Minute)
	s.server.Sweep()
	if a, b := v.do("GET", idle, nil).status, v.do("GET", used, nil).status; a != http.StatusNotFound || b != http.StatusOK {
		t.Errorf("idle %d, used %d", a, b)
	}
	if got := v.do("DELETE", used, nil).status; got != http.StatusNoContent {
		t.Errorf("forgetting it: %d", got)
	}
	if got := v.do("GET", used, nil).status; got != http.StatusNotFound {
		t.Errorf("it is still there: %d", got)
	}
}

// TestColumnsOfTheNewest: the columns of the plan as it stands and of the newest variant
// are kept, those of the others go; their figures stay.
func TestColumnsOfTheNewest(t *testing.T) {
	s := open(t, nil)
	v := s.visitor()
	path, _ := v.small()
	for k := range 3 {
		v.result(path, map[string]any{"scenarios": 500, "edits": []any{map[string]any{"set": "limit", "text": fmt.Sprint(500000 + k)}}})
	}
	for _, e := range s.server.plans.plans {
		hot := 0
		for i, k := range e.results {
			if k.Sim != nil {
				hot++
				if !k.Base && i != len(e.results)-1 {
					t.Errorf("result %d of %d keeps its columns", i, len(e.results))
				}
			}
		}
		if hot != 2 || len(e.results) != 4 {
			t.Errorf("%d of %d results keep their columns", hot, len(e.results))
		}
	}
}
