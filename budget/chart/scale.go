package chart

import (
	"math"
	"strings"

	"ballast/budget/sheet"
)

// scale is a value axis: the values at its ends, the marks between them, and
// where its ends lie in points.
type scale struct {
	min, max float64
	marks    []float64
	labels   []string
	lo, hi   float64
}

// at is the place of a value, kept between the ends of the axis.
func (s scale) at(v float64) float64 {
	return s.lo + (math.Max(s.min, math.Min(s.max, v))-s.min)/(s.max-s.min)*(s.hi-s.lo)
}

// newScale chooses the ends and marks of a value axis: as given, or else round
// numbers around the data, about most marks, no two with the same label. spare
// is a share of the range kept free at the ends that the data reach.
func newScale(a sheet.Axis, lo, hi float64, most int, spare float64) scale {
	if !(hi > lo) { // no data, or all the same
		lo, hi = math.Min(lo, 0), math.Max(hi, 0)
		if !(hi > lo) {
			lo, hi = 0, 1
		}
	}
	room := spare * (hi - lo)
	if hi > 0 {
		hi += room
	}
	if lo < 0 {
		lo -= room
	}
	if a.Min != nil {
		lo = *a.Min
	}
	if a.Max != nil {
		hi = *a.Max
	}
	if !(hi > lo) {
		hi = lo + 1
	}
	step := niceStep((hi - lo) / float64(max(most, 1)))
	if a.Step > 0 {
		for step = a.Step; (hi-lo)/step > 2*float64(max(most, 1)); {
			step = niceStep(step * 1.5)
		}
	}
	for {
		s := marked(a, lo, hi, step)
		if distinct(s.labels) || len(s.labels) < 3 {
			return s
		}
		step = niceStep(step * 1.5)
	}
}

// marked is the scale with marks at multiples of a step.
func marked(a sheet.Axis, lo, hi, step float64) scale {
	s := scale{min: lo, max: hi}
	const slack = 1e-6 // of a step, for sums that are not exact
	if a.Min == nil {
		s.min = step * math.Floor(lo/step+slack)
	}
	if a.Max == nil {
		s.max = step * math.Ceil(hi/step-slack)
	}
	for k := math.Ceil(s.min/step - slack); k*step <= s.max+slack*step; k++ {
		v := k * step
		if math.Abs(v) < slack*step {
			v = 0
		}
		s.marks = append(s.marks, v)
		s.labels = append(s.labels, sheet.Show(v, a.Format))
	}
	return s
}

// niceStep is the next step of 1, 2 or 5 times a power of ten.
func niceStep(x float64) float64 {
	if x <= 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return 1
	}
	base := math.Pow(10, math.Floor(math.Log10(x)))
	for _, k := range []float64{1, 2, 5} {
		if x <= k*base*(1+1e-9) {
			return k * base
		}
	}
	return 10 * base
}

func distinct(labels []string) bool {
	seen := map[string]bool{}
	for _, l := range labels {
		if seen[l] {
			return false
		}
		seen[l] = true
	}
	return true
}

// plainLabels takes unused decimals off all labels at once: 1.00m, 2.00m, 3.00m
// say no more than 1m, 2m, 3m.
func plainLabels(labels []string) []string {
	for {
		shorter := make([]string, len(labels))
		for i, l := range labels {
			k := lastDecimal(l)
			if k < 0 || l[k] != '0' {
				if strings.Trim(l, "+-0") == "" && l != "" {
					shorter[i] = l // a bare zero has no decimals
					continue
				}
				return labels
			}
			shorter[i] = l[:k] + l[k+1:]
			if l[k-1] == '.' {
				shorter[i] = l[:k-1] + l[k+1:]
			}
		}
		if len(labels) == 0 || equal(shorter, labels) {
			return labels
		}
		labels = shorter
	}
}

func equal(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// lastDecimal is the place of the last digit after a decimal point, -1 without.
func lastDecimal(s string) int {
	point := strings.LastIndexByte(s, '.')
	if point < 0 {
		return -1
	}
	k := point
	for k+1 < len(s) && s[k+1] >= '0' && s[k+1] <= '9' {
		k++
	}
	if k == point {
		return -1
	}
	return k
}
