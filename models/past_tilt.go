package models

import (
	"math"
	"slices"

	"ballast/sim/distribution"
)

// Credibility says what the rest of a line costs, in all. Which months that cost falls in
// is uncertain too: a month is dear, the next one is not. With one factor for every month
// to come the near months would vary as little as the whole, and an alarm that looks at
// three months would be too sure. So the rest is spent earlier or later than its profile:
// of its money the share q(1 + a(1-q)) is spent where the profile has spent q, with a
// drawn tilt a between -1 and 1. No month is negative, the sum and the mean of every month
// stay as they were.

// tiltAt is where in the rest of a line the spread of the tilt is taken: a third of the way.
const tiltAt = 1.0 / 3

// tilt gives a line that has begun and whose rest is uncertain its tilt: uniform, with the
// spread at tiltAt of the diffusion for which credibility is exact,
//
//	dX = (X + 2(1-w) mu)/(2-w) dw + s sqrt(3) (1-w)/(2-w) dB.
//
// From w, where the rest has the spread s (1-w)^1.5, its X at v = w + (1-w) q has the
// variance s^2 (1-w)^3 (1 - (1-q)^3)/(2-v)^2, of which the factor of the whole rest makes
// s^2 (1-w)^3 q^2; the tilt makes the difference. A line whose months are dates of their
// own, or the same rate, is spent as it stands.
//
// Checked: TestTilt, TestSlowGapAlarm.
func (m *Model) tilt(i int, l *line, st *lineState) {
	mean := l.rest.mean
	if !st.started || st.done >= 1 || l.perMonth || l.amount.v < 0 || mean <= 0 || len(m.plan.Costs[i].Monthly) > 0 || slices.ContainsFunc(l.weights, func(w float64) bool { return w < 0 }) {
		return
	}
	spread := l.rest.shrink * math.Sqrt(m.vars[l.amount.v].dist.Variance()) * l.scale / mean
	most := math.Min(1, math.Sqrt(3)*spread*tiltSpread(st.done))
	d, err := distribution.NewUniform(-most, most)
	if err != nil {
		return // an estimate without a spread
	}
	row := &m.plan.Costs[i]
	l.tilt = m.add(variable{key: "cost/" + row.ID + "/tilt", name: row.Name, ref: row.Row.Ref("ID"), dist: d, quiet: true})
}

// tiltSpread is the spread of the tilt by that of the rest, after the share w of the work.
func tiltSpread(w float64) float64 {
	const q = tiltAt
	late := 2 - (w + float64((1-w)*q))
	path := (1 - math.Pow(1-q, 3)) / (late * late)
	return math.Sqrt(math.Max(0, path-q*q)) / (q * (1 - q))
}

// tilted writes the shares w, which add up to 1, as they are spent at a tilt.
func tilted(dst, w []float64, a float64) []float64 {
	before := 0.0
	for k, share := range w {
		next := before + share
		dst[k] = share + float64(float64(a*share)*(1-before-next))
		before = next
	}
	return dst
}
