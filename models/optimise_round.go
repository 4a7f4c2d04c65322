package models

import "math"

// amountStep is the sensible step of amounts: the setting, else 1, 2 or 5 times a power
// of ten near, and not above, a hundredth of the need.
func (d *mixStudy) amountStep() float64 {
	if x := d.m.plan.Project.Mixes.AmountStep; x != nil && x.InexactFloat64() > 0 {
		return x.InexactFloat64()
	}
	x := max(d.need/100, 1)
	base := math.Pow(10, math.Floor(math.Log10(x)))
	for _, k := range []float64{5, 2} {
		if k*base <= x {
			return k * base
		}
	}
	return base
}

// rounded brings amounts to whole steps, or to a limit of their source, and looks whether
// all conditions still hold on the whole sample: the nearest steps, else the next higher
// ones. Then it walks in single steps as long as that helps. Where no whole steps keep
// the conditions the amounts stay as they are.
//
// Checked: TestBestAmountsAreRound.
func (d *mixStudy) rounded(l *limits, whole *sample, best point) point {
	p, step := newProber(whole, l), d.amountStep()
	free := l.free()
	at := func(round func(float64) float64) point {
		a := append([]float64(nil), best.amounts...)
		for _, j := range free {
			if !l.atLimit(j, a[j]) {
				a[j] = min(max(round(a[j]/step)*step, l.lo[j]), l.hi[j])
			}
		}
		return p.at(a)
	}
	found := at(math.Round)
	if up := at(math.Ceil); up.less(&found) {
		found = up
	}
	if found.violation > 0 {
		return best
	}
	for pass, better := 0, true; better && pass < 5; pass++ {
		better = false
		for _, m := range compassMoves(free) {
			a := append([]float64(nil), found.amounts...)
			if up := m[0]; up >= 0 {
				a[up] = min(l.hi[up], (math.Floor(a[up]/step+1e-9)+1)*step)
			}
			if down := m[1]; down >= 0 {
				a[down] = max(l.lo[down], (math.Ceil(a[down]/step-1e-9)-1)*step)
			}
			if x := p.at(a); x.less(&found) && wholeSteps(x.amounts, l, step) {
				found, better = x, true
			}
		}
	}
	return found
}

// wholeSteps reports whether every amount is whole steps or a limit of its source.
func wholeSteps(a []float64, l *limits, step float64) bool {
	for j, x := range a {
		k := x / step
		if math.Abs(k-math.Round(k)) > 1e-6 && !l.atLimit(j, x) {
			return false
		}
	}
	return true
}

// atLimit reports whether an amount is a limit of its source.
func (l *limits) atLimit(j int, x float64) bool {
	return math.Abs(x-l.hi[j]) <= tiny || math.Abs(x-l.lo[j]) <= tiny || math.Abs(x-l.least[j]) <= tiny
}
