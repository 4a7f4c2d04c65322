package returns

import "math"

// State says how far an internal rate of return can be trusted.
type State int

// How far a rate can be trusted.
const (
	OK        State = iota
	Undefined       // no rate makes the value zero: the rate is NaN
	Several         // several rates do; one of them is given
	// Why a measured flow has no rate, instead of Undefined.
	NoOutlay    // nothing is ever spent
	MoneyFirst  // money comes before it is spent
	NoRate      // no rate makes the value zero
	NoneAgrees  // several do, and with none of them agrees the present value
	FirstOfMany // money comes before it is spent, and several rates make the value zero
)

// Defined reports whether there is a rate.
func (s State) Defined() bool { return s == OK || s == Several }

// usualRate is the monthly rate where a search begins when the plan does not
// say more.
const usualRate = 0.01

// IRR is the effective annual internal rate of return of monthly flows.
func IRR(flows []float64) (annual float64, state State) {
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
func irrPeriodic(flows []float64, near float64) (rate float64, state State) {
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
func irrOf(flows []float64, ahead int, total, near float64) (rate float64, state State) {
	flows = trimZeros(flows)
	if len(flows) < 2 {
		return math.NaN(), Undefined
	}
	if total != 0 && ahead%2 == 1 { // the present value has another sign at the end of the rates than at 0
		x := root(flows, false, 0, 1, total, 1/(1+near))
		if ahead == 1 || oneSided(flows[:len(flows)-1], false, x) {
			return 1/x - 1, OK
		}
	}
	behind, _ := turns(flows, true)
	switch {
	case total == 0 && ahead+behind == 0:
		return 0, OK
	case total == 0:
		return 0, Several
	case ahead == 0 && behind == 1:
		return root(flows, true, 0, 1, total, 1) - 1, OK
	case ahead+behind == 0:
		return math.NaN(), Undefined
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
func irrScan(flows []float64, ahead, behind int, total float64) (rate float64, state State) {
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
		return math.NaN(), Undefined
	case found == 1:
		return rate, OK
	}
	return rate, Several
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
