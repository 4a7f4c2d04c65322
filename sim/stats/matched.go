package stats

import (
	"math"
	"slices"
	"sort"

	"ballast/sim/distribution"
)

// Guide is a figure V whose distribution is smoothed, with what is counted and what
// is known of it at a grid of limits, for the figures that go along with it.
type Guide struct {
	by     *Smooth
	order  []float64 // V in ascending order
	counts []int     // [limit] scenarios up to it
	at     []float64
	known  shares      // smoothed, at the limits
	each   [][]float64 // [limit][replicate] counted share
}

// guideStep is how far the limits of a guide are apart, in normal scores of their
// shares, between the scores -guideEnd and guideEnd.
const (
	guideStep = 0.0625
	guideEnd  = 3.0
)

// NewGuide prepares a smooth figure.
func NewGuide(by *Smooth) *Guide {
	g := &Guide{by: by, order: ascending(by.value)}
	n := len(g.order)
	for z := -guideEnd; z <= guideEnd; z += guideStep {
		c := int(math.Round(float64(n) * distribution.NormalCDF(z)))
		if c <= 0 || c >= n || g.order[c] == g.order[c-1] || len(g.counts) > 0 && c == g.counts[len(g.counts)-1] {
			continue
		}
		g.counts, g.at = append(g.counts, c), append(g.at, g.order[c-1]+float64((g.order[c]-g.order[c-1])/2))
	}
	g.known = by.at(g.at)
	for _, limit := range g.at {
		var each []float64
		for _, ends := range by.replicates {
			in := uint64(0)
			for _, x := range by.value[ends[0]:ends[1]] {
				in += one(x <= limit)
			}
			each = append(each, float64(in)/float64(ends[1]-ends[0]))
		}
		g.each = append(g.each, each)
	}
	return g
}

// between finds the limits between which a count lies, the same one twice at the
// ends, and how far on the way from the first to the second.
func (g *Guide) between(count int) (lo, hi int, w float64) {
	k := sort.SearchInts(g.counts, count)
	switch {
	case k == 0:
		return 0, 0, 0
	case k == len(g.counts):
		return k - 1, k - 1, 0
	}
	return k - 1, k, float64(count-g.counts[k-1]) / float64(g.counts[k]-g.counts[k-1])
}

// Matched estimates the distribution of a figure T that is not smooth itself but
// goes along with one, V, that is: the present value after tax and funding with that
// before them. With G the smoothed distribution of V and v a limit that about as many
// scenarios have V up to as have T up to t,
//
//	F(t) = mean of 1{T <= t} - b (mean of 1{V <= v} - G(v))
//
// which is a control variate: what the counted share of V is off, the share of T is
// off as well, so far as the same scenarios are within both. v is one of the limits of
// the guide, or the control lies on the straight line between two of them, so that F
// does not leap; b is the coefficient of that regression, between 0 and 1. Both come
// from the same scenarios, so the bias is of the order of one scenario.
//
// Source: Glasserman, Monte Carlo Methods in Financial Engineering (2003), section
// 4.1; Hesterberg and Nelson, Control variates for probability and quantile
// estimation, Management Science 44 (1998) 1295-1312.
// Checked: TestMatchedIsExact, TestMatchedSavesVariance.
type Matched struct {
	value  []float64
	guide  *Guide
	sorted []float64 // T
}

// NewMatched takes a figure in the scenarios of a guide.
func NewMatched(value []float64, guide *Guide) *Matched {
	return &Matched{value: value, guide: guide, sorted: ascending(value)}
}

// ascending returns the values in order.
func ascending(x []float64) []float64 {
	out := slices.Clone(x)
	slices.Sort(out)
	return out
}

// matchedShares are the plain quantiles at which F is worked out first.
func matchedShares() []float64 {
	return []float64{0.004, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.996}
}

// Curve works the distribution out, closest at the quantiles of the shares ps and at
// the limits ts.
func (m *Matched) Curve(ps, ts []float64) *Curve { return newCurve(m, matchedShares(), false, ps, ts) }

func (m *Matched) values() []float64 { return m.value }

// at works out F at limits. Where no scenario, or every one, is within a limit, or
// all scenarios have the same V, there is nothing to correct.
func (m *Matched) at(ts []float64) shares {
	n := len(m.value)
	out := shares{f: make([]float64, len(ts)), density: make([]float64, len(ts)), byReplicate: make([][]float64, len(ts))}
	for j, t := range ts {
		count := sort.Search(n, func(i int) bool { return m.sorted[i] > t })
		if count > 0 && count < n && len(m.guide.counts) > 0 {
			m.correct(&out, j, t, count)
			continue
		}
		out.f[j] = float64(count) / float64(n)
		for _, ends := range m.guide.by.replicates {
			out.byReplicate[j] = append(out.byReplicate[j], m.within(t, ends[0], ends[1]))
		}
	}
	return out
}

// within is the share of scenarios from..to up to t.
func (m *Matched) within(t float64, from, to int) float64 {
	in := uint64(0)
	for _, x := range m.value[from:to] {
		in += one(x <= t)
	}
	return float64(in) / float64(to-from)
}

// correct works out F, its density and that of every replicate at limit j.
func (m *Matched) correct(out *shares, j int, t float64, count int) {
	g, n := m.guide, float64(len(m.value))
	lo, hi, w := g.between(count)
	mix := func(a, b float64) float64 { return float64((1-w)*a) + float64(w*b) }
	p, q := float64(count)/n, mix(float64(g.counts[lo]), float64(g.counts[hi]))/n
	square := (float64((1-w)*(1-w)*float64(g.counts[lo])) + float64(w*w*float64(g.counts[hi])) + float64(2*w*(1-w)*float64(g.counts[lo]))) / n
	b := 0.0
	if spread := square - float64(q*q); spread > 0 {
		b = min(max((m.both(t, lo, hi, w)-float64(p*q))/spread, 0), 1)
	}
	known := g.known
	out.f[j] = min(max(p-float64(b*(q-mix(known.f[lo], known.f[hi]))), 0), 1)
	out.density[j] = mix(known.density[lo], known.density[hi]) * m.slope(count)
	for r, ends := range g.by.replicates {
		off := mix(g.each[lo][r]-known.byReplicate[lo][r], g.each[hi][r]-known.byReplicate[hi][r])
		out.byReplicate[j] = append(out.byReplicate[j], m.within(t, ends[0], ends[1])-float64(b*off))
	}
}

// both is the mean of the control over the scenarios within t, those beyond it
// counting 0.
func (m *Matched) both(t float64, lo, hi int, w float64) float64 {
	g := m.guide
	first, second := g.at[lo], g.at[hi]
	var in, more uint64
	other := g.by.value[:len(m.value)]
	for i, x := range m.value {
		a := one(x <= t)
		in += a & one(other[i] <= first)
		more += a & one(other[i] <= second)
	}
	return (float64((1-w)*float64(in)) + float64(w*float64(more))) / float64(len(m.value))
}

// slope is how far V goes where T goes by one, about a rank.
func (m *Matched) slope(count int) float64 {
	n := len(m.value)
	wide := max(2, n/100)
	lo, hi := max(0, count-wide), min(n-1, count+wide)
	moved := m.sorted[hi] - m.sorted[lo]
	if !(moved > 0) {
		return 0
	}
	return (m.guide.order[hi] - m.guide.order[lo]) / moved
}
