package models

import "math"

// limits are the conditions on amounts.
type limits struct {
	lo, hi, share []float64 // by source; lo is what has arrived
	least         []float64 // what a source brings at the least when it is used
	total         float64
	concentration float64 // 1: none
	dscrFloor     float64
	dscrAllowed   float64
	allowed       float64 // share of futures that may have a gap
	goal          string  // cost, npv, gap, or a condition that is to be kept as well as can be: see condition
	scale         float64 // money of the size of the need
}

// objective is what is made as small as possible. Of two equally good choices
// the one with less money is better.
func (l *limits) objective(p *point) float64 {
	sum := 0.0
	for _, a := range p.amounts {
		sum += a
	}
	tie := float64(1e-9 * sum)
	switch l.goal {
	case "npv":
		return -p.npv + tie
	case "gap":
		return p.peak + tie
	case goalGap:
		return float64(p.gap*l.scale) + float64(1e-6*p.peak)
	case goalCover:
		return float64(p.low*l.scale) + tie
	case goalConcentration:
		return float64(p.spread*l.scale) + tie
	}
	return p.cost + tie
}

// reaching reports whether the search looks for how far a condition can be kept.
func (l *limits) reaching() bool {
	return l.goal == goalGap || l.goal == goalCover || l.goal == goalConcentration
}

// snap makes sources that are used by less than they bring at the least nothing, and
// reports whether there was one.
func (l *limits) snap(a []float64) bool {
	found := false
	for j := range a {
		if a[j] > 0 && a[j] < l.least[j]-tiny && l.lo[j] < l.least[j] {
			a[j], found = l.lo[j], true
		}
	}
	return found
}

// repair brings amounts into the limits: into their bounds, to nothing or the least that
// a source brings, whichever is nearer, then down to the total and to the largest shares.
// It returns what cannot be repaired: how far
// below their least amount the sources had to go, as a share of the scale.
func (l *limits) repair(a []float64) float64 {
	sum, floor := 0.0, 0.0
	for j := range a {
		a[j] = min(max(a[j], l.lo[j]), l.hi[j])
		if least := l.least[j]; a[j] < least && a[j] > l.lo[j] {
			if a[j] -= float64(least / 2); a[j] >= 0 {
				a[j] = least
			} else {
				a[j] = l.lo[j]
			}
		}
		sum += a[j]
		floor += l.lo[j]
	}
	if sum > l.total && sum > floor {
		down := max(0, (l.total-floor)/(sum-floor))
		for j := range a {
			a[j] = l.lo[j] + float64((a[j]-l.lo[j])*down)
		}
	}
	for range a {
		l.shares(a)
		if !l.snap(a) {
			break
		}
	}
	short := 0.0
	for j := range a {
		short += max(0, l.lo[j]-a[j])
	}
	if short < tiny {
		return 0
	}
	return short / l.scale
}

// shares cuts the sources that are more of the total than they may be. Where
// the sources of set S are at their largest shares and the others at theirs,
// the total is the sum of the others over 1 - the sum of the shares of S.
func (l *limits) shares(a []float64) {
	capped := make([]bool, len(a))
	for range len(a) + 1 {
		rest, taken, changed := 0.0, 0.0, false
		for j := range a {
			if capped[j] {
				taken += l.share[j]
			} else {
				rest += a[j]
			}
		}
		total := math.Inf(1)
		if taken < 1 {
			total = rest / (1 - taken)
		} else if rest <= tiny {
			total = 0
		}
		for j := range a {
			if !capped[j] && l.share[j] < 1 && a[j] > l.share[j]*total*(1+1e-12) {
				capped[j], changed = true, true
			}
		}
		if !changed {
			for j := range a {
				if capped[j] {
					a[j] = min(a[j], l.share[j]*total)
				}
			}
			return
		}
	}
	clear(a) // every source is capped and the shares do not fill the whole
}
