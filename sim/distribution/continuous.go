package distribution

// Continuous reports whether the draws rise with their normal score without
// steps, so that what is made of them has no jumps.
func (s *Sampler) Continuous() bool {
	switch s.kind {
	case drawFixed:
		return false
	case drawLookup:
		return s.lookup.cumulated == nil
	}
	return true
}
