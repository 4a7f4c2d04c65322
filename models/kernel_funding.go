package models

import (
	"math"
	"slices"

	"ballast/models/returns"
	"ballast/models/waterfall"
	"ballast/sim"
)

// sources records what each source gave and cost, and keeps its net flow.
func (k *kernel) sources(b *sim.Block, i int) {
	s, o, h := k.s, &k.m.out, k.m.horizon
	cost := 0.0
	clear(s.dues)
	copy(s.available, s.ncf)
	s.ownersInUse()
	for j := range k.m.sources {
		p := s.priceSource(j)
		p.addTo(b.Sum[o.sumPrice+pricedSums*j:])
		used, fees := k.source(b, j)
		fees += s.book.Capitalised[j]
		cost += fees
		b.Sum[o.sumFees+j] += fees
		b.Sum[o.sumOutstanding+j] += s.book.Balance[j][h-1]
		b.Sum[o.sumUndrawn+j] += s.undrawn(j, used)
		late, never := s.lateness(j)
		b.Sum[o.sumUsed+j] += used
		b.Sum[o.sumLateSource+j] += late
		b.Sum[o.sumNever+j] += never
		if b.Sample {
			b.Scalar[o.used+j][i], b.Scalar[o.late+j][i], b.Scalar[o.never+j][i] = used, late, never
		}
	}
	if slices.Contains(s.book.Charged, true) {
		for m, x := range s.service {
			b.Sum[o.sumService+m] += x
		}
	}
	b.Scalar[o.costOfFunds][i] = cost
	k.cover(b, i)
}

// cover records the smallest cover of a scenario, +Inf where no debt is due or its
// cover cannot be judged, and adds up the years of operation.
func (k *kernel) cover(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	least, bare, life := math.Inf(1), math.Inf(1), math.Inf(1)
	if k.m.cover.debts && s.indebted() {
		flow, first := s.serviceOf()
		if first >= k.m.horizon {
			b.Sum[o.sumUnjudged]++
		} else {
			if o.dscrBare >= 0 {
				least, bare = flow.LeastOf(first, s.bare)
			} else {
				least = flow.Least(first)
			}
			if k.m.horizon-first < returns.CoverWindow {
				b.Sum[o.sumShorter]++
			}
			if o.loanLife >= 0 {
				life = flow.LoanLife(first, s.debt())
			}
		}
		k.coverYears(&flow, b.Sum[o.sumCover:])
	}
	b.Scalar[o.dscr][i] = least
	if o.dscrBare >= 0 {
		b.Scalar[o.dscrBare][i] = bare
	}
	if o.loanLife >= 0 {
		b.Scalar[o.loanLife][i] = life
	}
}

// coverSums is what is added up of every year of operation: what was available, what
// was due, the scenarios with something due, and those in which it was not covered.
const coverSums = 4

// coverYears is how many years of operation the horizon has, the last one perhaps
// shorter; none where the cover is not judged.
func (m *Model) coverYears() int {
	if !m.judgesCover() {
		return 0
	}
	return (m.horizon - m.cover.from + 11) / 12
}

func (k *kernel) coverYears(flow *returns.Service, sum []float64) {
	for y := range k.m.coverYears() {
		from := k.m.cover.from + 12*y
		have, owed := flow.Over(from, min(from+12, k.m.horizon))
		at := sum[coverSums*y:][:coverSums]
		at[0] += have
		at[1] += owed
		if owed > waterfall.Settled {
			at[2]++
			if have < owed {
				at[3]++
			}
		}
	}
}

// source adds up source j; s.net[j] is what it brings less what it takes, in
// the months in which anything is booked.
func (k *kernel) source(b *sim.Block, j int) (used, fees float64) {
	s, o, h := k.s, &k.m.out, k.m.horizon
	booked, net, drawn := s.book.Booked[j], s.net[j][:h], s.book.Drawn[j][:h]
	sumDrawn, sumFlow := b.Sum[o.sumDrawn+j*h:][:h], b.Sum[o.sumFlow+j*h:][:h]
	stays, lasting := s.m.cover.lasting[j], s.lasting[:h]
	if !s.book.Charged[j] {
		for m := booked.Next(0); m < h; m = booked.Next(m + 1) {
			d := drawn[m]
			net[m] = d
			if stays {
				lasting[m] += d
			}
			used += d
			sumDrawn[m] += d
			sumFlow[m] += d
		}
		return used, 0
	}
	interest, fee, principal := s.book.Interest[j][:h], s.book.Fees[j][:h], s.book.Principal[j][:h]
	f := &k.m.funds.Facilities[j]
	recovered := f.Repayment == waterfall.Recovered
	falls := !f.Revolving && f.Repayment != waterfall.Sweep && !recovered
	regular := falls && f.Repayment != waterfall.Bullet
	sumInterest, sumPrincipal := b.Sum[o.sumInterest+j*h:][:h], b.Sum[o.sumPrincipal+j*h:][:h]
	available, serviced, due, bare := s.available[:h], s.service[:h], s.due[:h], s.bare[:h]
	for m := booked.Next(0); m < h; m = booked.Next(m + 1) {
		d, back, charge := drawn[m], principal[m], interest[m]+fee[m]
		service := charge + back
		net[m] = d - service
		used += d
		fees += charge
		if recovered { // collections that do not come, and no service of a debt
			available[m] -= back
			serviced[m] -= back
		}
		serviced[m] += service
		due[m] += charge
		bare[m] += charge
		if falls {
			due[m] += back
		}
		if regular {
			bare[m] += back
		}
		if stays {
			lasting[m] += d
		}
		sumDrawn[m] += d
		sumFlow[m] += d - service
		sumInterest[m] += interest[m]
		sumPrincipal[m] += back
	}
	return used, fees
}

// undrawn is what was committed of source j and not drawn by the end of its
// window; a revolving one is as far drawn as it is owed.
func (s *scenario) undrawn(j int, used float64) float64 {
	f := &s.m.funds.Facilities[j]
	if f.Revolving {
		used = s.book.Balance[j][min(f.To, s.m.horizon-1)]
	}
	return max(0, f.Committed-used)
}

// firstPrincipal is the first month in which principal of a term debt falls
// due; the cover of debt service means something from then on. Before it the
// project is being built with the money itself.
func (s *scenario) firstPrincipal() int {
	first := s.m.horizon
	for j := range s.m.funds.Facilities {
		if !s.m.funds.Facilities[j].ByTerm() {
			continue
		}
		booked, principal := s.book.Booked[j], s.book.Principal[j]
		for m := booked.Next(0); m < first; m = booked.Next(m + 1) {
			if principal[m] > 0 {
				first = m
			}
		}
	}
	return first
}

// lateMonths is how much later than planned counts as late: what rounds to
// another month.
const lateMonths = 0.5

// lateness reports whether any money of source j comes late or never, and the
// share of the planned money that does not come inside the
// horizon.
func (s *scenario) lateness(j int) (late, never float64) {
	src := &s.m.sources[j]
	if src.onDemand {
		if s.supplies[j].OpenFrom >= src.open+lateMonths {
			late = 1
		}
		if s.supplies[j].OpenFrom >= float64(s.m.horizon) {
			never = 1
		}
		return late, never
	}
	for k, a := range s.supplies[j].Arrivals {
		if a.Month >= src.tranches[k].due+lateMonths {
			late = 1
		}
		if a.Month >= float64(s.m.horizon) && src.planned > 0 {
			never += src.tranches[k].amount / src.planned
		}
	}
	return late, never
}
