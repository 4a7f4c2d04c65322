package waterfall

import "math"

// Facility is the terms of one funding source in the waterfall. Shares and
// annual rates are fractions; months count from the plan's start.
type Facility struct {
	Kind                           string
	Committed, Upfront, Commitment float64 // upfront: share of what is drawn; commitment: annual, on the undrawn
	Rate, Spread                   float64 // annual; spread is part of Supply.Rates when a driver gives them
	Grace, Term                    int     // months after the month of the first draw
	Every                          int     // months from one payment to the next, counted from the first draw; 0 and 1: every month
	Capitalise                     bool    // interest in grace is added to the balance
	Repayment                      Repayment
	From, To                       int // window in which it can be drawn, inclusive
	Priority                       int // on demand: 1 draws first
	OnDemand, Revolving            bool
	Past                           []float64 // on demand: drawn by month before the as-of month
	Repaid, Charged                []float64 // principal and interest by month before the as-of month, as paid; nil: by the terms
	Owed                           *float64  // what is owed at the as-of month as the bank says; nil: by the books
}

// Arrival is scheduled money of one scenario. A fractional month splits it
// linearly between two months; from the horizon on it is beyond.
type Arrival struct{ Month, Amount float64 }

// Supply is what a scenario's draws say of one source.
type Supply struct {
	Arrivals []Arrival
	OpenFrom float64   // on demand: first usable month, +Inf never
	Rates    []float64 // annual rate by month when a driver gives it, else nil
	Recover  []float64 // recovered: most of it that is set off by month
	Limit    float64   // what there is of it in this scenario, see Limited; 0: as committed
}

// Limited is the Limit of a supply that brings an amount: a negative one says that
// there is nothing.
func Limited(amount float64) float64 {
	if amount > 0 {
		return amount
	}
	return -1
}

// commitmentFee is a twelfth of the annual fee on what was undrawn at the
// opening of month m. It runs while the facility can be drawn: inside its
// window, from the month that an on-demand source opens, until maturity.
func (c *Facility) commitmentFee(st *facilityState, m int) float64 {
	if m < st.opens || m > c.To || c.matured(st, m) {
		return 0
	}
	undrawn := st.limit - st.drawn
	if c.Revolving {
		undrawn = st.limit - st.balance
	}
	if undrawn <= 0 {
		return 0
	}
	return undrawn * (c.Commitment / 12)
}

// wait works out the commitment fee of a month while nothing is drawn and nothing owed,
// and the month from which none runs.
func (c *Facility) wait(st *facilityState) {
	undrawn := st.limit
	if !c.Revolving {
		undrawn -= st.drawn
	}
	st.fee, st.closes = undrawn*(c.Commitment/12), c.To+1
	if !(st.fee > 0) {
		st.closes = 0
	} else if st.first >= 0 && c.ends() {
		st.closes = min(st.closes, st.first+c.Term)
	}
}

// begin takes up a scenario: what there is of the facility, and from when on.
func (c *Facility) begin(st *facilityState, s *Supply) {
	st.limit, st.rates = c.limit(s), s.Rates
	if c.Commitment > 0 {
		st.opens = max(c.From, c.exists(s))
	}
}

// limit is how much of the facility there is in a scenario.
func (c *Facility) limit(s *Supply) float64 {
	if s.Limit != 0 {
		return max(0, s.Limit)
	}
	return c.Committed
}

// exists is the month from which the source exists in this scenario: an
// on-demand one from the month it opens, a scheduled one from the beginning
// when any of its money ever comes.
func (c *Facility) exists(s *Supply) int {
	if c.OnDemand && s.OpenFrom < math.MaxInt32 {
		return int(math.Ceil(s.OpenFrom))
	}
	for _, a := range s.Arrivals {
		if !c.OnDemand && !math.IsInf(a.Month, 1) {
			return 0
		}
	}
	return math.MaxInt
}

// RateAt is the annual rate of the facility in month m.
func (c *Facility) RateAt(s *Supply, m int) float64 {
	if s.Rates != nil {
		return s.Rates[m]
	}
	return c.Rate
}

func (st *facilityState) draw(m int, amount float64) {
	st.balance += amount
	st.drawn += amount
	st.fresh = false
	if st.first < 0 {
		st.first = m
	}
}
