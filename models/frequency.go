package models

import (
	"math"
	"strconv"

	"ballast/sim/distribution"
)

// frequency is how often a frequent risk happens: a Poisson number of times where the
// shape is 0; else the rate is not known but Gamma with that shape, which makes the
// number of events negative binomial with that shape and mean.
//
// A rate l of density b^a l^(a-1) exp(-bl) / G(a), G the gamma function, gives n events in
// t years with the chance that this times (lt)^n exp(-lt) / n! has over all l: since the
// integral of l^(a+n-1) exp(-(b+t)l) is G(a+n)/(b+t)^(a+n), it is
//
//	G(a+n)/(G(a) n!) (b/(b+t))^a (t/(b+t))^n,
//
// of mean m = at/b; one n more multiplies it by m/(a+m) (a+n)/(n+1).
//
// Source: derived above. Checked: TestLearntFrequencyByHand.
type frequency struct{ mean, shape float64 }

// frequency is that of the risk with its response or without.
func (r *risk) frequency(on bool) frequency { return frequency{r.mean(on), r.shape} }

// power is -ln of the chance of no event.
func (f frequency) power() float64 {
	if f.shape > 0 {
		return f.shape * distribution.Log(1+f.mean/f.shape)
	}
	return f.mean
}

// none is the chance of no event.
func (f frequency) none() float64 { return distribution.Exp(-f.power()) }

// step is the chance of n events over that of n-1.
func (f frequency) step(n int) float64 {
	if f.shape > 0 {
		return f.mean / (f.shape + f.mean) * (f.shape + float64(n-1)) / float64(n)
	}
	return f.mean / float64(n)
}

// sd is the standard deviation of the number of events.
func (f frequency) sd() float64 {
	if f.shape > 0 {
		return math.Sqrt(f.mean * (1 + f.mean/f.shape))
	}
	return math.Sqrt(f.mean)
}

// frequencyNormal is the mean from which on a normal distribution stands in for the
// number of events.
const frequencyNormal = 500

// count is the quantile of the number of events at u.
func (f frequency) count(u float64) int {
	if f.mean <= 0 {
		return 0
	}
	if f.mean > frequencyNormal {
		return int(math.Max(0, math.Round(f.mean+float64(f.sd()*distribution.NormalQuantile(u)))))
	}
	p := f.none()
	sum, n := p, 0
	for u > sum && p > 1e-300 {
		n++
		p = float64(p * f.step(n))
		sum += p
	}
	return n
}

// steps visits the sums that count compares with, as far as a uniform can be above
// them.
func (f frequency) steps(visit func(sum float64)) {
	if f.mean <= 0 {
		return
	}
	p := f.none()
	sum := p
	for n := 1; ; n++ {
		visit(sum)
		p = float64(p * f.step(n))
		next := sum + p
		if next >= 1-1e-12 || next == sum && float64(n) > f.mean {
			return
		}
		sum = next
	}
}

// learnable gives a frequent risk a rate that is learnt, where the plan asks for it:
// before anything is seen its rate without a response is Gamma(rate x L, L), L being the
// years of the window, at least one. Its response lowers the rate in proportion, which
// leaves the shape.
func (m *Model) learnable(r *risk, years float64) {
	if m.plan.Project.LearnFrequencies && r.rate > 0 {
		r.shape = r.rate * math.Max(1, years) / years
	}
}

// learn updates the rate of risk k by the months of its window that have passed and
// the events in them: Gamma(a, b) becomes Gamma(a + n, b + e) after n events in e years,
// which is told, as is what the log says of a rate that is not learnt.
//
// Source: Bayes' rule; l^(a-1) exp(-bl) times the chance (le)^n exp(-le) of what was seen
// is l^(a+n-1) exp(-(b+e)l) but for what does not depend on l.
// Checked: TestLearntFrequencyByHand.
func (m *Model) learn(k int) {
	r, ref := &m.risks[k], m.plan.Risks[k].Row.Ref("Per year")
	rate := r.mean(r.respond) * 12 / float64(r.to-r.from+1)
	if r.off || rate <= 0 || r.rate <= 0 || r.from >= m.past.cut {
		return
	}
	n := 0
	for i := range m.past.events {
		if e := &m.past.events[i]; e.risk == k && e.month >= r.from {
			n++
		}
	}
	months := min(r.to+1, m.past.cut) - r.from
	years := float64(months) / 12
	if m.past.taught == nil {
		m.past.taught = &ref
	}
	if r.shape == 0 {
		m.note(ref, "control.frequency-seen", r.id, rateText(float64(n)/years), n, months, rateText(rate))
		return
	}
	now := (r.shape + float64(n)) / (r.shape/rate + years)
	r.shape += float64(n)
	r.rate *= now / rate
	r.residualP *= now / rate
	m.note(ref, "control.frequency-learnt", r.id, rateText(float64(n)/years), n, months, rateText(rate), rateText(now))
}

// rateText writes events a year.
func rateText(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
