package models

import "ballast/models/vector"

// movingFlow is a line that moves with the score and is spread as a flow: what a unit of it
// comes to is worked out for a strip at once, where it begins as planned.
type movingFlow struct {
	k       int // place among the lines that move
	line    *plainLine
	flow    *tileFlow
	times   float64
	start   int
	weights []float64
	worths  []float64 // [month from the start on] what a unit of work at level 1 takes off the NPV, the level apart; nil without revenue
	ahead   float64   // the same of the level in the month of the start
	moved   uint64    // scenarios in which it does not begin as planned
}

// movingFlows lists those of the lines that move.
func (sm *smoother) movingFlows() (flows []movingFlow) {
	m := sm.m
	for f := range m.plain.flows {
		flow := &m.plain.flows[f]
		for g := range flow.groups {
			group := &flow.groups[g]
			for n := range group.lines {
				l := &group.lines[n]
				if k := sm.place[l.line]; k >= 0 && l.start == float64(int(l.start)) && l.start >= 0 {
					x := movingFlow{k: k, line: l, flow: flow, times: l.times, start: int(l.start), weights: group.weights}
					if sm.pays != nil {
						x.worths, x.ahead = sm.pays.flow(flow, x.start, x.weights)
					}
					flows = append(flows, x)
				}
			}
		}
	}
	return flows
}

// flow tells what a month of work of a flow at level 1 takes off the NPV before tax and
// funding, and what its advance does at level 1: what is paid in its month, and what is
// still owed at the horizon settled in the last.
func (p *payments) flow(f *tileFlow, start int, weights []float64) (worths []float64, ahead float64) {
	h := len(p.value)
	last := p.value[h-1]
	paid := func(month int) float64 { // more than in the last month
		if month < h {
			return p.value[month] - last
		}
		return 0
	}
	for k, w := range weights {
		v := paid(start + k + f.lag)
		ahead -= float64(w * v)
		if start+k < h {
			v += last
		}
		worths = append(worths, float64(w*v))
	}
	ahead = f.advance * (ahead + paid(start))
	return worths, ahead
}

// flow takes up what a unit of every flow comes to in the scenarios of the strip, no
// event touching it.
func (sm *smoother) flow(in [][]float64, ts *tiles) {
	t := sm.now
	var room [strip]float64
	for q := range sm.flows {
		x := &sm.flows[q]
		x.moved = 0
		for j, shift := range x.line.shifts(in, t.first, room[:t.n]) {
			if shift != 0 {
				x.moved |= 1 << j
			}
		}
		t.special[x.k] = ^uint64(0) >> (strip - t.n)
		units, own, level := &t.units[x.k], &t.own[x.k], ts.flows.level(x.flow)
		for j := range own {
			units[0][j], own[j] = x.times, x.times
		}
		if level != nil {
			*own = [strip]float64{}
			ts.addFlow(own, x.times, x.weights, level, x.start)
		}
		units[1], units[2] = *own, *own
		if sm.pays == nil {
			continue
		}
		worth := &t.worth[x.k]
		*worth = [strip]float64{}
		ts.addFlow(worth, x.times, x.worths, level, x.start)
		if x.ahead != 0 {
			ahead := [1]float64{x.ahead}
			ts.addFlow(worth, x.times, ahead[:], level, x.start)
		}
	}
}

// addFlow adds, times a factor, what is spread by the weights over the months from the
// start on, each times its level, if there is an index.
func (ts *tiles) addFlow(sums *[strip]float64, times float64, weights, level []float64, start int) {
	if level == nil {
		x := 0.0
		for _, w := range weights {
			x += float64(times * w)
		}
		for j := range sums {
			sums[j] += x
		}
		return
	}
	for k, w := range weights {
		vector.AddScaled(sums[:], float64(times*w), ts.rowOf(level, start+k)[:])
	}
}

// noteFlows takes up the flows in a scenario that do not begin as planned; those that an
// event touches come with the other lines that it touches.
func (sm *smoother) noteFlows(s *scenario, j int) {
	for q := range sm.flows {
		if x := &sm.flows[q]; x.moved>>j&1 != 0 && !s.isTouched[x.line.line] {
			sm.noteLine(s, x.k, j)
		}
	}
}
