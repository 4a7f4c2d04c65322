package stats

import (
	"math"
	"slices"
	"sort"
)

// Bins is the number of bins between the ends.
func (b *Binned) Bins() int { return b.bins }

// N is the number of values counted, infinite ones included.
func (b *Binned) N() int {
	n := uint64(0)
	for i := range b.groups {
		n += b.groups[i].n
	}
	return int(n)
}

// Finite is the number of finite values.
func (b *Binned) Finite() int {
	n := uint64(0)
	for i := range b.groups {
		n += b.groups[i].n - b.groups[i].below - b.groups[i].above
	}
	return int(n)
}

// Range returns the least and the largest finite value, which are exact.
func (b *Binned) Range() (lo, hi float64) { return b.min, b.max }

// MeanSD returns the mean and the sample standard deviation of the finite
// values.
func (b *Binned) MeanSD() (mean, sd float64) {
	n := float64(b.Finite())
	if n == 0 {
		return math.NaN(), math.NaN()
	}
	off := b.sum.Value() / n
	if n < 2 {
		return b.shift + off, 0
	}
	return b.shift + off, math.Sqrt(math.Max(0, b.squares.Value()-float64(float64(off*off)*n)) / (n - 1))
}

// pooled is the counts of some groups, ready to be searched.
type pooled struct {
	b          *Binned
	cumulative []uint64 // -Inf, below all bins, the bins, above all bins, +Inf
}

func (b *Binned) pool(groups []binnedGroup) pooled {
	p := pooled{b, make([]uint64, b.bins+4)}
	for i := range groups {
		g := &groups[i]
		p.cumulative[0] += g.below
		for k, c := range g.counts {
			p.cumulative[k+1] += uint64(c &^ mixed)
		}
		p.cumulative[b.bins+3] += g.above
	}
	for k := range p.cumulative[1:] {
		p.cumulative[k+1] += p.cumulative[k]
	}
	return p
}

// at estimates the value of a rank, 0 the least, and says how far it may be
// off: values of a bin are taken as evenly spaced in it.
func (p *pooled) at(rank int) (x, bound float64) {
	b := p.b
	k := sort.Search(len(p.cumulative), func(k int) bool { return p.cumulative[k] > uint64(rank) })
	switch {
	case k == 0:
		return math.Inf(-1), 0
	case k >= b.bins+3:
		return math.Inf(1), 0
	case b.only != nil && b.only[k-1] == b.only[k-1]:
		return b.only[k-1], 0
	}
	from, to := b.ends(k - 1)
	count := float64(p.cumulative[k] - p.cumulative[k-1])
	in := (float64(uint64(rank)-p.cumulative[k-1]) + 0.5) / count
	return from + float64((to-from)*in), to - from + float64(1e-15*max(math.Abs(from), math.Abs(to)))
}

// ends returns where the values of a bin lie.
func (b *Binned) ends(k int) (from, to float64) {
	from, to = b.min, b.max
	if k > 0 {
		from = max(from, b.lo+float64(b.width*float64(k-1)))
	}
	if k <= b.bins {
		to = min(to, b.lo+float64(b.width*float64(k)))
	}
	return from, max(from, to)
}

func (p *pooled) n() int { return int(p.cumulative[len(p.cumulative)-1]) }

// quantile is Quantile with its bound: the larger one of those of the two
// order statistics between which it lies.
func (p *pooled) quantile(share float64, finite bool) (x, bound float64) {
	first, n := 0, p.n()
	if finite {
		first = int(p.cumulative[0])
		n = int(p.cumulative[p.b.bins+2]) - first
	}
	lo, frac, ok := position(n, share)
	if !ok {
		return math.NaN(), math.NaN()
	}
	x, bound = p.at(first + lo)
	if frac == 0 {
		return x, bound
	}
	y, other := p.at(first + lo + 1)
	return between(x, y, frac), max(bound, other)
}

// Quantiles estimates the quantile at each p of ps (as Quantile defines it)
// and says how far each may be from that of all values: the width of the bin
// it lies in, 0 where a bin holds one value only.
func (b *Binned) Quantiles(ps []float64) (values, bounds []float64) {
	return b.quantiles(ps, false)
}

// FiniteQuantiles is Quantiles over the finite values.
func (b *Binned) FiniteQuantiles(ps []float64) (values, bounds []float64) {
	return b.quantiles(ps, true)
}

func (b *Binned) quantiles(ps []float64, finite bool) (values, bounds []float64) {
	p := b.pool(b.groups)
	values, bounds = make([]float64, len(ps)), make([]float64, len(ps))
	for i, share := range ps {
		values[i], bounds[i] = p.quantile(share, finite)
	}
	return values, bounds
}

// GroupShares returns the share of values up to x in every group by itself, for
// ShareHalf: of the bin that holds x half, unless all of its values are the same.
func (b *Binned) GroupShares(x float64) []float64 {
	var out []float64
	for _, i := range b.whole() {
		one := b.pool(b.groups[i : i+1])
		k := 1
		if t := (x - b.lo) * b.inverse; t >= float64(b.bins) {
			k = b.bins + 1
		} else if t >= 0 {
			k = int(t) + 1
		}
		before, after := float64(one.cumulative[k]), float64(one.cumulative[k+1])
		if k < len(b.only) && b.only[k] <= x {
			before = after
		}
		out = append(out, (before+after)/2/float64(b.groups[i].n))
	}
	return out
}

// whole lists the groups that are not much smaller than the largest: a rest of
// a replicate says too little by itself.
func (b *Binned) whole() []int {
	most := uint64(0)
	for i := range b.groups {
		most = max(most, b.groups[i].n)
	}
	var out []int
	for i := range b.groups {
		if n := b.groups[i].n; n > 0 && 2*n >= most {
			out = append(out, i)
		}
	}
	return out
}

// Below returns the share of values under x and how far it may be off: 0 when
// x is a mark.
func (b *Binned) Below(x float64) (share, bound float64) {
	if k := slices.Index(b.marks, x); k >= 0 {
		return float64(b.count(k, false)) / float64(b.N()), 0
	}
	return b.estimate(x)
}

// AtMost returns the share of values that are at most x, see Below.
func (b *Binned) AtMost(x float64) (share, bound float64) {
	if k := slices.Index(b.marks, x); k >= 0 {
		return float64(b.count(k, true)) / float64(b.N()), 0
	}
	return b.estimate(x)
}

func (b *Binned) count(mark int, equal bool) uint64 {
	n := uint64(0)
	for i := range b.groups {
		n += b.groups[i].lessMark[mark]
		if equal {
			n += b.groups[i].atMarks[mark]
		}
	}
	return n
}

// estimate is the share up to the middle of the bin of x.
func (b *Binned) estimate(x float64) (share, bound float64) {
	p, n := b.pool(b.groups), float64(b.N())
	k := 1
	if t := (x - b.lo) * b.inverse; t >= float64(b.bins) {
		k = b.bins + 2
	} else if t >= 0 {
		k = int(t) + 2
	}
	before, after := float64(p.cumulative[k-1]), float64(p.cumulative[k])
	return (before + after) / 2 / n, (after - before) / n
}

// GroupBelow returns the share of values under a mark in every group by itself,
// for ShareHalf.
func (b *Binned) GroupBelow(mark float64) []float64 {
	k := slices.Index(b.marks, mark)
	if k < 0 {
		return nil
	}
	var out []float64
	for _, i := range b.whole() {
		out = append(out, float64(b.groups[i].lessMark[k])/float64(b.groups[i].n))
	}
	return out
}

// GroupAtMost returns the share of values that are at most a mark in every
// group by itself, for Interval.
func (b *Binned) GroupAtMost(mark float64) []float64 {
	k := slices.Index(b.marks, mark)
	if k < 0 {
		return nil
	}
	var out []float64
	for _, i := range b.whole() {
		g := &b.groups[i]
		out = append(out, float64(g.lessMark[k]+g.atMarks[k])/float64(g.n))
	}
	return out
}

// Each calls f with a value of every bin that is not empty, its only one or its
// middle, and how many values it stands for, in ascending order. Infinite
// values are left out.
func (b *Binned) Each(f func(x float64, count int)) {
	for k := range b.bins + 2 {
		n := uint64(0)
		for i := range b.groups {
			n += uint64(b.groups[i].counts[k] &^ mixed)
		}
		if n == 0 {
			continue
		}
		x := math.NaN()
		if b.only != nil {
			x = b.only[k]
		}
		if x != x {
			from, to := b.ends(k)
			x = from + float64((to-from)/2)
		}
		f(x, int(n))
	}
}

// Histogram is Histogram of all values: each bin goes into the bar that holds
// its middle.
func (b *Binned) Histogram(hint int) (edges []float64, counts []int) {
	if b.Finite() == 0 {
		return nil, nil
	}
	edges, _ = Histogram([]float64{b.min, b.max}, hint)
	counts = make([]int, len(edges)-1)
	b.Each(func(x float64, count int) {
		k := sort.SearchFloat64s(edges, x)
		if k == len(edges) || edges[k] != x {
			k--
		}
		counts[max(0, min(k, len(counts)-1))] += count
	})
	return edges, counts
}
