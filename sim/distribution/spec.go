package distribution

import "math"

// Spec is a distribution as it was written, before it is built.
type Spec struct {
	Name  string    // canonical: "Fixed", "Uniform", ... "Binomial"
	Args  []float64 // in the order written; 35% is 0.35
	Pairs []Pair    // of Discrete
	Min   *float64  // min=, an end of Beta's or Metalog's own or a cut
	Max   *float64  // max=
	Range string    // of Empirical: the cell range, as written
	// Percent is true when the values (not probabilities) were written in
	// percent. Zero may be written without it; otherwise it is all or none.
	Percent bool
}

// Build makes the distribution. values are the numbers of an Empirical's
// range; other distributions do not look at them.
func (s Spec) Build(values []float64) (Distribution, error) {
	if s.Name == "Metalog" || s.Name == "Beta" {
		return s.build(values)
	}
	d, err := s.build(values)
	if err != nil || s.Min == nil && s.Max == nil {
		return d, err
	}
	return Truncate(d, s.end(s.Min, math.Inf(-1)), s.end(s.Max, math.Inf(1)))
}

func (s Spec) end(v *float64, none float64) float64 {
	if v == nil {
		return none
	}
	return *v
}

func (s Spec) build(values []float64) (Distribution, error) {
	if n, ok := argCount(s.Name); ok && (len(s.Args) < n[0] || len(s.Args) > n[1]) {
		return nil, bad(CodeParameter, s.Name, "%s numbers were given, it takes %s to %s", float64(len(s.Args)), float64(n[0]), float64(n[1]))
	}
	a := s.Args
	switch s.Name {
	case "Fixed":
		return NewFixed(a[0])
	case "Uniform":
		return NewUniform(a[0], a[1])
	case "Triangular":
		return NewTriangular(a[0], a[1], a[2])
	case "PERT":
		return NewPERT(a[0], a[1], a[2], optional(a, 3, 4))
	case "Normal":
		return NewNormal(a[0], a[1])
	case "Lognormal":
		return NewLognormal(a[0], a[1])
	case "LognormalP":
		return NewLognormalP(a[0], a[1])
	case "Beta":
		return NewBeta(a[0], a[1], s.end(s.Min, optional(a, 2, 0)), s.end(s.Max, optional(a, 3, 1)))
	case "Gamma":
		return NewGamma(a[0], a[1])
	case "Weibull":
		return NewWeibull(a[0], a[1])
	case "Exponential":
		return NewExponential(a[0])
	case "Discrete":
		return NewDiscrete(s.Pairs)
	case "Empirical":
		return NewEmpirical(values)
	case "Metalog":
		return NewMetalog(a[0], a[1], a[2], s.end(s.Min, optional(a, 3, math.Inf(-1))), s.end(s.Max, optional(a, 4, math.Inf(1))))
	case "Bernoulli":
		return NewBernoulli(a[0])
	case "Poisson":
		return NewPoisson(a[0])
	case "Binomial":
		return NewBinomial(a[0], a[1])
	}
	return nil, bad(CodeUnknown, s.Name, "no distribution has this name")
}

func optional(a []float64, i int, otherwise float64) float64 {
	if i < len(a) {
		return a[i]
	}
	return otherwise
}

// argCount returns the least and the largest number of plain numbers that a
// distribution takes.
func argCount(name string) (n [2]int, ok bool) {
	switch name {
	case "Fixed", "Exponential", "Bernoulli", "Poisson":
		return [2]int{1, 1}, true
	case "Uniform", "Normal", "Lognormal", "LognormalP", "Gamma", "Weibull", "Binomial":
		return [2]int{2, 2}, true
	case "Triangular":
		return [2]int{3, 3}, true
	case "PERT":
		return [2]int{3, 4}, true
	case "Beta":
		return [2]int{2, 4}, true
	case "Metalog":
		return [2]int{3, 5}, true
	case "Discrete", "Empirical":
		return [2]int{0, 0}, true
	}
	return n, false
}

// valueArgs is how many of the leading numbers of a distribution are values of
// the variable (which may be in percent of something); the others are shapes,
// counts and probabilities.
func valueArgs(name string) (first, last int) {
	switch name {
	case "Beta":
		return 2, 4
	case "Gamma", "Weibull":
		return 1, 2
	case "Bernoulli", "Binomial", "Poisson":
		return 0, 0
	case "PERT":
		return 0, 3
	}
	return 0, 5
}
