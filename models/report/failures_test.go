package report

import (
	"strings"
	"testing"

	"ballast/models/outcome"
)

// TestWarningNeverCertain: a warning of what is all but certain does not say that it is.
func TestWarningNeverCertain(t *testing.T) {
	t.Parallel()
	o, p := fixture("en")
	d := newDesk(o, p, Options{Language: "en"})
	for value, want := range map[float64]string{0.99984: " is >99.9% (threshold 80.0%)", 1: " is 100.0% (", 0.474: " is 47.4% ("} {
		if text := d.warningSentence(outcome.Warning{Tier: "major", Metric: "overrun", Value: value, Threshold: 0.8}); !strings.Contains(text, want) {
			t.Errorf("%v: %q", value, text)
		}
	}
}

// TestWhereNearlyAllFail: what is as frequent in the failing futures as in all of them is
// not called typical of them; a sentence that was not worded is no empty line.
func TestWhereNearlyAllFail(t *testing.T) {
	t.Parallel()
	scenario := 3
	fails := func(worst float64) *outcome.Outcome {
		o, p := fixture("en")
		o.Failures = []outcome.Failure{
			{Event: outcome.FailPayback, Beyond: 48, Share: 0.977, Typical: &scenario, Causes: []outcome.Cause{{Input: "S1", Name: "Sales", Shift: -1.4, Worst: worst, Fifth: 0.2}}},
			{Event: outcome.FailCost, Beyond: 9e6, Share: 0.0003},
		}
		Tell(o, p, "en")
		return o
	}
	for worst, want := range map[float64]string{0.204: "no single input stands out", 0.5: "typically when S1 Sales is in its lowest fifth"} {
		lines := FailureLines(fails(worst))
		if len(lines) != 1 || !strings.Contains(lines[0], want) {
			t.Errorf("%v: %q", worst, lines)
		}
	}
}
