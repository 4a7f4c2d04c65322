package models

import (
	"context"
	"fmt"

	"ballast/budget"
	"ballast/sim"
	"ballast/sim/design"
	"ballast/sim/stream"
)

// Shock is a random step of an index in a month of the calendar, which plans of a
// portfolio share.
type Shock struct {
	Driver string
	Month  budget.Month
}

// Shocks lists the random steps of the plan's indexes, in the order of its sheet.
func (m *Model) Shocks() []Shock {
	var out []Shock
	for i := range m.drivers {
		d := &m.drivers[i]
		for k := range d.shocks {
			out = append(out, Shock{Driver: d.name, Month: m.plan.Project.Start.Add(m.horizon - len(d.shocks) + k)})
		}
	}
	return out
}

// PartConfig says how a plan is simulated as a part of a portfolio.
type PartConfig struct {
	Seed      uint64 // of the portfolio
	Plan      string // what the plan is known by among the others
	Scenarios int
	First     int // number of the first scenario, a multiple of Replicate
	Replicate int
	Sampling  string
	Workers   int
	Shared    []string        // coordinates of the points that plans share; see sim.Common
	Place     func(Shock) int // among them
}

// Part is what a portfolio needs of a plan: columns by scenario, in the plan's currency.
type Part struct {
	Total  []float64   // total cost
	Cost   [][]float64 // [month] cost incurred
	Repair bool        // a correlation with an index had to be changed, see sim.Result.Repairs
}

// Part simulates the plan as one of several: the steps of its indexes are those of all
// plans, and everything else is keyed by (seed, plan, variable) and independent of
// them (models/portfolio). Nothing is smoothed. In a portfolio the plan has the same
// distribution as alone, not the same bits.
//
// Checked: TestPartHasTheDistributionOfTheRun, TestPartsShareTheirDrivers.
func (m *Model) Part(ctx context.Context, cfg PartConfig) (*Part, error) {
	p := m.program
	p.Common = &sim.Common{Seed: cfg.Seed, Names: cfg.Shared, At: make([]int, len(p.Variables))}
	for v := range p.Common.At {
		p.Common.At[v] = -1
	}
	next, shocks := 0, m.Shocks()
	for i := range m.drivers {
		for _, n := range m.drivers[i].shocks {
			p.Common.At[n.v] = cfg.Place(shocks[next])
			next++
		}
	}
	kind, err := samplingKind(cfg.Sampling, "")
	if err != nil {
		return nil, err
	}
	p.Series, p.Sums, p.Row = p.Series[:1], 0, 0
	p.NewKernel = func(seed uint64) sim.Kernel { return newKernel(m, seed, costKernel) }
	own := stream.New(cfg.Seed, "plan/"+cfg.Plan).Bits(0)
	res, err := sim.Run(ctx, &p, sim.Config{Scenarios: cfg.Scenarios, First: cfg.First, Replicate: cfg.Replicate, Seed: own,
		Sampling: kind, Workers: cfg.Workers, KeepSample: 1, KeepSmooth: 1, KeepRows: 1})
	if err != nil {
		return nil, m.explainError(err)
	}
	part := &Part{Total: res.Scalar[m.out.total], Cost: res.Series[m.out.seriesCost]}
	for _, r := range res.Repairs {
		part.Repair = part.Repair || p.Common.At[res.Linked[r.I]] >= 0 && p.Common.At[res.Linked[r.J]] >= 0
	}
	return part, nil
}

// Base is what the plan adds up to.
func (m *Model) Base() float64 { return m.base }

// PlannedCost is the base by planned month, and what lies beyond the horizon.
func (m *Model) PlannedCost() (months []float64, beyond float64) {
	return m.plannedCost, m.plannedBeyond
}

// AsPart is a finished run as a part, of as many scenarios as have kept their months.
func (s *Simulation) AsPart() *Part {
	return &Part{Total: s.total()[:s.res.SeriesN], Cost: s.res.Series[s.m.out.seriesCost]}
}

// PartReplicate is how long the replicates of a portfolio of n scenarios are.
func PartReplicate(sampling string, n int) (int, error) {
	kind, err := samplingKind(sampling, "")
	if err != nil {
		return 0, fmt.Errorf("models: %w", err)
	}
	return design.ReplicateLength(kind, n), nil
}
