package depend

const (
	panelRows = 12 // rows of the factor that are multiplied together
	tileWidth = 16 // scenarios that are multiplied together
)

// panel is twelve rows of the triangular factor from column first on, where
// the earliest of them begins: independent groups of variables cost nothing to
// each other. It is stored column by column, factor[(k-first)*panelRows+r].
// Entries above the diagonal are 0, and so are rows beyond the last.
type panel struct {
	row, first, end int // columns first to end-1; end is one past the last row
	factor          []float64
}

// pack cuts a lower triangular factor into panels. order says which row and
// column of l is the k-th of the packed factor.
func pack(l [][]float64, order []int) []panel {
	var panels []panel
	for row := 0; row < len(l); row += panelRows {
		p := panel{row: row, first: row, end: min(row+panelRows, len(l))}
		for r := row; r < p.end; r++ {
			p.first = min(p.first, firstNonzero(l, order, r))
		}
		p.factor = make([]float64, (p.end-p.first)*panelRows)
		for r := row; r < p.end; r++ {
			for k := p.first; k <= r; k++ {
				p.factor[(k-p.first)*panelRows+r-row] = l[order[r]][order[k]]
			}
		}
		panels = append(panels, p)
	}
	return panels
}

func firstNonzero(l [][]float64, order []int, r int) int {
	for k := range r {
		if l[order[r]][order[k]] != 0 {
			return k
		}
	}
	return r
}
