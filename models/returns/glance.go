package returns

import "math"

// Glance is Measure for who wants no rate: the present value and the break-evens,
// to the bit.
//
// Checked: TestGlance.
func (y *Yardstick) Glance(flows []float64) (f Measures) {
	discount := y.discount[:len(flows)]
	var sum, worth, moved, movedWorth float64
	var plain, present payingBack
	for m, x := range flows {
		now, before, worthBefore := float64(x*discount[m]), sum, worth
		sum += x
		worth += now
		moved += math.Abs(x)
		movedWorth += math.Abs(now)
		if short := sum < -Rounding*moved; short != plain.short {
			plain.turn(m, short, before, x)
		}
		if short := worth < -Rounding*movedWorth; short != present.short {
			present.turn(m, short, worthBefore, now)
		}
	}
	f.NPV, f.Payback, f.Discounted, f.First = orNothing(worth, movedWorth), plain.last(), present.last(), plain.first()
	return f
}
