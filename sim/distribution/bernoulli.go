package distribution

// newBernoulli returns the distribution of an event: 1 with probability p,
// otherwise 0. Fixed when p is 0 or 1.
func newBernoulli(p float64) (Distribution, error) {
	if !(p >= 0 && p <= 1) {
		return nil, bad(CodeParameter, "Bernoulli", "probability %s must be between 0 and 1", p)
	}
	if p == 0 || p == 1 {
		return fixed{p}, nil
	}
	return newDiscrete([]float64{0, 1}, []float64{1 - p, p}, callText("Bernoulli", p)), nil
}
