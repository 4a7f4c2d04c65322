package waterfall

// Ledger is what the waterfall books in one scenario. The matrices are by
// facility and month; everything is reused from scenario to scenario. In every
// month
//
//	cash   = cash before + project flow + drawn - fees - interest - principal
//	balance = balance before + drawn + capitalised interest - principal
//
// and in the last month before First also what the bank says beyond the books: Found.
type Ledger struct {
	Cash, Gap                                 []float64
	Drawn, Interest, Fees, Principal, Balance [][]float64
	Booked                                    []MonthSet // [facility] months in which any of them may differ from 0, balance apart
	Charged                                   []bool     // [facility] interest, fees or principal may differ from 0
	owed                                      []bool     // [facility] its balance may differ from 0
	Capitalised                               []float64  // interest added to the balance in grace, in all
	Beyond                                    []float64  // scheduled money that comes after the horizon or never
	Closed                                    []float64  // scheduled money refused because the window was closed
	Found                                     []float64  // what is owed beyond the books, as the bank says it
	FoundCash                                 float64    // likewise of cash
	flat                                      []float64  // what is cleared in every scenario
	steady                                    []int      // facilities looked at every month
	calm                                      []int      // facilities looked at when they are owed or drawn
	states                                    []facilityState
	inflow                                    []float64 // what simple sources bring, net
}

// facilityState is where a facility stands while the months pass, with its own rows of
// the ledger at hand.
type facilityState struct {
	standing
	rows
}

type standing struct {
	balance float64
	accrued float64   // interest since the last payment
	drawn   float64   // in all
	first   int       // month of the first draw, -1 before
	opens   int       // month from which its commitment fee can run
	closes  int       // month from which none runs, while nothing is owed
	fee     float64   // commitment fee of a month in between
	limit   float64   // how much of it there is in the scenario
	rates   []float64 // annual rate by month when a driver gives it, else nil
	payment float64   // annuity at hand
	rate    float64   // that the annuity was worked out with
	fresh   bool      // the annuity still holds
}

// rows are those of one facility.
type rows struct {
	drawnBy, interest, fees, principal []float64
	booked                             MonthSet
	charged                            []bool // of length 1
}

// charge notes that the facility was drawn, paid or repaid in month m.
func (r *rows) charge(m int) {
	r.booked.add(m)
	r.charged[0] = true
}

// Fit makes room for a model and clears what the last scenario left.
func (l *Ledger) Fit(facilities, horizon int) {
	if len(l.Drawn) != facilities || len(l.Cash) != horizon {
		l.allocate(facilities, horizon)
	}
	for j := range l.Booked {
		l.blank(j)
	}
	clear(l.flat)
	l.FoundCash = 0
}

// blank clears what is booked of facility j outside flat.
func (l *Ledger) blank(j int) {
	booked, drawn := l.Booked[j], l.Drawn[j]
	if l.Charged[j] {
		clear(drawn)
		clear(l.Interest[j])
		clear(l.Fees[j])
		clear(l.Principal[j])
	} else {
		for m := range booked.All() {
			drawn[m] = 0
		}
	}
	if l.owed[j] {
		clear(l.Balance[j])
	}
	l.Charged[j], l.owed[j] = false, false
	clear(booked)
	l.states[j].standing = standing{first: -1}
}

// forget clears all that is booked of facility j.
func (l *Ledger) forget(j int) {
	l.blank(j)
	l.Capitalised[j], l.Beyond[j], l.Closed[j], l.Found[j] = 0, 0, 0, 0
}

// Charge notes that facility j was drawn, paid or repaid in month m.
func (l *Ledger) Charge(j, m int) { l.states[j].charge(m) }

func (l *Ledger) allocate(facilities, horizon int) {
	for _, m := range []*[][]float64{&l.Drawn, &l.Interest, &l.Fees, &l.Principal, &l.Balance} {
		*m = matrix(facilities, horizon)
	}
	l.Booked = make([]MonthSet, facilities)
	for j := range l.Booked {
		l.Booked[j] = newMonthSet(horizon)
	}
	l.owed, l.Charged = make([]bool, facilities), make([]bool, facilities)
	l.flat = make([]float64, 4*facilities+2*horizon)
	rest := l.flat
	take := func(n int) []float64 {
		part := rest[:n:n]
		rest = rest[n:]
		return part
	}
	l.Capitalised, l.Beyond, l.Closed = take(facilities), take(facilities), take(facilities)
	l.Found = take(facilities)
	l.inflow, l.Gap = take(horizon), take(horizon)
	l.Cash = make([]float64, horizon)
	l.states = make([]facilityState, facilities)
	for j := range l.states {
		l.states[j].rows = rows{l.Drawn[j], l.Interest[j], l.Fees[j], l.Principal[j], l.Booked[j], l.Charged[j : j+1]}
	}
	l.steady, l.calm = make([]int, 0, facilities), make([]int, 0, facilities)
}

func matrix(rows, cols int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, cols)
	}
	return out
}
