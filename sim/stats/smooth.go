package stats

import (
	"math"

	"ballast/sim/distribution"
)

// SmoothNodes is at how many scores a figure is worked out to be smoothed.
const SmoothNodes = 7

const (
	nodeStep = 1.5 // between nodes; the middle one is at 0
	furthest = 4.0 // in steps: scores of 6 and more are not told apart
)

// SmoothScores are the scores of the nodes, in ascending order.
func SmoothScores() [SmoothNodes]float64 {
	var at [SmoothNodes]float64
	for k := range at {
		at[k] = nodeStep * float64(k-SmoothNodes/2)
	}
	return at
}

// SmoothPolynomial turns the values of a figure at the nodes into the
// coefficients of the polynomial through them, in ascending powers of the score
// divided by the step between nodes: what NewSmooth takes.
// Checked: TestSmoothPolynomial.
func SmoothPolynomial(y [SmoothNodes]float64) [SmoothNodes]float64 {
	var e, d [4]float64 // even and odd part at 0..3 steps
	for j := 1; j <= 3; j++ {
		e[j] = float64((y[3+j]+y[3-j])/2) - y[3]
		d[j] = (y[3+j] - y[3-j]) / 2
	}
	c6 := (e[3] - float64(6*e[2]) + float64(15*e[1])) / 360
	c4 := (e[2] - float64(4*e[1]) - float64(60*c6)) / 12
	c5 := (d[3] - float64(4*d[2]) + float64(5*d[1])) / 120
	c3 := (d[2] - float64(2*d[1]) - float64(30*c5)) / 6
	return [SmoothNodes]float64{y[3], d[1] - c3 - c5, e[1] - c4 - c6, c3, c4, c5, c6}
}

// Smooth estimates the distribution of a figure of which more is known than its
// value in every scenario: how it would move with one standard normal score h
// that is independent of all else. A scenario then says of every limit t with
// which probability the figure stays within it, given all else, and not only
// whether it did. With P the polynomial of a scenario in the score and k(t) the
// score at which P reaches t,
//
//	F(t) = mean of Phi(k(t)) + 1{T <= t} - 1{h <= k(t)}
//
// Given all else the mean of 1{h <= k} is Phi(k), so F is unbiased whatever P
// is, as long as P does not depend on h; where P is the figure itself the two
// indicators cancel, and what is left is a smooth function of all else: the
// variance of a conditional mean, and one that Sobol points bring down fast.
// What the indicators leave where P is nearly the figure: see soften.
//
// Source: Griewank, Kuo, Leövey and Sloan, High dimensional integration of kinks
// and jumps - smoothing by preintegration, Journal of Computational and Applied
// Mathematics 344 (2018) 259-274; L'Ecuyer, Puchhammer and Ben Abdellah, Monte
// Carlo and quasi-Monte Carlo density estimation via conditioning, INFORMS
// Journal on Computing 34 (2022).
// Checked: TestSmoothIsUnbiased, TestSmoothExact, TestSmoothCoverage.
type Smooth struct {
	value, score []float64
	poly         [SmoothNodes][]float64
	sign         float64 // -1: the figure falls with the score
	soft         bool    // see soften
	replicates   [][2]int
	control      *controlled // nil: none
	own          []float64   // the score at which the polynomial has the value, NaN where that is not near; see soften
	low, high    []float64   // the polynomial at the outer nodes
}

// NewSmooth takes a figure, the score and the polynomial of every scenario, and
// the bounds of the independent replicates. falling says that the figure falls as
// the score rises.
func NewSmooth(value, score []float64, poly [][]float64, falling bool, replicates [][2]int) *Smooth {
	s := &Smooth{value: value, score: score, sign: 1, replicates: replicates}
	if falling {
		s.sign = -1
	}
	copy(s.poly[:], poly)
	s.makeRoom()
	far := 0
	for i := range value {
		if s.know(i); s.own[i] != s.own[i] {
			far++
		}
	}
	s.soft = float64(far) <= softMost*float64(len(value))
	return s
}

// makeRoom makes room for what know works out.
func (s *Smooth) makeRoom() {
	n := len(s.value)
	room := make([]float64, 3*n)
	s.own, s.low, s.high = room[:n:n], room[n:2*n:2*n], room[2*n:]
}

// know works out what does not depend on a limit of scenario i.
func (s *Smooth) know(i int) {
	var c [SmoothNodes]float64
	for p := range c {
		if c[p] = s.poly[p][i]; s.sign < 0 && p%2 == 1 {
			c[p] = -c[p]
		}
	}
	even := c[0] + float64(9*c[2]) + float64(81*c[4]) + float64(729*c[6])
	odd := float64(3*c[1]) + float64(27*c[3]) + float64(243*c[5])
	s.low[i], s.high[i] = even-odd, even+odd
	s.own[i] = ownScore(&c, float64(s.sign*s.score[i]), s.value[i])
}

// N is the number of scenarios.
func (s *Smooth) N() int { return len(s.value) }

// chunk is how many scenarios are worked out at a time.
const chunk = 256

// Sum returns the terms of F at t added up over all scenarios.
func (s *Smooth) Sum(t float64) float64 {
	out := shares{f: []float64{0}}
	var v solver
	s.add(&out, &v, -1, 0, len(s.value), []float64{t})
	return out.f[0]
}

// SumsTo is Sum by groups of scenarios that follow each other, of which ends are the ends,
// in ascending order.
func (s *Smooth) SumsTo(t float64, ends []int) []float64 {
	sums := make([]float64, len(ends))
	var v solver // its 40 KB are cleared once
	from := 0
	for g, end := range ends {
		out := shares{f: []float64{0}}
		s.add(&out, &v, -1, from, end, []float64{t})
		sums[g], from = out.f[0], end
	}
	return sums
}

// ShareError is the standard error of F at t; NaN with fewer than two replicates.
func (s *Smooth) ShareError(t float64) float64 {
	out := s.at([]float64{t})
	_, _, se := Interval(out.f[0], out.byReplicate[0])
	return se
}

// Head is the figure in the first n scenarios, with the whole replicates among
// them.
func (s *Smooth) Head(n int) *Smooth {
	h := *s
	h.value, h.score, h.replicates, h.control = s.value[:n], s.score[:n], nil, nil
	for p := range h.poly {
		h.poly[p] = s.poly[p][:n]
	}
	h.own, h.low, h.high = s.own[:n], s.low[:n], s.high[:n]
	for _, b := range s.replicates {
		if b[1] <= n {
			h.replicates = append(h.replicates, b)
		}
	}
	if s.control != nil {
		return h.With(NewControl(s.control.sum, s.control.value[:n]))
	}
	return &h
}

// Pick is the figure in chosen scenarios, without replicates.
func (s *Smooth) Pick(chosen []int) *Smooth {
	out := &Smooth{value: make([]float64, len(chosen)), score: make([]float64, len(chosen)), sign: s.sign, soft: s.soft}
	for p := range out.poly {
		out.poly[p] = make([]float64, len(chosen))
	}
	out.makeRoom()
	for k, i := range chosen {
		out.value[k], out.score[k] = s.value[i], s.score[i]
		out.own[k], out.low[k], out.high[k] = s.own[i], s.low[i], s.high[i]
		for p := range out.poly {
			out.poly[p][k] = s.poly[p][i]
		}
	}
	return out
}

// Change adds to the figure of scenario i, of a Smooth that Pick has made: what
// it is at its score, and at the nodes below and above the middle one, between
// which it is taken as linear.
func (s *Smooth) Change(i int, at, below, above float64) {
	s.value[i] += at
	s.poly[0][i] += float64((below + above) / 2)
	s.poly[1][i] += float64((above - below) / 2)
	s.know(i)
}

// shares are F and its density at limits in ascending order (nil: not asked for), and F
// in every replicate.
type shares struct {
	f, density  []float64
	byReplicate [][]float64 // [limit][replicate]
	controls    [][]float64 // [limit] C of the control; nil without one
	phi, cross  []float64   // [limit] sums of the shares without the indicators, and of their products with C
}

// at works out F at limits in ascending order.
func (s *Smooth) at(ts []float64) shares {
	out := shares{f: make([]float64, len(ts)), density: make([]float64, len(ts)), byReplicate: make([][]float64, len(ts))}
	for j := range out.byReplicate {
		out.byReplicate[j] = make([]float64, len(s.replicates))
	}
	if s.control != nil {
		out.phi, out.cross = make([]float64, len(ts)), make([]float64, len(ts))
		for _, t := range ts {
			out.controls = append(out.controls, s.control.shares(t))
		}
	}
	var v solver // its 40 KB are cleared once
	end := 0
	for r, b := range s.replicates {
		s.add(&out, &v, r, b[0], b[1], ts)
		end = b[1]
		for j := range ts {
			out.byReplicate[j][r] /= float64(b[1] - b[0])
		}
	}
	if end < len(s.value) { // a replicate that was cut short counts in the whole only
		s.add(&out, &v, -1, end, len(s.value), ts)
	}
	n := float64(len(s.value))
	for j := range ts {
		out.f[j] /= n
		out.density[j] /= n
		if s.control != nil {
			s.control.correct(&out, j, out.controls[j], out.phi[j]/n, out.cross[j]/n)
		}
	}
	return out
}

// add adds the scenarios from..to of replicate r.
func (s *Smooth) add(out *shares, v *solver, r, from, to int, ts []float64) {
	for ; from < to; from += chunk {
		end := min(from+chunk, to)
		v.load(s, from, end)
		for j, t := range ts {
			v.solve(t)
			sum := v.terms(s.value[from:end], s.soft, t)
			out.f[j] += sum
			if out.density != nil {
				out.density[j] += v.density()
			}
			if r >= 0 {
				out.byReplicate[j][r] += sum
			}
			if out.controls != nil {
				out.phi[j] += float64(Mean(v.phi[:v.n]) * float64(v.n))
				out.cross[j] += s.control.cross(out.controls[j], v.phi[:v.n], from)
			}
		}
	}
}

// terms adds up the terms of F of a chunk.
func (v *solver) terms(value []float64, soft bool, t float64) (sum float64) {
	n := len(value)
	k, phi := v.k[:n], v.phi[:n]
	for i, x := range v.x[:n] {
		k[i] = float64(nodeStep * x)
	}
	distribution.Uniforms(phi, k)
	for _, p := range phi {
		sum += p
	}
	return sum + v.remains(value, soft, t)
}

// density adds up the terms of the density of F of a chunk, after terms.
func (v *solver) density() (sum float64) {
	k, bell := v.k[:v.n], v.bell[:v.n]
	for i, x := range k {
		bell[i] = -0.5 * float64(x*x)
	}
	distribution.Exps(bell, bell)
	for i, slope := range v.slope[:v.n] {
		if bell[i] /= slope; !(slope > 0) || v.x[i] == furthest || v.x[i] == -furthest {
			bell[i] = 0
		}
	}
	for _, x := range bell {
		sum += x
	}
	return sum * (nodeStep * bell0)
}

// bell0 is the density of the standard normal at 0, 1/sqrt(2 pi).
const bell0 = 0.39894228040143267794

// Weights returns, for every one of the first n scenarios, the score at which
// the figure is t and the weight that the scenario has there: the density of its
// score at that place, by what a unit of the score moves the figure, over the sum of all.
// The weighted mean of anything over the scenarios moved to those scores is its
// mean given that the figure is t. A scenario in which the figure reaches t
// nowhere has the weight 0. ok is false when none reaches it.
func (s *Smooth) Weights(t float64, n int) (score, weight []float64, ok bool) {
	score, weight = make([]float64, n), make([]float64, n)
	var v solver
	sum := 0.0
	for from := 0; from < n; from += chunk {
		end := min(from+chunk, n)
		v.load(s, from, end)
		v.solve(t)
		for i := range end - from {
			k := float64(nodeStep * v.x[i])
			score[from+i] = float64(s.sign * k)
			if v.slope[i] > 0 && math.Abs(v.x[i]) < furthest {
				weight[from+i] = distribution.Exp(-0.5*float64(k*k)) / v.slope[i]
				sum += weight[from+i]
			}
		}
	}
	if !(sum > 0) {
		return nil, nil, false
	}
	for i := range weight {
		weight[i] /= sum
	}
	return score, weight, true
}
