package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"ballast/sim/distribution"
)

// smoothCase is a figure that moves with a score h and with all else: figure is
// it, guess is what the polynomials are made of.
type smoothCase struct {
	name          string
	figure, guess func(h, x, u float64) float64
	falling       bool
	p, want       float64 // F at want is p, when known
}

func smoothCases() []smoothCase {
	line := func(h, x, u float64) float64 { return 3*h + x }
	bent := func(h, x, u float64) float64 {
		return 5*math.Exp(0.4*h+0.1*x) + x + 8*math.Floor(1.2*u)
	}
	odd := func(h, x, u float64) float64 { return math.Abs(h+0.5*x) + 0.2*x } // not monotone
	return []smoothCase{
		{"linear", line, line, false, 0.8, math.Sqrt(10) * 0.8416212335729143},
		{"falling", func(h, x, u float64) float64 { return -line(h, x, u) }, func(h, x, u float64) float64 { return -line(h, x, u) }, true, 0.8, math.Sqrt(10) * 0.8416212335729143},
		{"bent, with a heap", bent, bent, false, 0, 0},
		{"guessed badly", bent, func(h, x, u float64) float64 { return 2*h + 7 }, false, 0, 0},
		{"not monotone", odd, odd, false, 0, 0},
		{"does not move", func(h, x, u float64) float64 { return x }, func(h, x, u float64) float64 { return x }, false, 0.3, -0.5244005127080407},
	}
}

// smoothOf draws n scenarios of a case in r replicates.
func smoothOf(c smoothCase, rng *rand.Rand, n, replicates int) *Smooth {
	value, score, poly := make([]float64, n), make([]float64, n), make([][]float64, SmoothNodes)
	for p := range poly {
		poly[p] = make([]float64, n)
	}
	for i := range n {
		h, x, u := rng.NormFloat64(), rng.NormFloat64(), rng.Float64()
		value[i], score[i] = c.figure(h, x, u), h
		var y [SmoothNodes]float64
		for k, at := range SmoothScores() {
			y[k] = c.guess(at, x, u)
		}
		for p, a := range SmoothPolynomial(y) {
			poly[p][i] = a
		}
	}
	var bounds [][2]int
	for r := range replicates {
		bounds = append(bounds, [2]int{r * n / replicates, (r + 1) * n / replicates})
	}
	return NewSmooth(value, score, poly, c.falling, bounds)
}

func TestSmoothPolynomial(t *testing.T) {
	want := [SmoothNodes]float64{4, -3, 2, 1.5, -0.25, 0.1, 0.03}
	var y [SmoothNodes]float64
	for k, h := range SmoothScores() {
		x := h / nodeStep
		for p := SmoothNodes - 1; p >= 0; p-- {
			y[k] = y[k]*x + want[p]
		}
	}
	for p, got := range SmoothPolynomial(y) {
		if math.Abs(got-want[p]) > 1e-10 {
			t.Errorf("coefficient %d is %v, wanted %v", p, got, want[p])
		}
	}
}

// TestSmoothIsUnbiased: over many small runs the mean of F at any limit is the
// share that one large plain sample has, within four standard errors of both,
// whatever the polynomials say.
func TestSmoothIsUnbiased(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	rng := rand.New(rand.NewPCG(11, 1))
	const large, runs, n = 1_000_000, 400, 256
	for _, c := range smoothCases() {
		x := make([]float64, large)
		for i := range x {
			x[i] = c.figure(rng.NormFloat64(), rng.NormFloat64(), rng.Float64())
		}
		ts := Quantiles(x, []float64{0.02, 0.3, 0.5, 0.8, 0.95, 0.99})
		f := make([][]float64, len(ts))
		for range runs {
			got := smoothOf(c, rng, n, 1).at(ts)
			for j := range ts {
				f[j] = append(f[j], got.f[j])
			}
		}
		for j, limit := range ts {
			inside := 0.0
			for _, v := range x {
				if v <= limit {
					inside++
				}
			}
			share := inside / large
			mean, sd := MeanSD(f[j])
			if off := 4*sd/math.Sqrt(runs) + 4*math.Sqrt(share*(1-share)/large); math.Abs(mean-share) > off {
				t.Errorf("%s: F(%.4g) is %.5f on average, the share %.5f, allowed %.5f", c.name, limit, mean, share, off)
			}
		}
	}
}

// TestSmoothExact: where the figure is a polynomial in the score, F is its
// conditional mean: the quantile of a sum of normals is five times as exact as a
// plain one; and a figure that does not move has its plain distribution.
func TestSmoothExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 1))
	for _, c := range smoothCases() {
		if c.p == 0 {
			continue
		}
		const n = 20000
		got := smoothOf(c, rng, n, 10).Curve([]float64{c.p}, nil).Quantile(c.p)
		allowed := 4 * math.Sqrt(c.p*(1-c.p)/n) / 0.35
		if c.name != "does not move" {
			allowed = 4 / math.Sqrt(n) // of x alone, whose sd is 1
		}
		if math.Abs(got-c.want) > allowed {
			t.Errorf("%s: quantile %.4f, wanted %.4f within %.4f", c.name, got, c.want, allowed)
		}
	}
}

// TestCurve: quantiles and shares read from a curve are each other's inverse and
// rise; the quantile asked for is the place where F, worked out there, is p; all
// shares between edges sum to 1.
func TestCurve(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 1))
	for _, c := range smoothCases() {
		s := smoothOf(c, rng, 10000, 10)
		ps := []float64{0.05, 0.5, 0.8, 0.95}
		curve := s.Curve(ps, []float64{1})
		for _, p := range ps {
			q := curve.Quantile(p)
			f := s.at([]float64{q - 1e-9, q}).f
			if c.name != "not monotone" && c.name != "guessed badly" && c.name != "does not move" && (f[0] > p+3e-5 || f[1] < p-3e-5) {
				t.Errorf("%s: F at the quantile of %g is %.7f and just below %.7f", c.name, p, f[1], f[0])
			}
			if near := s.at([]float64{s.Near(p).Quantile(p)}).f[0]; math.Abs(near-f[1]) > 4e-3 {
				t.Errorf("%s: F at the quantile of %g found alone is %.5f, with others %.5f", c.name, p, near, f[1])
			}
			if math.Abs(f[1]-p) > 4e-3 {
				t.Errorf("%s: F at the quantile of %g is %.5f", c.name, p, f[1])
			}
		}
		last := math.Inf(-1)
		for p := 0.001; p < 1; p += 0.001 {
			q := curve.Quantile(p)
			if q < last {
				t.Fatalf("%s: the quantile of %g falls from %v to %v", c.name, p, last, q)
			}
			if last = q; math.Abs(curve.Share(q)-p) > 2e-3 && !(curve.Share(q) > p) {
				t.Errorf("%s: the share at the quantile of %g is %.5f", c.name, p, curve.Share(q))
			}
		}
		edges, _ := Histogram(s.value, 40)
		sum := 0.0
		for _, x := range curve.Shares(edges) {
			sum += x
		}
		if math.Abs(sum-1) > 1e-9 || math.Abs(curve.Share(1)-min(1, max(0, s.at([]float64{1}).f[0]))) > 4e-3 {
			t.Errorf("%s: shares sum to %v, F(1) read as %v, worked out %v", c.name, sum, curve.Share(1), s.at([]float64{1}).f[0])
		}
	}
}

// TestCurveWhateverIsAsked: quantiles and their intervals are the same whichever
// limits are asked for beside them, with few scenarios too, where F as it is worked
// out is not monotone; a limit at a quantile holds it but for one scenario.
func TestCurveWhateverIsAsked(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 1))
	for _, c := range smoothCases() {
		for _, n := range []int{160, 5000} {
			s := smoothOf(c, rng, n, 8)
			ps := []float64{0.05, 0.5, 0.8, 0.95}
			alone := s.Curve(ps, nil)
			near := 1e-3 * (alone.top - alone.least)
			var limits []float64
			for _, p := range ps {
				q := alone.Quantile(p)
				limits = append(limits, q-near, q, q+near, q+10*near)
			}
			beside := s.Curve(ps, limits)
			for _, p := range ps {
				if a, b := alone.Quantile(p), beside.Quantile(p); a != b {
					t.Errorf("%s, %d: the quantile of %g is %v, beside limits %v", c.name, n, p, a, b)
				}
				if f := beside.Share(alone.Quantile(p)); f < p-3e-5-1/float64(n) {
					t.Errorf("%s, %d: the share at the quantile of %g is %v", c.name, n, p, f)
				}
			}
		}
	}
}

// TestJump: a quantile in a gap between two heaps is one of its ends, its
// interval spans it, and it is said to lie at a jump; others are not.
func TestJump(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 1))
	c := smoothCase{figure: func(h, x, u float64) float64 { return 0.1*h + 100*math.Floor(u+0.2) }}
	c.guess = c.figure
	curve := smoothOf(c, rng, 8000, 16).Curve([]float64{0.8, 0.5}, nil)
	below, above, ok := curve.Jump(0.8, 5)
	if !ok || below > 0.4 || above < 99.6 {
		t.Errorf("jump from %v to %v, found %v", below, above, ok)
	}
	if lo, hi := curve.QuantileInterval(0.8); lo > 0.4 || hi < 99.6 {
		t.Errorf("the interval at a jump is %v to %v", lo, hi)
	}
	if _, _, ok := curve.Jump(0.5, 5); ok {
		t.Error("a jump is found inside a heap")
	}
	wide := smoothCases()[0]
	if _, _, ok := smoothOf(wide, rng, 8000, 16).Curve([]float64{0.8}, nil).Jump(0.8, 1e-6); ok {
		t.Error("a jump is found in a normal distribution")
	}
}

// TestSmoothWeights: the weighted mean at the scores where a sum of normals is t
// is the conditional mean of its parts, and the parts sum to t.
func TestSmoothWeights(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 1))
	const n = 20000
	var xs []float64
	c := smoothCases()[0]
	c.figure = func(h, x, u float64) float64 { xs = append(xs, x); return 3*h + x }
	s := smoothOf(c, rng, n, 10)
	score, weight, ok := s.Weights(4, n)
	if !ok {
		t.Fatal("no weights")
	}
	sum, total := 0.0, 0.0
	for i := range n {
		sum += weight[i] * xs[i]
		total += weight[i] * (3*score[i] + xs[i])
	}
	if math.Abs(total-4) > 1e-6 || math.Abs(sum-0.4) > 4/math.Sqrt(n) {
		t.Errorf("given that the sum is 4 it is %.6f and its part %.4f on average, wanted 0.4", total, sum)
	}
	if _, _, ok := s.Weights(1e9, n); ok {
		t.Error("weights of what is never reached")
	}
}

// TestSmoothWeightsBySlope: a unit of the score moves the figure by 1 or by 2, each in half
// of the scenarios. Given that it is t, the second has the chance phi(t/2)/2 of that and
// phi(t) together.
func TestSmoothWeightsBySlope(t *testing.T) {
	rng := rand.New(rand.NewPCG(18, 1))
	const n, at = 20000, 1.7
	var slopes []float64
	c := smoothCase{figure: func(h, _, u float64) float64 {
		slopes = append(slopes, 1+math.Floor(2*u))
		return slopes[len(slopes)-1] * h
	}, guess: func(h, _, u float64) float64 { return (1 + math.Floor(2*u)) * h }}
	_, weight, ok := smoothOf(c, rng, n, 10).Weights(at, n)
	if !ok {
		t.Fatal("no weights")
	}
	steep := 0.0
	for i, w := range weight {
		if slopes[i] == 2 {
			steep += w
		}
	}
	second := distribution.NormalDensity(at/2) / 2
	if want := second / (second + distribution.NormalDensity(at)); math.Abs(steep-want) > 4*0.5/math.Sqrt(n) {
		t.Errorf("given that it is %v the slope is 2 with the chance %.4f, want %.4f", at, steep, want)
	}
}

// TestSmoothCoverage: intervals of quantiles and of shares, smoothed and counted,
// hold the truth in 93 to 97 % of runs.
func TestSmoothCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("runs many small simulations")
	}
	rng := rand.New(rand.NewPCG(16, 1))
	c := smoothCases()[0]
	runs := repeats(1200)
	for _, p := range []float64{0.5, 0.8, 0.95} {
		truth := math.Sqrt(10) * distribution.NormalQuantile(p)
		hits := map[string]int{}
		for range runs {
			s := smoothOf(c, rng, 2000, 10)
			curve := s.Curve([]float64{p}, []float64{truth})
			count := func(what string, lo, hi, x float64) {
				if lo <= x && x <= hi {
					hits[what]++
				}
			}
			lo, hi := curve.QuantileInterval(p)
			count("smoothed quantile", lo, hi, truth)
			lo, hi = curve.ShareInterval(truth)
			count("smoothed share", lo, hi, p)
		}
		for what, k := range hits {
			if share := float64(k) / float64(runs); math.Abs(share-0.95) > 0.02*math.Sqrt(1200/float64(runs)) {
				t.Errorf("%s at %g: covered %.3f", what, p, share)
			}
		}
	}
}

// TestShareCoverage: the same of counted quantiles, with ten and with forty
// replicates.
func TestShareCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("runs many small simulations")
	}
	rng := rand.New(rand.NewPCG(17, 1))
	for _, replicates := range []int{10, 40} {
		for _, p := range []float64{0.5, 0.8, 0.95} {
			const runs, n = 2000, 4000
			hits := 0
			for range runs {
				x := make([]float64, n)
				for i := range x {
					x[i] = rng.ExpFloat64()
				}
				q := Quantiles(x, []float64{p})[0]
				var per []float64
				for r := range replicates {
					inside := 0.0
					for _, v := range x[r*n/replicates : (r+1)*n/replicates] {
						if v <= q {
							inside++
						}
					}
					per = append(per, inside*float64(replicates)/n)
				}
				half := ShareHalf(per)
				ends := Quantiles(x, []float64{p - half, min(1, p+half)})
				if truth := -math.Log(1 - p); ends[0] <= truth && truth <= ends[1] {
					hits++
				}
			}
			if share := float64(hits) / runs; math.Abs(share-0.95) > 0.015 {
				t.Errorf("%d replicates: the interval of the quantile of %g covers %.3f", replicates, p, share)
			}
		}
	}
}

func BenchmarkSmooth(b *testing.B) {
	c := smoothCases()[2]
	s := smoothOf(c, rand.New(rand.NewPCG(1, 1)), 10000, 10)
	for _, limits := range []int{1, 10, 50} {
		ts := make([]float64, limits)
		for j := range ts {
			ts[j] = 4 + 10*float64(j)/float64(limits)
		}
		b.Run(fmt.Sprintf("limits=%d", limits), func(b *testing.B) {
			for range b.N {
				s.at(ts)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e4/float64(limits), "ns/scenario/limit")
		})
	}
	b.Run("curve", func(b *testing.B) {
		for range b.N {
			s.Curve([]float64{0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95}, nil)
		}
	})
}

// TestSoftened: where the polynomial is nearly the figure, the indicators softened give
// the same F on average as they are, with a fraction of the variance. Where the
// polynomial is far off nothing is softened.
func TestSoftened(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	kinked := func(h, x, u float64) float64 { // triangular amounts have such kinks
		return h + 0.05*math.Abs(h+0.3*x) + 0.2*x + math.Floor(1.5*u)
	}
	c := smoothCase{"kinked", kinked, kinked, false, 0, 0}
	rng := rand.New(rand.NewPCG(21, 2))
	limits := []float64{0.3, 0.5, 0.9, 1.4}
	var softened, counted, apart [4][]float64 // what they add to the mean of Phi, and their difference
	const runs, n = 300, 2000
	for range runs {
		s := smoothOf(c, rng, n, 1)
		if !s.soft {
			t.Fatal("not softened")
		}
		soft := s.at(limits)
		s.soft = false
		hard := s.at(limits)
		for j, limit := range limits {
			base := 0.0
			var v solver
			for from := 0; from < n; from += chunk {
				end := min(from+chunk, n)
				v.load(s, from, end)
				v.solve(limit)
				v.terms(s.value[from:end], true, limit)
				base += Mean(v.phi[:v.n]) * float64(v.n) / n
			}
			softened[j], counted[j] = append(softened[j], soft.f[j]-base), append(counted[j], hard.f[j]-base)
			apart[j] = append(apart[j], soft.f[j]-hard.f[j])
		}
	}
	for j, limit := range limits {
		mean, sd := MeanSD(apart[j])
		if allowed := 4*sd/math.Sqrt(runs) + 2e-5; math.Abs(mean) > allowed {
			t.Errorf("F(%v): softened differs by %.2g on average, want less than %.2g", limit, mean, allowed)
		}
		_, a := MeanSD(softened[j])
		_, b := MeanSD(counted[j])
		if a*a > b*b/10 {
			t.Errorf("F(%v): the indicators add the variance %.3g, softened %.3g", limit, b*b, a*a)
		}
	}
	if s := smoothOf(smoothCases()[3], rng, n, 1); s.soft {
		t.Error("softened although the polynomial is far off")
	}
}
