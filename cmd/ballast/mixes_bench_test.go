package main

import (
	"context"
	"fmt"
	"testing"

	"ballast/budget"
	"ballast/models"
)

// BenchmarkMixes compares 20 mixes of the cloud sample on 10,000 futures.
// Goal: less than the time of one run (BenchmarkRun) on top of it.
func BenchmarkMixes(b *testing.B) {
	b.Run("sample=cloud-joint-operation/mixes=20/scenarios=10k", func(b *testing.B) {
		s := cloudSimulation(b, 20)
		for b.Loop() {
			if err := s.CompareMixes(context.Background(), &models.Outcome{}, models.MixConfig{Bare: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkOptimise chooses the amounts of six sources. Goal: less than 30 s
// of CPU on two cores.
func BenchmarkOptimise(b *testing.B) {
	b.Run("sample=cloud-joint-operation/sources=6/scenarios=10k", func(b *testing.B) {
		s := cloudSimulation(b, 1)
		for b.Loop() {
			if err := s.CompareMixes(context.Background(), &models.Outcome{}, models.MixConfig{Bare: true, Optimise: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// cloudSimulation runs the cloud sample with a number of mixes, and with six
// of its seven sources to be chosen.
func cloudSimulation(b *testing.B, mixes int) *models.Simulation {
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
	s, err := models.Simulate(context.Background(), model, models.RunConfig{Scenarios: 10000})
	if err != nil {
		b.Fatal(err)
	}
	return s
}
