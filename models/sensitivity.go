package models

import (
	"cmp"
	"context"
	"math"
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
	negative    bool // the input is the opposite of values
}

// effect is what one input does to one output: their rank correlation, and the
// mean of the output in the lowest and the highest tenth of the input.
type effect struct{ rho, low, high float64 }

// target is an output whose drivers are looked for.
type target struct {
	y      []float64
	rank   []int16
	square int64 // of rank
}

// sensitivity ranks the inputs by their effect on four outputs (models/doc.go
// section 11), over the scenarios that kept their draws.
func (s *Simulation) sensitivity(ctx context.Context) (outcome.Sensitivity, error) {
	o, n := &s.m.out, min(s.res.InputsN, stats.MostRanked)
	var out outcome.Sensitivity
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
	found, err := s.effects(ctx, ins, targets, n)
	for k, table := range tables {
		*table = drivers(ins, found, k)
	}
	return out, err
}

func newTarget(y []float64) target {
	var r stats.Ranker
	t := target{y: y, rank: make([]int16, len(y))}
	r.Rank(t.rank, y)
	t.square = stats.Dot(t.rank, t.rank)
	return t
}

// effects works out what every input does to every target; of an input that
// is constant the list is empty.
func (s *Simulation) effects(ctx context.Context, ins []input, targets []target, n int) ([][]effect, error) {
	found := make([][]effect, len(ins))
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
			square := stats.Dot(rank, rank)
			if square == 0 {
				return nil
			}
			low, high := tails(order, rank)
			for _, t := range targets {
				found[k] = append(found[k], effect{
					rho: stats.CentredSpearman(stats.Dot(rank, t.rank), square, t.square),
					low: low.mean(t.y), high: high.mean(t.y)})
			}
			return nil
		}
	})
	return found, err
}

// tail is a tenth of an order: some scenarios, and a part of those that stand with equal
// values at its edge, each of which counts by that part. So a risk that seldom happens is
// in the highest tenth among futures in which it did not, and the bar of an independent
// threat is at most ten times its effect on the mean.
//
// Checked: TestBarIsTenEffectsAtMost.
type tail struct {
	whole, edge []uint32
	part        float64
}

// tails are the lowest and the highest tenth of an order.
func tails(order []uint32, rank []int16) (low, high tail) {
	n := len(order)
	at := func(i int) int16 { return rank[stats.Place(order[i])] }
	equal := func(cut int) (from, to int) { // the values that are equal across a cut
		from, to = cut, cut
		if at(cut-1) != at(cut) {
			return from, to
		}
		for from > 0 && at(from-1) == at(cut) {
			from--
		}
		for to < n && at(to) == at(cut) {
			to++
		}
		return from, to
	}
	cut := min((n+9)/10, n-1)
	from, to := equal(cut)
	low = tail{order[:from], order[from:to], float64(cut-from) / float64(max(1, to-from))}
	cut = max(n*9/10, 1)
	from, to = equal(cut)
	high = tail{order[to:], order[from:to], float64(to-cut) / float64(max(1, to-from))}
	return low, high
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
		in := input{label: row.ID, name: row.Name, ref: row.Row.Ref("Name"), values: s.res.Scalar[at][:n], negative: true}
		if constantColumn(in.values) {
			in.values, in.negative = s.res.Scalar[o.events+k][:n], false
		}
		out = append(out, in)
	}
	for i := range m.lines {
		l, row := &m.lines[i], &m.plan.Costs[i]
		hide(l.late, l.lateDelay)
		if l.late.v >= 0 {
			out = append(out, input{label: row.ID + ".vendor", name: row.Name, ref: row.Row.Ref("Vendor"), values: s.lateness(l, n)})
		}
	}
	for k, d := range m.drivers {
		if len(d.shocks) > 0 {
			out = append(out, input{label: d.name, name: cmp.Or(m.plan.Drivers[k].Description, d.name), ref: m.plan.Drivers[k].Row.Ref("Name"), values: s.res.Scalar[o.driver+k][:n]})
		}
	}
	for j := range m.sources {
		hide(m.sources[j].arrives)
		row := &m.plan.Funding[j]
		out = append(out, input{label: row.ID + ".never", name: row.Name, ref: row.Row.Ref("Name"), values: s.res.Scalar[o.never+j][:n]})
	}
	for v, x := range m.vars {
		if !hidden[v] && !x.quiet {
			out = append(out, input{label: x.label, name: x.name, ref: x.ref, values: s.res.Inputs[v][:n]})
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
func drivers(ins []input, found [][]effect, target int) []outcome.Driver {
	var out []outcome.Driver
	sum := 0.0
	for k, in := range ins {
		if found[k] == nil {
			continue
		}
		e := found[k][target]
		out = append(out, outcome.Driver{Input: in.label, Name: in.name, RankCorrelation: e.rho, Low: e.low, High: e.high, Ref: in.ref})
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

// mean is that of the finite values of the scenarios.
func (t tail) mean(y []float64) float64 {
	add := func(chosen []uint32) (sum, n float64) {
		for _, e := range chosen {
			if v := y[stats.Place(e)]; !math.IsInf(v, 0) {
				sum += v
				n++
			}
		}
		return sum, n
	}
	sum, n := add(t.whole)
	if len(t.edge) > 0 {
		x, k := add(t.edge)
		sum += float64(t.part * x)
		n += float64(t.part * k)
	}
	if n == 0 {
		return 0
	}
	return sum / n
}
