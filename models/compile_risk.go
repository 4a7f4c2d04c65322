package models

import (
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/sim/distribution"
)

// impactKind is how a risk's cost impact acts.
type impactKind int

const (
	impactAmount impactKind = iota // money
	impactFactor                   // multiplies the cost of what it affects
	impactShare                    // share of the cost of what it affects
)

// risk is one entry of the register, compiled.
type risk struct {
	id                                 string
	p                                  float64 // probability without the response
	pIf                                float64 // when the parent occurred; NaN: none
	residualIf                         float64 // the same with the response
	shape                              float64 // of the Gamma rate that is learnt; 0: the rate is known
	rate                               float64 // events expected in the window, without the response; 0: at most one
	residualP                          float64 // with the response; for a frequency, the residual events expected
	scale                              float64 // of the impact, with the response
	respond                            bool    // the plan's choice
	hasResponse                        bool
	cost                               float64 // response cost
	from, to                           int
	kind                               impactKind
	spread                             int
	occurs                             number // uniform
	month                              number // uniform over the window
	impact                             number
	impactDist, delayDist, revenueDist distribution.Sampler // second and later events
	delay                              number
	revenue                            number
	parents                            []int
	allParents                         bool // all must have happened, otherwise any
	children                           bool
	place                              int // in the order in which risks are decided
	lines                              []int
	streams                            []int
	sources                            []int
	phase                              int // the one phase it affects, -1
	owner                              int
	simple                             bool    // money only: its effect on total cost adds up without evaluating the lines again
	off                                bool    // closed
	struck                             bool    // has happened before the as-of month
	spent                              float64 // actual cost booked on it
}

func (m *Model) compileRisks() {
	for _, r := range m.plan.Risks {
		m.risks = append(m.risks, m.compileRisk(&r))
	}
	for i, r := range m.plan.Risks {
		for k, other := range m.plan.Risks {
			if slices.ContainsFunc(r.DependsOn, func(id string) bool { return strings.EqualFold(other.ID, id) }) {
				m.risks[i].parents = append(m.risks[i].parents, k)
				m.risks[k].children = true
			}
		}
	}
	for i := range m.risks {
		r := &m.risks[i]
		r.simple = r.kind == impactAmount && r.delay.isZero() && !r.children
	}
	m.orderRisks()
}

func (m *Model) compileRisk(r *budget.Risk) risk {
	key := "risk/" + r.ID + "/"
	c := risk{id: r.ID, p: r.Probability, pIf: math.NaN(), allParents: r.AllParents, scale: 1, from: r.From, to: r.To,
		spread: r.ImpactMonths, cost: r.ResponseCost.InexactFloat64(), respond: r.ResponseOn, phase: -1,
		owner: nameIndex(&m.owners, r.Owner), off: r.Status == "closed"}
	c.kind = map[string]impactKind{"factor": impactFactor, "share": impactShare}[r.ImpactIs]
	happened := r.Status == "occurred" && r.PerYear == nil // certain, whatever the parent and the response
	if happened {
		c.p = 1
	} else if r.ProbabilityIf != nil {
		c.pIf = *r.ProbabilityIf
	}
	years := float64(c.to-c.from+1) / 12
	if r.PerYear != nil {
		c.rate = *r.PerYear * years
	}
	c.hasResponse = r.ResidualProb != nil || r.ResidualImpact != nil || c.cost != 0
	c.residualP = c.p
	if c.rate > 0 {
		c.residualP = c.rate
	}
	if r.ResidualProb != nil && !happened {
		c.residualP = *r.ResidualProb
		if c.rate > 0 {
			c.residualP *= years // the residual frequency is per year too
		}
	}
	m.learnable(&c, years)
	if r.ResidualImpact != nil {
		c.scale = *r.ResidualImpact
	}
	c.residualIf = c.pIf
	if c.p > 0 {
		c.residualIf *= math.Min(1, c.residualP/c.p) // the response lowers both in proportion
	}
	m.riskDraws(r, &c, key)
	m.affects(r, &c)
	return c
}

// riskDraws makes the variables of a risk.
func (m *Model) riskDraws(r *budget.Risk, c *risk, key string) {
	if c.off {
		c.occurs, c.month, c.impact, c.delay, c.revenue = constant(0), constant(0), constant(0), constant(0), constant(0)
		return
	}
	c.occurs = m.add(variable{key: key + "occurs", label: r.ID + ".occurs", name: r.Name, ref: r.Row.Ref("Probability"), dist: uniform()})
	c.month = constant(0)
	if c.to > c.from {
		c.month = m.add(variable{key: key + "month", label: r.ID + ".month", name: r.Name, dist: uniform(), quiet: true})
	}
	c.impact = m.quantity(r.Impact, neutralImpact(c.kind), key+"impact", r.ID, r.Name)
	c.delay = m.delay(r.Delay, key+"delay", r.ID+".delay", r.Name)
	c.revenue = m.quantity(r.RevenueImpact, 0, key+"revenue", r.ID+".revenue", r.Name)
	m.setMain(r.ID, c.impact)
	if c.rate > 0 {
		c.impactDist, c.delayDist, c.revenueDist = m.sampler(c.impact), m.sampler(c.delay), m.sampler(c.revenue)
	}
}

// neutralImpact is the impact of a risk that has none.
func neutralImpact(k impactKind) float64 {
	if k == impactFactor {
		return 1
	}
	return 0
}

func (m *Model) sampler(n number) distribution.Sampler {
	if n.v >= 0 {
		return distribution.Compile(m.vars[n.v].dist)
	}
	d, err := distribution.NewFixed(n.c)
	if err != nil {
		panic(err)
	}
	return distribution.Compile(d)
}

// affects resolves what a risk acts on: IDs of lines, streams and sources, the
// name of a phase, or all (every line and stream; also when nothing is named).
func (m *Model) affects(r *budget.Risk, c *risk) {
	names := r.Affects
	if len(names) == 0 {
		names = []string{"all"}
	}
	lines, streams, sources := make([]bool, len(m.lines)), make([]bool, len(m.streams)), make([]bool, len(m.sources))
	mark := func(i int, list *[]int, seen []bool) {
		if !seen[i] {
			seen[i] = true
			*list = append(*list, i)
		}
	}
	for _, name := range names {
		all := strings.EqualFold(name, "all")
		if all {
			c.lines = slices.Grow(c.lines, len(m.lines))
		}
		for i := range m.lines {
			if l := &m.lines[i]; all || strings.EqualFold(l.id, name) || strings.EqualFold(m.phases[l.phase], name) {
				mark(i, &c.lines, lines)
			}
		}
		for i := range m.streams {
			if all || strings.EqualFold(m.streams[i].id, name) {
				mark(i, &c.streams, streams)
			}
		}
		for i := range m.sources {
			if strings.EqualFold(m.sources[i].id, name) {
				mark(i, &c.sources, sources)
			}
		}
	}
	if len(r.Affects) == 1 {
		for i, ph := range m.phases {
			if strings.EqualFold(ph, r.Affects[0]) {
				c.phase = i
			}
		}
	}
}

// orderRisks puts parents before children; a cycle is a problem that the
// plan's checks report, and is cut here.
func (m *Model) orderRisks() {
	state := make([]int, len(m.risks))
	var visit func(int)
	visit = func(i int) {
		if state[i] != 0 {
			return
		}
		state[i] = 1
		for _, p := range m.risks[i].parents {
			visit(p)
		}
		m.order = append(m.order, i)
	}
	for i := range m.risks {
		visit(i)
	}
}
