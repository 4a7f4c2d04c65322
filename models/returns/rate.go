package returns

import "math"

// The rates, effective annual, between which a flow's roots are looked for when it
// has several.
const (
	leastRate = -0.99
	mostRate  = 10.0
)

// IRR is the effective annual internal rate of return of flows that were measured,
// NaN with a state that says why where it is undefined (models/doc.go section 8).
//
// A rate is given only where the present value agrees with it: positive below it and
// negative above it, a point away on both sides and at the rate that the flow is
// discounted with. Of several that agree the nearest to that rate is given. Where
// money comes first, the rate must be the only one in its range. A flow that pays and
// gets nothing back has lost all, -100 %.
//
// Source: models/doc.go section 8. Checked: TestIRRAgrees, TestIRRMoneyFirst.
func (y *Yardstick) IRR(flows []float64, f *Measures) (annual float64, state State) {
	flows = trimZeros(flows)
	switch {
	case f.present <= 0: // no outflow
		return math.NaN(), NoOutlay
	case f.terminal <= 0: // no inflow
		return -1, OK
	}
	if flows[0] < 0 && (f.turns == 1 && f.total > 0 || f.turns == 0 && f.total < 0) {
		if behind, _ := turns(flows, true); f.turns+behind == 1 { // the only rate there is
			monthly, _ := irrOf(flows, f.turns, f.total, y.near)
			return yearly(monthly), OK
		}
	}
	return y.chosen(flows, f)
}

// chosen is the rate among all those of a flow.
func (y *Yardstick) chosen(flows []float64, f *Measures) (annual float64, state State) {
	all, npv := y.rates(flows, f), worthFrom(flows, y.monthly)
	if flows[0] > 0 {
		if len(all) == 1 && y.agrees(flows, all[0], npv) {
			return all[0], OK
		}
		if len(all) > 1 {
			return math.NaN(), FirstOfMany
		}
		return math.NaN(), MoneyFirst
	}
	if len(all) == 0 {
		monthly, only := irrOf(flows, f.turns, f.total, y.near)
		if rate := yearly(monthly); only == OK && y.agrees(flows, rate, npv) {
			return rate, OK
		}
		return math.NaN(), NoRate
	}
	best := math.NaN()
	for _, x := range all {
		if y.agrees(flows, x, npv) && !(math.Abs(x-y.rate) >= math.Abs(best-y.rate)) {
			best = x
		}
	}
	switch {
	case len(all) == 1 && !math.IsNaN(best):
		return best, OK
	case math.IsNaN(best):
		return best, NoneAgrees
	}
	return best, Several
}

// agrees reports whether the sign of the present value is that of an investment with
// this rate: a point below and above it, near -100 % half-way, and at the rate at
// which the flow is worth npv. Nothing is worth zero and disagrees.
func (y *Yardstick) agrees(flows []float64, rate, npv float64) bool {
	below := max(rate-0.01, (rate-1)/2)
	if worthAt(flows, below) < 0 || worthAt(flows, rate+0.01) > 0 {
		return false
	}
	return math.Abs(rate-y.rate) < 1e-9 || rate > y.rate && npv >= 0 || rate < y.rate && npv <= 0
}

// worthAt has the sign of the present value of monthly flows at an effective annual
// rate; what is less than rounding of all that moves is zero.
func worthAt(flows []float64, annual float64) float64 {
	return worthFrom(flows, monthly(annual))
}

// monthly is what a unit of the next month is worth at an effective annual rate.
func monthly(annual float64) float64 { return math.Pow(1+annual, -1.0/12) }

// worthFrom is worthAt where a unit of the next month is worth x.
func worthFrom(flows []float64, x float64) float64 {
	start, step := 0, 1
	if x > 1 { // from the end, so that no horizon overflows
		x, start, step = 1/x, len(flows)-1, -1
	}
	sum, moved, v := 0.0, 0.0, 1.0
	for k := start; k >= 0 && k < len(flows); k += step {
		one := float64(flows[k] * v)
		sum += one
		moved += math.Abs(one)
		v *= x
	}
	return orNothing(sum, moved)
}

// rates lists the rates between leastRate and mostRate at which the present value
// of monthly flows changes its sign, on a grid whose steps are a fifth of the monthly
// rate, and zero where the flows add up to nothing. It looks no further than roots can be.
func (y *Yardstick) rates(flows []float64, f *Measures) []float64 {
	var out []float64
	if f.total == 0 {
		out = append(out, 0)
	}
	behind, _ := turns(flows, true)
	for _, x := range y.below.roots(flows, true, f.total, sharper(flows, true, behind)) {
		out = append(out, yearly(x-1))
	}
	for _, x := range y.above.roots(flows, false, f.total, sharper(flows, false, f.turns)) {
		out = append(out, yearly(1/x-1))
	}
	return out
}

// places are where the polynomial of value is looked at, at once: four times as many as
// values takes, since a processor with vectors does not need longer for them.
type places [4][scanWidth]float64

// fillGo fills f with the polynomial at the places.
func (at *places) fillGo(f *places, flows []float64, backward bool) {
	for b := range at {
		f[b] = values(flows, backward, at[b])
	}
}

// grid is where the polynomial of value is looked at, from below 1 downwards; the last
// places are repeated.
type grid []places

// gridDownTo makes a grid that ends at least.
func gridDownTo(least float64) (g grid) {
	hi := 1.0
	for r := 5e-4; hi > least; {
		var at places
		for b := range at {
			for k := range at[b] {
				at[b][k] = max(least, 1/(1+r))
				r *= 1.2
			}
		}
		g, hi = append(g, at), at[len(at)-1][scanWidth-1]
	}
	return g
}

// roots lists the roots of the polynomial of value that the grid sees, from 1 downwards;
// there are at most so many.
func (g grid) roots(flows []float64, backward bool, total float64, most int) []float64 {
	var out []float64
	hi, atHi := 1.0, total
	for p := 0; p < len(g) && len(out) < most; p++ {
		var values places
		g[p].fill(&values, flows, backward)
		for b := 0; b < len(values) && len(out) < most; b++ {
			for k, f := range values[b] {
				x := g[p][b][k]
				if x >= hi {
					break
				}
				if f != 0 && atHi != 0 && (f > 0) != (atHi > 0) {
					out = append(out, root(flows, backward, x, hi, atHi, hi-atHi*(hi-x)/(atHi-f)))
				}
				if f != 0 {
					atHi = f
				}
				hi = x
			}
		}
	}
	return out
}
