// Package distribution has the distributions of uncertain quantities, quantile first:
// one uniform number makes one draw. Constructors return errors; nothing here
// panics. All arithmetic that a draw passes through gives the same bits on
// every processor: see elementary.go.
package distribution

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Distribution is the law of one uncertain quantity. All are read-only and safe
// for concurrent use.
type Distribution interface {
	// Quantile returns the smallest x with CDF(x) >= u; the ends of the support
	// for u <= 0 and u >= 1; NaN for NaN.
	Quantile(u float64) float64
	// CDF returns the probability of at most x.
	CDF(x float64) float64
	// Mean returns the expectation, possibly infinite.
	Mean() float64
	// Variance returns the variance, possibly infinite.
	Variance() float64
	// Support returns the ends of the possible values, possibly infinite.
	Support() (lo, hi float64)
	// String returns a text that Parse reads back to the same distribution
	// (for Empirical: one that differs when the values differ). Equal texts
	// mean equal distributions.
	String() string
}

// ParamError says why a distribution cannot be made. Code is stable, for a
// translated message; Text is plain English without it.
type ParamError struct {
	Code   string
	Name   string // the distribution, or the word that names none
	Text   string
	Values []float64 // the numbers in question
}

// The codes of ParamError.
const (
	CodeSyntax     = "distribution-syntax"  // the text cannot be read
	CodeUnknown    = "unknown-distribution" // no distribution has this name
	CodeParameter  = "bad-parameter"        // a number is missing, too many or impossible
	CodeOrder      = "estimate-order"       // not low <= likely <= high
	CodeMissing    = "estimate-missing"     // an estimate that the shape needs is not there
	CodeShape      = "unknown-shape"        // no such Shape or Range means
	CodeSum        = "probability-sum"      // probabilities do not sum to 1
	CodeTruncation = "truncation-empty"     // nothing is left between min and max
	CodeMetalog    = "metalog-infeasible"   // no metalog has these percentiles
	CodeNotation   = "decimal-notation"     // the commas of the text may be decimal or not
	CodeMixedUnits = "mixed-units"          // some amounts carry a unit, others would take another
	CodeNoValues   = "empirical-values"     // no values, or not all are numbers
)

// Error implements error.
func (e *ParamError) Error() string {
	if e.Name == "" {
		return e.Text
	}
	return e.Name + ": " + e.Text
}

func bad(code, name, format string, values ...float64) error {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = number(v)
	}
	return &ParamError{Code: code, Name: name, Text: fmt.Sprintf(format, args...), Values: values}
}

// law is what a continuous distribution implements. Both tails travel
// together, so that neither is lost to rounding: p+q = 1.
type law interface {
	tails(x float64) (p, q float64)
	quantile(p, q float64) float64 // p, q in (0,1)
	Mean() float64
	Variance() float64
	Support() (lo, hi float64)
	String() string
}

// continuous makes a law a Distribution.
type continuous struct{ law }

// Quantile is the value at probability u; NaN outside 0..1.
func (c continuous) Quantile(u float64) float64 {
	lo, hi := c.Support()
	switch {
	case u <= 0:
		return lo
	case u >= 1:
		return hi
	case math.IsNaN(u):
		return u
	}
	return c.quantile(u, 1-u)
}

// CDF is the probability of at most x.
func (c continuous) CDF(x float64) float64 {
	lo, hi := c.Support()
	switch {
	case math.IsNaN(x):
		return x
	case x >= hi:
		return 1
	case x <= lo:
		return 0
	}
	p, _ := c.tails(x)
	return p
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// number is the shortest text that reads back to v.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// callText is the text NAME(a, b, ...).
func callText(name string, args ...float64) string {
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = number(a)
	}
	return name + "(" + strings.Join(words, ",") + ")"
}

// written is the text NAME(a, b, ...), put together when it is asked for.
type written struct {
	name string
	args [5]float64
	n    int
}

func write(name string, args ...float64) written {
	w := written{name: name, n: len(args)}
	copy(w.args[:], args)
	return w
}

// String is the text.
func (w written) String() string { return callText(w.name, w.args[:w.n]...) }
