package sim

import (
	"cmp"
	"fmt"
	"slices"
)

// Link asks for a rank correlation between two variables, by index.
type Link struct {
	A, B int
	Rho  float64 // Spearman, -1..1
}

// link collects the correlated variables and their matrix of rank correlations.
func (c *compiled) link() error {
	n := len(c.Variables)
	c.isLinked = make([]bool, n)
	if c.Factors != nil {
		return c.linkFactors()
	}
	at := make([]int, n)
	for i := range at {
		at[i] = -1
	}
	for _, l := range c.Links {
		if l.A < 0 || l.B < 0 || l.A >= n || l.B >= n || l.A == l.B {
			return fmt.Errorf("sim: correlation names the variables %d and %d of %d", l.A, l.B, n)
		}
		at[l.A], at[l.B] = 0, 0
	}
	for i := range at {
		if at[i] == 0 {
			c.linked = append(c.linked, i)
		}
	}
	// What moves with the score comes last: its own normals are then in nothing
	// else, so that the score is independent of all else.
	last := func(v int) int {
		if c.pulls(v) {
			return 1
		}
		return 0
	}
	slices.SortFunc(c.linked, func(a, b int) int {
		return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(c.Variables[a].Key, c.Variables[b].Key))
	})
	for k, i := range c.linked {
		at[i] = k
	}
	for _, i := range c.linked {
		c.isLinked[i] = true
	}
	c.rank = make([][]float64, len(c.linked))
	for i := range c.rank {
		c.rank[i] = make([]float64, len(c.linked))
		c.rank[i][i] = 1
	}
	for _, l := range c.Links {
		i, j := at[l.A], at[l.B]
		c.rank[i][j], c.rank[j][i] = l.Rho, l.Rho
	}
	return nil
}
