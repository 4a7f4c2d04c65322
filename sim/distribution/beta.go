package distribution

// beta is a beta distribution stretched over [min, max].
type beta struct {
	betaShape
	min, max float64
	text     written
}

// NewBeta returns the beta distribution with parameters a, b > 0 on [min, max];
// the usual one is on [0, 1].
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), chapter 25.
// Checked: TestPublished.
func NewBeta(a, b, min, max float64) (Distribution, error) {
	if err := ordered("Beta", min, max); err != nil {
		return nil, err
	}
	if !finite(a, b) || a <= 0 || b <= 0 || a+b > 1e9 {
		return nil, bad(CodeParameter, "Beta", "the parameters %s and %s must be above 0 (and at most 1e9)", a, b)
	}
	if min == max {
		return fixed{min}, nil
	}
	text := write("Beta", a, b, min, max)
	if min == 0 && max == 1 {
		text = write("Beta", a, b)
	}
	return continuous{beta{newBetaShape(a, b), min, max, text}}, nil
}

func (d beta) tails(x float64) (p, q float64) {
	w := d.max - d.min
	return d.betaShape.tails((x-d.min)/w, (d.max-x)/w)
}

func (d beta) quantile(p, q float64) float64 { return d.place(d.betaShape.quantile(p, q)) }

// place stretches x = 1-y from [0,1], measuring from the nearer end.
func (d beta) place(x, y float64) float64 {
	if x < y {
		return d.min + float64(x*(d.max-d.min))
	}
	return d.max - float64(y*(d.max-d.min))
}

func (d beta) walk() func(p, q float64) float64 {
	next := d.betaShape.walk()
	return func(p, q float64) float64 { return d.place(next(p, q)) }
}

// Mean is the expected value.
func (d beta) Mean() float64 { return d.min + float64((d.max-d.min)*(d.a/(d.a+d.b))) }

// Variance is the mean square of the distance from the mean.
func (d beta) Variance() float64 {
	w, n := d.max-d.min, d.a+d.b
	return w * w * (d.a / n) * (d.b / n) / (n + 1)
}

// Support is the range of values, ends that are never reached included.
func (d beta) Support() (lo, hi float64) { return d.min, d.max }

// String is the text form, as a person writes it.
func (d beta) String() string { return d.text.String() }
