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
	capitalised                               []float64 // interest added to the balance in grace, in all
	beyond                                    []float64 // scheduled money that comes after the horizon or never
	closed                                    []float64 // scheduled money refused because the window was closed
	flat                                      []float64 // what the matrices share
	active                                    []int     // facilities looked at every month
	states                                    []facilityState
	inflow                                    []float64 // what simple sources bring, net
}

// facilityState is where a facility stands while the months pass.
type facilityState struct {
	balance float64
	drawn   float64 // in all
	first   int     // month of the first draw, -1 before
	payment float64 // annuity at hand
	rate    float64 // that the annuity was worked out with
	fresh   bool    // the annuity still holds
}

// fit makes room for a model and clears what the last scenario left.
func (l *ledger) fit(facilities, horizon int) {
	if len(l.drawn) != facilities || len(l.cash) != horizon {
		l.allocate(facilities, horizon)
	}
	clear(l.flat)
	for j := range l.states {
		l.states[j] = facilityState{first: -1}
	}
}

func (l *ledger) allocate(facilities, horizon int) {
	l.flat = make([]float64, 5*facilities*horizon+3*facilities+horizon)
	rest := l.flat
	take := func(n int) []float64 {
		part := rest[:n:n]
		rest = rest[n:]
		return part
	}
	for _, m := range []*[][]float64{&l.drawn, &l.interest, &l.fees, &l.principal, &l.balance} {
		*m = make([][]float64, facilities)
		for j := range *m {
			(*m)[j] = take(horizon)
		}
	}
	l.capitalised, l.beyond, l.closed = take(facilities), take(facilities), take(facilities)
	l.inflow = take(horizon)
	l.cash, l.gap = make([]float64, horizon), make([]float64, horizon)
	l.states = make([]facilityState, facilities)
	l.active = make([]int, 0, facilities)
}
