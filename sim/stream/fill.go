package stream

// Fill sets dst[i] to Uniform(first+i).
func (s Stream) Fill(dst []float64, first uint64) { s.fill(dst, first, 0, useScenario) }

// FillNth sets dst[k] to Nth(scenario, k).
func (s Stream) FillNth(dst []float64, scenario uint64) { s.fill(dst, 0, scenario, useNth) }

// fill writes the uniform numbers first, first+1, ... of the sequence that the
// middle words of the counter name: whole counters in the middle, parts of one
// at both ends.
func (s Stream) fill(dst []float64, first, x, y uint64) {
	k := s.schedule()
	var w [4]uint64
	for first%4 != 0 && len(dst) > 0 {
		w[0], w[1], w[2], w[3] = k.block(first/4, x, y)
		dst[0] = Unit(w[first%4])
		first, dst = first+1, dst[1:]
	}
	c := first / 4
	for ; len(dst) >= 4; dst = dst[4:] {
		c0, c1, c2, c3 := k.block(c, x, y)
		dst[0], dst[1], dst[2], dst[3] = Unit(c0), Unit(c1), Unit(c2), Unit(c3)
		c++
	}
	w[0], w[1], w[2], w[3] = k.block(c, x, y)
	for i := range dst {
		dst[i] = Unit(w[i])
	}
}

// FillBits sets dst[i] to Bits(first+i).
func (s Stream) FillBits(dst []uint64, first uint64) {
	k := s.schedule()
	var w [4]uint64
	for len(dst) > 0 {
		w[0], w[1], w[2], w[3] = k.block(first/4, 0, useScenario)
		n := copy(dst, w[first%4:])
		first, dst = first+uint64(n), dst[n:]
	}
}
