package returns

import (
	"math"
	"math/bits"
)

// Glance is Measure for who wants no rate: the present value and the break-evens,
// to the bit.
//
// Checked: TestGlance.
func (y *Yardstick) Glance(flows []float64) Measures {
	f, _ := GlanceTwo(y, y, flows, flows)
	return f
}

// GlanceTwo is a Glance at two flows of one length side by side, each with a yardstick
// of its own, so that no sum waits for another.
//
// Checked: TestGlance.
func GlanceTwo(y, z *Yardstick, one, other []float64) (f, g Measures) {
	var l looking
	var turns [4]payingBack
	n, was := len(one), uint64(0)
	v, w := y.discount[:n], z.discount[:n]
	for m := 0; m < n; {
		found := 0
		m, found = l.look(one, other, v, w, m)
		for k := range l.stops[:found] {
			s := &l.stops[k]
			for turned := s.short ^ was; turned != 0; turned &= turned - 1 {
				k := bits.TrailingZeros64(turned)
				x := one[s.month]
				switch k {
				case 1:
					x = other[s.month]
				case 2:
					x = float64(x * v[s.month])
				case 3:
					x = float64(other[s.month] * w[s.month])
				}
				turns[k].turn(s.month, s.short>>k&1 != 0, s.before[k], x)
			}
			was = s.short
		}
	}
	f.NPV, f.Payback, f.Discounted, f.First = orNothing(l.sum[2], l.moved[2]), turns[0].last(), turns[2].last(), turns[0].first()
	g.NPV, g.Payback, g.Discounted, g.First = orNothing(l.sum[3], l.moved[3]), turns[1].last(), turns[3].last(), turns[1].first()
	return f, g
}

// looking is where a look at two flows stands: the sums of the one and of the other, then
// those of what they are worth; what has moved; and, a bit for each, which sums are below
// zero by more than rounding.
type looking struct {
	sum, moved [4]float64
	short      uint64
	stops      [stopsAtOnce]stop
}

// stop is a month in which a sum becomes short or returns.
type stop struct {
	before [4]float64 // the sums before it
	month  int
	short  uint64
}

// stopsAtOnce is how many months are noted before somebody looks at them.
const stopsAtOnce = 8

// lostInRounding is the share of what has moved below which a sum is short.
var lostInRounding = -Rounding

// lookGo takes up the flows x and y, whose units are worth v and w, from month m on, to
// their end or until as many stops as fit are found. It is the month that comes next and
// the number of stops.
func (l *looking) lookGo(x, y, v, w []float64, m int) (next, found int) {
	y, v, w = y[:len(x)], v[:len(x)], w[:len(x)]
	lost := lostInRounding
	s0, s1, s2, s3 := l.sum[0], l.sum[1], l.sum[2], l.sum[3]
	m0, m1, m2, m3 := l.moved[0], l.moved[1], l.moved[2], l.moved[3]
	for ; m < len(x) && found < stopsAtOnce; m++ {
		a, b, c, d := x[m], y[m], float64(x[m]*v[m]), float64(y[m]*w[m])
		before := [4]float64{s0, s1, s2, s3}
		s0, s1, s2, s3 = s0+a, s1+b, s2+c, s3+d
		m0, m1, m2, m3 = m0+math.Abs(a), m1+math.Abs(b), m2+math.Abs(c), m3+math.Abs(d)
		short := bit(s0 < lost*m0) | bit(s1 < lost*m1)<<1 | bit(s2 < lost*m2)<<2 | bit(s3 < lost*m3)<<3
		if short != l.short {
			l.short, l.stops[found] = short, stop{before, m, short}
			found++
		}
	}
	l.sum, l.moved = [4]float64{s0, s1, s2, s3}, [4]float64{m0, m1, m2, m3}
	return m, found
}

// bit is 1 for true.
func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
