package special

import (
	"math"
	"math/big"
	"testing"
)

// near compares to a part of the wanted size.
func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s: %.17g, want %.17g (off by %.1e)", what, got, want, math.Abs(got-want)/math.Abs(want))
	}
}

// exactBinomial is the probability of at most k successes, in fractions.
func exactBinomial(k, n int64, p *big.Rat) (lower, mass, upper float64) {
	q := new(big.Rat).Sub(big.NewRat(1, 1), p)
	sum, all := new(big.Rat), new(big.Rat)
	var at *big.Rat
	for i := int64(0); i <= n; i++ {
		term := new(big.Rat).SetInt(new(big.Int).Binomial(n, i))
		for range i {
			term.Mul(term, p)
		}
		for range n - i {
			term.Mul(term, q)
		}
		all.Add(all, term)
		if i <= k {
			sum.Add(sum, term)
		}
		if i == k {
			at = term
		}
	}
	lower, _ = sum.Float64()
	mass, _ = at.Float64()
	upper, _ = new(big.Rat).Sub(all, sum).Float64()
	return lower, mass, upper
}

// TestIncompleteIntegrals: for whole parameters both integrals are sums, here in
// fractions and in 200 bits.
func TestIncompleteIntegrals(t *testing.T) {
	for _, c := range []struct{ k, n, num int64 }{{0, 1, 1}, {3, 10, 1}, {3, 10, 7}, {29, 30, 1}, {5, 60, 6}, {55, 60, 2}, {40, 80, 4}} {
		p := big.NewRat(c.num, 8)
		x, _ := p.Float64()
		lower, _, upper := exactBinomial(c.k, c.n, p)
		// P(at least k+1 of n) is I_p(k+1, n-k).
		near(t, "beta", BetaLower(float64(c.k+1), float64(c.n-c.k), x), upper, 1e-12)
		near(t, "beta complement", BetaLower(float64(c.n-c.k), float64(c.k+1), 1-x), lower, 1e-12)
	}
	for _, c := range []struct{ a, x float64 }{{1, 0.5}, {5, 0.01}, {5, 30}, {20, 8}, {20, 60}, {100, 90}, {100, 140}, {300, 200}} {
		term, sum := big.NewFloat(1).SetPrec(400), big.NewFloat(1).SetPrec(400)
		for i := 1.0; i < c.a; i++ {
			term.Mul(term, big.NewFloat(c.x))
			term.Quo(term, big.NewFloat(i))
			sum.Add(sum, term)
		}
		upper, rest := new(big.Float).SetPrec(400), new(big.Float).SetPrec(400)
		upper.Mul(sum, bigExp(-c.x))
		rest.Sub(big.NewFloat(1).SetPrec(400), upper)
		u, _ := upper.Float64()
		l, _ := rest.Float64()
		near(t, "upper gamma", GammaUpper(c.a, c.x), u, 2e-13)
		near(t, "lower gamma", GammaLower(c.a, c.x), l, 2e-13)
	}
}

// bigExp is exp(x) for x below zero by the series of exp(-x).
func bigExp(x float64) *big.Float {
	sum, term := big.NewFloat(1).SetPrec(400), big.NewFloat(1).SetPrec(400)
	for i := 1.0; i < 3000; i++ {
		term.Mul(term, big.NewFloat(-x))
		term.Quo(term, big.NewFloat(i))
		sum.Add(sum, term)
	}
	return sum.Quo(big.NewFloat(1).SetPrec(400), sum)
}

// TestQuantilesInvert: the probability of a quantile is the one asked for, also
// far out in either tail.
func TestQuantilesInvert(t *testing.T) {
	for _, p := range []float64{1e-200, 1e-30, 1e-10, 1e-3, 0.1, 0.5, 0.7, 0.99, 1 - 1e-9} {
		if p < 1e-100 {
			near(t, "normal", NormalLower(NormalQuantile(p)), p, 1e-11)
			continue // elsewhere such quantiles are no numbers
		}
		near(t, "normal", NormalLower(NormalQuantile(p)), p, 1e-13)
		for _, a := range []float64{0.3, 1, 7.5, 400} {
			near(t, "gamma", GammaLower(a, GammaQuantile(a, p)), p, 1e-12)
			near(t, "upper gamma", GammaUpper(a, GammaUpperQuantile(a, p)), p, 1e-12)
			near(t, "beta", BetaLower(a, 2.5, BetaQuantile(a, 2.5, p)), p, 1e-12)
		}
		for _, n := range []float64{1, 2, 5, 1000} {
			near(t, "student", StudentUpper(StudentUpperQuantile(p, n), n), p, 1e-12)
		}
		near(t, "F", FLower(FQuantile(p, 3, 9), 3, 9), p, 1e-12)
		near(t, "upper F", FUpper(FUpperQuantile(p, 3, 9), 3, 9), p, 1e-12)
	}
}

// TestErrorFunction against package math, which is right to about 1 ulp.
func TestErrorFunction(t *testing.T) {
	for x := -6.0; x < 26; x += 0.0137 {
		near(t, "erf", Erf(x), math.Erf(x), 1e-15)
		near(t, "erfc", Erfc(x), math.Erfc(x), 2e-14)
	}
	if Erf(0) != 0 || Erfc(0) != 1 || Erfc(30) != 0 || Erf(-40) != -1 {
		t.Error("the ends")
	}
}

// TestNormalTails: the tail is the density over a continued fraction (Abramowitz
// and Stegun 26.2.14), which shares nothing with the error function used.
func TestNormalTails(t *testing.T) {
	for z := 3.0; z <= 37; z += 0.5 {
		want := NormalDensity(z) / tail(z, 1)
		near(t, "lower tail", NormalLower(-z), want, 1e-12)
		near(t, "quantile", NormalQuantile(want), -z, 1e-12)
	}
	if v := NormalQuantile(0.5); v != 0 {
		t.Errorf("median %g", v)
	}
	for _, p := range []float64{0.25, 0.26, 0.4, 0.5 - 1e-13, 0.5 + 1e-13, 0.6, 0.74, 0.75} {
		near(t, "middle", Erf(NormalQuantile(p)/math.Sqrt2)/2, p-0.5, 1e-14)
	}
}

// tail is z + k/(z + (k+1)/(z + ...)).
func tail(z, k float64) float64 {
	f := z
	for i := k + 400; i >= k; i-- {
		f = z + i/f
	}
	return f
}

// TestStudent: with 1, 2 and 4 degrees of freedom the law has closed forms
// (Abramowitz and Stegun 26.7.3, 26.7.4).
func TestStudent(t *testing.T) {
	for _, x := range []float64{-30, -2, -0.1, 0.2, 1, 5, 80} {
		near(t, "1", StudentLower(x, 1), 0.5+math.Atan(x)/math.Pi, 1e-12)
		s := x / math.Sqrt(2+x*x)
		near(t, "2", StudentLower(x, 2), (1+s)/2, 1e-11)
		s = x / math.Sqrt(4+x*x)
		near(t, "4", StudentLower(x, 4), (1+s*(1+(1-s*s)/2))/2, 1e-9)
		near(t, "density 1", StudentDensity(x, 1), 1/(math.Pi*(1+x*x)), 1e-13)
		near(t, "density 2", StudentDensity(x, 2), math.Pow(2+x*x, -1.5), 1e-13)
	}
	near(t, "far tail", StudentUpper(1e8, 2), 5e-17, 1e-12) // about 1/(2 t²)
}

// TestVarianceRatio: with 2 degrees of freedom above the law has a closed form.
func TestVarianceRatio(t *testing.T) {
	for _, n := range []float64{1, 4, 11, 300} {
		for _, x := range []float64{0.01, 0.5, 1, 3, 40} {
			near(t, "upper", FUpper(x, 2, n), math.Pow(1+2*x/n, -n/2), 1e-12)
			near(t, "lower", FLower(x, 2, n), -math.Expm1(-n/2*math.Log1p(2*x/n)), 1e-12)
			near(t, "density", FDensity(x, 2, n), math.Pow(1+2*x/n, -n/2-1), 1e-12)
		}
	}
}

// TestCounts: the counting laws in fractions.
func TestCounts(t *testing.T) {
	for _, c := range []struct{ k, n, num int64 }{{0, 5, 1}, {2, 5, 3}, {30, 90, 2}, {80, 90, 7}, {1, 200, 1}} {
		p := big.NewRat(c.num, 8)
		x, _ := p.Float64()
		lower, mass, _ := exactBinomial(c.k, c.n, p)
		k, n := float64(c.k), float64(c.n)
		near(t, "binomial mass", BinomialMass(k, n, x), mass, 1e-12)
		near(t, "binomial", BinomialLower(k, n, x), lower, 1e-12)
		if q := BinomialQuantile(n, x, lower*(1-1e-9)); q != k {
			t.Errorf("quantile %g, want %g", q, k)
		}
		// f failures before success s: s-1 successes in s+f-1 trials, then one more.
		_, m, _ := exactBinomial(c.k, c.n, p)
		near(t, "negative binomial", NegativeBinomialMass(n-k, k+1, x), m*x, 1e-12)
		_, _, upper := exactBinomial(c.k, c.n, p)
		near(t, "negative binomial lower", NegativeBinomialLower(n-k-1, k+1, x), upper, 1e-12)
	}
	sum, term := 0.0, math.Exp(-6.5)
	for k := 0.0; k <= 40; k++ {
		sum += term
		near(t, "poisson mass", PoissonMass(k, 6.5), term, 1e-12)
		near(t, "poisson", PoissonLower(k, 6.5), sum, 1e-12)
		term *= 6.5 / (k + 1)
	}
	all := 0.0
	for k := int64(0); k <= 12; k++ {
		num := new(big.Int).Mul(new(big.Int).Binomial(20, k), new(big.Int).Binomial(80, 12-k))
		want, _ := new(big.Rat).SetFrac(num, new(big.Int).Binomial(100, 12)).Float64()
		all += want
		near(t, "hypergeometric", HypergeometricMass(float64(k), 12, 20, 100), want, 1e-12)
		near(t, "hypergeometric lower", HypergeometricLower(float64(k), 12, 20, 100), all, 1e-12)
	}
}

// TestContinuousDensities: gamma with whole shapes, beta with whole parameters.
func TestContinuousDensities(t *testing.T) {
	for _, x := range []float64{1e-8, 0.3, 2, 25} {
		near(t, "exponential", GammaDensity(x, 1, 2), math.Exp(-x/2)/2, 1e-13)
		near(t, "shape 3", GammaDensity(x, 3, 2), x*x*math.Exp(-x/2)/16, 1e-13)
		near(t, "shape 1/2", GammaDensity(x, 0.5, 1), math.Exp(-x)/math.Sqrt(math.Pi*x), 1e-13)
	}
	for _, x := range []float64{1e-9, 0.25, 0.5, 0.99} {
		near(t, "beta", BetaDensity(x, 2, 3), 12*x*(1-x)*(1-x), 1e-13)
	}
}

// TestBessel: the Wronskian of I and K (Abramowitz and Stegun 9.6.15), and I of
// half an argument in its series.
func TestBessel(t *testing.T) {
	for _, x := range []float64{0.01, 0.7, 3, 12, 45, 300} {
		for _, n := range []int{0, 1, 4, 15} {
			w := BesselI(x, n)*BesselK(x, n+1) + BesselI(x, n+1)*BesselK(x, n)
			near(t, "Wronskian", w*x, 1, 1e-11)
		}
	}
	if BesselI(0, 0) != 1 || BesselI(0, 3) != 0 || BesselI(-2, 1) != -BesselI(2, 1) {
		t.Error("values at 0 and below")
	}
	if v := BesselK(1e5, 5); v != 0 {
		t.Errorf("K far out: %g", v)
	}
}
