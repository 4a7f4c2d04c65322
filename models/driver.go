package models

import (
	"math"

	"ballast/sim/dist"
)

// driver is the rule of an index (model.md section 5). Growth and volatility
// are annual, speed is per year. A table is relative to the base value.
type driver struct {
	kind                            string // fixed, walk, revert, table
	growth, volatility, speed, base float64
	table                           []float64
}

// monthStep is a month in years.
const monthStep = 1.0 / 12

// path fills dst with the index by month, relative to I(-1) = 1, from one
// standard normal shock per month; z may be empty when nothing is random. The
// mean of every month is the fixed path. A table shorter than the horizon
// holds its last value.
//
// Source: walk: geometric Brownian motion, exact in discrete time; revert:
// exact discretisation of the Ornstein-Uhlenbeck process, Gillespie, Physical
// Review E 54 (1996).
// Checked: TestDriverMeans, TestRevertVariance, TestTableHolds.
func path(dst []float64, d driver, z []float64) {
	switch {
	case d.kind == "table" && len(d.table) > 0:
		for m := range dst {
			dst[m] = d.table[min(m, len(d.table)-1)]
		}
	case d.kind == "walk" && len(z) >= len(dst):
		walk(dst, d, z)
	case d.kind == "revert" && len(z) >= len(dst):
		revert(dst, d, z)
	default:
		level, growth := 1.0, math.Pow(1+d.growth, monthStep)
		for m := range dst {
			level *= growth
			dst[m] = level
		}
	}
}

func walk(dst []float64, d driver, z []float64) {
	drift := (math.Log1p(d.growth) - d.volatility*d.volatility/2) * monthStep
	sd := d.volatility * math.Sqrt(monthStep)
	log := 0.0
	for m := range dst {
		log += drift + float64(sd*z[m])
		dst[m] = dist.Exp(log)
	}
}

// revert keeps the log-deviation x from the fixed path and its variance; the
// exponential is recentred by half the variance. At speed 0 it is a walk.
func revert(dst []float64, d driver, z []float64) {
	keep := math.Exp(-d.speed * monthStep)
	step := d.volatility * d.volatility * monthStep // variance added each month
	if d.speed > 0 {
		step = d.volatility * d.volatility * -math.Expm1(-2*d.speed*monthStep) / (2 * d.speed)
	}
	sd, growth := math.Sqrt(step), math.Log1p(d.growth)*monthStep
	x, variance, trend := 0.0, 0.0, 0.0
	for m := range dst {
		x = float64(keep*x) + float64(sd*z[m])
		variance = float64(keep*keep*variance) + step
		trend += growth
		dst[m] = dist.Exp(trend + x - variance/2)
	}
}
