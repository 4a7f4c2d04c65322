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
	s.supply()
	k.m.funds.run(s.ncf, k.m.opening, k.m.minimum, s.supplies, &s.book)
	b.Scalar[benchTotal][i] = s.layers[3]
	k.figureCash(b, i)
	s.projectFlow()
	worth := k.m.project.measure(s.flow)
	b.Scalar[benchNPV][i], b.Scalar[benchPayback][i], b.Scalar[benchDiscounted][i] = worth.npv, worth.payback, worth.discounted
	if at := b.Scenario[i]; at < k.sample.n {
		for _, e := range s.events {
			k.sample.risks[e.risk][at] = s.riskTotal[e.risk]
		}
	}
}

// figureCash records cash net of what is owed on revolving facilities, its
// lowest level, and the gaps.
func (k *kernel) figureCash(b *sim.Block, i int) {
	s := k.s
	lowest, peak := math.Inf(1), 0.0
	for m, c := range s.book.cash {
		for j, owed := range s.book.owed {
			if owed && k.m.funds.facilities[j].revolving {
				c -= s.book.balance[j][m]
			}
		}
		b.Series[0][m][i] = c
		if m < s.m.cut {
			continue
		}
		lowest = math.Min(lowest, c)
		if g := s.book.gap[m]; g > gapTolerance {
			peak = math.Max(peak, g)
			b.Sum[m]++
		}
	}
	b.Scalar[benchLowest][i], b.Scalar[benchPeak][i] = lowest, peak
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
