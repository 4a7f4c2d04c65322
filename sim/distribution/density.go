package distribution

// NormalDensity is the density of the standard normal at z, with the same bits
// on every processor.
func NormalDensity(z float64) float64 { return phi0 * exp(-0.5*float64(z*z)) }
