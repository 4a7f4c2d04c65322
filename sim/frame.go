package sim

import (
	"cmp"
	"slices"

	"ballast/sim/design"
)

// Frame is what programs that are compared share, so that what they have in
// common is drawn alike: see Program.Frame.
type Frame struct {
	// Coordinates are names of variables that have the first coordinates of the
	// design in this order, whether the program has them or not; the others
	// follow by weight. A Sobol design draws a variable by its coordinate. The
	// other designs draw by key alone.
	Coordinates []string
	// Direction is that of the turned score; see Program.Pull. Without any the
	// program has none.
	Direction []Part
}

// Part is a component of a direction: the independent normal of a variable, or
// of a common factor, and its weight.
type Part struct {
	Name   string
	Weight float64
}

// Order returns the frame of the program for a Sobol design: another program
// that has it as its Frame gets the same draws of the variables that both have.
func (p *Program) Order() (*Frame, error) {
	c, err := compile(p)
	if err != nil {
		return nil, err
	}
	copula, _, err := c.newCopula()
	if err != nil {
		return nil, err
	}
	t, err := c.newTurn(design.Sobol, copula)
	if err != nil {
		return nil, err
	}
	names, rank := c.coordinates(t)
	f := &Frame{Coordinates: make([]string, len(names)), Direction: t.parts()}
	for i, place := range rank {
		f.Coordinates[place] = names[i]
	}
	return f, nil
}

// othersShare is the weight of a variable whose normal is turned, as a share of
// its own: the score has taken the rest.
const othersShare = 0.2

// coordinates names the coordinates of the design, first the variables, then
// the common factors, then those that are kept free for variables of other
// programs, and ranks them: as the frame says, then the turned score and the
// factors, which move many variables at once, then by weight. A variable that is
// drawn within another, or on points that programs share, needs none and comes last.
func (c *compiled) coordinates(t *turn) (names []string, rank []int) {
	weights := map[string]float64{}
	for i, v := range c.Variables {
		names = append(names, v.Key)
		if weights[v.Key] = v.Weight; v.Within != nil || c.isCommon(i) {
			weights[v.Key] = -1
		}
	}
	leading := map[string]int{} // from 1, the strongest
	if c.mixture != nil {
		for f := range c.mixture.strongest {
			names = append(names, factorKey(f))
		}
		for place, f := range c.mixture.strongest {
			leading[factorKey(f)] = place + 2
		}
	}
	if t.turns() {
		names = append(names, scoreKey)
		leading[scoreKey] = 1
		for _, m := range t.members {
			weights[m.name] *= othersShare
		}
	}
	names, given := c.handedOn(names, t)
	type entry struct {
		i, given, leading int
		weight            float64
	}
	order := make([]entry, len(names))
	for i, x := range names {
		order[i] = entry{i, given[x], leading[x], weights[x]}
	}
	slices.SortFunc(order, func(a, b entry) int {
		if o := cmp.Or(first(a.given, b.given), first(a.leading, b.leading), cmp.Compare(b.weight, a.weight)); o != 0 {
			return o
		}
		return cmp.Compare(names[a.i], names[b.i]) // never by place: the order of rows must not matter
	})
	rank = make([]int, len(order))
	for place, e := range order {
		rank[e.i] = place
	}
	return names, rank
}

// handedOn adds the names that the frame keeps free, and those that only the
// direction has, and says which places the frame gives, from 1.
func (c *compiled) handedOn(names []string, t *turn) (all []string, given map[string]int) {
	have := make(map[string]bool, len(names))
	for _, name := range names {
		have[name] = true
	}
	add := func(name string) {
		if !have[name] {
			names, have[name] = append(names, name), true
		}
	}
	given = map[string]int{}
	if c.Frame != nil {
		for place, name := range c.Frame.Coordinates {
			given[name] = place + 1
			add(name)
		}
	}
	for _, m := range t.members {
		add(m.name)
	}
	return names, given
}

// first compares places that count from 1; without a place (0) comes last.
func first(a, b int) int {
	switch {
	case a == 0 && b == 0:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return cmp.Compare(a, b)
}
