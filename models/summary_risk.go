package models

import (
	"context"
	"math"
	"slices"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// risks grades and values the register, on the same draws.
func (s *Simulation) risks(ctx context.Context) ([]outcome.RiskResult, error) {
	m, x := s.m, s.newShifter()
	effects, err := s.effectsOfRisks(ctx)
	if err != nil {
		return nil, err
	}
	var out []outcome.RiskResult
	if len(m.risks) == 0 {
		return out, nil
	}
	sum := newEffectsSum(m, effects)
	for k := range m.risks {
		row, c := &m.plan.Risks[k], &m.risks[k]
		without, events := s.res.Scalar[m.out.without+k], s.res.Scalar[m.out.events+k]
		r := outcome.RiskResult{ID: row.ID, Name: row.Name, Category: row.Category, Owner: row.Owner, Ref: row.Row.Ref("Name"),
			Response: row.Response, ResponseOn: row.ResponseOn, ResponseCost: c.cost, QChosen: x.q,
			Occurred: share(events, func(x float64) bool { return x > 0 }), MeanImpact: -stats.Mean(without)}
		s.meanIfOccurs(&r, c, k)
		q, taken := x.with(shifted(without, s.fixed(c)), s.nearShifted(k, s.fixed(c)))
		r.QWithout = q
		if r.Effects = sum.change(k, false, opposite(taken)); c.off {
			r.Effects = outcome.RiskEffects{}
		}
		m.grade(&r)
		switched := s.value(&r, c, k, s.res.Scalar[m.out.response+k], x)
		if c.hasResponse && !c.off {
			if c.respond { // switched is what taking it away does
				switched = opposite(switched)
			}
			e := sum.change(len(m.risks)+k, !c.respond, switched)
			r.ResponseEffects, r.ResponseVerdict = &e, judgeResponse(&e)
		}
		out = append(out, r)
	}
	return out, nil
}

// fixed is the certain cost of a response that is on, which is no effect of the risk.
func (s *Simulation) fixed(c *risk) float64 {
	if c.respond && !c.off {
		return c.cost
	}
	return 0
}

// shifted is a column with an amount added to every value.
func shifted(x []float64, by float64) []float64 {
	if by == 0 || x == nil {
		return x
	}
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = v + by
	}
	return out
}

// nearShifted is near for the risk taken out, with an amount added.
func (s *Simulation) nearShifted(k int, by float64) (out [2][]float64) {
	out = s.near(k, 0)
	out[0], out[1] = shifted(out[0], by), shifted(out[1], by)
	return out
}

// near are the changes of cost by an alternative of risk k (0: without it, 1: its
// response switched) at the scores beside the middle; none where they do not
// depend on the score.
func (s *Simulation) near(k, alternative int) (out [2][]float64) {
	if at := s.m.out.near[k]; at >= 0 {
		out[0], out[1] = s.res.Scalar[at+2*alternative], s.res.Scalar[at+2*alternative+1]
	}
	return out
}

// meanIfOccurs fills the mean impact, and that where the risk occurs, without the cost
// of the response. Where the effect of a risk is known in a sample only, how often it
// occurs is counted in all scenarios, and so is its impact where that is money alone.
func (s *Simulation) meanIfOccurs(r *outcome.RiskResult, c *risk, k int) {
	fixed := s.fixed(c)
	r.MeanImpact -= fixed
	if s.res.SampleN < s.res.N && c.simple {
		n := float64(s.res.N)
		r.Occurred, r.MeanImpact = s.res.Sums[s.m.out.sumOccurred+k]/n, s.res.Sums[s.m.out.sumRisk+k]/n-fixed
	}
	if r.Occurred > 0 {
		r.MeanIfOccurs = r.MeanImpact / r.Occurred
	}
	if s.res.SampleN < s.res.N && !c.simple {
		r.Occurred = s.res.Sums[s.m.out.sumOccurred+k] / float64(s.res.N)
		if r.MeanIfOccurs != 0 {
			r.MeanImpact = r.MeanIfOccurs * r.Occurred
		}
	}
}

// opposite is an effect the other way round.
func opposite(e outcome.EffectOn) outcome.EffectOn {
	return outcome.EffectOn{Value: 0 - e.Value, Interval95: outcome.Interval{0 - e.Interval95[1], 0 - e.Interval95[0]}}
}

// value states what a response is worth: the expected cost without it less
// that with it, and the same for Q(chosen). It returns what switching it, on or off, does
// to Q(chosen).
func (s *Simulation) value(r *outcome.RiskResult, c *risk, k int, change []float64, x *shifter) (switched outcome.EffectOn) {
	if !c.hasResponse || c.off {
		r.ResponseValueWhy = s.m.words.Say("model.response-none")
		return switched
	}
	_, switched = x.with(change, s.near(k, 1))
	mean, dq := stats.Mean(change), switched.Value
	if !c.respond { // the change is that of switching it on
		mean, dq = -mean, -dq
	}
	r.ResponseValue, r.ResponseQ = &mean, &dq
	return switched
}

// grade places a risk in the 5 x 5 matrix of probability and impact: how likely it is
// to happen at least once, and what it then does to the mean of the cost or of the net
// present value, the larger, as a share of the base. An opportunity has a ladder of its
// own.
func (m *Model) grade(r *outcome.RiskResult) {
	pr := &m.plan.Project
	impact := r.MeanIfOccurs
	if npv := r.Effects.NPV; npv != nil && r.Occurred > 0 && math.Abs(npv.Value)/r.Occurred > math.Abs(impact) {
		impact = -npv.Value / r.Occurred
	}
	r.MatrixP = class(r.Occurred, pr.MatrixP)
	r.MatrixImpact = class(math.Abs(impact)/math.Max(1e-9, m.scale()), pr.MatrixImpact)
	m.placed(r, impact)
	r.Level = outcome.Level(r.MatrixP, r.MatrixImpact)
	if impact < 0 {
		r.Opportunity = outcome.Chance(r.Level)
		r.Level = outcome.Opportunity
	}
}

// class is the grade 1..5 of a figure between four thresholds.
func class(x float64, at []float64) int {
	k, _ := slices.BinarySearch(at, x)
	return min(k, 4) + 1
}

// placed says where a risk stands before and after its response: probability and impact
// of the other state follow from what the register writes of the response, a probability
// in proportion, a frequency by its rate. A response that leaves no chance of the risk, or
// no impact, leaves the impact where it was.
//
// Checked: TestPlacedBeforeAndAfter.
func (m *Model) placed(r *outcome.RiskResult, impact float64) {
	now := outcome.Placed{P: r.MatrixP, Impact: r.MatrixImpact}
	r.Before, r.After = now, now
	k := m.riskIndex(r.ID)
	if k < 0 || m.plan.Risks[k].Response == "" && m.plan.Risks[k].ResidualProb == nil {
		return
	}
	row := &m.plan.Risks[k]
	base, scaled := row.Probability, 1.0
	if row.PerYear != nil {
		base = *row.PerYear
	}
	left := base
	if row.ResidualProb != nil {
		left = *row.ResidualProb
	}
	if row.ResidualImpact != nil {
		scaled = *row.ResidualImpact
	}
	occurs := func(from, to float64) float64 {
		switch {
		case from <= 0 && row.PerYear == nil:
			return to
		case from <= 0:
			return 1 - math.Exp(-to)
		case row.PerYear != nil:
			return 1 - math.Pow(1-math.Min(r.Occurred, 1-1e-12), to/from)
		}
		return math.Min(1, r.Occurred*to/from)
	}
	size := math.Abs(impact) / math.Max(1e-9, m.scale())
	at := &m.plan.Project
	if row.ResponseOn {
		r.Before.P = class(occurs(left, base), at.MatrixP)
		if scaled > 0 {
			r.Before.Impact = class(size/scaled, at.MatrixImpact)
		}
		return
	}
	r.After.P = class(occurs(base, left), at.MatrixP)
	if scaled > 0 {
		r.After.Impact = class(size*scaled, at.MatrixImpact)
	}
}

// scale is what shares of the base refer to: the base, or where it is not positive the
// sum of the absolute amounts of the lines.
func (m *Model) scale() float64 {
	if m.base > 0 {
		return m.base
	}
	sum := 0.0
	for i := range m.lines {
		sum += math.Abs(m.lines[i].base)
	}
	return sum
}

// correlation reports what was asked for and what the draws show. Names are
// those of the plan; monthly shocks of a driver are reported by their first.
func (s *Simulation) correlation(ctx context.Context, ranks [][]int16) (*outcome.Correlation, error) {
	m := s.m
	if len(m.links) == 0 {
		return nil, nil
	}
	out := &outcome.Correlation{}
	n := len(m.links)
	pairs := make([][2]int, 0, n)
	out.Requested, out.Realised = make([]outcome.Rho, 0, n), make([]outcome.Rho, 0, n)
	seen := newShownPairs(m)
	for _, l := range m.links {
		if !seen.add(l.A, l.B) {
			continue
		}
		a, b := m.shown(l.A), m.shown(l.B)
		out.Requested = append(out.Requested, outcome.Rho{A: a, B: b, Rho: l.Rho})
		out.Realised = append(out.Realised, outcome.Rho{A: a, B: b})
		pairs = append(pairs, [2]int{l.A, l.B})
	}
	rhos, err := s.realised(ctx, pairs, ranks)
	if err != nil {
		return nil, err
	}
	for k, rho := range rhos {
		out.Realised[k].Rho = rho
	}
	for _, r := range s.res.Repairs {
		out.Repaired = append(out.Repaired, outcome.Rho{A: m.shown(s.res.Linked[r.I]), B: m.shown(s.res.Linked[r.J]), Rho: r.Used})
	}
	return out, nil
}

// shownPairs is a set of ordered pairs of variables, of which those with the same name for
// a reader are one.
type shownPairs struct {
	number []int      // [variable] one more than that of its name; 0: not yet known
	second [][]uint64 // [number of the first] a bit for that of every second
	name   func(v int) string
	names  map[string]int
}

func newShownPairs(m *Model) *shownPairs {
	return &shownPairs{number: make([]int, len(m.vars)), name: m.shown, names: map[string]int{}}
}

// add puts a pair in and reports whether it was not there.
func (p *shownPairs) add(a, b int) bool {
	i, j := p.of(a), p.of(b)
	if p.second[i] == nil {
		p.second[i] = make([]uint64, (len(p.number)+63)/64)
	}
	word, bit := &p.second[i][j/64], uint64(1)<<(j%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}

// of is the number of the name of a variable.
func (p *shownPairs) of(v int) int {
	if p.number[v] == 0 {
		name := p.name(v)
		if p.names[name] == 0 {
			p.second = append(p.second, nil)
			p.names[name] = len(p.second)
		}
		p.number[v] = p.names[name]
	}
	return p.number[v] - 1
}

// shown is the name of a variable for a reader.
func (m *Model) shown(v int) string {
	if m.vars[v].label != "" {
		return m.vars[v].label
	}
	return m.vars[v].name
}
