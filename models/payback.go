package models

import "math"

// flowRounding is the share of the money moved so far below which a cumulative
// flow counts as zero.
const flowRounding = 1e-12

// payback is the time, in months from the start of month 0, at which the
// cumulative flow has first returned to zero after it first became negative,
// with linear interpolation inside the month (model.md section 8). It is +Inf
// when that is not inside the horizon, and 0 for flows that never add up to a
// loss.
//
// Checked: TestPaybackPublished.
func payback(flows []float64) float64 {
	var r payingBack
	for m, x := range flows {
		if r.add(m, x); r.stage == 2 {
			break
		}
	}
	return r.time()
}

// payingBack follows a cumulative flow until it has first returned to zero
// after it first became negative. A sum is zero when it is less than the share
// flowRounding of the money moved so far.
type payingBack struct {
	sum, moved float64
	stage      int     // 0 never below zero, 1 below it, 2 returned
	months     float64 // from the start of month 0, with linear interpolation inside the month
}

func (r *payingBack) add(m int, x float64) {
	before := r.sum
	r.sum += x
	r.moved += math.Abs(x)
	if r.stage == 2 {
		return
	}
	if short := r.sum < -flowRounding*r.moved; short {
		r.stage = 1
	} else if r.stage == 1 {
		r.stage, r.months = 2, float64(m)+min(1, -before/x)
	}
}

// time is the months until it returned: 0 when the sum never was below zero,
// +Inf when it stays there.
func (r *payingBack) time() float64 {
	if r.stage == 1 {
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
