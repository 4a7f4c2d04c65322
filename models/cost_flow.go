package models

import (
	"math/bits"

	"ballast/models/vector"
)

// tileFlow is the lines that follow the same index and are paid alike, whole months after
// the work or in advance: what they cost in a month at month-0 prices is added up, and
// multiplied by the level of the index and paid once for all of them.
type tileFlow struct {
	driver, currency int // index paths, -1 none
	lag              int
	advance          float64
	moves            bool // there is an index, and the lines need not begin as planned
	building         bool // they are asked for apart (cover)
	groups           []plainGroup
}

// indexed reports whether there is an index.
func (f *tileFlow) indexed() bool { return f.driver >= 0 || f.currency >= 0 }

// compileFlows comes after the lines that are asked for apart are known.
func (m *Model) compileFlows() {
	p := &m.plain
	for i := range m.lines {
		if !p.flowed[i] {
			continue
		}
		l := &m.lines[i]
		f := tileFlow{driver: l.driver, currency: l.currency, lag: int(min(l.lag.c, float64(m.horizon))), advance: l.advance, building: m.cover.noted != nil && m.cover.noted[i]}
		f.moves = f.indexed() && (!l.slip.isZero() || l.vendor >= 0)
		at := -1
		for k := range p.flows {
			g := &p.flows[k]
			if g.driver == f.driver && g.currency == f.currency && g.lag == f.lag && g.advance == f.advance && g.moves == f.moves && g.building == f.building {
				at = k
			}
		}
		if at < 0 {
			at = len(p.flows)
			p.flows = append(p.flows, f)
		}
		g := &p.flows[at]
		g.groups = addPlain(g.groups, l.weights, m.plainOf(i))
	}
}

// flowTiles are what tiles have of the lines that are not plain. Every array is
// [month][scenario].
type flowTiles struct {
	levels                   [][]float64 // [driver] those of the strip; of one that does not move at random, the same for all
	product                  []float64   // levels of a driver and a currency
	work                     []float64   // of the flow at hand, with the months beyond the horizon
	back                     []float64   // of an advance, what the work of a month sets off
	split                    []float64   // what an advance differs by where it is paid within a month
	incurred, paid, building []float64
	turned                   [2][]float64 // [scenario, month] incurred and paid
	sums                     [strip]float64
	escalated, planned       [strip]float64 // totals with the index, as it is and at the planned dates
}

func newFlowTiles(m *Model, rows int) *flowTiles {
	if len(m.plain.flows) == 0 {
		return nil
	}
	h := m.horizon * strip
	n := (rows + m.plain.longest) * strip
	return &flowTiles{product: make([]float64, h), work: make([]float64, n), back: make([]float64, n), split: make([]float64, rows*strip+strip),
		incurred: make([]float64, h), paid: make([]float64, h), building: make([]float64, h), turned: [2][]float64(matrix(2, h))}
}

// flow spreads the lines that are not plain of the scenarios taken up; levels are those of
// the indices.
func (ts *tiles) flow(m *Model, in, levels [][]float64) {
	ft := ts.flows
	if ft == nil {
		return
	}
	ft.levels = levels
	clear(ft.incurred)
	clear(ft.paid)
	clear(ft.building)
	ft.escalated, ft.planned = [strip]float64{}, [strip]float64{}
	for k := range m.plain.flows {
		f := &m.plain.flows[k]
		level := ft.level(f)
		first, last := len(ft.work)/strip, 0
		for g := range f.groups {
			group := &f.groups[g]
			for j := range group.lines {
				ts.flowLine(f, &group.lines[j], group.weights, level, in)
			}
			from, to := ts.advance(f, group.weights, level)
			first, last = min(first, from), max(last, to)
		}
		if first < last {
			ts.settle(f, level, first, last)
		}
	}
	vector.Turn(ft.turned[0], ft.incurred, ts.horizon)
	vector.Turn(ft.turned[1], ft.paid, ts.horizon)
}

// level is the index of a flow by month, nil where there is none.
func (ft *flowTiles) level(f *tileFlow) []float64 {
	switch {
	case !f.indexed():
		return nil
	case f.driver < 0:
		return ft.levels[f.currency]
	case f.currency < 0:
		return ft.levels[f.driver]
	}
	a, b := ft.levels[f.driver], ft.levels[f.currency]
	for k := range ft.product {
		ft.product[k] = a[k] * b[k]
	}
	return ft.product
}

// rowOf is the row of the levels for a month, the last one beyond the horizon.
func (ts *tiles) rowOf(levels []float64, month int) *[strip]float64 {
	return (*[strip]float64)(levels[min(month, ts.horizon-1)*strip:])
}

// flowLine adds the money of a line, at month-0 prices, to the months in which it starts.
func (ts *tiles) flowLine(f *tileFlow, l *plainLine, weights, level []float64, in [][]float64) {
	amount, shift := ts.amount[:ts.n], ts.shift[:ts.n]
	l.draw(in, ts.first, amount, shift)
	want, rest := ts.gather(l, amount, shift, 1, [2][]float64{})
	w := &ts.windows[l.line]
	for ; rest != 0; rest &= rest - 1 {
		j := bits.TrailingZeros64(rest)
		k, x := ts.start(w, j, amount[j], l.start+shift[j])
		if x != 0 && level != nil && f.advance != 0 { // at the prices of the month in which it starts
			ts.flows.split[(k+1)*strip+j] += float64(float64(amount[j]*x) * f.advance * (ts.rowOf(level, k)[j] - ts.rowOf(level, k+1)[j]))
		}
	}
	if !f.moves {
		return
	}
	unit := ts.unit(l.start, weights, level)
	for j, a := range amount {
		if want>>j&1 != 0 {
			ts.flows.planned[j] += float64(a * unit[j])
		}
	}
}

// unit is what a unit of money comes to that is spent by these weights from the planned
// start on.
func (ts *tiles) unit(start float64, weights, level []float64) *[strip]float64 {
	k0, u := int(start), &ts.flows.sums
	*u = [strip]float64{}
	x := start - float64(k0)
	ts.addFlow(u, 1-x, weights, level, k0)
	if x != 0 {
		ts.addFlow(u, x, weights, level, k0+1)
	}
	return u
}

// advance spreads what starts of a group of a flow, and pays what is paid in advance; it
// returns the first month that may have work and the one after the last.
func (ts *tiles) advance(f *tileFlow, weights, level []float64) (first, last int) {
	ft := ts.flows
	first = len(ft.work) / strip
	for k := 0; k < len(ts.started); {
		from, to := ts.run(k)
		if k = to + 1; from == to {
			continue
		}
		first, last = min(first, from), to-1+len(weights)
		starts := ts.starts[from*strip : to*strip]
		vector.Spread(ft.work[from*strip:], starts, weights)
		if f.advance != 0 {
			for m := from; m < to; m++ {
				ts.payAhead(f, level, m)
			}
			vector.Spread(ft.back[from*strip:], starts, weights)
		}
		clear(starts)
	}
	return first, last
}

// payAhead pays the advances of what starts in a month, and puts them in its place.
func (ts *tiles) payAhead(f *tileFlow, level []float64, month int) {
	ft := ts.flows
	row, split := (*[strip]float64)(ts.starts[month*strip:]), (*[strip]float64)(ft.split[month*strip:])
	for j := range row {
		row[j] *= f.advance
	}
	if level != nil {
		at := ts.rowOf(level, month)
		for j := range row {
			row[j] = float64(row[j]*at[j]) + split[j]
			split[j] = 0
		}
	}
	if month < ts.horizon {
		ft.pay(f, month, row[:])
	}
}

// pay adds payments from a month inside the horizon on.
func (ft *flowTiles) pay(f *tileFlow, month int, money []float64) {
	vector.Add(ft.paid[month*strip:][:len(money)], money)
	if f.building {
		vector.Add(ft.building[month*strip:][:len(money)], money)
	}
}

// settle takes up the work of a flow, which may stand in the months from first on and
// before last, with its index, and pays it. It leaves none.
func (ts *tiles) settle(f *tileFlow, level []float64, first, last int) {
	ft, h := ts.flows, ts.horizon
	work, back := ft.work[first*strip:last*strip], ft.back[first*strip:last*strip]
	inside := max(0, min(last, h)-first) * strip
	if level != nil {
		vector.Multiply(work[:inside], level[min(first, h)*strip:])
		for at := inside; at < len(work); at += strip {
			vector.Multiply(work[at:at+strip], level[(h-1)*strip:])
		}
	}
	vector.Add(ft.incurred[min(first, h)*strip:][:inside], work)
	u := &ft.sums
	*u = [strip]float64{}
	for at := 0; at < len(work); at += strip {
		vector.Add(u[:], work[at:at+strip])
	}
	for at := inside; at < len(work); at += strip {
		vector.Add(ts.beyond[:], work[at:at+strip])
	}
	vector.Add(ft.escalated[:], u[:])
	if !f.moves {
		vector.Add(ft.planned[:], u[:])
	}
	if f.advance != 0 {
		for k, y := range back {
			work[k] -= y
		}
		clear(back)
	}
	if paid := min(last, h-f.lag) - first; paid > 0 {
		ft.pay(f, first+f.lag, work[:paid*strip])
	}
	clear(work)
}
