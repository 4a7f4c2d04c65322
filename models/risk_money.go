package models

import (
	"ballast/sim"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// knownRisks are the risks whose money has a sum of known distribution: amounts that
// happen or do not, or seldom, whatever else does.
type knownRisks struct {
	is  []bool // [risk]
	sum *stats.Sum
}

// The equally likely values that stand for the impact of a risk, and how many events of
// a frequent one may be expected.
const (
	knownValues  = 4096
	knownMostPer = 3.0
)

// knowRisks finds those risks: without parents and correlations, and none as of a month,
// in which windows have partly passed. It comes after correlations are known.
func (m *Model) knowRisks() {
	m.known = knownRisks{is: make([]bool, len(m.risks))}
	if m.past != nil {
		return
	}
	var parts []stats.Part
	for k := range m.risks {
		r := &m.risks[k]
		if m.known.is[k] = m.isKnown(r); m.known.is[k] {
			parts = append(parts, m.partOf(k))
		}
	}
	m.known.sum = stats.NewSum(parts)
}

// isKnown reports whether the money of a risk depends on its own draws alone.
func (m *Model) isKnown(r *risk) bool {
	free := func(n number) bool { return n.v < 0 || !m.tied[n.v] }
	return !r.off && r.kind == impactAmount && len(r.parents) == 0 && free(r.occurs) && free(r.impact) &&
		r.mean(r.respond) <= knownMostPer && !(r.impact.v < 0 && r.impact.c == 0)
}

// partOf is risk k under the plan's choice as a part of the sum.
func (m *Model) partOf(k int) stats.Part {
	r := &m.risks[k]
	p := stats.Part{Counts: r.countsOf()}
	if r.impact.v < 0 {
		p.Values = []float64{r.impact.c}
	} else {
		p.Values = make([]float64, knownValues)
		for i := range p.Values {
			p.Values[i] = (float64(i) + 0.5) / knownValues
		}
		impact := distribution.Compile(m.vars[r.impact.v].dist)
		impact.FromU(p.Values, p.Values)
	}
	for i, x := range p.Values {
		p.Values[i] = r.event(k, 0, x, 0, 0, r.respond).impact
	}
	return p
}

// countsOf are the probabilities of 0, 1, 2 ... events under the plan's choice, of a risk
// without parents.
func (r *risk) countsOf() []float64 {
	if r.rate == 0 {
		p := min(max(r.probability(r.respond), 0), 1)
		return []float64{1 - p, p}
	}
	f := r.frequency(r.respond)
	f.mean = max(f.mean, 0)
	p := f.none()
	var out []float64
	for n := 0; p > 1e-12; n++ {
		out = append(out, p)
		p = float64(p * f.step(n+1))
	}
	return out
}

// knownMoney is the money of those risks in the scenario at hand.
func (s *scenario) knownMoney() (sum float64) {
	for k := range s.events {
		if e := &s.events[k]; s.m.known.is[e.risk] {
			sum += e.impact
		}
	}
	return sum
}

// control is what corrects the distribution of a layer of the cost of a result; nil
// where the layer has no risks in it or nothing of them is known.
func (m *Model) control(res *sim.Result, layer int) *stats.Control {
	if layer == 0 || m.known.sum == nil {
		return nil
	}
	return stats.NewControl(m.known.sum, res.Scalar[m.out.known][:res.SmoothN])
}
