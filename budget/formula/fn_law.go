package formula

import (
	"math"

	"ballast/budget/formula/elementary"
	"ballast/budget/formula/special"
)

// nan is what has no value: #NUM! once it is made a Value.
func nan() float64 { return math.NaN() }

// law is a probability function of numbers alone, whose domain is given by what
// is NaN.
func law(f func(x []float64) float64) func(*Call, []Value) Value {
	return func(_ *Call, a []Value) Value {
		x := make([]float64, len(a))
		for i := range a {
			x[i] = a[i].Num
		}
		return Num(f(x))
	}
}

// either chooses between the cumulative probability and the density.
func either(cumulative float64, lower, density func() float64) float64 {
	if cumulative != 0 {
		return lower()
	}
	return density()
}

// lawFunctions are the continuous laws, under their new names and their old.
func lawFunctions() []Func {
	row := func(name string, args string, optional int, f func(x []float64) float64) Func {
		return Func{Name: name, Min: len(args) - optional, Max: len(args), Args: args, Call: law(f), Prefix: newName(name)}
	}
	return []Func{
		row("NORM.DIST", "nnnb", 0, normalOf), row("NORMDIST", "nnnb", 0, normalOf),
		row("NORM.INV", "nnn", 0, normalQuantile), row("NORMINV", "nnn", 0, normalQuantile),
		row("NORM.S.DIST", "nb", 0, func(x []float64) float64 {
			return either(x[1], func() float64 { return special.NormalLower(x[0]) }, func() float64 { return special.NormalDensity(x[0]) })
		}),
		row("NORMSDIST", "n", 0, func(x []float64) float64 { return special.NormalLower(x[0]) }),
		row("NORM.S.INV", "n", 0, func(x []float64) float64 { return special.NormalQuantile(x[0]) }),
		row("NORMSINV", "n", 0, func(x []float64) float64 { return special.NormalQuantile(x[0]) }),
		row("PHI", "n", 0, func(x []float64) float64 { return special.NormalDensity(x[0]) }),
		row("GAUSS", "n", 0, func(x []float64) float64 { return special.Erf(x[0]/math.Sqrt2) / 2 }),
		row("LOGNORM.DIST", "nnnb", 0, logNormalOf),
		row("LOGNORMDIST", "nnn", 0, func(x []float64) float64 { return logNormalOf(append(x, 1)) }),
		row("LOGNORM.INV", "nnn", 0, logNormalQuantile), row("LOGINV", "nnn", 0, logNormalQuantile),
		row("EXPON.DIST", "nnb", 0, exponentialOf), row("EXPONDIST", "nnb", 0, exponentialOf),
		row("WEIBULL.DIST", "nnnb", 0, weibullOf), row("WEIBULL", "nnnb", 0, weibullOf),
		row("GAMMA.DIST", "nnnb", 0, gammaOf), row("GAMMADIST", "nnnb", 0, gammaOf),
		row("GAMMA.INV", "nnn", 0, gammaQuantile), row("GAMMAINV", "nnn", 0, gammaQuantile),
		row("BETA.DIST", "nnnbnn", 2, betaOf), row("BETADIST", "nnnnn", 2, func(x []float64) float64 {
			return betaOf(append([]float64{x[0], x[1], x[2], 1}, x[3:]...))
		}),
		row("BETA.INV", "nnnnn", 2, betaQuantile), row("BETAINV", "nnnnn", 2, betaQuantile),
		row("GAMMA", "n", 0, func(x []float64) float64 { return special.Gamma(x[0]) }),
		row("GAMMALN", "n", 0, func(x []float64) float64 { return special.LogGamma(x[0]) }),
		row("GAMMALN.PRECISE", "n", 0, func(x []float64) float64 { return special.LogGamma(x[0]) }),
		row("FISHER", "n", 0, func(x []float64) float64 { return elementary.Atanh(x[0]) }),
		row("FISHERINV", "n", 0, func(x []float64) float64 { return elementary.Tanh(x[0]) }),
		row("STANDARDIZE", "nnn", 0, func(x []float64) float64 {
			if x[2] <= 0 {
				return nan()
			}
			return (x[0] - x[1]) / x[2]
		}),
		row("CONFIDENCE.NORM", "nnn", 0, confidence), row("CONFIDENCE", "nnn", 0, confidence),
		{Name: "CONFIDENCE.T", Min: 3, Max: 3, Args: "n", Call: confidenceStudent, Prefix: "_xlfn."},
	}
}

// newName is the prefix that a file writes before the names with points that
// came in 2010 and later, and before a few others.
func newName(name string) string {
	for i := range len(name) {
		if name[i] == '.' {
			return "_xlfn."
		}
	}
	switch name {
	case "PHI", "GAUSS", "GAMMA":
		return "_xlfn."
	}
	return ""
}

func normalOf(x []float64) float64 {
	if x[2] <= 0 {
		return nan()
	}
	z := (x[0] - x[1]) / x[2]
	return either(x[3], func() float64 { return special.NormalLower(z) }, func() float64 { return special.NormalDensity(z) / x[2] })
}

func normalQuantile(x []float64) float64 {
	if x[2] <= 0 {
		return nan()
	}
	return x[1] + float64(x[2]*special.NormalQuantile(x[0]))
}

func logNormalOf(x []float64) float64 {
	if x[0] <= 0 || x[2] <= 0 {
		return nan()
	}
	z := (elementary.Log(x[0]) - x[1]) / x[2]
	return either(x[3], func() float64 { return special.NormalLower(z) }, func() float64 { return special.NormalDensity(z) / (x[2] * x[0]) })
}

func logNormalQuantile(x []float64) float64 { return elementary.Exp(normalQuantile(x)) }

func exponentialOf(x []float64) float64 {
	if x[0] < 0 || x[1] <= 0 {
		return nan()
	}
	return either(x[2], func() float64 { return -elementary.Expm1(-x[1] * x[0]) }, func() float64 { return x[1] * elementary.Exp(-x[1]*x[0]) })
}

func weibullOf(x []float64) float64 {
	if x[0] < 0 || x[1] <= 0 || x[2] <= 0 {
		return nan()
	}
	p := elementary.Pow(x[0]/x[2], x[1])
	return either(x[3], func() float64 { return -elementary.Expm1(-p) }, func() float64 {
		return x[1] / x[2] * elementary.Pow(x[0]/x[2], x[1]-1) * elementary.Exp(-p)
	})
}

func gammaOf(x []float64) float64 {
	if x[0] < 0 || x[1] <= 0 || x[2] <= 0 {
		return nan()
	}
	return either(x[3], func() float64 { return special.GammaLower(x[1], x[0]/x[2]) }, func() float64 { return special.GammaDensity(x[0], x[1], x[2]) })
}

func gammaQuantile(x []float64) float64 {
	if x[1] <= 0 || x[2] <= 0 {
		return nan()
	}
	return x[2] * special.GammaQuantile(x[1], x[0])
}

// betaOf is the beta law between two ends, 0 and 1 where they are not given.
func betaOf(x []float64) float64 {
	lo, hi := ends(x, 4)
	if x[1] <= 0 || x[2] <= 0 || lo >= hi || x[0] < lo || x[0] > hi {
		return nan()
	}
	z := (x[0] - lo) / (hi - lo)
	return either(x[3], func() float64 { return special.BetaLower(x[1], x[2], z) }, func() float64 {
		return special.BetaDensity(z, x[1], x[2]) / (hi - lo)
	})
}

func betaQuantile(x []float64) float64 {
	lo, hi := ends(x, 3)
	if x[1] <= 0 || x[2] <= 0 || lo >= hi || x[0] <= 0 || x[0] > 1 {
		return nan()
	}
	return lo + float64((hi-lo)*special.BetaQuantile(x[1], x[2], x[0]))
}

func ends(x []float64, i int) (lo, hi float64) {
	hi = 1
	if len(x) > i {
		lo = x[i]
	}
	if len(x) > i+1 {
		hi = x[i+1]
	}
	return lo, hi
}

// confidence is half of the interval of a mean: alpha, standard deviation, size.
func confidence(x []float64) float64 {
	size := math.Trunc(x[2])
	if x[0] <= 0 || x[0] >= 1 || x[1] <= 0 || size < 1 {
		return nan()
	}
	return -special.NormalQuantile(x[0]/2) * x[1] / math.Sqrt(size)
}

func confidenceStudent(_ *Call, a []Value) Value {
	alpha, sd, size := a[0].Num, a[1].Num, math.Trunc(a[2].Num)
	if alpha <= 0 || alpha >= 1 || sd <= 0 || size < 1 {
		return Fail(NumError)
	}
	if size == 1 {
		return Fail(DivError)
	}
	return Num(special.StudentUpperQuantile(alpha/2, size-1) * sd / math.Sqrt(size))
}
