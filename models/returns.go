package models

import "math"

// discountFactors returns v(m) for every month: (1+rate)^-((m+1)/12) for "end"
// (the default), with exponent m+0.5 for "mid" and m for "start". The rate is
// effective annual (model.md section 1).
//
// Checked: TestDiscountFactors, against Excel's NPV at the monthly rate.
func discountFactors(rate float64, how string, months int) []float64 {
	shift := 1.0
	switch how {
	case "mid":
		shift = 0.5
	case "start":
		shift = 0
	}
	v := make([]float64, months)
	for m := range v {
		v[m] = math.Pow(1+rate, -(float64(m)+shift)/12)
	}
	return v
}

// npv is the present value of monthly flows under the discount factors v.
func npv(flows, v []float64) float64 {
	sum := 0.0
	for m, x := range flows {
		sum += float64(x * v[m])
	}
	return sum
}

// mirr is the modified internal rate of return of monthly flows, effective
// annual: outflows are financed and inflows reinvested at the given effective
// annual rates up to the last month. It is NaN without an outflow or an inflow.
func mirr(flows []float64, financeAnnual, reinvestAnnual float64) float64 {
	growth := mirrGrowth(flows, math.Pow(1+financeAnnual, 1.0/12), math.Pow(1+reinvestAnnual, 1.0/12))
	return math.Pow(growth, 12/float64(len(flows)-1)) - 1
}

// mirrPeriodic is Excel's MIRR: rates and result per period.
//
// Source: Microsoft Support, MIRR function.
// Checked: TestMIRRPublished.
func mirrPeriodic(flows []float64, finance, reinvest float64) float64 {
	growth := mirrGrowth(flows, 1+finance, 1+reinvest)
	return math.Pow(growth, 1/float64(len(flows)-1)) - 1
}

// mirrGrowth is the terminal value of the inflows over the present value of
// the outflows, NaN when one of them is missing.
func mirrGrowth(flows []float64, finance, reinvest float64) float64 {
	terminal, present, discount := 0.0, 0.0, 1.0
	for _, x := range flows {
		terminal = float64(terminal*reinvest) + max(x, 0)
		present -= float64(min(x, 0) * discount)
		discount /= finance
	}
	if terminal <= 0 || present <= 0 || len(flows) < 2 {
		return math.NaN()
	}
	return terminal / present
}

// profitabilityIndex is 1 + NPV / PV(outflows before the first positive
// cumulative flow), NaN when there are none (model.md section 8).
//
// Checked: TestProfitabilityIndex.
func profitabilityIndex(flows, v []float64) float64 {
	cumulative, invested := 0.0, 0.0
	for m, x := range flows {
		if cumulative += x; cumulative > 0 {
			break
		}
		invested -= float64(min(x, 0) * v[m])
	}
	if invested <= 0 {
		return math.NaN()
	}
	return 1 + npv(flows, v)/invested
}
