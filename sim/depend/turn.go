package depend

// entries calls a function for every entry of the packed factor: variable j, the
// independent normal of variable k.
func (c *Copula) entries(visit func(j, k int, factor float64)) {
	for i := range c.panels {
		p := &c.panels[i]
		for k := p.first; k < p.end; k++ {
			for r, j := range c.order[p.row:p.end] {
				if f := p.factor[(k-p.first)*panelRows+r]; f != 0 {
					visit(j, c.order[k], f)
				}
			}
		}
	}
}

// Forth returns what weights of the independent normals are in the correlated
// scores: the factor times u.
func (c *Copula) Forth(u []float64) []float64 {
	out := make([]float64, c.n)
	c.entries(func(j, k int, factor float64) { out[j] += float64(factor * u[k]) })
	return out
}

// Back returns what weights of the correlated scores are in the independent
// normals: the transposed factor times w.
func (c *Copula) Back(w []float64) []float64 {
	out := make([]float64, c.n)
	c.entries(func(j, k int, factor float64) { out[k] += float64(factor * w[j]) })
	return out
}

// AddRow adds weight times the independent normal of variable j to sum, one
// number a scenario.
func (c *Copula) AddRow(sum []float64, j int, weight float64, s *Scratch) {
	row, stride := c.Row(j, s)
	for len(sum) > 0 {
		n := min(tileWidth, len(sum))
		for i, z := range row[:n] {
			sum[i] += float64(weight * z)
		}
		if sum = sum[n:]; len(sum) > 0 {
			row = row[stride:]
		}
	}
}

// Shift adds weight times delta to the independent normal of variable j.
func (c *Copula) Shift(j int, weight float64, delta []float64, s *Scratch) {
	row, stride := c.Row(j, s)
	for len(delta) > 0 {
		n := min(tileWidth, len(delta))
		to := row[:n]
		for i, x := range delta[:n] {
			to[i] += float64(weight * x)
		}
		if delta = delta[n:]; len(delta) > 0 {
			row = row[stride:]
		}
	}
}
