package returns

import "math"

// Rounding is the share of the money moved so far below which a cumulative
// flow counts as zero.
const Rounding = 1e-12

// orNothing is a sum of amounts, zero where it is rounding of all that moved, so that
// what comes out even is not counted as a loss.
func orNothing(sum, moved float64) float64 {
	if math.Abs(sum) <= Rounding*moved {
		return 0
	}
	return sum
}

// Payback is the last break-even, in months from the start of month 0: the
// earliest time after which the cumulative flow is never below zero again, with
// linear interpolation inside the month (models/doc.go section 8). It is +Inf when
// the flow ends below zero, and 0 for flows that never add up to a loss.
//
// Source: Sokolov, The Engineering Economist 71(2), 2026, 159-173 (arXiv
// 2511.03568): the only definition that meets the axioms one expects of a
// payback.
// Checked: TestPaybackPublished, TestLastBreakEven.
func Payback(flows []float64) float64 {
	var r payingBack
	sum, moved := 0.0, 0.0
	for m, x := range flows {
		before := sum
		sum += x
		moved += math.Abs(x)
		if short := sum < -Rounding*moved; short != r.short {
			r.turn(m, short, before, x)
		}
	}
	return r.last()
}

// payingBack follows a cumulative flow through its break-evens. It is short
// when it is below zero by more than the share Rounding of the money moved so
// far.
type payingBack struct {
	short         bool
	back, forGood float64 // months until it returned to zero: for the first time, for the last; 0 never
}

// turn takes up that the flow x of month m, added to before, made the sum
// short, or made it return.
func (r *payingBack) turn(m int, short bool, before, x float64) {
	if r.short = short; short {
		return
	}
	r.forGood = float64(m) + min(1, -before/x)
	if r.back == 0 {
		r.back = r.forGood
	}
}

// last is the months until it is back for good: 0 when the sum never was below
// zero, +Inf when it ends there.
func (r *payingBack) last() float64 {
	if r.short {
		return math.Inf(1)
	}
	return r.forGood
}

// first is the months until it returned for the first time, which Chinese
// practice calls the static payback period: 0 when the sum never was below
// zero, +Inf when it never returned.
func (r *payingBack) first() float64 {
	if r.short && r.back == 0 {
		return math.Inf(1)
	}
	return r.back
}
