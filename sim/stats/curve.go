package stats

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"ballast/sim/distribution"
)

// Curve is the distribution of a smoothed figure: F at as many limits as it
// takes to come within shareNear of the quantiles asked for, and between the limits a
// monotone cubic in the normal score of F, whose slopes are those of F: with twenty
// limits it is right to 1e-5 where the density is smooth. It is
// read-only; quantiles, shares and histograms that are read from one curve agree
// with each other.
type Curve struct {
	s          estimator
	wide       bool
	knots      []knot // ascending in t and, made so, in f
	asked      []knot // limits that somebody asked for, likewise
	least, top float64
}

// estimator works F out at limits in ascending order.
type estimator interface {
	at(ts []float64) shares
	values() []float64
}

func (s *Smooth) values() []float64 { return s.value }

// knot is F at a limit.
type knot struct {
	t, f, density float64
	raw           float64   // f before it is made monotone
	byReplicate   []float64 // F of each
}

const (
	shareNear  = 2e-5  // from a quantile asked for to the next limit, in F
	leap       = 1e-12 // of a value: what is closer together lies on either side of a leap
	mostRounds = 60
	mostKnots  = 200 // beyond those of the quantiles asked for
)

// firstShares are the plain quantiles at which F is worked out first: all over the
// distribution, the usual confidences among them.
func firstShares() []float64 {
	return []float64{0.0005, 0.004, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.996, 0.9995}
}

// Curve works the whole distribution out, closest at the quantiles of the shares
// ps and at the limits ts.
func (s *Smooth) Curve(ps, ts []float64) *Curve { return newCurve(s, firstShares(), true, ps, ts) }

// Near works the distribution out about one quantile, which is all that may be
// asked of it.
func (s *Smooth) Near(p float64) *Curve {
	return newCurve(s, []float64{max(0, p-0.02), p, min(1, p+0.02)}, false, []float64{p}, nil)
}

func newCurve(s estimator, first []float64, wide bool, ps, ts []float64) *Curve {
	c := &Curve{s: s, wide: wide, least: math.Inf(1), top: math.Inf(-1)}
	for _, x := range s.values() {
		c.least, c.top = min(c.least, x), max(c.top, x)
	}
	c.refine(append(Quantiles(s.values(), first), c.least, c.top))
	for round := range mostRounds {
		var ts []float64
		for _, p := range ps {
			if t, ok := c.next(p, round); ok {
				ts = append(ts, t)
			}
		}
		if c.wide && len(c.knots) < mostKnots {
			ts = append(ts, c.doubtful()...)
		}
		if len(ts) == 0 {
			break
		}
		c.refine(ts)
	}
	c.ask(ts)
	return c
}

// Smooth is the figure that the curve is the distribution of; nil of a figure that only
// goes along with a smooth one.
func (c *Curve) Smooth() *Smooth {
	s, _ := c.s.(*Smooth)
	return s
}

// refine adds knots at limits and makes F monotone.
func (c *Curve) refine(ts []float64) {
	c.knots = append(c.knots, c.found(ts)...)
	slices.SortFunc(c.knots, func(a, b knot) int { return cmp.Compare(a.t, b.t) })
	last := 0.0
	for i := range c.knots {
		last = max(last, min(c.knots[i].raw, 1))
		c.knots[i].f = last
	}
}

// Asking is the curve with the shares at other limits worked out than those that it was
// made for. Its quantiles are the same.
func (c *Curve) Asking(ts ...float64) *Curve {
	d := *c
	d.ask(ts)
	return &d
}

// ask works F out at limits, between what their neighbours have. They stand apart
// from the knots, so that no quantile depends on which limits are asked for.
func (c *Curve) ask(ts []float64) {
	c.asked = c.found(ts)
	last := 0.0
	for i := range c.asked {
		k := &c.asked[i]
		lo, hi := 0.0, 1.0
		if j := c.after(k.t); j == len(c.knots) {
			lo = 1
		} else if hi = c.knots[j].f; j > 0 {
			lo = c.knots[j-1].f
		}
		last = max(last, min(max(k.raw, lo), hi))
		k.f = last
	}
}

// found works F out at those limits that have no knot, in ascending order.
func (c *Curve) found(ts []float64) []knot {
	ts = slices.DeleteFunc(slices.Clone(ts), func(t float64) bool {
		return math.IsNaN(t) || math.IsInf(t, 0) || slices.ContainsFunc(c.knots, func(k knot) bool { return k.t == t })
	})
	slices.Sort(ts)
	ts = slices.Compact(ts)
	if len(ts) == 0 {
		return nil
	}
	found := c.s.at(ts)
	out := make([]knot, len(ts))
	for j, t := range ts {
		out[j] = knot{t: t, raw: found.f[j], density: found.density[j], byReplicate: found.byReplicate[j]}
	}
	return out
}

// next is where to look for the quantile of p again; ok is false when it is
// known. Where the figure jumps over p the limits close in on the jump.
func (c *Curve) next(p float64, round int) (t float64, ok bool) {
	i := c.above(p)
	if i == 0 || i == len(c.knots) {
		return 0, false
	}
	a, b := &c.knots[i-1], &c.knots[i]
	if b.f-p <= shareNear || p-a.f <= shareNear || b.t-a.t <= leap*max(math.Abs(a.t), math.Abs(b.t)) {
		return 0, false
	}
	if round%3 == 2 {
		t = a.t + float64((b.t-a.t)/2)
	} else {
		t = a.quantile(b, p)
	}
	return t, t > a.t && t < b.t
}

// doubtful lists limits between neighbours whose slopes and distance do not go
// together, as on either side of a leap.
func (c *Curve) doubtful() []float64 {
	var ts []float64
	least := (c.top - c.least) * 1e-3
	for i := 1; i < len(c.knots); i++ {
		a, b := &c.knots[i-1], &c.knots[i]
		if b.f-a.f < 1.0/512 || b.t-a.t < least {
			continue
		}
		d0, d1, ok := a.slopes(b)
		if wide := b.t - a.t; !ok || max(d0, d1) > 2*wide || min(d0, d1) < wide/2 {
			ts = append(ts, a.t+float64(wide/2))
		}
	}
	return ts
}

// slopes are those of the value in the normal score of F at the two knots, times
// the step from one to the other; ok is false where there are none.
func (a *knot) slopes(b *knot) (d0, d1 float64, ok bool) {
	if a.f <= 0 || b.f >= 1 || !(a.density > 0 && b.density > 0) {
		return 0, 0, false
	}
	z0, z1 := distribution.NormalQuantile(a.f), distribution.NormalQuantile(b.f)
	d0 = float64((z1-z0)*distribution.NormalDensity(z0)) / a.density
	d1 = float64((z1-z0)*distribution.NormalDensity(z1)) / b.density
	return d0, d1, true
}

// above is the first knot at which F is at least p.
func (c *Curve) above(p float64) int {
	return sort.Search(len(c.knots), func(i int) bool { return c.knots[i].f >= p })
}

// after is the first knot at t or beyond.
func (c *Curve) after(t float64) int {
	return sort.Search(len(c.knots), func(i int) bool { return c.knots[i].t >= t })
}

// Quantile returns the value at which F reaches p; between what was seen least
// and most.
func (c *Curve) Quantile(p float64) float64 {
	if len(c.knots) == 0 || math.IsNaN(p) {
		return math.NaN()
	}
	switch i := c.above(p); i {
	case 0:
		return c.knots[0].t
	case len(c.knots):
		return c.knots[i-1].t
	default:
		return c.knots[i-1].quantile(&c.knots[i], p)
	}
}

// Share returns F at t.
func (c *Curve) Share(t float64) float64 {
	if i := slices.IndexFunc(c.asked, func(k knot) bool { return k.t == t }); i >= 0 {
		return c.asked[i].f
	}
	i := c.after(t)
	switch {
	case i == len(c.knots):
		return 1
	case c.knots[i].t == t:
		return c.knots[i].f
	case i == 0:
		return 0
	}
	a, b := &c.knots[i-1], &c.knots[i]
	here, lo, hi := a.to(b), a.f, b.f
	for range 60 {
		mid := lo + float64((hi-lo)/2)
		if here.quantile(mid) <= t {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// quantile is the value between two knots at which F is p.
func (a *knot) quantile(b *knot, p float64) float64 {
	x := a.to(b)
	return x.quantile(p)
}

// stretch is the distribution between two knots: a cubic in the normal score of F, linear
// in F where that has no score or no slope.
// Source: Fritsch and Carlson, SIAM J. Numer. Anal. 17 (1980) 238-246.
type stretch struct {
	a, b       *knot
	leap, bent bool
	z0, wide   float64 // score of the first, and how far it is to the value and to the score of the second
	far        float64
	d0, c2, c3 float64
}

// to is the distribution between two neighbours.
func (a *knot) to(b *knot) stretch {
	x := stretch{a: a, b: b, wide: b.t - a.t}
	if x.leap = x.wide <= leap*max(math.Abs(a.t), math.Abs(b.t)); x.leap || !(b.f > a.f) {
		return x
	}
	var d1 float64
	if x.d0, d1, x.bent = a.slopes(b); !x.bent {
		return x
	}
	x.d0, d1 = min(x.d0, 3*x.wide), min(d1, 3*x.wide)
	x.z0 = distribution.NormalQuantile(a.f)
	x.far = distribution.NormalQuantile(b.f) - x.z0
	x.c2, x.c3 = float64(3*x.wide)-float64(2*x.d0)-d1, x.d0+d1-float64(2*x.wide)
	return x
}

// quantile is the value at which F is p.
func (x *stretch) quantile(p float64) float64 {
	a, b := x.a, x.b
	switch {
	case !(b.f > a.f) || p >= b.f:
		return b.t
	case p <= a.f:
		return a.t
	case x.leap:
		return b.t // F reaches p at the far side of a leap
	case !x.bent:
		return a.t + float64(x.wide*((p-a.f)/(b.f-a.f)))
	}
	at := min(max((distribution.NormalQuantile(p)-x.z0)/x.far, 0), 1)
	return a.t + float64(at*(x.d0+float64(at*(x.c2+float64(at*x.c3)))))
}

// QuantileInterval returns the 95 % confidence interval of the quantile of p: the
// quantiles at p plus and minus Student's t times the standard error of F there.
// It needs no density, so a quantile that lies at a jump has one too.
func (c *Curve) QuantileInterval(p float64) (lo, hi float64) {
	half := half(c.knots, c.Quantile(p))
	if math.IsNaN(half) {
		return half, half
	}
	return c.Quantile(max(0, p-half)), c.Quantile(min(1, p+half))
}

// ShareInterval returns the 95 % confidence interval of F at t.
func (c *Curve) ShareInterval(t float64) (lo, hi float64) {
	f, half := c.Share(t), half(append(slices.Clone(c.knots), c.asked...), t)
	return max(0, f-half), min(1, f+half)
}

// half is half the width of the interval of F at the knot nearest to t, NaN with
// fewer than two replicates.
func half(knots []knot, t float64) float64 {
	if len(knots) == 0 {
		return math.NaN()
	}
	best := &knots[0]
	for i := range knots {
		if k := &knots[i]; math.Abs(k.t-t) < math.Abs(best.t-t) {
			best = k
		}
	}
	lo, hi, _ := Interval(best.f, best.byReplicate)
	return (hi - lo) / 2
}

// Jump is Jump of the quantiles of the curve.
func (c *Curve) Jump(p, apart float64) (below, above float64, ok bool) {
	return Jump(c.Quantile, p, apart)
}

// Jump reports whether the quantile of p lies where a figure leaps: over a
// hundredth of the scenarios it changes by more than apart and by more than 0.6
// of what it changes by over four hundredths. below and above are on either side.
func Jump(quantile func(p float64) float64, p, apart float64) (below, above float64, ok bool) {
	below, above = quantile(max(0, p-jumpNear)), quantile(min(1, p+jumpNear))
	wide := quantile(min(1, p+4*jumpNear)) - quantile(max(0, p-4*jumpNear))
	return below, above, above-below > apart && above-below > 0.6*wide
}

// jumpNear is how far to each side of a share Jump looks.
const jumpNear = 0.005

// Shares returns the share between each two neighbours of ascending edges, as
// differences of F. What lies outside counts in the first and the last.
func (c *Curve) Shares(edges []float64) []float64 {
	if len(edges) < 2 {
		return nil
	}
	out := make([]float64, len(edges)-1)
	before := 0.0
	for k := range out {
		f := 1.0
		if k < len(out)-1 {
			f = c.Share(edges[k+1])
		}
		out[k], before = max(0, f-before), max(before, f)
	}
	return out
}
