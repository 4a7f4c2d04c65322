package portfolio

import (
	"context"
	"fmt"
	"math"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/sim/design"
	"ballast/sim/stream"
)

// Config says how a portfolio is run beside its settings.
type Config struct {
	// Open gives the plan of an entry of the survey, anew each time.
	Open    func(ctx context.Context, entry int) (*budget.Plan, error)
	Workers int
	Scratch Scratch // nil: memory, of sixteen bytes a plan and scenario
	// Progress is told plans done, of as many.
	Progress func(done, total int)
}

// Run simulates the plans of a survey as one.
//
// Checked: TestNormalPlans, TestComonotonicPlans, TestHalvesAreTheWhole,
// TestPortfolioOfOne, TestWorkersAndOrder.
func Run(ctx context.Context, s *Survey, cfg Config) (*outcome.Portfolio, error) {
	if len(s.Entries) == 0 {
		return nil, fmt.Errorf("portfolio: there is no plan in it")
	}
	s.settle()
	r, err := newRunner(s, cfg)
	if err != nil {
		return nil, err
	}
	for i := range s.Entries {
		if err := r.plan(ctx, i); err != nil {
			return nil, fmt.Errorf("%s: %w", s.Entries[i].File, err)
		}
		if cfg.Progress != nil {
			cfg.Progress(i+1, len(s.Entries))
		}
	}
	return r.summarise(ctx)
}

// runner adds up the plans of a portfolio.
type runner struct {
	s         *Survey
	cfg       Config
	n         int // scenarios
	replicate int
	shared    coordinates

	total, excess []Amount         // by scenario: T, and T - B
	years         map[int][]Amount // cost of each calendar year
	plannedYears  map[int]float64  // mean base
	members       []member
	kept          *aside // excess of every plan
	one           *outcome.Outcome
}

// member is what is remembered of a plan that was run.
type member struct {
	base   float64 // our share
	amount Amount  // the same, as it is added
	alone  float64 // reserve by itself
	mean   float64
}

func newRunner(s *Survey, cfg Config) (*runner, error) {
	n := s.Settings.Scenarios
	if n == 0 {
		n = 10000
	}
	replicate, err := models.PartReplicate(s.Settings.Sampling, n)
	if err != nil {
		return nil, err
	}
	return &runner{s: s, cfg: cfg, n: n, replicate: replicate, shared: coordinates{at: map[string]int{}},
		total: make([]Amount, n), excess: make([]Amount, n), years: map[int][]Amount{}, plannedYears: map[int]float64{},
		members: make([]member, len(s.Entries)), kept: newAside(cfg.Scratch, n)}, nil
}

// asOne reports whether the portfolio is one plan as it stands.
func (r *runner) asOne() bool {
	e := &r.s.Entries[0]
	return len(r.s.Entries) == 1 && e.Chance == 1 && e.Share == 1 && e.Shift == 0
}

// open reads a plan and makes it a model of the portfolio's.
func (r *runner) open(ctx context.Context, i int) (*models.Model, *budget.Plan, error) {
	p, err := r.cfg.Open(ctx, i)
	if err != nil {
		return nil, nil, err
	}
	if r.asOne() {
		own := *p
		own.Project.ReserveConfidence = r.s.Settings.Confidence
		p = &own
	} else {
		p = shifted(r.s.linked(i, p), r.s.Entries[i].Shift)
	}
	m, problems := models.Compile(p)
	if m == nil {
		for _, x := range problems {
			if x.Severity == budget.Error {
				return nil, nil, fmt.Errorf("it cannot be simulated in the portfolio: %s: %s", x.Ref, x.Message)
			}
		}
	}
	return m, p, nil
}

// plan simulates a plan and adds it.
func (r *runner) plan(ctx context.Context, i int) error {
	m, p, err := r.open(ctx, i)
	if err != nil {
		return err
	}
	if r.asOne() {
		return r.only(ctx, m, p)
	}
	e, b := &r.s.Entries[i], &r.members[i]
	b.base = m.Base() * e.Share
	if b.amount, err = amountOf(b.base); err != nil {
		return err
	}
	r.addPlanned(m, p, e)
	for _, shock := range m.Shocks() {
		r.shared.place(shock)
	}
	ahead, err := r.ahead(e)
	if err != nil {
		return err
	}
	var alone []float64
	size := r.piece(p.Project.Horizon)
	for first := 0; first < r.n; first += size {
		n := min(size, r.n-first)
		part, err := m.Part(ctx, models.PartConfig{Seed: *r.s.Settings.Seed, Plan: e.ID, Scenarios: n, First: first, Replicate: r.replicate,
			Sampling: r.s.Settings.Sampling, Workers: r.cfg.Workers, Shared: r.shared.names, Place: r.shared.place})
		if err != nil {
			return err
		}
		if part.Repair {
			return fmt.Errorf("its correlations contradict those between the drivers that it shares; make them smaller")
		}
		if alone, err = r.add(i, p, part, ahead, first, alone); err != nil {
			return err
		}
	}
	b.alone = math.Max(0, quantile(alone, r.s.Settings.Confidence))
	return nil
}

// pieceMemory is how much the months of a piece of a plan may take.
const pieceMemory = 64 << 20

// piece is how many scenarios of a plan are simulated at a time: whole replicates.
func (r *runner) piece(months int) int {
	fit := pieceMemory / (8 * max(1, months)) / r.replicate
	return max(1, fit) * r.replicate
}

// ahead says by scenario whether a plan goes ahead; nil where it always does. In every
// replicate it does in its share of the scenarios.
func (r *runner) ahead(e *Entry) ([]bool, error) {
	if e.Chance == 1 {
		return nil, nil
	}
	d, err := design.New(design.Config{Kind: design.LHS, Seed: stream.New(*r.s.Settings.Seed, "plan/"+e.ID).Bits(1), Scenarios: r.n, Replicate: r.replicate, Names: []string{"chance"}})
	if err != nil {
		return nil, err
	}
	u := make([]float64, r.n)
	d.Fill(u, 0, 0)
	out := make([]bool, r.n)
	for s, x := range u {
		out[s] = x < e.Chance
	}
	return out, nil
}

// add puts a piece of a plan into the sums, and the excess of the scenarios in which it
// goes ahead behind alone.
func (r *runner) add(i int, p *budget.Plan, part *models.Part, ahead []bool, first int, alone []float64) ([]float64, error) {
	e, b := &r.s.Entries[i], &r.members[i]
	excess := make([]Amount, len(part.Total))
	for k, cost := range part.Total {
		if ahead != nil && !ahead[first+k] {
			continue
		}
		t, err := amountOf(cost * e.Share)
		if err != nil {
			return nil, err
		}
		x := t.Sub(b.amount)
		excess[k] = x
		r.total[first+k] = r.total[first+k].Add(t)
		r.excess[first+k] = r.excess[first+k].Add(x)
		b.mean += t.Float() / float64(r.n)
		alone = append(alone, x.Float())
	}
	if err := r.addYears(e, p, part, ahead, first); err != nil {
		return nil, err
	}
	return alone, r.kept.write(i, first, excess)
}

// addYears adds the months of a piece up by calendar year, rounded once a year.
func (r *runner) addYears(e *Entry, p *budget.Plan, part *models.Part, ahead []bool, first int) error {
	from := p.Project.Start.Sub(r.s.Settings.Start)
	sum := make([]float64, len(part.Total))
	for m := 0; m < len(part.Cost); {
		if from+m >= r.s.Settings.Horizon {
			break
		}
		year := p.Project.Start.Add(m).Year
		clear(sum)
		for ; m < len(part.Cost) && from+m < r.s.Settings.Horizon && p.Project.Start.Add(m).Year == year; m++ {
			for k, x := range part.Cost[m] {
				sum[k] += x
			}
		}
		if r.years[year] == nil {
			r.years[year] = make([]Amount, r.n)
		}
		col := r.years[year][first:]
		for k, x := range sum {
			if ahead != nil && !ahead[first+k] {
				continue
			}
			a, err := amountOf(x * e.Share)
			if err != nil {
				return err
			}
			col[k] = col[k].Add(a)
		}
	}
	return nil
}

// addPlanned adds the base of a plan to the years in which it is planned.
func (r *runner) addPlanned(m *models.Model, p *budget.Plan, e *Entry) {
	months, _ := m.PlannedCost()
	for k, x := range months {
		if p.Project.Start.Add(k).Sub(r.s.Settings.Start) < r.s.Settings.Horizon {
			r.plannedYears[p.Project.Start.Add(k).Year] += float64(x * e.Share * e.Chance)
		}
	}
}

// only runs a portfolio of one plan as it stands: its figures are those of its run.
func (r *runner) only(ctx context.Context, m *models.Model, p *budget.Plan) error {
	t := &r.s.Settings
	sim, err := models.Simulate(ctx, m, models.RunConfig{Scenarios: t.Scenarios, Seed: t.Seed, Sampling: t.Sampling, Workers: r.cfg.Workers})
	if err != nil {
		return err
	}
	if r.one, err = sim.Summarise(ctx); err != nil {
		return err
	}
	part, b, e := sim.AsPart(), &r.members[0], &r.s.Entries[0]
	r.n = len(part.Total)
	r.total, r.excess, r.kept = make([]Amount, r.n), make([]Amount, r.n), newAside(r.cfg.Scratch, r.n)
	b.base, b.alone = m.Base(), r.one.Reserve.Contingency
	if b.amount, err = amountOf(b.base); err != nil {
		return err
	}
	r.addPlanned(m, p, e)
	_, err = r.add(0, p, part, nil, 0, nil)
	return err
}
