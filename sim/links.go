package sim

import (
	"cmp"
	"fmt"
	"slices"

	"ballast/sim/depend"
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
	if x := c.tied; x.of(c.Program) {
		c.linked, c.isLinked, c.rank = x.linked, x.isLinked, x.rank
		return nil
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
	// else, so that the score is independent of all else. What programs share comes
	// first, in the order that programs share: its draws then depend on nothing that is
	// only this program's.
	last := func(v int) int {
		switch {
		case c.isCommon(v):
			return -1
		case c.pulls(v):
			return 1
		}
		return 0
	}
	slices.SortFunc(c.linked, func(a, b int) int {
		return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(c.sharedAt(a), c.sharedAt(b)), cmp.Compare(c.Variables[a].Key, c.Variables[b].Key))
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

// tied is what the correlations of a program come to: the same for all of its runs,
// and for copies that correlate and pull as it does.
type tied struct {
	links []Link
	pull  []float64
	df    float64

	linked   []int
	isLinked []bool
	rank     [][]float64
	copula   *depend.Copula
	repairs  []depend.Repair
}

// ties takes up the correlations of a compiled program, whose matrix is yet to be factored.
func (c *compiled) ties() *tied {
	return &tied{links: c.Links, pull: c.Pull, df: c.CopulaDF, linked: c.linked, isLinked: c.isLinked, rank: c.rank}
}

// of reports whether a program has these correlations.
func (x *tied) of(p *Program) bool {
	return x != nil && p.Factors == nil && p.CopulaDF == x.df && sameSlice(p.Links, x.links) && sameSlice(p.Pull, x.pull) && len(p.Variables) == len(x.isLinked)
}

// sameSlice reports whether two slices are one.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
