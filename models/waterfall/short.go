package waterfall

// Book books in a ledger what the sources of a scenario bring and take whatever the cash.
func (f *Model) Book(horizon int, s []Supply, out *Ledger) {
	out.Fit(len(f.Facilities), horizon)
	f.begin(s, out)
}

// Short reports whether a scenario has a gap above a tolerance in a month still to come:
// what Run says of it, of a ledger that Book or Run has booked with the same supplies. It
// stops at the first, and charges what is available on demand no more than its commitment
// fee while nothing of it is owed, so the ledger is of no use to anybody but Short, Book
// and Run after it.
//
// Checked: TestShortAgrees.
func (f *Model) Short(ncf []float64, opening, minimum, tolerance float64, s []Supply, out *Ledger) bool {
	for _, j := range f.claims {
		out.forget(j)
	}
	f.claim(s, out)
	cash, owing, demand := opening, false, f.waits(out)
	idle := demand
	for m, x := range ncf {
		cash += out.inflow[m] + x
		cash = f.serveSteady(m, cash, idle, s, out)
		if owing {
			cash -= f.carry(m, out)
		}
		if cash < minimum && m >= f.First {
			cash = f.drawOnDemand(m, cash, minimum, s, out)
			if minimum-cash > tolerance {
				return true
			}
			idle = false
		}
		if cash > minimum && !(idle && !owing) && len(f.sweeps) > 0 {
			cash = f.sweep(m, cash, minimum, s, out)
		}
		if f.Bank != nil && m == f.First-1 {
			cash = *f.Bank + (opening - f.Opened)
		}
		owing = out.owes(out.calm)
		idle = demand && (idle || !out.owes(out.steady))
	}
	return false
}

// waits reports whether the facilities that are looked at every month can be drawn on
// demand alone, and nothing is known of their past: until they are drawn they cost their
// commitment fee and nothing else.
func (f *Model) waits(out *Ledger) bool {
	for _, j := range out.steady {
		if c := &f.Facilities[j]; !c.OnDemand || len(c.Past) > 0 || c.known() || c.Repayment == Recovered {
			return false
		}
	}
	return true
}

// serveSteady is the cash after what the facilities that are looked at every month bring
// and take; idle: nothing of them is owed, and no more is.
func (f *Model) serveSteady(m int, cash float64, idle bool, s []Supply, out *Ledger) float64 {
	for _, j := range out.steady {
		c, st := &f.Facilities[j], &out.states[j]
		if idle {
			cash -= c.commitmentFee(st, m)
		} else {
			cash += f.service(c, st, j, m, &s[j], out)
		}
	}
	return cash
}

// owes reports whether anything of some facilities is owed.
func (l *Ledger) owes(facilities []int) bool {
	for _, j := range facilities {
		if st := &l.states[j]; st.balance != 0 || st.accrued != 0 {
			return true
		}
	}
	return false
}
