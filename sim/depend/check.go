// Package depend makes independent columns move together: it checks and
// repairs correlation matrices, multiplies normal scores by a triangular factor
// (Gaussian or Student-t copula) and re-orders stratified columns to the ranks
// of the correlated scores, so that their marginals stay what they were.
// Every step is either rounded or fused by name, so that all processors draw
// the same scenarios.
package depend

import "math"

// fault says what is wrong with an entry of a matrix.
type fault string

// The faults that Check finds.
const (
	notSquare    fault = "not-square"    // row I has J entries instead of as many as there are rows
	notSymmetric fault = "not-symmetric" // entries (I,J) and (J,I) differ
	outOfRange   fault = "out-of-range"  // not within -1..1, or not a number
	diagonal     fault = "diagonal"      // entry (I,I) is not 1
)

// entry is one faulty entry, counted from 0. Other is the value at (J,I) of an
// asymmetric pair.
type entry struct {
	I, J         int
	Fault        fault
	Value, Other float64
}

// symmetryTolerance is how far the halves of a matrix may differ: what writing
// coefficients with ten decimals can do.
const symmetryTolerance = 1e-9

// check lists everything that keeps m from being a matrix of correlations,
// apart from its definiteness, row by row. When it is not square only that is
// reported.
func check(m [][]float64) []entry {
	var bad []entry
	for i, row := range m {
		if len(row) != len(m) {
			bad = append(bad, entry{I: i, J: len(row), Fault: notSquare})
		}
	}
	if bad != nil {
		return bad
	}
	for i, row := range m {
		if math.Abs(row[i]-1) > symmetryTolerance || row[i] != row[i] {
			bad = append(bad, entry{I: i, J: i, Fault: diagonal, Value: row[i]})
		}
		for j := range row[:i] {
			bad = append(bad, checkPair(m, i, j)...)
		}
	}
	return bad
}

func checkPair(m [][]float64, i, j int) []entry {
	lower, upper := m[i][j], m[j][i]
	var bad []entry
	if !(math.Abs(lower) <= 1) {
		bad = append(bad, entry{I: i, J: j, Fault: outOfRange, Value: lower})
	}
	if !(math.Abs(upper) <= 1) {
		bad = append(bad, entry{I: j, J: i, Fault: outOfRange, Value: upper})
	}
	if bad == nil && math.Abs(lower-upper) > symmetryTolerance {
		bad = append(bad, entry{I: i, J: j, Fault: notSymmetric, Value: lower, Other: upper})
	}
	return bad
}

// SpearmanToPearson returns the linear correlation of two normal variables
// whose rank correlation is rho: 2 sin(pi rho/6).
//
// Source: Pearson, On further methods of determining correlation (1907);
// Kruskal, Ordinal measures of association, JASA 53 (1958).
// Checked: TestRankMap.
func SpearmanToPearson(rho float64) float64 {
	if math.Abs(rho) == 1 {
		return rho
	}
	return 2 * math.Sin(math.Pi*rho/6)
}

// pearsonToSpearman is the inverse of SpearmanToPearson.
func pearsonToSpearman(r float64) float64 {
	return float64(6 / math.Pi * math.Asin(r/2))
}
