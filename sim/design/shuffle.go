package design

import "ballast/sim/stream"

// orders are the orders in which the points of every replicate of a shuffled design
// are taken: each a permutation of its own, drawn by (seed, replicate). Two designs of
// different seeds that are shuffled are independent within a replicate, however alike
// their points are; as they stand, scrambled alone, points of the same number are tied.
// All of a replicate is permuted, also where a run ends within one, so that a draw does
// not depend on how long the run is.
//
// Source: Owen, Latin supercube sampling for very high-dimensional simulations, ACM
// Transactions on Modeling and Computer Simulation 8 (1998) 71-102; the shuffle is that
// of Durstenfeld, CACM 7 (1964) 420.
// Checked: TestShuffledIsAPermutation, TestShuffledDesignsAreIndependent.
type orders struct {
	stream stream.Stream
	length int
	kept   [][]uint32 // of the first replicates
}

// keptPoints is for how many points the order is made in advance: four megabytes.
const keptPoints = 1 << 20

// newOrders makes the orders of a design.
func newOrders(seed uint64, scenarios, length int) *orders {
	o := &orders{stream: stream.New(seed, "order of points"), length: length}
	for r := 0; r*length < min(scenarios, keptPoints); r++ {
		o.kept = append(o.kept, o.draw(r))
	}
	return o
}

// of is the order of a replicate.
func (o *orders) of(replicate int) []uint32 {
	if replicate < len(o.kept) {
		return o.kept[replicate]
	}
	return o.draw(replicate)
}

// draw shuffles the points of a replicate.
func (o *orders) draw(replicate int) []uint32 {
	word := make([]uint64, o.length)
	o.stream.Sub(uint64(replicate)).FillBits(word, 0)
	order := make([]uint32, o.length)
	for i := range order {
		j := (word[i] >> 32) * uint64(i+1) >> 32
		order[i] = order[j]
		order[j] = uint32(i)
	}
	return order
}

// fillShuffled fills points from, from+1, ... of a replicate in its order.
func (v *variable) fillShuffled(dst []float64, from int, order []uint32, replicate uint64) {
	const size = 1024
	var array [size]float64
	points := array[:]
	if len(order) > size {
		points = make([]float64, len(order))
	}
	points = points[:len(order)]
	v.fillSobol(points, 0, replicate)
	for i, at := range order[from : from+len(dst)] {
		dst[i] = points[at]
	}
}
