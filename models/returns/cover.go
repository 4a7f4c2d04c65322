package returns

import "math"

// LeastCover is the smallest debt service cover of a scenario: over the months
// with debt service from month first on, cash flow available for it in the
// trailing twelve months divided by the service of the same months. It is +Inf
// without such service.
//
// Checked: TestDSCR.
func LeastCover(cfads, service []float64, first int) float64 {
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
