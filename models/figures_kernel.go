package models

import (
	"math"

	"ballast/sim"
)

// The columns of a figuresKernel.
const (
	benchTotal      = iota // total cost
	benchLowest            // lowest net cash
	benchPeak              // peak gap
	benchNPV               // of the project, before funding
	benchPayback           // months, +Inf: not inside the horizon
	benchDiscounted        // the same of discounted flows
	benchScalars
)

// figureProgram is the program of a model with the columns of Figures and
// nothing else: net cash is the one series, the months with a gap are counted.
func (m *Model) figureProgram(sample *figureSample) sim.Program {
	p := m.program
	p.Scalars = []string{"total cost", "lowest net cash", "peak gap", "NPV", "payback", "discounted payback"}
	p.Series, p.Sums = []string{"net cash"}, m.horizon
	p.Finite = []bool{benchTotal: true, benchLowest: true, benchPeak: true, benchNPV: true, benchScalars - 1: false}
	p.Keep, p.ScalarMarks, p.SeriesMarks, p.Unbinned = nil, nil, nil, nil
	p.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, figuresKernel)
		k.sample = sample
		return k
	}
	return p
}

// figures works out one scenario as far as Figures asks: no layers, nothing by
// source, no rates of return, no risk taken away.
func (k *kernel) figures(b *sim.Block, i int) {
	s := k.s
	k.future()
	s.revenue()
	s.netFlow()
	b.Scalar[benchTotal][i] = s.layers[3]
	k.figureCash(b, i)
	npv, payback, discounted, sure := k.m.project.glance(s.ncf)
	if !sure {
		s.projectFlow()
		f := k.m.project.measure(s.flow)
		npv, payback, discounted = f.npv, f.payback, f.discounted
	}
	b.Scalar[benchNPV][i], b.Scalar[benchPayback][i], b.Scalar[benchDiscounted][i] = npv, payback, discounted
	if at := b.Scenario[i]; at < k.sample.n {
		for _, e := range s.events {
			k.sample.risks[e.risk][at] = s.riskTotal[e.risk]
		}
	}
}

// figureCash records cash net of what is owed on revolving facilities, its
// lowest level, and the gaps.
func (k *kernel) figureCash(b *sim.Block, i int) {
	net := k.row(b, 0, i)
	if k.quick != nil {
		k.gaps = k.quick.run(k.s, b.N, net, k.gaps[:0])
	} else {
		k.gaps = k.netCash(net, k.gaps[:0])
	}
	lowest, peak := math.Inf(1), 0.0
	for _, c := range net[min(k.m.cut, len(net)):] {
		if c < lowest { // a NaN is one of the series too
			lowest = c
		}
	}
	for _, g := range k.gaps {
		peak = max(peak, g.money)
		b.Sum[g.month]++
	}
	b.Scalar[benchLowest][i], b.Scalar[benchPeak][i] = lowest, peak
}

// netCash runs the whole waterfall for what figureCash records.
func (k *kernel) netCash(net []float64, gaps []cashGap) []cashGap {
	s, funds := k.s, k.m.funds
	s.supply()
	funds.run(s.ncf, k.m.opening, k.m.minimum, s.supplies, &s.book)
	copy(net, s.book.cash)
	for j, owed := range s.book.owed {
		if owed && funds.facilities[j].revolving {
			for m, x := range s.book.balance[j][:len(net)] {
				net[m] -= x
			}
		}
	}
	for m, g := range s.book.gap[min(k.m.cut, len(net)):] {
		if g > gapTolerance {
			gaps = append(gaps, cashGap{k.m.cut + m, g})
		}
	}
	return gaps
}

// figureSample keeps of the first n scenarios what may move their cost: the
// drawn amount of every line and what every risk took. The draws of all
// variables would be more than twice that.
type figureSample struct {
	n     int
	lines [][]float64 // [line][scenario]; nil for a line that is certain
	risks [][]float64
}

func newFigureSample(m *Model, n int) *figureSample {
	f := &figureSample{n: n, lines: make([][]float64, len(m.lines)), risks: matrix(len(m.risks), n)}
	for i := range m.lines {
		if m.lines[i].amount.v >= 0 {
			f.lines[i] = make([]float64, n)
		}
	}
	return f
}

// keep copies the draws of a block.
func (f *figureSample) keep(m *Model, b *sim.Block) {
	first := b.Scenario[0]
	if first >= f.n {
		return
	}
	for i, col := range f.lines {
		if col != nil {
			copy(col[first:], b.In[m.lines[i].amount.v])
		}
	}
}
