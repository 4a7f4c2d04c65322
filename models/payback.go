package models

import "math"

// flowRounding is the share of the money moved so far below which a cumulative
// flow counts as zero.
const flowRounding = 1e-12

// payback is the time, in months from the start of month 0, at which the
// cumulative flow has first returned to zero after it first became negative,
// with linear interpolation inside the month (models/doc.go section 8). It is +Inf
// when that is not inside the horizon, and 0 for flows that never add up to a
// loss.
//
// Checked: TestPaybackPublished.
func payback(flows []float64) float64 {
	var r payingBack
	sum, moved := 0.0, 0.0
	for m, x := range flows {
		before := sum
		sum += x
		moved += math.Abs(x)
		if short := sum < -flowRounding*moved; short != (r.stage == below0) {
			if r.turn(m, short, before, x); r.stage == returned {
				break
			}
		}
	}
	return r.time()
}

// payingBack follows a cumulative flow until it has first returned to zero
// after it first became negative. It is short when it is below zero by more
// than the share flowRounding of the money moved so far.
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

// dscrMin is the smallest debt service cover of a scenario: over the months
// with debt service from month first on, cash flow available for it in the
// trailing twelve months divided by the service of the same months. It is +Inf
// without such service.
//
// Checked: TestDSCR.
func dscrMin(cfads, service []float64, first int) float64 {
	lowest := math.Inf(1)
	if first >= len(service) {
		return lowest
	}
	have, owed := 0.0, 0.0
	for m := max(0, first-11); m < len(service); m++ {
		have += cfads[m]
		owed += service[m]
		if m < first {
			continue
		}
		if m >= max(12, first+1) { // the window has moved on
			have -= cfads[m-12]
			owed -= service[m-12]
		}
		if service[m] > 0 {
			lowest = min(lowest, have/owed)
		}
	}
	return lowest
}
