package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestShareAbove: the share beyond an amount, by a table of quantiles, against the
// uniform distribution on 0 to 100, whose share above x is 1 - x/100.
func TestShareAbove(t *testing.T) {
	var q outcome.Quantiles
	for _, p := range []float64{1, 5, 10, 20, 50, 80, 90, 95, 99} {
		q = append(q, outcome.Quantile{P: p, X: p})
	}
	for _, x := range []float64{1, 7, 20, 33, 50, 71, 98} {
		if got := shareAbove(q, x); math.Abs(got-(1-x/100)) > 1e-12 {
			t.Errorf("above %v: %v, want %v", x, got, 1-x/100)
		}
	}
	if got := shareAbove(q, 1000); got != 0 {
		t.Errorf("above all: %v", got)
	}
	if got := shareAbove(q, -5); got != 1 {
		t.Errorf("above nothing: %v", got)
	}
}

// TestAnswersFollowMoney: what to do about a response that has not paid is said by where
// the money went.
func TestAnswersFollowMoney(t *testing.T) {
	for _, c := range []struct {
		cost, without, loss float64
		want                string
	}{
		{5_000, 35_000, 75_000, "control.act.response.stronger"}, // 75k lost against a response of 5k
		{50_000, 35_000, 10_000, "control.act.response"},         // the response costs five times what was lost
		{5_000, 35_000, 33_000, "control.act.response.review"},   // as much is lost as without it
	} {
		if got := answerTo(outcome.ResponseCheck{Cost: c.cost, LossWithout: c.without, Loss: c.loss}); got != c.want {
			t.Errorf("cost %v, expected %v, lost %v: %s, want %s", c.cost, c.without, c.loss, got, c.want)
		}
	}
}

// TestOwnerOfWarning: a rule that names nobody leaves the warning to whoever answers for
// the line; a person or an office that it names stands.
func TestOwnerOfWarning(t *testing.T) {
	for word, line := range map[string]bool{"Line owner": true, "the  LINE owner": true, "责任人": true, "成本项责任人": true,
		"Finance": false, "Anna Berg": false, "Managing director": false, "财务部": false, "": false} {
		if budget.IsLineOwner(word) != line {
			t.Errorf("%q: %v, want %v", word, !line, line)
		}
	}
}

// TestPercentOfControl: percentages of the texts of control are written as the language
// does, and what is not certain is not called so.
func TestPercentOfControl(t *testing.T) {
	for _, c := range []struct {
		x      float64
		en, zh string
	}{{0, "0 %", "0%"}, {0.0002, "<0.1 %", "<0.1%"}, {0.1234, "12.3 %", "12.3%"}, {0.99996, ">99.9 %", ">99.9%"}, {1, "100 %", "100%"}} {
		for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
			if got := (&Model{plan: &budget.Plan{Language: lang}}).percent(c.x); got != want {
				t.Errorf("%v in %s: %q, want %q", c.x, lang, got, want)
			}
		}
	}
}
