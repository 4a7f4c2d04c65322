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
	return paybackOf(flows, nil)
}

// discountedPayback is payback of the flows times the discount factors v.
func discountedPayback(flows, v []float64) float64 {
	return paybackOf(flows, v)
}

func paybackOf(flows, v []float64) float64 {
	cumulative, moved, under := 0.0, 0.0, false
	for m, x := range flows {
		if v != nil {
			x = float64(x * v[m])
		}
		before := cumulative
		cumulative += x
		moved += math.Abs(x)
		switch short := cumulative < -flowRounding*moved; {
		case under && !short:
			return float64(m) + min(1, -before/x)
		case short:
			under = true
		}
	}
	if under {
		return math.Inf(1)
	}
	return 0
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
