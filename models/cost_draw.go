package models

// draw takes the amount of a line and what it is late in the scenarios of a
// block from i on.
func (l *plainLine) draw(in [][]float64, i int, amount, shift []float64) {
	var room [strip]float64
	scratch := room[:len(amount)]
	for j, x := range l.amount.values(in, i, scratch) {
		amount[j] = float64(x * l.scale)
	}
	copy(shift, l.shifts(in, i, shift))
	if v := l.vendor; v != nil {
		for j, x := range v.price.values(in, i, scratch) {
			amount[j] *= x
		}
	}
	if l.times != 1 {
		for j := range amount {
			amount[j] *= l.times
		}
	}
}

// shifts are the slips of the line from scenario i of a block on, with its vendor's
// lateness: the draws where they stand or, as often as shift is long, in that.
func (l *plainLine) shifts(in [][]float64, i int, shift []float64) []float64 {
	v, slips := l.vendor, l.slip.values(in, i, shift)
	if v == nil {
		return slips
	}
	copy(shift, slips)
	var room, more [strip]float64
	delay := l.delay.values(in, i, room[:len(shift)])
	for j, x := range l.late.values(in, i, more[:len(shift)]) {
		if x >= v.onTime {
			shift[j] += delay[j]
		}
	}
	return shift
}

// values are those of the number in scenarios of a block from i on: its draws
// where they stand, and in scratch a constant, as often as scratch is long.
func (n number) values(in [][]float64, i int, scratch []float64) []float64 {
	if n.v >= 0 {
		return in[n.v][i : i+len(scratch)]
	}
	for j := range scratch {
		scratch[j] = n.c
	}
	return scratch
}

// draws are those of the amount and of the slip from scenario i of a block on.
func (l *plainLine) draws(in [][]float64, i int) (d [2][]float64) {
	for k, n := range [2]int{l.amount.v, l.slip.v} {
		if n >= 0 {
			d[k] = in[n][i:]
		}
	}
	return d
}
