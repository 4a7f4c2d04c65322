package models

import (
	"context"
	"fmt"
	"math"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
)

// MixConfig says what to do with the mixes of a plan. Its zero value compares
// them under the stresses of the plan.
type MixConfig struct {
	Bare     bool            // leave out stresses, the failing of each source and the sensitivity
	Optimise bool            // look for the best amounts, also where the plan does not ask for it
	Stress   []budget.Stress // further stresses than those of the plan
	Progress func(done, total int, best MixProgress)
}

// mixStudy is one comparison of mixes.
type mixStudy struct {
	s     *Simulation
	m     *Model
	cfg   MixConfig
	f     *futures
	need  float64
	names []string
	mixes [][]float64 // amounts by source
	quick bool        // tests: the answer only, no frontier and no binding limits
}

// CompareMixes compares the mixes of the plan on the futures of the run and
// fills Outcome.Mixes and Outcome.MixStudy. Without a sheet Mixes the plan's
// own commitments are the one mix. Costs, revenue and risks do not depend on
// the mix: only the funding step is repeated. When ctx ends during the search
// for the best amounts, the best so far is kept and marked as unfinished, and
// ctx's error is returned after everything else was filled.
func (s *Simulation) CompareMixes(ctx context.Context, o *outcome.Outcome, cfg MixConfig) error {
	if len(s.m.sources) == 0 {
		return nil
	}
	d := &mixStudy{s: s, m: s.m, cfg: cfg}
	var err error
	if d.f, err = newFutures(ctx, s, fundingShock{}); err != nil {
		return err
	}
	d.amounts()
	study := &outcome.MixStudy{Need: d.need, Scenarios: d.f.n}
	if d.f.n < s.res.N {
		o.Log.Notes = append(o.Log.Notes, budget.Line{Text: s.m.words.Say("model.mixes-part", d.f.n)})
	}
	var stopped error
	if cfg.Optimise || s.m.plan.Project.Mixes.Optimise {
		study.Optimised, err = d.optimise(ctx)
		switch {
		case ctx.Err() != nil && study.Optimised != nil:
			stopped = ctx.Err()
			ctx = context.WithoutCancel(ctx) // what is left takes a moment
		case err != nil:
			return err
		}
		d.names = append(d.names, s.m.words.Say("model.mix-optimised"))
		d.mixes = append(d.mixes, d.vector(study.Optimised.Amounts))
	}
	results, err := d.compare(ctx)
	if err != nil {
		return err
	}
	if study.Optimised != nil {
		best := &results[len(results)-1]
		best.Optimised, study.Optimised.Amounts = true, best.Sources // with what is used of each
	}
	if !cfg.Bare {
		if err := d.variants(ctx, results); err != nil {
			return err
		}
		if study.Stress, err = d.stresses(ctx); err != nil {
			return err
		}
	}
	d.m.mixPlaces(results, study)
	o.Mixes, o.MixStudy = results, study
	return stopped
}

// amounts turns the mixes of the plan into amounts by source.
func (d *mixStudy) amounts() {
	d.need = d.fundingNeed()
	for q := range d.m.plan.Mixes {
		a := d.m.mixAmounts(&d.m.plan.Mixes[q], d.need)
		for j := range a {
			a[j] = d.m.possible(j, a[j])
		}
		d.names, d.mixes = append(d.names, d.m.plan.Mixes[q].Name), append(d.mixes, a)
	}
	if len(d.mixes) == 0 {
		d.names, d.mixes = []string{d.m.words.Say("model.mix-plan")}, [][]float64{d.planned()}
	}
}

// mixAmounts are the amounts of a mix by source; shares are of the need.
func (m *Model) mixAmounts(x *budget.Mix, need float64) []float64 {
	a, sum := make([]float64, len(m.sources)), 0.0
	for _, p := range x.Parts {
		sum += p.Amount.InexactFloat64()
	}
	for _, p := range x.Parts {
		j := m.sourceIndex(p.Source)
		if j < 0 {
			continue // reported when the plan was checked
		}
		v := p.Amount.InexactFloat64()
		if x.Shares {
			v *= need / sum // sum is 1 to a tenth of a percent
		}
		a[j] += v
	}
	return a
}

// mixesArrived warns of a mix with less of a source than has come of it, or without
// that source, where what has come stays and so does a share that was sold for it; and
// of one with more of a source that has nothing still to come. Shares of a need that
// only the futures tell are not looked at.
func (m *Model) mixesArrived() {
	need := total(m.planned())
	if n := m.plan.Project.Mixes.Need; n != nil {
		need = n.InexactFloat64()
	}
	for q := range m.plan.Mixes {
		x := &m.plan.Mixes[q]
		if x.Shares && need == 0 {
			continue
		}
		for j, amount := range m.mixAmounts(x, need) {
			counted := m.possible(j, amount)
			if math.Abs(counted-amount) <= max(tiny, m.rounding) {
				continue
			}
			ref, row := x.Ref, []budget.Field(nil)
			for _, p := range x.Parts {
				if m.sourceIndex(p.Source) == j {
					ref, row = p.Ref, p.Row.Excerpt("Source")
				}
			}
			key := "model.mix-arrived"
			if counted < amount {
				key = "model.mix-complete"
			}
			m.scratch = append(m.scratch, budget.Problem{Ref: ref, Severity: budget.Warning, Code: "mix-arrived", Row: row,
				Message: m.words.Say(key, x.Name, m.amount(amount), m.sources[j].id, m.amount(counted)), Hint: m.words.Say(key + ".hint")})
		}
	}
}

// planned is the plan's own mix.
func (d *mixStudy) planned() []float64 { return d.m.planned() }

// planned is what the sources commit.
func (m *Model) planned() []float64 {
	a := make([]float64, len(m.sources))
	for j := range m.sources {
		a[j] = m.sources[j].planned
	}
	return a
}

// fundingNeed is what shares of a mix refer to: the setting Funding need, or
// what the sources of the plan bring together, or, where they commit nothing,
// the mean of the deepest cumulative outflow with the minimum cash and without
// the opening cash.
func (d *mixStudy) fundingNeed() float64 {
	if n := d.m.plan.Project.Mixes.Need; n != nil {
		return n.InexactFloat64()
	}
	sum := 0.0
	for _, a := range d.planned() {
		sum += a
	}
	if sum > 0 {
		return sum
	}
	for i := range d.f.n {
		ncf, _, _, _ := d.f.row(i)
		cash, deepest := 0.0, 0.0
		for _, x := range ncf {
			cash += x
			deepest = max(deepest, -cash)
		}
		sum += max(0, deepest+d.m.minimum-d.m.opening)
	}
	return math.Round(sum / float64(d.f.n))
}

func (m *Model) sourceIndex(id string) int {
	for j := range m.sources {
		if strings.EqualFold(m.sources[j].id, id) {
			return j
		}
	}
	return -1
}

// vector is the amounts of a list by source.
func (d *mixStudy) vector(list []outcome.MixSource) []float64 {
	a := make([]float64, len(d.m.sources))
	for j := range list {
		a[j] = list[j].Amount
	}
	return a
}

// listed is the list of an amounts vector.
func (d *mixStudy) listed(amounts []float64) []outcome.MixSource {
	out := make([]outcome.MixSource, len(amounts))
	for j, a := range amounts {
		out[j] = outcome.MixSource{ID: d.m.sources[j].id, Name: d.m.plan.Funding[j].Name, Amount: a, Arrived: d.m.arrived(j)}
	}
	return out
}

// run works out sets of amounts on the futures.
func (d *mixStudy) run(ctx context.Context, f *futures, sets [][]float64, short bool) (*sim.Result, error) {
	columns, sums := f.columns(short), f.trialSums(short)
	names := make([]string, columns*len(sets))
	for i := range names {
		names[i] = fmt.Sprintf("mix column %d", i)
	}
	return f.pass(ctx, sim.Config{Sampling: d.s.cfg.Sampling, Workers: d.s.cfg.Workers}, names, sums*len(sets), func() sim.Kernel {
		r := &trialRun{short: short}
		for _, a := range sets {
			r.trials = append(r.trials, newTrial(f, a))
		}
		return r
	})
}
