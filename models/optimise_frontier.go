package models

import (
	"math"
	"slices"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// frontier is the least cost of funds at falling P(gap): ten points from the
// smallest P(gap) that the limits allow to a half, or to that of the cheapest
// money where it is less.
func (d *mixStudy) frontier(s *search, l *limits, best point) ([]outcome.FrontierMix, error) {
	small := newSample(d.f, d.sampleSize(frontSample), !math.IsInf(l.dscrFloor, -1))
	quick := *s
	quick.near = s.near / 4
	safe, cheap := *l, *l
	safe.goal, safe.allowed, cheap.goal, cheap.allowed = goalGap, 1, "cost", 1
	ends, err := quick.all([]task{{s: small, l: &safe, start: l.hi}, {s: small, l: &safe, start: best.amounts}, {s: small, l: &cheap, start: best.amounts}})
	if err != nil {
		return nil, err
	}
	if ends[1].less(&ends[0]) {
		ends[0] = ends[1]
	}
	from, to := ends[0].gap, max(ends[0].gap, min(ends[2].gap, max(0.5, 2*(1-d.m.plan.Project.LiquidityConfidence))))
	var tasks []task
	for k := range frontPoints {
		x := float64(k) / (frontPoints - 1)
		at := *l
		at.goal, at.allowed = "cost", from+float64((to-from)*x*x)
		for _, start := range [][]float64{best.amounts, between(ends[0].amounts, ends[2].amounts, x)} {
			tasks = append(tasks, task{s: small, l: &at, start: start})
		}
	}
	found, err := quick.all(tasks)
	if err != nil {
		return nil, err
	}
	sets := [][]float64{best.amounts}
	for k := range frontPoints {
		two := found[2*k : 2*k+2]
		slices.SortStableFunc(two, byMerit)
		sets = append(sets, two[0].amounts)
	}
	return d.frontierOf(s, sets)
}

func between(a, b []float64, x float64) []float64 {
	out := make([]float64, len(a))
	for j := range a {
		out[j] = a[j] + float64((b[j]-a[j])*x)
	}
	return out
}

// frontierOf works the points out on all futures and keeps those that no other
// one beats in both cost and P(gap).
func (d *mixStudy) frontierOf(s *search, sets [][]float64) ([]outcome.FrontierMix, error) {
	res, err := d.run(s.ctx, d.f, sets, true)
	if err != nil {
		return nil, err
	}
	var all []outcome.FrontierMix
	for q := range sets {
		col := res.Scalar[q*shortColumns:]
		all = append(all, outcome.FrontierMix{ProbabilityGap: share(col[columnPeak], gapped), CostMean: stats.Mean(col[columnCost]),
			NPVMean: stats.Mean(col[columnNPV]), PeakGapMean: stats.Mean(col[columnPeak]), Amounts: d.listed(roundedDown(sets[q]))})
	}
	slices.SortStableFunc(all, func(a, b outcome.FrontierMix) int {
		switch {
		case a.ProbabilityGap != b.ProbabilityGap:
			return sign(a.ProbabilityGap - b.ProbabilityGap)
		}
		return sign(a.CostMean - b.CostMean)
	})
	var out []outcome.FrontierMix
	for _, p := range all {
		if len(out) == 0 || p.CostMean < out[len(out)-1].CostMean-tiny {
			out = append(out, p)
		}
	}
	return out, nil
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// binding lists the limits at which a point stands, and what each would bring on the
// sample if it were eased by a tenth, a most higher, a least or a floor lower: the
// objective, or what the limits have as their goal where they look for how far a condition
// can be kept.
func (d *mixStudy) binding(s *search, l *limits, small *sample, at point) ([]outcome.BindingLimit, error) {
	var list []outcome.BindingLimit
	var wider []*limits
	add := func(b outcome.BindingLimit, change func(w *limits)) {
		w := *l
		w.hi, w.least, w.share = slices.Clone(l.hi), slices.Clone(l.least), slices.Clone(l.share)
		change(&w)
		list, wider = append(list, b), append(wider, &w)
	}
	sum := 0.0
	for _, a := range at.amounts {
		sum += a
	}
	close := func(a, b float64) bool { return a > tiny && math.Abs(a-b) <= float64(1e-3*math.Abs(b)) }
	for j, a := range at.amounts {
		id := d.m.sources[j].id
		if close(a, l.hi[j]) {
			add(outcome.BindingLimit{Limit: "max amount", ID: id, Value: l.hi[j]}, func(w *limits) { w.hi[j] *= 1.1 })
		}
		if l.share[j] < 1 && close(a, float64(l.share[j]*sum)) {
			add(outcome.BindingLimit{Limit: "max share", ID: id, Value: l.share[j]}, func(w *limits) { w.share[j] = min(1, w.share[j]*1.1) })
		}
		if l.least[j] > tiny && l.lo[j] <= tiny && close(a, l.least[j]) && !l.reaching() {
			add(outcome.BindingLimit{Limit: "min amount", ID: id, Value: l.least[j]}, func(w *limits) { w.least[j] *= 0.9 })
		}
	}
	if close(sum, l.total) {
		add(outcome.BindingLimit{Limit: "total", Value: l.total}, func(w *limits) { w.total *= 1.1 })
	}
	if l.concentration < 1 && l.goal != goalConcentration {
		add(outcome.BindingLimit{Limit: "concentration", Value: l.concentration}, func(w *limits) { w.concentration = min(1, w.concentration*1.1) })
	}
	if small.dscr && l.goal != goalCover {
		add(outcome.BindingLimit{Limit: "dscr", Value: l.dscrFloor}, func(w *limits) { w.dscrFloor -= float64(0.1 * math.Abs(w.dscrFloor)) })
	}
	return d.gains(s, l, small, at, list, wider)
}

// gains searches again under each wider limit, from where the point stands.
func (d *mixStudy) gains(s *search, l *limits, small *sample, at point, list []outcome.BindingLimit, wider []*limits) ([]outcome.BindingLimit, error) {
	quick := *s
	quick.near, quick.step = s.near/4, 0.1
	tasks := []task{{s: small, l: l, start: at.amounts}}
	for _, w := range wider {
		tasks = append(tasks, task{s: small, l: w, start: at.amounts})
	}
	found, err := quick.all(tasks)
	if err != nil {
		return nil, err
	}
	base := found[0]
	var out []outcome.BindingLimit
	for k := range list {
		p := &found[k+1]
		if l.reaching() {
			list[k].Gain = base.measure(l.goal) - p.measure(l.goal)
		} else if p.violation == 0 {
			list[k].Gain = d.improvement(&base, p)
		}
		if list[k].Gain > 1e-9 {
			out = append(out, list[k])
		}
	}
	slices.SortStableFunc(out, func(a, b outcome.BindingLimit) int { return sign(b.Gain - a.Gain) })
	return out, nil
}

// improvement is how much better a point is than another, in the objective as
// a reader sees it.
func (d *mixStudy) improvement(from, to *point) float64 {
	x := d.valueOf(to) - d.valueOf(from)
	if d.m.plan.Project.Mixes.Objective == "npv" {
		return x
	}
	return -x
}
