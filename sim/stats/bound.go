package stats

import "math"

// Bounder finds limits of rank correlations with one column at a tenth of
// their price, for those who want the strongest of many only. Make it with
// NewBounder; it is not safe for concurrent use, but copies made by Clone are.
type Bounder struct {
	y       []int16 // centred ranks
	perUnit float64 // 1 by their length, 0 of a constant column
	groups  [boundBins]int64
}

// boundBins is the number of groups that a column is cut into. A group is one
// number, so that a value costs one addition: the ranks of y in it, added up,
// times groupCount, plus how many there are.
const (
	boundBins  = 4096
	groupCount = 2 * MostRanked
)

// NewBounder takes the centred ranks, as a Ranker makes them, of the column that
// all others are compared with.
func NewBounder(y []int16) *Bounder {
	b := &Bounder{y: y}
	if square := Dot(y, y); square > 0 {
		b.perUnit = 1 / math.Sqrt(float64(square))
	}
	return b
}

// Clone returns a Bounder for another goroutine.
func (b *Bounder) Clone() *Bounder {
	return &Bounder{y: b.y, perUnit: b.perUnit}
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
	least, most := math.Inf(1), math.Inf(-1)
	for _, v := range x {
		if v < least {
			least = v
		}
		if v > most {
			most = v
		}
	}
	scale := (boundBins - 2) / (most - least)
	if !(scale > 0) || math.IsInf(scale, 0) || b.group(x, least, scale) {
		return 0, 1
	}
	mean, seen := float64(len(x)+1)/2, 0.0
	product, length, spread := 0.0, 0.0, 0.0
	for k, g := range b.groups {
		c := g & (groupCount - 1)
		n := float64(c)
		d := seen + (n+1)/2 - mean
		product += float64(d * float64((g-c)/groupCount))
		length += float64(n * float64(d*d))
		if k > 0 {
			spread += float64(n * float64(n*n-1))
		}
		seen += n
	}
	product *= b.perUnit
	spread /= 12
	off := math.Sqrt(spread)
	const rounding = 1e-9
	lo = (math.Abs(product)-off)/math.Sqrt(length+spread) - rounding
	hi = (math.Abs(product)+off)/math.Sqrt(length) + rounding
	return max(0, lo), min(1, hi)
}

// group adds every value to its group: 0 for the least, then by width. It tells
// whether there was a NaN.
func (b *Bounder) group(x []float64, least, scale float64) (nan bool) {
	clear(b.groups[:])
	var at [indexPiece]uint16
	for y := b.y; len(x) > 0; {
		piece := x[:min(indexPiece, len(x))]
		if index(at[:], piece, least, scale, boundBins-2) {
			return true
		}
		own := y[:len(piece)]
		for i, v := range piece {
			k := int(at[i&(indexPiece-1)]) + 1
			if v <= least {
				k = 0
			}
			b.groups[k&(boundBins-1)] += int64(own[i])*groupCount + 1
		}
		x, y = x[len(piece):], y[len(piece):]
	}
	return false
}
