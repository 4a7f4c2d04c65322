package distribution

// FromEstimates makes the distribution of three estimates, any of which may be
// missing. shape is "", "fixed", "uniform", "triangular", "pert", "normal" or
// "lognormal"; without one, three estimates are a PERT, low and high a Uniform,
// and a likely value alone is Fixed. rangeMeans says what low and high are:
// "min-max" (or ""), "p5-p95", "p10-p90" or "p15-p85".
//
//   - Triangular and PERT with percentiles have likely as their mode, and the
//     end points that give those percentiles, to 1e-9 of the range.
//   - Normal and Lognormal have low and high as those percentiles and do not
//     look at likely. With "min-max" they have low and high at three standard
//     deviations (of the logarithm), and are truncated there.
//   - Estimates that are all equal are Fixed, whatever the shape.
func FromEstimates(shape, rangeMeans string, low, likely, high *float64) (Distribution, error) {
	tail, ok := rangeTail(rangeMeans)
	if !ok {
		return nil, &ParamError{Code: CodeShape, Name: rangeMeans, Text: "not a meaning of a range"}
	}
	given := make([]float64, 0, 3)
	for _, v := range []*float64{low, likely, high} {
		if v != nil {
			given = append(given, *v)
		}
	}
	if len(given) == 0 {
		return nil, missing(shape, "there are no estimates")
	}
	if err := ordered(shape, given...); err != nil {
		return nil, err
	}
	if shape == "" {
		shape = shapeOf(low, likely, high)
	}
	if shape != "" && given[0] == given[len(given)-1] && len(given) > 1 {
		return known(shape, fixed{given[0]})
	}
	return estimated(shape, tail, low, likely, high)
}

// rangeTail is the probability below low and above high.
func rangeTail(rangeMeans string) (float64, bool) {
	switch rangeMeans {
	case "", "min-max":
		return 0, true
	case "p5-p95":
		return 0.05, true
	case "p10-p90":
		return 0.10, true
	case "p15-p85":
		return 0.15, true
	}
	return 0, false
}

// shapeOf chooses a shape by which estimates there are.
func shapeOf(low, likely, high *float64) string {
	switch {
	case low != nil && likely != nil && high != nil:
		return "pert"
	case low != nil && high != nil:
		return "uniform"
	case likely != nil && low == nil && high == nil:
		return "fixed"
	}
	return ""
}

// known returns d if the shape is one.
func known(shape string, d Distribution) (Distribution, error) {
	switch shape {
	case "fixed", "uniform", "triangular", "pert", "normal", "lognormal":
		return d, nil
	}
	return nil, &ParamError{Code: CodeShape, Name: shape, Text: "no such shape"}
}

func missing(shape, text string) error {
	return &ParamError{Code: CodeMissing, Name: shape, Text: text}
}

func estimated(shape string, tail float64, low, likely, high *float64) (Distribution, error) {
	switch shape {
	case "":
		return nil, missing("", "low and high go together")
	case "fixed":
		if likely == nil {
			return nil, missing(shape, "it needs the likely value")
		}
		return NewFixed(*likely)
	case "uniform", "normal", "lognormal":
		if low == nil || high == nil {
			return nil, missing(shape, "it needs low and high")
		}
	case "triangular", "pert":
		if low == nil || likely == nil || high == nil {
			return nil, missing(shape, "it needs low, likely and high")
		}
	default:
		return known(shape, nil)
	}
	switch shape {
	case "uniform":
		beyond := float64((*high - *low) * (tail / (1 - float64(2*tail))))
		return NewUniform(*low-beyond, *high+beyond)
	case "triangular":
		min, max := percentileEnds(*low, *likely, *high, tail, standardTriangular)
		return NewTriangular(min, *likely, max)
	case "pert":
		min, max := percentileEnds(*low, *likely, *high, tail, standardPERT)
		return NewPERT(min, *likely, max, 4)
	case "normal":
		return normalBetween(*low, *high, tail)
	}
	if *low <= 0 {
		return nil, bad(CodeParameter, shape, "low %s must be above 0", *low)
	}
	return lognormalRange(*low, *high, tail)
}

// threeSigma is the probability beyond three standard deviations on one side.
func threeSigma() float64 { return NormalCDF(-3) }

func normalBetween(low, high, tail float64) (Distribution, error) {
	p := tail
	if tail == 0 {
		p = threeSigma()
	}
	d, err := NewNormal(float64(low/2)+float64(high/2), (high-low)/(2*scoreOf(1-p, p)))
	if err != nil || tail > 0 {
		return d, err
	}
	return Truncate(d, low, high)
}

func lognormalRange(low, high, tail float64) (Distribution, error) {
	p := tail
	if tail == 0 {
		p = threeSigma()
	}
	l := lognormalBetween(low, high, p)
	l.text = write("LognormalP", l.quantile(0.1, 0.9), l.quantile(0.9, 0.1))
	if tail > 0 {
		return continuous{l}, nil
	}
	return Truncate(continuous{l}, low, high)
}

// percentileEnds are the ends of a standard shape with quantiles tail at low and
// 1-tail at high.
func percentileEnds(low, likely, high, tail float64, standard func(m, tail float64) (a, b float64)) (min, max float64) {
	if tail == 0 {
		return low, high
	}
	return ends(low, likely, high, func(m float64) (a, b float64) { return standard(m, tail) })
}

// ends solves for the ends of a distribution on [min, max] of a one-parameter
// family of shapes with mode likely and two quantiles at low and high.
// In units of max-min the mode is m, and quantiles(m) lie at a and b: m is the
// root of (m-a)/(b-a) = (likely-low)/(high-low), which rises from below 0 at
// m=0 to above 1 at m=1; then max-min = (high-low)/(b-a).
// Checked: TestEstimatePercentiles, to 1e-9 of the range.
func ends(low, likely, high float64, quantiles func(m float64) (a, b float64)) (min, max float64) {
	target := (likely - low) / (high - low)
	from, to := 0.0, 1.0
	for to-from > 1e-16 {
		m := float64(0.5 * (from + to))
		if m == from || m == to {
			break
		}
		if a, b := quantiles(m); (m-a)/(b-a) < target {
			from = m
		} else {
			to = m
		}
	}
	m := float64(0.5 * (from + to))
	a, b := quantiles(m)
	w := (high - low) / (b - a)
	return likely - float64(m*w), likely + float64((1-m)*w)
}

func standardTriangular(m, tail float64) (a, b float64) {
	d := triangular{0, m, 1}
	return d.quantile(tail, 1-tail), d.quantile(1-tail, tail)
}

func standardPERT(m, tail float64) (a, b float64) {
	s := newBetaShape(1+float64(4*m), 1+float64(4*(1-m)))
	a, _ = s.quantile(tail, 1-tail)
	b, _ = s.quantile(1-tail, tail)
	return a, b
}
