package stats

import "math"

// Where the polynomial is the figure but for a little, the two indicators of F differ in
// few scenarios, by one in each: most of what is left of the variance. So they are
// softened. With h' the score at which the polynomial has the value that the figure has,
// 1{T <= t} is 1{h' <= k} there; both become steps over softWidth scores, S((k-h')/w) -
// S((k-h)/w). Given all else the score is standard normal, and what softening does to the
// one is undone by what it does to the other but for w^2/10 times the mean of (h'-h)
// phi”(k): below 1e-5 where h' is within softNear of h. All scenarios keep their
// indicators where one in a hundred is further off, as where a cap makes the figure bend.
//
// Checked: TestSoftened, TestSmoothIsUnbiased.
const (
	softWidth = 0.2  // scores to each side
	softNear  = 0.1  // scores
	softMost  = 0.01 // of the scenarios may be further off
	softSame  = 0.02 // scores: a figure that is not on the side of t where its score is, but for so much, is near another root
)

// ownScore is the score at which a polynomial has the value that the figure has at the
// score h: one of Newton's steps away. It is NaN where that is not near.
func ownScore(c *[SmoothNodes]float64, h, value float64) float64 {
	x, at, slope := h*(1/nodeStep), 0.0, 0.0
	for p := SmoothNodes - 1; p >= 0; p-- {
		slope = float64(slope*x) + at
		at = float64(at*x) + c[p]
	}
	off := float64(nodeStep*(value-at)) / slope
	if !(slope > 0 && off <= softNear && off >= -softNear) {
		return math.NaN()
	}
	return h + off
}

// remains adds up what the figure is within t more often than its polynomial says.
func (v *solver) remains(value []float64, soft bool, t float64) (sum float64) {
	k, h, own := v.k[:len(value)], v.h[:len(value)], v.own[:len(value)]
	count := uint64(0) // of differences, so it may wrap
	if !soft {
		for i, x := range value {
			count += one(x <= t) - one(h[i] <= k[i])
		}
		return float64(int64(count))
	}
	v.doubt(value, t) // in most of them the two are the same
	for _, i := range v.marked() {
		d, in := k[i]-h[i], one(value[i] <= t)
		off := own[i] - k[i]
		if off != off || in != one(off <= 0) && (off > softSame || off < -softSame) {
			count += in - one(0 <= d)
		} else if d < softWidth+softNear && d > -softWidth-softNear {
			sum += ramp(-off) - ramp(d)
		}
	}
	return sum + float64(int64(count))
}

// doubtPortable marks the scenarios of which the figure and its polynomial may say different
// things, or the score is so near to the root that they are softened.
func (v *solver) doubtPortable(value []float64, t float64, from int) {
	k, h, own := v.k[:len(value)], v.h[:len(value)], v.own[:len(value)]
	for i := from; i < len(value); i++ {
		d, off := k[i]-h[i], own[i]-k[i]
		v.marks[i/4] |= uint8(one(off != off)|one(value[i] <= t)^one(off <= 0)|one(d < softWidth+softNear)&one(d > -softWidth-softNear)) << (i % 4)
	}
}

// ramp rises from 0 to 1 between -softWidth and softWidth: the integral of Epanechnikov's
// kernel.
func ramp(d float64) float64 {
	u := min(max(d*(1/softWidth), -1), 1)
	return 0.5 + float64(u*(0.75-float64(0.25*float64(u*u))))
}
