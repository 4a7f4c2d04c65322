package models

import (
	"math"
	"slices"
	"strings"

	"ballast/models/outcome"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// loggedEvents is the log up to the as-of month. An event without a grade is
// graded by its loss, as a share of the base, against the impact thresholds of
// the matrix: from the first on larger, from the third major, from the fourth
// extremely major.
func (m *Model) loggedEvents() []outcome.LoggedEvent {
	var out []outcome.LoggedEvent
	at := m.plan.Project.MatrixImpact
	for _, e := range m.plan.Events {
		if e.Month >= m.cut {
			continue
		}
		x := e.Loss.InexactFloat64()
		row := outcome.LoggedEvent{Date: m.plan.Project.Start.Add(e.Month).String(), Risk: e.Risk, Grade: e.Grade, Given: e.Grade != "", Loss: x, Note: e.Note}
		if k := m.riskIndex(e.Risk); k >= 0 {
			row.Name = m.plan.Risks[k].Name
		}
		if row.Grade == "" {
			row.Grade = "ordinary"
			for k, g := range []string{"larger", "", "major", "extreme"} {
				if g != "" && k < len(at) && m.base > 0 && x >= at[k]*m.base {
					row.Grade = g
				}
			}
		}
		out = append(out, row)
	}
	return out
}

func (m *Model) riskIndex(id string) int {
	return slices.IndexFunc(m.risks, func(r risk) bool { return strings.EqualFold(r.id, id) })
}

// effect compares the register with the log, by category and by response.
func (s *Simulation) effect(c *outcome.Control) {
	m := s.m
	counts, losses := s.registerToDate()
	var rows []outcome.EffectRow
	var loss [][]float64
	row := func(category string) int {
		k := slices.IndexFunc(rows, func(r outcome.EffectRow) bool { return r.Category == category })
		if k < 0 {
			k = len(rows)
			rows = append(rows, outcome.EffectRow{Category: category})
			loss = append(loss, make([]float64, len(losses[0])))
		}
		return k
	}
	for k := range m.past.register {
		with := stats.Mean(counts[k])
		begun := m.past.register[k].from < m.cut && !m.past.register[k].off
		if !begun && !m.logged(m.past.register[k].id) {
			continue
		}
		at := row(m.plan.Risks[k].Category)
		rows[at].Expected += with
		rows[at].ExpectedWithout += float64(with * m.past.register[k].withoutResponse())
		addTo(loss[at], losses[k])
	}
	for _, e := range c.Events {
		category := "other"
		if k := m.riskIndex(e.Risk); k >= 0 {
			category = m.plan.Risks[k].Category
		} else if len(losses) == 0 {
			continue
		}
		at := row(category)
		rows[at].Logged++
		rows[at].Loss += e.Loss
	}
	for k := range rows {
		judge(&rows[k], loss[k])
	}
	c.Effect = rows
	c.Responses = m.responseChecks(c)
}

func (m *Model) logged(id string) bool {
	for _, e := range m.plan.Events {
		if strings.EqualFold(e.Risk, id) && e.Month < m.cut {
			return true
		}
	}
	return false
}

// judge sets what the log says against what the register expected.
func judge(r *outcome.EffectRow, loss []float64) {
	r.Interval95 = poissonInterval(r.Logged)
	r.ExpectedLoss = stats.Mean(loss)
	r.LossQuantiles = outcome.QuantilesOf(loss, []float64{5, 50, 80, 95})
	logged := r.Loss
	r.LossRank = share(loss, func(x float64) bool { return x < logged })
	switch {
	case r.Expected > r.Interval95[1]:
		r.Verdict = "fewer"
	case r.Expected < r.Interval95[0]:
		r.Verdict = "more"
	default:
		r.Verdict = "expected"
	}
}

// poissonInterval is the exact 95 % interval of a Poisson mean after n events.
//
// Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika
// 28 (1936): 0.242 to 5.572 for n = 1.
// Checked: TestPoissonInterval.
func poissonInterval(n int) outcome.Interval {
	at := func(shape, p float64) float64 {
		d, err := distribution.NewGamma(shape, 1)
		if err != nil {
			return 0
		}
		return d.Quantile(p)
	}
	lo := 0.0
	if n > 0 {
		lo = at(float64(n), 0.025)
	}
	return outcome.Interval{lo, at(float64(n)+1, 0.975)}
}

// registerToDate replays the register as it was at the start and returns the
// events and the loss of every risk in the months that have happened.
func (s *Simulation) registerToDate() (counts, losses [][]float64) {
	m := *s.m
	m.risks, m.lines, m.past, m.cut, m.sunkCost = s.m.past.register, s.m.past.full, nil, 0, 0
	m.compileChances()
	n := min(s.res.InputsN, replayed)
	counts, losses = matrix(max(1, len(m.risks)), n), matrix(max(1, len(m.risks)), n)
	sc := newScenario(&m, s.cfg.Seed)
	for i := range n {
		sc.begin(s.res.Inputs, i, s.res.First+i)
		sc.amounts()
		sc.occur(planChoice)
		for _, e := range sc.events {
			if e.month < s.m.cut {
				counts[e.risk][i]++
				losses[e.risk][i] += sc.eventLoss(e)
			}
		}
	}
	return counts, losses
}

// eventLoss is the money of an event, that of a factor on its lines included.
func (s *scenario) eventLoss(e event) float64 {
	r := &s.m.risks[e.risk]
	if r.kind != impactFactor {
		return s.eventMoney(e)
	}
	sum := 0.0
	for _, i := range r.lines {
		sum += s.planned(i)
	}
	return (e.impact - 1) * sum
}

// withoutResponse is how much more often a risk strikes without its response.
func (r *risk) withoutResponse() float64 {
	p := r.p
	if r.rate > 0 {
		p = r.rate
	}
	if !r.respond || r.residualP <= 0 {
		return 1
	}
	return p / r.residualP
}

// responseChecks says of every response in force whether it has paid by the
// as-of month.
func (m *Model) responseChecks(c *outcome.Control) []outcome.ResponseCheck {
	var out []outcome.ResponseCheck
	for k := range m.past.register {
		r, row := &m.past.register[k], &m.plan.Risks[k]
		if !r.respond || !r.hasResponse || r.off || r.from >= m.cut {
			continue
		}
		part := float64(min(r.to, m.cut-1)-r.from+1) / float64(r.to-r.from+1)
		p := r.p
		if r.rate > 0 {
			p = r.rate
		}
		money := m.meanLoss(r)
		check := outcome.ResponseCheck{Risk: r.id, Response: row.Response, Cost: r.cost * part,
			LossWithout: p * part * money, LossExpected: r.residualP * part * money * r.scale}
		for _, e := range c.Events {
			if strings.EqualFold(e.Risk, r.id) {
				check.Loss += e.Loss
			}
		}
		check.Balance = check.LossWithout - check.Loss - check.Cost
		check.Paid = check.Balance >= 0
		out = append(out, check)
	}
	return out
}

// meanLoss is the expected money of one event of a risk, without response.
func (m *Model) meanLoss(r *risk) float64 {
	x := m.mean(r.impact)
	if r.kind == impactAmount || math.IsNaN(x) {
		return x
	}
	if r.kind == impactFactor {
		x--
	}
	sum := 0.0
	for _, i := range r.lines {
		sum += m.past.full[i].base
	}
	return x * sum
}
