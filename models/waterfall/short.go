package waterfall

// Book books in a ledger what the sources of a scenario bring and take whatever the cash.
func (f *Model) Book(horizon int, s []Supply, out *Ledger) {
	out.Fit(len(f.Facilities), horizon)
	f.begin(s, out)
}

// Short reports whether a scenario has a gap above a tolerance in a month still to come:
// what Run says of it, of a ledger that Book or Run has booked with the same supplies. It
// stops at the first, so the ledger is of no use to anybody but Short, Book and Run after it.
//
// Checked: TestShortAgrees.
func (f *Model) Short(ncf []float64, opening, minimum, tolerance float64, s []Supply, out *Ledger) bool {
	for _, j := range f.claims {
		out.forget(j)
	}
	return f.follow(ncf, opening, minimum, tolerance, s, out)
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
