package distribution

import (
	"math"
	"testing"
)

// published is a distribution with numbers from outside: quantiles by
// probability, CDF values by x, and moments (NaN: not given).
type published struct {
	text           string
	mean, variance float64
	quantiles      map[float64]float64
	cdf            map[float64]float64
	tol            float64 // relative
	source         string
}

func publishedCases() []published {
	none := math.NaN()
	const triangular = "closed form; scipy.stats.triang agrees; sd 2.041 of (5,10,15) is printed in the Project Risk Analysis handbook, E.2.2"
	const pert = "Vose's PERT definition, mc2d::rpert; scipy.stats.beta"
	const excel = "documentation of Excel's BETA.DIST, BETA.INV, LOGNORM.DIST, LOGNORM.INV, NORM.INV, PERCENTILE.INC"
	const keelin = "formulas of Keelin (2016), Decision Analysis 13, 243-277"
	return []published{
		{"Triangular(10,14,20)", 14.66666667, 4.222222, map[float64]float64{0.05: 11.414214, 0.1: 12, 0.5: 14.522774, 0.8: 16.535898, 0.9: 17.55051, 0.95: 18.267949}, map[float64]float64{14: 0.4}, 1e-6, triangular},
		{"Triangular(32300,35547,52500)", 40115.66666667, 19610756.055556, map[float64]float64{0.05: 34110.9307, 0.1: 34861.042756, 0.5: 39414.691444, 0.8: 44224.124216, 0.9: 46648.072113, 0.95: 48362.062108}, map[float64]float64{35547: 0.1607425743}, 1e-6, triangular},
		{"Triangular(5,10,15)", 10, 4.166667, map[float64]float64{0.05: 6.581139, 0.1: 7.236068, 0.5: 10, 0.8: 11.837722, 0.9: 12.763932, 0.95: 13.418861}, map[float64]float64{10: 0.5}, 1e-6, triangular},
		{"PERT(10,14,20)", 14.33333333, 3.507937, map[float64]float64{0.05: 11.392805, 0.1: 11.886192, 0.5: 14.254708, 0.8: 16.031821, 0.9: 16.898895, 0.95: 17.544516}, nil, 1e-6, pert},
		{"PERT(32300,35547,52500)", 37831.33333333, 11591040.698413, map[float64]float64{0.05: 33241.51942, 0.1: 33786.882766, 0.5: 37300.817868, 0.8: 40743.453411, 0.9: 42677.916177, 0.95: 44245.753155}, nil, 1e-6, pert},
		{"PERT(1,5,12)", 5.5, 4.178571, map[float64]float64{0.05: 2.349469, 0.1: 2.857807, 0.5: 5.382181, 0.8: 7.343301, 0.9: 8.319695, 0.95: 9.056084}, nil, 1e-6, pert},
		{"Beta(4,5)", none, none, map[float64]float64{0.2: 0.303225844664082}, map[float64]float64{0.4: 0.4059136}, 2e-7, excel},
		{"Beta(8,10,1,3)", none, none, nil, map[float64]float64{2: 0.6854706}, 2e-7, excel},
		{"Normal(40,1.5)", none, none, map[float64]float64{0.908789: 42.000002}, nil, 2e-6, excel},
		{"Lognormal(100,30)", 100, 900, map[float64]float64{0.1: 65.750585, 0.5: 95.782629, 0.8: 122.627093, 0.9: 139.532019}, nil, 1e-6, "closed form"},
		{"Lognormal(2470000000,400000000)", 2.47e9, 1.6e17, map[float64]float64{0.1: 1983925242.024742, 0.5: 2438234785.456983, 0.8: 2791804426.006426, 0.9: 2996579076.208113}, nil, 1e-6, "closed form"},
		{"Metalog(80,100,140)", none, none, map[float64]float64{0.01: 62.878907, 0.05: 74.873651, 0.1: 80, 0.25: 88.125, 0.5: 100, 0.75: 118.125, 0.8: 123.659866, 0.9: 140, 0.95: 155.277967, 0.99: 188.358657}, nil, 1e-6, keelin},
		{"Metalog(80,100,140,min=0)", none, none, map[float64]float64{0.01: 64.403432, 0.05: 74.861038, 0.1: 80, 0.25: 88.49746, 0.5: 100, 0.75: 117.071135, 0.8: 122.550443, 0.9: 140, 0.95: 158.468997, 0.99: 207.578118}, nil, 1e-6, keelin},
		{"Metalog(80,100,140,min=50,max=250)", none, none, map[float64]float64{0.01: 67.144116, 0.05: 75.373518, 0.1: 80, 0.25: 88.273009, 0.5: 100, 0.75: 117.511425, 0.8: 123.046092, 0.9: 140, 0.95: 156.32324, 0.99: 189.731367}, nil, 1e-6, keelin},
	}
}

func TestPublished(t *testing.T) {
	for _, c := range publishedCases() {
		d := build(t, c.text)
		check := func(what string, at, got, want float64) {
			t.Helper()
			if !math.IsNaN(want) && !(math.Abs(got-want) <= c.tol*math.Abs(want)) {
				t.Errorf("%s: %s %v calculated %v, expected %v, relative tolerance %v (%s)", c.text, what, at, got, want, c.tol, c.source)
			}
		}
		check("mean", 0, d.Mean(), c.mean)
		check("variance", 0, d.Variance(), c.variance)
		for p, x := range c.quantiles {
			check("quantile", p, d.Quantile(p), x)
		}
		for x, p := range c.cdf {
			check("CDF", x, d.CDF(x), p)
		}
	}
}

// TestPublishedByLog checks numbers that are published for the parameters of
// the logarithm. Source: documentation of Excel's LOGNORM.DIST and LOGNORM.INV.
func TestPublishedByLog(t *testing.T) {
	for _, c := range []struct{ mu, sigma, x, p float64 }{
		{10, 5, 12, 0.0664171147992078},
		{2, 0.2, 6.6533460753367, 0.3},
		{3.5, 1.2, 4, 0.0390836},
	} {
		d := continuous{lognormal{mu: c.mu, sigma: c.sigma}}
		if got := d.CDF(c.x); math.Abs(got-c.p) > 2e-6*c.p {
			t.Errorf("mu %v, sigma %v: CDF(%v) calculated %v, expected %v, relative tolerance 2e-6 (7 decimals are published)", c.mu, c.sigma, c.x, got, c.p)
		}
	}
}

// TestLognormalParameters checks mu and sigma from mean and sd (closed form).
func TestLognormalParameters(t *testing.T) {
	for _, c := range []struct{ mean, sd, mu, sigma float64 }{
		{100, 30, 4.5620813379, 0.2935603792},
		{2.47e9, 4e8, 21.6145401659, 0.1608963749},
	} {
		d, err := NewLognormal(c.mean, c.sd)
		if err != nil {
			t.Fatal(err)
		}
		l := d.(continuous).law.(lognormal)
		if math.Abs(l.mu-c.mu) > 1e-9 || math.Abs(l.sigma-c.sigma) > 1e-9 {
			t.Errorf("%v: mu %v, sigma %v, expected %v, %v", d, l.mu, l.sigma, c.mu, c.sigma)
		}
	}
}

// TestEmpiricalPercentiles: {1,2,3,4} at 0.3 is 1.9 in Excel's PERCENTILE.INC.
func TestEmpiricalPercentiles(t *testing.T) {
	d, err := NewEmpirical([]float64{4, 2, 1, 3})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Quantile(0.3); math.Abs(got-1.9) > 1e-15 {
		t.Errorf("calculated %v, expected 1.9", got)
	}
	if d.Mean() != 2.5 || math.Abs(d.Variance()-0.75) > 1e-15 || d.CDF(1.9) != 0.3 {
		t.Errorf("mean %v, variance %v, CDF(1.9) %v; expected those of Uniform(1,4)", d.Mean(), d.Variance(), d.CDF(1.9))
	}
	s, got := Compile(d), make([]float64, 3)
	s.FromU(got, []float64{1e-17, 0.3, 1 - 1.0/(1<<53)})
	if got[0] != 1 || math.Abs(got[1]-1.9) > 1e-15 || math.Abs(got[2]-4) > 1e-14 {
		t.Errorf("column %v", got)
	}
	other, _ := NewEmpirical([]float64{1, 2, 3, 5})
	if other.String() == d.String() {
		t.Error("different values have the same text")
	}
}

// TestMetalogCoefficients checks the coefficients for (80,100,140) by formula.
func TestMetalogCoefficients(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ min, max, a1, a2, a3 float64 }{
		{-inf, inf, 100, 13.6535883994, 11.3779903328},
		{0, inf, 4.605170186, 0.1273460605, 0.0644726343},
		{50, 250, -1.0986122887, 0.3490608961, 0.1490248364},
	} {
		d, err := newMetalog(80, 100, 140, c.min, c.max)
		if err != nil {
			t.Fatal(err)
		}
		m := d.(continuous).law.(metalog)
		if math.Abs(m.a1-c.a1)+math.Abs(m.a2-c.a2)+math.Abs(m.a3-c.a3) > 1e-9 {
			t.Errorf("[%v,%v]: calculated %v %v %v, expected %v %v %v", c.min, c.max, m.a1, m.a2, m.a3, c.a1, c.a2, c.a3)
		}
	}
}

// TestMetalogLimit recomputes the limit of feasibility, and looks on both
// sides of it.
func TestMetalogLimit(t *testing.T) {
	most := 0.0
	for y := 1e-7; y < 1; y += 1e-6 {
		most = max(most, math.Abs(y-0.5+y*(1-y)*math.Log(y/(1-y))))
	}
	if math.Abs(1/most-metalogLimit) > 1e-6 {
		t.Errorf("limit calculated %v, expected %v", 1/most, metalogLimit)
	}
	// r = (P50-P10)/(P90-P10) is feasible above (1 - 0.8 limit/2)/2.
	edge := (1 - 0.4*metalogLimit) / 2
	for _, r := range []float64{edge - 1e-4, edge + 1e-4} {
		_, err := newMetalog(0, r, 1, math.Inf(-1), math.Inf(1))
		if (err == nil) != (r > edge) {
			t.Errorf("r = %v with the edge at %v: %v", r, edge, err)
		}
	}
}
