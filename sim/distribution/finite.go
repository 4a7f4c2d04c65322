package distribution

import "math"

// LargestScore is above every score that Normals makes, which ends at 8.21.
const LargestScore = 9.0

// huge is where Finite gives up: sums and products of a few numbers below it
// are still numbers.
const huge = 1e300

// Finite reports whether no draw can be NaN or infinite, whether it is made of
// u in (0,1) or of a score of at most reach, LargestScore or more, in absolute
// value. When it says no there may be such draws.
// Checked: TestFinite.
func (s *Sampler) Finite(reach float64) bool {
	far := math.Abs(s.a) + float64(math.Abs(s.b)*reach)
	switch s.kind {
	case drawFixed, drawFlat, drawScores:
		return far < huge
	case drawExponent:
		return far < 700
	case drawTable:
		return s.table.small
	case drawTriangular: // a truncated one could take the root of less than 0
		return s.kept == 1 && small(s.tri[0].from, s.tri[0].root, s.tri[1].from, s.tri[1].root)
	case drawLookup:
		return small(s.lookup.x[0], s.lookup.x[len(s.lookup.x)-1])
	}
	return false
}

func small(values ...float64) bool {
	for _, v := range values {
		if !(math.Abs(v) < huge) {
			return false
		}
	}
	return true
}

// smallCells looks at all numbers of a table: a cell's value is at most the sum
// of its four.
func (g *grid) smallCells() bool {
	for i := range g.cells {
		if c := &g.cells[i]; !small(c.c0, c.c1, c.c2, c.c3) {
			return false
		}
	}
	return small(g.lo, g.hi)
}
