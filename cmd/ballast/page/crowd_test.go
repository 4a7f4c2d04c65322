package page

import (
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// TestFewerComeFirst: while somebody else uses the machine the figures of fewer scenarios
// come first, also of the plan as it stands, and say of how many they are; they are those
// of a run of as many, with what they differ by from the plan by as many. The rest follows
// when its turn comes and says nothing of that. Whoever is alone gets the whole run at once.
func TestFewerComeFirst(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, _ := v.sample("office-move")
	const all = 2 * 4096
	variant := func(scenarios int, edits ...any) map[string]any {
		return map[string]any{"scenarios": scenarios, "edits": edits}
	}
	limit := map[string]any{"set": "limit", "text": "600k"}
	leave, err := s.server.whole.enter(t.Context(), "somebody", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan []line)
	run := func(edits ...any) []line {
		go func() { told <- v.lines(path+"/run?steps=1", variant(all, edits...)) }()
		s.server.whole.until(t, 1)
		leave()
		got := <-told
		if leave, err = s.server.whole.enter(t.Context(), "somebody", false, nil); err != nil {
			t.Fatal(err)
		}
		return got
	}
	short := func(got []line) map[string]any {
		if kinds := strings.Join(kindsOf(got), " "); kinds != "figures queued figures result" {
			t.Fatal(kinds)
		}
		var figures []map[string]any
		for _, l := range got {
			if l.Type == "figures" {
				figures = append(figures, l.Result)
			}
		}
		if f := figures[0]; f["scenarios"] != 4096.0 || f["of"] != float64(all) || f["preview"] != false || f["rid"] != nil || f["sentences"] != nil {
			t.Errorf("fewer: %v of %v", f["scenarios"], f["of"])
		}
		if f := figures[1]; f["scenarios"] != float64(all) || f["of"] != nil {
			t.Errorf("all: %v of %v", f["scenarios"], f["of"])
		}
		if r := got[len(got)-1].Result; r["of"] != nil || r["headline"] != nil {
			t.Errorf("the result tells again what was told: %v", r)
		}
		return figures[0]
	}
	base, edited := short(run()), short(run(limit))
	leave()
	for what, of := range map[string]struct{ short, whole map[string]any }{
		"plan": {base, v.result(path, variant(4096))}, "edit": {edited, v.result(path, variant(4096, limit))},
	} {
		for _, part := range []string{"headline", "curves", "diff"} {
			if !reflect.DeepEqual(of.short[part], of.whole[part]) {
				t.Errorf("%s of the %s: %v, a run of 4,096 has %v", part, what, of.short[part], of.whole[part])
			}
		}
	}
	alone := v.lines(path+"/run?steps=1", variant(all, map[string]any{"set": "limit", "text": "610k"}))
	if kinds := strings.Join(kindsOf(alone), " "); kinds != "preview figures result" {
		t.Errorf("alone: %s", kinds)
	}
}

// kindsOf is what an answer tells, but for how far it is.
func kindsOf(all []line) (said []string) {
	for _, l := range all {
		if l.Type != "progress" && l.Type != "beat" {
			said = append(said, l.Type)
		}
	}
	return said
}

// until waits until so many wait in the lane.
func (l *lane) until(t *testing.T, n int) {
	for t.Context().Err() == nil {
		l.mu.Lock()
		there := len(l.waiting)
		l.mu.Unlock()
		if there == n {
			return
		}
		runtime.Gosched()
	}
}
