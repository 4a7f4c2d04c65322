package models

import (
	"context"
	"math"
	"slices"

	"ballast/models/outcome"
	"ballast/sim/stats"
	"ballast/sim/stream"
)

// The size of the search: enough that its answer is never worse than a grid of
// 20 points an axis, little enough for half a minute of one core with six
// sources (BenchmarkOptimise).
const (
	lookSample   = 1000 // futures on which the region is found
	searchSample = 2000 // futures on which its corner is found
	frontSample  = 1000 // futures on which the frontier is drawn
	searchStarts = 8
	frontPoints  = 10
)

// optimise looks for the best amounts within the limits of the sources and of
// the budget, so that P(gap) is at most what the liquidity confidence allows:
// on part of the futures first, then on all of them, and checks the answer on
// fresh draws. The search keeps one standard error of P(gap) below what is
// allowed, because the best of many choices on given draws looks better than
// it is.
//
// Checked: TestSlowOptimiseFresh.
func (d *mixStudy) optimise(ctx context.Context) (*outcome.OptimiseOut, error) {
	l := d.limits()
	out := &outcome.OptimiseOut{Objective: l.goal, Allowed: l.allowed, Scenarios: d.f.n}
	l.allowed = max(0, out.Allowed-math.Sqrt(out.Allowed*(1-out.Allowed)/float64(d.f.n)))
	dscr := !math.IsInf(l.dscrFloor, -1)
	small, whole := newSample(d.f, d.sampleSize(searchSample), dscr), newSample(d.f, d.f.n, dscr)
	s := d.newSearch(ctx, l)
	best, err := d.best(s, l, small, whole)
	if err == nil && best.violation > 0 { // the margin alone may be what fails
		exact := *l
		exact.allowed = out.Allowed
		if again := newProber(whole, &exact).at(best.amounts); again.violation == 0 {
			best, l = again, &exact
		}
	}
	out.Evaluations = s.watch.done
	if err != nil {
		return d.interrupted(ctx, out, s, l, whole, err)
	}
	out.Feasible = best.violation == 0
	if !out.Feasible {
		return out, d.infeasible(s, l, small, whole, out)
	}
	best = d.rounded(l, whole, best)
	best, l, err = d.confirmed(ctx, s, l, whole, best, out)
	d.fill(out, &best)
	if err != nil {
		out.Evaluations = s.watch.done
		return d.interrupted(ctx, out, s, l, whole, err)
	}
	if !d.quick {
		if out.Binding, err = d.binding(s, l, small, best); err == nil {
			out.Frontier, err = d.frontier(s, l, best)
		}
	}
	out.Evaluations = s.watch.done
	if err != nil {
		return d.interrupted(ctx, out, s, l, whole, err)
	}
	return out, nil
}

// confirmRounds is how often an answer that fails on fresh draws is looked for again.
const confirmRounds = 3

// confirmed works the answer out on draws that it has not seen. Where a condition does not
// hold there, the search goes on from it with a margin that is a standard error of P(gap)
// wider, and the answer is stated on draws that had no part in that.
//
// Checked: TestBestMixKeepsItsGap.
func (d *mixStudy) confirmed(ctx context.Context, s *search, l *limits, whole *sample, best point, out *outcome.OptimiseOut) (point, *limits, error) {
	step, seed := math.Sqrt(out.Allowed*(1-out.Allowed)/float64(d.f.n)), d.s.cfg.Seed
	for round := 0; ; round++ {
		seed += farSeed
		fresh, err := d.fresh(ctx, seed, best.amounts, l, out.Allowed)
		if err != nil {
			return best, l, err
		}
		out.Fresh = fresh
		if fresh.Met || round == confirmRounds {
			if round == 0 || !fresh.Met {
				return best, l, nil
			}
			out.Fresh, err = d.fresh(ctx, seed+farSeed, best.amounts, l, out.Allowed)
			return best, l, err
		}
		tight := *l
		tight.allowed, tight.dscrAllowed = max(0, l.allowed-step), max(0, l.dscrAllowed-step)
		found, err := s.all([]task{{s: whole, l: &tight, start: best.amounts}})
		if err != nil {
			return best, l, err
		}
		next := d.rounded(&tight, whole, found[0])
		if next.violation > 0 {
			return best, l, nil // there is no room for a wider margin
		}
		best, l = next, &tight
	}
}

// fill writes down a point.
func (d *mixStudy) fill(out *outcome.OptimiseOut, p *point) {
	out.Amounts, out.InSample, out.Value = d.listed(roundedDown(p.amounts)), p.gap, d.valueOf(p)
}

// roundedDown keeps amounts as they are but for crumbs of less than a cent.
func roundedDown(a []float64) []float64 {
	out := append([]float64(nil), a...)
	for j := range out {
		if out[j] < tiny {
			out[j] = 0
		}
	}
	return out
}

// valueOf is the objective as a reader wants it: cost of funds in money per
// year, NPV to equity, or mean peak gap.
func (d *mixStudy) valueOf(p *point) float64 {
	switch d.m.plan.Project.Mixes.Objective {
	case "npv":
		return p.npv
	case "gap":
		return p.peak
	}
	return p.cost / d.m.annuityYears()
}

// interrupted keeps the best so far, marked as unfinished.
func (d *mixStudy) interrupted(ctx context.Context, out *outcome.OptimiseOut, s *search, l *limits, whole *sample, err error) (*outcome.OptimiseOut, error) {
	if ctx.Err() == nil || s.watch.best == nil {
		return nil, err
	}
	p := newProber(whole, l).at(s.watch.best.amounts)
	out.Fresh = nil
	out.Unfinished, out.Feasible, out.Evaluations = true, p.gap <= out.Allowed && p.violation == 0, s.watch.done
	d.fill(out, &p)
	return out, ctx.Err()
}

// limits are those of the plan.
func (d *mixStudy) limits() *limits {
	p := &d.m.plan.Project
	l := &limits{total: d.m.base, concentration: 1, dscrFloor: math.Inf(-1), dscrAllowed: 1 - p.LiquidityConfidence,
		allowed: 1 - p.LiquidityConfidence, goal: p.Mixes.Objective}
	if l.goal == "" {
		l.goal = "cost"
	}
	if f := p.Mixes.LimitFactor; f > 0 {
		l.total *= f
	}
	if t := d.m.plan.FundingLimit(); t != nil {
		l.total = t.InexactFloat64()
	}
	if c := p.Mixes.MaxConcentration; c != nil {
		l.concentration = *c
	}
	if x := p.Mixes.DSCRFloor; x != nil {
		l.dscrFloor = *x
	}
	if x := p.Mixes.DSCRAllowed; x != nil {
		l.dscrAllowed = *x
	}
	sum := 0.0
	for k := range d.m.plan.Funding {
		s := &d.m.plan.Funding[k]
		lo, hi := s.Bounds()
		least, floor := lo.InexactFloat64(), d.m.arrived(k) // what has come cannot be given back
		if floor > tiny {
			floor = max(floor, least)
		}
		l.lo, l.least, l.hi = append(l.lo, floor), append(l.least, least), append(l.hi, max(floor, d.m.possible(k, hi.InexactFloat64())))
		if least > l.hi[k] {
			l.hi[k] = floor // it can never be used
		}
		share := 1.0
		if s.MaxShare != nil {
			share = *s.MaxShare
		}
		l.share = append(l.share, share)
		sum += hi.InexactFloat64()
	}
	l.scale = max(1, min(sum, l.total))
	return l
}

// sampleSize is how many futures a sample of about n has: whole replicates.
func (d *mixStudy) sampleSize(n int) int {
	n = min(n, d.f.n)
	if n > d.f.replicate {
		n -= n % d.f.replicate
	}
	return n
}

func (d *mixStudy) newSearch(ctx context.Context, l *limits) *search {
	n := len(l.free())
	s := &search{ctx: ctx, d: d, seed: d.s.cfg.Seed, wide: 60 + 25*n, near: 160 + 42*n, step: 0.25, watch: &watch{keep: l}}
	s.watch.total = searchStarts*s.wide + 3*s.near + (5+2*frontPoints+n)*(s.near/4)
	if tell := d.cfg.Progress; tell != nil {
		s.watch.tell = func(done, total int, best *point) {
			value, gap := math.NaN(), math.NaN()
			if best != nil {
				value, gap = d.valueOf(best), best.gap
			}
			tell(done, total, MixProgress{Value: value, ProbabilityGap: gap})
		}
	}
	return s
}

// MixProgress is the best so far, NaN when there is nothing yet.
type MixProgress struct{ Value, ProbabilityGap float64 }

// best looks around from many starts on the small sample, walks to the corner
// from the three best, and finishes the two best answers on the whole sample.
func (d *mixStudy) best(s *search, l *limits, small, whole *sample) (point, error) {
	var tasks []task
	look := newSample(d.f, d.sampleSize(lookSample), small.dscr)
	for _, a := range d.starts(l) {
		tasks = append(tasks, task{s: look, l: l, start: a, wide: true})
	}
	found, err := s.all(tasks)
	if err != nil {
		return point{}, err
	}
	for _, stage := range []struct {
		s    *sample
		keep int
		near int
		step float64
	}{{small, 3, s.near, s.step}, {whole, 2, s.near / 3, 0.02}} {
		slices.SortStableFunc(found, byMerit)
		tasks = nil
		for k := range min(stage.keep, len(found)) {
			tasks = append(tasks, task{s: stage.s, l: l, start: found[k].amounts})
		}
		fine := *s
		fine.step, fine.near = stage.step, stage.near
		if found, err = fine.all(tasks); err != nil {
			return point{}, err
		}
	}
	slices.SortStableFunc(found, byMerit)
	return d.switched(s, l, whole, found[0])
}

// switched tries the best point with each source that is nothing or at least so much used
// where it is not, and not used where it is.
func (d *mixStudy) switched(s *search, l *limits, whole *sample, best point) (point, error) {
	var tasks []task
	for j := range l.least {
		if l.least[j] <= tiny || l.lo[j] >= l.least[j] || l.hi[j] < l.least[j] {
			continue
		}
		a := append([]float64(nil), best.amounts...)
		if a[j] > tiny {
			a[j] = 0
		} else {
			a[j] = l.least[j]
		}
		tasks = append(tasks, task{s: whole, l: l, start: a})
	}
	if len(tasks) == 0 {
		return best, nil
	}
	fine := *s
	fine.near, fine.step = s.near/3, 0.25
	found, err := fine.all(tasks)
	if err != nil {
		return point{}, err
	}
	slices.SortStableFunc(found, byMerit)
	if found[0].less(&best) {
		best = found[0]
	}
	return best, nil
}

func byMerit(a, b point) int {
	switch {
	case a.less(&b):
		return -1
	case b.less(&a):
		return 1
	}
	return 0
}

// starts are the plan, its mixes, all that can be had, and points of a Latin
// hypercube.
func (d *mixStudy) starts(l *limits) [][]float64 {
	out := [][]float64{d.planned(), append([]float64(nil), l.hi...)}
	for k := range min(3, len(d.mixes)) {
		out = append(out, d.mixes[k])
	}
	n := max(3, searchStarts-len(out))
	for k := range n {
		a := make([]float64, len(l.lo))
		for j := range a {
			r := stream.New(d.s.cfg.Seed, "mix/start/"+d.m.sources[j].id)
			place := int(r.Uniform(1)*float64(n)) + k*(1+j%max(1, n-1))
			a[j] = l.lo[j] + float64((l.hi[j]-l.lo[j])*(float64(place%n)+float64(r.Uniform(uint64(2+k))))/float64(n))
		}
		out = append(out, a)
	}
	return out
}

// fresh works amounts out on the draws of another seed: P(gap), and where there is a
// floor for the cover, how often it is undercut.
func (d *mixStudy) fresh(ctx context.Context, seed uint64, amounts []float64, l *limits, allowed float64) (*outcome.FreshCheck, error) {
	s, err := d.s.rerun(ctx, seed, flowShock{})
	if err != nil {
		return nil, err
	}
	f, err := newFutures(ctx, s, fundingShock{})
	if err != nil {
		return nil, err
	}
	floor := !math.IsInf(l.dscrFloor, -1)
	res, err := d.run(ctx, f, [][]float64{amounts}, !floor)
	if err != nil {
		return nil, err
	}
	c := &outcome.FreshCheck{Seed: seed}
	c.ProbabilityGap, c.Interval95 = d.freshShare(res.Scalar[columnPeak], gapped)
	c.Met = c.Interval95[0] <= allowed+1e-12
	if floor {
		low, interval := d.freshShare(res.Scalar[columnDSCR], func(x float64) bool { return x < l.dscrFloor })
		c.LowCover, c.LowCoverInterval95 = &low, &interval
		c.Met = c.Met && interval[0] <= d.limits().dscrAllowed+1e-12
	}
	return c, nil
}

// freshShare is the share of a column that a test holds for, with its 95 % interval; of a
// single replicate that of independent draws.
func (d *mixStudy) freshShare(x []float64, test func(float64) bool) (float64, outcome.Interval) {
	p := share(x, test)
	interval := d.shareInterval(p, x, test)
	if math.IsNaN(interval[0]) || math.IsNaN(interval[1]) {
		half := float64(stats.TQuantile(0.975, 1e6) * math.Sqrt(p*(1-p)/float64(len(x))))
		interval = outcome.Interval{math.Max(0, p-half), math.Min(1, p+half)}
	}
	return p, interval
}
