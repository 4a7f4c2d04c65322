package sim

// piece is how many scenarios are drawn and evaluated at a time: few enough
// for the draws of a thousand variables to stay in the second level of cache
// between the two. Lengths of 128 to 1,000 differed by less than the noise of
// 5 % in BenchmarkPiece of models, so what decides is the memory of a worker.
// A Sobol variable without a coordinate is a Latin hypercube of as many, so that
// nothing is drawn twice.
const piece = 256

// span is the scenarios first to end-1.
type span struct{ first, end int }

// cutter cuts runs into pieces of work that never cross replicates: whole
// replicates of a Latin hypercube, pieces of a fixed length otherwise. Where
// the cuts are does not depend on where a run begins or ends, so the parts of
// a run have the same pieces as the whole.
type cutter struct{ replicate, piece int }

// end returns where the piece that begins at a scenario ends, in a run that
// ends at last.
func (c cutter) end(first, last int) int {
	start := first - first%c.replicate
	next := start + (first-start)/c.piece*c.piece + c.piece
	return min(last, next, start+c.replicate)
}

// pieces lists the pieces of a run.
func (c cutter) pieces(first, last int) []span {
	var out []span
	for first < last {
		end := c.end(first, last)
		out = append(out, span{first, end})
		first = end
	}
	return out
}

// holding returns the piece of a run that holds a scenario.
func (c cutter) holding(scenario, last int) span {
	start := scenario - scenario%c.replicate
	start += (scenario - start) / c.piece * c.piece
	return span{start, c.end(start, last)}
}

// roundUp returns the first end of a piece at or behind a number of scenarios.
func (c cutter) roundUp(n int) int {
	if n <= 0 || n > farOff {
		return n
	}
	return c.holding(n-1, farOff+c.replicate).end
}

// farOff is beyond the end of any run.
const farOff = 1 << 60

// tiles cuts a piece into blocks for the kernel, the places of which count from
// the start of the piece.
func (s span) tiles(yield func(from, to int) bool) {
	n := s.end - s.first
	for a := 0; a < n; a += piece {
		if !yield(a, min(n, a+piece)) {
			return
		}
	}
}

// groups is into how many groups of replicates a run that is not kept is
// counted, for intervals.
const groups = 16

// group is the group of a scenario: replicate by replicate in turn, so that it
// does not depend on the length of the run.
func (c cutter) group(scenario int) int { return scenario / c.replicate % groups }
