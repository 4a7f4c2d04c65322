package models

import "math"

// irrState says how far an internal rate of return can be trusted.
type irrState int

const (
	irrOK        irrState = iota
	irrUndefined          // no rate makes the value zero: the rate is NaN
	irrSeveral            // several rates do; the one nearest to 0 is given
)

// usualRate is the monthly rate where a search begins when the plan does not
// say more.
const usualRate = 0.01

// irr is the effective annual internal rate of return of monthly flows.
func irr(flows []float64) (annual float64, state irrState) {
	monthly, state := irrPeriodic(flows, usualRate)
	return yearly(monthly), state
}

// yearly is the effective annual rate of a monthly one.
func yearly(monthly float64) float64 {
	x := 1 + monthly
	x4 := x * x * (x * x)
	return float64(x4*x4*x4) - 1
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
//
// near is where the search begins; the rate does not depend on it beyond
// rounding.
func irrPeriodic(flows []float64, near float64) (rate float64, state irrState) {
	ahead, total := turns(flows, false)
	return irrOf(flows, ahead, total, near)
}

// irrOf is irrPeriodic of flows whose cumulative flows change their sign so
// many times and end at total.
//
// Where Norstrom's test leaves several rates open, a rate at which the owners
// never owe the project anything before its end, nor the other way round, is
// the only one.
//
// Source: Soper, The marginal efficiency of capital: a further note, Economic
// Journal 69 (1959). Checked: TestIRRRandom, TestIRRAgainstScan.
func irrOf(flows []float64, ahead int, total, near float64) (rate float64, state irrState) {
	flows = trimZeros(flows)
	if len(flows) < 2 {
		return math.NaN(), irrUndefined
	}
	if total != 0 && ahead%2 == 1 { // the present value has another sign at the end of the rates than at 0
		x := root(flows, false, 0, 1, total, 1/(1+near))
		if ahead == 1 || oneSided(flows[:len(flows)-1], false, x) {
			return 1/x - 1, irrOK
		}
	}
	behind, _ := turns(flows, true)
	switch {
	case total == 0 && ahead+behind == 0:
		return 0, irrOK
	case total == 0:
		return 0, irrSeveral
	case ahead == 0 && behind == 1:
		return root(flows, true, 0, 1, total, 1) - 1, irrOK
	case ahead+behind == 0:
		return math.NaN(), irrUndefined
	}
	return irrScan(flows, ahead, behind, total)
}

// oneSided reports whether the flows accumulated at the rate 1/x-1 never change
// their sign; backward, accumulated from the end at the rate x-1. Then there is
// no root between 0 and x.
//
// Source: Descartes' rule of signs for the polynomial over 1-u, at x u.
func oneSided(flows []float64, backward bool, x float64) bool {
	first, step := 0, 1
	if backward {
		first, step = len(flows)-1, -1
	}
	power, sum, least, most := 1.0, 0.0, 0.0, 0.0
	for range flows {
		sum += float64(flows[first] * power)
		power *= x
		first += step
		if sum < least {
			least = sum
		} else if sum > most {
			most = sum
		}
	}
	return least == 0 || most == 0
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
	if ahead = sharper(flows, false, ahead); ahead > 0 {
		x, n := firstRoot(flows, false, total, ahead)
		consider(1/x-1, n)
	}
	if behind = sharper(flows, true, behind); behind > 0 {
		y, n := firstRoot(flows, true, total, behind)
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

// sharper returns a bound of the number of roots between 0 and 1 that is often
// lower than the sign changes of the cumulative flows: those of flows that are
// accumulated three and six times over, where all six sums end with one sign,
// so that they keep it for ever. The bounds have one parity.
//
// Source: Descartes' rule of signs for the power series of the value over
// (1-x)^m; Norstrom's test is m = 1. Checked: TestSharperBound.
func sharper(flows []float64, backward bool, most int) int {
	first, step := 0, 1
	if backward {
		first, step = len(flows)-1, -1
	}
	var s1, s2, s3, s4, s5, s6 float64
	var third, sixth, turns3, turns6 uint64
	for k := range flows {
		s1 += flows[first]
		s2 += s1
		s3 += s2
		s4 += s3
		s5 += s4
		s6 += s5
		first += step
		sign3, sign6 := math.Float64bits(s3)>>63, math.Float64bits(s6)>>63
		if k > 0 {
			turns3 += third ^ sign3
			turns6 += sixth ^ sign6
		}
		third, sixth = sign3, sign6
	}
	if s1 > 0 && min(s2, s3) > 0 || s1 < 0 && max(s2, s3) < 0 {
		most = min(most, int(turns3))
		if s1 > 0 && min(s4, s5, s6) > 0 || s1 < 0 && max(s4, s5, s6) < 0 {
			most = min(most, int(turns6))
		}
	}
	return most
}

// firstRoot returns the root nearest to 1 in (0,1) and how many sign changes a
// grid of rates sees between 0 and 1: steps of 20 % of the rate up to 10 % per
// period, of 50 % up to 1,000 %, and the limit. It ends where no more can come:
// there are at most so many roots.
func firstRoot(flows []float64, backward bool, total float64, most int) (x float64, count int) {
	if most == 1 {
		return root(flows, backward, 0, 1, total, 1/(1+usualRate)), 1
	}
	x = math.NaN()
	hi, atHi := 1.0, total
	for r := 5e-4; hi > 0 && count < most && !(r > 0.003 && oneSided(flows, backward, hi)); {
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
						x = root(flows, backward, at[k], hi, atHi, hi-atHi*(hi-at[k])/(atHi-f))
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
// atHi and that at lo the other: Newton's method from start, by halves whenever
// a step leaves the bracket or does not shrink it. It ends with the step after
// which the next would be lost in rounding: near a root each step is a multiple
// of the square of the one before.
//
// Source: Press et al., Numerical Recipes, section 9.4, rtsafe.
func root(flows []float64, backward bool, lo, hi, atHi, start float64) float64 {
	if !(start > lo && start <= hi) {
		start = hi
	}
	x, before, newton := start, hi-lo, false
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
		size := math.Abs(step)
		if size <= 1e-14*x {
			return x
		}
		if !(next > lo && next < hi) || size > before/2 {
			next, newton = (lo+hi)/2, false
			size = math.Abs(next - x)
		} else if shrunk := size / before; newton && size <= 1e-5*x && size*shrunk*shrunk <= 1e-16*x {
			return next
		} else {
			newton = true
		}
		before = size
		if before <= 1e-13*x || next == lo || next == hi {
			return next
		}
		x = next
	}
	return x
}

// value is the polynomial of the flows and its derivative at x: the flow of
// period k times x^k, or, backward, x^(n-1-k). Either way 0 <= x <= 1, so that
// no horizon overflows. Every fourth power is summed side by side, so that the
// sums do not wait for each other.
func value(flows []float64, backward bool, x float64) (f, slope float64) {
	var s quarters
	y := x * x
	z := y * y
	if backward {
		s.down(flows, z)
	} else {
		s.up(flows, z)
	}
	f = s.f[0] + float64(x*s.f[1]) + float64(y*(s.f[2]+float64(x*s.f[3])))
	inner := s.d[0] + float64(x*s.d[1]) + float64(y*(s.d[2]+float64(x*s.d[3])))
	slope = s.f[1] + float64(2*x*s.f[2]) + float64(3*y*s.f[3]) + float64(4*x*y*inner)
	return f, slope
}

// quarters are the polynomials in z = x^4 of every fourth coefficient, and
// their derivatives.
type quarters struct{ f, d [4]float64 }

// up takes the flows as the coefficients 0, 1, 2, ...
func (s *quarters) up(flows []float64, z float64) {
	n := len(flows) &^ 3
	var f0, f1, f2, f3, d0, d1, d2, d3 float64
	copy(s.f[:], flows[n:])
	f0, f1, f2 = s.f[0], s.f[1], s.f[2]
	for ; n >= 4; n -= 4 {
		c := flows[n-4 : n : n]
		d0, d1, d2, d3 = float64(d0*z)+f0, float64(d1*z)+f1, float64(d2*z)+f2, float64(d3*z)+f3
		f0, f1, f2, f3 = float64(f0*z)+c[0], float64(f1*z)+c[1], float64(f2*z)+c[2], float64(f3*z)+c[3]
	}
	s.f, s.d = [4]float64{f0, f1, f2, f3}, [4]float64{d0, d1, d2, d3}
}

// down takes them from the last to the first.
func (s *quarters) down(flows []float64, z float64) {
	var f0, f1, f2, f3, d0, d1, d2, d3 float64
	rest := len(flows) & 3
	for k, c := range flows[:rest] {
		s.f[rest-1-k] = c
	}
	f0, f1, f2 = s.f[0], s.f[1], s.f[2]
	for flows = flows[rest:]; len(flows) >= 4; flows = flows[4:] {
		d0, d1, d2, d3 = float64(d0*z)+f0, float64(d1*z)+f1, float64(d2*z)+f2, float64(d3*z)+f3
		f0, f1, f2, f3 = float64(f0*z)+flows[3], float64(f1*z)+flows[2], float64(f2*z)+flows[1], float64(f3*z)+flows[0]
	}
	s.f, s.d = [4]float64{f0, f1, f2, f3}, [4]float64{d0, d1, d2, d3}
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
