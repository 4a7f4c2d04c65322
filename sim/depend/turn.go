package depend

// entries calls a function for the entries of the packed factor, twelve of a column at a
// time: those of the rows from row on in column k, of which 0 counts for nothing.
func (c *Copula) entries(visit func(row, k int, factors []float64)) {
	for i := range c.panels {
		p := &c.panels[i]
		for k := p.first; k < p.end; k++ {
			visit(p.row, k, p.factor[(k-p.first)*panelRows:][:p.end-p.row])
		}
	}
}

// Forth returns what weights of the independent normals are in the correlated
// scores: the factor times u.
func (c *Copula) Forth(u []float64) []float64 {
	out := make([]float64, c.n)
	c.entries(func(row, k int, factors []float64) {
		x := u[c.order[k]]
		for r, j := range c.order[row:][:len(factors)] {
			if f := factors[r]; f != 0 {
				out[j] += float64(f * x)
			}
		}
	})
	return out
}

// Back returns what weights of the correlated scores are in the independent
// normals: the transposed factor times w.
func (c *Copula) Back(w []float64) []float64 {
	out := make([]float64, c.n)
	c.entries(func(row, k int, factors []float64) {
		sum := out[c.order[k]]
		for r, j := range c.order[row:][:len(factors)] {
			if f := factors[r]; f != 0 {
				sum += float64(f * w[j])
			}
		}
		out[c.order[k]] = sum
	})
	return out
}

// AddRow adds weight times the independent normal of variable j to sum, one
// number a scenario.
func (c *Copula) AddRow(sum []float64, j int, weight float64, s *Scratch) {
	row, stride := c.Row(j, s)
	addTiles(sum, row, tileWidth, stride, len(sum), weight)
}

// Shift adds weight times delta, one number a scenario, to the independent normal of
// variable j when the next Product comes to it; delta must be left alone until then.
func (c *Copula) Shift(j int, weight float64, delta []float64, s *Scratch) {
	s.shifts = append(s.shifts, shift{c.place[j], weight, delta})
}

// shift is what Shift leaves to do.
type shift struct {
	place  int
	weight float64
	delta  []float64
}

// shift does what Shift left to do for the scenarios lo to hi-1; lo begins a tile.
func (c *Copula) shift(lo, hi int, s *Scratch) {
	size := c.n * tileWidth
	x := s.x[lo/tileWidth*size:]
	for _, by := range s.shifts {
		addTiles(x[by.place*tileWidth:], by.delta[lo:hi], size, tileWidth, hi-lo, by.weight)
	}
}

// addTiles adds weight times the first count numbers of src to those of dst. Tiles of
// either lie a stride apart.
func addTiles(dst, src []float64, dstStride, srcStride, count int, weight float64) {
	if full := count / tileWidth; full > 0 {
		addFullTiles(dst, src, dstStride, srcStride, full, weight)
		if count -= full * tileWidth; count > 0 {
			dst, src = dst[full*dstStride:], src[full*srcStride:]
		}
	}
	for i, x := range src[:count] {
		dst[i] += float64(weight * x)
	}
}

// addFullPortable is addFullTiles in Go.
func addFullPortable(dst, src []float64, dstStride, srcStride, tiles int, weight float64) {
	for t := range tiles {
		to, from := (*[tileWidth]float64)(dst[t*dstStride:]), (*[tileWidth]float64)(src[t*srcStride:])
		for i, x := range from {
			to[i] += float64(weight * x)
		}
	}
}
