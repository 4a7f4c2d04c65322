package sim

import (
	"cmp"
	"slices"
)

// Order returns the names of the coordinates of the design, the best first.
// Another program that has them as its Coordinates gets the same draws of the
// variables that both have.
func (p *Program) Order() ([]string, error) {
	c, err := compile(p)
	if err != nil {
		return nil, err
	}
	names, rank := c.coordinates()
	out := make([]string, len(names))
	for i, place := range rank {
		out[place] = names[i]
	}
	return out, nil
}

// coordinates names the coordinates of the design, first the variables, then
// the common factors, then those that are kept free for variables of other
// programs, and ranks them: as Program.Coordinates says, then the factors, which
// move many variables at once, then by weight.
func (c *compiled) coordinates() (names []string, rank []int) {
	for _, v := range c.Variables {
		names = append(names, v.Key)
	}
	factors := map[string]int{} // from 1, the strongest
	if c.mixture != nil {
		for f := range c.mixture.strongest {
			names = append(names, factorKey(f))
		}
		for place, f := range c.mixture.strongest {
			factors[factorKey(f)] = place + 1
		}
	}
	given := make(map[string]int, len(c.Coordinates)) // from 1
	for place, name := range c.Coordinates {
		given[name] = place + 1
	}
	if len(given) > 0 {
		have := make(map[string]bool, len(names))
		for _, name := range names {
			have[name] = true
		}
		for _, name := range c.Coordinates {
			if !have[name] {
				names, have[name] = append(names, name), true
			}
		}
	}
	weight := func(i int) float64 {
		if i < len(c.Variables) {
			return c.Variables[i].Weight
		}
		return 0
	}
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := names[a], names[b]
		return cmp.Or(first(given[x], given[y]), first(factors[x], factors[y]),
			cmp.Compare(weight(b), weight(a)), cmp.Compare(x, y)) // never by place: the order of rows must not matter
	})
	rank = make([]int, len(order))
	for place, i := range order {
		rank[i] = place
	}
	return names, rank
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
