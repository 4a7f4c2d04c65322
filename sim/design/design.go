// Package design says where the points of a run lie in the unit cube: plainly
// random, in replicated Latin hypercubes, or on Owen-scrambled Sobol points.
//
// A design is cut into replicates, runs of consecutive scenarios that are
// independent of each other and alike in distribution: every standard error of
// a statistic comes from comparing them. Every value is a pure function of
// (seed, name of the variable, scenario), given the design.
package design

import (
	"fmt"

	"ballast/sim/stream"
)

// Kind is how the points of a run are spread over the unit cube.
type Kind string

// The designs.
const (
	LHS   Kind = "LHS"   // each replicate a Latin hypercube of its own
	MC    Kind = "MC"    // independent points
	Sobol Kind = "Sobol" // each replicate an independent Owen scramble of Sobol's points
)

// noteDimensions is the code in Notes that says that there were more variables
// than Sobol coordinates, so that the least important ones are drawn from
// Latin hypercubes.
const noteDimensions = "sobol-dimensions"

// Config asks for a design. Its zero value is an LHS without variables.
type Config struct {
	Kind      Kind // default LHS
	Seed      uint64
	Scenarios int
	Replicate int      // length of a replicate; default ReplicateLength(Kind, Scenarios)
	Names     []string // stable identity of each variable, all different
	// Rank[v] is the place of variable v in order of importance, 0 the most
	// important; nil means as listed. Only Sobol looks at it: its first
	// coordinates are its best.
	Rank []int
	// Shuffled takes the points of every replicate in an order of its own; see orders.
	// Only Sobol looks at it: the others are in one already.
	Shuffled bool
}

// Design is a finished design: read-only, safe for concurrent use.
type Design struct {
	kind      Kind
	scenarios int
	replicate int
	variables []variable
	orders    *orders // of a shuffled design
	notes     []string
}

// variable is one coordinate of a design. All that filling reads lies together,
// in the order of the variables, so that the next one comes from memory early.
type variable struct {
	stream    stream.Stream
	kind      Kind       // of this variable: LHS when Sobol has no coordinate left
	direction [32]uint32 // of Sobol, bits reversed
	scramble  stream.Stream
	seeds     []uint64 // of the first scrambles
}

// keptSeeds is how many scrambles of a variable have their seed made in
// advance: as many as there are replicates unless their length was chosen.
const keptSeeds = 16

// seed says how a replicate is scrambled.
func (v *variable) seed(replicate uint64) uint64 {
	if replicate < uint64(len(v.seeds)) {
		return v.seeds[replicate]
	}
	return v.scramble.Bits(replicate)
}

// longestNet is the longest default replicate of Sobol points. Shares and
// quantiles gain nothing from longer ones, and the first 8,192 scenarios of any
// run hold eight replicates.
const longestNet = 1024

// ReplicateLength is the default length of a replicate for n scenarios: 1,000,
// or a tenth of a smaller run, so that there are at least about ten to
// estimate errors from; a fortieth of plain random ones, which lose nothing by
// being cut. Sobol points are balanced in powers of two and better the longer,
// so there it is the power of two that makes at most sixteen, up to a length.
func ReplicateLength(kind Kind, n int) int {
	if kind == Sobol {
		length := 1
		for length*16 < n && length < longestNet {
			length *= 2
		}
		return length
	}
	if kind == MC {
		return min(1000, max(1, (n+39)/40))
	}
	if n >= 10000 {
		return 1000
	}
	return max(1, (n+9)/10)
}

// New makes a design, or says what is wrong with the request.
func New(c Config) (*Design, error) {
	if c.Kind == "" {
		c.Kind = LHS
	}
	if c.Kind != LHS && c.Kind != MC && c.Kind != Sobol {
		return nil, fmt.Errorf("design: unknown kind %q", c.Kind)
	}
	if c.Scenarios < 0 || c.Replicate < 0 {
		return nil, fmt.Errorf("design: %d scenarios in replicates of %d", c.Scenarios, c.Replicate)
	}
	if c.Replicate == 0 {
		c.Replicate = ReplicateLength(c.Kind, c.Scenarios)
	}
	if err := checkNames(c.Names); err != nil {
		return nil, err
	}
	d := &Design{kind: c.Kind, scenarios: c.Scenarios, replicate: c.Replicate, variables: make([]variable, len(c.Names))}
	for v, name := range c.Names {
		d.variables[v] = variable{stream: stream.New(c.Seed, name), kind: c.Kind}
	}
	if c.Kind == Sobol {
		if c.Shuffled {
			d.orders = newOrders(c.Seed, c.Scenarios, c.Replicate)
		}
		return d, d.assignCoordinates(c.Rank)
	}
	return d, nil
}

func checkNames(names []string) error {
	seen := make(map[string]bool, len(names))
	for _, name := range names {
		if seen[name] {
			return fmt.Errorf("design: two variables are named %q", name)
		}
		seen[name] = true
	}
	return nil
}

// assignCoordinates gives Sobol's coordinates to the variables in order of
// importance, and Latin hypercubes to those that are left.
func (d *Design) assignCoordinates(rank []int) error {
	if rank != nil && len(rank) != len(d.variables) {
		return fmt.Errorf("design: %d ranks for %d variables", len(rank), len(d.variables))
	}
	directions, err := directionNumbers(min(len(d.variables), sobolDimensions))
	if err != nil {
		return err
	}
	taken := make([]bool, len(d.variables))
	kept := min(keptSeeds, (d.scenarios+d.replicate-1)/max(1, d.replicate))
	seeds := make([]uint64, kept*len(d.variables))
	for v := range d.variables {
		place := v
		if rank != nil {
			place = rank[v]
		}
		if place < 0 || place >= len(taken) || taken[place] {
			return fmt.Errorf("design: ranks are not the numbers 0 to %d, each once (%d)", len(taken)-1, place)
		}
		taken[place] = true
		if place < sobolDimensions {
			d.variables[v].direction = directions[place]
			d.variables[v].scramble = d.variables[v].stream.Sub(0)
			d.variables[v].seeds = seeds[kept*v : kept*(v+1)]
			d.variables[v].scramble.FillBits(d.variables[v].seeds, 0)
		} else {
			d.variables[v].kind = LHS
		}
	}
	if len(d.variables) > sobolDimensions {
		d.notes = append(d.notes, noteDimensions)
	}
	return nil
}

// Kind returns the design that was asked for; see Notes for what became of it.
func (d *Design) Kind() Kind { return d.kind }

// Notes returns codes for what was done differently from what was asked.
func (d *Design) Notes() []string { return append([]string(nil), d.notes...) }
