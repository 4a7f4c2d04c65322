package models

import (
	"math"
	"slices"
)

// seen is how likely it was to see what has been seen of a risk and of all that
// depends on it, if the risk never happens, and if it does.
type seen struct{ never, once float64 }

// posterior is the probability of a risk after what has been seen.
//
// Source: Bayes' rule.
// Checked: TestRisksAsOf.
func (l seen) posterior(p float64) float64 {
	if d := float64(p*l.once) + float64((1-p)*l.never); d > 0 {
		return p * l.once / d
	}
	return p
}

// registerAsOf updates the probabilities of risks that happen at most once by what
// has not happened: with the share r of its window still to come a risk that has
// not happened is seen with the likelihood r if it happens, the month being uniform
// over the window. What was seen of children tells of their parents, from the last
// children up, so that a chain or tree of risks has its joint posterior. Of several
// parents of one child each is updated with the others as the plan has them.
//
// Source: J. Pearl, Probabilistic Reasoning in Intelligent Systems (1988), chapter 4:
// belief propagation is exact on trees.
// Checked: TestRegisterAsOf, against counting.
func (m *Model) registerAsOf() {
	all := make([]seen, len(m.risks))
	for _, k := range slices.Backward(m.order) {
		l := m.ownEvidence(&m.risks[k])
		for c := range m.risks {
			if r := &m.risks[c]; r.rate == 0 && !r.off && slices.Contains(r.parents, k) {
				l.never *= m.message(c, k, false, all[c])
				l.once *= m.message(c, k, true, all[c])
			}
		}
		all[k] = l
	}
	for k := range m.risks {
		r := &m.risks[k]
		if r.rate > 0 || r.struck || r.off {
			continue
		}
		r.p, r.residualP, r.pIf, r.residualIf = all[k].posterior(r.p), all[k].posterior(r.residualP), all[k].posterior(r.pIf), all[k].posterior(r.residualIf)
	}
}

// ownEvidence is what has been seen of a risk itself.
func (m *Model) ownEvidence(r *risk) seen {
	cut := m.past.cut
	switch {
	case r.off || r.rate > 0:
		return seen{1, 1}
	case r.struck:
		return seen{0, 1}
	case r.from >= cut:
		return seen{1, 1}
	case r.to < cut:
		return seen{1, 0}
	}
	return seen{1, float64(r.to-cut+1) / float64(r.to-r.from+1)}
}

// message is how likely what was seen of risk c is when its parent k has happened
// or has not.
func (m *Model) message(c, k int, happened bool, l seen) float64 {
	r := &m.risks[c]
	others := 1.0 // that all others have happened, or, where any will do, that none has
	for _, o := range r.parents {
		if o == k {
			continue
		}
		p := m.prior(o)
		if !r.allParents {
			p = 1 - p
		}
		others *= p
	}
	met := 0.0 // that the parents have happened as the risk takes it
	switch {
	case r.allParents && happened:
		met = others
	case !r.allParents && happened:
		met = 1
	case !r.allParents:
		met = 1 - others
	}
	p := r.probability(r.respond)
	if !math.IsNaN(r.pIf) {
		p = float64((1-met)*p) + float64(met*r.conditional(r.respond))
	}
	return float64(p*l.once) + float64((1-p)*l.never)
}

// prior is the probability that a risk happens at all, as the plan has it.
func (m *Model) prior(k int) float64 {
	r := &m.risks[k]
	switch {
	case r.struck:
		return 1
	case r.off:
		return 0
	case r.rate > 0:
		return -math.Expm1(-r.frequency(r.respond).power())
	}
	return r.probability(r.respond)
}

// remainingRisk leaves of a risk what can still happen. A frequency keeps its rate, as
// learnt or as planned, over the rest of the window. A certain response cost whose window has passed is
// in the actuals; while the window runs, what is not booked of it is due.
func (m *Model) remainingRisk(r *risk) {
	cut, before := m.past.cut, r.from < m.past.cut
	if r.off || before && (r.to < cut || !r.respond) {
		r.cost = 0
	} else if before {
		r.cost -= math.Min(r.cost, math.Max(0, r.spent))
	}
	share := 1.0
	if before {
		share = float64(r.to-cut+1) / float64(r.to-r.from+1)
		r.from = cut
	}
	if r.to < cut || r.struck && r.rate == 0 {
		r.off, r.to = true, max(r.to, r.from)
		return
	}
	if r.rate > 0 {
		r.rate *= share
		r.residualP *= share
	}
}
