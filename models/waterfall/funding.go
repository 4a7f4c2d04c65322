// Package waterfall is the money of one scenario: what each facility brings, what
// it costs, how it is repaid, and the gap that none of them fills. It knows no
// plan: models says what the terms are and what a scenario draws.
package waterfall

import (
	"math"
	"slices"
)

// Model is the waterfall of a plan (models/doc.go section 9). It is read-only
// after Prepare.
type Model struct {
	Facilities []Facility
	simple     []int // scheduled, without interest, repayment and commitment fee
	planned    []int // scheduled, and repaid whatever the cash
	claims     []int // all others: they depend on cash
	onDemand   []int // by priority
	sweeps     []int
	First      int      // first month still to come: what is before it is no gap
	Bank       *float64 // cash at the end of the month before First, as the bank says; nil: by the books
	Opened     float64  // opening cash that Bank goes with: what a run opens with beyond it is beyond Bank too
}

// Settled is the money below which a need or a balance is rounding.
const Settled = 1e-9

// Prepare sorts the facilities by what the waterfall has to do for them.
func (f *Model) Prepare(horizon int) {
	f.simple, f.planned, f.claims, f.onDemand, f.sweeps = nil, nil, nil, nil, nil
	for j := range f.Facilities {
		c := &f.Facilities[j]
		if c.ByTerm() {
			c.Grace = min(c.Grace, c.Term-1)
		}
		switch {
		case c.OnDemand:
			f.onDemand = append(f.onDemand, j)
		case c.Repayment == None && c.Rate == 0 && c.Spread == 0 && c.Commitment == 0 && !c.known():
			f.simple = append(f.simple, j)
			continue
		case c.Repayment != Sweep:
			f.planned = append(f.planned, j)
			continue
		}
		f.claims = append(f.claims, j)
		if c.Repayment == Sweep {
			f.sweeps = append(f.sweeps, j)
		}
	}
	slices.SortStableFunc(f.onDemand, func(a, b int) int { return f.Facilities[a].Priority - f.Facilities[b].Priority })
}

// Run books one scenario: ncf is the project's flow by month before funding,
// s[j] what facility j brings. All flows fall at the end of their month. The
// steps are those of models/doc.go section 9.
//
// Interest, fees and principal are always booked when due, even when cash
// falls below the minimum: what is missing shows in the gap.
//
// Checked: TestWaterfallConserves, TestWaterfallByHand, TestLoanPublished.
func (f *Model) Run(ncf []float64, opening, minimum float64, s []Supply, out *Ledger) {
	f.Book(len(ncf), s, out)
	f.follow(ncf, opening, minimum, math.Inf(1), s, out)
}

// follow books what depends on cash, month by month, to the first gap above a tolerance;
// it reports whether there was one.
func (f *Model) follow(ncf []float64, opening, minimum, tolerance float64, s []Supply, out *Ledger) (short bool) {
	f.claim(s, out)
	cash, owing, waiting := opening, false, f.waits(out)
	for m := 0; m < len(ncf); m++ {
		if !owing && waiting {
			if m, cash = f.drift(m, ncf[:f.drifts(m, len(ncf))], cash, minimum, out); m == len(ncf) {
				break
			}
		}
		cash += out.inflow[m] + ncf[m]
		for _, j := range out.steady {
			cash += f.service(&f.Facilities[j], &out.states[j], j, m, &s[j], out)
		}
		if owing {
			cash -= f.carry(m, out)
		}
		if cash < minimum && m >= f.First { // what was drawn before is known
			cash = f.drawOnDemand(m, cash, minimum, s, out)
			if out.Gap[m] = max(0, minimum-cash); out.Gap[m] > tolerance {
				return true
			}
		}
		if cash > minimum && len(f.sweeps) > 0 {
			cash = f.sweep(m, cash, minimum, s, out)
		}
		if f.Bank != nil && m == f.First-1 {
			bank := *f.Bank + (opening - f.Opened)
			out.FoundCash = bank - cash
			cash = bank
		}
		out.Cash[m] = cash
		owing = out.close(m, out.steady)
		owing = out.close(m, out.calm) || owing
	}
	return false
}

// drifts is the month up to which cash may be passed over from month m on: not that in
// which the bank has the last word.
func (f *Model) drifts(m, horizon int) int {
	if f.Bank != nil && m < f.First {
		return f.First - 1
	}
	return horizon
}

// begin books what does not depend on cash.
func (f *Model) begin(s []Supply, out *Ledger) {
	for _, j := range f.simple {
		if s[j].Rates != nil {
			f.serve(j, &s[j], out)
			continue
		}
		f.schedule(j, &s[j], out, true)
	}
	for _, j := range f.planned {
		f.serve(j, &s[j], out)
	}
}

// claim books what is known of the facilities that depend on cash, and lists those that
// have to be looked at month by month: not those from which nothing can come in this
// scenario.
func (f *Model) claim(s []Supply, out *Ledger) {
	out.steady, out.calm = out.steady[:0], out.calm[:0]
	for _, j := range f.claims {
		c := &f.Facilities[j]
		c.begin(&out.states[j], &s[j])
		f.schedule(j, &s[j], out, false)
		for m, x := range c.Past[:min(len(c.Past), len(out.Cash))] {
			out.Drawn[j][m] = x
			out.Booked[j].add(m)
		}
		switch {
		case c.Commitment > 0 || !c.OnDemand || len(c.Past) > 0 || c.known() || c.Repayment == Recovered:
			out.steady = append(out.steady, j)
		case s[j].OpenFrom < float64(len(out.Cash)):
			out.calm = append(out.calm, j)
		}
	}
}

// schedule places the arrivals of facility j by month. What would come before
// the window opens waits for it; what would come after it has closed is lost.
// A simple source only brings money: that is all that has to be booked, and its balance at
// the end of the window and of the plan (see Balances).
func (f *Model) schedule(j int, s *Supply, out *Ledger, simple bool) {
	c := &f.Facilities[j]
	if c.OnDemand {
		return
	}
	inflow, balance := out.inflow, out.Balance[j]
	drawn, booked, end := out.Drawn[j][:len(inflow)], out.Booked[j], float64(len(inflow))
	from, last, owed := float64(max(c.From, 0)), min(c.To, len(inflow)-1), 0.0
	for i := range s.Arrivals {
		month, amount := s.Arrivals[i].Month, s.Arrivals[i].Amount
		if !(month < end) {
			out.Beyond[j] += amount
			continue
		}
		if month < from {
			month = from
		}
		k := int(month)
		late := 0.0
		if x := month - float64(k); x != 0 {
			late = float64(x * amount)
			amount -= late
		}
		for {
			if k > last {
				f.refuse(j, k, amount, out)
			} else {
				drawn[k] += amount
				booked.add(k)
				if simple {
					owed += amount
					inflow[k] += out.receive(j, k, amount, c)
				}
			}
			if late == 0 {
				break
			}
			k, amount, late = k+1, late, 0
		}
	}
	if owed != 0 {
		balance[last], balance[len(balance)-1] = owed, owed
		out.owed[j] = true
	}
}

// receive books the upfront fee of money that costs no more, and returns what it leaves.
func (l *Ledger) receive(j, month int, amount float64, c *Facility) float64 {
	if c.Upfront == 0 {
		return amount
	}
	fee := float64(amount * c.Upfront)
	l.Fees[j][month] += fee
	l.Charged[j] = true
	return amount - fee
}

// refuse books money that comes after the window or beyond the horizon.
func (f *Model) refuse(j, month int, amount float64, out *Ledger) {
	if month > f.Facilities[j].To {
		out.Closed[j] += amount
	} else {
		out.Beyond[j] += amount
	}
}

// Balances fills in what simple sources have brought by the end of every month,
// which no scenario needs but a person may want to see.
func (f *Model) Balances(out *Ledger) {
	for _, j := range f.simple {
		owed := 0.0
		for m, x := range out.Drawn[j] {
			owed += x
			if out.Balance[j][m] == 0 {
				out.Balance[j][m] = owed
			}
		}
	}
}

// serve books a source whose interest and principal are due whatever the cash.
func (f *Model) serve(j int, s *Supply, out *Ledger) {
	c, st, balance, booked := &f.Facilities[j], &out.states[j], out.Balance[j], out.Booked[j]
	c.begin(st, s)
	f.schedule(j, s, out, false)
	if c.known() {
		for m := range min(f.First, len(balance)) {
			booked.add(m)
		}
	}
	m := booked.Next(0)
	if c.Commitment > 0 {
		m = max(0, min(m, st.opens))
	}
	general := 0 // the months in which more than the terms decides
	if c.known() {
		general = max(f.First, len(c.Repaid), len(c.Charged))
	} else if c.Repayment == Recovered {
		general = len(balance)
	}
	for ; m < min(general, len(balance)); m++ {
		out.inflow[m] += f.service(c, st, j, m, s, out)
		if st.balance != 0 {
			balance[m], out.owed[j] = st.balance, true
		} else if c.Commitment == 0 { // nothing before more is drawn
			m = booked.Next(m+1) - 1
		}
	}
	if m < len(balance) && c.byTerms(st, m, out.inflow, balance, &out.Capitalised[j]) {
		out.owed[j] = true
	}
}

// drift passes the months from m on in which nothing is owed and cash stays at
// the minimum or above, so that nothing but the flow and the fees on what can be drawn on
// demand happens. It returns the first month in which more may happen, and the cash before it.
func (f *Model) drift(m int, ncf []float64, cash, minimum float64, out *Ledger) (int, float64) {
	inflow, kept := out.inflow[:len(ncf)], out.Cash[:len(ncf)]
	if len(out.steady) == 0 {
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
	for _, j := range out.steady {
		f.Facilities[j].wait(&out.states[j])
	}
	for ; m < len(ncf); m++ {
		next := cash + (inflow[m] + ncf[m])
		for _, j := range out.steady {
			if st := &out.states[j]; m >= st.opens && m < st.closes {
				next -= st.fee
			}
		}
		if next < minimum {
			break
		}
		for _, j := range out.steady {
			if st := &out.states[j]; m >= st.opens && m < st.closes {
				st.fees[m] += st.fee
				st.charge(m)
			}
		}
		cash = next
		kept[m] = next
	}
	return m, cash
}

// close records what is owed of some facilities at the end of month m, and
// reports whether anything is.
func (l *Ledger) close(m int, facilities []int) (owing bool) {
	for _, j := range facilities {
		st := &l.states[j]
		if st.balance != 0 {
			l.Balance[j][m], l.owed[j], owing = st.balance, true, true
		}
		owing = owing || st.accrued != 0
	}
	return owing
}

// carry books interest and principal of what is owed on demand, and returns
// the cash that leaves.
func (f *Model) carry(m int, out *Ledger) (paid float64) {
	for _, j := range out.calm {
		if st := &out.states[j]; st.balance > 0 || st.accrued > 0 {
			c := &f.Facilities[j]
			paid += c.pay(st, j, m, out)
		}
	}
	return paid
}

// service books what month m brings and costs by plan: arrivals net of the
// fee, commitment fee, interest on the opening balance and principal due
// (steps 2 and 4). It returns the change of cash. In the last month that has happened
// the bank has the last word on what is owed.
func (f *Model) service(c *Facility, st *facilityState, j, m int, s *Supply, out *Ledger) float64 {
	change := c.booked(st, j, m, s, out)
	if c.Owed != nil && m == f.First-1 {
		out.Found[j] += *c.Owed - st.balance
		st.balance, st.accrued, st.fresh = *c.Owed, 0, false
		if st.first < 0 && st.balance > 0 {
			st.first = m
		}
	}
	return change
}

// booked is service by the books.
func (c *Facility) booked(st *facilityState, j, m int, s *Supply, out *Ledger) float64 {
	change := 0.0
	if c.Commitment > 0 {
		if fee := c.commitmentFee(st, m); fee > 0 {
			st.fees[m] += fee
			st.charge(m)
			change -= fee
		}
	}
	if st.balance > 0 || st.accrued > 0 || m < len(c.Repaid) || m < len(c.Charged) {
		change -= c.pay(st, j, m, out)
	}
	if c.Repayment == Recovered {
		change -= c.recover(st, m, s)
	}
	if c.OnDemand && m >= len(c.Past) {
		return change
	}
	if amount := st.drawnBy[m]; amount != 0 {
		fee := float64(amount * c.Upfront)
		st.fees[m] += fee
		st.charge(m)
		st.draw(m, amount)
		change += amount - fee
	}
	return change
}
