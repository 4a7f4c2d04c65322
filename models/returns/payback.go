package returns

import "math"

// Rounding is the share of the money moved so far below which a cumulative
// flow counts as zero.
const Rounding = 1e-12

// Payback is the time, in months from the start of month 0, at which the
// cumulative flow has first returned to zero after it first became negative,
// with linear interpolation inside the month (models/doc.go section 8). It is +Inf
// when that is not inside the horizon, and 0 for flows that never add up to a
// loss.
//
// Checked: TestPaybackPublished.
func Payback(flows []float64) float64 {
	var r payingBack
	sum, moved := 0.0, 0.0
	for m, x := range flows {
		before := sum
		sum += x
		moved += math.Abs(x)
		if short := sum < -Rounding*moved; short != (r.stage == below0) {
			if r.turn(m, short, before, x); r.stage == returned {
				break
			}
		}
	}
	return r.time()
}

// payingBack follows a cumulative flow until it has first returned to zero
// after it first became negative. It is short when it is below zero by more
// than the share Rounding of the money moved so far.
type payingBack struct {
	stage  paybackStage
	months float64 // from the start of month 0, with linear interpolation inside the month
}

type paybackStage int

const (
	above0   paybackStage = iota // never short
	below0                       // short
	returned                     // no longer
)

// turn takes up that the flow x of month m, added to before, made the sum
// short, or made it return.
func (r *payingBack) turn(m int, short bool, before, x float64) {
	switch {
	case short && r.stage == above0:
		r.stage = below0
	case !short && r.stage == below0:
		r.stage, r.months = returned, float64(m)+min(1, -before/x)
	}
}

// time is the months until it returned: 0 when the sum never was below zero,
// +Inf when it stays there.
func (r *payingBack) time() float64 {
	if r.stage == below0 {
		return math.Inf(1)
	}
	return r.months
}
