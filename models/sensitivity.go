package models

import (
	"math"
	"sort"

	"ballast/budget"
	"ballast/sim/stats"
)

// input is one column of the sensitivity tables.
type input struct {
	label, name string
	ref         budget.Ref
	values      []float64
}

// sensitivity ranks the inputs by their effect on four outputs (model.md
// section 11), over the scenarios that kept their draws.
func (s *Simulation) sensitivity() Sensitivity {
	o, n := &s.m.out, s.res.InputsN
	var ins []input
	var ranks [][]float64
	var sorter stats.Sorter
	for _, in := range s.inputs(n) {
		if constantColumn(in.values) {
			continue
		}
		r := make([]float64, n)
		sorter.Ranks(r, in.values)
		ins, ranks = append(ins, in), append(ranks, r)
	}
	table := func(col int) []Driver { return drivers(ins, ranks, s.res.Scalar[col][:n]) }
	out := Sensitivity{Cost: table(o.total)}
	if s.m.hasCash() {
		out.PeakGap = table(o.peakGap)
	}
	if len(s.m.streams) > 0 {
		out.NPV = table(o.project.npv)
		out.Payback = table(o.project.payback)
	}
	return out
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
// ID, each risk as one (what it added to the cost, or how often it happened),
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
		values := make([]float64, n)
		for i, x := range s.res.Scalar[o.without+k][:n] {
			values[i] = -x
		}
		if constantColumn(values) {
			values = s.res.Scalar[o.events+k][:n]
		}
		out = append(out, input{row.ID, row.Name, row.Row.Ref("Name"), values})
	}
	for i := range m.lines {
		l, row := &m.lines[i], &m.plan.Costs[i]
		hide(l.late, l.lateDelay)
		if l.late.v >= 0 {
			out = append(out, input{row.ID + ".vendor", row.Name, row.Row.Ref("Vendor"), s.lateness(l, n)})
		}
	}
	for k, d := range m.drivers {
		if len(d.shocks) > 0 {
			out = append(out, input{d.name, d.name, m.plan.Drivers[k].Row.Ref("Name"), s.res.Scalar[o.driver+k][:n]})
		}
	}
	for j := range m.sources {
		hide(m.sources[j].arrives)
		row := &m.plan.Funding[j]
		out = append(out, input{row.ID + ".never", row.Name, row.Row.Ref("Name"), s.res.Scalar[o.never+j][:n]})
	}
	for v, x := range m.vars {
		if !hidden[v] && !x.quiet {
			out = append(out, input{x.label, x.name, x.ref, s.res.Inputs[v][:n]})
		}
	}
	return out
}

// lateness is the delay that a vendor adds to a line, in months.
func (s *Simulation) lateness(l *line, n int) []float64 {
	out := make([]float64, n)
	limit := 1 - s.m.vendors[l.vendor].onTime
	for i, u := range s.res.Inputs[l.late.v][:n] {
		if u >= limit {
			continue
		}
		out[i] = l.lateDelay.c
		if l.lateDelay.v >= 0 {
			out[i] = s.res.Inputs[l.lateDelay.v][i]
		}
	}
	return out
}

// drivers makes the table of one output.
func drivers(ins []input, ranks [][]float64, y []float64) []Driver {
	if constantColumn(y) {
		return nil
	}
	ry := stats.Ranks(y)
	var out []Driver
	sum := 0.0
	for k, in := range ins {
		rho := stats.SpearmanRanks(ranks[k], ry)
		low, high := tenths(ranks[k], in.values, y)
		out = append(out, Driver{Input: in.label, Name: in.name, RankCorrelation: rho, Low: low, High: high, Ref: in.ref})
		sum += rho * rho
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

// tenths is the mean of y where the input is in its lowest and in its highest
// tenth. Equal values stay together, so that a risk that seldom happens is
// compared as "not" against "happened".
func tenths(rank, x, y []float64) (low, high float64) {
	n := float64(len(rank))
	var lowest, highest float64
	minRank, maxRank := math.Inf(1), math.Inf(-1)
	for _, r := range rank {
		minRank, maxRank = math.Min(minRank, r), math.Max(maxRank, r)
	}
	lowest, highest = math.Max(minRank, 0.1*n), math.Min(maxRank, 0.9*n+1)
	if minRank > 0.1*n { // a heap of equal values at the low end: all of it against the rest
		highest = math.Max(highest, math.Nextafter(minRank, n))
	}
	var sl, sh, nl, nh float64
	for i, r := range rank {
		if math.IsInf(y[i], 0) {
			continue
		}
		if r <= lowest {
			sl += y[i]
			nl++
		}
		if r >= highest {
			sh += y[i]
			nh++
		}
	}
	return sl / math.Max(1, nl), sh / math.Max(1, nh)
}
