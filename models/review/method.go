package review

import (
	"context"
	"fmt"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models"
	"ballast/models/outcome"
)

// The sources of the rules.
const (
	vose   = "D. Vose, Risk Analysis: A Quantitative Guide, 3rd ed. (2008)"
	gao    = "GAO-20-195G, Cost Estimating and Assessment Guide (2020), step 9: risk and uncertainty"
	aace   = "AACE International 40R-08, Contingency Estimating: General Principles"
	ranges = "AACE International 41R-08, Understanding Risk Analysis and Contingency Determination Using Range Estimating"
)

// rule is one question of a reviewer: when it is asked, and whose it is. Thresholds are
// this program's own.
type rule struct {
	code, source string
	ask          func(c *bench) (*answer, error)
}

// answer is a question that is asked: of which cell, with which words, and its worth.
type answer struct {
	at      budget.Ref
	args    []any
	worth   *float64
	worthOf string
}

// bench is a plan under review.
type bench struct {
	ctx  context.Context
	p    *budget.Plan
	o    *outcome.Outcome
	s    *models.Simulation
	m    *models.Model
	deep bool // runs may be made to say what a question is worth
	say  func(x float64) string
}

// rules are the questions in the order in which they are asked.
//
// Checked: TestMethodRules, TestMethodOnSamples of cmd/ballast.
func rules() []rule {
	return []rule{
		{"method-limit", gao, limitBelowBase},
		{"method-no-risks", gao, noRisks},
		{"method-uncorrelated", gao, uncorrelated},
		{"method-outside", gao, outsideView},
		{"method-certain", ranges, certainRisk},
		{"method-hidden", aace, hiddenReserve},
		{"method-double", vose, doubledRange},
		{"method-defaults", vose, sameRanges},
		{"method-narrow", ranges, narrowRanges},
		{"method-symmetric", gao, symmetricRanges},
		{"method-still-driver", vose, stillDriver},
		{"method-revenue", vose, certainRevenue},
		{"method-funding", vose, certainFunding},
		{"method-concentration", vose, concentration},
		{"method-horizon", vose, shortHorizon},
	}
}

// Method asks what a reviewer would ask of a plan that was run. With deep the plan is run
// again where that says what a question is worth; money is written by say.
func Method(ctx context.Context, s *models.Simulation, p *budget.Plan, o *outcome.Outcome, w *words.Words, say func(x float64) string, deep bool) ([]outcome.Question, error) {
	c := &bench{ctx: ctx, p: p, o: o, s: s, m: s.Model(), deep: deep, say: say}
	out := []outcome.Question{}
	for _, r := range rules() {
		a, err := r.ask(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.code, err)
		}
		if a == nil {
			continue
		}
		q := outcome.Question{Code: r.code, At: a.at.At(), Text: w.Say("review."+r.code, a.args...), Source: r.source, Worth: a.worth, WorthOf: a.worthOf}
		out = append(out, q)
	}
	return out, nil
}

// setting is the cell of a setting, or where the settings begin.
func (c *bench) setting(name string) budget.Ref {
	if at, ok := c.p.Project.Cells[name]; ok {
		return at
	}
	return c.p.Project.Cells["Start month"]
}

func (c *bench) worth(x float64, of string, a *answer) *answer {
	a.worth, a.worthOf = &x, of
	return a
}

// under is the plan under a stress, on the draws of the run.
func (c *bench) under(text string) (outcome.Headline, error) {
	shocks, bad := budget.ParseStress(text)
	if bad != "" {
		return outcome.Headline{}, fmt.Errorf("stress %q: cannot read %q", text, bad)
	}
	t, err := c.s.StressTest(c.ctx, []budget.Stress{{Text: text, Shocks: shocks}})
	if err != nil {
		return outcome.Headline{}, err
	}
	return t.Stresses[0].Figures, nil
}
