package models

import (
	"math"

	"ballast/sim/distribution"
)

// driver is the rule of an index (models/doc.go section 5). Growth and volatility
// are annual, speed is per year. A table is relative to the base value.
type driver struct {
	kind                            string // fixed, walk, revert, table
	growth, volatility, speed, base float64
	table                           []float64
	seen                            []float64 // [month] up to the as-of month, NaN where nobody wrote it down
}

// monthStep is a month in years.
const monthStep = 1.0 / 12

// path fills dst with the index by month, relative to I(-1) = 1, from one
// standard normal shock per month; z may be empty when nothing is random.
func path(dst []float64, d driver, z []float64) {
	d.moves(len(dst), len(z) >= len(dst)).path(dst, z)
}

// motion is the rule of an index made ready for a number of months. In an
// index that moves the logarithm of month m is trend[m] + x, where x keeps a
// part of itself each month and takes a shock.
type motion struct {
	levels   []float64 // of an index that does not move at random, else nil
	trend    []float64
	keep, sd float64
	known    int // months whose level is known; shocks are those of the months after
}

// moves works a rule out for h months. The mean of every month is the fixed
// path. A table shorter than the horizon holds its last value.
//
// Source: walk: geometric Brownian motion, exact in discrete time; revert:
// exact discretisation of the Ornstein-Uhlenbeck process, Gillespie, Physical
// Review E 54 (1996).
// Checked: TestDriverMeans, TestRevertVariance, TestTableHolds.
func (d driver) moves(h int, random bool) motion {
	if n := min(len(d.seen), h); n > 0 {
		return d.movesFrom(h, n, random)
	}
	months := make([]float64, h)
	switch {
	case d.kind == "table" && len(d.table) > 0:
		for m := range months {
			months[m] = d.table[min(m, len(d.table)-1)]
		}
	case d.kind == "walk" && random:
		drift := (math.Log1p(d.growth) - float64(d.volatility*d.volatility/2)) * monthStep
		for m := range months {
			months[m] = float64(drift * float64(m+1))
		}
		return motion{trend: months, keep: 1, sd: d.volatility * math.Sqrt(monthStep)}
	case d.kind == "revert" && random:
		return d.reverts(months)
	default:
		level, growth := 1.0, math.Pow(1+d.growth, monthStep)
		for m := range months {
			level *= growth
			months[m] = level
		}
	}
	return motion{levels: months}
}

// reverts works out the log-deviation x from the fixed path and its variance;
// the exponential is recentred by half the variance. At speed 0 it is a walk.
func (d driver) reverts(trend []float64) motion {
	keep := math.Exp(-d.speed * monthStep)
	step := d.volatility * d.volatility * monthStep // variance added each month
	if d.speed > 0 {
		step = d.volatility * d.volatility * -math.Expm1(-2*d.speed*monthStep) / (2 * d.speed)
	}
	growth, variance := math.Log1p(d.growth)*monthStep, 0.0
	for m := range trend {
		variance = float64(keep*keep*variance) + step
		trend[m] = float64(growth*float64(m+1)) - float64(variance/2)
	}
	return motion{trend: trend, keep: keep, sd: math.Sqrt(step)}
}

// path fills dst with the index by month.
func (r motion) path(dst, z []float64) {
	if r.levels != nil {
		copy(dst, r.levels)
		return
	}
	x := 0.0
	for m, trend := range r.trend {
		if m >= r.known {
			x = float64(r.keep*x) + float64(r.sd*z[m-r.known])
		}
		dst[m] = trend + x
	}
	distribution.Exps(dst, dst)
}
