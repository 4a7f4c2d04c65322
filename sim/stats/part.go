package stats

import (
	"math"
	"slices"

	"ballast/sim/distribution"
)

// Part is an amount that comes a random number of times: Counts[n] is the probability
// of n of them, Values are equally likely values of one, all independent.
type Part struct {
	Counts []float64
	Values []float64
}

// Sum is the distribution of the sum of independent parts: weights of equally distant
// values. A value that lies between stands as four weights of those about it, with its
// own moments up to the third, so that the mean of a smooth function comes out to the
// fourth power of the step; weights may be negative.
type Sum struct {
	first  int // the least value, in steps
	step   float64
	weight []float64
}

// sumCells is how many steps a sum has from the least to the most it can come to.
const sumCells = 1024

// NewSum adds parts up; nil where nothing varies.
//
// Source: Klugman, Panjer and Willmot, Loss Models, 4th ed. (2012), 9.6.5.2, the method
// of local moment matching.
// Checked: TestSumOfParts.
func NewSum(parts []Part) *Sum {
	lo, hi := 0.0, 0.0
	for _, p := range parts {
		most := float64(len(p.Counts) - 1)
		for _, v := range p.Values {
			if math.IsInf(v, 0) || v != v {
				return nil
			}
		}
		least, top := ends(p.Values)
		lo, hi = lo+float64(most*min(least, 0)), hi+float64(most*max(top, 0))
	}
	if !(hi > lo) {
		return nil
	}
	s := &Sum{step: (hi - lo) / sumCells, weight: []float64{1}}
	for _, p := range parts {
		s = s.plus(p.on(s.step))
	}
	// Room for the weights of values at the ends.
	s.first -= 2
	s.weight = slices.Concat(make([]float64, 2), s.weight, make([]float64, 3))
	return s
}

// ends are the least and the greatest of some values.
func ends(x []float64) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for _, v := range x {
		least, most = min(least, v), max(most, v)
	}
	return least, most
}

// on is the distribution of a part on multiples of a step.
func (p *Part) on(step float64) *Sum {
	least, most := ends(p.Values)
	one := &Sum{first: int(math.Floor(least/step)) - 1, step: step}
	one.weight = make([]float64, int(math.Floor(most/step))+3-one.first)
	for _, v := range p.Values {
		at, w := stencil(v / step)
		to := one.weight[at-one.first:][:4]
		to[0], to[1], to[2], to[3] = to[0]+w[0], to[1]+w[1], to[2]+w[2], to[3]+w[3]
	}
	for k := range one.weight {
		one.weight[k] /= float64(len(p.Values))
	}
	times := &Sum{step: step, weight: []float64{1}}
	out := &Sum{step: step}
	for n, prob := range p.Counts {
		if n > 0 {
			times = times.plus(one)
		}
		out = out.mix(times, prob)
	}
	return out
}

// stencil is the first of the four whole numbers about x and their weights: those of
// the cubic through them.
func stencil(x float64) (first int, w [4]float64) {
	k := math.Floor(x)
	f := x - k
	w[0] = -float64(f*(f-1)) * (f - 2) / 6
	w[1] = float64((f+1)*(f-1)) * (f - 2) / 2
	w[2] = -float64((f+1)*f) * (f - 2) / 2
	w[3] = float64((f+1)*f) * (f - 1) / 6
	return int(k) - 1, w
}

// plus is the distribution of the sum of two independent ones.
func (s *Sum) plus(o *Sum) *Sum {
	out := &Sum{first: s.first + o.first, step: s.step, weight: make([]float64, len(s.weight)+len(o.weight)-1)}
	for i, a := range s.weight {
		to := out.weight[i:][:len(o.weight)]
		distribution.AddScaled(to, to, a, o.weight)
	}
	return out
}

// mix adds prob times another distribution.
func (s *Sum) mix(o *Sum, prob float64) *Sum {
	if len(s.weight) == 0 {
		s.first = o.first
	}
	first, end := min(s.first, o.first), max(s.first+len(s.weight), o.first+len(o.weight))
	out := &Sum{first: first, step: s.step, weight: make([]float64, end-first)}
	copy(out.weight[s.first-first:], s.weight)
	to := out.weight[o.first-first:][:len(o.weight)]
	distribution.AddScaled(to, to, prob, o.weight)
	return out
}

// value is the k-th value.
func (s *Sum) value(k int) float64 { return float64(float64(s.first+k) * s.step) }
