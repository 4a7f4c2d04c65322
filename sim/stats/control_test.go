package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"ballast/sim/distribution"
)

// twoParts are an amount of 0 to 6, seldom, and one of 2 that comes twice at most.
func twoParts() []Part {
	a := Part{Counts: []float64{0.7, 0.3}}
	for i := range 4096 {
		a.Values = append(a.Values, 6*(float64(i)+0.5)/4096)
	}
	return []Part{a, {Counts: []float64{0.5, 0.3, 0.2}, Values: []float64{2}}}
}

// drawParts draws the sum of twoParts.
func drawParts(r *rand.Rand) (sum float64) {
	if r.Float64() < 0.3 {
		sum += 6 * r.Float64()
	}
	switch u := r.Float64(); {
	case u < 0.2:
		sum += 4
	case u < 0.5:
		sum += 2
	}
	return sum
}

// TestSumOfParts: the moments of the sum, and the mean of a smooth function of it, are
// those worked out by hand.
func TestSumOfParts(t *testing.T) {
	s := NewSum(twoParts())
	var moments [3]float64
	bell := 0.0
	for k, w := range s.weight {
		x := s.value(k)
		moments[0] += w
		moments[1] += w * x
		moments[2] += w * x * x
		bell += w * distribution.NormalCDF(x-3)
	}
	// 0.3 x 3 + (0.3 x 2 + 0.2 x 4); variances 0.3 x 12 - 0.9^2 and 0.3 x 4 + 0.2 x 16 - 1.4^2
	for k, want := range [3]float64{1, 2.3, 2.3*2.3 + 3.6 - 0.81 + 4.4 - 1.96} {
		if math.Abs(moments[k]-want) > 1e-6 {
			t.Errorf("moment %d is %v, want %v", k, moments[k], want)
		}
	}
	want := 0.0
	for n, p := range []float64{0.5, 0.3, 0.2} {
		want += p * 0.7 * distribution.NormalCDF(2*float64(n)-3)
		for i := range 100000 {
			want += p * 0.3 / 100000 * distribution.NormalCDF(2*float64(n)-3+6*(float64(i)+0.5)/100000)
		}
	}
	if math.Abs(bell-want) > 1e-7 {
		t.Errorf("the mean of Phi(R-3) is %v, want %v", bell, want)
	}
	if NewSum(nil) != nil || NewSum([]Part{{Counts: []float64{0.5, 0.5}, Values: []float64{0}}}) != nil {
		t.Error("a sum of nothing")
	}
	if s := NewSum([]Part{{Counts: []float64{0.5, 0.5}, Values: []float64{-3}}}); math.Abs(weighed(s.weight, values(s))+1.5) > 1e-12 {
		t.Error("the mean of an opportunity")
	}
}

func values(s *Sum) (out []float64) {
	for k := range s.weight {
		out = append(out, s.value(k))
	}
	return out
}

// TestControlPlaces: values at the ends of a sum, such as no money at all, stand where the
// sum has them: with every value as often as it should be, nothing is off.
func TestControlPlaces(t *testing.T) {
	sum := NewSum([]Part{{Counts: []float64{0.5, 0.5}, Values: []float64{3}}, {Counts: []float64{0.75, 0.25}, Values: []float64{10}}})
	s := &Smooth{value: make([]float64, 8), score: make([]float64, 8), sign: 1}
	for p := range s.poly {
		s.poly[p] = make([]float64, 8)
	}
	known := []float64{0, 3, 0, 3, 0, 3, 10, 13}
	for i := range known {
		s.poly[0][i], s.poly[1][i] = known[i], nodeStep
	}
	x := s.With(NewControl(sum, known)).control
	for _, limit := range []float64{0, 2, 5, 11} {
		c := x.shares(limit)
		if a, b := weighed(x.seen[0], c), weighed(sum.weight, c); math.Abs(a-b) > 1e-9 {
			t.Errorf("at %v the mean of C is %v, known %v", limit, a, b)
		}
	}
}

// controlSample draws n scenarios of bend(h) + x + R, with R the sum of twoParts.
func controlSample(r *rand.Rand, n int, noise float64) (*Smooth, *Control) {
	value, score, known := make([]float64, n), make([]float64, n), make([]float64, n)
	poly := make([][]float64, SmoothNodes)
	for p := range poly {
		poly[p] = make([]float64, n)
	}
	var bounds [][2]int
	for i := range value {
		x := noise * r.NormFloat64()
		score[i], known[i] = r.NormFloat64(), drawParts(r)
		value[i] = score[i] + 0.05*score[i]*score[i] + x + known[i]
		poly[0][i], poly[1][i], poly[2][i] = x+known[i], nodeStep, 0.05*nodeStep*nodeStep
		if i%(n/10) == 0 {
			bounds = append(bounds, [2]int{i, i + n/10})
		}
	}
	return NewSmooth(value, score, poly, false, bounds), NewControl(NewSum(twoParts()), known)
}

// TestControlIsExact: where nothing but the score and R varies the control leaves no
// error; a figure that does not move with the score by much more than a step of the sum,
// or falls with it, has no control.
func TestControlIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	s, c := controlSample(r, 1000, 0)
	other, d := controlSample(r, 1000, 0)
	a, b := s.With(c), other.With(d)
	if a.control == nil {
		t.Fatal("no control")
	}
	limits := []float64{0, 1, 2.5, 4, 6, 8}
	x, y, plain := a.at(limits), b.at(limits), s.at(limits)
	for j, limit := range limits {
		if math.Abs(x.f[j]-y.f[j]) > 2e-4 {
			t.Errorf("F(%v): %v and %v", limit, x.f[j], y.f[j])
		}
		if math.Abs(x.f[j]-plain.f[j]) > 0.06 {
			t.Errorf("F(%v): %v with and %v without the control", limit, x.f[j], plain.f[j])
		}
		for _, f := range x.byReplicate[j] {
			if math.Abs(f-x.f[j]) > 2e-3 {
				t.Errorf("F(%v) of a replicate: %v, of all %v", limit, f, x.f[j])
			}
		}
	}
	if h := a.Head(500); h.control == nil || len(h.control.places) != 500 {
		t.Error("the first scenarios have no control of their own")
	}
	for p := range s.poly {
		for i := range s.poly[p] {
			s.poly[p][i] *= 1e-3
		}
	}
	if s.With(c).control != nil {
		t.Error("a control for a figure that hardly moves with the score")
	}
}

// TestControlSavesVariance: over many seeds F is right on average, its variance is a
// fraction of that without the control, the more so the less else there is, and its
// intervals hold the truth.
func TestControlSavesVariance(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	const n, limit = 1000, 3.5
	seeds := repeats(600)
	for _, c := range []struct{ noise, least float64 }{{0.1, 50}, {0.5, 5}, {3, 1}} {
		r := rand.New(rand.NewPCG(2, 7))
		truth := controlTruth(limit, c.noise)
		var plain, controlled []float64
		held := 0
		for range seeds {
			s, control := controlSample(r, n, c.noise)
			plain = append(plain, s.at([]float64{limit}).f[0])
			got := s.With(control).at([]float64{limit})
			controlled = append(controlled, got.f[0])
			if lo, hi, _ := Interval(got.f[0], got.byReplicate[0]); lo <= truth && truth <= hi {
				held++
			}
		}
		mean, sd := MeanSD(controlled)
		_, without := MeanSD(plain)
		if allowed := 4*sd/math.Sqrt(float64(seeds)) + 0.2/n; math.Abs(mean-truth) > allowed {
			t.Errorf("noise %v: F is %v on average, want %v within %v", c.noise, mean, truth, allowed)
		}
		if ratio := without * without / (sd * sd); ratio < c.least {
			t.Errorf("noise %v: the variance is %v times smaller, want %v", c.noise, ratio, c.least)
		}
		if share := float64(held) / float64(seeds); math.Abs(share-0.95) > 0.02*math.Sqrt(600/float64(seeds)) {
			t.Errorf("noise %v: %v of the intervals hold the truth", c.noise, share)
		}
	}
}

// controlTruth is P(h + 0.05 h^2 + x + R <= limit), by adding up over h and R.
func controlTruth(limit, noise float64) (sum float64) {
	const steps, values = 4000, 200
	for i := range steps {
		h := -8 + 16*(float64(i)+0.5)/steps
		weight := 16.0 / steps * math.Exp(-h*h/2) / math.Sqrt(2*math.Pi)
		left := limit - h - 0.05*h*h
		for n, p := range []float64{0.5, 0.3, 0.2} {
			within := func(r float64) float64 { return distribution.NormalCDF((left - r) / noise) }
			sum += weight * p * 0.7 * within(2*float64(n))
			for k := range values {
				sum += weight * p * 0.3 / values * within(2*float64(n)+6*(float64(k)+0.5)/values)
			}
		}
	}
	return sum
}
