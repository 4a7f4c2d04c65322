package vector

import "ballast/sim/stats"

// Strip is how many scenarios are spread together: as many as a word of 64 bits
// can mark, and so long a piece of a column of draws that memory keeps up.
const Strip = 64

// Window is the months in which a line is seen to start, so far as they are
// close together. Starts elsewhere, and those within a month, are placed one
// by one, with the same result.
type Window struct{ First, Last int }

// NodeRow is a number at every node in every scenario of a strip.
type NodeRow [stats.SmoothNodes * Strip]float64

// gatherPortable adds the amounts, times scale, of the scenarios wanted to the
// rows of the months in which they start, where they start with a month of the
// window, and to their totals. It returns those wanted that start with no such
// month. The rows begin with the window's first month.
func gatherPortable(rows []float64, total *[Strip]float64, amount, shift []float64, scale, planned float64, w Window, want uint64) (rest uint64) {
	for j := range amount {
		if want>>j&1 == 0 {
			continue
		}
		start := planned + shift[j]
		if !(start >= float64(w.First) && start <= float64(w.Last) && start == float64(int(start))) {
			rest |= 1 << j
			continue
		}
		a := float64(amount[j] * scale)
		total[j] += a
		rows[(int(start)-w.First)*Strip+j] += a
	}
	return rest
}

// spreadPortable adds to the rows of months, from the first start on, the money
// of every start spread by the weights: the earliest first. The assembly does
// the same operations, in the same order for every number; to add nothing
// where nothing starts changes no sum.
func spreadPortable(months, starts, weights []float64) {
	for at, a := range starts {
		if a == 0 {
			continue
		}
		for j, w := range weights {
			months[at+j*Strip] += float64(a * w)
		}
	}
}

// atLeastPortable returns a bit for each of at most 64 numbers, the first the
// lowest: whether it is not below the limit.
func atLeastPortable(x []float64, limit float64) (bits uint64) {
	for j, v := range x {
		if v >= limit {
			bits |= 1 << j
		}
	}
	return bits
}

// addMovesPortable adds to a row how far a line has moved from what was drawn, both times
// scale, times weights: of every scenario, or four times the same one.
func addMovesPortable(sums *NodeRow, at, drawn, weights []float64, scale float64) {
	wide := len(drawn)
	for p := 0; p < len(at); p += wide {
		row := at[p : p+wide]
		for j, a := range row {
			sums[p+j] += float64(weights[j%len(weights)] * (float64(a*scale) - float64(drawn[j]*scale)))
		}
	}
}
