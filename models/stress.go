package models

import (
	"context"
	"fmt"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
)

// shock is a stress made ready for a kernel: what goes otherwise than planned in the
// months still to come. What has happened stays as it was.
type shock struct {
	flowShock
	late  []float64 // [source] months; nil none
	fails []bool    // [source] nothing more comes of it; nil none
	rates float64   // added to the annual rate of all borrowed money
}

// shockOf adds up the shocks of a stress.
func (m *Model) shockOf(s budget.Stress) (shock, error) {
	out := shock{late: make([]float64, len(m.sources)), fails: make([]bool, len(m.sources))}
	for _, k := range s.Shocks {
		j := -1
		if k.Source != "" {
			if j = m.sourceIndex(k.Source); j < 0 {
				return shock{}, fmt.Errorf("stress %q: there is no source %s", s.Text, k.Source)
			}
		}
		switch k.Kind {
		case budget.ShockLate:
			out.late[j] += k.Value
		case budget.ShockFails:
			out.fails[j] = true
		case budget.ShockRates:
			out.rates += k.Value
		case budget.ShockCosts:
			out.costs = float64((1+out.costs)*(1+k.Value)) - 1
		case budget.ShockRevenueLate:
			out.lateRevenue += k.Value
		case budget.ShockRevenue:
			out.revenue = float64((1+out.revenue)*(1+k.Value)) - 1
		}
	}
	return out, nil
}

// stressed is the model under a shock. Its draws are those of m.
func (m *Model) stressed(x shock) *Model {
	c := *m
	c.shock = x
	c.program.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(&c, seed, fullKernel)
		k.flow = x.flowShock
		return k
	}
	return &c
}

// sourceLate is how much later source j comes in this scenario by its risks and the
// stress.
func (s *scenario) sourceLate(j int) float64 {
	if late := s.m.shock.late; late != nil {
		return s.sourceDelay[j] + late[j]
	}
	return s.sourceDelay[j]
}

// fails reports whether nothing more comes of source j.
func (m *Model) fails(j int) bool { return m.shock.fails != nil && m.shock.fails[j] }

// finalCost is the total cost of the scenario at hand, with the stress: payments still
// to come rise by its share.
func (s *scenario) finalCost() float64 {
	t := s.layers[costLayers-1]
	return t + float64(s.m.shock.costs*(t-s.m.sunkCost))
}

// StressTest runs the plan again under each stress, on the draws of the run, and puts
// the figures beside those of the run itself. Texts are as on the sheet Stress.
//
// Checked: TestStressTest, TestStressSparesThePast, TestStressIsThePlanChanged.
func (s *Simulation) StressTest(ctx context.Context, all []budget.Stress) (*outcome.StressTest, error) {
	out := &outcome.StressTest{Unstressed: s.Headline()}
	for _, one := range all {
		x, err := s.m.shockOf(one)
		if err != nil {
			return nil, err
		}
		run, err := s.again(ctx, s.m.stressed(x), s.cfg.Seed, false)
		if err != nil {
			return nil, fmt.Errorf("stress %q: %w", one.Text, err)
		}
		name := one.Name
		if name == "" {
			name = one.Text
		}
		out.Stresses = append(out.Stresses, outcome.Stressed{Name: name, Text: one.Text, Figures: run.Headline()})
	}
	return out, nil
}
