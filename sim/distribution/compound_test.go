package distribution

import (
	"math"
	"math/cmplx"
	"testing"
)

// TestTransform: against the sum that it is, and back.
func TestTransform(t *testing.T) {
	for _, n := range []int{1, 2, 8, 64} {
		w := wave{make([]float64, n), make([]float64, n)}
		x := make([]float64, n)
		for i := range x {
			x[i] = math.Sin(float64(i*i)) + 0.3
			w.re[i] = x[i]
		}
		w.transform()
		for k := range n {
			var want complex128
			for i, v := range x {
				want += complex(v, 0) * cmplx.Exp(complex(0, -2*math.Pi*float64(i*k)/float64(n)))
			}
			if cmplx.Abs(complex(w.re[k], w.im[k])-want) > 1e-12*float64(n) {
				t.Errorf("n=%d: term %d is %v%+vi, want %v", n, k, w.re[k], w.im[k], want)
			}
		}
		for i, v := range w.back() {
			if math.Abs(v-x[i]) > 1e-14*float64(n) {
				t.Errorf("n=%d: back at %d: %v, want %v", n, i, v, x[i])
			}
		}
	}
}

// TestCompound: a geometric number of exponential amounts is 0 with probability
// p and otherwise exponential with mean m/p.
// Source: Klugman, Panjer, Willmot, Loss Models, 4th ed. (2012), example 9.7:
// the only compound with a closed form for all counts. A sum of Poisson many
// normals is a mixture of normals.
func TestCompound(t *testing.T) {
	const p, m = 0.25, 40.0
	d := build(t, "Compound(Geometric(0.25),Exponential(40))")
	for _, x := range []float64{0, 1, 10, 100, 400, 1000, 2000} {
		want := 1 - (1-p)*math.Exp(-p*x/m)
		if got := d.CDF(x); math.Abs(got-want) > 1e-6 {
			t.Errorf("CDF(%v) calculated %.9f, expected %.9f, tolerance 1e-6", x, got, want)
		}
	}
	for _, tail := range []float64{0.5, 0.1, 1e-3, 1e-6} {
		want := -m / p * math.Log(tail/(1-p))
		if got := d.Quantile(1 - tail); math.Abs(got-want) > 1e-4*want {
			t.Errorf("Quantile(1-%v) calculated %v, expected %v, relative tolerance 1e-4", tail, got, want)
		}
	}
	if got := d.Quantile(0.2); got != 0 {
		t.Errorf("no amount at all: %v", got)
	}
	signed := build(t, "Compound(Poisson(2),Normal(1,10))")
	for _, x := range []float64{-30, -5, -0.01, 0, 3, 25} {
		want, weight := 0.0, math.Exp(-2)
		for n := range 60 {
			switch {
			case n == 0 && x >= 0:
				want += weight
			case n > 0:
				want += weight * NormalCDF((x-float64(n))/(10*math.Sqrt(float64(n))))
			}
			weight *= 2 / float64(n+1)
		}
		if got := signed.CDF(x); math.Abs(got-want) > 1e-6 {
			t.Errorf("normals: CDF(%v) calculated %.9f, expected %.9f, tolerance 1e-6", x, got, want)
		}
	}
}

// TestCompoundLattice: Poisson many dice, by Panjer's recursion.
// Source: Panjer, ASTIN Bulletin 12 (1981) 22-26.
func TestCompoundLattice(t *testing.T) {
	d := build(t, "Compound(Poisson(2.5),Discrete(1:0.2,2:0.3,5:0.5))").(discrete)
	f := map[int]float64{1: 0.2, 2: 0.3, 5: 0.5}
	g := []float64{math.Exp(-2.5)}
	cumulated := g[0]
	for k := 1; k < 80; k++ {
		sum := 0.0
		for j, w := range f {
			if j <= k {
				sum += 2.5 * float64(j) / float64(k) * w * g[k-j]
			}
		}
		g = append(g, sum)
		cumulated += sum
		if got := d.CDF(float64(k)); math.Abs(got-cumulated) > 1e-13 {
			t.Errorf("CDF(%d) calculated %v, expected %v", k, got, cumulated)
		}
	}
}

// TestExtremes: the largest of uniforms is a beta, and the quantile is the
// inverse of the CDF in both tails.
func TestExtremes(t *testing.T) {
	d, b := build(t, "ExtremeMax(Uniform(0,1),5)"), build(t, "Beta(5,1)")
	e, c := build(t, "ExtremeMin(Uniform(0,1),5)"), build(t, "Beta(1,5)")
	for _, u := range []float64{1e-9, 0.01, 0.5, 0.99, 1 - 1e-9} {
		if got, want := d.Quantile(u), b.Quantile(u); math.Abs(got-want) > 1e-12 {
			t.Errorf("largest: Quantile(%v) = %v, want %v", u, got, want)
		}
		if got, want := e.Quantile(u), c.Quantile(u); math.Abs(got-want) > 1e-12*want+1e-18 {
			t.Errorf("smallest: Quantile(%v) = %v, want %v", u, got, want)
		}
	}
	for _, text := range []string{"ExtremeMax(Poisson(3),4)", "ExtremeMax(Normal(0,1),1.5)", "ExtremeMin(Normal(0,1))", "Compound(Normal(0,1),5)", "Compound(Poisson(3),Cauchy(0,1))", "Compound(Poisson(3))", "Compound(Poisson(-3),1)"} {
		spec, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		_, err = spec.Build(nil)
		checkCode(t, text, err, CodeParameter)
	}
	if _, err := Parse("Compound(Poisson(1),Compound(Poisson(1),Compound(Poisson(1),Compound(Poisson(1),1))))"); err == nil {
		t.Error("calls inside calls without end")
	}
}
