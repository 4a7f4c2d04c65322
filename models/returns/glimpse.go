package returns

import "math"

// Mark is where the cumulative flow and present value of a flow stand before a month.
type Mark struct {
	sum, worth, moved, movedWorth float64
	plain                         payingBack
}

// Glimpse is Glance for who wants the present value and the payback alone, from a month on
// of which the mark is given, to the bit; marks[0] is that of nothing. With keep it notes
// the marks of the months after it.
//
// Checked: TestGlimpse.
func (y *Yardstick) Glimpse(flows []float64, from int, marks []Mark, keep bool) (npv, payback float64) {
	at := marks[from]
	discount, marks := y.discount[:len(flows)], marks[:len(flows)]
	sum, worth, moved, movedWorth := at.sum, at.worth, at.moved, at.movedWorth
	plain := at.plain
	for m := from; m < len(flows); m++ {
		if keep {
			marks[m] = Mark{sum, worth, moved, movedWorth, plain}
		}
		x := flows[m]
		now, before := float64(x*discount[m]), sum
		sum += x
		worth += now
		moved += math.Abs(x)
		movedWorth += math.Abs(now)
		if short := sum < -Rounding*moved; short != plain.short {
			plain.turn(m, short, before, x)
		}
	}
	return orNothing(worth, movedWorth), plain.last()
}
