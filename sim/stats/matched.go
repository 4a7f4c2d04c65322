package stats

import (
	"slices"
	"sort"
)

// Matched estimates the distribution of a figure T that is not smooth itself but
// goes along with one, V, that is: the present value after tax and funding with that
// before them. With G the smoothed distribution of V, and v the value that as many
// scenarios have V up to as have T up to t,
//
//	F(t) = mean of 1{T <= t} - b (mean of 1{V <= v} - G(v))
//
// which is a control variate: what the counted share of V is off, the share of T is
// off as well, so far as the same scenarios are within both. b is the coefficient of
// that regression, between 0 and 1. v and b come from the same scenarios, so the
// bias is of the order of one scenario.
//
// Source: Glasserman, Monte Carlo Methods in Financial Engineering (2003), section
// 4.1; Hesterberg and Nelson, Control variates for probability and quantile
// estimation, Management Science 44 (1998) 1295-1312.
// Checked: TestMatchedIsExact, TestMatchedSavesVariance.
type Matched struct {
	value  []float64
	by     *Smooth
	sorted []float64 // T
	order  []float64 // V, sorted
}

// NewMatched takes a figure in the scenarios of a smooth one; order are the values of
// that in ascending order.
func NewMatched(value []float64, by *Smooth, order []float64) *Matched {
	m := &Matched{value: value, by: by, sorted: slices.Clone(value), order: order}
	slices.Sort(m.sorted)
	return m
}

// matchedShares are the plain quantiles at which F is worked out first.
func matchedShares() []float64 {
	return []float64{0.004, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.996}
}

// Curve works the distribution out, closest at the quantiles of the shares ps and at
// the limits ts.
func (m *Matched) Curve(ps, ts []float64) *Curve { return newCurve(m, matchedShares(), false, ps, ts) }

func (m *Matched) values() []float64 { return m.value }

// match is V where as many scenarios have it as have T up to a limit.
func (m *Matched) match(count int) float64 {
	return m.order[count-1] + (m.order[count]-m.order[count-1])/2
}

// at works out F at limits in ascending order. Where no scenario, or every one, is
// within a limit there is nothing to match.
func (m *Matched) at(ts []float64) shares {
	n := len(m.value)
	out := shares{f: make([]float64, len(ts)), density: make([]float64, len(ts)), byReplicate: make([][]float64, len(ts))}
	counts := make([]int, len(ts))
	var vs []float64
	for j, t := range ts {
		counts[j] = sort.Search(n, func(i int) bool { return m.sorted[i] > t })
		if counts[j] > 0 && counts[j] < n {
			vs = append(vs, m.match(counts[j]))
		}
	}
	g := m.by.at(vs)
	k := 0
	for j, t := range ts {
		if counts[j] == 0 || counts[j] == n {
			out.f[j] = float64(counts[j] / n)
			out.byReplicate[j] = make([]float64, len(m.by.replicates))
			for r := range out.byReplicate[j] {
				out.byReplicate[j][r] = out.f[j]
			}
			continue
		}
		out.f[j], out.byReplicate[j] = m.correct(t, vs[k], g.f[k], g.byReplicate[k])
		out.density[j] = g.density[k] * m.slope(counts[j])
		k++
	}
	return out
}

// correct is F at t, and that of every replicate, given the matching value of V and
// its smoothed share.
func (m *Matched) correct(t, v, smoothed float64, byReplicate []float64) (f float64, each []float64) {
	p, q, both := m.count(t, v, 0, len(m.value))
	b := 0.0
	if spread := float64(q * (1 - q)); spread > 0 {
		b = min(max((both-float64(p*q))/spread, 0), 1)
	}
	each = make([]float64, len(byReplicate))
	for r, x := range byReplicate {
		ends := m.by.replicates[r]
		pr, qr, _ := m.count(t, v, ends[0], ends[1])
		each[r] = pr - float64(b*(qr-x))
	}
	return min(max(p-float64(b*(q-smoothed)), 0), 1), each
}

// count is the share of scenarios from..to within t, within v, and within both.
func (m *Matched) count(t, v float64, from, to int) (p, q, both float64) {
	var np, nq, nb uint64
	value, other := m.value[from:to], m.by.value[from:to]
	for i, x := range value {
		a, b := one(x <= t), one(other[i] <= v)
		np += a
		nq += b
		nb += a & b
	}
	n := float64(to - from)
	return float64(np) / n, float64(nq) / n, float64(nb) / n
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
	return (m.order[hi] - m.order[lo]) / moved
}
