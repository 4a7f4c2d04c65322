package distribution

import (
	"math"
	"strings"
)

// moved is shift + times of a continuous variable.
type moved struct {
	law
	times, shift float64
}

// Scale returns the distribution of factor times the quantity, factor above 0.
// Checked: TestScaled, TestMoved.
func Scale(d Distribution, factor float64) (Distribution, error) {
	if !finite(factor) || factor <= 0 {
		return nil, bad(CodeParameter, d.String(), "times %s must be above 0", factor)
	}
	return move(d, factor, 0), nil
}

// Shift returns the distribution of the quantity plus by.
// Checked: TestMoved.
func Shift(d Distribution, by float64) (Distribution, error) {
	if !finite(by) {
		return nil, bad(CodeParameter, d.String(), "shift %s is not a number", by)
	}
	return move(d, 1, by), nil
}

func move(d Distribution, times, shift float64) Distribution {
	if times == 1 && shift == 0 {
		return d
	}
	switch d := d.(type) {
	case fixed:
		return fixed{float64(d.v*times) + shift}
	case discrete:
		return d.moved(times, shift)
	case continuous:
		if m, ok := d.law.(moved); ok {
			return continuous{moved{m.law, m.times * times, float64(m.shift*times) + shift}}
		}
		return continuous{moved{d.law, times, shift}}
	case movedCount:
		return movedCount{d.Distribution, d.times * times, float64(d.shift*times) + shift}
	}
	return movedCount{d, times, shift}
}

func (d moved) tails(x float64) (p, q float64) { return d.law.tails((x - d.shift) / d.times) }

func (d moved) quantile(p, q float64) float64 { return d.put(d.law.quantile(p, q)) }

func (d moved) put(x float64) float64 { return d.shift + float64(d.times*x) }

// walk is quantile for increasing p.
func (d moved) walk() func(p, q float64) float64 {
	next := walk(d.law)
	return func(p, q float64) float64 { return d.put(next(p, q)) }
}

// Mean is the expected value.
func (d moved) Mean() float64 { return d.put(d.law.Mean()) }

// Variance is the mean square of the distance from the mean.
func (d moved) Variance() float64 { return d.times * d.times * d.law.Variance() }

// Support is the range of values, ends that are never reached included.
func (d moved) Support() (lo, hi float64) {
	lo, hi = d.law.Support()
	return d.put(lo), d.put(hi)
}

// String is the text form, as a person writes it.
func (d moved) String() string { return movedText(d.law.String(), d.times, d.shift) }

// movedText adds times= and shift= to the text of a call.
func movedText(text string, times, shift float64) string {
	if times == 1 && shift == 0 {
		return text
	}
	text = strings.TrimSuffix(text, ")")
	if times != 1 {
		text += "," + keyTimes + "=" + number(times)
	}
	if shift != 0 {
		text += "," + keyShift + "=" + number(shift)
	}
	return text + ")"
}

// movedCount is shift + times of a variable of any other kind.
type movedCount struct {
	Distribution
	times, shift float64
}

// Quantile is the value at probability u; NaN outside 0..1.
func (d movedCount) Quantile(u float64) float64 {
	return d.shift + float64(d.times*d.Distribution.Quantile(u))
}

// CDF is the probability of at most x. A value of the lattice counts as itself
// although its place is rounded.
func (d movedCount) CDF(x float64) float64 {
	y := (x - d.shift) / d.times
	if near := math.Round(y); d.shift+float64(d.times*near) == x {
		y = near
	}
	return d.Distribution.CDF(y)
}

// Mean is the expected value.
func (d movedCount) Mean() float64 { return d.shift + float64(d.times*d.Distribution.Mean()) }

// Variance is the mean square of the distance from the mean.
func (d movedCount) Variance() float64 { return d.times * d.times * d.Distribution.Variance() }

// Support is the range of values, ends that are never reached included.
func (d movedCount) Support() (lo, hi float64) {
	lo, hi = d.Distribution.Support()
	return d.shift + float64(d.times*lo), d.shift + float64(d.times*hi)
}

// String is the text form, as a person writes it.
func (d movedCount) String() string { return movedText(d.Distribution.String(), d.times, d.shift) }
