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

// fundingModel is the waterfall of a plan (models/doc.go section 9). It is read-only
// after prepare.
type fundingModel struct {
	facilities []facility
	simple     []int // scheduled, without interest, repayment and commitment fee
	planned    []int // scheduled, and repaid whatever the cash
	claims     []int // all others: they depend on cash
	onDemand   []int // by priority
	sweeps     []int
	first      int // first month still to come: what is before it is no gap
}

// settled is the money below which a need or a balance is rounding.
const settled = 1e-9

// prepare sorts the facilities by what the waterfall has to do for them.
func (f *fundingModel) prepare(horizon int) {
	f.simple, f.planned, f.claims, f.onDemand, f.sweeps = nil, nil, nil, nil, nil
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
		case c.repayment != repaySweep:
			f.planned = append(f.planned, j)
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
// steps are those of models/doc.go section 9.
//
// Interest, fees and principal are always booked when due, even when cash
// falls below the minimum: what is missing shows in the gap.
//
// Checked: TestWaterfallConserves, TestWaterfallByHand, TestLoanPublished.
func (f *fundingModel) run(ncf []float64, opening, minimum float64, s []supply, out *ledger) {
	out.fit(len(f.facilities), len(ncf))
	f.begin(s, out)
	cash, owing := opening, false
	for m := 0; m < len(ncf); m++ {
		if !owing && len(out.steady) == 0 {
			if m, cash = out.drift(m, ncf, cash, minimum); m == len(ncf) {
				break
			}
		}
		cash += out.inflow[m] + ncf[m]
		for _, j := range out.steady {
			cash += f.service(j, m, &s[j], out)
		}
		if owing {
			cash -= f.carry(m, s, out)
		}
		if cash < minimum {
			cash = f.drawOnDemand(m, cash, minimum, s, out)
			if m >= f.first {
				out.gap[m] = max(0, minimum-cash)
			}
		}
		if cash > minimum && len(f.sweeps) > 0 {
			cash = f.sweep(m, cash, minimum, s, out)
		}
		out.cash[m] = cash
		out.close(m, out.steady)
		owing = out.close(m, out.calm)
	}
}

// begin books what does not depend on cash and lists the facilities that have
// to be looked at month by month: not those from which nothing can come in this
// scenario.
func (f *fundingModel) begin(s []supply, out *ledger) {
	for _, j := range f.simple {
		if s[j].rates != nil {
			f.serve(j, &s[j], out)
			continue
		}
		f.schedule(j, &s[j], out, true)
	}
	for _, j := range f.planned {
		f.serve(j, &s[j], out)
	}
	out.steady, out.calm = out.steady[:0], out.calm[:0]
	for _, j := range f.claims {
		c := &f.facilities[j]
		f.schedule(j, &s[j], out, false)
		for m, x := range c.past[:min(len(c.past), len(out.cash))] {
			out.drawn[j][m] = x
			out.booked[j].add(m)
		}
		switch {
		case c.commitment > 0 || !c.onDemand || len(c.past) > 0:
			out.states[j].exists = c.exists(&s[j])
			out.steady = append(out.steady, j)
		case s[j].openFrom < float64(len(out.cash)):
			out.calm = append(out.calm, j)
		}
	}
}

// schedule places the arrivals of facility j by month. What would come before
// the window opens waits for it; what would come after it has closed is lost.
// A simple source only brings money: that is all that has to be booked.
func (f *fundingModel) schedule(j int, s *supply, out *ledger, simple bool) {
	c := &f.facilities[j]
	if c.onDemand {
		return
	}
	from, end := float64(max(c.from, 0)), float64(len(out.cash))
	for _, a := range s.arrivals {
		if !(a.month < end) {
			out.beyond[j] += a.amount
			continue
		}
		month := a.month
		if month < from {
			month = from
		}
		k := int(month)
		if late := float64((month - float64(k)) * a.amount); late != 0 {
			f.place(j, k, a.amount-late, out, simple)
			f.place(j, k+1, late, out, simple)
			continue
		}
		f.place(j, k, a.amount, out, simple)
	}
}

func (f *fundingModel) place(j, month int, amount float64, out *ledger, simple bool) {
	switch c := &f.facilities[j]; {
	case month > c.to:
		out.closed[j] += amount
	case month >= len(out.cash):
		out.beyond[j] += amount
	default:
		out.drawn[j][month] += amount
		out.booked[j].add(month)
		if simple {
			out.receive(j, month, amount, c)
		}
	}
}

// receive books money that costs no more than its upfront fee. Its balance is
// kept for the end of the window and of the plan only: see balances.
func (l *ledger) receive(j, month int, amount float64, c *facility) {
	balance := l.balance[j]
	last := len(balance) - 1
	owed := balance[last] + amount
	balance[min(c.to, last)], balance[last] = owed, owed
	l.owed[j] = true
	if c.upfront != 0 {
		fee := float64(amount * c.upfront)
		l.fees[j][month] += fee
		l.charged[j] = true
		amount -= fee
	}
	l.inflow[month] += amount
}

// balances fills in what simple sources have brought by the end of every month,
// which no scenario needs but a person may want to see.
func (f *fundingModel) balances(out *ledger) {
	for _, j := range f.simple {
		owed := 0.0
		for m, x := range out.drawn[j] {
			owed += x
			if out.balance[j][m] == 0 {
				out.balance[j][m] = owed
			}
		}
	}
}

// serve books a source whose interest and principal are due whatever the cash.
func (f *fundingModel) serve(j int, s *supply, out *ledger) {
	c, st, balance, booked := &f.facilities[j], &out.states[j], out.balance[j], out.booked[j]
	f.schedule(j, s, out, false)
	m := booked.next(0)
	if c.commitment > 0 {
		st.exists, m = c.exists(s), 0
	}
	for ; m < len(balance); m++ {
		out.inflow[m] += f.service(j, m, s, out)
		if st.balance != 0 {
			balance[m], out.owed[j] = st.balance, true
		} else if c.commitment == 0 { // nothing before more is drawn
			m = booked.next(m+1) - 1
		}
	}
}

// drift passes the months from m on in which nothing is owed and cash stays at
// the minimum or above, so that nothing but the flow happens. It returns the
// first month in which more may happen, and the cash before it.
func (l *ledger) drift(m int, ncf []float64, cash, minimum float64) (int, float64) {
	inflow, kept := l.inflow[:len(ncf)], l.cash[:len(ncf)]
	for ; m < len(ncf); m++ {
		next := cash + (inflow[m] + ncf[m])
		if next < minimum {
			break
		}
		cash = next
		kept[m] = next
	}
	return m, cash
}

// close records what is owed of some facilities at the end of month m, and
// reports whether anything is.
func (l *ledger) close(m int, facilities []int) (owing bool) {
	for _, j := range facilities {
		if owed := l.states[j].balance; owed != 0 {
			l.balance[j][m], l.owed[j], owing = owed, true, true
		}
	}
	return owing
}

// carry books interest and principal of what is owed on demand, and returns
// the cash that leaves.
func (f *fundingModel) carry(m int, s []supply, out *ledger) (paid float64) {
	for _, j := range out.calm {
		if st := &out.states[j]; st.balance > 0 {
			c := &f.facilities[j]
			paid += c.pay(st, j, m, c.rateAt(&s[j], m), out)
		}
	}
	return paid
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
			out.charge(j, m)
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
		out.charge(j, m)
		st.draw(m, amount)
		change += amount - fee
	}
	return change
}

// commitmentFee is a twelfth of the annual fee on what was undrawn at the
// opening of month m. It runs while the facility can be drawn: inside its
// window, from the month that an on-demand source opens, until maturity.
func (c *facility) commitmentFee(st *facilityState, m int, s *supply) float64 {
	if m < c.from || m > c.to || c.matured(st, m) || m < st.exists {
		return 0
	}
	undrawn := c.limit(s) - st.drawn
	if c.revolving {
		undrawn = c.limit(s) - st.balance
	}
	if undrawn <= 0 {
		return 0
	}
	return undrawn * (c.commitment / 12)
}

// limit is how much of the facility there is in a scenario.
func (c *facility) limit(s *supply) float64 {
	if s.limit > 0 {
		return s.limit
	}
	return c.committed
}

// exists is the month from which the source exists in this scenario: an
// on-demand one from the month it opens, a scheduled one from the beginning
// when any of its money ever comes.
func (c *facility) exists(s *supply) int {
	if c.onDemand && s.openFrom < math.MaxInt32 {
		return int(math.Ceil(s.openFrom))
	}
	for _, a := range s.arrivals {
		if !c.onDemand && !math.IsInf(a.month, 1) {
			return 0
		}
	}
	return math.MaxInt
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
