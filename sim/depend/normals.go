package depend

// Scratch holds the buffers of one worker. The zero value is ready.
type Scratch struct {
	x, mix []float64
}

// tiles is how many tiles of scenarios are multiplied by a panel before the
// next panel is fetched: large factors then come from far memory once per
// tiles*tileWidth scenarios.
const tiles = 4

// Normals replaces the independent standard normal columns cols (cols[j][i] is
// variable j in scenario i, all of one length) by correlated ones:
// new[j] = sum over k <= j of factor[j][k]*old[k]. The sum is fused (math.FMA)
// and goes in the order of k, starting at 0, whatever the processor and the
// length of the block, so that a scenario does not depend on its neighbours.
// A variable takes k over its own group only, see groups.
//
// Checked: TestNormalsMatchPlainProduct, TestKernelsAgree, TestRealisedRankCorrelation.
func (c *Copula) Normals(cols [][]float64, s *Scratch) {
	if c.n == 0 {
		return
	}
	size := (c.n + panelRows - 1) / panelRows * panelRows * tileWidth
	s.x = grow(s.x, tiles*size)
	for lo := 0; lo < len(cols[0]); lo += tiles * tileWidth {
		width := min(tiles*tileWidth, len(cols[0])-lo)
		c.load(cols, lo, width, size, s.x)
		used := (width + tileWidth - 1) / tileWidth
		for i := len(c.panels) - 1; i >= 0; i-- { // last rows first: they overwrite what no other row needs
			for t := range used {
				c.kernel.tile(&c.panels[i], s.x[t*size:(t+1)*size])
			}
		}
		c.store(cols, lo, width, size, s.x)
	}
}

// load copies scenarios lo to lo+width of the columns into tiles: scenario i
// of row k of a tile is at k*tileWidth+i. The last tile is filled with zeros.
func (c *Copula) load(cols [][]float64, lo, width, size int, x []float64) {
	for k, j := range c.order {
		col := cols[j][lo : lo+width]
		at := k * tileWidth
		for ; len(col) >= tileWidth; at, col = at+size, col[tileWidth:] {
			*(*[tileWidth]float64)(x[at:]) = *(*[tileWidth]float64)(col)
		}
		if len(col) > 0 {
			row := x[at : at+tileWidth]
			clear(row[copy(row, col):])
		}
	}
}

// store is the way back.
func (c *Copula) store(cols [][]float64, lo, width, size int, x []float64) {
	for k, j := range c.order {
		col := cols[j][lo : lo+width]
		at := k * tileWidth
		for ; len(col) >= tileWidth; at, col = at+size, col[tileWidth:] {
			*(*[tileWidth]float64)(col) = *(*[tileWidth]float64)(x[at:])
		}
		if len(col) > 0 {
			copy(col, x[at:at+tileWidth])
		}
	}
}
