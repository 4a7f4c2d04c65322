package models

import (
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
)

// TestLearntFrequencyByHand: a risk of half an event a year over 24 months, of which 12
// have passed with two events. Learnt, its rate is Gamma(0.5 x 2 + 2, 2 + 1), of mean 1, and
// the events to come are negative binomial of shape 3 and mean 1: (3/4)^3, three times a
// quarter of it, and so on. Before anything is seen they are negative binomial of shape 1
// and mean 1, halves of halves. With an answer that halves the rate it is Gamma(3, 4 + 1). Not learnt,
// they are Poisson of mean 0.5.
func TestLearntFrequencyByHand(t *testing.T) {
	poisson := func(mean float64) []float64 {
		return []float64{math.Exp(-mean), mean * math.Exp(-mean), mean * mean / 2 * math.Exp(-mean)}
	}
	for name, c := range map[string]struct {
		learn, past, response bool
		events                int
		mean                  float64
		want                  []float64 // chances of 0, 1, 2
	}{
		"learnt":             {true, true, false, 2, 1, []float64{27. / 64, 81. / 256, 81. / 512}},
		"none seen":          {true, true, false, 0, 1. / 3, []float64{3. / 4, 3. / 16, 3. / 64}},
		"planning":           {true, false, false, 0, 1, []float64{0.5, 0.25, 0.125}},
		"learnt with answer": {true, true, true, 2, 0.6, []float64{125. / 216, 125. / 432, 125. / 1296}},
		"register":           {false, true, false, 2, 0.5, poisson(0.5)},
		"register, planning": {false, false, false, 0, 1, poisson(1)},
	} {
		for _, lang := range []string{"en", "zh"} {
			p := frequentPlan(c.past, c.response, c.events)
			p.Language, p.Project.LearnFrequencies = lang, c.learn
			m, problems := Compile(p)
			if m == nil {
				t.Fatal(problems)
			}
			seen, n := make([]float64, 3), 200000
			for i := range n {
				if k := m.risks[0].frequency(c.response).count((float64(i) + 0.5) / float64(n)); k < 3 {
					seen[k] += 1 / float64(n)
				}
			}
			for k, want := range c.want {
				near(t, name, seen[k], want, 2e-5)
			}
			o, err := Run(t.Context(), m, RunConfig{Scenarios: 4096})
			if err != nil {
				t.Fatal(err)
			}
			spent := 1000.0
			if c.past {
				spent += 100 * float64(c.events) // nothing is booked on them: due
			}
			near(t, name+", mean cost", o.Cost.Mean, spent+100*c.mean, 2)
			key := map[bool]string{true: "control.frequency-learnt", false: "control.frequency-seen"}[c.learn]
			head, _, _ := strings.Cut(words.For(lang).Say(key, "R", rateText(float64(c.events)), c.events, 12, "0", "0"), "12")
			if said := noted(o.Log.Notes, head); said != c.past {
				t.Errorf("%s in %s: said %v: %v", name, lang, said, o.Log.Notes)
			}
		}
	}
}

// TestLearningSaid: of Poisson events of mean 0.5 the 80 % point is one, of those of mean 1
// and shape 3 it is two, of 100 each: learning adds 100, on and off, and says so. Without
// a past there is nothing to say.
func TestLearningSaid(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for _, on := range []bool{false, true} {
			p := frequentPlan(true, false, 2)
			p.Language, p.Project.LearnFrequencies = lang, on
			m, problems := Compile(p)
			if m == nil {
				t.Fatal(problems)
			}
			o, err := Run(t.Context(), m, RunConfig{})
			if err != nil {
				t.Fatal(err)
			}
			l := o.Control.Learning
			if l == nil || l.On != on || l.Change != 100 || l.Interval95[0] > 100 || l.Interval95[1] < 100 {
				t.Fatalf("learnt %v: %+v", on, l)
			}
			key := map[bool]string{true: "control.frequency-does", false: "control.frequency-would"}[on]
			head, _, _ := strings.Cut(words.For(lang).Say(key, "80", "+"+m.amount(100), "~", "~"), "(")
			head, _, _ = strings.Cut(head, "（")
			if !noted(o.Log.Notes, head) {
				t.Errorf("%s, learnt %v: no %q in %v", lang, on, head, o.Log.Notes)
			}
		}
	}
	m, _ := Compile(frequentPlan(false, false, 0))
	if o, err := Run(t.Context(), m, RunConfig{Scenarios: 64}); err != nil || o.Control != nil {
		t.Errorf("no past: %v, %v", o.Control, err)
	}
}

func noted(notes []budget.Line, head string) bool {
	for _, n := range notes {
		if strings.HasPrefix(n.Text, head) {
			return true
		}
	}
	return false
}

// frequentPlan has one line of 1,000 and one risk of half an event a year that costs 100.
func frequentPlan(past, response bool, events int) *budget.Plan {
	rate, half := 0.5, 0.25
	p := &budget.Plan{File: "f.xlsx", Language: "en"}
	p.Project = budget.Project{Name: "f", Currency: "CNY", Start: budget.Month{Year: 2026, Month: 1}, Horizon: 24, Discounting: "end", ReserveConfidence: 0.8,
		LiquidityConfidence: 0.9, Scenarios: 4096, MaxScenarios: 4096, Accuracy: 0.01, Seed: 1, Sampling: "Sobol",
		MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{0.005, 0.01, 0.02, 0.05}}
	p.Costs = []budget.CostLine{{ID: "C", Name: "work", Amount: budget.MoneyOf(1000), StartMonth: 12, Months: 6}}
	p.Risks = []budget.Risk{{ID: "R", Name: "outage", PerYear: &rate, To: 23, Status: "open", ImpactIs: "amount", Impact: &budget.Quantity{Field: "Cost impact", Text: "100"}, ImpactMonths: 1}}
	if response {
		r := &p.Risks[0]
		r.Response, r.ResponseOn, r.ResidualProb = "second line", true, &half
	}
	if past {
		asOf := p.Project.Start.Add(11)
		p.Project.AsOf = &asOf
		p.Actuals = []budget.Actual{{Kind: "cost", ID: "nowhere"}}
		for range events {
			p.Events = append(p.Events, budget.Event{Month: 5, Risk: "R"})
		}
	}
	return p
}
