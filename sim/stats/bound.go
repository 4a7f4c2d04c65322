package stats

import "math"

// Bounder finds limits of rank correlations with one column at a tenth of
// their price, for those who want the strongest of many only. Make it with
// NewBounder; it is not safe for concurrent use, but copies made by Clone are.
type Bounder struct {
	y      []float64 // ranks less their mean, divided by their length
	bin    []uint16
	counts [boundBins]int32
	middle [boundBins]float64
}

// boundBins is the number of groups that a column is cut into.
const boundBins = 4096

// NewBounder takes the column that all others are compared with.
func NewBounder(y []float64) *Bounder {
	b := &Bounder{y: Ranks(y), bin: make([]uint16, len(y))}
	mean, sum := Mean(b.y), 0.0
	for i := range b.y {
		b.y[i] -= mean
		sum += float64(b.y[i] * b.y[i])
	}
	if sum > 0 {
		for i := range b.y {
			b.y[i] /= math.Sqrt(sum)
		}
	}
	return b
}

// Clone returns a Bounder for another goroutine.
func (b *Bounder) Clone() *Bounder {
	return &Bounder{y: b.y, bin: make([]uint16, len(b.y))}
}

// Bounds returns limits of the absolute rank correlation of x with the column
// of the Bounder. The range of x is cut into groups of equal width, the
// smallest value being a group of its own, since "nothing" is what most values
// of a risk are. Every value takes the middle rank m of its group instead of
// its rank r: the two differ by no more than in a group without ties, so that
// |r-m|^2 <= E^2 = sum over groups of (c^3-c)/12, and r-m is orthogonal to m.
// With y of length 1
//
//	(|m.y| - E) / sqrt(|m|^2 + E^2) <= |rho| <= (|m.y| + E) / |m|
//
// Source: Cauchy's inequality; Kendall, Rank correlation methods, on ties.
// Checked: TestBounds.
func (b *Bounder) Bounds(x []float64) (lo, hi float64) {
	least, most, ok := rangeIfFinite(x)
	scale := (boundBins - 2) / (most - least)
	if !ok || !(scale > 0) || math.IsInf(scale, 0) {
		return 0, 1
	}
	b.group(x, least, scale)
	mean, seen := float64(len(x)+1)/2, 0.0
	length, spread := 0.0, 0.0
	for k, c := range b.counts {
		n := float64(c)
		d := seen + (n+1)/2 - mean
		b.middle[k] = d
		length += float64(n * float64(d*d))
		if k > 0 {
			spread += (float64(n*float64(n*n)) - n) / 12
		}
		seen += n
	}
	product := 0.0
	for i, k := range b.bin[:len(x)] {
		product += float64(b.middle[k&(boundBins-1)] * b.y[i])
	}
	off := math.Sqrt(spread)
	const rounding = 1e-9
	lo = (math.Abs(product)-off)/math.Sqrt(length+spread) - rounding
	hi = (math.Abs(product)+off)/math.Sqrt(length) + rounding
	return max(0, lo), min(1, hi)
}

// group finds the group of every value: 0 for the least, then by width.
func (b *Bounder) group(x []float64, least, scale float64) {
	clear(b.counts[:])
	bin := b.bin[:len(x)]
	for i, v := range x {
		k := uint16(0)
		if v > least {
			k = uint16(1 + int(float64((v-least)*scale)))
		}
		k &= boundBins - 1 // no bounds check
		bin[i] = k
		b.counts[k]++
	}
}

// rangeIfFinite is the range of a column; ok is false for one that is empty or
// holds a value that is not finite.
func rangeIfFinite(x []float64) (least, most float64, ok bool) {
	least, most = math.Inf(1), math.Inf(-1)
	check := 0.0
	for _, v := range x {
		if v < least {
			least = v
		}
		if v > most {
			most = v
		}
		check += v - v // NaN for what is not finite
	}
	return least, most, len(x) > 0 && check == 0
}
