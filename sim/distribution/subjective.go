package distribution

import "math"

// newTrigen returns the triangular distribution with mode likely that has
// lowPercent of its probability below bottom and highPercent below top, both 0
// to 100: Trigen(80,100,130,10,90) has 80 as its P10 and 130 as its P90.
// Source: the definition of RiskTrigen; its ends are found as in ends.
// Checked: TestTrigen.
func newTrigen(bottom, likely, top, lowPercent, highPercent float64) (Distribution, error) {
	if err := ordered("Trigen", bottom, likely, top); err != nil {
		return nil, err
	}
	if !(lowPercent >= 0 && highPercent > lowPercent && highPercent <= 100) {
		return nil, bad(CodeParameter, "Trigen", "the percentiles %s and %s must rise between 0 and 100", lowPercent, highPercent)
	}
	if bottom == top {
		return fixed{bottom}, nil
	}
	low, high := lowPercent/100, highPercent/100
	min, max := ends(bottom, likely, top, func(m float64) (a, b float64) {
		d := triangular{0, m, 1}
		return d.quantile(low, 1-low), d.quantile(high, 1-high)
	})
	if low == 0 {
		min = bottom
	}
	if high == 1 {
		max = top
	}
	return NewTriangular(math.Min(min, likely), likely, math.Max(max, likely))
}

// newBetaSubj returns the beta distribution on [min, max] with this mode and
// mean.
// Source: the definition of RiskBetaSubj: with mid = (min+max)/2 the first
// parameter is 2 (mean-min)(mid-likely)/((mean-likely)(max-min)), the second
// (max-mean)/(mean-min) times it; it follows from mean a/(a+b) and mode
// (a-1)/(a+b-2).
// Checked: TestBetaSubj.
func newBetaSubj(min, likely, mean, max float64) (Distribution, error) {
	for _, v := range []float64{likely, mean} {
		if err := ordered("BetaSubj", min, v, max); err != nil {
			return nil, err
		}
	}
	mid := min + float64(0.5*(max-min))
	if min == max {
		return fixed{min}, nil
	}
	a := 2 * (mean - min) * ((mid - likely) / ((mean - likely) * (max - min)))
	b := a * ((max - mean) / (mean - min))
	if !positive(a, b) {
		return nil, bad(CodeParameter, "BetaSubj",
			"no beta distribution between %s and %s has mode %s and mean %s: the mean must lie between the mode and the middle", min, max, likely, mean)
	}
	return NewBeta(a, b, min, max)
}

// newDoubleTriang returns the distribution of two triangles that meet at
// likely: one rises from min and holds the probability lower, the other falls
// to max and holds the rest.
// Source: the definition of RiskDoubleTriang.
// Checked: TestMoments, TestQuantileAndCDF.
func newDoubleTriang(min, likely, max, lower float64) (Distribution, error) {
	if err := ordered("DoubleTriang", min, likely, max); err != nil {
		return nil, err
	}
	if !(lower > 0 && lower < 1) || min == likely || likely == max {
		return nil, bad(CodeParameter, "DoubleTriang", "probability %s must be between 0 and 1, and %s between %s and %s", lower, likely, min, max)
	}
	a, b, upper := likely-min, max-likely, 1-lower
	mean := likely + float64(upper*b/3) - float64(lower*a/3)
	square := float64(lower*a*a/6) + float64(upper*b*b/6) // about likely
	return formed{
		lo: min, hi: max,
		below: func(x float64) (float64, float64) {
			if x <= likely {
				p := float64(lower * ((x - min) / a * ((x - min) / a)))
				return p, 1 - p
			}
			q := float64(upper * ((max - x) / b * ((max - x) / b)))
			return 1 - q, q
		},
		at: func(p, q float64) float64 {
			if p <= lower {
				return min + float64(a*math.Sqrt(p/lower))
			}
			return max - float64(b*math.Sqrt(q/upper))
		},
		mean: mean, variance: square - float64((mean-likely)*(mean-likely)), bent: true,
	}.made("DoubleTriang", min, likely, max, lower)
}

// newReciprocal returns the log-uniform distribution on [min, max], density
// proportional to 1/x.
// Source: Hamming, Bell Syst. Tech. J. 49 (1970) 1609-1625.
// Checked: TestMoments, TestQuantileAndCDF.
func newReciprocal(min, max float64) (Distribution, error) {
	if err := ordered("Reciprocal", min, max); err != nil {
		return nil, err
	}
	if !positive(min, max) {
		return nil, bad(CodeParameter, "Reciprocal", "minimum %s must be above 0", min)
	}
	if min == max {
		return fixed{min}, nil
	}
	width := log(max / min)
	mean := (max - min) / width
	return formed{
		lo: min, hi: max,
		below: func(x float64) (float64, float64) { return log(x/min) / width, log(max/x) / width },
		at: func(p, q float64) float64 {
			if p < q {
				return min * exp(p*width)
			}
			return max * exp(-q*width)
		},
		mean: mean, variance: float64((max-min)*((max+min)/(2*width))) - float64(mean*mean),
	}.made("Reciprocal", min, max)
}

// newLognormal2 returns the lognormal distribution by mean and standard
// deviation of its logarithm; Fixed when the latter is 0.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 14.
// Checked: TestPublishedByLog, TestMoments.
func newLognormal2(mu, sigma float64) (Distribution, error) {
	if !finite(mu, sigma) || sigma < 0 || math.Abs(mu) > 600 || sigma > 100 {
		return nil, bad(CodeParameter, "Lognormal2", "mu %s must be within 600 of 0, and sigma %s between 0 and 100", mu, sigma)
	}
	if sigma == 0 {
		return fixed{exp(mu)}, nil
	}
	return continuous{lognormal{mu, sigma, write("Lognormal2", mu, sigma)}}, nil
}
