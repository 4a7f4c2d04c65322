package models

import (
	"ballast/sim"
)

// The pairs of things whose joint confidence is counted.
const (
	jointPayback = iota // within the budget and paid back in time
	jointNoGap          // within the budget and never short of cash
)

// jointLimit is the cost that counts as within the budget: without a limit the
// base stands for it.
func (m *Model) jointLimit() float64 {
	limit := m.base
	if lim := m.plan.Project.BudgetLimit; lim != nil {
		limit = lim.InexactFloat64()
	}
	return m.beyond(limit)
}

// jointTarget is the payback that counts as in time: without a target the
// horizon stands for it.
func (m *Model) jointTarget() float64 {
	if target := m.plan.Project.PaybackTgt; target != nil {
		return *target
	}
	return float64(m.horizon)
}

// count adds up what reports state of all scenarios although its columns are
// kept for some only.
func (k *kernel) count(b *sim.Block, i int) {
	o := &k.m.out
	k.countRisks(b.Sum[o.sumOccurred:], b.Sum[o.sumRisk:])
	if b.Scalar[o.total][i] > k.m.jointCost {
		return
	}
	if len(k.m.streams) > 0 && b.Scalar[o.project.payback][i] <= k.m.jointPayback {
		b.Sum[o.sumJoint+jointPayback]++
	}
	if b.Scalar[o.peakGap][i] == 0 {
		b.Sum[o.sumJoint+jointNoGap]++
	}
}

// countRisks counts the risks that happen and adds up their money: of those with an event
// or a response that costs something, for the others add nothing.
func (k *kernel) countRisks(occurred, money []float64) {
	s := k.s
	count := func(r int) {
		if s.counted[r] == s.turn {
			return
		}
		s.counted[r] = s.turn
		if s.counts[r] > 0 {
			occurred[r]++
		}
		money[r] += s.riskTotal[r]
	}
	for e := range s.events {
		count(s.events[e].risk)
	}
	for _, r := range k.m.answered {
		count(r)
	}
}

// scalarMarks lists the limits of the outputs whose shares reports state; a run
// too large to keep its columns counts them exactly.
func (m *Model) scalarMarks() [][]float64 {
	o, p := &m.out, &m.plan.Project
	o.marks[o.total] = []float64{m.beyond(m.base)}
	if over, _ := m.overrunLine(); p.BudgetLimit == nil {
		o.marks[o.total] = append(o.marks[o.total], m.beyond(over))
	}
	if p.BudgetLimit != nil {
		o.marks[o.total] = append(o.marks[o.total], m.jointLimit())
	}
	o.marks[o.peakGap] = []float64{0}
	if len(m.streams) == 0 {
		return o.marks
	}
	for _, w := range append([]worthAt{o.project, o.equity}, o.partners...) {
		o.marks[w.npv] = []float64{0}
		for _, col := range []int{w.payback, w.first, w.discounted} {
			o.marks[col] = []float64{0, m.jointTarget()} // 0: nothing to pay back
		}
	}
	return o.marks
}

// seriesMarks does the same for the series by month.
func (m *Model) seriesMarks() [][]float64 {
	out := make([][]float64, len(m.out.series))
	out[m.out.seriesCash] = []float64{m.minimum - gapTolerance}
	return out
}

// unbinned are the series that no report tabulates: payments for building, the rates
// of the sources, and the net flow, of which the sum is enough.
func (m *Model) unbinned() []bool {
	out := make([]bool, len(m.out.series))
	out[m.out.seriesNCF] = true
	if at := m.out.seriesBuilding; at >= 0 {
		out[at] = true
	}
	for _, at := range m.out.seriesRate {
		if at >= 0 {
			out[at] = true
		}
	}
	return out
}
