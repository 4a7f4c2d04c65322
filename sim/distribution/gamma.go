package distribution

import "math"

// gamma is a gamma distribution with a scale.
type gamma struct {
	gammaShape
	scale float64
}

// NewGamma returns the gamma distribution with the given shape and scale: mean
// shape*scale, variance shape*scale^2.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 17.
func NewGamma(shape, scale float64) (Distribution, error) {
	if !finite(shape, scale) || shape <= 0 || scale <= 0 || shape > 1e8 {
		return nil, bad(CodeParameter, "Gamma", "shape %s (at most 1e8) and scale %s must be above 0", shape, scale)
	}
	return continuous{gamma{newGammaShape(shape), scale}}, nil
}

func (d gamma) tails(x float64) (p, q float64) { return d.gammaShape.tails(x / d.scale) }

func (d gamma) quantile(p, q float64) float64 {
	return d.scale * d.gammaShape.quantile(p, q, d.firstGuess(p, q), exactly)
}

func (d gamma) walk() func(p, q float64) float64 {
	next := d.gammaShape.walk()
	return func(p, q float64) float64 { return d.scale * next(p, q) }
}

// Mean is the expected value.
func (d gamma) Mean() float64 { return d.a * d.scale }

// Variance is the mean square of the distance from the mean.
func (d gamma) Variance() float64 { return d.a * d.scale * d.scale }

// Support is the range of values, ends that are never reached included.
func (d gamma) Support() (lo, hi float64) { return 0, math.Inf(1) }

// String is the text form, as a person writes it.
func (d gamma) String() string { return callText("Gamma", d.a, d.scale) }
