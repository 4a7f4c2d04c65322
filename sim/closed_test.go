package sim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"ballast/sim/depend"
	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// eachScenario is a kernel of one output: a function of a scenario's draws.
type eachScenario func(draws []float64) float64

// Run implements Kernel.
func (f eachScenario) Run(b *Block) error {
	draws := make([]float64, len(b.In))
	for i := range b.N {
		for v := range draws {
			draws[v] = b.In[v][i]
		}
		b.Scalar[0][i] = f(draws)
	}
	return nil
}

// formula is a program of variables with these distributions, all pairs
// correlated by rho, and one output.
func formula(t testing.TB, rho float64, f eachScenario, texts ...string) *Program {
	t.Helper()
	p := &Program{Scalars: []string{"y"}, NewKernel: func(uint64) Kernel { return f }}
	for i, text := range texts {
		spec, err := distribution.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		p.Variables = append(p.Variables, Variable{Key: fmt.Sprintf("v%02d", i), Dist: must(t)(spec.Build(nil)), Weight: float64(i % 3)})
		for j := range i {
			if rho != 0 {
				p.Links = append(p.Links, Link{A: i, B: j, Rho: rho})
			}
		}
	}
	return p
}

func designs() []design.Kind { return []design.Kind{design.LHS, design.MC, design.Sobol} }

// closedForm is an output whose whole distribution is known.
type closedForm struct {
	name     string
	texts    []string
	rho      float64
	df       float64
	f        eachScenario
	cdf      func(y float64) float64
	quantile func(p float64) float64 // for the message only
	source   string
}

// normalQuantile is the quantile of a normal.
func normalQuantile(mean, sd float64) func(p float64) float64 {
	return func(p float64) float64 { return mean + sd*distribution.NormalQuantile(p) }
}

func closedForms() []closedForm {
	add := func(x []float64) float64 {
		sum := 0.0
		for _, v := range x {
			sum += v
		}
		return sum
	}
	product := func(x []float64) float64 {
		y := 1.0
		for _, v := range x {
			y *= v
		}
		return y
	}
	var list []closedForm
	for _, rho := range []float64{0, 0.3, 0.8} {
		r := depend.SpearmanToPearson(rho)
		// Means 10, 20, 30, 40; deviations 1, 2, 3, 4: sum of squares 30, of
		// products of pairs 35.
		mean, sd := 100.0, math.Sqrt(30+2*35*r)
		list = append(list, closedForm{name: fmt.Sprintf("sum of normals, rank correlation %v", rho), rho: rho, f: add,
			texts:    []string{"Normal(10,1)", "Normal(20,2)", "Normal(30,3)", "Normal(40,4)"},
			cdf:      func(y float64) float64 { return distribution.NormalCDF((y - mean) / sd) },
			quantile: normalQuantile(mean, sd), source: "a sum of jointly normal variables is normal"})
		// The logarithms have sigma^2 = ln(1+(sd/mean)^2), mu = ln mean - sigma^2/2.
		s1, s2 := math.Log(1+0.04), math.Log(1+0.25)
		mu := math.Log(10) - s1/2 + math.Log(4) - s2/2
		sigma := math.Sqrt(s1 + s2 + 2*r*math.Sqrt(s1*s2))
		list = append(list, closedForm{name: fmt.Sprintf("product of lognormals, rank correlation %v", rho), rho: rho, f: product,
			texts:    []string{"Lognormal(10,2)", "Lognormal(4,2)"},
			cdf:      func(y float64) float64 { return distribution.NormalCDF((math.Log(y) - mu) / sigma) },
			quantile: func(p float64) float64 { return math.Exp(mu + sigma*distribution.NormalQuantile(p)) }, source: "the logarithm is a sum of normals"})
	}
	const n = 7
	uniforms := slices.Repeat([]string{"Uniform(0,1)"}, n)
	for k := 1; k <= n; k += 3 {
		beta, err := distribution.NewBeta(float64(k), float64(n-k+1), 0, 1)
		if err != nil {
			panic(err)
		}
		list = append(list, closedForm{name: fmt.Sprintf("order statistic %d of %d uniforms", k, n), texts: uniforms,
			f:   func(x []float64) float64 { return slices.Sorted(slices.Values(x))[k-1] },
			cdf: beta.CDF, quantile: beta.Quantile, source: "Beta(k, n-k+1); David and Nagaraja, Order Statistics, section 2.1"})
	}
	// Equal variables: the largest of all is each of them.
	list = append(list, closedForm{name: "largest of equal exponentials", rho: 1, texts: slices.Repeat([]string{"Exponential(2)"}, 4),
		f: func(x []float64) float64 { return slices.Max(x) }, cdf: func(y float64) float64 { return 1 - math.Exp(-y/2) },
		quantile: func(p float64) float64 { return -2 * math.Log(1-p) }, source: "comonotone variables"})
	// A t copula with rank correlation 0 is dependent but uncorrelated: the
	// variance of the sum of two is the sum of variances, and each keeps its law.
	list = append(list, closedForm{name: "one of two under a t copula", rho: 0.5, df: 4, texts: []string{"Lognormal(10,2)", "Normal(0,1)"},
		f: func(x []float64) float64 { return x[0] }, cdf: func(y float64) float64 {
			return distribution.NormalCDF((math.Log(y) - math.Log(10) + math.Log(1.04)/2) / math.Sqrt(math.Log(1.04)))
		}, quantile: func(p float64) float64 {
			return math.Exp(math.Log(10) - math.Log(1.04)/2 + math.Sqrt(math.Log(1.04))*distribution.NormalQuantile(p))
		}, source: "a copula leaves the marginals"})
	return list
}

// TestClosedForms: quantiles from P1 to P99 of outputs whose distribution is
// known, through the whole engine, for every design. The share of scenarios
// below the true quantile has standard error sqrt(p(1-p)/n) when scenarios are
// independent, and less under the other designs; 4.5 of them are allowed, once
// in 150,000 by chance, on fixed seeds.
func TestClosedForms(t *testing.T) {
	n := 65536.0
	if testing.Short() {
		n = 16384
	}
	for _, c := range closedForms() {
		for _, kind := range designs() {
			p := formula(t, c.rho, c.f, c.texts...)
			p.CopulaDF = c.df
			r, err := Run(context.Background(), p, Config{Scenarios: int(n), Seed: 11, Sampling: kind})
			if err != nil {
				t.Fatal(err)
			}
			ps := []float64{0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99}
			for i, y := range stats.Quantiles(r.Scalar[0], ps) {
				se := math.Sqrt(ps[i] * (1 - ps[i]) / n)
				if d := c.cdf(y) - ps[i]; !(math.Abs(d) <= 4.5*se) {
					t.Errorf("%s, %s: P%g calculated %.6g, expected %.6g (%s): %.1f standard errors in probability", c.name, kind,
						100*ps[i], y, c.quantile(ps[i]), c.source, d/se)
				}
			}
		}
	}
}
