package budget

import (
	"math"
	"testing"

	"ballast/budget/words"
)

// TestOwed: what is still owed at the last month, against closed forms.
// Source: balance of an annuity after k payments, P(1+i)^k - A((1+i)^k-1)/i
// (Brealey, Myers and Allen, section 2.3).
func TestOwed(t *testing.T) {
	i := 0.065 / 12
	grown := func(k int) float64 { return math.Pow(1+i, float64(k)) }
	payment := 50000 * i / (1 - 1/grown(60))
	to := 5
	for _, c := range []struct {
		name   string
		source Source
		want   float64
	}{
		{"annuity", Source{Repayment: "annuity", TermMonths: 60}, 50000*grown(11) - payment*(grown(11)-1)/i},
		{"equal", Source{Repayment: "equal", TermMonths: 60}, 50000 * 49.0 / 60},
		{"equal after grace", Source{Repayment: "equal", TermMonths: 60, GraceMonths: 6}, 50000 * 49.0 / 54},
		{"bullet", Source{Repayment: "bullet", TermMonths: 60}, 50000},
		{"last payment in the last month", Source{Repayment: "bullet", TermMonths: 11}, 0},
		{"no term", Source{Repayment: "annuity"}, 50000},
		{"capitalised grace", Source{Repayment: "bullet", TermMonths: 60, GraceMonths: 6, CapitaliseGrace: true}, 50000 * grown(6)},
		{"later", Source{Repayment: "equal", TermMonths: 60, ArriveMonth: 6}, 50000 * 55.0 / 60},
		{"waits for the window", Source{Repayment: "equal", TermMonths: 60, AvailableFrom: 6}, 50000 * 55.0 / 60},
		{"window closed", Source{Repayment: "bullet", TermMonths: 60, ArriveMonth: 6, AvailableTo: &to}, 0},
		{"rate of a driver", Source{Repayment: "annuity", TermMonths: 60, RateDriver: "base", Spread: 0.04}, 50000*grown(11) - payment*(grown(11)-1)/i},
	} {
		c.source.ID, c.source.Rate, c.source.Committed = "F1", 0.065, MoneyOf(50000)
		if c.source.RateDriver != "" {
			c.source.Rate = 0
		}
		k := &checker{plan: &Plan{Project: Project{Horizon: 12}, Drivers: []Driver{{Name: "BASE", Base: 0.025}}}}
		if got := k.owed(&c.source); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s: %.6f owed, want %.6f", c.name, got, c.want)
		}
	}
}

// TestTermsWarned: repayments that end after the last month, the last one
// inside it being none, and those without a term.
func TestTermsWarned(t *testing.T) {
	for _, c := range []struct {
		repayment string
		term      int
		want      string
	}{
		{"annuity", 11, ""}, {"annuity", 12, "term-past-horizon"}, {"bullet", 0, "term-missing"}, {"equal", 0, "term-missing"},
		{"none", 0, ""}, {"sweep", 60, ""}, {"bullet", 60, "term-past-horizon"},
	} {
		p := &Plan{Project: Project{Horizon: 12, Start: Month{2026, 1}}, Funding: []Source{{ID: "F1", Repayment: c.repayment, TermMonths: c.term, Committed: MoneyOf(100)}}}
		k := &checker{plan: p, w: words.For("en")}
		k.terms()
		got := ""
		for _, x := range k.problems {
			got += x.Code
		}
		if got != c.want {
			t.Errorf("%s over %d months: %q, want %q", c.repayment, c.term, got, c.want)
		}
	}
}
