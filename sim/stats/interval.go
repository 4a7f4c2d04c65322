package stats

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval returns the 95 % confidence interval and the standard error of an
// estimate that was made from all scenarios together, given the same figure
// computed from each independent replicate (block of a design) alone. The
// spread of the replicates says how far the pooled estimate may be off:
// se = sd(replicates)/sqrt(R), estimate -+ t(0.975, R-1) se. The formula for
// independent draws is never used: it is wrong under stratified designs.
//
// Fewer than two replicates say nothing: all three are NaN. When a replicate
// is infinite (a quantile beyond the horizon) the interval is unbounded.
//
// Source: Owen, Monte Carlo theory, methods and examples, section 10.3 on
// replicated Latin hypercubes; Student, Biometrika 6 (1908).
// Checked: TestInterval, TestIntervalCoverage.
func Interval(estimate float64, perReplicate []float64) (lo, hi, se float64) {
	r := len(perReplicate)
	if r < 2 || math.IsNaN(estimate) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	for _, v := range perReplicate {
		if math.IsInf(v, 0) {
			return math.Inf(-1), math.Inf(1), math.Inf(1)
		}
	}
	_, sd := MeanSD(perReplicate)
	se = sd / math.Sqrt(float64(r))
	half := float64(TQuantile(0.975, float64(r-1)) * se)
	return estimate - half, estimate + half, se
}

// ShareHalf is half the width of the 95 % confidence interval of a share of
// scenarios, given the share in each independent replicate: the quantile of p has
// the interval from that of p-half to that of p+half. Unlike the spread of the
// quantiles of short replicates that of their shares is not biased, and it needs no
// density. Fewer than two replicates say nothing: NaN.
//
// Source: as Interval; Woodruff, Confidence intervals for medians and other
// position measures, Journal of the American Statistical Association 47 (1952)
// 635-646.
// Checked: TestShareCoverage.
func ShareHalf(perReplicate []float64) float64 {
	lo, hi, _ := Interval(0, perReplicate)
	return (hi - lo) / 2
}

// TQuantile returns the p-quantile of Student's t distribution with df > 0
// degrees of freedom.
//
// Checked: TestTQuantile, against printed tables.
func TQuantile(p, df float64) float64 {
	key := [2]float64{p, df}
	if t, ok := quantilesOfT.Load(key); ok {
		return t.(float64)
	}
	t := quantileOfT(p, df)
	if df <= mostKept {
		quantilesOfT.Store(key, t)
	}
	return t
}

// quantilesOfT are those that were asked for, by p and df up to mostKept: intervals ask
// for few, over and over.
var quantilesOfT sync.Map

const mostKept = 1000

func quantileOfT(p, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}
