package distribution

import "math"

// normal is the Gauss distribution.
type normal struct{ mean, sd float64 }

// NewNormal returns the normal distribution; Fixed when sd = 0.
func NewNormal(mean, sd float64) (Distribution, error) {
	if !finite(mean, sd) || sd < 0 {
		return nil, bad(CodeParameter, "Normal", "mean %s and standard deviation %s must be numbers, the latter not below 0", mean, sd)
	}
	if sd == 0 {
		return fixed{mean}, nil
	}
	return continuous{normal{mean, sd}}, nil
}

func (d normal) tails(x float64) (p, q float64) {
	z := (x - d.mean) / d.sd
	return NormalCDF(z), NormalCDF(-z)
}

func (d normal) quantile(p, q float64) float64 { return d.mean + float64(d.sd*scoreOf(p, q)) }

// Mean is the expected value.
func (d normal) Mean() float64 { return d.mean }

// Variance is the mean square of the distance from the mean.
func (d normal) Variance() float64 { return d.sd * d.sd }

// Support is the range of values, ends that are never reached included.
func (d normal) Support() (lo, hi float64) { return math.Inf(-1), math.Inf(1) }

// String is the text form, as a person writes it.
func (d normal) String() string { return callText("Normal", d.mean, d.sd) }
