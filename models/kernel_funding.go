package models

import (
	"math"

	"ballast/models/returns"
	"ballast/models/vector"
	"ballast/models/waterfall"
	"ballast/sim"
)

// sources records what each source gave and cost, and keeps its net flow.
func (k *kernel) sources(b *sim.Block, i int) {
	s, o, n, last := k.s, &k.m.out, len(k.m.sources), k.m.horizon-1
	cost := 0.0
	clear(s.dues)
	clear(s.owners.pool)
	copy(s.available, s.ncf)
	sumFees, outstanding, undrawn := b.Sum[o.sumFees:][:n], b.Sum[o.sumOutstanding:][:n], b.Sum[o.sumUndrawn:][:n]
	sumUsed, sumLate, sumNever := b.Sum[o.sumUsed:][:n], b.Sum[o.sumLateSource:][:n], b.Sum[o.sumNever:][:n]
	balance, capitalised, delays, charged := s.book.Balance[:n], s.book.Capitalised[:n], s.delayed[:n], false
	for j := range n {
		used, fees := k.source(b, j)
		fees += capitalised[j]
		cost += fees
		charged = charged || s.book.Charged[j]
		sumFees[j] += fees
		outstanding[j] += balance[j][last]
		undrawn[j] += s.undrawn(j, used)
		sumUsed[j] += used
		sumLate[j] += delays[j].late
		sumNever[j] += delays[j].never
		if b.Sample {
			b.Scalar[o.used+j][i], b.Scalar[o.late+j][i], b.Scalar[o.never+j][i] = used, delays[j].late, delays[j].never
		}
	}
	if charged {
		vector.Add(b.Sum[o.sumService:][:last+1], s.service)
	}
	s.ownersInUse()
	for j := range n {
		var p priced
		s.priceSource(&p, j)
		p.addTo(b.Sum[o.sumPrice+pricedSums*j:])
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
// the months in which anything is booked. Owners' money goes to their pool too.
func (k *kernel) source(b *sim.Block, j int) (used, fees float64) {
	s, o, h := k.s, &k.m.out, k.m.horizon
	booked, net, drawn := s.book.Booked[j], s.net[j][:h], s.book.Drawn[j][:h]
	sumDrawn, sumFlow := b.Sum[o.sumDrawn+j*h:][:h], b.Sum[o.sumFlow+j*h:][:h]
	stays, lasting := o.seriesBuilding >= 0 && s.m.cover.lasting[j], s.lasting[:h]
	pool, required := s.owners.pool[:h], s.m.sources[j].required
	if !s.book.Charged[j] {
		for m := range booked.All() {
			d := drawn[m]
			net[m] = d
			if stays {
				lasting[m] += d
			}
			if required {
				pool[m] += d
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
	for m := range booked.All() {
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
		if required {
			pool[m] += d
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
		for m := range booked.All() {
			if m >= first {
				break
			}
			if principal[m] > 0 {
				first = m
			}
		}
	}
	return first
}
