package depend

// Scratch holds the buffers of one worker. The zero value is ready.
type Scratch struct {
	x, mix []float64
}

const (
	panelRows = 3  // rows of the factor that are multiplied together
	chunk     = 32 // scenarios that are multiplied together, even
)

// panel is up to three rows of the triangular factor from column first on,
// where the earliest of them begins: independent groups of variables cost
// nothing to each other. Entries above the diagonal are 0, and so are rows
// beyond the last.
type panel struct {
	row, rows, first, end int
	factor                [panelRows][]float64 // columns first to end of each row
}

func pack(l [][]float64) []panel {
	var panels []panel
	for row := 0; row < len(l); row += panelRows {
		p := panel{row: row, rows: min(panelRows, len(l)-row), first: row, end: min(row+panelRows, len(l))}
		for _, r := range l[row:p.end] {
			p.first = min(p.first, firstNonzero(r))
		}
		for i := range p.factor {
			p.factor[i] = make([]float64, p.end-p.first)
			if i < p.rows {
				copy(p.factor[i], l[row+i][p.first:])
			}
		}
		panels = append(panels, p)
	}
	return panels
}

func firstNonzero(row []float64) int {
	for k, v := range row {
		if v != 0 {
			return k
		}
	}
	return len(row) - 1
}

// Normals replaces the independent standard normal columns cols (cols[j][i] is
// variable j in scenario i, all of one length) by correlated ones:
// new[j] = sum over k <= j of factor[j][k]*old[k], summed in the order of k
// whatever the length of the block, so that a scenario does not depend on its
// neighbours.
//
// Checked: TestNormalsMatchPlainProduct, TestRealisedRankCorrelation.
func (c *Copula) Normals(cols [][]float64, s *Scratch) {
	if c.n == 0 {
		return
	}
	s.x = grow(s.x, c.n*chunk)
	for lo := 0; lo < len(cols[0]); lo += chunk {
		width := min(chunk, len(cols[0])-lo)
		c.load(cols, lo, width, s.x)
		for i := range c.panels {
			c.panels[i].multiply(cols, lo, width, c.n, s.x)
		}
	}
}

// load copies a chunk scenario by scenario: x[i*n+k]. An odd last scenario has
// a partner of zeros.
func (c *Copula) load(cols [][]float64, lo, width int, x []float64) {
	for k, col := range cols[:c.n] {
		for i, v := range col[lo : lo+width] {
			x[i*c.n+k] = v
		}
		if width&1 == 1 {
			x[width*c.n+k] = 0
		}
	}
}

// multiply computes three rows for two scenarios at a time.
func (p *panel) multiply(cols [][]float64, lo, width, n int, x []float64) {
	var y [panelRows][2]float64
	for i := 0; i < width; i += 2 {
		x0, x1 := x[i*n+p.first:i*n+p.end], x[(i+1)*n+p.first:(i+1)*n+p.end]
		y[0][0], y[0][1], y[1][0], y[1][1], y[2][0], y[2][1] = tile(p.factor[0], p.factor[1], p.factor[2], x0, x1)
		for r := 0; r < p.rows; r++ {
			dst := cols[p.row+r][lo : lo+width]
			dst[i] = y[r][0]
			if i+1 < width {
				dst[i+1] = y[r][1]
			}
		}
	}
}

// tile is the inner loop: six sums that stay in registers, no bounds checks.
func tile(a, b, c, x0, x1 []float64) (a0, a1, b0, b1, c0, c1 float64) {
	b, c, x0, x1 = b[:len(a)], c[:len(a)], x0[:len(a)], x1[:len(a)]
	for k, f := range a {
		u, v := x0[k], x1[k]
		a0 += float64(f * u)
		a1 += float64(f * v)
		g := b[k]
		b0 += float64(g * u)
		b1 += float64(g * v)
		h := c[k]
		c0 += float64(h * u)
		c1 += float64(h * v)
	}
	return
}
