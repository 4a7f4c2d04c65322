package depend

// Scratch holds the scores of one worker. The zero value is ready.
type Scratch struct {
	n     int
	x     []float64                       // tile by tile, in each row by row in the order of the copula
	out   targets                         // of the panel at hand
	edge  [panelRows * tileWidth]float64  // rows of the last tile, where that is not full
	spare [blockTiles * tileWidth]float64 // for the rows that the last panel lacks

	shifts []shift
}

// blockTiles is how many tiles of scenarios are multiplied by a panel before
// the next panel is fetched: so many that their scores stay in the second level of
// cache while all panels pass.
const blockTiles = 4

// Begin makes room for n scenarios; the scores of every variable must follow,
// by Put or at their Row, then Product. The last tile is filled with zeros.
func (c *Copula) Begin(n int, s *Scratch) {
	size := c.n * tileWidth
	s.n, s.shifts = n, s.shifts[:0]
	s.x = grow(s.x, (n+tileWidth-1)/tileWidth*size)
	clear(s.x[n/tileWidth*size:])
}

// Row is the place of variable j, for those who write its scores themselves:
// that of scenario i to row[i/16*stride+i%16].
func (c *Copula) Row(j int, s *Scratch) (row []float64, stride int) {
	return s.x[c.place[j]*tileWidth:], c.n * tileWidth
}

// Put takes the independent standard normals of variable j, one per scenario.
func (c *Copula) Put(j int, z []float64, s *Scratch) {
	row, stride := c.Row(j, s)
	for z = z[:s.n]; len(z) > tileWidth; row, z = row[stride:], z[tileWidth:] {
		*(*[tileWidth]float64)(row) = *(*[tileWidth]float64)(z)
	}
	copy(row, z)
}

// Product sets cols (cols[j][i] is variable j in scenario i) to correlated
// standard normals: cols[j] = sum over k <= j of factor[j][k]*z[k], z what was
// Put. It calls done(j) as soon as column j is finished, while it is still near.
// The sum is fused (math.FMA) and goes in the order of k, starting at 0,
// whatever the processor and the number of scenarios, so that a scenario does
// not depend on its neighbours. A variable takes k over its own group only, see
// groups.
//
// Checked: TestNormalsMatchPlainProduct, TestKernelsAgree, TestRealisedRankCorrelation.
func (c *Copula) Product(cols [][]float64, s *Scratch, done func(j int)) {
	for lo := 0; lo < s.n; lo += blockTiles * tileWidth {
		hi := min(lo+blockTiles*tileWidth, s.n)
		c.shift(lo, hi, s)
		for i := range c.panels {
			p := &c.panels[i]
			c.multiply(p, cols, lo, hi, s)
			if hi == s.n {
				for _, j := range c.order[p.row:p.end] {
					done(j)
				}
			}
		}
	}
}

// multiply makes the rows of a panel for the scenarios lo to hi-1.
func (c *Copula) multiply(p *panel, cols [][]float64, lo, hi int, s *Scratch) {
	rows := c.order[p.row:p.end]
	for r := range s.out {
		s.out[r] = s.spare[:]
		if r < len(rows) {
			s.out[r] = cols[rows[r]][lo:hi]
		}
	}
	size := c.n * tileWidth
	full := (hi - lo) / tileWidth * tileWidth
	x := s.x[lo/tileWidth*size:]
	for at := 0; at < full; at, x = at+tileWidth, x[size:] {
		c.kernel.tile(p, x, &s.out, at)
	}
	if full == hi-lo {
		return
	}
	for r := range s.out {
		s.out[r] = s.edge[r*tileWidth : (r+1)*tileWidth]
	}
	c.kernel.tile(p, x, &s.out, 0)
	for r, j := range rows {
		copy(cols[j][lo+full:hi], s.out[r])
	}
}
