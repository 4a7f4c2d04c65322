// Package returns is what a party's monthly flow is worth: present value, rates
// of return, payback, the cover of debt service, and the tax on profit. It knows
// no plan and no scenario.
package returns

import "math"

// Yardstick is what the plan gives to measure a party's flow by.
type Yardstick struct {
	discount []float64 // present value of a unit
	finance  []float64 // what a unit of outflow costs at the start, at the rate of finance
	reinvest []float64 // what a unit of inflow has become at the end, at the rate of reinvestment
	yearly   float64   // power that turns the growth from first to last month into one of a year
	near     float64   // monthly rate where the search for the rate of return begins
	rate     float64   // effective annual rate of the discount factors
	monthly  float64   // what a unit of the next month is worth at that rate
	below    grid      // where rates below zero are looked for
	above    grid      // and those above
}

// NewYardstick takes effective annual rates; discount are the factors of the
// present value.
func NewYardstick(discount []float64, finance, reinvest float64) Yardstick {
	months := len(discount)
	y := Yardstick{discount: discount, finance: make([]float64, months), reinvest: make([]float64, months), yearly: 12 / float64(months-1), near: usualRate}
	if months > 1 && discount[1] > 0 {
		y.rate = yearly(discount[0]/discount[1] - 1)
	}
	y.monthly = monthly(y.rate)
	y.below, y.above = gridDownTo(math.Pow(1+leastRate, 1.0/12)), gridDownTo(monthly(mostRate))
	for m := range months {
		y.finance[m] = math.Pow(1+finance, -float64(m)/12)
		y.reinvest[m] = math.Pow(1+reinvest, float64(months-1-m)/12)
	}
	return y
}

// Measures are the figures of one flow that one look at its months gives.
type Measures struct {
	NPV                 float64
	invested            float64 // present value of the outflows before the first positive cumulative flow
	terminal, present   float64 // of the inflows at the end, of the outflows at the start
	Payback, Discounted float64 // months until the last break-even
	First               float64 // months until the first one
	total               float64
	turns               int // sign changes of the cumulative flows
}

// Measure looks at a flow once. Its NPV is NPV's, term by term, and zero where it is
// but rounding.
//
// Checked: TestMIRRPublished, TestProfitabilityIndex, TestPaybackPublished,
// and against the reference by TestReference.
func (y *Yardstick) Measure(flows []float64) (f Measures) {
	discount, finance, reinvest := y.discount[:len(flows)], y.finance[:len(flows)], y.reinvest[:len(flows)]
	var sum, worth, moved, movedWorth float64 // all in registers: this loop is most of what returns cost
	var plain, present payingBack
	below, zero, invested := false, true, true // whether the sum is below zero, was zero so far, was never above it
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
		if now := sum < 0; now != below || zero {
			switch {
			case sum == 0:
				// a zero is no sign
			case zero:
				below, zero = now, false
			default:
				below = now
				f.turns++
			}
		}
		invested = invested && sum <= 0
		if x > 0 {
			f.terminal += float64(x * reinvest[m])
			continue
		}
		f.present -= float64(x * finance[m])
		if invested {
			f.invested -= now
		}
	}
	f.NPV, f.total, f.Payback, f.Discounted, f.First = orNothing(worth, movedWorth), sum, plain.last(), present.last(), plain.first()
	return f
}

// MIRR is the modified internal rate of return, effective annual: outflows are
// financed and inflows reinvested up to the last month. It is NaN without an
// outflow, and -100 % where nothing comes back.
//
// Source: Microsoft Support, MIRR function. Checked: TestMIRRPublished.
func (y *Yardstick) MIRR(f *Measures) float64 {
	if f.present <= 0 || len(y.discount) < 2 {
		return math.NaN()
	}
	return math.Pow(f.terminal/f.present, y.yearly) - 1
}

// ProfitabilityIndex is 1 + NPV / PV(outflows before the first positive
// cumulative flow), NaN when there are none (models/doc.go section 8).
//
// Checked: TestProfitabilityIndex.
func (f *Measures) ProfitabilityIndex() float64 {
	if f.invested <= 0 {
		return math.NaN()
	}
	return 1 + f.NPV/f.invested
}
