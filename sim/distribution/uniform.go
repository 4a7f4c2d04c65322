package distribution

// uniform is flat between min and max.
type uniform struct{ min, max float64 }

// NewUniform returns the uniform distribution on [min, max]; Fixed when they
// are equal.
func NewUniform(min, max float64) (Distribution, error) {
	if err := ordered("Uniform", min, max); err != nil {
		return nil, err
	}
	if min == max {
		return fixed{min}, nil
	}
	return continuous{uniform{min, max}}, nil
}

// ordered checks that estimates are numbers that do not fall, and that their
// range is one.
func ordered(name string, values ...float64) error {
	if !finite(values...) || !finite(values[len(values)-1]-values[0]) {
		return bad(CodeParameter, name, "the estimates must be finite numbers")
	}
	for i := 1; i < len(values); i++ {
		if values[i] < values[i-1] {
			return bad(CodeOrder, name, "%s comes after %s, but is smaller", values[i], values[i-1])
		}
	}
	return nil
}

func (d uniform) tails(x float64) (p, q float64) {
	return (x - d.min) / (d.max - d.min), (d.max - x) / (d.max - d.min)
}

func (d uniform) quantile(p, q float64) float64 {
	if p < q {
		return d.min + float64(p*(d.max-d.min))
	}
	return d.max - float64(q*(d.max-d.min))
}

// Mean is the expected value.
func (d uniform) Mean() float64 { return d.min + float64((d.max-d.min)/2) }

// Variance is the mean square of the distance from the mean.
func (d uniform) Variance() float64 { return float64((d.max-d.min)*(d.max-d.min)) / 12 }

// Support is the range of values, ends that are never reached included.
func (d uniform) Support() (lo, hi float64) { return d.min, d.max }

// String is the text form, as a person writes it.
func (d uniform) String() string { return callText("Uniform", d.min, d.max) }
