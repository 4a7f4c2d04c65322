package models

import (
	"slices"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
)

// TestEveryMetricIsRead: each metric that a rule can name is read off an
// outcome, once, and has a response in both languages.
func TestEveryMetricIsRead(t *testing.T) {
	var want, got []string
	for _, m := range budget.Metrics() {
		want = append(want, m.Key)
		for _, lang := range []string{"en", "zh"} {
			if w := words.For(lang); !w.Has("control.response." + m.Key) {
				t.Errorf("%s has no response in %s", m.Key, lang)
			}
			if m.Name(lang) == "" || m.Format == "" {
				t.Errorf("%s: name %q, format %q", m.Key, m.Name(lang), m.Format)
			}
		}
		rule := budget.Rule{General: &m.Levels[0], Higher: &m.Levels[1], Major: &m.Levels[2]}
		if m.Thresholds(rule) != m.Thresholds(budget.Rule{}) || tierOf(m.Levels[2], m.Levels, m.Falling) < 2 {
			t.Errorf("%s: levels %v, falling %v", m.Key, m.Levels, m.Falling)
		}
	}
	for _, w := range watches() {
		got = append(got, w.metric)
	}
	if !slices.Equal(got, want) {
		t.Errorf("read are %v, want %v", got, want)
	}
}
