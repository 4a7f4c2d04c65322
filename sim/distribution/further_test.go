package distribution

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// furtherSpecimens are the specimens of the families of spreadsheet add-ins.
// Moments are those of the definition, worked out by hand where they are
// numbers.
func furtherSpecimens() []specimen {
	const pi = math.Pi
	return []specimen{
		{"Normal(0,1,min=-1,max=1,times=3,shift=10)", 10, unknown, "symmetric"},
		{"Poisson(2,min=1,times=5)", 10 / (1 - 0.1353352832366127), unknown, "zero-truncated"},
		{"Geometric(0.3,max=9)", unknown, unknown, ""},
		{"Pareto(8,100)", 800.0 / 7, 8e4 / (49 * 6), "a m/(a-1), a m^2/((a-1)^2(a-2))"},
		{"Pareto2(50,9)", 6.25, 2500 * 9.0 / (64 * 7), "b/(q-1), b^2 q/((q-1)^2(q-2))"},
		{"Burr12(10,20,3,4)", unknown, unknown, ""},
		{"Burr12(0,1,1,9)", 1.0 / 8, 9.0 / (64 * 7), "a Pareto2(1,9)"},
		{"Dagum(5,20,9,2)", unknown, unknown, ""},
		{"Dagum(0,1,12,1)", pi / 12 / 0.25881904510252074, unknown, "a LogLogistic(0,1,12): a/sin a with a = pi/12"},
		{"Logistic(100,10)", 100, 100 * pi * pi / 3, "definition"},
		{"LogLogistic(10,100,8)", 10 + 100*pi/8/0.3826834323650898, unknown, "a/sin a with a = pi/8"},
		{"Laplace(100,15)", 100, 225, "definition"},
		{"HyperSecant(100,15)", 100, 225, "definition"},
		{"Gumbel(100,15)", 100 + 15*0.5772156649015329, 225 * pi * pi / 6, "definition"},
		{"GumbelMin(100,15)", 100 - 15*0.5772156649015329, 225 * pi * pi / 6, "definition"},
		{"Frechet(10,100,12)", unknown, unknown, ""},
		{"PearsonV(9,800)", 100, 1e4 / 7, "b/(a-1), b^2/((a-1)^2(a-2))"},
		{"PearsonVI(5,12,100)", 500.0 / 11, 1e4 * 5 * 16 / (121 * 10.0), "b a1/(a2-1), b^2 a1(a1+a2-1)/((a2-1)^2(a2-2))"},
		{"Student(12)", 0, 1.2, "0, v/(v-2)"},
		{"Student(30,100,15)", 100, 225 * 30 / 28.0, "moved and stretched"},
		{"ChiSquare(7)", 7, 14, "v, 2v"},
		{"F(6,30)", 30.0 / 28, 2 * 900 * 34.0 / (6 * 784 * 26), "v2/(v2-2), 2 v2^2 (v1+v2-2)/(v1 (v2-2)^2 (v2-4))"},
		{"Erlang(3,10)", 30, 300, "m b, m b^2"},
		{"InvGauss(100,400)", 100, 2500, "m, m^3/l"},
		{"InvGauss(1,0.5)", 1, 2, "m, m^3/l"},
		{"InvGauss(1,900)", 1, 1.0 / 900, "nearly normal"},
		{"Rayleigh(10)", 12.533141373155003, 100 * (4 - pi) / 2, "b root(pi/2), b^2 (4-pi)/2"},
		{"Erf(0.05)", 0, 200, "1/(2 h^2)"},
		{"Lognormal2(4.6,0.3)", math.Exp(4.645), math.Exp(9.29) * math.Expm1(0.09), "definition"},
		{"JohnsonSU(0,2,100,10)", 100, 50 * math.Expm1(0.25) * (math.Exp(0.25) + 1), "symmetric"},
		{"JohnsonSU(-1.5,2,100,10)", unknown, unknown, ""},
		{"JohnsonSB(0,1.5,50,150)", 100, unknown, "symmetric"},
		{"JohnsonSB(-1,0.8,0,1)", unknown, unknown, ""},
		{"Trigen(80,100,130,10,90)", unknown, unknown, ""},
		{"BetaSubj(50,90,95,160)", 95, unknown, "its own mean"},
		{"DoubleTriang(0,60,100,0.3)", 0.3*40 + 0.7*220/3, 0.3*1800 + 0.7*(3600+2.0*60*40/3+1600.0/6) - (12+154.0/3)*(12+154.0/3), "two triangles"},
		{"Reciprocal(10,1000)", 990 / math.Log(100), 990*1010/(2*math.Log(100)) - 990*990/(math.Log(100)*math.Log(100)), "definition"},
		{"Cumul(0,100,20:0.3,60:0.8)", 0.3*10 + 0.5*40 + 0.2*80, 0.3*400/3 + 0.5*(1600+1600.0/12) + 0.2*(6400+1600.0/12) - 39*39, "three uniforms"},
		{"Cumul(0,10,4:0.5,6:0.5)", 5, 0.5*16/3 + 0.5*(64+16.0/12) - 25, "with a gap"},
		{"General(0,100,50:1)", 50, 1e4 / 24, "a triangle"},
		{"General(0,90,30:2,60:1)", unknown, unknown, ""},
		{"Histogram(0,100,1,3,4,2)", 0.1*12.5 + 0.3*37.5 + 0.4*62.5 + 0.2*87.5, unknown, "four uniforms"},
		{"Histogram(2,6,5)", 4, 16.0 / 12, "one uniform"},
		{"Geometric(0.3)", 7.0 / 3, 0.7 / 0.09, "(1-p)/p, (1-p)/p^2"},
		{"Geometric(0.004)", 249, 0.996 / 1.6e-5, "(1-p)/p, (1-p)/p^2"},
		{"NegBinomial(3,0.4)", 4.5, 11.25, "s(1-p)/p, s(1-p)/p^2"},
		{"Hypergeometric(10,30,100)", 3, 10 * 0.3 * 0.7 * 90 / 99, "n D/M, times (M-n)/(M-1)"},
		{"Hypergeometric(80,60,100)", 48, 80 * 0.6 * 0.4 * 20 / 99, "a lowest count above 0"},
		{"IntUniform(1,6)", 3.5, 35.0 / 12, "a die"},
		{"IntUniform(1,1e9,max=500000)", 250000.5, unknown, "a shorter one"},
		{"IntUniform(-1000000,1000000)", 0, 2000000.0 * 2000002 / 12, "(n^2-1)/12"},
		{"Compound(Poisson(3),Gamma(2,50))", 300, 3 * 15000, "Wald: l E(X), l E(X^2)"},
		{"Compound(Poisson(2),Discrete(10:0.5,30:0.5))", 40, 2 * 500, "on a lattice"},
		{"Compound(Binomial(4,0.5),5)", 10, 25, "5 times a binomial"},
		{"Compound(Poisson(2),Normal(1,10))", 2, 2 * 101, "amounts of either sign"},
		{"ExtremeMax(Normal(0,1),12)", unknown, unknown, ""},
		{"ExtremeMin(Normal(0,1),12)", unknown, unknown, ""},
		{"Compound(Poisson(3),Gamma(2,50),max=900)", unknown, unknown, ""},
		{"ExtremeMax(Exponential(10),3)", 10 * (1 + 1.0/2 + 1.0/3), 100 * (1 + 1.0/4 + 1.0/9), "harmonic sums"},
		{"ExtremeMin(Exponential(30),3)", 10, 100, "an exponential again"},
		{"DUniform(1,2,2,7)", 3, (4 + 1 + 1 + 16) / 4.0, "sums"},
	}
}

// TestFurtherPublished: quantiles that are printed in tables.
// Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2 to
// 1.3.6.7.4 (tables of t, F and chi-square); the closed forms of the others.
func TestFurtherPublished(t *testing.T) {
	for _, c := range []struct {
		text   string
		u, x   float64
		digits float64 // half a unit of the last place that is printed
	}{
		{"Student(10)", 0.975, 2.228, 5e-4}, {"Student(5)", 0.995, 4.032, 5e-4}, {"Student(1)", 0.95, 6.314, 5e-4}, {"Student(30)", 0.9, 1.310, 5e-4},
		{"Student(10)", 0.025, -2.228, 5e-4}, {"ChiSquare(10)", 0.95, 18.307, 5e-4}, {"ChiSquare(1)", 0.99, 6.635, 5e-4}, {"ChiSquare(10)", 0.05, 3.940, 5e-4},
		{"F(5,10)", 0.95, 3.326, 5e-4}, {"F(1,10)", 0.99, 10.044, 5e-4}, {"F(10,20)", 0.95, 2.348, 5e-4},
		{"Gumbel(0,1)", 0.99, -math.Log(-math.Log(0.99)), 1e-12}, {"Logistic(2,3)", 0.9, 2 + 3*math.Log(9), 1e-12},
		{"Pareto(2,10)", 0.99, 100, 1e-10}, {"Pareto2(10,2)", 0.99, 90, 1e-10}, {"PearsonVI(1,1,1)", 0.75, 3, 1e-10},
		{"Cauchy(0,1)", 0.75, 1, 1e-12}, {"HyperSecant(0,1)", 0.75, 2 / math.Pi * math.Log(math.Tan(3*math.Pi/8)), 1e-12},
	} {
		if got := build(t, c.text).Quantile(c.u); math.Abs(got-c.x) > c.digits {
			t.Errorf("%s: Quantile(%v) calculated %v, expected %v, tolerance %v", c.text, c.u, got, c.x, c.digits)
		}
	}
	// P(X <= x) of the inverse Gaussian by its usual formula, which is good in
	// the middle. Source: Chhikara and Folks (1989), 2.4.
	for _, c := range []struct{ mean, shape, x float64 }{{1, 1, 1}, {100, 400, 60}, {100, 400, 250}, {1, 0.5, 0.3}} {
		d, err := newInvGauss(c.mean, c.shape)
		if err != nil {
			t.Fatal(err)
		}
		phi := func(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }
		r := math.Sqrt(c.shape / c.x)
		want := phi(r*(c.x/c.mean-1)) + math.Exp(2*c.shape/c.mean)*phi(-r*(c.x/c.mean+1))
		if got := d.CDF(c.x); math.Abs(got-want) > 1e-12 {
			t.Errorf("InvGauss(%v,%v): CDF(%v) calculated %v, expected %v", c.mean, c.shape, c.x, got, want)
		}
	}
}

// TestAgainstGonum compares CDFs with another implementation.
func TestAgainstGonum(t *testing.T) {
	for text, other := range map[string]interface{ CDF(x float64) float64 }{
		"Pareto(3,10)": distuv.Pareto{Xm: 10, Alpha: 3}, "Student(7,2,3)": distuv.StudentsT{Mu: 2, Sigma: 3, Nu: 7},
		"F(6,30)": distuv.F{D1: 6, D2: 30}, "ChiSquare(7)": distuv.ChiSquared{K: 7}, "Laplace(1,2)": distuv.Laplace{Mu: 1, Scale: math.Sqrt2},
		"PearsonV(3,10)": distuv.InverseGamma{Alpha: 3, Beta: 10}, "Gumbel(5,2)": distuv.GumbelRight{Mu: 5, Beta: 2}, "Lognormal2(1,0.5)": distuv.LogNormal{Mu: 1, Sigma: 0.5},
		"Weibull(2,10)": distuv.Weibull{K: 2, Lambda: 10}, "Binomial(40,0.3)": distuv.Binomial{N: 40, P: 0.3},
	} {
		d := build(t, text)
		for u := 0.01; u < 1; u += 0.049 {
			x := d.Quantile(u)
			if got, want := d.CDF(x), other.CDF(x); math.Abs(got-want) > 1e-10 {
				t.Errorf("%s: CDF(%v) is %v, gonum says %v", text, x, got, want)
			}
		}
	}
}

// TestTails: the smaller tail of the quantile at 1e-6 and 1e-9 is that number
// to 1e-7 of itself, at both ends of every continuous family, as far as the
// last bit of the value allows.
func TestTails(t *testing.T) {
	for _, s := range append(specimens(), specimen{text: "Cauchy(3,2)"}, specimen{text: "Student(0.5)"}, specimen{text: "Pareto(0.3,1)"}) {
		d, ok := build(t, s.text).(continuous)
		if !ok || strings.HasPrefix(s.text, "Normal(0,1,min=6") {
			continue // far out in a tail its ends leave no more than 6 digits
		}
		for _, tail := range []float64{1e-9, 1e-6, 1e-3} {
			x := d.quantile(tail, 1-tail)
			lo, hi := d.Support()
			p0, _ := d.inside(math.Nextafter(x, lo))
			p1, _ := d.inside(math.Nextafter(x, hi))
			if !(p0 <= tail*(1+1e-7) && p1 >= tail*(1-1e-7)) {
				t.Errorf("%s: the tail below Quantile(%v) = %v is %v to %v", s.text, tail, x, p0, p1)
			}
			x = d.quantile(1-tail, tail)
			_, q0 := d.inside(math.Nextafter(x, lo))
			_, q1 := d.inside(math.Nextafter(x, hi))
			if !(q1 <= tail*(1+1e-7) && q0 >= tail*(1-1e-7)) {
				t.Errorf("%s: the tail above Quantile(1-%v) = %v is %v to %v", s.text, tail, x, q1, q0)
			}
		}
	}
}

// inside is tails with the ends of the support.
func (c continuous) inside(x float64) (p, q float64) {
	switch lo, hi := c.Support(); {
	case x <= lo:
		return 0, 1
	case x >= hi:
		return 1, 0
	}
	return c.tails(x)
}

// TestNoMoments: moments that do not exist are infinite or no number.
func TestNoMoments(t *testing.T) {
	for text, want := range map[string][2]float64{
		"Pareto(1.5,10)": {30, math.Inf(1)}, "Pareto(1,10)": {math.Inf(1), math.Inf(1)}, "Pareto2(10,2)": {10, math.Inf(1)}, "Frechet(0,1,1)": {math.Inf(1), math.Inf(1)},
		"Student(2)": {0, math.Inf(1)}, "Student(1)": {math.NaN(), math.NaN()}, "Cauchy(3,1)": {math.NaN(), math.NaN()}, "PearsonV(1,5)": {math.Inf(1), math.Inf(1)},
		"PearsonVI(3,1,1)": {math.Inf(1), math.Inf(1)}, "LogLogistic(0,1,1)": {math.Inf(1), math.Inf(1)}, "Burr12(0,1,0.5,2)": {math.Inf(1), math.Inf(1)}, "Dagum(0,1,1,2)": {math.Inf(1), math.Inf(1)},
	} {
		d := build(t, text)
		for i, got := range []float64{d.Mean(), d.Variance()} {
			if w := want[i]; got != w && !(math.IsNaN(w) && math.IsNaN(got)) && !(math.Abs(got-w) < 1e-12*math.Abs(w)) {
				t.Errorf("%s: moment %d is %v, want %v", text, i+1, got, w)
			}
		}
	}
}

// TestTrigen: the percentiles that were given, and the mode between them.
func TestTrigen(t *testing.T) {
	for _, c := range []struct{ bottom, likely, top, low, high float64 }{{80, 100, 130, 10, 90}, {80, 100, 130, 5, 80}, {0, 0, 10, 20, 90}, {1, 9, 10, 0, 90}, {1, 4, 10, 0, 100}} {
		d, err := newTrigen(c.bottom, c.likely, c.top, c.low, c.high)
		if err != nil {
			t.Fatal(err)
		}
		tri := d.(continuous).law.(triangular)
		if math.Abs(d.Quantile(c.low/100)-c.bottom) > 1e-9 || math.Abs(d.Quantile(c.high/100)-c.top) > 1e-9 || tri.mode != c.likely {
			t.Errorf("%v: %v", c, d)
		}
	}
}

// TestBetaSubj: the mode and the mean that were given.
// Source: with a = 2, b = 4 on 0..1 the mode is 1/4 and the mean 1/3.
func TestBetaSubj(t *testing.T) {
	d := build(t, "BetaSubj(0,0.25,0.33333333333333333,1)").(continuous).law.(beta)
	if math.Abs(d.a-2) > 1e-12 || math.Abs(d.b-4) > 1e-12 {
		t.Errorf("parameters %v and %v, want 2 and 4", d.a, d.b)
	}
}

// TestFurtherRefused: impossible arguments are refused with a code.
func TestFurtherRefused(t *testing.T) {
	for text, code := range map[string]string{
		"Pareto(0,1)": CodeParameter, "Pareto2(1,-1)": CodeParameter, "Burr12(0,1,1,0)": CodeParameter, "Dagum(0,0,1,1)": CodeParameter, "Logistic(1,0)": CodeParameter,
		"LogLogistic(1,1,0)": CodeParameter, "Laplace(1,0)": CodeParameter, "HyperSecant(0,-1)": CodeParameter, "Cauchy(0,0)": CodeParameter, "Gumbel(0,0)": CodeParameter,
		"GumbelMin(0,-1)": CodeParameter, "Frechet(0,1,0)": CodeParameter, "PearsonV(0,1)": CodeParameter, "PearsonVI(1,1,0)": CodeParameter, "Student(0)": CodeParameter,
		"Student(1e9)": CodeParameter, "ChiSquare(0)": CodeParameter, "F(0,1)": CodeParameter, "Erlang(1.5,1)": CodeParameter, "InvGauss(0,1)": CodeParameter, "Rayleigh(0)": CodeParameter,
		"Erf(0)": CodeParameter, "Lognormal2(1,-1)": CodeParameter, "JohnsonSU(0,0,1,1)": CodeParameter, "JohnsonSB(0,1,2,2)": CodeParameter, "JohnsonSB(0,1,2,1)": CodeOrder,
		"Trigen(3,2,1,10,90)": CodeOrder, "Trigen(1,2,3,90,10)": CodeParameter, "Trigen(1,2,3,0.1,900)": CodeParameter, "BetaSubj(0,0.5,0.2,1)": CodeParameter, "BetaSubj(0,2,0.2,1)": CodeOrder,
		"DoubleTriang(0,0,1,0.5)": CodeParameter, "DoubleTriang(0,1,2,1)": CodeParameter, "Reciprocal(0,1)": CodeParameter, "Cumul(0,10,5:1.2)": CodeParameter, "Cumul(0,10,5:0.5,6:0.4)": CodeParameter,
		"Cumul(0,10,5:0.5,5:0.6)": CodeOrder, "Cumul(0,10,11:0.5)": CodeOrder, "General(0,10)": CodeParameter, "General(0,10,5:-1)": CodeParameter, "Histogram(0,1)": CodeParameter,
		"Histogram(0,1,0,0)": CodeParameter, "Histogram(1,0,1)": CodeOrder, "Geometric(0)": CodeParameter, "Geometric(1e-15)": CodeParameter, "Compound(Poisson(1e6),Gamma(2,5))": CodeParameter, "NegBinomial(1.5,0.5)": CodeParameter, "NegBinomial(3,1e-9)": CodeParameter,
		"Hypergeometric(5,11,10)": CodeParameter, "IntUniform(1,2.5)": CodeParameter, "IntUniform(3,1)": CodeOrder, "DUniform()": CodeParameter, "Geometric(0.5,max=-1)": CodeTruncation,
	} {
		spec, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		_, err = spec.Build(nil)
		checkCode(t, text, err, code)
	}
}

func TestTrigonometry(t *testing.T) {
	worst := 0.0
	note := func(got, want float64) {
		if e := math.Abs(got-want) / math.Max(math.Abs(want), 1e-300); e > worst {
			worst = e
		}
	}
	for i := 1; i < 4000; i++ {
		x := float64(i) / 4000
		s, c := sinCos(x * math.Pi / 4)
		note(s, math.Sin(x*math.Pi/4))
		note(c, math.Cos(x*math.Pi/4))
		note(tanPi(x/4), math.Tan(math.Pi*(x/4)))
		note(atan(x*9), math.Atan(x*9))
		note(sinh(x*9-4.5), math.Sinh(x*9-4.5))
		note(arcsinh(x*90-45), math.Asinh(x*90-45))
		note(cosh(x*9), math.Cosh(x*9))
	}
	if worst > 3e-15 {
		t.Errorf("largest relative error %v, want below 3e-15", worst)
	}
}

// TestNormalised: weights become probabilities, or there are none.
func TestNormalised(t *testing.T) {
	if got := Normalised([]Pair{{1, 3}, {2, 1}}); len(got) != 2 || got[0].Probability != 0.75 || got[1].Probability != 0.25 {
		t.Errorf("got %v", got)
	}
	for _, bad := range [][]Pair{nil, {{1, 0}}, {{1, -1}, {2, 3}}, {{1, math.NaN()}}} {
		if got := Normalised(bad); got != nil {
			t.Errorf("%v became %v", bad, got)
		}
	}
}
