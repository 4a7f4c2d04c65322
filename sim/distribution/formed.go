package distribution

import "math"

// formed is a law in closed form, which is all that its functions say.
type formed struct {
	name           string
	args           []float64
	lo, hi         float64
	below          func(x float64) (p, q float64)
	at             func(p, q float64) float64
	mean, variance float64
	bent           bool // its quantile is not smooth
}

// kinked reports whether the quantile of a law has corners, which no table and
// no quadrature over the score follows.
func kinked(l law) bool {
	switch l := l.(type) {
	case cumul, general:
		return true
	case formed:
		return l.bent
	case moved:
		return kinked(l.law)
	case truncated:
		return kinked(l.law)
	}
	return false
}

func (d formed) tails(x float64) (p, q float64) { return d.below(x) }

func (d formed) quantile(p, q float64) float64 { return d.at(p, q) }

// Mean is the expected value.
func (d formed) Mean() float64 { return d.mean }

// Variance is the mean square of the distance from the mean.
func (d formed) Variance() float64 { return d.variance }

// Support is the range of values, ends that are never reached included.
func (d formed) Support() (lo, hi float64) { return d.lo, d.hi }

// String is the text form, as a person writes it.
func (d formed) String() string { return callText(d.name, d.args...) }

// made is the distribution of a law with a name, everywhere on the line unless
// it has ends.
func (d formed) made(name string, args ...float64) (Distribution, error) {
	d.name, d.args = name, args
	if d.lo == d.hi {
		d.lo, d.hi = math.Inf(-1), math.Inf(1)
	}
	return continuous{d}, nil
}

// positive reports whether all are finite and above 0.
func positive(values ...float64) bool {
	for _, v := range values {
		if !(v > 0) {
			return false
		}
	}
	return finite(values...)
}

// placed checks the location and the numbers above 0 that a law takes.
func placed(name string, location float64, above0 ...float64) error {
	if !finite(location) || !positive(above0...) {
		return &ParamError{Code: CodeParameter, Name: name, Values: append([]float64{location}, above0...),
			Text: "the location must be a number, and scales and shapes above 0"}
	}
	return nil
}

// where is v if a moment exists, else otherwise.
func where(exists bool, v, otherwise float64) float64 {
	if exists {
		return v
	}
	return otherwise
}

// stretched are mean and variance of location + scale y, moment being the
// function of the raw moments of y, infinite from the order `until` on.
func stretched(location, scale, until float64, moment func(r float64) float64) (mean, variance float64) {
	if until <= 1 {
		return math.Inf(1), math.Inf(1)
	}
	first := moment(1)
	if until <= 2 {
		return location + float64(scale*first), math.Inf(1)
	}
	return location + float64(scale*first), scale * scale * (moment(2) - float64(first*first))
}

// solveLog solves for the quantile of a positive variable on the scale of its
// logarithm, from the smaller tail. tails and density are of x.
func solveLog(p, q, guess float64, tails func(x float64) (p, q float64), density func(x float64) float64) float64 {
	infinite := math.Inf(1)
	target := log(min(p, q))
	return exp(root(func(t float64) (float64, float64) {
		x := exp(t)
		below, above := tails(x)
		switch {
		case p > q && above <= 0:
			return infinite, 1
		case p > q:
			return target - log(above), density(x) * x / above
		case below <= 0:
			return -infinite, 1
		}
		return log(below) - target, density(x) * x / below
	}, log(guess), -infinite, infinite, 1e-13))
}
