package finance

import (
	"math"

	"ballast/budget/formula/elementary"
)

// StraightLine is the depreciation of one period.
func StraightLine(cost, salvage, life float64) float64 { return (cost - salvage) / life }

// SumOfDigits is the depreciation of a period by the sum of the years' digits.
//
// Source: the function SYD's description at the vendor.
// Checked: TestDepreciation.
func SumOfDigits(cost, salvage, life, per float64) float64 {
	return float64((cost-salvage)*(life-per+1)) * 2 / (life * (life + 1))
}

// FixedDeclining is the depreciation of a period at a fixed rate rounded to
// three digits; month is the number of months in the first year.
//
// Source: the function DB's description at the vendor.
// Checked: TestDepreciation.
func FixedDeclining(cost, salvage, life float64, period, month int) float64 {
	rate := math.Floor(float64((1-elementary.Pow(salvage/cost, 1/life))*1000)+0.5) / 1000
	first := cost * rate * float64(month) / 12
	if period == 1 {
		return first
	}
	total, d := first, 0.0
	for p := 2; p <= period; p++ {
		d = float64((cost - total) * rate)
		if float64(p) > life {
			d = d * float64(12-month) / 12
		}
		total += d
	}
	return d
}

// Declining is the depreciation of a period at factor over life, which stops at
// the salvage value.
//
// Source: the function DDB's description at the vendor.
// Checked: TestDepreciation.
func Declining(cost, salvage, life, period, factor float64) float64 {
	rate := factor / life
	var before, after float64
	if rate >= 1 {
		if period == 1 {
			before = cost
		}
	} else {
		before = cost * elementary.Pow(1-rate, period-1)
		after = cost * elementary.Pow(1-rate, period)
	}
	return math.Max(0, before-math.Max(after, salvage))
}

// DecliningBetween is the depreciation between two times counted in periods, by
// the declining balance that changes to a straight line once that gives more,
// unless fixed. Parts of a period take their part of its depreciation.
//
// Source: the function VDB's description at the vendor.
// Checked: TestDepreciation.
func DecliningBetween(cost, salvage, life, from, to, factor float64, fixed bool) float64 {
	sum, written, line := 0.0, 0.0, math.NaN()
	for p := 1.0; p-1 < to; p++ {
		d := Declining(cost, salvage, life, p, factor)
		if !fixed {
			if l := (cost - salvage - written) / (life - p + 1); math.IsNaN(line) && l > d {
				line = l
			}
			if !math.IsNaN(line) {
				d = math.Min(line, cost-salvage-written)
			}
		}
		written += d
		part := math.Min(to, p) - math.Max(from, p-1)
		if part > 0 {
			sum += float64(d * part)
		}
	}
	return sum
}

// FrenchLinear is AMORLINC: straight line by French rules, part of a year at
// the beginning, fraction of a year, and the rest at the end.
//
// Source: the function's description at the vendor.
// Checked: TestDepreciation.
func FrenchLinear(cost, salvage float64, period int, rate, fraction float64) float64 {
	full := cost * rate
	first := float64(cost * rate * fraction)
	n := int((cost - salvage - first) / full)
	switch {
	case period == 0:
		return first
	case period <= n:
		return full
	case period == n+1:
		return cost - salvage - float64(full*float64(n)) - first
	}
	return 0
}

// FrenchDeclining is AMORDEGRC: declining by French rules with a coefficient by
// the length of life, each year's depreciation rounded to a whole number.
//
// Source: the function's description at the vendor.
// Checked: TestDepreciation.
func FrenchDeclining(cost, salvage float64, period int, rate, fraction float64) float64 {
	life := 1 / rate
	switch {
	case life < 3:
	case life < 5:
		rate *= 1.5
	case life <= 6:
		rate *= 2
	default:
		rate *= 2.5
	}
	round := func(x float64) float64 { return math.Floor(float64(x) + 0.5) }
	d := round(fraction * rate * cost)
	cost -= d
	rest := cost - salvage
	for n := 0; n < period; n++ {
		d = round(rate * cost)
		rest -= d
		if rest < 0 {
			if period-n <= 1 {
				return round(cost * 0.5)
			}
			return 0
		}
		cost -= d
	}
	return d
}
