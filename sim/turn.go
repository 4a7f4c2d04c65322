package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"ballast/sim/depend"
	"ballast/sim/design"
)

// scoreKey names the coordinate of the turned score.
const scoreKey = "score"

// turn is the direction in the space of the independent normals in which
// Program.Pull moves the output most, and what follows from it. With u of length
// 1 and h a standard normal of its own,
//
//	g' = g - u (u.g - h)
//
// is standard normal as g is, u.g' = h, and h is independent of g' - h u: the
// Householder reflection that exchanges u.g with h in the space that h adds a
// dimension to. So one coordinate of the design, the best, moves all that adds
// up along u. Designs other than Sobol's gain nothing from it: there h = u.g is
// read off, and nothing is turned.
//
// Source: Imai and Tan, A general dimension reduction technique for derivative
// pricing, Journal of Computational Finance 10(2) (2006) 129-155; Irrgeher and
// Leobacher, Fast orthogonal transforms for pricing derivatives with quasi-Monte
// Carlo, Proceedings of the 2012 Winter Simulation Conference.
// Checked: TestTurnIsExact, TestScoreIsIndependent.
type turn struct {
	drawn   bool // the score has a coordinate of its own
	members []member
	moves   []int     // variables that move with the score, ascending
	at      []int     // [variable] place in moves, -1
	by      []float64 // [variable] how far its normal score moves in a unit of the score
	own     []bool    // [variable] its own normal is a member
	linked  []bool    // [place among the variables of a matrix] so is that
}

// member is one independent normal that has a part in the direction.
type member struct {
	name     string
	weight   float64 // of the direction, which has length 1
	pull     float64 // before it has
	variable int     // that is free, or has this normal beside its common factors; -1
	linked   int     // place among the variables of a matrix, -1
	factor   int     // common factor, -1
}

// loose is a member of no kind.
func loose(name string) member { return member{name: name, variable: -1, linked: -1, factor: -1} }

// on reports whether there is a score.
func (t *turn) on() bool { return len(t.members) > 0 }

// turns reports whether the draws are turned.
func (t *turn) turns() bool { return t.drawn && t.on() }

// parts is the direction as it is handed on, of any length: whoever takes all of it over
// divides by the same length and has the same bits.
func (t *turn) parts() []Part {
	var out []Part
	for _, m := range t.members {
		out = append(out, Part{m.name, m.pull})
	}
	return out
}

// pulls reports whether a variable may move with the score. What is discrete
// may not, for its output would jump.
func (c *compiled) pulls(v int) bool {
	return v < len(c.Pull) && c.Pull[v] != 0 && !c.isCommon(v) && c.Variables[v].Within == nil && c.samplers[v].Continuous()
}

// newTurn finds the direction for a design; copula is nil without a matrix.
func (c *compiled) newTurn(kind design.Kind, copula *depend.Copula) (*turn, error) {
	if c.Pull != nil && len(c.Pull) != len(c.Variables) {
		return nil, fmt.Errorf("sim: pulls of %d variables for %d", len(c.Pull), len(c.Variables))
	}
	t := &turn{drawn: kind == design.Sobol, at: make([]int, len(c.Variables)), by: make([]float64, len(c.Variables)), own: make([]bool, len(c.Variables))}
	t.members = c.ownNormals(kind, copula)
	if c.Frame != nil {
		t.members = c.framed(t.members)
	}
	t.members = slices.DeleteFunc(t.members, func(m member) bool { return m.weight == 0 })
	slices.SortFunc(t.members, func(a, b member) int { return cmp.Compare(a.name, b.name) })
	if length := t.length(); length > 0 {
		for k := range t.members {
			m := &t.members[k]
			m.pull, m.weight = m.weight, m.weight/length
		}
	} else {
		t.members = nil
	}
	t.follow(c, copula)
	return t, nil
}

// length is that of the direction.
func (t *turn) length() float64 {
	sum := 0.0
	for _, m := range t.members {
		sum += float64(m.weight * m.weight)
	}
	return math.Sqrt(sum)
}

// ownNormals lists the normals of the program that may be turned, with what
// they move. Latin hypercubes leave out those of correlated variables, which are
// put into an order there that is no function of their normals.
func (c *compiled) ownNormals(kind design.Kind, copula *depend.Copula) []member {
	var out []member
	pulling := make([]float64, len(c.linked))
	for v := range c.Variables {
		if c.pulls(v) && !c.isLinked[v] {
			m := loose(c.Variables[v].Key)
			m.variable, m.weight = v, c.Pull[v]
			out = append(out, m)
		}
	}
	if kind == design.LHS {
		return out
	}
	for k, v := range c.linked {
		if c.pulls(v) {
			pulling[k] = c.Pull[v]
		}
	}
	if c.mixture != nil {
		return append(out, c.factorNormals(pulling)...)
	}
	if copula == nil {
		return out
	}
	for k, weight := range copula.Back(pulling) {
		if v := c.linked[k]; c.pulls(v) {
			m := loose(c.Variables[v].Key)
			m.linked, m.weight = k, weight
			out = append(out, m)
		}
	}
	return out
}

// factorNormals lists the normals of variables with common factors, and of the
// factors that have weight in such variables only.
func (c *compiled) factorNormals(pulling []float64) []member {
	var out []member
	effect := make([]float64, len(c.mixture.strongest))
	mixed := make([]bool, len(effect))
	for k, v := range c.linked {
		for _, l := range c.Factors.Loadings[k] {
			effect[l.Factor] += float64(l.Weight * pulling[k])
			mixed[l.Factor] = mixed[l.Factor] || l.Weight != 0 && !c.pulls(v)
		}
		if c.pulls(v) {
			m := loose(c.Variables[v].Key)
			m.variable, m.weight = v, float64(c.mixture.own[k]*pulling[k])
			out = append(out, m)
		}
	}
	for f, weight := range effect {
		if !mixed[f] {
			m := loose(factorKey(f))
			m.factor, m.weight = f, weight
			out = append(out, m)
		}
	}
	return out
}

// framed gives the direction of the frame to a program: it leaves out what this
// program has and may not turn, and keeps the normals that it does not have, so
// that the others are turned as where they are.
func (c *compiled) framed(own []member) []member {
	mine := make(map[string]member, len(own))
	for _, m := range own {
		mine[m.name] = m
	}
	barred := map[string]bool{}
	for _, v := range c.Variables {
		barred[v.Key] = true
	}
	if c.mixture != nil {
		for f := range c.mixture.strongest {
			barred[factorKey(f)] = true
		}
	}
	var out []member
	for _, p := range c.Frame.Direction {
		m, ok := mine[p.Name]
		switch {
		case ok:
		case barred[p.Name]:
			continue
		default:
			m = loose(p.Name)
		}
		m.weight = p.Weight
		out = append(out, m)
	}
	return out
}

// follow works out how far the normal score of every variable moves in a unit of
// the score.
func (t *turn) follow(c *compiled, copula *depend.Copula) {
	u, factors := make([]float64, len(c.linked)), map[int]float64{}
	t.linked = make([]bool, len(c.linked))
	for _, m := range t.members {
		switch {
		case m.linked >= 0:
			u[m.linked], t.linked[m.linked] = m.weight, true
		case m.factor >= 0:
			factors[m.factor] = m.weight
		case m.variable >= 0:
			t.by[m.variable], t.own[m.variable] = m.weight, true
		}
	}
	if copula != nil {
		for k, d := range copula.Forth(u) {
			t.by[c.linked[k]] = d
		}
	}
	if c.mixture != nil {
		for k, v := range c.linked {
			d := float64(t.by[v] * c.mixture.own[k])
			for _, l := range c.Factors.Loadings[k] {
				d += float64(l.Weight * factors[l.Factor])
			}
			t.by[v] = d
		}
	}
	for v, d := range t.by {
		t.at[v] = -1
		if d != 0 || t.own[v] {
			t.at[v] = len(t.moves)
			t.moves = append(t.moves, v)
		}
	}
}
