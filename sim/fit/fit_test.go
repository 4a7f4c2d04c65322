package fit

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"ballast/sim/distribution"
)

// bearings are the revolutions, in millions, to the failure of 23 ball bearings.
// Source: Lieblein and Zelen, J. Res. Natl. Bur. Stand. 57 (1956) 273-316.
func bearings() []float64 {
	return []float64{17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.48, 51.84, 51.96, 54.12, 55.56, 67.80, 68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40}
}

// gauges lie between 0 and 1.
func gauges() []float64 {
	return []float64{0.12, 0.55, 0.31, 0.44, 0.27, 0.63, 0.38, 0.22, 0.71, 0.49, 0.35, 0.18, 0.58, 0.41, 0.29}
}

func fitted(t *testing.T, values []float64) map[string]Fit {
	t.Helper()
	fits, _, err := Values(values)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Fit{}
	for i, f := range fits {
		byName[f.Family] = f
		if i > 0 && f.AIC < fits[i-1].AIC {
			t.Errorf("%s comes after %s, but has the smaller AIC", f.Family, fits[i-1].Family)
		}
	}
	return byName
}

// TestPublished: the estimates that R gives for the ball bearings.
// Source: survival::survreg of R, as kept by the reliability tests of mfgQC:
// Weibull 2.10205888 and 81.87833405, logarithm 4.15045449 and 0.52164933,
// exponential mean 72.22434779.
func TestPublished(t *testing.T) {
	fits := fitted(t, bearings())
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 2e-8*want {
			t.Errorf("%s: calculated %.9f, expected %.9f, relative tolerance 2e-8", what, got, want)
		}
	}
	near("Weibull shape", fits["Weibull"].Spec.Args[0], 2.10205888)
	near("Weibull scale", fits["Weibull"].Spec.Args[1], 81.87833405)
	near("exponential mean", fits["Exponential"].Spec.Args[0], 72.22434779)
	mean, sd := fits["Lognormal"].Spec.Args[0], fits["Lognormal"].Spec.Args[1]
	sigma := math.Sqrt(math.Log1p(sd / mean * sd / mean))
	near("lognormal sigma", sigma, 0.52164933)
	near("lognormal mu", math.Log(mean)-sigma*sigma/2, 4.15045449)
	if got, want := fits["Weibull"].Text, "Weibull(2.10206,81.8783)"; got != want {
		t.Errorf("to paste: %s, want %s", got, want)
	}
}

// TestClosedForms: estimates that can be written down.
func TestClosedForms(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, 6, 7, 12}
	fits := fitted(t, x)
	for name, want := range map[string][]float64{
		"Normal": {5, math.Sqrt(84.0 / 8)}, "Exponential": {5}, "Uniform": {1, 12}, "Laplace": {4.5, 2.5 * math.Sqrt2},
		"Rayleigh": {math.Sqrt(284.0 / 16)}, "Pareto": {8 / math.Log(60480), 1},
	} {
		for i, w := range want {
			if got := fits[name].Spec.Args[i]; math.Abs(got-w) > 1e-12*w {
				t.Errorf("%s: argument %d is %v, want %v", name, i, got, w)
			}
		}
	}
	if got, want := fits["Exponential"].LogLikelihood, -8*(math.Log(5)+1); math.Abs(got-want) > 1e-12 {
		t.Errorf("log-likelihood %v, want %v", got, want)
	}
	if f := fits["Normal"]; f.AIC != 4-2*f.LogLikelihood {
		t.Errorf("AIC %v of log-likelihood %v", f.AIC, f.LogLikelihood)
	}
}

// likelihood is the logarithm of the product of the densities, found as slopes
// of the cumulative curve.
func likelihood(t *testing.T, s distribution.Spec, values []float64) float64 {
	t.Helper()
	d, err := s.Build(nil)
	if err != nil {
		return math.Inf(-1)
	}
	sum := 0.0
	for _, v := range values {
		h := 1e-4 * v
		rise := d.CDF(v-2*h) - 8*d.CDF(v-h) + 8*d.CDF(v+h) - d.CDF(v+2*h)
		sum += math.Log(rise / (12 * h))
	}
	return sum
}

// TestScores: the likelihood of every family is the one of its density, and
// falls in every direction from the estimate.
func TestScores(t *testing.T) {
	closed := map[string]bool{"Uniform": true, "Pareto": true, "Laplace": true} // corners: TestClosedForms
	heavy := []float64{-3, 9.2, 9.7, 9.9, 10, 10.1, 10.2, 10.3, 10.6, 11, 22, 10.05, 9.95, 8.9, 10.8, 31, 9.6}
	tried := map[string]bool{}
	for _, values := range [][]float64{bearings(), gauges(), heavy} {
		for name, f := range fitted(t, values) {
			tried[name] = true
			if closed[name] {
				continue
			}
			top := likelihood(t, f.Spec, values)
			if math.Abs(top-f.LogLikelihood) > 1e-5*math.Abs(top) {
				t.Errorf("%s: log-likelihood %v, by its density %v", f.Text, f.LogLikelihood, top)
			}
			for i, v := range f.Spec.Args {
				if v == 0 {
					continue
				}
				for _, by := range []float64{0.999, 1.001} {
					near := f.Spec
					near.Args = append([]float64(nil), f.Spec.Args...)
					near.Args[i] = v * by
					if l := likelihood(t, near, values); l > top+1e-7 {
						t.Errorf("%s: %v is more likely by %v", f.Text, near, l-top)
					}
				}
			}
		}
	}
	for _, f := range families() {
		if !tried[f.name] {
			t.Errorf("%s was not fitted to anything", f.name)
		}
	}
}

// TestGammaEquation: the estimate solves the likelihood's equations, with
// another digamma.
func TestGammaEquation(t *testing.T) {
	s, err := newSample(bearings())
	if err != nil {
		t.Fatal(err)
	}
	shape, scale, _ := gammaOf(s.mean, s.meanLog)
	if e := math.Log(shape) - mathext.Digamma(shape) - (math.Log(s.mean) - s.meanLog); math.Abs(e) > 1e-9 || math.Abs(shape*scale-s.mean) > 1e-10 {
		t.Errorf("shape %v, scale %v: residual %v", shape, scale, e)
	}
}

// TestDigamma: values that are known, and another implementation, which is good
// to ten digits.
func TestDigamma(t *testing.T) {
	const euler = 0.57721566490153286
	for x, want := range map[float64]float64{1: -euler, 0.5: -euler - 2*math.Ln2, 2: 1 - euler} {
		if got := digamma(x); math.Abs(got-want) > 1e-14 {
			t.Errorf("digamma(%v) = %v, want %v", x, got, want)
		}
	}
	if got, want := trigamma(1), math.Pi*math.Pi/6; math.Abs(got-want) > 1e-14 {
		t.Errorf("trigamma(1) = %v, want %v", got, want)
	}
	for _, x := range []float64{0.05, 0.3, 1, 2.5, 9.9, 10, 37, 1e4} {
		if got, want := digamma(x), mathext.Digamma(x); math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("digamma(%v) = %v, want %v", x, got, want)
		}
		h := 1e-4 * x
		if got, want := trigamma(x), (mathext.Digamma(x+h)-mathext.Digamma(x-h))/(2*h); math.Abs(got-want) > 1e-6*math.Abs(want) {
			t.Errorf("trigamma(%v) = %v, want %v", x, got, want)
		}
	}
}

// TestRecovers: the quantiles of a distribution, as observations, are best
// fitted by its own family.
func TestRecovers(t *testing.T) {
	for text, name := range map[string]string{"Normal(100,15)": "Normal", "Lognormal(100,60)": "Lognormal", "Gumbel(100,15)": "Gumbel", "GumbelMin(100,15)": "GumbelMin",
		"Logistic(100,15)": "Logistic", "Weibull(1.5,80)": "Weibull", "Exponential(40)": "Exponential", "Uniform(20,60)": "Uniform", "InvGauss(50,20)": "InvGauss", "Beta(2,5)": "Beta"} {
		spec, err := distribution.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		d, err := spec.Build(nil)
		if err != nil {
			t.Fatal(err)
		}
		var x []float64
		const n = 500
		for i := range n {
			x = append(x, d.Quantile((float64(i)+0.5)/n))
		}
		fits, _, err := Values(x)
		if err != nil {
			t.Fatal(err)
		}
		if fits[0].Family != name {
			t.Errorf("%s: best is %s", text, fits[0].Text)
			continue
		}
		for i, want := range spec.Args {
			if got := fits[0].Spec.Args[i]; math.Abs(got-want) > 0.05*want {
				t.Errorf("%s: fitted as %s", text, fits[0].Text)
			}
		}
	}
}

// TestDistances: both statistics of eight values against the uniform on 0..1,
// added up by hand.
func TestDistances(t *testing.T) {
	s, err := newSample([]float64{0.1, 0.2, 0.2, 0.4, 0.5, 0.6, 0.6, 0.7})
	if err != nil {
		t.Fatal(err)
	}
	d, err := distribution.NewUniform(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	ks, ad := s.distances(d)
	// The largest distance is at 0.7: all eight lie below it.
	if math.Abs(ks-0.3) > 1e-12 {
		t.Errorf("KS %v, want 0.3", ks)
	}
	x := []float64{0.1, 0.2, 0.2, 0.4, 0.5, 0.6, 0.6, 0.7}
	want := -8.0
	for i := range x {
		want -= float64(2*i+1) / 8 * math.Log(x[i]*(1-x[7-i]))
	}
	if math.Abs(ad-want) > 1e-12 {
		t.Errorf("AD %v, want %v", ad, want)
	}
}

// TestBadValues: what cannot be fitted is told apart.
func TestBadValues(t *testing.T) {
	for code, values := range map[string][]float64{
		"few": {1, 2, 3, 4, 5, 6, 7}, "equal": {4, 4, 4, 4, 4, 4, 4, 4}, "not-finite": {1, 2, 3, 4, 5, 6, 7, math.NaN()},
	} {
		_, _, err := Values(values)
		var e *DataError
		if !errors.As(err, &e) || e.Code != code || e.Error() == "" {
			t.Errorf("%s: %v", code, err)
		}
	}
	fits, left, err := Values([]float64{-5, 1, 2, 3, 4, 5, 6, 7, 0})
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[Reason]int{}
	for _, l := range left {
		reasons[l.Reason]++
	}
	if reasons[NeedsPositive] != 9 || reasons[NeedsShares] != 1 || len(fits)+len(left) != len(families()) {
		t.Errorf("left out: %v, %d fitted", left, len(fits))
	}
}

// TestCounts: repeated whole numbers from 0 may be counts, amounts are not.
func TestCounts(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   bool
	}{
		{[]float64{3, 4, 2, 5, 3, 6, 3, 1, 4, 3, 2, 0}, true},
		{[]float64{0, 0, 0, 0, 1, 0, 0, 1}, true},
		{[]float64{12000, 8000, 15500, 9900, 21000, 17000, 8000, 13000}, false}, // whole amounts
		{[]float64{3, 4, 2, 5, 3, 6, 3, 1, 4, 3, 2, 0.5}, false},
		{[]float64{3, 3, 3, 3, -1, -1, -1, -1}, false},
		{bearings(), false},
	} {
		if got := Counts(c.values); got != c.want {
			t.Errorf("Counts(%v) = %v", c.values, got)
		}
	}
}
