package distribution

import (
	"math"
	"strings"
	"sync"
)

// truncated is a continuous distribution on the condition that it lies between
// min and max.
type truncated struct {
	law
	min, max float64 // infinite where it is not cut
	p0, q1   float64 // probability below min, and above max
	kept     float64
	moments  func() (mean, variance float64)
}

// Truncate returns d on the condition that it lies between min and max, both
// included, by rescaling u; an end that is infinite is not cut. A distribution
// that was shifted is cut where it is now.
// Checked: TestMoments, TestTruncatedCounts, TestMoved.
func Truncate(d Distribution, min, max float64) (Distribution, error) {
	_, smooth := d.(continuous)
	if math.IsNaN(min) || math.IsNaN(max) || min > max || smooth && min == max {
		return nil, bad(CodeTruncation, d.String(), "min %s is not below max %s", min, max)
	}
	switch d := d.(type) {
	case continuous:
		return truncateLaw(d, min, max)
	case discrete:
		return d.truncate(min, max)
	case counted:
		return d.truncate(min, max)
	case cut:
		return Truncate(d.Distribution, math.Max(min, d.min), math.Min(max, d.max))
	case movedCount:
		inner, err := Truncate(d.Distribution, (min-d.shift)/d.times, (max-d.shift)/d.times)
		if err != nil {
			return nil, err
		}
		return move(inner, d.times, d.shift), nil
	case fixed:
		if min <= d.v && d.v <= max {
			return d, nil
		}
		return nil, nothingLeft(d, min, max)
	}
	return cutAny(d, min, max)
}

// TruncateP is Truncate at two probabilities, 0 and 1 being no cut.
// Checked: TestMoved.
func TruncateP(d Distribution, low, high float64) (Distribution, error) {
	if !(low >= 0 && low < high && high <= 1) {
		return nil, bad(CodeTruncation, d.String(), "%s and %s are no rising probabilities", low, high)
	}
	min, max := math.Inf(-1), math.Inf(1)
	if low > 0 {
		min = d.Quantile(low)
	}
	if high < 1 {
		max = d.Quantile(high)
	}
	return Truncate(d, min, max)
}

func nothingLeft(d Distribution, min, max float64) error {
	return bad(CodeTruncation, d.String(), "almost nothing of it lies between %s and %s", min, max)
}

// truncateLaw cuts the innermost law once: what was cut or moved before is
// brought together.
func truncateLaw(c continuous, min, max float64) (Distribution, error) {
	switch l := c.law.(type) {
	case moved:
		d, err := truncateLaw(continuous{l.law}, (min-l.shift)/l.times, (max-l.shift)/l.times)
		if err != nil {
			return nil, err
		}
		return move(d, l.times, l.shift), nil
	case truncated:
		if min <= l.min && max >= l.max {
			return c, nil
		}
		return truncateLaw(continuous{l.law}, math.Max(min, l.min), math.Min(max, l.max))
	}
	d := Distribution(c)
	t := truncated{law: c.law, min: min, max: max}
	p1, q0 := 1.0, 1.0
	if lo, hi := c.Support(); min > lo || max < hi {
		if min > lo && min < hi {
			t.p0, q0 = c.tails(min)
		} else if min >= hi {
			t.p0, q0 = 1, 0
		}
		if max < hi && max > lo {
			p1, t.q1 = c.tails(max)
		} else if max <= lo {
			p1, t.q1 = 0, 1
		}
	} else {
		return d, nil
	}
	// The difference of the smaller two tails loses least.
	t.kept = p1 - t.p0
	if t.p0 > 0.5 {
		t.kept = q0 - t.q1
	}
	if !(t.kept > 1e-12) {
		return nil, nothingLeft(d, min, max)
	}
	t.moments = sync.OnceValues(func() (float64, float64) { return momentsByScore(t) })
	return continuous{t}, nil
}

func (t truncated) tails(x float64) (p, q float64) {
	p, q = t.law.tails(x)
	if p > q { // the smaller tail is the one that is not lost to rounding
		q = min(max((q-t.q1)/t.kept, 0), 1)
		return 1 - q, q
	}
	p = min(max((p-t.p0)/t.kept, 0), 1)
	return p, 1 - p
}

// whole turns tails of the truncated distribution into those of the whole one.
func (t truncated) whole(p, q float64) (float64, float64) {
	return t.p0 + float64(p*t.kept), t.q1 + float64(q*t.kept)
}

func (t truncated) quantile(p, q float64) float64 {
	lo, hi := t.Support()
	return min(max(t.law.quantile(t.whole(p, q)), lo), hi)
}

// walk is quantile for increasing p.
func (t truncated) walk() func(p, q float64) float64 {
	next := walk(t.law)
	lo, hi := t.Support()
	return func(p, q float64) float64 { return min(max(next(t.whole(p, q)), lo), hi) }
}

// Mean is the expected value.
func (t truncated) Mean() float64 {
	m, _ := t.moments()
	return m
}

// Variance is the mean square of the distance from the mean.
func (t truncated) Variance() float64 {
	_, v := t.moments()
	return v
}

// Support is the range of values, ends that are never reached included.
func (t truncated) Support() (lo, hi float64) {
	lo, hi = t.law.Support()
	return max(lo, t.min), min(hi, t.max)
}

// String is the text form, as a person writes it.
func (t truncated) String() string { return withCut(t.law.String(), t.min, t.max) }

// withCut adds the cuts to the text of a call.
func withCut(text string, min, max float64) string {
	if math.IsInf(min, -1) && math.IsInf(max, 1) {
		return text
	}
	name, _, _ := strings.Cut(text, "(")
	f, _ := FamilyOf(name)
	var from, to *float64
	if !math.IsInf(min, -1) {
		from = &min
	}
	if !math.IsInf(max, 1) {
		to = &max
	}
	return strings.TrimSuffix(text, ")") + cutText(f, from, to) + ")"
}
