// Package sim is the Monte Carlo engine: variables, scenarios, columns. It
// knows no money, no month and no workbook. A Program says which uncertain
// numbers there are and how a block of scenarios turns them into outputs; Run
// draws the numbers and calls the program's kernel on all cores.
package sim

import (
	"fmt"

	"ballast/sim/distribution"
)

// Variable is one uncertain number per scenario.
type Variable struct {
	// Key is the stable identity of the variable. Its draws depend on the seed,
	// the key and the scenario only, so that other variables may come and go.
	Key  string
	Dist distribution.Distribution
	// Weight ranks the variable for designs with good and less good
	// coordinates (Sobol): larger is more important. Any unit.
	Weight float64
	// Within, when set, draws the variable from another one's uniform.
	Within *Within
}

// Program is what to simulate. It is read-only while it runs.
type Program struct {
	Variables []Variable
	Links     []Link
	Factors   *Factors // instead of Links: correlation through common factors
	CopulaDF  float64  // 0: Gaussian copula; otherwise Student-t with these degrees of freedom

	// Pull says by variable how far the output that matters most moves when its
	// normal score rises by 1, in any unit, negative where it falls; nil: there is
	// no score. The direction in which all pulls add up gets a score of its own,
	// which Block.Score tells and under Sobol has the best coordinate; then every
	// draw depends on the pulls of all variables. Pulls of discrete variables do
	// not count.
	Pull []float64
	// Frame makes programs comparable: those that are given the same one draw what
	// they have in common alike. nil: the program's own; see Order.
	Frame *Frame
	// Common lays some variables on points that several programs share, and all others
	// on points of the program's own; nil: all are its own.
	Common *Common

	Scalars []string // names of the outputs with one value per scenario
	Series  []string // names of the outputs with one value per scenario and period
	Periods int      // length of every series
	Sums    int      // length of the accumulator that a block adds to
	Row     int      // length of the rows that a kernel may keep of scenarios of its choice; see Block.Row

	// Finite says by scalar where an infinity is an error as NaN always is; nil
	// or false: it is a figure ("never").
	Finite []bool
	// Errors says by scalar where NaN is a scenario in which the output has no
	// value, for the reader of the columns to count; nil or false: it ends the run.
	Errors []bool
	// Keep says by scalar which scenarios keep it; nil: every one.
	Keep []Keep
	// ScalarMarks and SeriesMarks are limits of an output, the share of
	// scenarios below which is counted exactly also in a run that is too large
	// to keep them all (see Config.Bins); either may be nil.
	ScalarMarks, SeriesMarks [][]float64
	// Unbinned says by series which ones need no counts in such a run.
	Unbinned []bool

	// NewKernel makes the evaluator of one worker. A kernel is used by one
	// goroutine at a time and may keep scratch memory; its output must depend
	// on the block's draws and the seed only.
	NewKernel func(seed uint64) Kernel

	samplers []distribution.Sampler // made by Compile
	tied     *tied                  // likewise
}

// Compile makes the tables of the distributions and factors the matrix of
// correlations, once for all runs of the program and of copies of it. Run does it
// when it was not done.
func (p *Program) Compile() error {
	p.samplers, p.tied = nil, nil
	c, err := compile(p)
	if err != nil {
		return err
	}
	p.samplers = c.samplers
	x := c.ties()
	if x.copula, x.repairs, err = c.newCopula(); err == nil { // else Run says so
		p.tied = x
	}
	return nil
}

// Keep says for which scenarios a run keeps a scalar output.
type Keep int

// What is kept, and where the limit stands.
const (
	KeepEvery      Keep = iota // all scenarios: Config.KeepScalars
	KeepWithSeries             // those that keep their series: Config.KeepSeries
	KeepSample                 // a sample at the start: Config.KeepSample
	KeepSmooth                 // those that are smoothed: Config.KeepSmooth
)

// Kernel turns the draws of a block of scenarios into outputs.
type Kernel interface {
	// Run reads b.In and writes every entry of b.Scalar and b.Series that is not
	// nil, and adds to b.Sum. It is called once per block, never per draw.
	Run(b *Block) error
}

// Block is a run of consecutive scenarios (or, in Subset, of chosen ones). In a
// run it has at most 256 scenarios.
type Block struct {
	N        int
	Kept     bool          // the series and the scalars of KeepWithSeries are kept
	Sample   bool          // the scalars of KeepSample are kept
	Smooth   bool          // the same of KeepSmooth
	Smoothed bool          // so are, as it stands, all scenarios of the run, or of this part of it
	Scenario []int         // number of each scenario, length N
	In       [][]float64   // [variable][i]
	Scalar   [][]float64   // [output][i]; nil where only some scenarios keep it, and these do not
	Series   [][][]float64 // [series][period][i]; a series, or all of them, is nil when nobody reads it of this block
	Sum      []float64     // accumulator of this block

	turned *turnedBlock
	rows   *rowKeeper
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
	samplers []distribution.Sampler
	linked   []int // variables that occur in Links, in the order that decides the triangular factor; or in Factors
	isLinked []bool
	rank     [][]float64 // matrix of Links
	mixture  *mixture    // of Factors
	nested   []nest      // variables that are drawn within others
}

func compile(p *Program) (*compiled, error) {
	if len(p.samplers) == len(p.Variables) && len(p.samplers) > 0 {
		c := &compiled{Program: p, samplers: p.samplers}
		return c, c.prepare()
	}
	c := &compiled{Program: p, samplers: make([]distribution.Sampler, len(p.Variables))}
	shared := map[string]distribution.Sampler{} // equal distributions share one table
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
			s = distribution.Compile(v.Dist)
			shared[name] = s
		}
		c.samplers[i] = s
	}
	return c, c.prepare()
}

// prepare resolves what hangs together.
func (c *compiled) prepare() error {
	if err := c.checkCommon(); err != nil {
		return err
	}
	if err := c.link(); err != nil {
		return err
	}
	return c.nests()
}
