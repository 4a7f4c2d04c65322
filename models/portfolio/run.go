package portfolio

import (
	"context"
	"errors"
	"fmt"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// Config says how a portfolio is run beside its settings.
type Config struct {
	// Open gives the plan of an entry of the survey, anew each time.
	Open    func(ctx context.Context, entry int) (*budget.Plan, error)
	Workers int
	Scratch Scratch // nil: memory, of Survey.Columns bytes
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
	scores    [][]float64 // what the turned scores of correlated plans are mixed of
	way       []way       // by plan, the direction over which costs are smoothed; nil: they are counted

	sums
	members []Member
	kept    *aside // two columns of every plan: its excess, and what common drivers move of it
	gaps    *gaps
	one     *outcome.Outcome
}

// sums are what the plans add up to, by scenario.
type sums struct {
	total, excess []Amount            // T, and T - B
	years         map[int][]Amount    // cost of each budget year
	moved         map[string][]Amount // what each common driver adds to the cost
	alongs        [][]Amount          // [alongColumns] how the excess moves in the common direction; nil where it is counted
	need          [][]Amount          // [month] what the plans lack of their minimum cash; nil without a pool
}

// Member is what is remembered of a plan that was run. Money is our share, in the
// portfolio's currency.
type Member struct {
	Base     float64
	Amount   Amount  // the same, as it is added
	Alone    float64 // reserve by itself
	Mean     float64
	Held     float64 // reserve that it was given, else what it needs by itself
	HeldSaid bool
	Planned  map[int]float64 // mean base of each budget year
	Scored   bool            // it has a turned score, by which it can be correlated
	Unfunded bool            // it says nothing of its funding, and takes nothing from the pool
	Short    float64         // share of the scenarios in which its own funding falls short
	Peak     float64         // mean of the most that it is short of
	Gaps     int64           // bytes of its gaps
	Own      *Own            `json:",omitempty"` // of its own run; nil: none was asked for
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
	r := &runner{s: s, cfg: cfg, n: n, replicate: replicate, shared: coordinates{at: map[string]int{}}, members: make([]Member, len(s.Entries))}
	r.scores = s.mixed()
	r.way = r.ways()
	if cfg.Scratch == nil {
		r.cfg.Scratch = &memory{}
	}
	return r, r.begin()
}

// poolCells is how many months of scenarios a pool may take: a gigabyte of them.
const poolCells = 1 << 26

// begin makes room for the sums.
func (r *runner) begin() error {
	r.sums = sums{total: make([]Amount, r.n), excess: make([]Amount, r.n), years: map[int][]Amount{}, moved: map[string][]Amount{}}
	r.kept = &aside{at: r.cfg.Scratch, n: r.n}
	r.gaps = &gaps{at: r.cfg.Scratch, from: 2 * width * int64(r.n) * int64(len(r.s.Entries))}
	if r.way != nil {
		r.alongs = make([][]Amount, alongColumns)
		for k := range r.alongs {
			r.alongs[k] = make([]Amount, r.n)
		}
	}
	if !r.s.Settings.Lends {
		return nil
	}
	if r.n*r.s.Settings.Horizon > poolCells {
		return fmt.Errorf("portfolio: a pool over %d months takes at most %d futures; ask for fewer with --scenarios", r.s.Settings.Horizon, poolCells/r.s.Settings.Horizon)
	}
	r.need = make([][]Amount, r.s.Settings.Horizon)
	for m := range r.need {
		r.need[m] = make([]Amount, r.n)
	}
	return nil
}

// asOne reports whether the portfolio is one plan as it stands.
func (r *runner) asOne() bool { return r.s.asOne() }

// OneAsItStands reports whether the portfolio is one plan of which nothing is changed.
func (s *Survey) OneAsItStands() bool { return s.asOne() }

func (s *Survey) asOne() bool {
	return len(s.Entries) == 1 && s.Entries[0].asItStands() && s.facts[0].Exchange == "" && !s.Settings.Lends
}

// open reads a plan and makes it a model of the portfolio's, put off by some months.
func (r *runner) open(ctx context.Context, i, shift int) (*opened, error) {
	p, err := r.cfg.Open(ctx, i)
	if err != nil {
		return nil, err
	}
	p = r.s.Settings.Above(p)
	x := &opened{}
	if r.asOne() {
		own := *p
		own.Project.ReserveConfidence = r.s.Settings.Confidence
		x.p = &own
	} else {
		x.p, x.keys = r.s.linked(i, p)
		x.p = shifted(x.p, shift, r.s.Entries[i].KeepFunding)
	}
	m, problems := models.Compile(x.p)
	for _, problem := range problems {
		if m == nil && problem.Severity == budget.Error {
			return nil, fmt.Errorf("it cannot be simulated in the portfolio: %s: %s", problem.Ref, problem.Message)
		}
	}
	x.m = m
	return x, nil
}

// opened is a plan made ready.
type opened struct {
	m    *models.Model
	p    *budget.Plan
	keys map[string]string // under which the portfolio knows its drivers
}

// plan simulates a plan and adds it.
func (r *runner) plan(ctx context.Context, i int) error {
	if r.asOne() {
		return r.only(ctx)
	}
	if r.s.Settings.Own {
		if err := r.own(ctx, i); err != nil {
			return err
		}
	}
	x, err := r.adding(ctx, i)
	if err != nil {
		return err
	}
	size := r.piece(x.months)
	for first := 0; first < r.n; first += size {
		if err := x.piece(ctx, first, min(size, r.n-first)); err != nil {
			return err
		}
	}
	return x.end()
}

// pieceMemory is how much the months of a piece of a plan may take.
const pieceMemory = 64 << 20

// piece is how many scenarios of a plan are simulated at a time: whole replicates.
func (r *runner) piece(months int) int {
	fit := pieceMemory / (8 * max(1, months)) / r.replicate
	return max(1, fit) * r.replicate
}

// only runs a portfolio of one plan as it stands: its figures are those of its run.
func (r *runner) only(ctx context.Context) error {
	t := &r.s.Settings
	opened, err := r.open(ctx, 0, 0)
	if err != nil {
		return err
	}
	sim, err := models.Simulate(ctx, opened.m, models.RunConfig{Scenarios: t.Scenarios, Seed: t.Seed, Sampling: t.Sampling, Workers: r.cfg.Workers})
	if err != nil {
		return err
	}
	if r.one, err = sim.Summarise(ctx); err != nil {
		return err
	}
	part := sim.AsPart()
	r.n = len(part.Total)
	if err := r.begin(); err != nil {
		return err
	}
	x := &addition{r: r, e: &r.s.Entries[0], b: &r.members[0], from: opened.p.Project.Start.Sub(t.Start), cases: []shiftCase{{opened: opened, probability: 1}}, rate: 1}
	if err := x.base(); err != nil {
		return err
	}
	x.excess = make([]Amount, r.n)
	if err := x.add(part, &x.cases[0], 0); err != nil {
		return err
	}
	x.b.Alone, x.b.Own = r.one.Reserve.Contingency, OwnOf(r.one)
	x.hold()
	return errors.Join(r.kept.write(0, 0, x.excess), r.kept.write(1, 0, make([]Amount, r.n)))
}
