package distribution

import "math"

// triangular rises from min to mode and falls to max.
type triangular struct{ min, mode, max float64 }

// NewTriangular returns the triangular distribution; Fixed when min = max.
// Source: Kotz and van Dorp, Beyond Beta (2004), chapter 1.
// Checked: TestPublished.
func NewTriangular(min, mode, max float64) (Distribution, error) {
	if err := ordered("Triangular", min, mode, max); err != nil {
		return nil, err
	}
	if min == max {
		return fixed{min}, nil
	}
	return continuous{triangular{min, mode, max}}, nil
}

func (d triangular) tails(x float64) (p, q float64) {
	w := d.max - d.min
	if x <= d.mode {
		p = float64((x - d.min) / w * ((x - d.min) / (d.mode - d.min)))
		if x == d.mode {
			p = (x - d.min) / w
		}
		return p, 1 - p
	}
	q = float64((d.max - x) / w * ((d.max - x) / (d.max - d.mode)))
	return 1 - q, q
}

func (d triangular) quantile(p, q float64) float64 {
	w := d.max - d.min
	if p <= (d.mode-d.min)/w {
		return d.min + float64(math.Sqrt(p)*math.Sqrt(w)*math.Sqrt(d.mode-d.min))
	}
	return d.max - float64(math.Sqrt(q)*math.Sqrt(w)*math.Sqrt(d.max-d.mode))
}

// Mean is the expected value.
func (d triangular) Mean() float64 { return d.min/3 + d.mode/3 + d.max/3 }

// Variance is the mean square of the distance from the mean.
func (d triangular) Variance() float64 {
	a, b := d.mode-d.min, d.max-d.mode
	return (float64(a*a) + float64(a*b) + float64(b*b)) / 18
}

// Support is the range of values, ends that are never reached included.
func (d triangular) Support() (lo, hi float64) { return d.min, d.max }

// String is the text form, as a person writes it.
func (d triangular) String() string { return callText("Triangular", d.min, d.mode, d.max) }
