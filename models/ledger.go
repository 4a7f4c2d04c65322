package models

// ledger is what the waterfall books in one scenario. The matrices are by
// facility and month; everything is reused from scenario to scenario. In every
// month
//
//	cash   = cash before + project flow + drawn - fees - interest - principal
//	balance = balance before + drawn + capitalised interest - principal
type ledger struct {
	cash, gap                                 []float64
	drawn, interest, fees, principal, balance [][]float64
	booked                                    []monthSet // [facility] months in which any of them may differ from 0, balance apart
	charged                                   []bool     // [facility] interest, fees or principal may differ from 0
	owed                                      []bool     // [facility] its balance may differ from 0
	capitalised                               []float64  // interest added to the balance in grace, in all
	beyond                                    []float64  // scheduled money that comes after the horizon or never
	closed                                    []float64  // scheduled money refused because the window was closed
	flat                                      []float64  // what is cleared in every scenario
	steady                                    []int      // facilities looked at every month
	calm                                      []int      // facilities looked at when they are owed or drawn
	states                                    []facilityState
	inflow                                    []float64 // what simple sources bring, net
}

// facilityState is where a facility stands while the months pass.
type facilityState struct {
	balance float64
	drawn   float64 // in all
	first   int     // month of the first draw, -1 before
	exists  int     // month from which its commitment fee can run
	payment float64 // annuity at hand
	rate    float64 // that the annuity was worked out with
	fresh   bool    // the annuity still holds
}

// fit makes room for a model and clears what the last scenario left.
func (l *ledger) fit(facilities, horizon int) {
	if len(l.drawn) != facilities || len(l.cash) != horizon {
		l.allocate(facilities, horizon)
	}
	for j := range l.booked {
		if l.charged[j] {
			clear(l.interest[j])
			clear(l.fees[j])
			clear(l.principal[j])
		}
		if l.owed[j] {
			clear(l.balance[j])
		}
		l.charged[j], l.owed[j] = false, false
		clear(l.booked[j])
		l.states[j] = facilityState{first: -1}
	}
	clear(l.flat)
}

// charge notes that facility j was drawn, paid or repaid in month m.
func (l *ledger) charge(j, m int) {
	l.booked[j].add(m)
	l.charged[j] = true
}

func (l *ledger) allocate(facilities, horizon int) {
	for _, m := range []*[][]float64{&l.interest, &l.fees, &l.principal, &l.balance} {
		*m = matrix(facilities, horizon)
	}
	l.booked = make([]monthSet, facilities)
	for j := range l.booked {
		l.booked[j] = newMonthSet(horizon)
	}
	l.owed, l.charged = make([]bool, facilities), make([]bool, facilities)
	l.flat = make([]float64, facilities*horizon+3*facilities+2*horizon)
	rest := l.flat
	take := func(n int) []float64 {
		part := rest[:n:n]
		rest = rest[n:]
		return part
	}
	l.capitalised, l.beyond, l.closed = take(facilities), take(facilities), take(facilities)
	l.inflow, l.gap = take(horizon), take(horizon)
	l.drawn = make([][]float64, facilities)
	for j := range l.drawn {
		l.drawn[j] = take(horizon)
	}
	l.cash = make([]float64, horizon)
	l.states = make([]facilityState, facilities)
	l.steady, l.calm = make([]int, 0, facilities), make([]int, 0, facilities)
}
