package models

import "math"

// irrState says how far an internal rate of return can be trusted.
type irrState int

const (
	irrOK        irrState = iota
	irrUndefined          // no rate makes the value zero: the rate is NaN
	irrSeveral            // several rates do; the one nearest to 0 is given
)

// irr is the effective annual internal rate of return of monthly flows.
func irr(flows []float64) (annual float64, state irrState) {
	monthly, state := irrPeriodic(flows)
	return math.Pow(1+monthly, 12) - 1, state
}

// irrPeriodic is the rate per period, above -1, at which the present value of
// the flows is zero.
//
// With x = 1/(1+rate) the present value is a polynomial in x. The number of
// its roots at positive rates is at most the number of sign changes of the
// cumulative flows, that at negative rates at most that of the flows
// accumulated from the end (Norstrom's test and its mirror image), and both
// have the parity of the bound. One change settles it; with more, the rates
// are scanned. A positive rate that Norstrom's test makes unique counts as
// the rate even where a negative one exists as well.
//
// Source: Norstrom, A sufficient condition for a unique nonnegative internal
// rate of return, JFQA 7 (1972); Descartes' rule of signs.
// Checked: TestIRRPublished (Excel, numpy-financial), TestIRRRandom.
func irrPeriodic(flows []float64) (rate float64, state irrState) {
	flows = trimZeros(flows)
	ahead, total := turns(flows, false)
	behind, _ := turns(flows, true)
	switch {
	case len(flows) < 2:
		return math.NaN(), irrUndefined
	case total == 0 && ahead+behind == 0:
		return 0, irrOK
	case total == 0:
		return 0, irrSeveral
	case ahead == 1:
		x := root(flows, false, 0, 1, total)
		return 1/x - 1, irrOK
	case ahead == 0 && behind == 1:
		return root(flows, true, 0, 1, total) - 1, irrOK
	case ahead+behind == 0:
		return math.NaN(), irrUndefined
	}
	return irrScan(flows, ahead, behind, total)
}

// irrScan looks for sign changes of the present value over the range of
// rates, from 0 to both sides.
func irrScan(flows []float64, ahead, behind int, total float64) (rate float64, state irrState) {
	rate, found := math.NaN(), 0
	consider := func(r float64, n int) {
		if n > 0 && (found == 0 || math.Abs(r) < math.Abs(rate)) {
			rate = r
		}
		found += n
	}
	if ahead > 0 {
		x, n := firstRoot(flows, false, total)
		consider(1/x-1, n)
	}
	if behind > 0 {
		y, n := firstRoot(flows, true, total)
		consider(y-1, n)
	}
	switch {
	case found == 0:
		return math.NaN(), irrUndefined
	case found == 1:
		return rate, irrOK
	}
	return rate, irrSeveral
}

// firstRoot returns the root nearest to 1 in (0,1) and how many sign changes a
// grid of rates sees between 0 and 1: steps of 20 % of the rate up to 10 % per
// period, of 50 % up to 1,000 %, and the limit.
func firstRoot(flows []float64, backward bool, total float64) (x float64, count int) {
	x = math.NaN()
	hi, atHi := 1.0, total
	for r := 5e-4; hi > 0; {
		var at [scanWidth]float64
		for k := range at {
			if r <= 10 {
				at[k] = 1 / (1 + r)
			}
			if r *= 1.2; r > 0.1 {
				r *= 1.25
			}
		}
		for k, f := range values(flows, backward, at) {
			if hi == 0 {
				break
			}
			if f != 0 {
				if (f > 0) != (atHi > 0) {
					if count++; count == 1 {
						x = root(flows, backward, at[k], hi, atHi)
					}
				}
				atHi = f
			}
			hi = at[k]
		}
	}
	return x, count
}

// scanWidth is how many rates are tried side by side: the sums do not wait for
// each other.
const scanWidth = 6

// values is the polynomial of value at several places.
func values(flows []float64, backward bool, x [scanWidth]float64) [scanWidth]float64 {
	x0, x1, x2, x3, x4, x5 := x[0], x[1], x[2], x[3], x[4], x[5]
	var f0, f1, f2, f3, f4, f5 float64
	step := func(c float64) {
		f0, f1, f2 = float64(f0*x0)+c, float64(f1*x1)+c, float64(f2*x2)+c
		f3, f4, f5 = float64(f3*x3)+c, float64(f4*x4)+c, float64(f5*x5)+c
	}
	if backward {
		for _, c := range flows {
			step(c)
		}
	} else {
		for k := len(flows) - 1; k >= 0; k-- {
			step(flows[k])
		}
	}
	return [scanWidth]float64{f0, f1, f2, f3, f4, f5}
}

// root finds the root between lo and hi, where the value at hi has the sign of
// atHi and that at lo the other: Newton's method from hi, by halves whenever a
// step leaves the bracket or does not shrink it.
//
// Source: Press et al., Numerical Recipes, section 9.4, rtsafe.
func root(flows []float64, backward bool, lo, hi, atHi float64) float64 {
	x, before := hi, hi-lo
	for range 200 {
		f, slope := value(flows, backward, x)
		if f == 0 {
			return x
		}
		if (f > 0) == (atHi > 0) {
			hi = x
		} else {
			lo = x
		}
		step := f / slope
		next := x - step
		if math.Abs(step) <= 1e-14*x {
			return x
		}
		if !(next > lo && next < hi) || math.Abs(step) > before/2 {
			next = (lo + hi) / 2
		}
		before = math.Abs(next - x)
		if before <= 1e-13*x || next == lo || next == hi {
			return next
		}
		x = next
	}
	return x
}

// value is the polynomial of the flows and its derivative at x: the flow of
// period k times x^k, or, backward, x^(n-1-k). Either way 0 <= x <= 1, so that
// no horizon overflows. Even and odd powers are summed side by side, so that
// the sums do not wait for each other.
func value(flows []float64, backward bool, x float64) (f, slope float64) {
	first, step := 0, 1
	n := len(flows)
	if backward {
		first, step = n-1, -1
	}
	y := x * x
	var even, odd, evenSlope, oddSlope float64
	k := n - 1
	if k%2 == 0 {
		even = flows[first+k*step]
		k--
	}
	for ; k > 0; k -= 2 {
		oddSlope = float64(oddSlope*y) + odd
		odd = float64(odd*y) + flows[first+k*step]
		evenSlope = float64(evenSlope*y) + even
		even = float64(even*y) + flows[first+(k-1)*step]
	}
	f = even + float64(x*odd)
	slope = odd + float64(2*x*(evenSlope+float64(x*oddSlope)))
	return f, slope
}

// turns counts the sign changes of the cumulative flows, zeros left out, and
// returns their total.
func turns(flows []float64, backward bool) (changes int, total float64) {
	sign := 0.0
	for k := range flows {
		x := flows[k]
		if backward {
			x = flows[len(flows)-1-k]
		}
		total += x
		if total*sign < 0 {
			changes++
		}
		if total != 0 {
			sign = math.Copysign(1, total)
		}
	}
	return changes, total
}

func trimZeros(flows []float64) []float64 {
	for len(flows) > 0 && flows[0] == 0 {
		flows = flows[1:]
	}
	for len(flows) > 0 && flows[len(flows)-1] == 0 {
		flows = flows[:len(flows)-1]
	}
	return flows
}
