package distribution

// TakesScores reports whether the sampler draws from normal scores: FromZ is
// then the direct way and FromU the detour, otherwise it is the other way round.
func (s *Sampler) TakesScores() bool {
	return s.kind == drawScores || s.kind == drawExponent || s.kind == drawTable
}
