package distribution

// Exps sets dst[i] to e^x[i], to a relative error below 1e-15; dst may be x.
// It is faster than Exp in a loop.
// Source: exponentials.
// Checked: TestExponentials.
func Exps(dst, x []float64) { exponentials(dst, x, 0, 1) }
