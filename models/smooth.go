package models

import (
	"ballast/sim"
	"ballast/sim/stats"
)

// costLayers is how many layers the total cost has; see scenario.layers.
const costLayers = 4

// smoother works out, for a strip of scenarios, what the layers of their cost
// would be at the nodes of the turned score, all that is independent of it being
// as it was. A layer adds up the amounts of the lines, each times what a unit of
// it comes to in that scenario, so the amounts are drawn at every node and the
// differences added.
//
// Checked: TestSmootherAgrees, against scenarios that are replayed at the nodes.
type smoother struct {
	m       *Model
	lines   []movingLine
	asked   []int // those of them that an alternative may change by more than money
	place   []int // [line] place among those that move, -1
	first   int   // scenario in the block with which the strip begins
	n       int
	scores  [stats.SmoothNodes][strip]float64 // the nodes, as often as there are scenarios
	special []bool                            // [moving line] its units are not the usual ones in this strip
	units   [][costLayers][strip]float64      // [moving line]
	near    [][2][strip]float64               // [moving line] amount at the nodes next to the middle, of those that alternatives ask for
	own     [][strip]float64                  // [moving line] what a unit of those comes to in the last layer, shares of risks apart
	worth   [][strip]float64                  // [moving line] what a unit takes off the NPV before tax and funding; nil without revenue
	pays    *payments                         // nil without revenue
	sums    [costLayers][stats.SmoothNodes][strip]float64
	gains   [stats.SmoothNodes][strip]float64 // of the NPV before tax and funding
	known   [strip]float64                    // money of the risks whose sum has a known distribution
	drawn   [strip]float64
	at      [strip]float64
	amounts []float64 // [moving line] of the scenario at hand, while alternatives are tried at a node
	totals  []float64
}

// movingLine is a line whose amount moves with the score.
type movingLine struct {
	line  int
	v     int
	plain bool
	times float64 // what a unit of a plain line comes to
	asked bool    // an alternative may change it by more than money
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
		l := &m.lines[i]
		if sm.place[i] = -1; l.amount.v < 0 || !moving[l.amount.v] {
			continue
		}
		sm.place[i] = len(sm.lines)
		x := movingLine{line: i, v: l.amount.v, plain: m.plain.member[i], times: 1, asked: asked[i]}
		if l.perMonth {
			x.times = l.months
		}
		sm.lines = append(sm.lines, x)
		if x.asked {
			sm.asked = append(sm.asked, sm.place[i])
		}
	}
	n := len(sm.lines)
	sm.special, sm.amounts, sm.totals = make([]bool, n), make([]float64, n), make([]float64, n)
	sm.units, sm.near, sm.own = make([][costLayers][strip]float64, n), make([][2][strip]float64, n), make([][strip]float64, n)
	if worth && m.out.pretax >= 0 {
		sm.worth, sm.pays = make([][strip]float64, n), newPayments(m)
	}
	for q, h := range stats.SmoothScores() {
		for j := range sm.scores[q] {
			sm.scores[q][j] = h
		}
	}
	return sm
}

// begin takes up n scenarios of a block from i on.
func (sm *smoother) begin(b *sim.Block, i, n int) {
	sm.first, sm.n = i, n
	for k := range sm.lines {
		x := &sm.lines[k]
		sm.special[k] = !x.plain
		if x.asked {
			for side, q := range [2]int{stats.SmoothNodes/2 - 1, stats.SmoothNodes/2 + 1} {
				b.Moved(sm.near[k][side][:n], x.v, i, sm.scores[q][:n])
				sm.amount(x, b, sm.near[k][side][:n])
			}
		}
	}
}

// amount turns draws of a line in the scenarios of the strip into amounts, as
// take does.
func (sm *smoother) amount(x *movingLine, b *sim.Block, draws []float64) {
	l := &sm.m.lines[x.line]
	for j := range draws {
		draws[j] = float64(draws[j] * l.scale)
	}
	if l.vendor >= 0 {
		if v := sm.m.vendors[l.vendor].price; v.v >= 0 {
			for j, price := range b.In[v.v][sm.first : sm.first+sm.n] {
				draws[j] *= price
			}
		}
	}
	if l.rest != nil {
		for j := range draws {
			draws[j] = l.rest.of(draws[j])
		}
	}
}

// usual fills the units of a plain line, which no event touches, when a scenario
// has others.
func (sm *smoother) usual(k int) {
	if sm.special[k] {
		return
	}
	sm.special[k] = true
	for layer := range sm.units[k] {
		for j := range sm.units[k][layer] {
			sm.units[k][layer][j] = sm.lines[k].times
		}
	}
}

// note takes up what a unit of every line comes to in the scenario at hand, whose
// costs are worked out.
func (sm *smoother) note(s *scenario) {
	j := s.i - sm.first
	for k := range sm.lines {
		x := &sm.lines[k]
		if sm.pays != nil {
			sm.worth[k][j] = sm.pays.worth(s, x.line)
		}
		if x.plain && !s.isTouched[x.line] {
			sm.own[k][j] = x.times
			if sm.special[k] {
				for layer := range sm.units[k] {
					sm.units[k][layer][j] = x.times
				}
			}
			continue
		}
		sm.usual(k)
		unit := &sm.units[k]
		unit[0][j] = x.times
		unit[1][j] = float64(x.times * s.factor[x.line])
		unit[2][j], unit[3][j] = s.perUnit(x.line)
		sm.own[k][j] = unit[3][j]
	}
	sm.shares(s, j)
	sm.known[j] = s.knownMoney()
}

// shares adds the events whose impact is a share of the lines.
func (sm *smoother) shares(s *scenario, j int) {
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
			if sm.pays != nil {
				sm.worth[k][j] += float64(ev.impact * sm.lines[k].times * sm.pays.spread(ev.month, r.spread))
			}
			sm.usual(k)
			for layer := 1; layer < costLayers; layer++ {
				sm.units[k][layer][j] += float64(ev.impact * sm.lines[k].times)
			}
		}
	}
}

// perUnit is what a unit of the amount of line i comes to in the third and in the
// last layer.
func (s *scenario) perUnit(i int) (planned, all float64) {
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

// end writes the score and the polynomial of every layer of the strip.
func (sm *smoother) end(b *sim.Block) {
	sm.sums, sm.gains = [costLayers][stats.SmoothNodes][strip]float64{}, [stats.SmoothNodes][strip]float64{}
	for k := range sm.lines {
		sm.add(b, k)
	}
	o := &sm.m.out
	for j := range sm.n {
		i := sm.first + j
		b.Scalar[o.score][i], b.Scalar[o.known][i] = b.Score()[i], sm.known[j]
		for layer, col := range [costLayers]int{o.layer1, o.layer2, o.layer3, o.total} {
			var y [stats.SmoothNodes]float64
			for q := range y {
				y[q] = b.Scalar[col][i] + sm.sums[layer][q][j]
				if layer > 0 {
					y[q] += sm.sums[0][q][j]
				}
			}
			for p, c := range stats.SmoothPolynomial(y) {
				b.Scalar[o.poly[layer]+p][i] = c
			}
		}
		if sm.pays == nil {
			continue
		}
		var y [stats.SmoothNodes]float64
		for q := range y {
			y[q] = b.Scalar[o.pretax][i] - sm.gains[q][j]
		}
		for p, c := range stats.SmoothPolynomial(y) {
			b.Scalar[o.pretaxPoly+p][i] = c
		}
	}
}

// add adds what a line moves the layers by: where a unit of it comes to the same
// in all of them, to the sums of the first, which all others get as well.
func (sm *smoother) add(b *sim.Block, k int) {
	x, n := &sm.lines[k], sm.n
	drawn, at := sm.drawn[:n], sm.at[:n]
	copy(drawn, b.In[x.v][sm.first:])
	sm.amount(x, b, drawn)
	for q := range stats.SmoothNodes {
		b.Moved(at, x.v, sm.first, sm.scores[q][:n])
		sm.amount(x, b, at)
		if sm.pays != nil {
			worth, gains := sm.worth[k][:n], sm.gains[q][:n]
			for j, a := range at {
				gains[j] += float64(worth[j] * (a - drawn[j]))
			}
		}
		first := sm.sums[0][q][:n]
		if !sm.special[k] {
			for j, a := range at {
				first[j] += float64(x.times * (a - drawn[j]))
			}
			continue
		}
		unit := &sm.units[k]
		s1, s2, s3 := sm.sums[1][q][:n], sm.sums[2][q][:n], sm.sums[3][q][:n]
		for j, a := range at {
			d := a - drawn[j]
			u := unit[0][j]
			first[j] += float64(u * d)
			s1[j] += float64((unit[1][j] - u) * d)
			s2[j] += float64((unit[2][j] - u) * d)
			s3[j] += float64((unit[3][j] - u) * d)
		}
	}
}

// nearby hands a scenario to work out changes of total cost by alternatives as it would
// be at the two nodes next to the middle of the score, below (0) and above (1). It is
// left as it was.
func (sm *smoother) nearby(s *scenario, change func(side int)) {
	j, riskSum := s.i-sm.first, s.riskSum
	for _, k := range sm.asked {
		i := sm.lines[k].line
		s.take(i)
		sm.amounts[k], sm.totals[k] = s.amount[i], s.lineTotal[i]
	}
	for side := range 2 {
		for _, k := range sm.asked {
			i := sm.lines[k].line
			s.amount[i] = sm.near[k][side][j]
			s.lineTotal[i] = float64(sm.own[k][j] * s.amount[i])
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
