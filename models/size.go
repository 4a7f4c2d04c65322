package models

// Bytes is about how much memory the columns of the run take.
func (s *Simulation) Bytes() int64 {
	n := 0
	for _, c := range s.res.Scalar {
		n += len(c)
	}
	for _, series := range s.res.Series {
		for _, c := range series {
			n += len(c)
		}
	}
	for _, c := range s.res.Inputs {
		n += len(c)
	}
	for _, r := range s.res.Rows {
		n += len(r.Values)
	}
	return int64(8 * n)
}
