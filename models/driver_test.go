package models

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Mean over many paths against the fixed path, within five standard errors.
func TestDriverMeans(t *testing.T) {
	const months, runs = 36, 40_000
	for _, d := range []driver{
		{kind: "walk", growth: 0.05, volatility: 0.2},
		{kind: "walk", growth: -0.1, volatility: 0.4},
		{kind: "revert", growth: 0.05, volatility: 0.3, speed: 1.5},
		{kind: "revert", growth: 0.02, volatility: 0.25, speed: 0},
	} {
		r := rand.New(rand.NewPCG(4, 4))
		fixed := make([]float64, months)
		path(fixed, driver{kind: "fixed", growth: d.growth}, nil)
		near(t, "fixed path", fixed[11], 1+d.growth, 1e-14)
		sum, squares := make([]float64, months), make([]float64, months)
		dst, z := make([]float64, months), make([]float64, months)
		for range runs {
			for m := range z {
				z[m] = r.NormFloat64()
			}
			path(dst, d, z)
			for m, x := range dst {
				sum[m] += x
				squares[m] += x * x
			}
		}
		for m := range sum {
			mean := sum[m] / runs
			se := math.Sqrt((squares[m]/runs - mean*mean) / runs)
			if math.Abs(mean-fixed[m]) > 5*se {
				t.Errorf("%s speed %v: mean of month %d is %v, fixed path %v, se %v", d.kind, d.speed, m, mean, fixed[m], se)
			}
		}
	}
}

// The exact mean of a month follows from one shock path: log-normal with the
// variance of the closed form s^2 (1-exp(-2kt))/(2k), which tends to s^2/(2k).
func TestRevertVariance(t *testing.T) {
	d := driver{kind: "revert", growth: 0.03, volatility: 0.3, speed: 2}
	const months = 60
	dst, z := make([]float64, months), make([]float64, months)
	path(dst, d, z) // no shocks: fixed path times exp(-variance/2)
	for m := range dst {
		years := float64(m+1) / 12
		variance := d.volatility * d.volatility * (1 - math.Exp(-2*d.speed*years)) / (2 * d.speed)
		near(t, "without shocks", dst[m], math.Pow(1+d.growth, years)*math.Exp(-variance/2), 1e-13)
	}
	z[0] = 1 // one shock decays with exp(-k t)
	with := make([]float64, months)
	path(with, d, z)
	sd := d.volatility * math.Sqrt((1-math.Exp(-2*d.speed/12))/(2*d.speed))
	for m := range with {
		near(t, "one shock", math.Log(with[m]/dst[m]), sd*math.Exp(-d.speed*float64(m)/12), 1e-13)
	}
}

func TestWalkWithoutVolatilityIsFixed(t *testing.T) {
	fixed, dst := make([]float64, 24), make([]float64, 24)
	path(fixed, driver{kind: "fixed", growth: 0.07}, nil)
	for _, z := range [][]float64{nil, make([]float64, 24)} {
		for _, kind := range []string{"walk", "revert"} {
			path(dst, driver{kind: kind, growth: 0.07, speed: 1}, z)
			for m := range dst {
				near(t, kind, dst[m], fixed[m], 1e-13)
			}
		}
	}
}

func TestTableHolds(t *testing.T) {
	dst := make([]float64, 5)
	path(dst, driver{kind: "table", table: []float64{1, 1.1, 1.3}}, nil)
	for m, want := range []float64{1, 1.1, 1.3, 1.3, 1.3} {
		near(t, "table", dst[m], want, 0)
	}
	path(dst, driver{kind: "table"}, nil)
	near(t, "empty table", dst[4], 1, 0)
}
