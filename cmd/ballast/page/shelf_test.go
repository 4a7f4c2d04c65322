package page

import (
	"fmt"
	"net/http"
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
		if total > most {
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
