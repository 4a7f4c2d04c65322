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
	rank        []float64 // less their mean, divided by their length: a product of two such columns is Spearman's coefficient
	low, high   []int32   // scenarios of the lowest and the highest tenth
}

// sensitivity ranks the inputs by their effect on four outputs (model.md
// section 11), over the scenarios that kept their draws.
func (s *Simulation) sensitivity() Sensitivity {
	o, n := &s.m.out, s.res.InputsN
	var ins []input
	var sorter stats.Sorter
	for _, in := range s.inputs(n) {
		if constantColumn(in.values) {
			continue
		}
		in.rank = make([]float64, n)
		sorter.Ranks(in.rank, in.values)
		in.tenths()
		unit(in.rank)
		ins = append(ins, in)
	}
	table := func(col int) []Driver { return drivers(ins, s.res.Scalar[col][:n]) }
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

// unit takes the mean off a column and divides it by its length.
func unit(x []float64) {
	mean, sum := stats.Mean(x), 0.0
	for i := range x {
		x[i] -= mean
		sum += x[i] * x[i]
	}
	if sum > 0 {
		scale := 1 / math.Sqrt(sum)
		for i := range x {
			x[i] *= scale
		}
	}
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
		out = append(out, input{label: row.ID, name: row.Name, ref: row.Row.Ref("Name"), values: values})
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
			out = append(out, input{label: d.name, name: d.name, ref: m.plan.Drivers[k].Row.Ref("Name"), values: s.res.Scalar[o.driver+k][:n]})
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
func drivers(ins []input, y []float64) []Driver {
	if constantColumn(y) {
		return nil
	}
	ry := stats.Ranks(y)
	unit(ry)
	var out []Driver
	sum := 0.0
	for k := range ins {
		in := &ins[k]
		rho := 0.0
		for i, r := range in.rank {
			rho += r * ry[i]
		}
		out = append(out, Driver{Input: in.label, Name: in.name, RankCorrelation: rho, Low: meanAt(y, in.low), High: meanAt(y, in.high), Ref: in.ref})
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

// tenths lists the scenarios where the input is in its lowest and in its
// highest tenth. Equal values stay together, so that a risk that seldom
// happens is compared as "not" against "happened".
func (in *input) tenths() {
	n := float64(len(in.rank))
	least, most := math.Inf(1), math.Inf(-1)
	for _, r := range in.rank {
		least, most = min(least, r), max(most, r)
	}
	lowest, highest := max(least, 0.1*n), min(most, 0.9*n+1)
	if least > 0.1*n { // a heap of equal values at the low end: all of it against the rest
		highest = max(highest, math.Nextafter(least, math.Inf(1)))
	}
	for i, r := range in.rank {
		if r <= lowest {
			in.low = append(in.low, int32(i))
		}
		if r >= highest {
			in.high = append(in.high, int32(i))
		}
	}
}

// meanAt is the mean of the finite values of the chosen scenarios.
func meanAt(y []float64, chosen []int32) float64 {
	sum, n := 0.0, 0.0
	for _, i := range chosen {
		if !math.IsInf(y[i], 0) {
			sum += y[i]
			n++
		}
	}
	return sum / max(1, n)
}
