package models

import (
	"math"
	"slices"
)

// facility is the terms of one funding source in the waterfall. Shares and
// annual rates are fractions; months count from the plan's start.
type facility struct {
	kind                           string
	committed, upfront, commitment float64 // upfront: share of what is drawn; commitment: annual, on the undrawn
	rate, spread                   float64 // annual; spread is part of supply.rates when a driver gives them
	grace, term                    int     // months after the month of the first draw
	capitalise                     bool    // interest in grace is added to the balance
	repayment                      repayKind
	from, to                       int // window in which it can be drawn, inclusive
	priority                       int // on demand: 1 draws first
	onDemand, revolving            bool
	past                           []float64 // on demand: drawn by month before the as-of month
}

// arrival is scheduled money of one scenario. A fractional month splits it
// linearly between two months; from the horizon on it is beyond.
type arrival struct{ month, amount float64 }

// supply is what a scenario's draws say of one source.
type supply struct {
	arrivals []arrival
	openFrom float64   // on demand: first usable month, +Inf never
	rates    []float64 // annual rate by month when a driver gives it, else nil
	limit    float64   // on demand: what can be drawn in this scenario; 0: as committed
}

// fundingModel is the waterfall of a plan (model.md section 9). It is read-only
// after prepare.
type fundingModel struct {
	facilities []facility
	simple     []int // scheduled, without interest, repayment and commitment fee
	claims     []int // all others
	onDemand   []int // by priority
	sweeps     []int
	first      int // first month still to come: what is before it is no gap
}

// settled is the money below which a need or a balance is rounding.
const settled = 1e-9

// prepare sorts the facilities by what the waterfall has to do for them.
func (f *fundingModel) prepare(horizon int) {
	f.simple, f.claims, f.onDemand, f.sweeps = nil, nil, nil, nil
	for j := range f.facilities {
		c := &f.facilities[j]
		if c.byTerm() {
			c.grace = min(c.grace, c.term-1)
		}
		switch {
		case c.onDemand:
			f.onDemand = append(f.onDemand, j)
		case c.repayment == repayNone && c.rate == 0 && c.spread == 0 && c.commitment == 0:
			f.simple = append(f.simple, j)
			continue
		}
		f.claims = append(f.claims, j)
		if c.repayment == repaySweep {
			f.sweeps = append(f.sweeps, j)
		}
	}
	slices.SortStableFunc(f.onDemand, func(a, b int) int { return f.facilities[a].priority - f.facilities[b].priority })
}

// run books one scenario: ncf is the project's flow by month before funding,
// s[j] what facility j brings. All flows fall at the end of their month. The
// steps are those of model.md section 9.
//
// Interest, fees and principal are always booked when due, even when cash
// falls below the minimum: what is missing shows in the gap.
//
// Checked: TestWaterfallConserves, TestWaterfallByHand, TestLoanPublished.
func (f *fundingModel) run(ncf []float64, opening, minimum float64, s []supply, out *ledger) {
	out.fit(len(f.facilities), len(ncf))
	f.begin(s, out)
	cash := opening
	for m, flow := range ncf {
		cash += out.inflow[m] + flow
		for _, j := range out.active {
			cash += f.service(j, m, &s[j], out)
		}
		if cash < minimum {
			cash = f.drawOnDemand(m, cash, minimum, s, out)
		}
		out.gap[m] = 0
		if m >= f.first {
			out.gap[m] = max(0, minimum-cash)
		}
		if cash > minimum && len(f.sweeps) > 0 {
			cash = f.sweep(m, cash, minimum, s, out)
		}
		out.cash[m] = cash
		for _, j := range out.active {
			out.balance[j][m] = out.states[j].balance
		}
	}
}

// begin places the scheduled money and lists the facilities that have to be
// looked at every month: not those that only bring money, nor those from which
// nothing can come in this scenario.
func (f *fundingModel) begin(s []supply, out *ledger) {
	for j := range f.facilities {
		f.schedule(j, &s[j], out)
		copy(out.drawn[j], f.facilities[j].past)
	}
	out.active = out.active[:0]
	for _, j := range f.simple {
		if s[j].rates != nil {
			out.active = append(out.active, j)
			continue
		}
		f.collect(j, out)
	}
	for _, j := range f.claims {
		if c := &f.facilities[j]; c.commitment > 0 || !c.onDemand || len(c.past) > 0 || s[j].openFrom < float64(len(out.cash)) {
			out.active = append(out.active, j)
		}
	}
}

// schedule places the arrivals of facility j by month. What would come before
// the window opens waits for it; what would come after it has closed is lost.
func (f *fundingModel) schedule(j int, s *supply, out *ledger) {
	c := &f.facilities[j]
	if c.onDemand {
		return
	}
	for _, a := range s.arrivals {
		if !(a.month < float64(len(out.cash))) {
			out.beyond[j] += a.amount
			continue
		}
		month := max(a.month, float64(c.from), 0)
		k := int(month)
		late := float64((month - float64(k)) * a.amount)
		f.place(j, k, a.amount-late, out)
		if late != 0 {
			f.place(j, k+1, late, out)
		}
	}
}

func (f *fundingModel) place(j, month int, amount float64, out *ledger) {
	switch {
	case month > f.facilities[j].to:
		out.closed[j] += amount
	case month >= len(out.cash):
		out.beyond[j] += amount
	default:
		out.drawn[j][month] += amount
	}
}

// collect books a source that only brings money: equity, grants and the like.
func (f *fundingModel) collect(j int, out *ledger) {
	upfront, balance := f.facilities[j].upfront, 0.0
	fees, total := out.fees[j], out.balance[j]
	for m, amount := range out.drawn[j] {
		if amount != 0 {
			fees[m] = float64(amount * upfront)
			out.inflow[m] += amount - fees[m]
			balance += amount
		}
		total[m] = balance
	}
}

// service books what month m brings and costs by plan: arrivals net of the
// fee, commitment fee, interest on the opening balance and principal due
// (steps 2 and 4). It returns the change of cash.
func (f *fundingModel) service(j, m int, s *supply, out *ledger) float64 {
	c, st := &f.facilities[j], &out.states[j]
	change := 0.0
	if c.commitment > 0 {
		if fee := c.commitmentFee(st, m, s); fee > 0 {
			out.fees[j][m] += fee
			change -= fee
		}
	}
	if st.balance > 0 {
		change -= c.pay(st, j, m, c.rateAt(s, m), out)
	}
	if c.onDemand && m >= len(c.past) {
		return change
	}
	if amount := out.drawn[j][m]; amount != 0 {
		fee := float64(amount * c.upfront)
		out.fees[j][m] += fee
		st.draw(m, amount)
		change += amount - fee
	}
	return change
}

// commitmentFee is a twelfth of the annual fee on what was undrawn at the
// opening of month m. It runs while the facility can be drawn: inside its
// window, from the month that an on-demand source opens, until maturity.
func (c *facility) commitmentFee(st *facilityState, m int, s *supply) float64 {
	if m < c.from || m > c.to || c.matured(st, m) || !c.arrives(s, m) {
		return 0
	}
	undrawn := c.limit(s) - st.drawn
	if c.revolving {
		undrawn = c.limit(s) - st.balance
	}
	return max(0, undrawn) * c.commitment / 12
}

// limit is how much of the facility there is in a scenario.
func (c *facility) limit(s *supply) float64 {
	if s.limit > 0 {
		return s.limit
	}
	return c.committed
}

// arrives reports whether the source exists in this scenario: an on-demand one
// from the month it opens, a scheduled one when any of its money ever comes.
func (c *facility) arrives(s *supply, m int) bool {
	if c.onDemand {
		return float64(m) >= s.openFrom
	}
	for _, a := range s.arrivals {
		if !math.IsInf(a.month, 1) {
			return true
		}
	}
	return false
}

func (c *facility) rateAt(s *supply, m int) float64 {
	if s.rates != nil {
		return s.rates[m]
	}
	return c.rate
}

func (st *facilityState) draw(m int, amount float64) {
	st.balance += amount
	st.drawn += amount
	st.fresh = false
	if st.first < 0 {
		st.first = m
	}
}
