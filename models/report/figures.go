package report

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"time"

	"ballast/budget/words"
	"ballast/models/outcome"
)

// at returns the quantile at percent p, interpolated between its neighbours;
// NaN beyond the ends of the table or next to an unknown value.
func at(q outcome.Quantiles, p float64) float64 {
	p = float64(p) // where a caller multiplies it, the product is rounded before anything is subtracted
	for i, e := range q {
		if math.Abs(e.P-p) < 1e-9 {
			return e.X
		}
		if e.P > p {
			if i == 0 {
				return math.NaN()
			}
			a := q[i-1]
			return a.X + float64((p-a.P)/(e.P-a.P)*(e.X-a.X))
		}
	}
	return math.NaN()
}

// row of the reserve table at a confidence (0..1), nil when it is not there.
func (d *desk) row(confidence float64) *outcome.ReserveRow {
	for i, r := range d.o.Reserve.Table {
		if math.Abs(r.Confidence-confidence) < 1e-9 {
			return &d.o.Reserve.Table[i]
		}
	}
	return nil
}

// costAt is the total cost at a confidence 0..1.
func (d *desk) costAt(confidence float64) float64 {
	if r := d.row(confidence); r != nil {
		return r.Cost
	}
	if x := at(d.o.Cost.Quantiles, confidence*100); !math.IsNaN(x) {
		return x
	}
	return at(d.percentiles(), confidence*100)
}

// balance is the cash of the outcome, empty when it has none.
func (d *desk) balance() outcome.Cash {
	if d.o.Cash == nil {
		return outcome.Cash{}
	}
	return *d.o.Cash
}

// chosen is the total cost at the reserve confidence of the plan.
func (d *desk) chosen() float64 { return d.costAt(d.o.Reserve.Confidence) }

// percentiles is the total cost at 1..99 %: what the outcome's tables give,
// and between them its curve.
func (d *desk) percentiles() outcome.Quantiles {
	points := append(outcome.Quantiles(nil), d.o.Cost.Quantiles...)
	for _, r := range d.o.Reserve.Table {
		points = append(points, outcome.Quantile{P: r.Confidence * 100, X: r.Cost})
	}
	exact := len(points)
	for _, c := range d.o.Cost.Curve {
		near := false
		for _, q := range points[:exact] {
			near = near || math.Abs(q.P-float64(c.P*100)) < 0.3
		}
		if !near {
			points = append(points, outcome.Quantile{P: c.P * 100, X: c.X})
		}
	}
	sort.SliceStable(points, func(i, j int) bool { return points[i].P < points[j].P })
	for i := 1; i < len(points); i++ {
		points[i].X = math.Max(points[i].X, points[i-1].X)
	}
	return hundredths(points)
}

// hundredths reads a sorted table of quantiles at 1..99 %, flat beyond its ends.
func hundredths(points outcome.Quantiles) outcome.Quantiles {
	var out outcome.Quantiles
	if len(points) == 0 {
		return nil
	}
	for k := 1; k <= 99; k++ {
		p := float64(k)
		x := at(points, p)
		if p < points[0].P {
			x = points[0].X
		} else if p > points[len(points)-1].P {
			x = points[len(points)-1].X
		}
		out = append(out, outcome.Quantile{P: p, X: x})
	}
	return out
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// cents rounds an amount for a cell.
func cents(x float64) float64 { return math.Round(x*100) / 100 }

// exact is the format of amounts that are known as well as the reserve is.
func (d *desk) exact(top float64) string {
	i := d.o.Reserve.Interval95
	return d.m.precise(top, i[1]-i[0])
}

// asOf is the last month that has passed, counted from 1; 0 for a plan that has not begun.
func (d *desk) asOf() int {
	if d.o.Control == nil {
		return 0
	}
	return d.o.Control.Month
}

// peak is the largest finite absolute value.
func peak(xs ...float64) float64 {
	top := 0.0
	for _, x := range xs {
		if finite(x) {
			top = math.Max(top, math.Abs(x))
		}
	}
	return top
}

// percent writes a share for reading: "80 %", "80%" in Chinese. A chance that
// is neither certain nor impossible is never rounded to either.
func (d *desk) percent(share float64) string {
	if !finite(share) {
		return "–"
	}
	v := math.Round(share*1e7) / 1e5 // what is 10.5 reads as 11, as in a cell
	a, written, digits := math.Abs(v), math.Round(v), 0
	if a > 0 && a < 9.95 || a > 99 && a < 100 || math.Abs(v-math.Round(v)) > 1e-9 && a > 90 {
		written, digits = math.Round(v*10)/10, 1
	}
	return words.PercentSign(d.w.Language, bounded(v, strconv.FormatFloat(written, 'f', digits, 64)))
}

// level writes a confidence, keeping a decimal that the plan gave it: "80", "77.5".
func level(confidence float64) string {
	return strconv.FormatFloat(math.Round(confidence*1000)/10, 'f', -1, 64)
}

func trimZero(s string) string { return strings.TrimSuffix(s, ".0") }

// count writes a whole number with separators.
func count(n int) string { return grouped(float64(n), 0) }

// date is the first day of a month counted from 1.
func (d *desk) date(month int) time.Time {
	m := d.start.Add(month - 1)
	return time.Date(m.Year, time.Month(m.Month), 1, 0, 0, 0, 0, time.UTC)
}

// monthName writes a month counted from 1 as "2026-03"; NaN is a dash.
func (d *desk) monthName(month float64) string {
	if !finite(month) {
		return "–"
	}
	return d.start.Add(int(math.Ceil(month-1e-9)) - 1).String()
}

// duration writes a number of months, or that it lies beyond the horizon.
func (d *desk) duration(months float64) string {
	if !finite(months) {
		return d.w.Say("report.beyond")
	}
	return d.w.Say("report.months", strconv.FormatFloat(months, 'f', 1, 64))
}

// orText is the number, or a text where there is none.
func orText(x float64, text string) any {
	if finite(x) {
		return x
	}
	return text
}

// named translates a canonical word of an area (phase, kind, level), or keeps
// it as written.
func (d *desk) named(area, word string) string {
	if key := "report." + area + "." + strings.ToLower(word); d.w.Has(key) {
		return d.w.Say(key)
	}
	return word
}
