package stats

import (
	"math"

	"ballast/sim/distribution"
)

// Control is a part R of a figure T whose distribution is known exactly, as the money of
// risks that are independent of each other. With m the mean polynomial of T less R, the
// probability that m(h) + R stays within t is, given R,
//
//	C(R) = Phi(m^-1(t - R))
//
// and its mean over all that R can be is known. What the mean of C over the scenarios is
// off by, the smoothed share is off by as well, b times: b is the coefficient of the
// regression of the one on the other. It takes away the error that risks which happen or
// do not leave in a smoothed figure. Any C of R alone is exact; that C is near to the
// conditional share only makes b near to 1. b comes from the same scenarios, so the bias
// is of the order of one scenario.
//
// Source: Glasserman, Monte Carlo Methods in Financial Engineering (2003), section 4.1;
// Hesterberg and Nelson, Control variates for probability and quantile estimation,
// Management Science 44 (1998) 1295-1312.
// Checked: TestControlIsExact, TestControlSavesVariance.
type Control struct {
	sum   *Sum
	value []float64 // R of every scenario
}

// NewControl takes the distribution of R and its values in the scenarios of a figure.
func NewControl(sum *Sum, value []float64) *Control { return &Control{sum, value} }

// controlled is a control made ready for a figure.
type controlled struct {
	*Control
	places    []float64   // of the values among the weights of the sum
	at, score []float64   // the mean polynomial less R, ascending, and the scores there
	seen      [][]float64 // [replicate, and at last all] weights of the values, as those of the sum
}

// controlNodes is at how many scores the mean polynomial is worked out, controlFine how
// many steps of the sum the figure must move by with a unit of the score at least:
// else C is too steep for the weights of the sum.
const (
	controlNodes = 2048
	controlFine  = 3
)

// With is the figure with a control; as it is where that cannot serve.
func (s *Smooth) With(c *Control) *Smooth {
	if c == nil || c.sum == nil || s.sign < 0 || len(s.value) == 0 {
		return s
	}
	out := *s
	out.control = out.prepare(c)
	return &out
}

// prepare works out what a control needs of the figure; nil where it cannot serve.
func (s *Smooth) prepare(c *Control) *controlled {
	var mean [SmoothNodes]float64
	for p := range mean {
		mean[p] = Mean(s.poly[p])
	}
	mean[0] -= Mean(c.value)
	x := &controlled{Control: c}
	last := math.Inf(-1)
	for j := range controlNodes {
		h := furthest * (2*float64(j)/(controlNodes-1) - 1)
		at := 0.0
		for p := SmoothNodes - 1; p >= 0; p-- {
			at = float64(at*h) + mean[p]
		}
		if at > last {
			x.at, x.score, last = append(x.at, at), append(x.score, float64(nodeStep*h)), at
		}
	}
	if !(mean[1] >= controlFine*nodeStep*c.sum.step) || len(x.at) < controlNodes/2 {
		return nil
	}
	x.places = make([]float64, len(c.value))
	for i, v := range c.value { // what is beyond the ends of the sum stands at them
		x.places[i] = min(max(v/c.sum.step-float64(c.sum.first), 1), float64(len(c.sum.weight)-3))
	}
	for _, b := range s.replicates {
		x.seen = append(x.seen, x.weights(x.places[b[0]:b[1]]))
	}
	x.seen = append(x.seen, x.weights(x.places))
	return x
}

// weights are those of values at some places, as the sum has its own.
func (x *controlled) weights(places []float64) []float64 {
	out := make([]float64, len(x.sum.weight))
	per := 1 / float64(len(places))
	for _, at := range places {
		k, w := stencil(at)
		for j, y := range w {
			out[k+j] += float64(per * y)
		}
	}
	return out
}

// shares is C at every value of the sum, for a limit.
func (x *controlled) shares(t float64) []float64 {
	n := len(x.sum.weight)
	out, k := make([]float64, n), len(x.at)-1
	for g := range out {
		want := t - x.sum.value(g)
		for k > 0 && x.at[k-1] >= want {
			k--
		}
		switch {
		case k == 0:
			out[g] = x.score[0]
		case want >= x.at[k]:
			out[g] = x.score[k]
		default:
			a, b := x.at[k-1], x.at[k]
			out[g] = x.score[k-1] + float64((x.score[k]-x.score[k-1])*((want-a)/(b-a)))
		}
	}
	distribution.Uniforms(out, out)
	return out
}

// slopes are those of C in the limit, at every value of the sum: what it falls by from
// one value to the next.
func (x *controlled) slopes(c []float64) []float64 {
	out := make([]float64, len(c))
	for g := 1; g+1 < len(c); g++ {
		out[g] = (c[g-1] - c[g+1]) / (2 * x.sum.step)
	}
	return out
}

// cross adds up the products of the shares phi of scenarios from.. with C.
func (x *controlled) cross(c, phi []float64, from int) (sum float64) {
	places := x.places[from:][:len(phi)]
	for i, p := range phi {
		at := places[i]
		k := int(at)
		sum += float64(p * (c[k] + float64((at-float64(k))*(c[k+1]-c[k]))))
	}
	return sum
}

// correct takes from F at limit j, from its density and from F of every replicate what the
// control is off. phi is the mean of the shares without the indicators.
func (x *controlled) correct(out *shares, j int, c []float64, phi, cross float64) {
	all := x.seen[len(x.seen)-1]
	square := 0.0
	for g, w := range all {
		square += float64(w * float64(c[g]*c[g]))
	}
	mean, known := weighed(all, c), weighed(x.sum.weight, c)
	spread := square - float64(mean*mean)
	if !(spread > 1e-12) {
		return
	}
	b := min(max((cross-float64(phi*mean))/spread, 0), 1)
	out.f[j] -= float64(b * (mean - known))
	steep := x.slopes(c)
	out.density[j] = max(0, out.density[j]-float64(b*(weighed(all, steep)-weighed(x.sum.weight, steep))))
	each := out.byReplicate[j]
	for r := 0; r < len(each); r += 4 {
		four := weighed4([4][]float64{x.seen[r], x.seen[min(r+1, len(each)-1)], x.seen[min(r+2, len(each)-1)], x.seen[min(r+3, len(each)-1)]}, c)
		for k := range each[r:min(r+4, len(each))] {
			each[r+k] -= float64(b * (four[k] - known))
		}
	}
}

// weighed4 is weighed of four times weights, whose sums need not wait for one another.
func weighed4(w [4][]float64, x []float64) [4]float64 {
	var a, b, c, d float64
	w0, w1, w2, w3 := w[0][:len(x)], w[1][:len(x)], w[2][:len(x)], w[3][:len(x)]
	for g, y := range x {
		a += float64(w0[g] * y)
		b += float64(w1[g] * y)
		c += float64(w2[g] * y)
		d += float64(w3[g] * y)
	}
	return [4]float64{a, b, c, d}
}

// weighed is the sum of the products of weights and values.
func weighed(w, x []float64) float64 {
	total := 0.0
	for g, y := range w {
		total += float64(y * x[g])
	}
	return total
}
