package models

import (
	"math/bits"

	"ballast/models/vector"
	"ballast/sim"
	"ballast/sim/stats"
)

// costLayers is how many layers the total cost has; see scenario.layers.
const costLayers = 4

// smoother works out, for a few strips of scenarios, what the layers of their cost
// would be at the nodes of the turned score, all that is independent of it being
// as it was. A layer adds up the amounts of the lines, each times what a unit of
// it comes to in that scenario, so the amounts are drawn at every node and the
// differences added: line by line, since what the quantiles of a line are read from
// comes from far away.
//
// Checked: TestSmootherAgrees, against scenarios that are replayed at the nodes.
type smoother struct {
	m       *Model
	lines   []movingLine
	asked   []int // those of them that an alternative may change by more than money
	others  []int // those of them that are neither plain nor flows
	flows   []movingFlow
	flowing []bool    // [moving line] is one of them
	place   []int     // [line] place among those that move, -1
	pays    *payments // nil without revenue
	strips  [smoothStrips]smoothStrip
	used    int            // of the strips
	now     *smoothStrip   // the last of those
	drawn   [strip]float64 // of the line and strip at hand, as are the next
	at      vector.NodeRow
	weights [strip]float64
	amounts []float64 // [moving line] of the scenario at hand, while alternatives are tried at a node
	totals  []float64
}

// smoothStrips is of how many strips a line is drawn at the nodes before the next one is.
const smoothStrips = 4

// smoothStrip is what a smoother knows of a strip. A number of every scenario at every
// node is in a row: those of a node beside each other, the nodes in the order of
// nodeOrder and wide numbers apart.
type smoothStrip struct {
	first   int                              // scenario in the block with which the strip begins
	n, wide int                              // scenarios, and the same rounded up to fours
	away    vector.NodeRow                   // how far the node is above the score of the scenario
	special []uint64                         // [moving line] scenarios in which its units are not the usual ones
	units   [][costLayers - 1][strip]float64 // [moving line] what a unit comes to in the layers above the first, in those
	own     [][strip]float64                 // [moving line] the same in the last layer, shares of risks apart
	worth   [][strip]float64                 // [moving line] what a unit takes off the NPV before tax and funding, in those; nil without revenue
	near    [][nearNodes * strip]float64     // [moving line] draws at the nodes next to the middle, of those that alternatives ask for
	sums    [costLayers]vector.NodeRow
	above   [costLayers]bool // there is something in the sums of a layer above the first
	gains   vector.NodeRow   // of the NPV before tax and funding
	known   [strip]float64   // money of the risks whose sum has a known distribution
}

// nearNodes are the nodes next to the middle one, which come first in a row.
const nearNodes = 2

// nodeOrder lists the nodes as a row has them.
func nodeOrder() [stats.SmoothNodes]int { return [stats.SmoothNodes]int{2, 4, 0, 1, 3, 5, 6} }

// movingLine is a line whose amount moves with the score.
type movingLine struct {
	line  int
	v     int
	plain bool
	scale float64    // of a draw to an amount, where that is all; else 1
	bent  bool       // it is not
	times [4]float64 // what a unit of a plain line comes to, for vectors as often as they take it
	asked bool       // an alternative may change it by more than money
}

// newSmoother lists the lines that move; worth: the NPV is worked out too.
func newSmoother(m *Model, moves []int, worth bool) *smoother {
	sm := &smoother{m: m, place: make([]int, len(m.lines))}
	moving := make([]bool, len(m.vars))
	for _, v := range moves {
		moving[v] = true
	}
	asked := make([]bool, len(m.lines))
	for k := range m.risks {
		if r := &m.risks[k]; !r.off && !r.simple {
			for _, i := range r.lines {
				asked[i] = true
			}
		}
	}
	for i := range m.lines {
		if v := m.lines[i].amount.v; v < 0 || !moving[v] {
			sm.place[i] = -1
			continue
		}
		k := len(sm.lines)
		sm.place[i], sm.lines = k, append(sm.lines, m.movingLine(i, asked[i]))
		if asked[i] {
			sm.asked = append(sm.asked, k)
		}
	}
	n := len(sm.lines)
	sm.amounts, sm.totals = make([]float64, n), make([]float64, n)
	if worth && m.out.pretax >= 0 {
		sm.pays = newPayments(m)
	}
	sm.flows, sm.flowing = sm.movingFlows(), make([]bool, n)
	for q := range sm.flows {
		sm.flowing[sm.flows[q].k] = true
	}
	for k := range sm.lines {
		if !sm.lines[k].plain && !sm.flowing[k] {
			sm.others = append(sm.others, k)
		}
	}
	return sm
}

// take makes room for a strip, once.
func (sm *smoother) take() *smoothStrip {
	t, n := &sm.strips[sm.used], len(sm.lines)
	sm.used, sm.now = sm.used+1, t
	if t.special != nil {
		clear(t.special)
		return t
	}
	t.special, t.units, t.own = make([]uint64, n), make([][costLayers - 1][strip]float64, n), make([][strip]float64, n)
	if len(sm.asked) > 0 {
		t.near = make([][nearNodes * strip]float64, n)
	}
	if sm.pays != nil {
		t.worth = make([][strip]float64, n)
	}
	return t
}

// movingLine is line i as one that moves.
func (m *Model) movingLine(i int, asked bool) movingLine {
	l := &m.lines[i]
	x := movingLine{line: i, v: l.amount.v, plain: m.plain.member[i], scale: l.scale, asked: asked}
	if x.bent = l.vendor >= 0 && m.vendors[l.vendor].price.v >= 0 || l.rest != nil; x.bent {
		x.scale = 1
	}
	for k := range x.times {
		if x.times[k] = 1; l.perMonth {
			x.times[k] = l.months
		}
	}
	return x
}

// begin takes up n scenarios of a block from i on.
func (sm *smoother) begin(b *sim.Block, i, n int) {
	t := sm.take()
	t.first, t.n, t.wide = i, n, (n+3)&^3
	score, at := b.Score()[i:i+n], stats.SmoothScores()
	for p, q := range nodeOrder() {
		away := t.away[p*t.wide:]
		for j, h := range score {
			away[j] = at[q] - h
		}
	}
	for _, k := range sm.asked {
		x, near := &sm.lines[k], t.near[k][:nearNodes*t.wide]
		b.MovedBy(near, x.v, i, n, t.away[:len(near)])
		sm.bend(t, x, b, near)
	}
}

// bend turns draws of a line in the scenarios of the strip, once or at several nodes,
// into amounts, as take does, where more is to be done than to scale them.
func (sm *smoother) bend(t *smoothStrip, x *movingLine, b *sim.Block, draws []float64) {
	if !x.bent {
		return
	}
	l := &sm.m.lines[x.line]
	for ; len(draws) > 0; draws = draws[t.wide:] {
		at := draws[:t.n]
		for j := range at {
			at[j] = float64(at[j] * l.scale)
		}
		if l.vendor >= 0 {
			if v := sm.m.vendors[l.vendor].price; v.v >= 0 {
				for j, price := range b.In[v.v][t.first : t.first+t.n] {
					at[j] *= price
				}
			}
		}
		if l.rest != nil {
			for j := range at {
				at[j] = l.rest.of(at[j])
			}
		}
	}
}

// note takes up what a unit of every line comes to in the scenario at hand, whose
// costs are worked out, where it is not the usual.
func (sm *smoother) note(s *scenario) {
	j := s.i - sm.now.first
	for _, k := range sm.others {
		sm.noteLine(s, k, j)
	}
	for _, i := range s.touched {
		if k := sm.place[i]; k >= 0 && (sm.lines[k].plain || sm.flowing[k]) {
			sm.noteLine(s, k, j)
		}
	}
	sm.noteFlows(s, j)
	sm.shares(s, j)
	sm.now.known[j] = s.knownMoney()
}

// noteLine takes up what a unit of a line comes to in scenario j of the strip.
func (sm *smoother) noteLine(s *scenario, k, j int) {
	x, t := &sm.lines[k], sm.now
	unit, times := &t.units[k], x.times[0]
	t.special[k] |= 1 << j
	if sm.pays != nil {
		t.worth[k][j] = sm.pays.worth(s, x.line)
	}
	if x.plain && !s.isTouched[x.line] {
		unit[0][j], unit[1][j], unit[2][j] = times, times, times
	} else {
		unit[0][j] = float64(times * s.factor[x.line])
		unit[1][j], unit[2][j] = s.perUnit(x.line)
	}
	t.own[k][j] = unit[2][j]
}

// shares adds the events whose impact is a share of the lines.
func (sm *smoother) shares(s *scenario, j int) {
	t := sm.now
	for e := range s.events {
		ev := &s.events[e]
		r := &sm.m.risks[ev.risk]
		if ev.past || r.kind != impactShare {
			continue
		}
		for _, i := range r.lines {
			k := sm.place[i]
			if k < 0 {
				continue
			}
			if t.special[k]>>j&1 == 0 {
				sm.noteLine(s, k, j)
			}
			times := sm.lines[k].times[0]
			if sm.pays != nil {
				t.worth[k][j] += float64(ev.impact * times * sm.pays.spread(ev.month, r.spread))
			}
			for layer := range t.units[k] {
				t.units[k][layer][j] += float64(ev.impact * times)
			}
		}
	}
}

// perUnit is what a unit of the amount of line i comes to in the third and in the
// last layer.
func (s *scenario) perUnit(i int) (planned, all float64) {
	s.take(i)
	l := &s.m.lines[i]
	a := s.amount[i]
	if a != 0 {
		all = s.lineTotal[i] / a
	} else {
		s.amount[i] = 1
		all = s.escalated(i)
		s.amount[i] = a
	}
	if s.start(i) == l.start && s.duration[i] == l.months {
		return all, all
	}
	planned = s.factor[i] * s.meanIndex(i, l.start, l.weights)
	if l.perMonth {
		planned *= l.months
	}
	return planned, all
}

// end writes the score and the polynomial of every layer of the strips.
func (sm *smoother) end(b *sim.Block) {
	strips := sm.strips[:sm.used]
	for k := range strips {
		strips[k].sums, strips[k].gains, strips[k].above = [costLayers]vector.NodeRow{}, vector.NodeRow{}, [costLayers]bool{}
	}
	for k := range sm.lines {
		for t := range strips {
			sm.add(b, &strips[t], k)
		}
	}
	for t := range strips {
		for j := range strips[t].n {
			sm.write(b, &strips[t], j)
		}
	}
	sm.used = 0
}

// write writes what is known of scenario j of a strip.
func (sm *smoother) write(b *sim.Block, t *smoothStrip, j int) {
	o, i := &sm.m.out, t.first+j
	b.Scalar[o.score][i], b.Scalar[o.known][i] = b.Score()[i], t.known[j]
	var y, poly [stats.SmoothNodes]float64
	cols := sm.m.layerColumns()
	for layer, col := range cols {
		if same := layer > 0 && !t.above[layer] && !t.above[layer-1] && b.Scalar[col][i] == b.Scalar[cols[layer-1]][i]; !same {
			for p, q := range nodeOrder() {
				at := p*t.wide + j
				y[q] = b.Scalar[col][i] + t.sums[layer][at]
				if layer > 0 {
					y[q] += t.sums[0][at]
				}
			}
			poly = stats.SmoothPolynomial(y)
		}
		for p, c := range poly {
			b.Scalar[o.poly[layer]+p][i] = c
		}
	}
	if sm.pays == nil {
		return
	}
	for p, q := range nodeOrder() {
		y[q] = b.Scalar[o.pretax][i] - t.gains[p*t.wide+j]
	}
	for p, c := range stats.SmoothPolynomial(y) {
		b.Scalar[o.pretaxPoly+p][i] = c
	}
}

// add adds what a line moves the layers by: what it does at the usual units to the sums
// of the first, which all others get as well, and to those what it does beyond that.
func (sm *smoother) add(b *sim.Block, t *smoothStrip, k int) {
	x, n, wide := &sm.lines[k], t.n, t.wide
	drawn, at, begin := sm.drawn[:wide], sm.at[:stats.SmoothNodes*wide], 0
	clear(drawn[copy(drawn, b.In[x.v][t.first:t.first+n]):])
	if x.asked {
		begin = copy(at, t.near[k][:nearNodes*wide])
	}
	b.MovedBy(at[begin:], x.v, t.first, n, t.away[begin:len(at)])
	sm.bend(t, x, b, drawn)
	sm.bend(t, x, b, at[begin:])
	vector.AddMoves(&t.sums[0], at, drawn, x.times[:], x.scale)
	if sm.pays != nil {
		vector.AddMoves(&t.gains, at, drawn, sm.worthOf(b, t, k), x.scale)
	}
	if !x.plain {
		for layer := range t.units[k] {
			if w, any := sm.beyond(t, k, layer); any {
				t.above[layer+1] = true
				vector.AddMoves(&t.sums[layer+1], at, drawn, w, x.scale)
			}
		}
		return
	}
	for rest := t.special[k]; rest != 0; rest &= rest - 1 {
		t.above = [costLayers]bool{true, true, true, true}
		j := bits.TrailingZeros64(rest)
		for p := j; p < len(at); p += wide {
			d := float64(at[p]*x.scale) - float64(drawn[j]*x.scale)
			for layer := range t.units[k] {
				t.sums[layer+1][p] += float64((t.units[k][layer][j] - x.times[0]) * d)
			}
		}
	}
}

// beyond is what a unit of a line comes to in a layer above the first beyond what it
// does in that, in every scenario of the strip; any: in one at least it is not nought.
func (sm *smoother) beyond(t *smoothStrip, k, layer int) (w []float64, any bool) {
	w = sm.weights[:t.wide]
	times, unit := sm.lines[k].times[0], t.units[k][layer][:len(w)]
	for j := range w[:t.n] {
		w[j] = unit[j] - times
		any = any || w[j] != 0
	}
	return w, any
}

// worthOf is what a unit of a line takes off the NPV before tax and funding in the
// scenarios of the strip.
func (sm *smoother) worthOf(b *sim.Block, t *smoothStrip, k int) []float64 {
	x := &sm.lines[k]
	if !x.plain {
		return t.worth[k][:t.wide]
	}
	w := sm.weights[:t.wide]
	sm.pays.strip(w[:t.n], x.line, b.In, t.first)
	for rest := t.special[k]; rest != 0; rest &= rest - 1 {
		j := bits.TrailingZeros64(rest)
		w[j] = t.worth[k][j]
	}
	return w
}

// nearby hands a scenario to work out changes of total cost by alternatives as it would
// be at the two nodes next to the middle of the score, below (0) and above (1). It is
// left as it was.
func (sm *smoother) nearby(s *scenario, change func(side int)) {
	t := sm.now
	j, riskSum := s.i-t.first, s.riskSum
	for _, k := range sm.asked {
		i := sm.lines[k].line
		s.take(i)
		sm.amounts[k], sm.totals[k] = s.amount[i], s.lineTotal[i]
	}
	for side := range nearNodes {
		for _, k := range sm.asked {
			x := &sm.lines[k]
			own := x.times[0]
			if t.special[k]>>j&1 != 0 {
				own = t.own[k][j]
			}
			s.amount[x.line] = float64(t.near[k][side*t.wide+j] * x.scale)
			s.lineTotal[x.line] = float64(own * s.amount[x.line])
		}
		events := s.events
		s.events = s.planEvents
		s.riskSum = s.riskMoney(planChoice)
		s.events = events
		change(side)
	}
	for _, k := range sm.asked {
		i := sm.lines[k].line
		s.amount[i], s.lineTotal[i] = sm.amounts[k], sm.totals[k]
	}
	s.riskSum = riskSum
}
