// Package sim is the Monte Carlo engine: variables, scenarios, columns. It
// knows no money, no month and no workbook. A Program says which uncertain
// numbers there are and how a block of scenarios turns them into outputs; Run
// draws the numbers and calls the program's kernel on all cores.
package sim

import (
	"cmp"
	"fmt"
	"slices"

	"ballast/sim/dist"
)

// Variable is one uncertain number per scenario.
type Variable struct {
	// Key is the stable identity of the variable. Its draws depend on the seed,
	// the key and the scenario only, so that other variables may come and go.
	Key  string
	Dist dist.Distribution
	// Weight ranks the variable for designs with good and less good
	// coordinates (Sobol): larger is more important. Any unit.
	Weight float64
}

// Link asks for a rank correlation between two variables, by index.
type Link struct {
	A, B int
	Rho  float64 // Spearman, -1..1
}

// Common asks for the same rank correlation between all pairs of a set of
// variables, through one common factor: it costs no matrix, however many there
// are.
type Common struct {
	Variables []int
	Rho       float64 // Spearman, 0..1
}

// Program is what to simulate. It is read-only while it runs.
type Program struct {
	Variables []Variable
	Links     []Link
	CopulaDF  float64 // 0: Gaussian copula; otherwise Student-t with these degrees of freedom
	Common    *Common // instead of Links: one rank correlation for all pairs of a set

	Scalars []string // names of the outputs with one value per scenario
	Series  []string // names of the outputs with one value per scenario and period
	Periods int      // length of every series
	Sums    int      // length of the accumulator that a block adds to

	// NewKernel makes the evaluator of one worker. A kernel is used by one
	// goroutine at a time and may keep scratch memory; its output must depend
	// on the block's draws and the seed only.
	NewKernel func(seed uint64) Kernel

	samplers []dist.Sampler // made by Compile
}

// Compile makes the tables of the distributions, once for all runs of the
// program and of copies of it. Run does it when it was not done.
func (p *Program) Compile() error {
	p.samplers = nil
	c, err := compile(p)
	if err == nil {
		p.samplers = c.samplers
	}
	return err
}

// Kernel turns the draws of a block of scenarios into outputs.
type Kernel interface {
	// Run reads b.In and writes every entry of b.Scalar and b.Series, and adds
	// to b.Sum. It is called once per block, never per draw.
	Run(b *Block) error
}

// Block is a run of consecutive scenarios (or, in Subset, of chosen ones).
type Block struct {
	N        int
	Scenario []int         // number of each scenario, length N
	In       [][]float64   // [variable][i]
	Scalar   [][]float64   // [output][i]
	Series   [][][]float64 // [series][period][i]; nil when series are not kept for this block
	Sum      []float64     // accumulator of this block
}

// NotFiniteError says which variable or output of which scenario was NaN or
// infinite. The scenario can be replayed.
type NotFiniteError struct {
	Name     string
	Scenario int
	Value    float64
}

// Error implements error.
func (e *NotFiniteError) Error() string {
	return fmt.Sprintf("sim: %s is %v in scenario %d", e.Name, e.Value, e.Scenario)
}

// compiled is a program made ready to draw.
type compiled struct {
	*Program
	samplers []dist.Sampler
	linked   []int // variables that occur in Links, by key: their order decides the triangular factor
	isLinked []bool
	rank     [][]float64
}

func compile(p *Program) (*compiled, error) {
	if len(p.samplers) == len(p.Variables) && len(p.samplers) > 0 {
		c := &compiled{Program: p, samplers: p.samplers}
		return c, c.link()
	}
	c := &compiled{Program: p, samplers: make([]dist.Sampler, len(p.Variables))}
	shared := map[string]dist.Sampler{} // equal distributions share one table
	keys := map[string]bool{}
	for i, v := range p.Variables {
		if keys[v.Key] {
			return nil, fmt.Errorf("sim: two variables have the key %q", v.Key)
		}
		keys[v.Key] = true
		if v.Dist == nil {
			return nil, fmt.Errorf("sim: variable %q has no distribution", v.Key)
		}
		name := v.Dist.String()
		s, ok := shared[name]
		if !ok {
			s = dist.Compile(v.Dist)
			shared[name] = s
		}
		c.samplers[i] = s
	}
	return c, c.link()
}

// link collects the correlated variables and their matrix of rank correlations.
func (c *compiled) link() error {
	n := len(c.Variables)
	c.isLinked = make([]bool, n)
	if c.Common != nil {
		if len(c.Links) > 0 {
			return fmt.Errorf("sim: a common correlation and single ones exclude each other")
		}
		for _, v := range c.Common.Variables {
			c.isLinked[v] = true
		}
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
	slices.SortFunc(c.linked, func(a, b int) int { return cmp.Compare(c.Variables[a].Key, c.Variables[b].Key) })
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
