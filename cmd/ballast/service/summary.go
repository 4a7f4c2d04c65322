package service

import (
	"context"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/models/report"
	"ballast/models/review"
)

// Asked is what an outcome is to hold beside the figures of its run.
type Asked struct {
	Language string
	Version  string
	Problems []budget.Problem
	Choices  []string        // that the figures depend on, for the ID of the run
	Stress   []budget.Stress // tried on the plan beside it
	Deep     bool            // questions are answered with runs of their own

	Mixes   func(ctx context.Context, o *outcome.Outcome) error // compares the mixes; nil: nobody asks
	Recall  func(ctx context.Context, o *outcome.Outcome) error // adds what earlier runs say; nil: nothing
	Seconds func() float64                                      // how long it took so far; nil: not said
}

// Summarise makes everything of a run that is said of it: the contract of --json.
func Summarise(ctx context.Context, s *models.Simulation, plan *budget.Plan, a Asked) (*outcome.Outcome, error) {
	o, err := s.Summarise(ctx)
	if err != nil {
		return nil, err
	}
	if a.Mixes != nil {
		if err := a.Mixes(ctx, o); err != nil {
			return nil, err
		}
	}
	if len(a.Stress) > 0 {
		if o.StressTest, err = s.StressTest(ctx, a.Stress); err != nil {
			return nil, err
		}
	}
	o.Failures = review.Causes(s)
	if a.Recall != nil {
		if err := a.Recall(ctx, o); err != nil {
			return nil, err
		}
	}
	o.Version = a.Version
	if a.Seconds != nil {
		o.Run.Seconds = a.Seconds()
	}
	o.Log.Problems, o.Problems = a.Problems, ProblemsOut(a.Problems)
	o.Run.ID = outcome.RunID(o, a.Choices...)
	if o.Questions, err = Questions(ctx, s, plan, o, a.Language, a.Deep); err != nil {
		return nil, err
	}
	report.Tell(o, plan, a.Language)
	return o, nil
}

// Questions are what a reviewer will ask of the plan; deep runs it again where that says
// what a question is worth.
func Questions(ctx context.Context, s *models.Simulation, plan *budget.Plan, o *outcome.Outcome, lang string, deep bool) ([]outcome.Question, error) {
	w := words.For(lang)
	say := func(x float64) string { return report.Money(x, plan.Project.Currency, w.Language) }
	return review.Method(ctx, s, plan, o, w, say, deep)
}
