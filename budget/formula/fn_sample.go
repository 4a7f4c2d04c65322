package formula

import (
	"math"

	"ballast/budget/formula/special"
)

// sampleFunctions are the laws of samples: Student, chi squared, F; and the
// counting laws.
func sampleFunctions() []Func {
	row := func(name string, args string, f func(x []float64) float64) Func {
		return Func{Name: name, Min: len(args), Max: len(args), Args: args, Call: law(f), Prefix: newName(name)}
	}
	return []Func{
		row("T.DIST", "nnb", studentOf),
		row("T.DIST.RT", "nn", func(x []float64) float64 {
			return freedom(x[1], func(n float64) float64 { return special.StudentUpper(x[0], n) })
		}),
		row("T.DIST.2T", "nn", func(x []float64) float64 { return studentTails(x[0], x[1], 2) }),
		row("TDIST", "nnn", func(x []float64) float64 { return studentTails(x[0], x[1], math.Trunc(x[2])) }),
		row("T.INV", "nn", func(x []float64) float64 {
			return freedom(x[1], func(n float64) float64 { return -special.StudentUpperQuantile(x[0], n) })
		}),
		row("T.INV.2T", "nn", studentTwoTails), row("TINV", "nn", studentTwoTails),
		row("CHISQ.DIST", "nnb", chiSquaredOf),
		row("CHISQ.DIST.RT", "nn", chiSquaredUpper), row("CHIDIST", "nn", chiSquaredUpper),
		row("CHISQ.INV", "nn", func(x []float64) float64 {
			return freedom(x[1], func(n float64) float64 { return 2 * special.GammaQuantile(n/2, x[0]) })
		}),
		row("CHISQ.INV.RT", "nn", chiSquaredUpperQuantile), row("CHIINV", "nn", chiSquaredUpperQuantile),
		row("F.DIST", "nnnb", varianceRatio),
		row("F.DIST.RT", "nnn", varianceRatioUpper), row("FDIST", "nnn", varianceRatioUpper),
		row("F.INV", "nnn", func(x []float64) float64 {
			return freedoms(x, func(m, n float64) float64 { return special.FQuantile(x[0], m, n) })
		}),
		row("F.INV.RT", "nnn", varianceRatioQuantile), row("FINV", "nnn", varianceRatioQuantile),
		row("BINOM.DIST", "nnnb", binomialOf), row("BINOMDIST", "nnnb", binomialOf),
		{Name: "BINOM.DIST.RANGE", Min: 3, Max: 4, Args: "n", Call: law(binomialRange), Prefix: "_xlfn."},
		row("BINOM.INV", "nnn", binomialQuantile), row("CRITBINOM", "nnn", binomialQuantile),
		row("NEGBINOM.DIST", "nnnb", negativeBinomialOf),
		row("NEGBINOMDIST", "nnn", func(x []float64) float64 { return negativeBinomialOf(append(x, 0)) }),
		row("POISSON.DIST", "nnb", poissonOf), row("POISSON", "nnb", poissonOf),
		row("HYPGEOM.DIST", "nnnnb", hypergeometricOf),
		row("HYPGEOMDIST", "nnnn", func(x []float64) float64 { return hypergeometricOf(append(x, 0)) }),
	}
}

// freedom cuts degrees of freedom to a whole number from 1 to 1e10.
func freedom(df float64, f func(n float64) float64) float64 {
	n := math.Trunc(df)
	if n < 1 || n > 1e10 {
		return nan()
	}
	return f(n)
}

func freedoms(x []float64, f func(m, n float64) float64) float64 {
	return freedom(x[1], func(m float64) float64 {
		return freedom(x[2], func(n float64) float64 { return f(m, n) })
	})
}

func studentOf(x []float64) float64 {
	return freedom(x[1], func(n float64) float64 {
		return either(x[2], func() float64 { return special.StudentLower(x[0], n) }, func() float64 { return special.StudentDensity(x[0], n) })
	})
}

func studentTails(t, df, tails float64) float64 {
	if t < 0 || tails != 1 && tails != 2 {
		return nan()
	}
	return freedom(df, func(n float64) float64 { return tails * special.StudentUpper(t, n) })
}

func studentTwoTails(x []float64) float64 {
	if x[0] <= 0 || x[0] > 1 {
		return nan()
	}
	return freedom(x[1], func(n float64) float64 { return special.StudentUpperQuantile(x[0]/2, n) })
}

func chiSquaredOf(x []float64) float64 {
	if x[0] < 0 {
		return nan()
	}
	return freedom(x[1], func(n float64) float64 {
		return either(x[2], func() float64 { return special.GammaLower(n/2, x[0]/2) }, func() float64 { return special.GammaDensity(x[0], n/2, 2) })
	})
}

func chiSquaredUpper(x []float64) float64 {
	if x[0] < 0 {
		return nan()
	}
	return freedom(x[1], func(n float64) float64 { return special.GammaUpper(n/2, x[0]/2) })
}

func chiSquaredUpperQuantile(x []float64) float64 {
	return freedom(x[1], func(n float64) float64 { return 2 * special.GammaUpperQuantile(n/2, x[0]) })
}

func varianceRatio(x []float64) float64 {
	if x[0] < 0 {
		return nan()
	}
	return freedoms(x, func(m, n float64) float64 {
		return either(x[3], func() float64 { return special.FLower(x[0], m, n) }, func() float64 { return special.FDensity(x[0], m, n) })
	})
}

func varianceRatioUpper(x []float64) float64 {
	if x[0] < 0 {
		return nan()
	}
	return freedoms(x, func(m, n float64) float64 { return special.FUpper(x[0], m, n) })
}

func varianceRatioQuantile(x []float64) float64 {
	return freedoms(x, func(m, n float64) float64 { return special.FUpperQuantile(x[0], m, n) })
}

// mostTrials is where the binomial law gives up.
const mostTrials = 1 << 31

func binomialOf(x []float64) float64 {
	k, n, p := math.Trunc(x[0]), math.Trunc(x[1]), x[2]
	if k < 0 || k > n || n > mostTrials || p < 0 || p > 1 {
		return nan()
	}
	return either(x[3], func() float64 { return special.BinomialLower(k, n, p) }, func() float64 { return special.BinomialMass(k, n, p) })
}

// binomialRange is the probability of k to last successes: trials, chance, k, last.
func binomialRange(x []float64) float64 {
	n, p, k := math.Trunc(x[0]), x[1], math.Trunc(x[2])
	last := k
	if len(x) > 3 {
		last = math.Trunc(x[3])
	}
	if n < 0 || p < 0 || p > 1 || k < 0 || k > n || last < k || last > n {
		return nan()
	}
	sum := 0.0
	for i := k; i <= last; i++ {
		sum += special.BinomialMass(i, n, p)
	}
	return sum
}

func binomialQuantile(x []float64) float64 {
	n := math.Trunc(x[0])
	if n < 0 || n > mostTrials || x[1] <= 0 || x[1] >= 1 || x[2] <= 0 || x[2] >= 1 {
		return nan()
	}
	return special.BinomialQuantile(n, x[1], x[2])
}

func negativeBinomialOf(x []float64) float64 {
	f, s, p := math.Trunc(x[0]), math.Trunc(x[1]), x[2]
	if f < 0 || s < 1 || p < 0 || p > 1 || x[3] != 0 && (p == 0 || p == 1) {
		return nan()
	}
	return either(x[3], func() float64 { return special.NegativeBinomialLower(f, s, p) }, func() float64 { return special.NegativeBinomialMass(f, s, p) })
}

func poissonOf(x []float64) float64 {
	k := math.Trunc(x[0])
	if k < 0 || x[1] < 0 {
		return nan()
	}
	return either(x[2], func() float64 { return special.PoissonLower(k, x[1]) }, func() float64 { return special.PoissonMass(k, x[1]) })
}

// hypergeometricOf takes successes in the sample, its size, successes in the
// population, its size.
func hypergeometricOf(x []float64) float64 {
	k, n, marked, size := math.Trunc(x[0]), math.Trunc(x[1]), math.Trunc(x[2]), math.Trunc(x[3])
	if k < 0 || n < 0 || marked < 0 || size < 0 || n > size || marked > size || k > n || k > marked || k < n-(size-marked) {
		return nan()
	}
	return either(x[4], func() float64 { return special.HypergeometricLower(k, n, marked, size) }, func() float64 {
		return special.HypergeometricMass(k, n, marked, size)
	})
}
