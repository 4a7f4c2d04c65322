package distribution

import "math"

// root solves f(t) = 0 for an increasing f by Newton's steps from a guess, kept
// inside the bracket by bisection. f returns the value and the slope. It stops
// after a step below tol of the root: what is left is about its square.
func root(f func(t float64) (value, slope float64), guess, lo, hi, tol float64) float64 {
	t := min(max(guess, lo), hi)
	last := math.Inf(1)
	for range 200 {
		v, slope := f(t)
		switch {
		case v == 0 || math.IsNaN(v):
			return t
		case v > 0:
			hi = t
		default:
			lo = t
		}
		next := t - v/slope
		if !(next > lo && next < hi) || math.Abs(next-t) > 2*last {
			next = middle(lo, hi, t)
		}
		step := math.Abs(next - t)
		t = next
		if step <= tol*math.Abs(t) || step <= 1e-15 {
			return t
		}
		last = step
	}
	return t
}

// exactly and nearly are tolerances of root: for single quantiles, and for the
// many of a table whose guesses are good.
const (
	exactly = 1e-10
	nearly  = 3e-5
)

// extrapolate continues four equidistant values by the cubic through them.
func extrapolate(t *[4]float64) float64 {
	return float64(4*t[3]) - float64(6*t[2]) + float64(4*t[1]) - t[0]
}

// middle halves a bracket that may have infinite ends.
func middle(lo, hi, t float64) float64 {
	switch {
	case math.IsInf(lo, -1) && math.IsInf(hi, 1):
		return t
	case math.IsInf(lo, -1):
		return hi - 2*max(1, math.Abs(hi))
	case math.IsInf(hi, 1):
		return lo + 2*max(1, math.Abs(lo))
	}
	return lo + float64(0.5*(hi-lo))
}

// momentsByScore returns mean and variance of a law by the trapezium rule over
// the normal score z, E g(X) = integral of g(Q(Phi(z))) phi(z) dz, which
// converges faster than any power of the step for smooth quantiles.
// Checked: TestMoments, against closed forms.
func momentsByScore(l law) (mean, variance float64) {
	const end = 10.0
	step := 1.0 / 32
	if kinked(l) {
		step = 1.0 / 512
	}
	var weight, first, second float64
	centre := l.quantile(0.5, 0.5)
	for z := -end; z <= end; z += step {
		w := exp(-0.5 * z * z)
		d := l.quantile(NormalCDF(z), NormalCDF(-z)) - centre
		weight += w
		first += float64(w * d)
		second += float64(w * float64(d*d))
	}
	m := first / weight
	return centre + m, second/weight - float64(m*m)
}
