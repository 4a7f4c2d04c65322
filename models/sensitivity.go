package models

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sort"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// input is one column of the sensitivity tables.
type input struct {
	label, name string
	ref         budget.Ref
	values      []float64
	v           int  // the variable whose draws they are, -1: none's
	negative    bool // the input is the opposite of values
}

// effect is what one input does to one output: their rank correlation, and the
// mean of the output in the lowest and the highest tenth of the input.
type effect struct{ rho, low, high float64 }

// target is an output whose drivers are looked for.
type target struct {
	y      []float64
	rank   []int16
	square int64   // of rank
	sd     float64 // of y
}

// sensitivity ranks the inputs by their effect on four outputs (models/doc.go
// section 11), over the scenarios that kept their draws. It also returns the ranks of the
// correlated variables that it has ranked, over those of realisedN.
func (s *Simulation) sensitivity(ctx context.Context) (out outcome.Sensitivity, ranks [][]int16, err error) {
	o, n := &s.m.out, min(s.res.InputsN, stats.MostRanked)
	var tables []*[]outcome.Driver
	var targets []target
	add := func(table *[]outcome.Driver, col int) {
		t := newTarget(s.res.Scalar[col][:n])
		if t.square > 0 { // a constant output has no drivers
			tables, targets = append(tables, table), append(targets, t)
		}
	}
	add(&out.Cost, o.total)
	if s.m.hasCash() {
		add(&out.PeakGap, o.peakGap)
	}
	if len(s.m.streams) > 0 {
		add(&out.NPV, o.project.npv)
		add(&out.Payback, o.project.payback)
	}
	ins := s.inputs(n)
	ranks = make([][]int16, len(s.res.Inputs))
	wanted := make([]bool, len(ranks))
	if n == s.realisedN() {
		for _, l := range s.m.links {
			wanted[l.A], wanted[l.B] = true, true
		}
	}
	found, err := s.effects(ctx, ins, targets, n, func(v int, rank []int16) {
		if v >= 0 && wanted[v] {
			ranks[v] = slices.Clone(rank)
		}
	})
	for k, table := range tables {
		*table = drivers(ins, found, k, targets[k])
	}
	return out, ranks, err
}

func newTarget(y []float64) target {
	var r stats.Ranker
	t := target{y: y, rank: make([]int16, len(y))}
	r.Rank(t.rank, y)
	t.square = stats.Dot(t.rank, t.rank, len(y))
	_, t.sd = stats.MeanSD(y)
	return t
}

// chance reports whether an effect is no more than what independent columns would show by
// chance, in rank and in swing: a thousandth of them show more. A rare event ranks low and
// swings far, so that either tells it apart. Without a spread the ranks decide.
//
// Source: Kendall and Gibbons, Rank Correlation Methods, 5th ed. (1990), 4.13, for the
// variance 1/(n-1) of the rank correlation.
func (t *target) chance(e effect) bool {
	const sure = 3.29 // standard errors, of the normal distribution
	n := float64(len(t.y))
	if math.Abs(e.rho) >= sure/math.Sqrt(n-1) {
		return false
	}
	swing := math.Abs(e.high - e.low)
	return !(swing >= sure*t.sd*math.Sqrt(2/(0.1*n))) // of the means of two tenths
}

// effects works out what every input does to every target; of an input that
// is constant the list is empty. ranked is handed the ranks of every variable.
func (s *Simulation) effects(ctx context.Context, ins []input, targets []target, n int, ranked func(v int, rank []int16)) ([][]effect, error) {
	found, values := make([][]effect, len(ins)), newTailValues(targets, n)
	err := sim.Each(ctx, len(ins), s.cfg.Workers, func() func(int) error {
		var r stats.Ranker
		rank, opposite := make([]int16, n), make([]float64, n)
		return func(k int) error {
			x := ins[k].values
			if ins[k].negative {
				for i, v := range x {
					opposite[i] = -v
				}
				x = opposite
			}
			order := r.Rank(rank, x)
			ranked(ins[k].v, rank)
			square := stats.Dot(rank, rank, n)
			if square == 0 {
				return nil
			}
			low, high := values.means(tails(order, rank))
			found[k] = make([]effect, len(targets))
			for j, t := range targets {
				found[k][j] = effect{rho: stats.CentredSpearman(stats.Dot(rank, t.rank, n), square, t.square), low: low[j], high: high[j]}
			}
			return nil
		}
	})
	return found, err
}

func constantColumn(x []float64) bool {
	for _, v := range x {
		if v != x[0] {
			return false
		}
	}
	return true
}

// inputs lists what a reader would call an input: drawn quantities by their
// ID, each risk as one (what it added to the cost at month-0 prices, or how often it happened),
// each driver by its mean level, lateness of vendors and sources in months.
func (s *Simulation) inputs(n int) []input {
	m, o := s.m, &s.m.out
	hidden := make([]bool, len(m.vars))
	hide := func(ns ...number) {
		for _, x := range ns {
			if x.v >= 0 {
				hidden[x.v] = true
			}
		}
	}
	var out []input
	for k := range m.risks {
		r, row := &m.risks[k], &m.plan.Risks[k]
		hide(r.occurs, r.month, r.impact, r.delay, r.revenue)
		at := o.without + k
		if o.plain[k] >= 0 {
			at = o.plain[k]
		}
		in := input{v: -1, label: row.ID, name: row.Name, ref: row.Row.Ref("Name"), values: s.res.Scalar[at][:n], negative: true}
		if constantColumn(in.values) {
			in.values, in.negative = s.res.Scalar[o.events+k][:n], false
		}
		out = append(out, in)
	}
	for i := range m.lines {
		l, row := &m.lines[i], &m.plan.Costs[i]
		hide(l.late, l.lateDelay)
		if l.late.v >= 0 {
			out = append(out, input{v: -1, label: row.ID + ".vendor", name: row.Name, ref: row.Row.Ref("Vendor"), values: s.lateness(l, n)})
		}
	}
	for k, d := range m.drivers {
		if len(d.shocks) > 0 {
			out = append(out, input{v: -1, label: d.name, name: cmp.Or(m.plan.Drivers[k].Description, d.name), ref: m.plan.Drivers[k].Row.Ref("Name"), values: s.res.Scalar[o.driver+k][:n]})
		}
	}
	for j := range m.sources {
		hide(m.sources[j].arrives)
		row := &m.plan.Funding[j]
		out = append(out, input{v: -1, label: row.ID + ".never", name: row.Name, ref: row.Row.Ref("Name"), values: s.res.Scalar[o.never+j][:n]})
	}
	for v, x := range m.vars {
		if !hidden[v] && !x.quiet {
			out = append(out, input{v: v, label: x.label, name: x.name, ref: x.ref, values: s.res.Inputs[v][:n]})
		}
	}
	return out
}

// lateness is the delay that a vendor adds to a line, in months.
func (s *Simulation) lateness(l *line, n int) []float64 {
	out := make([]float64, n)
	onTime := s.m.vendors[l.vendor].onTime
	for i, u := range s.res.Inputs[l.late.v][:n] {
		if u < onTime {
			continue
		}
		out[i] = l.lateDelay.c
		if l.lateDelay.v >= 0 {
			out[i] = s.res.Inputs[l.lateDelay.v][i]
		}
	}
	return out
}

// drivers makes the table of one target from its effects.
func drivers(ins []input, found [][]effect, target int, t target) []outcome.Driver {
	var out []outcome.Driver
	sum := 0.0
	for k, in := range ins {
		if found[k] == nil {
			continue
		}
		e := found[k][target]
		out = append(out, outcome.Driver{Input: in.label, Name: in.name, RankCorrelation: e.rho, Low: e.low, High: e.high, Chance: t.chance(e), Ref: in.ref})
		sum += float64(e.rho * e.rho)
	}
	for k := range out {
		if sum > 0 {
			out[k].VarianceShare = out[k].RankCorrelation * out[k].RankCorrelation / sum
		}
	}
	sort.SliceStable(out, func(a, b int) bool {
		return math.Abs(out[a].RankCorrelation) > math.Abs(out[b].RankCorrelation)
	})
	return out
}
