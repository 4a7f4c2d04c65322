package models

import (
	"context"
	"fmt"
	"math"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// RunConfig overrides what the plan says of the run. Its zero value follows
// the plan on all cores.
type RunConfig struct {
	Scenarios int     // 0: as in the plan; -1: auto
	Seed      *uint64 // nil: as in the plan
	Sampling  string  // "": as in the plan; LHS, MC, Sobol
	Workers   int
	// Counted leaves the cost unsmoothed: what the accuracy of all else is compared
	// with.
	Counted  bool
	Progress func(done, total int)

	// Frame is that of another plan (Model.Frame): what the plans have in common is
	// drawn alike, also where this one weighs it otherwise. nil: the plan's own.
	Frame *sim.Frame
	// As is where the run stands that this one is compared with: as many scenarios are
	// smoothed here as there. nil: as many as are needed.
	As *Stand
	// Most is the ceiling of scenarios, also of a run that decides by itself; 0: none.
	Most int
	// Preview, when set, is called once, before the run goes on, with the first
	// scenarios of a run that keeps all of its own. The parts are those of the whole
	// run: what comes after is the same to the bit as without.
	Preview func(first *Simulation) error
	// Glance keeps no more than a Glance and a Stand need: no draws, and no risk is taken
	// out to see what it did. There is no outcome of such a run.
	Glance bool

	keeping keeping // how many scenarios are kept, and smoothed as those of a run that is compared
}

// Simulation is a finished run: the columns of all scenarios, not yet
// summarised.
type Simulation struct {
	m         *Model
	cfg       sim.Config
	res       *sim.Result
	auto      bool
	converged bool
	limit     int
	flowsOnly bool // made by rerun: no figures but the flows
	counted   bool // the cost is not smoothed
	decides   bool // how many scenarios are smoothed depends on the first of them
	precision *precision
	smoothing *smoothing
	tried     *riskEffects // nil: not yet worked out, or no risks
}

// Run simulates a plan and summarises it.
func Run(ctx context.Context, m *Model, cfg RunConfig) (*outcome.Outcome, error) {
	s, err := Simulate(ctx, m, cfg)
	if err != nil {
		return nil, err
	}
	return s.Summarise(ctx)
}

// Simulate runs the scenarios of a plan. With an automatic number it doubles
// the run until the 95 % interval of the chosen reserve is narrower than the
// accuracy asked for, or the plan's maximum is reached.
func Simulate(ctx context.Context, m *Model, cfg RunConfig) (*Simulation, error) {
	if cfg.Frame != nil {
		own := *m
		own.program.Frame = cfg.Frame
		m = &own
	}
	s, err := newSimulation(m, cfg)
	if err != nil {
		return nil, err
	}
	if !cfg.Glance {
		s.tried = m.newRiskEffects(max(s.cfg.Scenarios, s.autoMost()))
	}
	if err := s.begin(ctx, cfg.Preview); err != nil {
		return nil, err
	}
	for {
		width := s.reserveWidth()
		s.converged = width <= s.accuracy()
		if !s.auto || s.converged || s.res.N >= s.limit {
			return s, nil
		}
		part := s.cfg
		part.First = s.res.N
		part.Scenarios = min(s.res.N, s.limit-s.res.N)
		part.Pilot = s.res
		more, err := sim.Run(ctx, s.program(s.tried), part)
		if err != nil {
			return nil, m.explainError(err)
		}
		if err := s.res.Merge(more); err != nil {
			return nil, err
		}
		s.cfg.Scenarios = s.res.N
	}
}

// autoMost is how many scenarios a run may come to that decides by itself.
func (s *Simulation) autoMost() int {
	if !s.auto {
		return 0
	}
	return s.limit
}

// autoFirst is how many Sobol points an automatic run begins with: smoothed, they
// have a smaller error than 10,000 plain ones.
const autoFirst = 4096

func newSimulation(m *Model, cfg RunConfig) (*Simulation, error) {
	p := &m.plan.Project
	s := &Simulation{m: m, limit: p.MaxScenarios, precision: &precision{}, smoothing: &smoothing{}, counted: cfg.Counted}
	kind, err := samplingKind(cfg.Sampling, p.Sampling)
	if err != nil {
		return nil, err
	}
	s.cfg = sim.Config{Scenarios: p.Scenarios, Seed: p.Seed, Sampling: kind, Workers: cfg.Workers, Progress: cfg.Progress}
	if cfg.Scenarios != 0 {
		s.cfg.Scenarios = max(0, cfg.Scenarios)
	}
	if cfg.Seed != nil {
		s.cfg.Seed = *cfg.Seed
	}
	if s.cfg.Scenarios == 0 {
		s.auto = true
		first := autoFirst
		if s.cfg.Sampling != design.Sobol {
			first = 10000 // ten long replicates
		}
		s.cfg.Scenarios = min(first, max(s.limit, 1))
	}
	if cfg.Most > 0 {
		s.limit, s.cfg.Scenarios = min(s.limit, cfg.Most), min(s.cfg.Scenarios, cfg.Most)
	}
	s.cfg.Replicate = replicateLength(s.cfg.Sampling, s.cfg.Scenarios)
	if rest := s.cfg.Scenarios % s.cfg.Replicate; s.auto && rest > 0 { // what is added begins with a whole replicate
		s.cfg.Scenarios = min(s.cfg.Scenarios-rest+s.cfg.Replicate, max(s.limit, 1))
	}
	if cfg.As != nil {
		cfg.keeping.smooth = cfg.As.smoothed
	}
	if cfg.Glance {
		cfg.keeping.inputs, cfg.keeping.sample = 1, 1
	}
	m.sizes(cfg.keeping).set(&s.cfg)
	s.decides = !s.auto && !s.counted && cfg.keeping.smooth == 0 && s.cfg.Sampling == design.Sobol
	return s, nil
}

// samplingKind reads the name of a design.
func samplingKind(asked, plan string) (design.Kind, error) {
	if asked == "" {
		asked = plan
	}
	for _, k := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		if strings.EqualFold(asked, string(k)) {
			return k, nil
		}
	}
	if asked == "" {
		return design.Sobol, nil
	}
	return "", fmt.Errorf("unknown sampling %q: LHS, MC or Sobol", asked)
}

// explainError names the plan's row when a draw or a figure was not finite.
func (m *Model) explainError(err error) error {
	if nf, ok := err.(*sim.NotFiniteError); ok {
		for _, v := range m.vars {
			if v.key == nf.Name {
				return fmt.Errorf("%s %s (%s) is %v in scenario %d; see it with --scenario %d: %w", v.label, v.name, v.ref, nf.Value, nf.Scenario, nf.Scenario, err)
			}
		}
		return fmt.Errorf("%s is %v in scenario %d, although every draw is finite; see it with --scenario %d: %w", nf.Name, nf.Value, nf.Scenario, nf.Scenario, err)
	}
	return err
}

// total is the total cost of all scenarios, or of the first ones where not all
// are kept; see col.
func (s *Simulation) total() []float64 { return s.res.Scalar[s.m.out.total] }

// accuracy is what was asked for, in money.
func (s *Simulation) accuracy() float64 { return s.m.accuracy() }

func (m *Model) accuracy() float64 { return m.plan.Project.Accuracy * math.Abs(m.base) }

// costQuantile is the quantile of costs that are counted, as the reserve takes it.
func (m *Model) costQuantile(x []float64, p float64) float64 {
	return stats.QuantilesApart(x, []float64{p}, m.accuracy())[0]
}

// reserveWidth is the width of the 95 % interval of the chosen quantile.
func (s *Simulation) reserveWidth() float64 {
	p := s.m.plan.Project.ReserveConfidence
	i := s.col(s.m.out.total).interval(p)
	return i[1] - i[0]
}

// Summarise turns the columns into the Outcome.
func (s *Simulation) Summarise(ctx context.Context) (*outcome.Outcome, error) {
	m, p := s.m, &s.m.plan.Project
	o := &outcome.Outcome{Input: outcome.Input{File: m.plan.File, PlanID: p.PlanID, SHA256: m.plan.SHA256}, Currency: p.Currency,
		Start: p.Start.String(), Horizon: m.horizon,
		Run: outcome.RunInfo{Scenarios: s.res.N, Seed: s.cfg.Seed, Sampling: string(s.res.Sampling),
			Block: s.res.Replicate, Converged: s.converged, Smoothed: s.smoothedN()}}
	o.Log.Read = m.plan.Log
	o.Log.Notes = append(o.Log.Notes, m.notes...)
	o.Cost = s.cost()
	if at := m.out.costPV; at >= 0 {
		worth := s.col(at).dist()
		o.CostPresentValue = &worth
	}
	tasks := s.tasks(ctx, o)
	err := sim.Each(ctx, len(tasks), s.cfg.Workers, func() func(int) error {
		return func(k int) error { return tasks[k]() }
	})
	if err != nil {
		return nil, err
	}
	o.Joint, o.Settlement = s.joint(o), s.settlement()
	if o.Control, err = s.control(ctx, o); err != nil {
		return nil, err
	}
	if o.Commitments, err = s.commitments(ctx); err != nil {
		return nil, err
	}
	o.Verdict = s.verdict(o, o.Control)
	o.Gates, o.Deliveries, o.Position = m.gates(o.Control), m.deliveries(), m.position
	o.Resources = m.resources()
	o.Warnings = s.warnings(o)
	o.Followups = s.followups(o)
	m.places(o)
	s.logRun(o)
	return o, nil
}

// tasks are the parts of the outcome that do not wait for each other, once the
// cost is known: each writes fields of its own. The longest come first.
func (s *Simulation) tasks(ctx context.Context, o *outcome.Outcome) []func() error {
	tasks := []func() error{func() error { return s.reserve(ctx, o) }}
	if len(s.m.streams) > 0 {
		tasks = append(tasks, func() error { o.Return = s.worthOf(); return nil })
	}
	tasks = append(tasks, func() (err error) { o.Risks, err = s.risks(ctx); return err })
	if s.m.hasCash() {
		tasks = append(tasks, func() error { o.Cash = s.cash(); return s.liquidity(ctx, o) })
	}
	tasks = append(tasks,
		func() error { o.Cost.Layers = s.layers(); return nil },
		func() (err error) {
			var ranks [][]int16
			if o.Sensitivity, ranks, err = s.sensitivity(ctx); err == nil {
				o.Correlation, err = s.correlation(ctx, ranks)
			}
			return err
		})
	if len(s.m.sources) > 0 {
		tasks = append(tasks, func() error { o.Funding = s.funding(); return nil })
	}
	return tasks
}

// hasCash reports whether cash by month means anything: there is money to come
// or money in hand.
func (m *Model) hasCash() bool {
	return len(m.sources) > 0 || len(m.streams) > 0 || m.opening != 0
}

// HasCash reports whether the plan says anything of money that comes.
func (m *Model) HasCash() bool { return m.hasCash() }

// logRun adds what the run did otherwise than a reader may expect.
func (s *Simulation) logRun(o *outcome.Outcome) {
	say := func(key string, args ...any) {
		o.Log.Notes = append(o.Log.Notes, budget.Line{Text: s.m.words.Say(key, args...)})
	}
	for _, n := range s.res.Notes {
		if s.m.words.Has("model.sampling." + n) {
			say("model.sampling." + n)
		}
	}
	s.m.noteOutside(o)
	switch {
	case s.auto && s.converged:
		say("model.auto-enough", s.res.N, percentLevel(s.m.plan.Project.ReserveConfidence), s.m.amount(s.reserveWidth()), s.m.amount(s.accuracy()))
	case s.auto:
		say("model.auto-gave-up", s.res.N)
	}
	s.logSmoothing(say)
	s.logSize(say)
	if s.res.InputsN < s.res.N {
		say("model.inputs-part", s.res.InputsN)
	}
	if o.Reserve.AtCorrelation != nil {
		c := o.Reserve.AtCorrelation
		say("model.nothing-correlated", percentText(s.m.plan.Language, c.Rho), percentText(s.m.plan.Language, c.Confidence), s.m.amount(c.Contingency))
	}
}

// logSmoothing says what is smoothed, and why nothing is.
func (s *Simulation) logSmoothing(say func(key string, args ...any)) {
	switch {
	case s.smoothed():
		say("model.smoothed", s.res.SmoothN)
		if s.res.SmoothN < min(s.res.N, s.cfg.KeepSmooth) {
			say("model.smoothed-enough", smoothWorth*s.res.N)
		}
		if s.m.out.pretax >= 0 && s.res.SmoothN == s.res.N {
			say("model.smoothed-worth")
		}
	case s.res.Sampling == design.LHS && s.m.continuous():
		say("model.not-smoothed-lhs")
	default:
		say("model.not-smoothed")
	}
}

// continuous reports whether a line has an amount that could move with the score.
func (m *Model) continuous() bool {
	for v, pull := range m.pull {
		if s := distribution.Compile(m.vars[v].dist); pull != 0 && s.Continuous() {
			return true
		}
	}
	return false
}

// percent writes a chance or a share as the plan's language does; what is neither certain
// nor impossible is never rounded to either.
func (m *Model) percent(x float64) string {
	switch {
	case x > 0 && x < 0.001:
		return words.PercentSign(m.plan.Language, "<0.1")
	case x > 0.999 && x < 1:
		return words.PercentSign(m.plan.Language, ">99.9")
	}
	return percentText(m.plan.Language, x)
}

// percentText writes a share for the run log.
func percentText(language string, x float64) string {
	return words.PercentSign(language, percentLevel(x))
}

// percentLevel writes a confidence as the number of a percentile.
func percentLevel(p float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.1f", 100*p), "0"), ".")
}
