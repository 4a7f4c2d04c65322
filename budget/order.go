package budget

import (
	"sort"
	"strings"
)

// SortProblems puts problems in the order of the sheets given, then by row,
// then by column; problems of the whole file come first, those of a whole
// sheet before those of its cells. Problems of one cell keep their order.
func SortProblems(ps []Problem, sheets []string) {
	place := map[string]int{"": -1}
	for i, s := range sheets {
		place[s] = i
	}
	sort.SliceStable(ps, func(i, j int) bool {
		a, b := ps[i].Ref, ps[j].Ref
		if a.Sheet != b.Sheet {
			return place[a.Sheet] < place[b.Sheet]
		}
		ra, ca := cellPlace(a.Cell)
		rb, cb := cellPlace(b.Cell)
		if ra != rb {
			return ra < rb
		}
		return ca < cb
	})
}

// cellPlace returns row and column of "H14", of the first cell of a range, or
// zeros.
func cellPlace(cell string) (row, col int) {
	cell, _, _ = strings.Cut(cell, ":")
	for _, c := range cell {
		switch {
		case c >= 'A' && c <= 'Z':
			col = col*26 + int(c-'A') + 1
		case c >= '0' && c <= '9':
			row = row*10 + int(c-'0')
		}
	}
	return row, col
}
