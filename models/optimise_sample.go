package models

import (
	"math"
	"slices"
)

// sample is the part of the futures that amounts are chosen on: sample average
// approximation on common random numbers. What is linear in the amounts is
// summed up once.
type sample struct {
	f               *futures
	n               int
	cost, npv, used []float64 // [linear] means at an amount of 1
	worth           float64   // mean NPV of the flow before funding
	dscr            bool      // the debt cover is asked for
}

func newSample(f *futures, n int, dscr bool) *sample {
	s := &sample{f: f, n: n, dscr: dscr, cost: make([]float64, len(f.linear)), npv: make([]float64, len(f.linear)), used: f.meanUsed}
	for i := range n {
		s.worth += f.worth[i*f.parties()]
		for k := range f.linear {
			at := f.figures[(i*len(f.linear)+k)*f.figure():]
			s.cost[k] += at[figureCost]
			if k < f.owners {
				s.npv[k] += at[figureNPV]
			}
		}
	}
	s.worth /= float64(n)
	for k := range f.linear {
		s.cost[k] /= float64(n)
		s.npv[k] /= float64(n)
	}
	return s
}

// point is a set of amounts and what it gives on a sample.
type point struct {
	amounts   []float64
	value     float64 // of the objective, less is better
	violation float64 // 0: every condition holds
	gap       float64 // share of futures with a gap
	cost      float64
	npv       float64
	peak      float64 // mean peak gap
	low       float64 // share of futures with a cover below its floor, where it is asked for
	blind     float64 // share of them with debt and no month to judge its cover by
	spread    float64 // Herfindahl's index of what is used, where it is asked for
}

// less tells which of two points is better: first the one that breaks the
// conditions less, then the one with the better value.
func (p *point) less(q *point) bool {
	if p.violation != q.violation {
		return p.violation < q.violation
	}
	return p.value < q.value
}

// prober works out points on a sample. It belongs to one goroutine.
type prober struct {
	s     *sample
	l     *limits
	t     *trial
	peaks []float64
	count bool // what is used of the sources that depend on cash matters
}

func newProber(s *sample, l *limits) *prober {
	return &prober{s: s, l: l, t: newTrial(s.f, make([]float64, len(s.f.models))), peaks: make([]float64, 0, s.n), count: l.concentration < 1 || l.goal == goalConcentration}
}

// at brings the amounts into the limits as far as that goes and works them out.
func (p *prober) at(amounts []float64) point {
	out := point{amounts: append([]float64(nil), amounts...)}
	out.violation = p.l.repair(out.amounts)
	s, f := p.s, p.s.f
	p.t.set(out.amounts)
	p.peaks = p.peaks[:0]
	low, blind := 0, 0
	out.npv = s.worth
	cash := make([]float64, len(f.cash))
	for i := range s.n {
		p.t.run(i, 0)
		if x := p.t.peak(); x > 0 {
			p.peaks = append(p.peaks, x)
			out.peak += x
		}
		if p.l.goal == "cost" {
			owners := p.t.required(i)
			out.cost += owners.required
		}
		if len(f.cash) > 0 {
			out.cost += p.t.cashCost(i)
			out.npv += p.t.ownNPV(i) / float64(s.n)
			for k := range f.cash {
				if p.t.idle || !p.count {
					break
				}
				for _, x := range p.t.book.Drawn[k] {
					cash[k] += x
				}
			}
		}
		if s.dscr {
			if x := p.cover(i); x < p.l.dscrFloor {
				low++
				if math.IsInf(x, -1) {
					blind++
				}
			}
		}
	}
	n := float64(s.n)
	out.cost, out.peak, out.gap = out.cost/n, out.peak/n, float64(len(p.peaks))/n
	p.linear(&out)
	out.low, out.blind, out.spread = float64(low)/n, float64(blind)/n, p.concentration(out.amounts, cash, n)
	out.violation += p.excess() + max(0, out.spread-p.l.concentration)
	if s.dscr {
		out.violation += max(0, out.low-p.l.dscrAllowed)
	}
	out.value = p.l.objective(&out)
	return out
}

// near keeps the flows at the amounts, when they are not close to those kept.
func (p *prober) near(amounts []float64) {
	if p.t.base == nil || p.t.apart(amounts) > 2 {
		p.t.set(amounts)
		p.t.rebase(p.s.n)
	}
}

// cover is the smallest debt cover of a future: see trial.dscr.
func (p *prober) cover(i int) float64 {
	if p.t.idle {
		p.t.rest(i)
	}
	return p.t.dscr(i)
}

func (p *prober) linear(out *point) {
	for k, j := range p.s.f.linear {
		out.cost += float64(out.amounts[j] * p.s.cost[k])
		out.npv += float64(out.amounts[j] * p.s.npv[k])
	}
}

// excess is by how much the peak gap that is just one too many is above zero,
// as a share of the scale: unlike the count of gaps it tells the search which
// way is down.
func (p *prober) excess() float64 {
	allowed := int(float64(p.l.allowed*float64(p.s.n)) + 1e-9)
	if len(p.peaks) <= allowed {
		return 0
	}
	slices.SortFunc(p.peaks, func(a, b float64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return p.peaks[allowed] / p.l.scale
}

// concentration is the Herfindahl index of use, 0 where nobody asks.
func (p *prober) concentration(amounts, cash []float64, n float64) float64 {
	if !p.count {
		return 0
	}
	total, squares := 0.0, 0.0
	add := func(x float64) {
		total += float64(x)
		squares += float64(x * x)
	}
	for k, j := range p.s.f.linear {
		add(amounts[j] * p.s.used[k])
	}
	for _, x := range cash {
		add(x / n)
	}
	if total <= tiny {
		return 0
	}
	return squares / (total * total)
}
