package stats

import (
	"encoding/binary"
	"math/bits"
)

const (
	// Newton's steps to the first of several limits, and from one to the next.
	firstSteps, laterSteps = 4, 2
	lastNode               = 3.0  // in steps: the outer nodes
	nearRoot               = 1e-4 // a step that is no longer ends at the root
	mostSteps              = 30
)

// solver holds the polynomials of a chunk and where each of them was last.
type solver struct {
	n         int
	c         [SmoothNodes][chunk]float64
	x, slope  [chunk]float64 // in steps, and of the polynomial there
	k, phi    [chunk]float64 // scores, and the probability below them
	low, high [chunk]float64 // the polynomial at the outer nodes
	h         [chunk]float64 // the score of a scenario
	own       []float64      // that at which its polynomial has its value
	bell      [chunk]float64
	from, to  [chunk]float64   // where the root lies, in steps; -furthest and furthest: beyond the outer nodes
	open      [chunk]uint16    // scenarios whose root is not found yet, or that are in doubt
	marks     [chunk / 4]uint8 // a bit for each of four scenarios: those to be listed in open; more may be marked behind the last
	started   bool
	last      float64
}

// load takes up the scenarios from..to.
func (v *solver) load(s *Smooth, from, to int) {
	v.n, v.started = to-from, false
	for p := range v.c {
		copy(v.c[p][:v.n], s.poly[p][from:to])
		if s.sign < 0 && p%2 == 1 {
			for i := range v.n {
				v.c[p][i] = -v.c[p][i]
			}
		}
	}
	copy(v.low[:v.n], s.low[from:to])
	copy(v.high[:v.n], s.high[from:to])
	v.own = s.own[from:to]
	for i, h := range s.score[from:to] {
		v.h[i] = float64(s.sign * h)
	}
}

// solve finds the scores at which the polynomials reach t, from where they were;
// calls come with ascending t. What it finds depends on the polynomials and on
// the limits asked for only, which is all that an unbiased F needs; that it is
// the root, to 1e-8 as a rule, makes F exact.
func (v *solver) solve(t float64) {
	steps := laterSteps
	if !v.started {
		steps = firstSteps
		for i := range v.n {
			v.x[i], v.slope[i] = 0, v.c[1][i]
		}
	}
	v.steps(t, t-v.last, steps)
	v.settle(t)
	v.started, v.last = true, t
}

// stepsPortable takes n of Newton's steps to t, after one from the last limit as
// far ahead, if there was one. It leaves the last move in k.
func (v *solver) stepsPortable(t, ahead float64, n int) {
	for i := range v.n {
		c0, c1, c2, c3 := v.c[0][i]-t, v.c[1][i], v.c[2][i], v.c[3][i]
		c4, c5, c6 := v.c[4][i], v.c[5][i], v.c[6][i]
		x, slope, before := v.x[i], v.slope[i], 0.0
		if v.started {
			x = step(x, ahead, slope)
		}
		for range n {
			x2 := float64(x * x)
			over := c0 + float64(x2*(c2+float64(x2*(c4+float64(x2*c6))))) + float64(x*(c1+float64(x2*(c3+float64(x2*c5)))))
			slope = c1 + float64(x2*(float64(3*c3)+float64(x2*float64(5*c5)))) + float64(x*(float64(2*c2)+float64(x2*(float64(4*c4)+float64(x2*float64(6*c6))))))
			before = x
			x = step(x, -over, slope)
		}
		v.x[i], v.slope[i], v.k[i] = x, slope, x-before
	}
	v.mark(t)
}

// mark marks the scenarios whose last step to t was long or led to an end although t lies
// between what the polynomial is at the outer nodes.
func (v *solver) mark(t float64) {
	clear(v.marks[:])
	for i, move := range v.k[:v.n] {
		x := v.x[i]
		v.marks[i/4] |= uint8(one(move > nearRoot)|one(move < -nearRoot)|one(x == furthest)&one(t <= v.high[i])|one(x == -furthest)&one(t >= v.low[i])) << (i % 4)
	}
}

// settle takes more of Newton's steps for the scenarios that are marked: between the outer
// nodes it halves where Newton's step would leave the interval that holds the root. All of them take a
// step before any takes the next, so that none waits for another.
func (v *solver) settle(t float64) {
	open := v.marked()
	for _, i := range open {
		if !(v.low[i] <= t && t <= v.high[i]) {
			v.from[i], v.to[i] = -furthest, furthest
			continue
		}
		v.from[i], v.to[i] = -lastNode, lastNode
		if x := v.x[i]; !(x > -lastNode && x < lastNode) {
			v.x[i] = 0
		}
	}
	for k := 0; k < mostSteps && len(open) > 0; k++ {
		left := open[:0]
		for _, i := range open {
			if move := v.again(int(i), t); !(move < nearRoot && move > -nearRoot) {
				left = append(left, i)
			}
		}
		open = left
	}
}

// marked lists the scenarios that are marked.
func (v *solver) marked() []uint16 {
	n := 0
	for at := 0; 4*at < v.n; at += 8 {
		for marks := binary.LittleEndian.Uint64(v.marks[at:]); marks != 0; marks &= marks - 1 {
			bit := bits.TrailingZeros64(marks)
			if i := 4*(at+bit/8) + bit%8; i < v.n {
				v.open[n] = uint16(i)
				n++
			}
		}
	}
	return v.open[:n]
}

// again takes one more step for one scenario, between the outer nodes by a bracket, and
// returns how far it led.
func (v *solver) again(i int, t float64) (move float64) {
	before, at, slope := v.x[i], 0.0, 0.0
	for p := SmoothNodes - 1; p >= 0; p-- {
		slope = float64(slope*before) + at
		at = float64(at*before) + v.c[p][i]
	}
	x := before
	if v.to[i] == furthest {
		x = step(x, t-at, slope)
	} else {
		if at < t {
			v.from[i] = x
		} else {
			v.to[i] = x
		}
		lo, hi := v.from[i], v.to[i]
		if x += (t - at) / slope; !(x >= lo && x <= hi) {
			x = lo + float64((hi-lo)/2)
		}
	}
	v.x[i], v.slope[i] = x, slope
	return x - before
}

// step is Newton's step from x towards what is missing, inside the range of
// scores that are told apart. Where the figure does not rise it goes to the end
// at which all of it is reached, or none.
func step(x, missing, slope float64) float64 {
	if slope > 0 {
		x += missing / slope
	} else if missing >= 0 {
		return furthest
	} else {
		return -furthest
	}
	if x > furthest {
		return furthest
	}
	if x < -furthest {
		return -furthest
	}
	return x
}
