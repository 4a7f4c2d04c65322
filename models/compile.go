package models

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/returns"
	"ballast/sim"
	"ballast/sim/distribution"
)

// Compile resolves the names of a plan to indexes and turns its quantities
// into distributions. The problems are those that only show here, such as a
// distribution that cannot be built; with an Error among them the Model is nil.
func Compile(p *budget.Plan) (*Model, []budget.Problem) {
	m := &Model{plan: p, words: words.For(p.Language), horizon: p.Project.Horizon,
		byKey: map[string]int{}, main: map[string][]int{}}
	m.minimum = p.Project.MinimumCash.InexactFloat64()
	m.opening = p.Project.OpeningCash.InexactFloat64()
	m.discount = returns.DiscountFactors(p.Project.Rate, p.Project.Discounting, m.horizon)
	m.equityDiscount = returns.DiscountFactors(p.Project.EquityRate(), p.Project.Discounting, m.horizon)
	m.cut = asOf(p)
	m.compileDrivers()
	m.compileVendors()
	m.compileCosts()
	m.compileRevenue()
	m.compileFunding()
	m.compileRisks()
	m.compilePartners()
	m.compileYardsticks()
	m.compileLinks()
	m.compileLoadings()
	if budget.HasErrors(m.scratch) {
		return nil, m.scratch
	}
	m.planCosts()
	m.compilePast()
	m.mixesArrived()
	m.commit()
	m.noteBaseline()
	m.compilePlain()
	m.sortTranches()
	m.compileChances()
	m.compileCover()
	m.compileFlows()
	m.compileStakes()
	m.tie()
	m.knowRisks()
	m.weigh()
	m.layout()
	m.compileProgram()
	m.comparePosition()
	problems := m.scratch
	m.scratch = nil
	if budget.HasErrors(problems) {
		return nil, problems
	}
	return m, problems
}

// problem records a problem at a cell.
func (m *Model) problem(sev budget.Severity, code string, ref budget.Ref, row []budget.Field, args ...any) {
	p := budget.Problem{Ref: ref, Severity: sev, Code: code, Row: row,
		Message: m.words.Say("model."+code, args...)}
	if m.words.Has("model." + code + ".hint") {
		p.Hint = m.words.Say("model." + code + ".hint")
	}
	m.scratch = append(m.scratch, p)
}

func (m *Model) note(ref budget.Ref, key string, args ...any) {
	m.notes = append(m.notes, budget.Line{Ref: ref, Text: m.words.Say(key, args...)})
}

// add makes a variable and returns it as a number; a distribution without
// spread becomes a constant.
func (m *Model) add(v variable) number {
	if lo, hi := v.dist.Support(); lo == hi {
		return constant(lo)
	}
	if v.label != "" {
		m.byKey[strings.ToUpper(v.label)] = len(m.vars)
	}
	m.vars = append(m.vars, v)
	return number{v: len(m.vars) - 1}
}

// quantity turns an optional uncertain cell into a number.
func (m *Model) quantity(q *budget.Quantity, fallback float64, key, label, name string) number {
	if !q.Written() {
		return constant(fallback)
	}
	d, err := sampled(q)
	if err != nil {
		m.badQuantity(q, err)
		return constant(fallback)
	}
	return m.add(variable{key: key, label: label, name: name, ref: q.Ref(), dist: d})
}

// sampled builds the distribution of what a person wrote.
func sampled(q *budget.Quantity) (distribution.Distribution, error) {
	if q.Text == "" {
		return distribution.FromEstimates(q.Shape, q.RangeMeans, q.Low, q.Likely, q.High)
	}
	spec, err := distribution.Parse(q.Text)
	if err != nil {
		return nil, err
	}
	return spec.Build(q.Values)
}

// LawOf is the distribution that a quantity of a plan is drawn from: of shares of a base
// amount where OfBase is set, else of amounts.
func LawOf(q *budget.Quantity) (distribution.Distribution, error) { return sampled(q) }

// badQuantity reports a distribution that cannot be built, in a plan that no
// reader made: the reader reports it and leaves it out.
func (m *Model) badQuantity(q *budget.Quantity, err error) {
	m.problem(budget.Error, "bad-distribution", q.Ref(), q.Row.Excerpt("Name", q.Field), err.Error())
}

// uniform is the distribution of a draw that decides an event.
func uniform() distribution.Distribution {
	d, err := distribution.NewUniform(0, 1)
	if err != nil {
		panic(fmt.Errorf("models: uniform on [0,1]: %w", err))
	}
	return d
}

func normal() distribution.Distribution {
	d, err := distribution.NewNormal(0, 1)
	if err != nil {
		panic(fmt.Errorf("models: standard normal: %w", err))
	}
	return d
}

// compileLinks resolves the correlations to variables. A name that stands for
// several variables (the monthly shocks of a driver) is linked month by month
// with another such name, and with a single variable at rho/sqrt(months), so
// that the correlation with the sum of the shocks is rho.
func (m *Model) compileLinks() {
	for _, c := range m.plan.Correlations {
		a, b := m.resolve(c.A), m.resolve(c.B)
		switch {
		case len(a) == 0 || len(b) == 0:
			m.note(c.Ref, "model.correlation-unused", c.A, c.B)
		case len(a) == 1 && len(b) == 1:
			m.link(a[0], b[0], c.Rho)
		case len(a) == len(b):
			for k := range a {
				m.link(a[k], b[k], c.Rho)
			}
		case len(a) == 1:
			m.spreadLink(a[0], b, c.Rho)
		case len(b) == 1:
			m.spreadLink(b[0], a, c.Rho)
		}
	}
	if m.plan.Matrix != nil {
		m.linkMatrix(m.plan.Matrix)
	}
}

// linkMatrix links all pairs of a matrix; its names are resolved once each.
// Rows that are certain, or stand for several variables, have no place in it.
func (m *Model) linkMatrix(c *budget.CorrelationMatrix) {
	at := make([]int, len(c.IDs))
	for i, id := range c.IDs {
		at[i] = -1
		if vs := m.resolve(id); len(vs) == 1 {
			at[i] = vs[0]
		} else {
			m.note(budget.Ref{}, "model.correlation-unused", id, "")
		}
	}
	m.links = slices.Grow(m.links, len(at)*(len(at)-1)/2)
	for i, row := range c.Lower {
		for j, rho := range row {
			if at[i] >= 0 && at[j] >= 0 {
				m.link(at[i], at[j], rho)
			}
		}
	}
}

func (m *Model) spreadLink(one int, many []int, rho float64) {
	for _, v := range many {
		m.link(one, v, rho/math.Sqrt(float64(len(many))))
	}
}

func (m *Model) link(a, b int, rho float64) {
	if a != b && rho != 0 {
		m.links = append(m.links, sim.Link{A: a, B: b, Rho: rho})
	}
}

// resolve returns the variables of a name in Correlations.
func (m *Model) resolve(name string) []int {
	key := strings.ToUpper(strings.TrimSpace(name))
	if vs := m.main[key]; len(vs) > 0 {
		return vs
	}
	if v, ok := m.byKey[key]; ok {
		return []int{v}
	}
	return nil
}

// setMain records the main quantity of an ID for Correlations.
func (m *Model) setMain(id string, ns ...number) {
	key := strings.ToUpper(strings.TrimSpace(id))
	for _, n := range ns {
		if n.v >= 0 {
			m.main[key] = append(m.main[key], n.v)
		}
	}
}

// compileProgram hands the variables to the engine.
func (m *Model) compileProgram() {
	vs := make([]sim.Variable, len(m.vars))
	for i, v := range m.vars {
		vs[i] = sim.Variable{Key: v.key, Dist: v.dist, Weight: v.weight}
	}
	for k := range m.risks {
		if r := &m.risks[k]; m.nestable(r) {
			vs[r.impact.v].Within = &sim.Within{Of: r.occurs.v, Cuts: r.cuts()}
		}
	}
	m.jointCost, m.jointPayback = m.jointLimit(), m.jointTarget()
	m.program = sim.Program{Variables: vs, Links: m.links, Factors: m.factors, Pull: m.pull, CopulaDF: m.plan.Project.CopulaDF,
		Scalars: m.out.scalars, Series: m.out.series, Periods: m.horizon, Sums: m.out.sums,
		Finite: m.out.finite, Keep: m.out.keep, ScalarMarks: m.scalarMarks(), SeriesMarks: m.seriesMarks(), Unbinned: m.unbinned(), Row: m.fundingRow(),
		NewKernel: func(seed uint64) sim.Kernel { return newKernel(m, seed, fullKernel) }}
	if err := m.program.Compile(); err != nil {
		panic(fmt.Errorf("models: %w", err)) // names are unique and references resolved: our own mistake
	}
}
