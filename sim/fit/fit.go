// Package fit finds the distributions that observations may come from: maximum
// likelihood over the families that have a density, ranked by AIC, each with
// its distance from the observations.
package fit

import (
	"math"
	"slices"
	"strconv"

	"ballast/sim/distribution"
)

// Fewest is how many values are needed.
const Fewest = 8

// Fit is a family with the arguments of the largest likelihood.
type Fit struct {
	Family        string
	Spec          distribution.Spec // its arguments to the last digit
	Text          string            // to paste: arguments to six digits
	Distribution  distribution.Distribution
	Parameters    int     // that were estimated
	LogLikelihood float64 // natural logarithm
	AIC           float64 // 2 Parameters - 2 LogLikelihood: the smallest is the best
	KS            float64 // largest distance between the two cumulative curves
	AD            float64 // Anderson-Darling A^2; infinite when a value lies on an end
}

// Reason says why a family was left out.
type Reason string

// The reasons.
const (
	NeedsPositive Reason = "positive"   // it holds values above 0 only
	NeedsShares   Reason = "shares"     // it holds values between 0 and 1 only
	NoMaximum     Reason = "no-maximum" // its likelihood has no maximum inside the family
)

// Left is a family that was left out.
type Left struct {
	Family string
	Reason Reason
}

// DataError says why values cannot be fitted.
type DataError struct {
	Code  string // "few", "equal" or "not-finite"
	Count int    // of values
}

// Error implements error.
func (e *DataError) Error() string {
	switch e.Code {
	case "few":
		return strconv.Itoa(e.Count) + " values are too few: at least " + strconv.Itoa(Fewest) + " are needed"
	case "equal":
		return "all values are equal: there is nothing to fit"
	}
	return "not all values are finite numbers"
}

// Values fits all families to observations, the best by AIC first. Values in a
// family whose support they leave are no reason to stop: it is left out, and
// listed.
// Source: Akaike, IEEE Trans. Autom. Control 19 (1974) 716-723, for the ranking.
// Checked: TestPublished, TestScores, TestBadValues.
func Values(values []float64) (fits []Fit, left []Left, err error) {
	s, err := newSample(values)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range families() {
		switch {
		case f.domain == positive && s.x[0] <= 0:
			left = append(left, Left{f.name, NeedsPositive})
			continue
		case f.domain == shares && (s.x[0] <= 0 || s.x[len(s.x)-1] >= 1):
			left = append(left, Left{f.name, NeedsShares})
			continue
		}
		fit, ok := f.fit(s)
		if !ok {
			left = append(left, Left{f.name, NoMaximum})
			continue
		}
		fits = append(fits, fit)
	}
	slices.SortStableFunc(fits, func(a, b Fit) int {
		switch {
		case a.AIC < b.AIC:
			return -1
		case a.AIC > b.AIC:
			return 1
		}
		return 0
	})
	return fits, left, nil
}

// Counts reports whether values may be counts: whole numbers from 0 of which a third or
// more repeat others. No family here holds such; all are continuous.
//
// Checked: TestCounts.
func Counts(values []float64) bool {
	times := map[float64]int{}
	for _, v := range values {
		if v < 0 || v != math.Trunc(v) {
			return false
		}
		times[v]++
	}
	return 3*len(times) <= 2*len(values)
}

// fit completes a family's estimate; ok is false when it has none.
func (f family) fit(s *sample) (fit Fit, ok bool) {
	args, logLikelihood, ok := f.estimate(s)
	if !ok || math.IsNaN(logLikelihood) || math.IsInf(logLikelihood, 0) {
		return Fit{}, false
	}
	fit = Fit{Family: f.name, Spec: distribution.Spec{Name: f.name, Args: args}, Parameters: f.parameters,
		LogLikelihood: logLikelihood, AIC: 2*float64(f.parameters) - 2*logLikelihood}
	d, err := fit.Spec.Build(nil)
	if err != nil {
		return Fit{}, false
	}
	short := distribution.Spec{Name: f.name, Args: slices.Clone(args)}
	for i, v := range short.Args {
		short.Args[i] = sixDigits(v)
	}
	if _, err := short.Build(nil); err != nil {
		short = fit.Spec
	}
	fit.Text, fit.Distribution = short.String(), d
	fit.KS, fit.AD = s.distances(d)
	return fit, true
}

func sixDigits(v float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	if err != nil {
		return v
	}
	return short
}

// distances are the Kolmogorov-Smirnov and the Anderson-Darling statistic of a
// distribution. Both are plain distances here: their usual tables hold for a
// distribution that was known before, not for one that was fitted to the same
// values.
// Source: Stephens, J. Am. Stat. Assoc. 69 (1974) 730-737.
// Checked: TestDistances.
func (s *sample) distances(d distribution.Distribution) (ks, ad float64) {
	n := len(s.x)
	p := make([]float64, n)
	for i, x := range s.x {
		p[i] = d.CDF(x)
		ks = max(ks, p[i]-float64(i)/float64(n), float64(i+1)/float64(n)-p[i])
	}
	sum := 0.0
	for i := range p {
		sum += float64(float64(2*i+1) * (math.Log(p[i]) + math.Log1p(-p[n-1-i])))
	}
	return ks, -float64(n) - sum/float64(n)
}

// sample is what all families look at.
type sample struct {
	x, logs       []float64 // ascending; logarithms when all are above 0
	n             float64
	mean, meanLog float64
	sd            float64 // over n
}

func newSample(values []float64) (*sample, error) {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, &DataError{"not-finite", len(values)}
		}
	}
	if len(values) < Fewest {
		return nil, &DataError{"few", len(values)}
	}
	s := &sample{x: slices.Clone(values), n: float64(len(values))}
	slices.Sort(s.x)
	if s.x[0] == s.x[len(s.x)-1] {
		return nil, &DataError{"equal", len(values)}
	}
	s.mean, s.sd = meanAndSD(s.x)
	if s.x[0] > 0 {
		s.logs = make([]float64, len(s.x))
		for i, v := range s.x {
			s.logs[i] = math.Log(v)
		}
		s.meanLog, _ = meanAndSD(s.logs)
	}
	return s, nil
}

// meanAndSD are the mean and the root mean square of the distance from it.
func meanAndSD(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x))
	}
	return mean, math.Sqrt(sd)
}
