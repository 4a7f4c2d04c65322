package models

import (
	"fmt"
	"math"
	"strings"

	"ballast/budget"
	"ballast/sim/distribution"
)

// stream works out the revenue of one stream and its collections.
func (r *reference) stream(s *budget.Stream) {
	key := "revenue/" + s.ID + "/"
	last := r.h - 1
	if s.EndMonth != nil {
		last = min(last, *s.EndMonth)
	}
	start := float64(s.StartMonth) + s.StartPart + r.value(s.Shift, key+"shift", 0)
	for _, e := range r.events {
		if hits(e.risk, "stream", s.ID, "") {
			start += e.delay
		}
	}
	start = max(0, start)
	first := int(math.Floor(start))
	x := start - math.Floor(start)
	volume, price := r.value(s.Volume, key+"volume", 1), r.value(s.Price, key+"price", 1)
	for m := first; m <= last; m++ {
		plain := (1 - x) * r.mature(s, m-first)
		if m > first {
			plain += x * r.mature(s, m-first-1)
		}
		money := plain * volume * price * r.level(s.Driver, m)
		for _, e := range r.events {
			if hits(e.risk, "stream", s.ID, "") && m >= e.month && (e.risk.ImpactMonths == 0 || m < e.month+e.risk.ImpactMonths) {
				money *= max(0, 1+e.revenue)
			}
		}
		if s.EndMonth != nil && m == *s.EndMonth && s.EndPart > 0 {
			money *= s.EndPart
		}
		if s.Noise > 0 {
			z := []float64{r.extra(key+"noise", m)}
			distribution.Normals(z, z)
			money *= max(0, 1+s.Noise*z[0])
		}
		r.collect(s, m, money)
	}
}

// mature is the revenue of a stream in a month of its age: maturity, ramp, growth.
func (r *reference) mature(s *budget.Stream, age int) float64 {
	share := 1.0
	if float64(age+1) < s.RampMonths {
		share = float64(age+1) / s.RampMonths
		if s.RampShape == "s-curve" {
			share = 3*share*share - 2*share*share*share
		}
	}
	return s.Monthly.InexactFloat64() * share * math.Pow(1+s.Growth, float64(age)/12)
}

// collect turns revenue earned in a month into cash.
func (r *reference) collect(s *budget.Stream, month int, money float64) {
	key := "revenue/" + s.ID + "/"
	lost := min(1, max(0, r.value(s.Uncollectable, key+"uncollectable", 0)))
	when := float64(month) + max(0, r.value(s.CollectionLag, key+"lag", 0))
	r.earned += money
	r.uncollectable += money * lost
	bookAt(r.collected, &r.collectedBeyond, when, money*(1-lost))
	to := r.shared
	if s.Partner != "" {
		if r.own[s.Partner] == nil {
			r.own[s.Partner] = make([]float64, r.h)
		}
		to = r.own[s.Partner]
	}
	beyond := 0.0
	bookAt(to, &beyond, when, money*(1-lost))
	if s.Partner != "" {
		r.ownBeyond[s.Partner] += beyond
	}
	if r.byStream[s.ID] == nil {
		r.byStream[s.ID] = make([]float64, r.h)
	}
	bookAt(r.byStream[s.ID], new(float64), when, money*(1-lost))
}

// taxes keeps a ledger of losses: what a quarter earns is first set against them. The last
// one earns something more.
func (r *reference) taxes(more float64) []float64 {
	quarter, losses, tax := 0.0, 0.0, make([]float64, r.h)
	for m := range r.h {
		quarter += r.collected[m] - r.paid[m] + r.vat[m]
		if m == r.h-1 {
			quarter += more
		}
		if (m+1)%3 != 0 && m != r.h-1 {
			continue
		}
		if quarter < 0 {
			losses -= quarter
		} else {
			used := min(losses, quarter)
			losses -= used
			tax[m] = r.plan.Project.TaxRate * (quarter - used)
		}
		quarter = 0
	}
	return tax
}

// arrivals lists when the scheduled money of a source comes, +Inf for never,
// and how much.
func (r *reference) arrivals(s *budget.Source) (months, amounts []float64) {
	key := "funding/" + s.ID + "/"
	here, delay := r.arrives(s)
	factor := r.factor(s)
	seen := map[int]int{}
	for i := range r.plan.Tranches {
		t := &r.plan.Tranches[i]
		if t.Source != s.ID {
			continue
		}
		own := fmt.Sprintf("%stranche/%d", key, t.Month) + strings.Repeat("+", seen[t.Month])
		seen[t.Month]++
		comes, late := here, delay
		if t.Probability != nil {
			u, drawn := r.draws[own+"/arrives"]
			comes = !drawn || u < *t.Probability
		}
		if t.Delay != nil {
			late = max(0, r.value(t.Delay, own+"/delay", 0)) + r.sourceDelay(s)
		}
		month := float64(t.Month) + late
		if !comes {
			month = math.Inf(1)
		}
		for _, id := range t.Conditions {
			month = max(month, r.condition(id, month))
		}
		months, amounts = append(months, month), append(amounts, t.Amount.InexactFloat64()*factor)
	}
	if len(seen) == 0 {
		months, amounts = append(months, float64(s.ArriveMonth)+delay), append(amounts, s.Committed.InexactFloat64()*factor)
		if !here {
			months[0] = math.Inf(1)
		}
	}
	return months, amounts
}

// factor is what a source brings of what was promised.
func (r *reference) factor(s *budget.Source) float64 {
	x := max(0, r.value(s.AmountFactor, "funding/"+s.ID+"/amount", 1))
	if s.CoFinancing != nil {
		x = min(x, *s.CoFinancing*max(0, r.total)/s.Committed.InexactFloat64())
	}
	return x
}

// arrives says whether a source comes at all and how late.
func (r *reference) arrives(s *budget.Source) (here bool, delay float64) {
	key := "funding/" + s.ID + "/"
	u, drawn := r.draws[key+"arrives"]
	return !drawn || u < s.Probability, max(0, r.value(s.Delay, key+"delay", 0)) + r.sourceDelay(s)
}

// sourceDelay is what risks add.
func (r *reference) sourceDelay(s *budget.Source) float64 {
	sum := 0.0
	for _, e := range r.events {
		if hits(e.risk, "source", s.ID, "") {
			sum += e.delay
		}
	}
	return sum
}

// condition delays or stops an instalment: a cost line must be done, which is
// at the end of its last month; a risk must not have occurred by then.
func (r *reference) condition(id string, month float64) float64 {
	if start, line := r.lineStart[id]; line {
		return max(month, math.Ceil(start+r.lineMonths[id]-1e-9)-1)
	}
	for _, e := range r.events {
		if e.risk.ID == id && float64(e.month) <= month {
			return math.Inf(1)
		}
	}
	return month
}
