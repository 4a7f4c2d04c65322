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
		in.order(&sorter)
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

// order ranks an input and lists its lowest and highest tenth: equal values
// stay together, so that a risk that seldom happens is compared as "not"
// against "happened".
func (in *input) order(sorter *stats.Sorter) {
	x, n := in.values, len(in.values)
	order := make([]int32, n)
	sorter.Order(order, x)
	in.rank = make([]float64, n)
	low, high := n, 0 // ends of the two groups in the order
	for i := 0; i < n; {
		end := i + 1
		for end < n && x[order[end]] == x[order[i]] {
			end++
		}
		rank := float64(i+end+1) / 2
		for _, k := range order[i:end] {
			in.rank[k] = rank
		}
		if low == n && end*10 >= n {
			low = end
		}
		if i*10 <= n*9 {
			high = i
		}
		i = end
	}
	if high < low { // a heap of equal values reaches over: it against all above it
		high = low
		if low == n {
			high = n - 1
			for high > 0 && x[order[high-1]] == x[order[n-1]] {
				high--
			}
			low = high
		}
	}
	in.low, in.high = order[:low], order[high:]
	unit(in.rank)
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
