package distribution

// NewPERT returns the beta-PERT distribution on [min, max] with the given mode;
// shape is how strongly it is peaked, usually 4. Fixed when min = max.
// With w = max-min it is the beta distribution with a = 1 + shape (mode-min)/w
// and b = 1 + shape (max-mode)/w; its mean is (min + shape mode + max)/(shape+2).
// Source: Malcolm et al., Oper. Res. 7 (1959) 646-669; Vose, Risk Analysis,
// 3rd ed. (2008), for the shape parameter.
// Checked: TestPublished.
func NewPERT(min, mode, max, shape float64) (Distribution, error) {
	if err := ordered("PERT", min, mode, max); err != nil {
		return nil, err
	}
	if !finite(shape) || shape <= 0 || shape > 1e6 {
		return nil, bad(CodeParameter, "PERT", "the shape %s must be above 0 (usually 4, at most 1e6)", shape)
	}
	if min == max {
		return fixed{min}, nil
	}
	text := write("PERT", min, mode, max, shape)
	if shape == 4 {
		text = write("PERT", min, mode, max)
	}
	w := max - min
	a := 1 + float64(shape*((mode-min)/w))
	b := 1 + float64(shape*((max-mode)/w))
	return continuous{beta{newBetaShape(a, b), min, max, text}}, nil
}
