package main

import (
	"context"
	"fmt"
	"testing"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// BenchmarkMixes simulates the cloud sample and compares mixes on its 10,000
// futures. Goal: 20 mixes take less than twice the time of one.
func BenchmarkMixes(b *testing.B) {
	for _, mixes := range []int{1, 20} {
		b.Run(fmt.Sprintf("sample=cloud-joint-operation/mixes=%d/scenarios=10k", mixes), func(b *testing.B) {
			m := cloudModel(b, mixes)
			for b.Loop() {
				s := cloudRun(b, m)
				o, err := s.Summarise(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				if err := s.CompareMixes(context.Background(), o, models.MixConfig{Bare: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOptimise chooses the amounts of six sources. Goal: less than 30 s
// of CPU on two cores.
func BenchmarkOptimise(b *testing.B) {
	b.Run("sample=cloud-joint-operation/sources=6/scenarios=10k", func(b *testing.B) {
		s := cloudRun(b, cloudModel(b, 1))
		for b.Loop() {
			if err := s.CompareMixes(context.Background(), &outcome.Outcome{}, models.MixConfig{Bare: true, Optimise: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func cloudRun(b *testing.B, m *models.Model) *models.Simulation {
	b.Helper()
	s, err := models.Simulate(context.Background(), m, models.RunConfig{Scenarios: 10000})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// cloudModel is the cloud sample with a number of mixes, and with six of its
// seven sources to be chosen.
func cloudModel(b *testing.B, mixes int) *models.Model {
	b.Helper()
	j := newRehearsal(b, "cloud-funding-mixes").j
	p := j.plan
	first := p.Mixes[0]
	p.Mixes, p.Stress = nil, nil
	for k := range mixes {
		m := budget.Mix{Name: fmt.Sprint("mix ", k+1)}
		for _, part := range first.Parts {
			part.Amount = part.Amount.Mul(budget.MoneyOf(0.8 + 0.02*float64(k)))
			m.Parts = append(m.Parts, part)
		}
		p.Mixes = append(p.Mixes, m)
	}
	grant := &p.Funding[len(p.Funding)-1]
	grant.MinAmount, grant.MaxAmount = &grant.Committed, &grant.Committed
	model, problems := models.Compile(p)
	if budget.HasErrors(problems) {
		b.Fatal(problems)
	}
	return model
}
