package distribution

import (
	"math"
	"testing"
)

// specimen is one distribution of the harness, with its moments when they are
// known in closed form (NaN: not known).
type specimen struct {
	text           string
	mean, variance float64
	source         string
}

const unknown = -12345.678

// specimens has every distribution, usual and extreme.
func specimens() []specimen {
	return append(usualSpecimens(), furtherSpecimens()...)
}

func usualSpecimens() []specimen {
	return []specimen{
		{"7", 7, 0, "certain"},
		{"Uniform(2,5)", 3.5, 0.75, "closed form"},
		{"Uniform(-1e9,1e9)", 0, 1e18 / 3, "closed form"},
		{"Triangular(10,14,20)", 44.0 / 3, 4.2222222222222222, "closed form (a+b+c)/3"},
		{"Triangular(0,0,1)", 1.0 / 3, 1.0 / 18, "closed form"},
		{"Triangular(0,1,1)", 2.0 / 3, 1.0 / 18, "closed form"},
		{"PERT(10,14,20)", 43.0 / 3, 3.507936507936508, "beta(2.6,3.4)"},
		{"PERT(0,0,1)", 1.0 / 6, 5.0 / 252, "beta(1,5)"},
		{"PERT(0,1,1)", 5.0 / 6, 5.0 / 252, "beta(5,1)"},
		{"PERT(0,30,100,400)", 12100.0 / 402, 1e4 * 121 * 281 / (402 * 402 * 403.0), "beta(121,281)"},
		{"Normal(100,15)", 100, 225, "definition"},
		{"Lognormal(100,30)", 100, 900, "definition"},
		{"Lognormal(1,3)", 1, 9, "definition"},
		{"LognormalP(50,200)", unknown, unknown, ""},
		{"Beta(4,5)", 4.0 / 9, 20.0 / 810, "a/(a+b), ab/((a+b)^2(a+b+1))"},
		{"Beta(0.5,0.5)", 0.5, 0.125, "arcsine law"},
		{"Beta(8,10,1,3)", 1 + 2*8.0/18, 4 * 80.0 / (324 * 19), "scaled"},
		{"Beta(0.05,3)", 0.05 / 3.05, 0.15 / (3.05 * 3.05 * 4.05), "near one end"},
		{"Beta(3000,5000)", 0.375, 0.375 * 0.625 / 8001, "nearly normal"},
		{"Gamma(2,3)", 6, 18, "k theta, k theta^2"},
		{"Gamma(0.2,1)", 0.2, 0.2, "k theta"},
		{"Gamma(5000,2)", 1e4, 2e4, "k theta"},
		{"Weibull(2,10)", 8.862269254527580, 21.460183660255169, "10 gamma(1.5); 100 (1-pi/4)"},
		{"Weibull(0.5,1)", 2, 20, "gamma(3), gamma(5)-4"},
		{"Weibull(20,1)", unknown, unknown, ""},
		{"Exponential(4)", 4, 16, "definition"},
		{"Discrete(0:0.7,1:0.2,3:0.1)", 0.5, 0.85, "sums"},
		{"Bernoulli(0.3)", 0.3, 0.21, "p, p(1-p)"},
		{"Bernoulli(1e-9)", 1e-9, 1e-9 * (1 - 1e-9), "p, p(1-p)"},
		{"Poisson(0.3)", 0.3, 0.3, "rate"},
		{"Poisson(12.5)", 12.5, 12.5, "rate"},
		{"Poisson(40000)", 40000, 40000, "rate"},
		{"Binomial(20,0.15)", 3, 2.55, "np, np(1-p)"},
		{"Binomial(100000,0.9)", 9e4, 9e3, "np, np(1-p)"},
		{"Metalog(80,100,140)", unknown, unknown, ""},
		{"Metalog(80,100,140,min=0)", unknown, unknown, ""},
		{"Metalog(80,100,140,max=200)", unknown, unknown, ""},
		{"Metalog(80,100,140,min=50,max=250)", unknown, unknown, ""},
		{"Normal(100,15,min=0)", unknown, unknown, ""},
		// mean sd sqrt(2/pi), variance sd^2 (1-2/pi) of a half-normal
		{"Normal(0,1,min=0)", 0.79788456080286541, 0.36338022763241866, "half-normal"},
		{"Normal(0,1,min=6,max=8)", unknown, unknown, ""},
		{"Uniform(0,10,min=2,max=4)", 3, 1.0 / 3, "Uniform(2,4)"},
		{"Triangular(0,1,2,max=1)", 2.0 / 3, 1.0 / 18, "Triangular(0,1,1)"},
		{"Exponential(1,min=3)", 4, 1, "memoryless"},
		{"PERT(0,1,10,max=5)", unknown, unknown, ""},
		{"Gamma(2,3,min=1,max=20)", unknown, unknown, ""},
		{"Lognormal(100,30,max=150)", unknown, unknown, ""},
	}
}

func build(t testing.TB, text string) Distribution {
	t.Helper()
	spec, err := Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	d, err := spec.Build(nil)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return d
}

// probabilities are where quantiles are looked at, down to 1e-9.
func probabilities() []float64 {
	p := []float64{1e-9, 1e-6, 1e-4}
	for u := 0.001; u < 1; u += 0.0119 {
		p = append(p, u)
	}
	return append(p, 1-1e-4, 1-1e-6, 1-1e-9)
}

// TestQuantileAndCDF: CDF(Quantile(u)) is u for continuous distributions, and
// the quantile is the smallest x with CDF(x) >= u for all; it does not fall,
// and stays in the support.
func TestQuantileAndCDF(t *testing.T) {
	for _, s := range specimens() {
		d := build(t, s.text)
		lo, hi := d.Support()
		_, smooth := d.(continuous)
		switch d.(type) {
		case compound, cut:
			smooth = true // but for single values with a mass of their own
		}
		last := math.Inf(-1)
		for _, u := range probabilities() {
			x := d.Quantile(u)
			if !(x >= last && x >= lo && x <= hi) {
				t.Errorf("%s: Quantile(%v) = %v falls below %v or leaves [%v,%v]", s.text, u, x, last, lo, hi)
			}
			last = x
			back, before, after := d.CDF(x), d.CDF(math.Nextafter(x, math.Inf(-1))), d.CDF(math.Nextafter(x, math.Inf(1)))
			// Where a step of x in its last bit is a larger step of u, no x
			// gives u back exactly.
			if tol := 1e-9*min(u, 1-u) + 2e-13; smooth && !(before-tol <= u && u <= after+tol) {
				t.Errorf("%s: CDF(Quantile(%v)) = %v", s.text, u, back)
			}
			if !smooth && !(back >= u && before < u) {
				t.Errorf("%s: Quantile(%v) = %v, but CDF there is %v and %v before", s.text, u, x, back, before)
			}
		}
		checkEnds(t, s.text, d)
	}
}

func checkEnds(t *testing.T, text string, d Distribution) {
	t.Helper()
	lo, hi := d.Support()
	if d.Quantile(0) != lo || d.Quantile(-1) != lo || d.Quantile(1) != hi || d.Quantile(2) != hi {
		t.Errorf("%s: quantiles at and beyond 0 and 1 are not the support", text)
	}
	if !math.IsNaN(d.Quantile(math.NaN())) || !math.IsNaN(d.CDF(math.NaN())) {
		t.Errorf("%s: NaN in, number out", text)
	}
	if below, above := d.CDF(math.Inf(-1)), d.CDF(math.Inf(1)); below != 0 || above != 1 {
		t.Errorf("%s: CDF is %v at -Inf and %v at +Inf", text, below, above)
	}
}

// TestMoments compares Mean and Variance with closed forms, and with the
// integral of the quantile over u.
func TestMoments(t *testing.T) {
	for _, s := range specimens() {
		d := build(t, s.text)
		mean, variance := d.Mean(), d.Variance()
		check := func(what string, got, want, tol float64) {
			t.Helper()
			if !(math.Abs(got-want) <= tol*max(math.Abs(want), math.Sqrt(math.Abs(variance)))) {
				t.Errorf("%s: %s calculated %v, expected %v (%s), tolerance %v", s.text, what, got, want, s.source, tol)
			}
		}
		if s.mean != unknown {
			check("mean", mean, s.mean, 1e-6)
		}
		if s.variance != unknown {
			check("variance", variance, s.variance, 1e-6)
		}
		m, v := momentsOfQuantile(d)
		// Below 1e-3: what the tails beyond the last score hold of the
		// heaviest (Lognormal(1,3), Weibull(0.5)), and the steps of the
		// discrete ones.
		check("mean by quadrature", m, mean, 1e-3)
		check("variance by quadrature", v, variance, 5e-3)
	}
}

// momentsOfQuantile integrates over u by the midpoint rule in the normal score.
func momentsOfQuantile(d Distribution) (mean, variance float64) {
	const n = 40000
	centre := d.Quantile(0.5)
	var w, m, v float64
	for i := range n {
		z := 18*(float64(i)+0.5)/n - 9
		f, x := math.Exp(-z*z/2), 0.0
		if c, ok := d.(continuous); ok {
			if i%64 != 32 && !kinked(c.law) {
				continue // smooth: fewer points will do
			}
			x = c.quantile(NormalCDF(z), NormalCDF(-z)) - centre
		} else if math.Abs(z) < 7 {
			x = d.Quantile(NormalCDF(z)) - centre
		}
		w, m, v = w+f, m+f*x, v+f*x*x
	}
	return centre + m/w, v/w - m/w*m/w
}

// TestStringReadsBack: the text of a distribution makes the same one.
func TestStringReadsBack(t *testing.T) {
	for _, s := range specimens() {
		d := build(t, s.text)
		again := build(t, d.String())
		if again.String() != d.String() {
			t.Errorf("%s: %q reads back as %q", s.text, d, again)
		}
		for _, u := range []float64{0.01, 0.5, 0.99} {
			if a, b := d.Quantile(u), again.Quantile(u); a != b {
				t.Errorf("%s: read back, Quantile(%v) is %v, was %v", s.text, u, b, a)
			}
		}
	}
}
